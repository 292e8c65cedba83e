"""The graph of the user's own article keeps every promise."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph
import pytest
from rdflib import RDF, Graph

from kg import pipeline
from kg.graph.build import build
from kg.graph.check import check
from kg.graph.newsgraph import NewsGraph
from kg.graph.vocab import GAF, NIF, K
from kg.model import Article
from kg.read import read

SEEDS = Path(__file__).parents[2] / "seeds"
ANCHORS = """
PREFIX nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#>
PREFIX gaf: <http://groundedannotationframework.org/gaf#>
SELECT ?thing ?mention (SUBSTR(?text, ?begin + 1, ?end - ?begin) = ?anchor AS ?same) WHERE {
    ?thing gaf:denotedBy ?mention .
    ?mention nif:referenceContext/nif:isString ?text ;
        nif:beginIndex ?begin ; nif:endIndex ?end ; nif:anchorOf ?anchor .
}
"""

# rdflib's own parser of Turtle uses what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def news() -> NewsGraph:
    articles = [one for one in read([str(SEEDS)]) if isinstance(one, Article)]
    facts = [pipeline.run(article) for article in articles]
    return build(facts, pipeline.describe())


def test_it_conforms(news):
    report = check(news.union())
    assert report.violations == ()
    assert report.conforms


def test_every_anchor_is_the_characters_at_its_offsets(news):
    graph = news.union()
    rows = list(graph.query(ANCHORS))
    assert len(rows) == len(set(graph.subject_objects(GAF.denotedBy))) > 100
    assert all(row.same.toPython() for row in rows)


def test_the_text_is_that_of_the_file(news):
    (path,) = SEEDS.glob("*.txt")
    texts = [str(text) for text in news.union().objects(None, NIF.isString)]
    assert texts == [path.read_text(encoding="utf-8")]


def test_every_layer_is_there(news):
    graph = news.union()
    for kind in (K.Event, K.Claim, K.Quantity, K.Country, K.Person, K.Group, K.Place):
        assert (None, RDF.type, kind) in graph, kind


def test_rdflib_and_pyoxigraph_read_the_same_triples(news):
    graph = news.union()
    data = graph.serialize(format="turtle", encoding="utf-8")
    assert set(Graph().parse(data=data, format="turtle")) == set(graph)
    quads = set(pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.TURTLE))
    assert len(quads) == len(graph)
