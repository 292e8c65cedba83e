"""Holds a graph of any size against the ontology's promises, by queries over its index.

The promises are those of ``ontology/shapes.ttl``, and so is the verdict: what :func:`check` of
``kg.graph.check`` (SHACL) reports of a graph, this reports too, in a fraction of the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import pyoxigraph as ox
from rdflib import RDF, RDFS, URIRef

from kg.graph.constraints import INTEGERS, Number, Query, numbers, queries
from kg.graph.ontology import shapes
from kg.graph.report import Report, Violation, offset
from kg.graph.shards import parse
from kg.graph.vocab import GAF, NIF, PREFIXES, K

_INTEGERS = frozenset(map(str, INTEGERS))
_Node = ox.NamedNode | ox.BlankNode


def read(file: Path) -> tuple[ox.Store, list[ox.Triple]]:
    """The union of all that stands in a file, indexed, and its :func:`oddities`.

    Raises:
        InputError: the file cannot be read, or is not RDF.
    """
    store = ox.Store()
    odd: list[ox.Triple] = []

    def union() -> Iterator[ox.Quad]:
        for quad in parse(file):
            odd.extend(oddities([quad]))
            yield ox.Quad(quad.subject, quad.predicate, quad.object)

    store.bulk_extend(union())
    return store, odd


def oddities(quads: Iterable[ox.Quad]) -> list[ox.Triple]:
    """Triples whose number has another datatype than promised; a store would not tell any more."""
    wanted = _wanted()
    return [
        quad.triple
        for quad in quads
        if quad.predicate.value in wanted
        and isinstance(quad.object, ox.Literal)
        and quad.object.datatype.value in _INTEGERS
        and quad.object.datatype.value not in wanted[quad.predicate.value]
    ]


def check(store: ox.Store, odd: Iterable[ox.Triple] = ()) -> Report:
    """The report on the default graph of ``store``, of whose triples ``odd`` are oddly typed.

    Raises:
        KGError: the shapes use a part of SHACL that we do not know (a defect of ours).
    """
    above = ox.NamedNode(str(RDFS.subClassOf))
    declared = next(store.quads_for_pattern(None, above, None, ox.DefaultGraph()), None)
    violations: set[Violation] = set()
    for query in _queries(subclasses=declared is not None):
        found = store.query(query.text, prefixes=PREFIXES)
        if isinstance(found, ox.QuerySolutions):
            about = found.variables[0].value
            violations.update(_violation(store, query, one, about) for one in found)
    for triple in odd:
        violations.update(_mistyped(store, triple))
    return Report(not violations, tuple(sorted(violations)))


def _mistyped(store: ox.Store, triple: ox.Triple) -> Iterator[Violation]:
    node = triple.subject
    if isinstance(node, ox.Triple) or not isinstance(triple.object, ox.Literal):
        return
    kinds = {one.value for one in _nodes(store, node, RDF.type)}
    for one in _numbers():
        meant = triple.predicate.value == one.predicate and kinds & one.classes
        if meant and triple.object.datatype.value not in one.datatypes:
            words = _words(store, node)
            yield Violation(
                one.shape, node.value, triple.object.value, one.message, words, one.hint
            )


@cache
def _wanted() -> dict[str, frozenset[str]]:
    """The datatypes that are promised somewhere, by predicate."""
    wanted: dict[str, frozenset[str]] = {}
    for number in _numbers():
        wanted[number.predicate] = wanted.get(number.predicate, frozenset()) | number.datatypes
    return wanted


@cache
def _numbers() -> tuple[Number, ...]:
    return numbers(shapes())


@cache
def _queries(*, subclasses: bool) -> tuple[Query, ...]:
    return queries(shapes(), subclasses=subclasses)


def _violation(store: ox.Store, query: Query, solution: ox.QuerySolution, about: str) -> Violation:
    """``about`` is the variable with what breaks the promise; another one is its value."""
    node, value = solution[about], solution["value"] if about == "this" else None
    return Violation(
        shape=query.shape,
        node=_plain(node),
        value=_plain(value),
        message=query.message,
        words=_words(store, node),
        hint=query.hint,
    )


def _words(store: ox.Store, node: object) -> tuple[str, ...]:
    """The words of a mention, or of the mentions of anything else.

    A claim that lost its own words is told with those of what it claims.
    """
    if not isinstance(node, (ox.NamedNode, ox.BlankNode)):
        return ()
    mentions = [node, *_nodes(store, node, GAF.denotedBy)]
    if len(mentions) == 1:
        for event in _nodes(store, node, K.claims):
            mentions.extend(_nodes(store, event, GAF.denotedBy))
    places = sorted(
        (
            min(
                (offset(one) for one in map(_plain, _objects(store, mention, NIF.beginIndex))),
                default=0,
            ),
            _plain(words),
        )
        for mention in mentions
        for words in _objects(store, mention, NIF.anchorOf)
    )
    return tuple(words for _, words in places)


def _objects(store: ox.Store, node: _Node, predicate: URIRef) -> list[object]:
    pattern = (node, ox.NamedNode(str(predicate)), None, ox.DefaultGraph())
    return [quad.object for quad in store.quads_for_pattern(*pattern)]


def _nodes(store: ox.Store, node: _Node, predicate: URIRef) -> list[_Node]:
    found = _objects(store, node, predicate)
    return [one for one in found if isinstance(one, (ox.NamedNode, ox.BlankNode))]


def _plain(term: object) -> str:
    if isinstance(term, (ox.NamedNode, ox.BlankNode, ox.Literal)):
        return term.value
    return "" if term is None else str(term)
