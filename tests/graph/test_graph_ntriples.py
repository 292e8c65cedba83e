"""Lines of N-Triples are spelt as another serialiser spells them, and are the graph."""

from __future__ import annotations

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.build import build, nquads
from kg.graph.ntriples import Triples, iri, plain, typed, words
from kg.link.iri import Minter

S, P = "https://example.org/s", "https://example.org/p"
DATE = "http://www.w3.org/2001/XMLSchema#date"
texts = st.text(st.characters(exclude_categories=["Cs"]))


def theirs(value: pyoxigraph.Literal) -> str:
    """The line that pyoxigraph writes."""
    triple = pyoxigraph.Triple(pyoxigraph.NamedNode(S), pyoxigraph.NamedNode(P), value)
    data = pyoxigraph.serialize([triple], format=pyoxigraph.RdfFormat.N_TRIPLES)
    return (data or b"").decode()


def ours(term: str) -> str:
    """The line that we write."""
    triples = Triples()
    triples.add(iri(S), P, term)
    (line,) = triples.ntriples()
    return line


@given(texts)
def test_a_literal_is_spelt_canonically(text):
    """Also NUL and what is no character, quotes and line breaks, in each kind of literal."""
    assert ours(plain(text)) == theirs(pyoxigraph.Literal(text))
    assert ours(words(text, "id")) == theirs(pyoxigraph.Literal(text, language="id"))
    kind = pyoxigraph.NamedNode(DATE)
    assert ours(typed(text, DATE)) == theirs(pyoxigraph.Literal(text, datatype=kind))


@pytest.mark.parametrize("code", [*range(0x20), 0x22, 0x5C, 0x7F, 0x85, 0x2028, 0xFFFE, 0xFFFF])
def test_every_special_character_is_escaped_as_others_do(code):
    assert ours(plain(chr(code))) == theirs(pyoxigraph.Literal(chr(code)))


def test_a_triple_is_written_once_and_lines_are_in_order():
    triples = Triples()
    triples.add(iri(S), P, plain("b"), plain("a"), plain("b"))
    assert triples.ntriples() == [f'<{S}> <{P}> "{x}" .\n' for x in "ab"]
    assert triples.nquads("g:1") == [f'<{S}> <{P}> "{x}" <g:1> .\n' for x in "ab"]


def test_the_lines_of_an_article_are_its_graph(facts, run):
    """What a corpus gets as lines is what the exporters get as a graph."""
    ((name, graph),) = build([facts], run).articles
    lines = nquads(facts, run, Minter())
    assert lines == sorted(lines)
    assert len(lines) == len(graph)
    quads = list(pyoxigraph.parse("".join(lines), format=pyoxigraph.RdfFormat.N_QUADS))
    assert {quad.graph_name.value for quad in quads} == {name}
    written = graph.serialize(format="nt", encoding="utf-8")
    again = pyoxigraph.parse(written, format=pyoxigraph.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in quads} == {quad.triple for quad in again}
