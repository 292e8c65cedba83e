"""``annotations.ttl``: the shortcuts in RDF 1.2, each with the claims that it rests on.

A claim *reifies* the shortcut of its event (``rdf:reifies <<( s p o )>>``): whoever finds the
triple finds who says so, how sure, and whether somebody denies it. What nobody asserts as certain
is reified without being stated. For stores that read RDF 1.2; the graph itself stays plain.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from rdflib import RDF, Graph

from kg.export.base import Exporter
from kg.export.terms import ordered, prefixes, quad
from kg.graph.newsgraph import NewsGraph
from kg.graph.shortcuts import Shortcut, shortcuts
from kg.graph.vocab import PROV, K

_REIFIES = ox.NamedNode(f"{RDF}reifies")
_TOLD = (K.claims, PROV.wasAttributedTo, K.stance, K.certainty, K.polarity)


@dataclass(frozen=True, slots=True)
class Annotations:
    """Turtle 1.2 by pyoxigraph, in the order of shortcuts, then of claims."""

    name: str = "annotations"
    filename: str = "annotations.ttl"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        union = graph.union()
        text = ox.serialize(
            _triples(union, shortcuts(union)),
            format=ox.RdfFormat.TURTLE,
            prefixes=prefixes(graph),
        )
        return {self.filename: text or b""}


def _triples(graph: Graph, found: tuple[Shortcut, ...]) -> Iterator[ox.Triple]:
    stated = {(one.subject, one.predicate, one.object) for one in found if one.stated}
    yield from (quad(triple).triple for triple in ordered(stated))
    reified = {
        (claim, (one.subject, one.predicate, one.object)) for one in found for claim in one.claims
    }
    for claim in sorted({claim for claim, _ in reified}):
        about = ox.NamedNode(str(claim))
        for triple in ordered(triple for other, triple in reified if other == claim):
            yield ox.Triple(about, _REIFIES, quad(triple).triple)
        said = [(claim, term, value) for term in _TOLD for value in graph.objects(claim, term)]
        yield from (quad(triple).triple for triple in ordered(said))


EXPORTER: Exporter = Annotations()
