"""Sentences of a graph's own articles in which a term of the ontology is at work."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter

from rdflib import RDF, Graph, Literal, URIRef
from rdflib.term import Node

from kg.export.html.sentences import sentences
from kg.export.terms import ordered
from kg.graph.shortcuts import shortcuts
from kg.graph.vocab import GAF, NIF, SCHEMA, K

_MOST = 2
_LOOKED_AT = 60
_LONG = 320


@dataclass(frozen=True, slots=True)
class Quote:
    """A sentence in pieces, each with whether it is marked; where it stands; a value if any."""

    article: str
    language: str
    pieces: tuple[tuple[str, bool], ...]
    value: str


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    article: str
    begin: int
    end: int


class Quotes:
    """Quotes from the union of a graph's articles."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._texts: dict[str, str] = {}
        self._bounds: dict[str, list[tuple[int, int]]] = {}
        for article in graph.subjects(RDF.type, K.Article):
            text = str(graph.value(article, NIF.isString) or "")
            self._texts[str(article)] = text
            self._bounds[str(article)] = sentences(text)
        self._stated = [one for one in shortcuts(graph) if one.stated]

    def of(self, term: str) -> tuple[Quote, ...]:
        """At most two, the first and shortest of those that say ``term``."""
        node = URIRef(term)
        found: dict[tuple[str, int], Quote] = {}
        for subject, value, shown in islice(self._uses(node), _LOOKED_AT):
            made = self._quote(subject, value, shown)
            if made is not None:
                found.setdefault(*made)
        ranked = sorted(found.items(), key=lambda pair: (_length(pair[1]) > _LONG, pair[0]))
        return tuple(quote for _, quote in ranked[:_MOST])

    def count(self, term: str) -> int:
        """How often the graph uses it."""
        return sum(1 for _ in self._uses(URIRef(term)))

    def _uses(self, term: URIRef) -> Iterator[tuple[Node, Node | None, str]]:
        """Things whose words show the term: a subject, the other end, a value to print."""
        kinds = ((s, RDF.type, term) for s in self._graph.subjects(RDF.type, term))
        pairs = ((s, term, o) for s, o in self._graph.subject_objects(term))
        values = ((s, p, term) for s, p in self._graph.subject_predicates(term) if p != RDF.type)
        for subject, _, _ in ordered(kinds):
            yield subject, None, ""
        for subject, _, value in ordered(pairs):
            yield subject, value, str(value) if isinstance(value, Literal) else ""
        for subject, _, _ in ordered(values):
            yield subject, None, ""
        for one in self._stated:
            if one.predicate == term:
                yield one.event, None, ""

    def _quote(
        self, subject: Node, value: Node | None, shown: str
    ) -> tuple[tuple[str, int], Quote] | None:
        places = self._places(subject)
        if not places:
            return None
        first = places[0]
        bounds = self._bounds.get(first.article, [])
        index = bisect_right(bounds, first.begin, key=itemgetter(0)) - 1
        if index < 0 or first.end > bounds[index][1]:
            return None
        start, end = bounds[index]
        others = self._places(value) if value is not None else []
        within = [p for p in others if p.article == first.article and start <= p.begin < end]
        marks = [(p.begin, min(p.end, end)) for p in (first, *within[:1])]
        pieces = tuple(_pieces(self._texts[first.article], start, end, marks))
        about = URIRef(first.article)
        name = str(self._graph.value(about, SCHEMA.identifier) or first.article)
        language = str(self._graph.value(about, SCHEMA.inLanguage) or "")
        return (first.article, start), Quote(name, language, pieces, shown)

    def _places(self, node: Node) -> list[_Place]:
        """Where the mentions of a thing are, or the mention that it is, in order."""
        mentions: Iterable[Node] = (node, *self._graph.objects(node, GAF.denotedBy))
        found = []
        for mention in mentions:
            context = self._graph.value(mention, NIF.referenceContext)
            begin = self._graph.value(mention, NIF.beginIndex)
            end = self._graph.value(mention, NIF.endIndex)
            if context is not None and str(begin).isdigit() and str(end).isdigit():
                found.append(_Place(str(context), int(str(begin)), int(str(end))))
        return sorted(found)


def _length(quote: Quote) -> int:
    return sum(len(text) for text, _ in quote.pieces)


def _pieces(
    text: str, start: int, end: int, marks: Iterable[tuple[int, int]]
) -> Iterator[tuple[str, bool]]:
    place = start
    for begin, stop in sorted(set(marks)):
        if begin < place:
            continue
        if begin > place:
            yield text[place:begin], False
        yield text[begin:stop], True
        place = stop
    if place < end:
        yield text[place:end], False


def collected(graph: Graph, terms: Iterable[str]) -> Mapping[str, tuple[int, tuple[Quote, ...]]]:
    """For each term how often the graph uses it, and quotes."""
    quotes = Quotes(graph)
    return {term: (quotes.count(term), quotes.of(term)) for term in terms}
