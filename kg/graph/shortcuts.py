"""What one did to another in a single step, derived from events and the claims on them.

``id:country/KP k:aided id:country/RU`` forgets who says so, when, and how sure they are; so it is
derived on request, never part of a graph, and only what somebody asserts as certain is stated.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from rdflib import RDF, Graph, URIRef
from rdflib.term import Node

from kg.graph.vocab import FACT, SEM, SHORT, SHORTCUTS, TYPE, K

_STATED = {K["assert"], K.confirm}
_JOINT = {"AGREE", "CONSULT", "COOPERATE", "TRADE"}
"""Where those who act together without anybody on the other side act on each other."""

_OBJECTS: Mapping[str, tuple[URIRef, ...]] = {
    "MOBILIZE": (K.patient,),
    "COERCE": (K.patient, K.recipient),
    "ASSAULT": (K.patient, K.recipient),
    "RETREAT": (K.recipient, K.patient),
    "SUPPORT": (K.recipient, K.patient),
    "REJECT": (K.recipient, K.patient),
    "SANCTION": (K.patient, K.recipient),
    "MOVE": (K.destination,),
}
"""The roles that are the other end, the first that is filled; of other types the recipient."""


@dataclass(frozen=True, slots=True, order=True)
class Shortcut:
    """``subject`` did to ``object`` what ``predicate`` says, in ``event``.

    ``claims`` are all claims on the event; ``stated`` says whether one of them asserts it as
    positive and certain.
    """

    subject: URIRef
    predicate: URIRef
    object: URIRef
    event: URIRef
    claims: tuple[URIRef, ...]
    stated: bool


def shortcuts(graph: Graph) -> tuple[Shortcut, ...]:
    """The shortcuts of every event that has two ends, sorted."""
    found = []
    for event in graph.subjects(RDF.type, K.Event):
        claims = tuple(sorted(_iris(graph.subjects(K.claims, event))))
        stated = _is(graph, event) and any(
            _is(graph, claim) and graph.value(claim, K.stance) in _STATED for claim in claims
        )
        for code, name in SHORTCUTS.items():
            if isinstance(event, URIRef) and (event, SEM.eventType, TYPE[code]) in graph:
                for subject, other in _ends(graph, event, code):
                    found.append(Shortcut(subject, SHORT[name], other, event, claims, stated))
    return tuple(sorted(found))


def _is(graph: Graph, node: Node) -> bool:
    certain = (node, K.certainty, FACT.CERTAIN) in graph
    return certain and (node, K.polarity, FACT.POSITIVE) in graph


def _ends(graph: Graph, event: URIRef, code: str) -> Iterator[tuple[URIRef, URIRef]]:
    agents = sorted(_iris(graph.objects(event, K.agent)))
    for role in _OBJECTS.get(code, (K.recipient,)):
        others = sorted(_iris(graph.objects(event, role)))
        if others:
            yield from ((a, b) for a in agents for b in others if a != b)
            return
    if code in _JOINT:
        yield from combinations(agents, 2)


def _iris(nodes: Iterator[Node]) -> Iterator[URIRef]:
    return (node for node in nodes if isinstance(node, URIRef))
