"""The graph of many articles: one RDF graph each, read from files and joined on request."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph
from rdflib import RDF, BNode, Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import InputError
from kg.graph.shards import parse
from kg.graph.vocab import K, new_graph

Triple = tuple[Node, Node, Node]
_Term = (
    pyoxigraph.NamedNode
    | pyoxigraph.BlankNode
    | pyoxigraph.Literal
    | pyoxigraph.Triple
    | pyoxigraph.DefaultGraph
)

FILES = ("graph.shards", "graph.trig", "graph.ttl")
"""What is read of a folder, the first that is there."""

SUFFIXES = (".jsonld", ".nq", ".nt", ".shards", ".trig", ".ttl")
"""File name endings that :func:`load` reads."""


@dataclass(frozen=True, slots=True)
class NewsGraph:
    """Graphs by article: pairs of an article's IRI and all that it says, sorted by IRI.

    What articles share (an entity, a run) stands in the graph of each, so that a graph can be
    dropped without harm to the others. The graphs belong to this object: copy before you add.
    """

    articles: tuple[tuple[str, Graph], ...]

    def __post_init__(self) -> None:
        iris = [iri for iri, _ in self.articles]
        if iris != sorted(set(iris)):
            raise ValueError("articles are not sorted by IRI, or one stands twice")

    def union(self) -> Graph:
        """A new graph with the triples of every article and all prefixes bound."""
        whole = new_graph()
        base = self.base
        if base is not None:
            whole.bind("id", base)
        for _, graph in self.articles:
            whole += graph
        return whole

    @property
    def base(self) -> str | None:
        """What the IRIs of things begin with (prefix ``id:``); None where no article tells."""
        for iri, _ in self.articles:
            before, found, _ = iri.rpartition("article/")
            if found:
                return before
        return None


def load(path: Path) -> NewsGraph:
    """The graph in a file or a list of shards, or in a folder that ``kg build`` wrote.

    Of a folder the first of :data:`FILES` is read. A file without named graphs is taken
    apart by article: no triple is lost, but it no longer tells which article gave a name to what
    several share, so that each has all names. What belongs to no article stays with the first.

    Raises:
        InputError: there is no such file, its name ends otherwise, or it is not RDF.
    """
    file = _file(path)
    named: dict[str, Graph] = {}
    rest: list[Triple] = []
    for graph_name, triple in _quads(file):
        if graph_name is None:
            rest.append(triple)
        else:
            named.setdefault(graph_name, new_graph()).add(triple)
    if rest:
        for iri, graph in _apart(rest, file).items():
            if iri in named:
                named[iri] += graph
            else:
                named[iri] = graph
    return NewsGraph(tuple(sorted(named.items())))


def read_lines(lines: Iterable[str]) -> Graph:
    """A graph of our own lines of N-Triples."""
    data = "".join(lines).encode()
    graph = new_graph()
    for triple in pyoxigraph.parse(data, format=pyoxigraph.RdfFormat.N_TRIPLES):
        graph.add((_term(triple.subject), _term(triple.predicate), _term(triple.object)))
    return graph


def _file(path: Path) -> Path:
    if path.is_dir():
        for name in FILES:
            if (path / name).is_file():
                return path / name
        raise InputError(
            f"{path} holds no {' or '.join(FILES)}", "Run kg build with -o and this folder."
        )
    if not path.is_file():
        raise InputError(f"no such file: {path}", "Run kg build first, or check the path.")
    if path.suffix not in SUFFIXES:
        raise InputError(
            f"{path} has no file name ending that says it is a graph",
            f"Endings that are read: {', '.join(SUFFIXES)}.",
        )
    return path


def _quads(file: Path) -> Iterator[tuple[str | None, Triple]]:
    for quad in parse(file):
        name = quad.graph_name
        graph = None if isinstance(name, pyoxigraph.DefaultGraph) else name.value
        try:
            triple = _term(quad.subject), _term(quad.predicate), _term(quad.object)
        except ValueError as error:
            raise InputError(
                f"{file} cannot be read: {error}", "Take graph.trig or graph.ttl, which are plain."
            ) from error
        yield graph, triple


def _term(term: _Term) -> Node:
    if isinstance(term, pyoxigraph.NamedNode):
        return URIRef(term.value)
    if isinstance(term, pyoxigraph.BlankNode):
        return BNode(term.value)
    if isinstance(term, pyoxigraph.Literal):
        if term.language is not None:
            return Literal(term.value, lang=term.language)
        if term.datatype.value == "http://www.w3.org/2001/XMLSchema#string":
            return Literal(term.value)
        return Literal(term.value, datatype=URIRef(term.datatype.value), normalize=False)
    raise ValueError("a triple stands inside a triple (RDF-star), which the graph has no use for")


def _apart(triples: Iterable[Triple], file: Path) -> dict[str, Graph]:
    """The triples by article: what is about something below its IRI, and what that refers to."""
    every = set(triples)
    articles = {str(s) for s, p, o in every if p == RDF.type and o == K.Article}
    if not articles:
        return {file.resolve().as_uri(): _graph(every)}
    own: dict[str, list[Triple]] = {article: [] for article in sorted(articles)}
    shared: dict[Node, list[Triple]] = {}
    for triple in every:
        article = _article_of(triple[0], articles) or _article_of(triple[2], articles)
        if article is None:
            shared.setdefault(triple[0], []).append(triple)
        else:
            own[article].append(triple)
    parts: dict[str, Graph] = {}
    placed: set[Node] = set()
    for article, said in own.items():
        reached = _reached((node for s, _, o in said for node in (s, o)), shared)
        placed |= reached
        parts[article] = _graph([*said, *(t for node in reached for t in shared[node])])
    for node in set(shared) - placed:
        for triple in shared[node]:
            parts[min(parts)].add(triple)
    return parts


def _article_of(node: Node, articles: set[str]) -> str | None:
    """The article whose IRI is ``node``, or begins it."""
    iri = str(node) if isinstance(node, URIRef) else ""
    while iri and iri not in articles:
        iri = iri.rpartition("/")[0]
    return iri or None


def _reached(start: Iterable[Node], shared: Mapping[Node, list[Triple]]) -> set[Node]:
    """The shared nodes that ``start`` leads to, one by way of another."""
    waiting = [node for node in start if node in shared]
    reached = set(waiting)
    while waiting:
        for _, _, value in shared[waiting.pop()]:
            if value in shared and value not in reached:
                reached.add(value)
                waiting.append(value)
    return reached


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = new_graph()
    for triple in triples:
        graph.add(triple)
    return graph
