"""Files derived from a graph: shortcuts, RDF 1.2 annotations, VoID, the ontology's page."""

from __future__ import annotations

from html.parser import HTMLParser

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import PROV, RDF, VOID, Graph, Literal, URIRef

from kg.export import EXPORTERS
from kg.graph.newsgraph import NewsGraph
from kg.graph.shortcuts import shortcuts
from kg.graph.vocab import FACT, MODES, NIF, SEM, SHORT, TYPE, K, new_graph

BASE = "https://example.org/kg/"
A, B, C = (URIRef(f"{BASE}country/{name}") for name in ("AA", "BB", "CC"))
EVENT = URIRef(f"{BASE}article/a/event/1")
CERTAINTIES, POLARITIES = ("CERTAIN", "PROBABLE", "POSSIBLE"), ("POSITIVE", "NEGATIVE")
STANCES = ("assert", "confirm", "deny", "noComment", "estimate", "request", "promise")


def told(
    code: str, roles: list[tuple[URIRef, URIRef]], claims: list[tuple[str, str, str]],
    event: tuple[str, str] = ("CERTAIN", "POSITIVE"),
) -> Graph:  # fmt: skip
    """An event with its roles, and claims on it: stance, certainty, polarity."""
    graph = new_graph()
    article = URIRef(f"{BASE}article/a")
    graph.add((article, RDF.type, K.Article))
    graph.add((EVENT, RDF.type, K.Event))
    graph.add((EVENT, SEM.eventType, TYPE[code]))
    for role, who in roles:
        graph.add((EVENT, role, who))
    for number, (stance, certainty, polarity) in enumerate(claims):
        claim = URIRef(f"{BASE}article/a/claim/{number}")
        graph.add((claim, K.claims, EVENT))
        graph.add((claim, K.stance, K[stance]))
        graph.add((claim, K.certainty, FACT[certainty]))
        graph.add((claim, K.polarity, FACT[polarity]))
    graph.add((EVENT, K.certainty, FACT[event[0]]))
    graph.add((EVENT, K.polarity, FACT[event[1]]))
    return graph


def news_of(graph: Graph) -> NewsGraph:
    return NewsGraph(((f"{BASE}article/a", graph),))


def stated(graph: Graph) -> set[tuple[URIRef, URIRef, URIRef]]:
    """Our triples of shortcuts.ttl."""
    made = Graph().parse(data=EXPORTERS["shortcuts"].render(news_of(graph))["shortcuts.ttl"])
    return {(s, p, o) for s, p, o in made if str(p).startswith(str(K))}


SURE = [("assert", "CERTAIN", "POSITIVE")]


@pytest.mark.parametrize(
    ("code", "roles", "ends"),
    [
        ("AID", [(K.agent, A), (K.patient, C), (K.recipient, B)], {(A, B)}),
        ("ASSAULT", [(K.agent, A), (K.patient, B), (K.recipient, C)], {(A, B)}),
        ("ASSAULT", [(K.agent, A), (K.recipient, C)], {(A, C)}),
        ("ASSAULT", [(K.agent, A), (K.agent, B)], set()),
        ("CONSULT", [(K.agent, A), (K.agent, B)], {(A, B)}),
        ("CONSULT", [(K.agent, A), (K.recipient, B)], {(A, B)}),
        ("MOVE", [(K.agent, A), (K.destination, B), (K.origin, C)], {(A, B)}),
        ("AID", [(K.recipient, B)], set()),
        ("AID", [(K.agent, A), (K.recipient, A)], set()),
        ("DISASTER", [(K.agent, A), (K.patient, B)], set()),
    ],
)
def test_who_did_it_to_whom(code, roles, ends) -> None:
    """The other end is the role that the codebook gives it, never the same as the first."""
    made = stated(told(code, roles, SURE))
    assert {(s, o) for s, _, o in made} == ends
    assert {p for _, p, _ in made} <= set(SHORT.values())


CLAIM = st.tuples(
    st.sampled_from(STANCES), st.sampled_from(CERTAINTIES), st.sampled_from(POLARITIES)
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(CLAIM, max_size=4),
    st.tuples(st.sampled_from(CERTAINTIES), st.sampled_from(POLARITIES)),
)
def test_only_what_somebody_asserts_as_positive_and_certain_is_stated(claims, event) -> None:
    """In both files; the annotations also reify, for every claim, what is not stated."""
    graph = told("AID", [(K.agent, A), (K.recipient, B)], claims, event)
    sure = any(one in {(s, *event) for s in ("assert", "confirm")} for one in claims)
    expected = sure and event == ("CERTAIN", "POSITIVE")
    assert bool(stated(graph)) == expected
    text = EXPORTERS["annotations"].render(news_of(graph))["annotations.ttl"]
    quads = list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    shortcut = ox.Triple(*(ox.NamedNode(str(one)) for one in (A, SHORT["aided"], B)))
    assert (shortcut in [quad.triple for quad in quads]) == expected
    reified = [quad for quad in quads if quad.predicate.value == f"{RDF}reifies"]
    assert [quad.object for quad in reified] == [shortcut] * len(claims)


def test_the_annotations_are_asked_in_sparql(news: NewsGraph) -> None:
    """A store that reads RDF 1.2 tells who says a shortcut, and how sure, as the graph does."""
    store = ox.Store()
    store.load(EXPORTERS["annotations"].render(news)["annotations.ttl"], ox.RdfFormat.TURTLE)
    rows = store.query(
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        f"PREFIX k: <{K}> PREFIX prov: <{PROV}> "
        "SELECT ?s ?p ?o ?who ?sure { ?claim rdf:reifies <<( ?s ?p ?o )>> ; "
        "prov:wasAttributedTo ?who ; k:certainty ?sure }"
    )
    union = news.union()
    found = {tuple(term.value for term in row) for row in rows}
    expected = {
        (str(one.subject), str(one.predicate), str(one.object), str(who), str(sure))
        for one in shortcuts(union)
        for claim in one.claims
        for who in union.objects(claim, PROV.wasAttributedTo)
        for sure in union.objects(claim, K.certainty)
    }
    assert found == expected != set()


def test_the_shortcuts_are_marked_as_derived(news: NewsGraph) -> None:
    """The file says what it is; nothing of it is in the graph."""
    made = Graph().parse(data=EXPORTERS["shortcuts"].render(news)["shortcuts.ttl"])
    (head,) = made.subjects(RDF.type, VOID.Dataset)
    assert (head, PROV.wasDerivedFrom, None) in made
    union = news.union()
    used = {predicate for predicate in union.predicates() if predicate in set(made.predicates())}
    assert used <= {RDF.type}


def test_the_description_counts_what_is_there(news: NewsGraph) -> None:
    """Triples, subjects, classes and properties as the graph has them; no blank nodes, no clock."""
    made = Graph().parse(data=EXPORTERS["void"].render(news)["void.ttl"])
    union = news.union()
    (whole,) = made.subjects(VOID.triples, Literal(len(union)))
    assert (whole, VOID.documents, Literal(len(news.articles))) in made
    assert (whole, VOID.distinctSubjects, Literal(len(set(union.subjects())))) in made
    for part in made.objects(whole, VOID.propertyPartition):
        predicate, number = made.value(part, VOID.property), made.value(part, VOID.triples)
        assert int(number) == len(list(union.triples((None, predicate, None))))
    for part in made.objects(whole, VOID.classPartition):
        kind, number = made.value(part, VOID["class"]), made.value(part, VOID.entities)
        assert int(number) == len(set(union.subjects(RDF.type, kind)))
    properties = set(made.objects(None, VOID.property))
    assert properties == set(union.predicates())
    for example in made.objects(whole, VOID.exampleResource):
        assert (example, RDF.type, None) in union


class Page(HTMLParser):
    """The page's places, links, and what is marked in its quotations."""

    def __init__(self) -> None:
        super().__init__()
        self.places: list[str] = []
        self.links: list[str] = []
        self.quotes: list[list[str]] = []
        self._in = {"blockquote": 0, "mark": 0, "cite": 0, "code": 0}

    def handle_starttag(self, tag, attrs) -> None:
        found = dict(attrs)
        if "id" in found:
            self.places.append(found["id"])
        if tag == "a":
            self.links.append(found["href"])
        if tag == "blockquote":
            self.quotes.append(["", ""])
        if tag in self._in:
            self._in[tag] += 1
        assert tag != "script"
        assert not {"src", "onclick"} & set(found)

    def handle_endtag(self, tag) -> None:
        if tag in self._in:
            self._in[tag] -= 1

    def handle_data(self, data) -> None:
        if self._in["blockquote"] and not self._in["cite"] + self._in["code"]:
            self.quotes[-1][0] += data
            if self._in["mark"]:
                self.quotes[-1][1] += data


def test_the_page_explains_every_term_with_the_words_of_the_articles(news: NewsGraph) -> None:
    """A place for each term, links that lead somewhere, quotations that stand in the articles."""
    page = Page()
    page.feed(EXPORTERS["ontology"].render(news)["ontology.html"].decode("utf-8"))
    assert len(page.places) == len(set(page.places))
    wanted = {f"k-{name}" for name in dir(K)} | {f"k-{name}" for name in SHORT}
    wanted |= {f"type-{code}" for code in MODES}
    assert wanted <= set(page.places)
    assert {link.removeprefix("#") for link in page.links} <= set(page.places)
    union = news.union()
    texts = [" ".join(str(text).split()) for text in union.objects(None, NIF.isString)]
    anchors = {str(words) for words in union.objects(None, NIF.anchorOf)}
    assert len(page.quotes) > 20
    for quote, marked in page.quotes:
        assert any(" ".join(quote.split())[:40] in text for text in texts), quote
        assert any(words in marked for words in anchors), quote


def test_the_page_needs_no_graph_and_runs_nothing_of_an_article() -> None:
    """Without articles it explains all the same; what an article says is text, never markup."""
    bare = EXPORTERS["ontology"].render(NewsGraph(()))["ontology.html"].decode("utf-8")
    assert "not in this graph" not in bare
    assert "<blockquote" not in bare
    graph = told("AID", [(K.agent, A)], SURE)
    mention = URIRef(f"{BASE}article/a/char/0-9")
    text = "<script>alert(1)</script> mengirim."
    article = URIRef(f"{BASE}article/a")
    graph.add((article, NIF.isString, Literal(text)))
    for term, value in ((NIF.beginIndex, 0), (NIF.endIndex, 9)):
        graph.add((mention, term, Literal(value)))
    graph.add((mention, NIF.referenceContext, article))
    graph.add((EVENT, URIRef("http://groundedannotationframework.org/gaf#denotedBy"), mention))
    page = EXPORTERS["ontology"].render(news_of(graph))["ontology.html"].decode("utf-8")
    assert "<mark>&lt;script&gt;a</mark>lert(1)" in page
    assert "<script" not in page
