"""Whatever characters an article has, the graph holds them, and gives them back.

RDF's literals take every Unicode character, NUL and other controls included; both rdflib and
pyoxigraph read them from Turtle as they stand. Only halves of surrogate pairs are no characters
(test_graph_build).
"""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from rdflib import Graph, URIRef

from kg.graph.build import build
from kg.graph.newsgraph import load
from kg.graph.vocab import GAF
from kg.model import (
    Article,
    Bound,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Form,
    Mention,
    Quantity,
    Role,
    Run,
    Span,
    TimeExpression,
)

RUN = Run(software="berita-kg", version="0", model="none")
HOSTILE = (
    "\x00\x01\x1f\x7f\x85\u2028 NUL",
    "\u202eterbalik\u202c \u200b\u200f\ufeff",
    "'''\"\"\"\\ \\n \\u0041 {{ }} %s",
    "<script>alert('1')</script> &amp; ]]>",
    "e\u0301 \U0001f468\u200d\U0001f469\u200d\U0001f467 \ufffe\uffff\U0010ffff",
    'akhir"',
    "baris\r\nbaris\rbaris\n",
)
WRONG_ANCHORS = """
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
SELECT ?thing ?mention WHERE {
    ?thing gaf:denotedBy ?mention .
    ?mention nif:referenceContext/nif:isString ?text ;
        nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?anchor .
    FILTER (SUBSTR(?text, ?begin + 1, ?end - ?begin) != ?anchor)
}
"""

# rdflib's own parser of Turtle uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")

texts = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80)


@st.composite
def documents(draw: st.DrawFn, text: str | None = None) -> Facts:
    """An article of any characters, with facts whose mentions stand anywhere in it."""
    text = draw(texts) if text is None else text

    def mention() -> Mention:
        start = draw(st.integers(0, len(text) - 1))
        return Mention.at(text, Span(start, draw(st.integers(start + 1, len(text)))))

    names = [mention().text for _ in range(draw(st.integers(1, 3)))]
    entities = tuple(
        Entity(
            key=f"e{number}",
            type=draw(st.sampled_from(EntityType)),
            name=name,
            mentions=(mention(), mention()),
            aliases=(mention().text,),
            form=draw(st.sampled_from(Form)),
            position=draw(st.none() | st.just(mention().text)),
        )
        for number, name in enumerate(names)
    )
    keys = st.sampled_from([entity.key for entity in entities])
    event = Event(
        key="v",
        type="AID",
        mode=None,
        label=mention().text,
        mentions=(mention(),),
        roles=tuple((draw(st.sampled_from(Role)), draw(keys)) for _ in range(2)),
        time="t",
        quantities=("q",),
        rule=draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=5)),
        confidence=draw(st.floats(0, 1)),
    )
    claim = Claim(
        key="c",
        events=("v",),
        mentions=(mention(),),
        sources=draw(st.just(()) | keys.map(lambda key: (key,))),
        cue=mention().text,
        clause=mention().span,
    )
    number = st.floats(allow_nan=False, allow_infinity=False)
    quantity = Quantity(
        key="q",
        mentions=(mention(),),
        bound=Bound.EXACT,
        value=draw(number),
        unit=mention().text,
    )
    time = TimeExpression(key="t", mentions=(mention(),), edtf="XXXX-02")
    article = Article(id=draw(texts), text=text, language="id", title=draw(st.none() | texts))
    return Facts(
        article=article,
        entities=entities,
        events=(event,),
        claims=(claim,),
        quantities=(quantity,),
        times=(time,),
    )


def hostile(text: str) -> Facts:
    whole = Mention.at(text, Span(0, len(text)))
    return Facts(
        article=Article(id=text, text=text, language="id", title=text),
        entities=(
            Entity(key="e", type=EntityType.OBJECT, name=text, mentions=(whole,), position=text),
        ),
        events=(Event(key="v", type="OTHER", mode=None, label=text, mentions=(whole,)),),
        claims=(Claim(key="c", events=("v",), mentions=(whole,), sources=("e",), cue=text),),
    )


def plain(triples: Graph) -> set[tuple[str, ...]]:
    return {tuple(term.n3() for term in triple) for triple in triples}


def oxigraph_terms(data: bytes) -> set[tuple[str, ...]]:
    quads = pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in quads}


def holds(facts: Facts) -> None:
    graph = build([facts], RUN).union()
    assert not list(graph.query(WRONG_ANCHORS))
    assert len(set(graph.subjects(GAF.denotedBy, None))) >= 3
    for node in graph.all_nodes() | set(graph.predicates()):
        if isinstance(node, URIRef):
            pyoxigraph.NamedNode(str(node))  # raises ValueError where it is no IRI
    for style in ("turtle", "longturtle"):
        data = graph.serialize(format=style, encoding="utf-8")
        assert set(Graph().parse(data=data, format="turtle")) == set(graph)
        assert len(oxigraph_terms(data)) == len(graph)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_any_text_keeps_its_anchors_and_survives_turtle(facts: Facts):
    holds(facts)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_keeps_its_anchors_and_survives_turtle(text: str):
    holds(hostile(text))


@pytest.mark.parametrize("text", HOSTILE)
def test_our_reader_gives_back_what_rdflib_wrote(text: str, tmp_path):
    graph = build([hostile(text)], RUN).union()
    path = tmp_path / "graph.ttl"
    path.write_bytes(graph.serialize(format="turtle", encoding="utf-8"))
    assert plain(load(path).union()) == plain(graph)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@example([hostile(HOSTILE[0]), hostile(HOSTILE[1])])
@given(st.lists(documents(), min_size=1, max_size=3, unique_by=lambda facts: facts.article.id))
def test_the_union_is_what_the_articles_say_together(several: list[Facts]):
    news = build(several, RUN)
    together = {triple for _, graph in news.articles for triple in graph}
    assert set(news.union()) == together
    assert not list(news.union().query(WRONG_ANCHORS))
