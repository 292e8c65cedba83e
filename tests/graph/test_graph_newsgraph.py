"""A graph is read back from every format, article by article, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import Dataset, Graph, Literal, URIRef

from kg.errors import InputError
from kg.graph.build import build
from kg.graph.newsgraph import NewsGraph, load
from kg.graph.vocab import PREFIXES, K
from kg.model import Article, Entity, EntityType, Facts, Mention, Span

FORMATS = {".ttl": "turtle", ".nt": "nt", ".jsonld": "json-ld"}

# rdflib's own writers use what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


@pytest.fixture(scope="module")
def news(facts, run) -> NewsGraph:
    """Three articles that share all their known entities; the name of one begins another's."""
    names = ("kenya haiti", "kenya", "kenya/haiti")
    return build([replace(facts, article=replace(facts.article, id=name)) for name in names], run)


def write(graph: Graph, path: Path) -> Path:
    path.write_bytes(graph.serialize(format=FORMATS[path.suffix], encoding="utf-8"))
    return path


def write_named(news: NewsGraph, path: Path) -> Path:
    dataset = Dataset()
    for iri, graph in news.articles:
        part = dataset.graph(URIRef(iri))
        for triple in graph:
            part.add(triple)
    path.write_text(
        dataset.serialize(format={".trig": "trig", ".nq": "nquads"}[path.suffix]), "utf-8"
    )
    return path


def parts(news: NewsGraph) -> dict[str, set]:
    return {iri: set(graph) for iri, graph in news.articles}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_union_is_read_back_and_taken_apart_by_article(news, tmp_path, suffix):
    assert parts(load(write(news.union(), tmp_path / f"graph{suffix}"))) == parts(news)


@pytest.mark.parametrize("suffix", [".trig", ".nq"])
def test_named_graphs_are_read_back(news, tmp_path, suffix):
    assert parts(load(write_named(news, tmp_path / f"graph{suffix}"))) == parts(news)


def test_of_a_folder_the_trig_file_is_read_before_the_turtle_file(news, tmp_path):
    write(Graph(), tmp_path / "graph.ttl")
    write_named(news, tmp_path / "graph.trig")
    assert len(load(tmp_path).articles) == 3


def test_of_a_folder_without_trig_the_turtle_file_is_read(news, tmp_path):
    write(news.union(), tmp_path / "graph.ttl")
    assert parts(load(tmp_path)) == parts(news)


def test_an_entity_that_takes_part_in_nothing_stays_with_its_article(facts, run, tmp_path):
    """Nothing points at it; only its mention tells where it belongs."""
    words = "Bank Sagu"
    bystander = Entity(
        key="x",
        type=EntityType.ORGANIZATION,
        name=words,
        mentions=(Mention.at(words, Span(0, len(words))),),
    )
    other = Facts(article=Article(id="z", text=words, language="id"), entities=(bystander,))
    several = build([facts, other], run)
    path = write(several.union(), tmp_path / "graph.ttl")
    assert parts(load(path)) == parts(several)


def test_what_belongs_to_no_article_is_kept(news, tmp_path):
    """Otherwise kg check could not see it."""
    stray = (URIRef("https://example.org/x"), K.claims, URIRef("https://example.org/y"))
    whole = news.union()
    whole.add(stray)
    again = load(write(whole, tmp_path / "graph.ttl"))
    assert set(again.union()) == set(whole)
    assert len(again.articles) == 3


def test_a_graph_without_articles_is_named_for_its_file(tmp_path):
    graph = Graph()
    graph.add((URIRef("https://example.org/x"), K.cue, Literal("kata", lang="id")))
    path = write(graph, tmp_path / "lain.nt")
    assert [iri for iri, _ in load(path).articles] == [path.as_uri()]
    assert load(path).base is None


def test_an_empty_file_is_an_empty_graph(tmp_path):
    path = tmp_path / "kosong.ttl"
    path.touch()
    assert len(load(path).union()) == 0


def test_the_union_binds_all_prefixes_and_that_of_its_base(news):
    bound = {prefix: str(namespace) for prefix, namespace in news.union().namespaces()}
    assert bound == PREFIXES | {"id": "https://w3id.org/berita-kg/id/"}


def test_the_union_is_a_copy(news):
    before = parts(news)
    news.union().add((URIRef("https://example.org/x"), K.cue, Literal("kata")))
    assert parts(news) == before


@pytest.mark.parametrize("iris", [("b", "a"), ("a", "a")])
def test_articles_are_sorted_and_stand_once(iris):
    with pytest.raises(ValueError, match="sorted"):
        NewsGraph(tuple((iri, Graph()) for iri in iris))


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("x.ttl", b"<a> <b>", "is not RDF"),
        ("x.ttl", b"\xff\xfe\x00", "is not RDF"),
        ("x.nt", b"<http://a> <http://b> 5 .", "is not RDF"),
        ("x.jsonld", b"{", "is not RDF"),
        ("x.ttl", b"<http://a> <http://b> <<( <http://a> <http://b> 1 )>> .", "cannot be read"),
        ("x.html", b"<p>", "file name ending"),
    ],
)
def test_what_is_no_graph_is_refused_by_name(tmp_path, name, content, says):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(InputError, match=says) as caught:
        load(path)
    assert name in caught.value.message
    assert caught.value.hint


def test_a_missing_file_and_an_empty_folder_are_told_apart(tmp_path):
    with pytest.raises(InputError, match="no such file"):
        load(tmp_path / "nichts.ttl")
    with pytest.raises(InputError, match=r"graph\.trig"):
        load(tmp_path)
