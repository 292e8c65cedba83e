"""Every term explains itself in two languages, by an example, and by what it is elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef

from kg.graph.vocab import MODES, ONTOLOGY, TYPE, K

SCHEME = URIRef("https://w3id.org/berita-kg/event-type")
OWN = {TYPE[code] for code in ("CASUALTY", "DISASTER", "MOVE", "CONTROL", "TRADE", "OTHER")}
NO_COUNTERPART = {"polarity", "certainty", "quantity", "bound", "stance", "contradicts", "edtf"} | {
    "cue",
    "confidence",
    "isoCode",
    "candidate",
    "sameEventAs",
    "shares",
    "ground",
}
ELSEWHERE = (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.closeMatch)


def read(name: str) -> Graph:
    return Graph().parse(Path(__file__).parents[2] / "ontology" / name)


FILES = {name: read(name) for name in ("berita.ttl", "event-types.ttl")}
TERMS = [
    pytest.param(FILES[name], term, id=str(term))
    for name in FILES
    for term in sorted(FILES[name].subjects(RDFS.isDefinedBy, None))
]


@pytest.mark.parametrize(("graph", "term"), TERMS)
def test_a_term_is_explained_in_both_languages_and_by_an_example(graph, term):
    for kind in (RDFS.label, SKOS.definition):
        languages = sorted(value.language for value in graph.objects(term, kind))
        assert languages == ["en", "id"]
    assert [value.language for value in graph.objects(term, SKOS.example)] == ["id"]
    definitions = [str(value) for value in graph.objects(term, SKOS.definition)]
    assert all(text[0].isupper() and text.endswith(".") for text in definitions)


@pytest.mark.parametrize("kind", [SKOS.definition])
def test_no_two_terms_are_defined_alike(kind):
    for graph in FILES.values():
        texts = [str(text) for text in graph.objects(None, kind) if text.language == "en"]
        assert len(texts) == len(set(texts))


@pytest.mark.parametrize("name", sorted(K[n] for n in dir(K)))
def test_a_term_says_what_it_is_in_other_vocabularies_where_they_have_it(name):
    graph = FILES["berita.ttl"]
    individual = (name, RDF.type, OWL.NamedIndividual) in graph
    outside = {
        value
        for kind in ELSEWHERE
        for value in graph.objects(name, kind)
        if isinstance(value, URIRef) and not value.startswith(ONTOLOGY)
    }
    assert individual or outside or str(name).removeprefix(str(K)) in NO_COUNTERPART


def test_alignments_reach_the_vocabularies_that_the_contract_names():
    graph = FILES["berita.ttl"]
    outside = {str(value) for kind in ELSEWHERE for value in graph.objects(None, kind)}
    for namespace in ("2009/11/sem/", "ns/prov#", "schema.org/", "2006/time#", "nif-core#"):
        assert any(namespace in value for value in outside), namespace


def test_roles_are_below_the_simple_event_model():
    graph = FILES["berita.ttl"]
    sem = "http://semanticweb.cs.vu.nl/2009/11/sem/"
    for names, above in (
        (("agent", "patient", "recipient"), "hasActor"),
        (("origin", "destination"), "hasPlace"),
    ):
        for name in names:
            assert (K[name], RDFS.subPropertyOf, URIRef(sem + above)) in graph


def test_types_and_modes_form_a_scheme_of_two_levels():
    graph = FILES["event-types.ttl"]
    tops = set(graph.objects(SCHEME, SKOS.hasTopConcept))
    assert tops == set(graph.subjects(SKOS.topConceptOf, SCHEME)) == {TYPE[c] for c in MODES}
    concepts = set(graph.subjects(RDF.type, SKOS.Concept))
    assert concepts == set(graph.subjects(SKOS.inScheme, SCHEME))
    assert {c for c in concepts if (c, SKOS.broader, None) not in graph} == tops


def test_the_notation_of_a_concept_is_its_code():
    for concept, code in FILES["event-types.ttl"].subject_objects(SKOS.notation):
        assert concept == TYPE[str(code)]


def test_types_of_plover_match_root_codes_of_cameo_and_ours_do_not():
    graph = FILES["event-types.ttl"]
    roots = {f"http://gdelt.stream/onto/cameo#{number:02}" for number in range(2, 21)}
    matched = {str(value) for value in graph.objects(None, SKOS.closeMatch)}
    assert matched == roots
    without = {TYPE[c] for c in MODES if (TYPE[c], SKOS.closeMatch, None) not in graph}
    assert without == OWN


def test_every_shape_says_what_is_wrong_and_what_to_do():
    graph = read("shapes.ttl")
    shapes = set(graph.objects(None, SH.property)) | set(graph.objects(None, SH.sparql))
    assert len(shapes) > 70
    for shape in shapes:
        assert isinstance(shape, URIRef)
        assert [m.language for m in graph.objects(shape, SH.message)] == ["en"]
        assert [m.language for m in graph.objects(shape, SH.description)] == ["en"]
