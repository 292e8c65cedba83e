"""The closed namespaces say what the ontology's files say, and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rdflib import OWL, RDF, RDFS, SH, SKOS, Graph, URIRef
from rdflib.collection import Collection

from kg.errors import InputError, PackError
from kg.graph import ontology as files
from kg.graph import vocab
from kg.graph.vocab import MODES, ONTOLOGY, PREFIXES, TYPE, K, event_types, new_graph

USED_ELSEWHERE = (
    vocab.SEM,
    vocab.GAF,
    vocab.FACT,
    vocab.NIF,
    vocab.PROV,
    vocab.TIME,
    vocab.SCHEMA,
    vocab.WGS,
    vocab.SKOS,
)


@pytest.fixture(scope="module")
def berita(ontology: Path) -> Graph:
    return Graph().parse(ontology / "berita.ttl")


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (OWL.Class, vocab.CLASSES),
        (OWL.ObjectProperty, (*vocab.OBJECT_PROPERTIES, *vocab.SHORTCUTS.values())),
        (OWL.DatatypeProperty, vocab.DATA_PROPERTIES),
        (OWL.NamedIndividual, (*vocab.STANCES, *vocab.BOUNDS)),
    ],
)
def test_our_terms_are_those_of_the_ontology(berita, kind, names):
    declared = {term for term in berita.subjects(RDF.type, kind) if str(term).startswith(str(K))}
    assert declared == {URIRef(f"{K}{name}") for name in names}


def test_terms_of_other_vocabularies_are_declared_in_the_ontology(berita):
    used = {namespace[name] for namespace in USED_ELSEWHERE for name in dir(namespace)}
    declared = {term for term, kind in berita.subject_objects(RDF.type) if kind != OWL.Ontology}
    assert used - declared == set()


def test_event_types_are_those_of_the_scheme(ontology):
    scheme = Graph().parse(ontology / "event-types.ttl")
    assert {TYPE[name] for name in dir(TYPE)} == set(scheme.subjects(RDF.type, SKOS.Concept))
    for code, modes in MODES.items():
        below = set(scheme.subjects(SKOS.broader, TYPE[code]))
        assert below == {TYPE[f"{code}-{mode}"] for mode in modes}


def test_a_shortcut_is_tied_to_its_type(berita):
    """One for a type at most, close to it, from entity to entity; none is a term of a graph."""
    for code, name in vocab.SHORTCUTS.items():
        term = vocab.SHORT[name]
        assert berita.value(term, SKOS.closeMatch) == TYPE[code]
        assert berita.value(term, RDFS.domain) == berita.value(term, RDFS.range) == K.Entity
        assert name not in dir(K)


def test_shapes_know_the_same_types_and_terms(ontology):
    shapes = Graph().parse(ontology / "shapes.ttl")
    shape = "https://w3id.org/berita-kg/shapes#"
    allowed = shapes.value(URIRef(f"{shape}event-type"), SH["in"])
    assert set(Collection(shapes, allowed)) == {TYPE[name] for name in dir(TYPE)}
    closed = str(shapes.value(URIRef(f"{shape}graph-vocabulary"), SH.select))
    listed = closed.partition("NOT IN (")[2].partition(")")[0]
    assert {name.strip() for name in listed.split(",")} == {f"k:{name}" for name in dir(K)}


def test_a_misspelt_term_is_an_exception():
    with pytest.raises(AttributeError):
        K.agnt  # noqa: B018
    with pytest.raises(KeyError):
        K["agnt"]


def test_an_event_has_its_type_and_its_mode():
    assert event_types("AID", None) == (TYPE.AID,)
    assert event_types("MOBILIZE", "troops") == (TYPE.MOBILIZE, TYPE["MOBILIZE-troops"])


@pytest.mark.parametrize(("code", "mode"), [("AIDE", None), ("AID", "troops"), ("aid", None)])
def test_an_event_type_that_the_ontology_lacks_is_named(code, mode):
    with pytest.raises(PackError, match=mode or code):
        event_types(code, mode)


def test_a_new_graph_binds_the_prefixes_and_no_others():
    assert {prefix: str(name) for prefix, name in new_graph().namespaces()} == PREFIXES


def test_prefixes_are_those_of_the_ontology_files(ontology):
    for name in files.FILES:
        text = (ontology / name).read_text(encoding="utf-8")
        for prefix, namespace in re.findall(r"^@prefix (\w+): <(.*)> \.$", text, re.MULTILINE):
            assert PREFIXES.get(prefix, namespace) == namespace


def test_the_files_are_found_in_a_checkout(ontology):
    assert [files.ontology_file(name).parent for name in files.FILES] == [ontology] * 3


def test_the_files_are_found_in_an_installed_package(tmp_path, monkeypatch):
    (tmp_path / "berita.ttl").write_text("", encoding="utf-8")
    monkeypatch.setattr(files, "_FOLDERS", (tmp_path, tmp_path / "nowhere"))
    assert files.ontology_file("berita.ttl") == tmp_path / "berita.ttl"
    with pytest.raises(InputError, match=r"shapes\.ttl"):
        files.ontology_file("shapes.ttl")


def test_every_term_says_where_it_is_defined(berita):
    assert {str(value) for value in berita.objects(None, RDFS.isDefinedBy)} == {ONTOLOGY}
