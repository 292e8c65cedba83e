"""RDF terms in one order and with one set of prefixes, for every RDF format."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph
from rdflib import Graph, URIRef
from rdflib.term import Literal, Node

from kg.graph.newsgraph import NewsGraph, Triple
from kg.graph.vocab import PREFIXES

_STRING = "http://www.w3.org/2001/XMLSchema#string"


def ordered(triples: Iterable[Triple]) -> list[Triple]:
    """``triples`` without repetitions, ordered by subject, predicate and object."""
    return sorted(set(triples), key=lambda triple: tuple(_key(term) for term in triple))


def _key(term: Node) -> tuple[str, str, str]:
    if isinstance(term, Literal):
        return (str(term), str(term.datatype or ""), term.language or "")
    return (str(term), "", "")


def prefixes(graph: NewsGraph) -> dict[str, str]:
    """Prefix → namespace, ``id`` among them where an article tells the base; ordered by prefix."""
    base = {} if graph.base is None else {"id": graph.base}
    return dict(sorted((PREFIXES | base).items()))


def quad(triple: Triple, name: str | None = None) -> pyoxigraph.Quad:
    """``triple`` in the named graph ``name`` (default graph: None), for pyoxigraph."""
    subject, predicate, obj = triple
    graph = pyoxigraph.DefaultGraph() if name is None else pyoxigraph.NamedNode(name)
    return pyoxigraph.Quad(
        pyoxigraph.NamedNode(str(subject)), pyoxigraph.NamedNode(str(predicate)), _value(obj), graph
    )


def _value(term: Node) -> pyoxigraph.NamedNode | pyoxigraph.Literal:
    if isinstance(term, URIRef):
        return pyoxigraph.NamedNode(str(term))
    if not isinstance(term, Literal):
        raise TypeError(f"our graphs have no blank nodes, and {term!r} is one")
    if term.language:
        return pyoxigraph.Literal(str(term), language=term.language)
    return pyoxigraph.Literal(
        str(term), datatype=pyoxigraph.NamedNode(str(term.datatype or _STRING))
    )


def tidy(graph: NewsGraph) -> Graph:
    """The union of all articles, its triples in order, with the prefixes bound."""
    union = Graph(bind_namespaces="none")
    for prefix, namespace in prefixes(graph).items():
        union.bind(prefix, namespace)
    for triple in ordered(graph.union()):
        union.add(triple)
    return union
