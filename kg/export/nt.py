"""``graph.nt``: one triple a line, sorted, for line tools and bulk loaders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph

from kg.export.base import Exporter
from kg.export.terms import ordered, quad
from kg.graph.newsgraph import NewsGraph


@dataclass(frozen=True, slots=True)
class NTriples:
    """pyoxigraph's N-Triples, which escapes every control character."""

    name: str = "nt"
    filename: str = "graph.nt"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        triples = (quad(triple).triple for triple in ordered(graph.union()))
        text = pyoxigraph.serialize(triples, format=pyoxigraph.RdfFormat.N_TRIPLES)
        return {self.filename: text or b""}


EXPORTER: Exporter = NTriples()
