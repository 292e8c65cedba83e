"""How much of what a graph holds: articles, entities, events, claims, quantities, mentions."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from kg.query.graphs import Graphs
from kg.query.run import Rows, ask

Counts = tuple[tuple[str, int], ...]

_BY_CLASS = """SELECT ?value (COUNT(DISTINCT ?x) AS ?n) WHERE {
  ?x a ?value FILTER(STRSTARTS(STR(?value), STR(k:)))
} GROUP BY ?value"""
_GROUPED = """SELECT ?value (COUNT(DISTINCT ?x) AS ?n) WHERE {{ ?x a k:{kind} ; {path} ?value }}
GROUP BY ?value"""
_BUSIEST = """SELECT ?name (COUNT(DISTINCT ?event) AS ?n) WHERE {
  ?event a k:Event ; k:agent|k:patient|k:recipient|sem:hasPlace|k:origin|k:destination ?entity .
  ?entity skos:prefLabel ?name
} GROUP BY ?entity ?name"""
_ENTITY_TYPES = ("Country", "Person", "Organization", "Group", "Place", "Object")
_MOST = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts, the greatest first; ``busiest`` are the entities that take part in most events."""

    triples: int
    articles: int
    mentions: int
    events: int
    claims: int
    quantities: int
    entities: Counts
    event_types: Counts
    stances: Counts
    certainty: Counts
    busiest: Counts


def stats(graphs: Graphs) -> Stats:
    """The counts of ``graphs``."""
    classes = dict(_counts(graphs, _BY_CLASS))
    types = _counts(graphs, _GROUPED.format(kind="Event", path="sem:eventType"))
    return Stats(
        triples=len(graphs),
        articles=classes.get("Article", 0),
        mentions=classes.get("Mention", 0),
        events=classes.get("Event", 0),
        claims=classes.get("Claim", 0),
        quantities=classes.get("Quantity", 0),
        entities=_greatest({kind: classes.get(kind, 0) for kind in _ENTITY_TYPES}),
        event_types=tuple((name, number) for name, number in types if "-" not in name),
        stances=_counts(graphs, _GROUPED.format(kind="Claim", path="k:stance")),
        certainty=_counts(graphs, _GROUPED.format(kind="Event", path="k:certainty")),
        busiest=_counts(graphs, _BUSIEST)[:_MOST],
    )


def _counts(graphs: Graphs, query: str) -> Counts:
    answer = ask(graphs, query)
    if not isinstance(answer, Rows):
        raise TypeError("only SELECT counts")
    counts: dict[str, int] = {}
    for value, number in answer.rows:
        if isinstance(number, ox.Literal):
            name = _name(graphs, value)
            counts[name] = counts.get(name, 0) + int(number.value)
    return _greatest(counts)


def _name(graphs: Graphs, value: object) -> str:
    if isinstance(value, ox.NamedNode):
        return graphs.short(value.value).rpartition(":")[2]
    return value.value if isinstance(value, ox.Literal) else str(value)


def _greatest(counts: dict[str, int]) -> Counts:
    return tuple(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
