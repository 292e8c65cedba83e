"""Facts become exactly the graph that the ontology describes, or an error that says why not."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, XSD, BNode, Graph, Literal, URIRef
from rdflib.compare import graph_diff, isomorphic

from kg.errors import EvidenceError, InputError, PackError, UsageError
from kg.graph.build import ENTITY_TYPES, ROLES, build
from kg.graph.vocab import FACT, GAF, NIF, PROV, SCHEMA, SEM, SKOS, TIME, TYPE, K
from kg.model import (
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Form,
    Mention,
    Quantity,
    Role,
    Span,
)

HERE = Path(__file__).parent
BASE = "https://w3id.org/berita-kg/id/"
ARTICLE = URIRef(f"{BASE}article/kenya%20haiti")


def the(graph: Graph, kind: URIRef, **having: str) -> URIRef:
    """The one thing of a kind whose IRI holds a word."""
    found = [node for node in graph.subjects(RDF.type, kind) if having["word"] in node]
    assert len(found) == 1
    return found[0]


def test_the_example_is_the_golden_graph(graph: Graph):
    golden = Graph().parse(HERE / "golden" / "kenya-haiti.ttl")
    _, missing, extra = graph_diff(golden, graph)
    assert sorted(missing) == sorted(extra) == []
    assert isomorphic(golden, graph)


def test_the_graph_has_no_blank_nodes(graph: Graph):
    assert not [node for triple in graph for node in triple if isinstance(node, BNode)]


def test_every_layer_is_there(graph: Graph):
    for kind, count in ((K.Article, 1), (K.Event, 2), (K.Claim, 3), (K.Quantity, 1), (K.Run, 1)):
        assert len(set(graph.subjects(RDF.type, kind))) == count
    assert len(set(graph.subjects(RDF.type, K.Mention))) == 12
    assert len(set(graph.subjects(RDF.type, SEM.Time))) == 1


def test_an_event_carries_its_type_and_its_mode(graph: Graph):
    arrives = the(graph, K.Event, word="tiba")
    assert set(graph.objects(arrives, SEM.eventType)) == {TYPE.MOBILIZE, TYPE["MOBILIZE-police"]}
    assert graph.value(arrives, K.polarity) == FACT.NEGATIVE


def test_only_the_most_specific_role_is_written(facts, run):
    destined = replace(
        facts.events[0], roles=((Role.PLACE, "e2"), (Role.DESTINATION, "e2"), (Role.PLACE, "e1"))
    )
    graph = build([replace(facts, events=(destined, facts.events[1]))], run).union()
    event = the(graph, K.Event, word="mengirim")
    assert set(graph.objects(event, K.destination)) == {URIRef(f"{BASE}country/HT")}
    assert set(graph.objects(event, SEM.hasPlace)) == {URIRef(f"{BASE}country/KE")}


def test_what_the_article_itself_reports_is_attributed_to_it(graph: Graph):
    claim = the(graph, K.Claim, word="/mengirim")
    assert set(graph.objects(claim, PROV.wasAttributedTo)) == {ARTICLE}
    assert len(set(graph.objects(claim, K.claims))) == 2


def test_contradiction_holds_both_ways(graph: Graph):
    pairs = set(graph.subject_objects(K.contradicts))
    assert len(pairs) == 2
    assert {(b, a) for a, b in pairs} == pairs


def test_names_are_written_once_and_as_they_look(graph: Graph):
    """An alias that differs by an invisible character is no other name."""
    person = the(graph, K.Person, word="wanjiru")
    assert set(graph.objects(person, SKOS.prefLabel)) == {Literal("Amina Wanjiru", lang="id")}
    assert set(graph.objects(person, SKOS.altLabel)) == {Literal("Wanjiru", lang="id")}
    country = URIRef(f"{BASE}country/HT")
    assert set(graph.objects(country, SKOS.prefLabel)) == {Literal("Republik Haiti", lang="id")}
    assert set(graph.objects(country, SKOS.altLabel)) == {Literal("Haiti", lang="id")}


def test_values_have_one_spelling(graph: Graph):
    event = the(graph, K.Event, word="mengirim")
    assert str(graph.value(event, K.confidence)) == "0.88"
    assert graph.value(the(graph, K.Quantity, word="200"), SCHEMA.minValue) == Literal(
        "200", datatype=XSD.integer
    )


def test_a_time_is_bounded_by_instants(graph: Graph):
    time = graph.value(the(graph, K.Event, word="mengirim"), K.time)
    first, last = graph.value(time, TIME.hasBeginning), graph.value(time, TIME.hasEnd)
    assert [str(graph.value(day, TIME.inXSDDate)) for day in (first, last)] == [
        "2025-03-01",
        "2025-03-10",
    ]


def test_no_rule_means_that_the_model_found_it(graph: Graph):
    assert set(graph.objects(the(graph, K.Event, word="tiba"), K.rule)) == {Literal("none")}


def test_the_clock_is_in_the_graph_only_when_asked_for(facts, run, example):
    assert not set(build([facts], run).union().subjects(PROV.startedAtTime, None))
    timed = build([facts], run, moment=example["MOMENT"]).union()
    stamps = {*timed.objects(None, PROV.startedAtTime), *timed.objects(None, PROV.endedAtTime)}
    assert {str(stamp) for stamp in stamps} == {"2025-03-21T06:30:00+00:00"}


@pytest.mark.parametrize("kind", EntityType)
def test_every_type_of_entity_has_its_classes(facts, run, kind):
    other = replace(facts.entities[3], type=kind, name="regu itu")
    graph = build([replace(facts, entities=(*facts.entities[:3], other))], run).union()
    node = the(graph, K[kind.value], word="regu-itu")
    assert set(graph.objects(node, RDF.type)) == set(ENTITY_TYPES[kind])


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_property(facts, run, role):
    event = replace(facts.events[0], roles=((role, "e3"),))
    graph = build([replace(facts, events=(event, facts.events[1]))], run).union()
    assert (the(graph, K.Event, word="mengirim"), ROLES[role]) in {
        (subject, predicate) for subject, predicate, _ in graph
    }


def test_another_base_moves_every_thing_but_no_term(facts, run):
    base = "https://example.org/berita#"
    there = build([facts], run, base).union()
    here = build([facts], run).union()
    assert len(there) == len(here)
    assert set(there.predicates()) == set(here.predicates())
    assert not [node for triple in there for node in triple if str(node).startswith(BASE)]


def test_an_event_that_nobody_claims_is_a_defect(facts, run):
    with pytest.raises(EvidenceError, match="nobody claims event 'v2'"):
        build([replace(facts, claims=facts.claims[:1])], run)


def test_a_mention_that_is_not_in_the_text_is_a_defect(facts, run):
    wrong = replace(facts.entities[0], mentions=(Mention(Span(0, 5), "Kenia"),))
    with pytest.raises(EvidenceError, match="Kenia"):
        build([replace(facts, entities=(wrong, *facts.entities[1:]))], run)


def test_a_reference_to_nothing_is_a_defect(facts, run):
    lost = replace(facts.events[0], roles=((Role.AGENT, "e99"),))
    with pytest.raises(EvidenceError, match="e99"):
        build([replace(facts, events=(lost, facts.events[1]))], run)


@pytest.mark.parametrize("value", [float("inf"), float("-inf"), float("nan")])
def test_a_number_that_is_none_is_a_defect(facts, run, value):
    wrong = replace(facts.quantities[0], low=value)
    with pytest.raises(EvidenceError, match="no number"):
        build([replace(facts, quantities=(wrong,))], run)


def test_an_unknown_event_type_is_named(facts, run):
    wrong = replace(facts.events[0], type="HELP")
    with pytest.raises(PackError, match="HELP"):
        build([replace(facts, events=(wrong, facts.events[1]))], run)


def test_two_articles_of_one_name_are_refused(facts, run):
    with pytest.raises(InputError, match="kenya haiti"):
        build([facts, facts], run)


def test_a_base_that_is_no_iri_is_refused(facts, run):
    with pytest.raises(UsageError):
        build([facts], run, "id/")


@pytest.mark.parametrize("where", ["text", "title", "url", "id"])
def test_half_a_surrogate_pair_is_refused_with_its_place(run, where):
    given = {"id": "a", "text": "abc", "title": "abc", "url": "abc"} | {where: "ab\ud800"}
    with pytest.raises(InputError, match="character 2"):
        build([Facts(article=Article(language="id", **given))], run)


def test_articles_share_what_they_name_alike_and_nothing_else(run):
    """Two articles about 'Bank Sagu' and 'para nelayan': one bank, two groups of fishermen."""

    def article(name: str) -> Facts:
        text = "Bank Sagu membantu para nelayan."
        return Facts(
            article=Article(id=name, text=text, language="id"),
            entities=(
                Entity(
                    key="a",
                    type=EntityType.ORGANIZATION,
                    name="Bank Sagu",
                    mentions=(Mention.at(text, Span(0, 9)),),
                ),
                Entity(
                    key="b",
                    type=EntityType.GROUP,
                    name="para nelayan",
                    mentions=(Mention.at(text, Span(19, 31)),),
                    form=Form.NOMINAL,
                ),
            ),
        )

    news = build([article("x"), article("w")], run)
    assert [iri for iri, _ in news.articles] == [f"{BASE}article/w", f"{BASE}article/x"]
    whole = news.union()
    assert len(set(whole.subjects(RDF.type, K.Organization))) == 1
    assert len(set(whole.subjects(RDF.type, K.Group))) == 2
    bank = the(whole, K.Organization, word="bank-sagu")
    assert len(set(whole.objects(bank, GAF.denotedBy))) == 2
    for iri, graph in news.articles:
        contexts = {str(context) for context in graph.objects(None, NIF.referenceContext)}
        assert contexts == {iri}


def test_an_article_that_says_nothing_still_has_its_text(run):
    graph = build([Facts(article=Article(id="kosong", text="", language="id"))], run).union()
    assert set(graph.objects(None, NIF.isString)) == {Literal("")}


def test_equal_triples_under_any_hash_seed():
    """The same program under other seeds of Python's hash makes the same N-Triples."""
    program = (
        "import runpy, sys\n"
        "from kg.graph.build import build\n"
        "from kg.graph.layout import positions\n"
        "from kg.graph.project import project\n"
        "names = runpy.run_path(sys.argv[1])\n"
        "graph = build([names['example']()], names['RUN']).union()\n"
        "view = project(graph)\n"
        "print(graph.serialize(format='turtle'))\n"
        "print(list(view.nodes(data=True)), list(view.edges(keys=True, data=True)))\n"
        "print(positions(view))\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program, str(HERE / "example_facts.py")],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "31")
    }
    assert len(outputs) == 1


def test_facts_of_another_order_make_the_same_graph(facts, run):
    def turned(facts: Facts) -> Facts:
        layers: dict[str, tuple[Entity | Event | Claim | Quantity, ...]] = {
            name: getattr(facts, name)[::-1]
            for name in ("entities", "events", "claims", "quantities", "times")
        }
        return replace(facts, **layers)

    assert set(build([facts], run).union()) == set(build([turned(facts)], run).union())


def test_a_mention_of_two_linked_entities_has_one_confidence(facts, run):
    kenya = facts.entities[0]
    twin = replace(kenya, key="e9", link=replace(kenya.link, key="place/kenya", confidence=0.5))
    both = replace(facts, entities=(*facts.entities, twin))
    graph = build([both], run).union()
    for mention in graph.subjects(RDF.type, K.Mention):
        assert len(set(graph.objects(mention, K.linkConfidence))) <= 1


def test_what_else_a_mention_may_mean_stands_at_the_mention(facts, run):
    graph = build([facts], run).union()
    found = {str(graph.value(node, NIF.anchorOf)) for node in graph.subjects(K.candidate, None)}
    assert found == {"Amina Wanjiru"}
