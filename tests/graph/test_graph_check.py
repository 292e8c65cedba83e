"""Every promise of the ontology has a shape, and every shape reports the graph that breaks it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, RDFS, SH, XSD, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.graph.build import build
from kg.graph.check import check
from kg.graph.corrections import Correction, Kind, Thing
from kg.graph.ntriples import Triples
from kg.graph.ontology import shapes
from kg.graph.provenance import add_correction
from kg.graph.report import Report
from kg.graph.vocab import GAF, NIF, PROV, SCHEMA, SEM, SKOS, TIME, TYPE, WGS, K

OTHER = URIRef("https://example.org/lain")
GEO_POINT = URIRef("http://www.opengis.net/ont/geosparql#asWKT")
Break = Callable[[Graph], None]


def one(graph: Graph, kind: URIRef) -> Node:
    """The first thing of a kind."""
    return min(graph.subjects(RDF.type, kind))


def without(kind: URIRef, term: URIRef) -> Break:
    """Nothing of the kind has the property any more."""

    def broken(graph: Graph) -> None:
        for node in list(graph.subjects(RDF.type, kind)):
            graph.remove((node, term, None))

    return broken


def untyped(kind: URIRef, other: URIRef) -> Break:
    """Things of the kind lose another of their types."""

    def broken(graph: Graph) -> None:
        for node in list(graph.subjects(RDF.type, kind)):
            graph.remove((node, RDF.type, other))

    return broken


def also(kind: URIRef, term: URIRef, value: Node) -> Break:
    """One thing of the kind has a further value."""
    return lambda graph: graph.add((one(graph, kind), term, value)) and None


def instead(kind: URIRef, term: URIRef, value: Node) -> Break:
    """One thing of the kind has another value."""
    return lambda graph: graph.set((one(graph, kind), term, value)) and None


def retyped(kind: URIRef, fresh: URIRef) -> Break:
    """One thing is of another kind, with nothing that this kind asks for."""

    def broken(graph: Graph) -> None:
        node = one(graph, kind)
        graph.remove((node, RDF.type, None))
        graph.add((node, RDF.type, fresh))

    return broken


def unclaimed(graph: Graph) -> None:
    graph.remove((None, K.claims, one(graph, K.Event)))


def moved(graph: Graph) -> None:
    """A mention's words stay, its offsets move by one."""
    mention = one(graph, K.Mention)
    for term in (NIF.beginIndex, NIF.endIndex):
        value = int(graph.value(mention, term)) + 1
        graph.set((mention, term, Literal(str(value), datatype=XSD.nonNegativeInteger)))


def turned(graph: Graph) -> None:
    mention = one(graph, K.Mention)
    graph.set((mention, NIF.endIndex, graph.value(mention, NIF.beginIndex)))


def twin(graph: Graph) -> None:
    """A second article under the first one's name."""
    article = one(graph, K.Article)
    for _, term, value in list(graph.triples((article, None, None))):
        graph.add((URIRef(f"{article}-2"), term, value))


def placed_twice(graph: Graph) -> None:
    event, place = next(iter(graph.subject_objects(K.destination)))
    graph.add((event, SEM.hasPlace, place))


def only_a_mode(graph: Graph) -> None:
    graph.set((one(graph, K.Event), SEM.eventType, TYPE["MOBILIZE-troops"]))


def late(graph: Graph) -> None:
    event = next(iter(graph.subjects(SEM.hasLatestEndTimeStamp, None)))
    day = Literal("1999-01-01", datatype=XSD.date)
    for node in {event, *graph.subjects(SEM.hasLatestEndTimeStamp, None)}:
        graph.set((node, SEM.hasLatestEndTimeStamp, day))


def crossed(graph: Graph) -> None:
    graph.set((one(graph, K.Quantity), SCHEMA.maxValue, Literal("1", datatype=XSD.integer)))


def text(value: str) -> Literal:
    return Literal(value, lang="id")


def tied(term: Node | None = None, *values: Node) -> Break:
    """One event is the same as one elsewhere; of the match ``term`` has other values, if any."""

    def broken(graph: Graph) -> None:
        event, run = one(graph, K.Event), one(graph, K.Run)
        match = URIRef(f"{event}-match")
        graph.add((event, K.sameEventAs, OTHER))
        graph.add((match, RDF.type, K.EventMatch))
        graph.add((match, RDF.type, PROV.Entity))
        graph.add((match, K.matches, event))
        graph.add((match, K.matches, OTHER))
        graph.add((match, K.ground, Literal("type")))
        graph.add((match, K.confidence, Literal("0.75", datatype=XSD.decimal)))
        graph.add((match, PROV.wasGeneratedBy, run))
        if term is not None:
            graph.remove((match, term, None))
            for value in values:
                graph.add((match, term, value))

    return broken


NUMBER = Literal("7", datatype=XSD.integer)
BREAKS: dict[str, Break] = {
    "article-kinds": untyped(K.Article, NIF.Context),
    "article-identifier": without(K.Article, SCHEMA.identifier),
    "article-text": also(K.Article, NIF.isString, Literal("teks lain")),
    "article-language": instead(K.Article, SCHEMA.inLanguage, Literal("bahasa Indonesia")),
    "article-headline": also(K.Article, SCHEMA.headline, text("judul lain")),
    "article-date": instead(K.Article, SCHEMA.datePublished, Literal("kemarin")),
    "article-url": also(K.Article, SCHEMA.url, OTHER),
    "article-run": without(K.Article, PROV.wasGeneratedBy),
    "mention-kinds": untyped(K.Mention, NIF.OffsetBasedString),
    "mention-context": instead(K.Mention, NIF.referenceContext, OTHER),
    "mention-begin": also(K.Mention, NIF.beginIndex, NUMBER),
    "mention-end": instead(K.Mention, NIF.endIndex, NUMBER),
    "mention-anchor": without(K.Mention, NIF.anchorOf),
    "mention-used": lambda graph: (
        graph.remove((None, GAF.denotedBy, one(graph, K.Mention))) and None
    ),
    "mention-link-confidence": also(
        K.Mention, K.linkConfidence, Literal("1.5", datatype=XSD.decimal)
    ),
    "mention-candidate": also(K.Mention, K.candidate, Literal("Kenya")),
    "entity-name": also(K.Person, SKOS.prefLabel, text("nama lain")),
    "entity-other-name": also(K.Person, SKOS.altLabel, Literal("tanpa bahasa")),
    "entity-mention": without(K.Group, GAF.denotedBy),
    "entity-iso": instead(K.Country, K.isoCode, Literal("Kenya")),
    "entity-title": also(K.Person, SCHEMA.jobTitle, Literal("tanpa bahasa")),
    "entity-match": also(K.Country, SKOS.exactMatch, Literal("Q114")),
    "entity-within": also(K.Country, K.within, Literal("Afrika")),
    "entity-latitude": instead(K.Country, WGS.lat, Literal("91.0", datatype=XSD.decimal)),
    "entity-longitude": instead(K.Country, WGS.long, NUMBER),
    "entity-point": instead(K.Country, GEO_POINT, Literal("1 2")),
    "country-kinds": untyped(K.Country, SEM.Place),
    "actor-kinds": untyped(K.Person, SEM.Actor),
    "place-kinds": retyped(K.Group, K.Place),
    "object-kinds": retyped(K.Group, K.Object),
    "event-kinds": untyped(K.Event, SEM.Event),
    "event-type": also(K.Event, SEM.eventType, TYPE.AID + "E"),
    "event-label": without(K.Event, RDFS.label),
    "event-mention": without(K.Event, GAF.denotedBy),
    "event-claim": unclaimed,
    "event-specific-role": also(K.Event, SEM.hasActor, OTHER),
    "event-time": also(K.Event, K.time, OTHER),
    "event-edtf": instead(K.Event, K.edtf, Literal("awal bulan")),
    "event-earliest": instead(K.Event, SEM.hasEarliestBeginTimeStamp, Literal("2025")),
    "event-latest": instead(K.Event, SEM.hasLatestEndTimeStamp, Literal("2025")),
    "event-same": also(K.Event, K.sameEventAs, Literal("peristiwa lain")),
    "match-kinds": tied(RDF.type, K.EventMatch),
    "match-events": tied(K.matches, Literal("peristiwa lain")),
    "match-ground": tied(K.ground, Literal("firasat")),
    "match-confidence": tied(K.confidence),
    "match-run": tied(PROV.wasGeneratedBy, OTHER),
    "statement-certainty": without(K.Claim, K.certainty),
    "statement-polarity": instead(K.Event, K.polarity, OTHER),
    "statement-quantity": also(K.Claim, K.quantity, NUMBER),
    "statement-confidence": instead(K.Event, K.confidence, Literal("1.5", datatype=XSD.decimal)),
    "statement-rule": without(K.Event, K.rule),
    "claim-kinds": untyped(K.Claim, SEM.View),
    "claim-event": without(K.Claim, K.claims),
    "claim-source": without(K.Claim, PROV.wasAttributedTo),
    "claim-article": instead(K.Claim, PROV.hadPrimarySource, OTHER),
    "claim-run": without(K.Claim, PROV.wasGeneratedBy),
    "claim-mention": without(K.Claim, GAF.denotedBy),
    "claim-cue": instead(K.Claim, K.cue, Literal("tanpa bahasa")),
    "claim-stance": also(K.Claim, K.stance, K.estimate),
    "claim-time": also(K.Claim, K.saidAt, OTHER),
    "claim-text": instead(K.Claim, SCHEMA.text, Literal("tanpa bahasa")),
    "claim-contradiction": also(K.Claim, K.contradicts, OTHER),
    "quantity-kinds": untyped(K.Quantity, SCHEMA.QuantitativeValue),
    "quantity-mention": without(K.Quantity, GAF.denotedBy),
    "quantity-bound": instead(K.Quantity, K.bound, OTHER),
    "quantity-value": also(K.Quantity, SCHEMA.value, Literal("tujuh")),
    "quantity-least": also(K.Quantity, SCHEMA.minValue, Literal("tujuh")),
    "quantity-most": also(K.Quantity, SCHEMA.maxValue, Literal("tujuh")),
    "quantity-number": without(K.Quantity, SCHEMA.minValue),
    "quantity-unit": instead(K.Quantity, SCHEMA.unitText, Literal("tanpa bahasa")),
    "time-kinds": untyped(SEM.Time, TIME.TemporalEntity),
    "time-mention": without(SEM.Time, GAF.denotedBy),
    "time-edtf": without(SEM.Time, K.edtf),
    "time-ends": also(SEM.Time, TIME.hasEnd, OTHER),
    "instant-day": without(TIME.Instant, TIME.inXSDDate),
    "run-kinds": untyped(K.Run, PROV.Activity),
    "run-software": without(K.Run, K.software),
    "run-version": also(K.Run, K.version, Literal("2")),
    "run-model": without(K.Run, K.model),
    "run-option": also(K.Run, K.option, Literal("bahasa")),
    "run-start": also(K.Run, PROV.startedAtTime, Literal("pagi")),
    "run-end": also(K.Run, PROV.endedAtTime, Literal("siang")),
    "correction-kinds": untyped(K.Correction, PROV.Entity),
    "correction-operation": instead(K.Correction, K.operation, Literal("guess")),
    "correction-label": without(K.Correction, RDFS.label),
    "correction-reason": also(K.Correction, RDFS.comment, text("karena")),
    "correction-run": lambda graph: graph.remove((None, PROV.used, None)) and None,
    "corrected-by": also(K.Person, K.correctedBy, OTHER),
    "graph-anchors": moved,
    "graph-blank-nodes": also(K.Event, K.agent, BNode()),
    "graph-bounds": crossed,
    "graph-days": late,
    "graph-entities": also(K.Event, K.agent, OTHER),
    "graph-identifiers": twin,
    "graph-matches": also(K.Event, K.sameEventAs, OTHER),
    "graph-modes": only_a_mode,
    "graph-offsets": turned,
    "graph-places": placed_twice,
    "graph-quantities": also(K.Quantity, SCHEMA.value, NUMBER),
    "graph-sources": also(K.Claim, PROV.wasAttributedTo, OTHER),
    "graph-vocabulary": also(K.Event, URIRef(f"{K}agnt"), OTHER),
}


def base(shape: str) -> str:
    return f"https://example.org/{shape}/"


def corrected(graph: Graph, base: str) -> Graph:
    """The graph with a person's name corrected."""
    change = Correction(
        kind=Kind.RENAME, things=(Thing("person/amina"),), value="Amina", because="her own word"
    )
    triples = Triples()
    run, thing = (f"<{one(graph, kind)}>" for kind in (K.Run, K.Person))
    add_correction(triples, change, f"<{base}{change.path}>", run, thing)
    return graph.parse(data="".join(triples.ntriples()), format="nt")


@pytest.fixture(scope="module")
def house(facts, run) -> tuple[Graph, Report]:
    """For each shape the example under a base of its own, broken in one way; all in one graph."""
    whole = Graph()
    for shape, broken in BREAKS.items():
        named = replace(facts, article=replace(facts.article, id=shape))
        graph = corrected(build([named], run, base(shape)).union(), base(shape))
        before = set(graph)
        broken(graph)
        assert set(graph) != before, shape
        whole += graph
    return whole, check(whole)


def test_the_unbroken_graph_conforms_and_is_left_alone(graph: Graph):
    corrected(graph, "https://w3id.org/berita-kg/id/")
    before = set(graph)
    assert check(graph) == Report(conforms=True, violations=())
    assert set(graph) == before


def test_a_tie_conforms_though_the_other_article_is_gone(graph: Graph):
    tied()(graph)
    assert check(graph).conforms


def test_there_is_a_broken_graph_for_every_shape(ontology: Path):
    shapes = Graph().parse(ontology / "shapes.ttl")
    named = {*shapes.objects(None, SH.property), *shapes.objects(None, SH.sparql)}
    assert {str(shape).partition("#")[2] for shape in named} == set(BREAKS)


@pytest.mark.parametrize("shape", BREAKS)
def test_a_shape_reports_the_graph_that_breaks_it(house, shape):
    found = [v for v in house[1].violations if v.shape == shape]
    if shape == "graph-vocabulary":
        assert [v.node for v in found] == [f"{K}agnt"]
    elif shape == "graph-blank-nodes":
        assert found
    else:
        assert any(v.node.startswith(base(shape)) for v in found)
    assert all(v.message and v.hint for v in found)


def test_only_what_is_broken_is_reported(house):
    """A break shows in its own copy of the graph; the messages are those of shapes.ttl."""
    own = {v.node for v in house[1].violations if v.node.startswith("https://example.org/")}
    assert {node.split("/")[3] for node in own} >= set(BREAKS) - {
        "graph-vocabulary",
        "graph-blank-nodes",
    }
    assert not house[1].conforms
    assert list(house[1].violations) == sorted(set(house[1].violations))


def test_a_violation_speaks_with_the_words_of_the_article(graph: Graph):
    event = next(node for node in graph.subjects(RDF.type, K.Event) if "tiba" in node)
    graph.remove((event, RDFS.label, None))
    (violation,) = check(graph).violations
    assert violation.words == ("tiba",)
    assert violation.node == str(event)
    assert violation.message == "An event has a label with a language tag."
    assert violation.hint == "Give the event an rdfs:label."


def test_a_mention_that_is_wrong_is_named_with_its_words(graph: Graph):
    mention = next(m for m in graph.subjects(RDF.type, K.Mention) if m.endswith("/0-5"))
    graph.set((mention, NIF.anchorOf, Literal("Kenia")))
    (violation,) = check(graph).violations
    assert (violation.node, violation.words) == (str(mention), ("Kenia",))


def test_an_empty_graph_conforms():
    assert check(Graph()).conforms


def test_shapes_are_read_once():
    assert shapes() is shapes()
