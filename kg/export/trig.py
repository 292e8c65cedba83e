"""``graph.trig``: a named graph per article, so that dropping the graph retracts the article."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyoxigraph

from kg.export.base import Exporter
from kg.export.terms import ordered, quad
from kg.graph.newsgraph import NewsGraph
from kg.graph.vocab import PREFIXES


@dataclass(frozen=True, slots=True)
class Trig:
    """pyoxigraph's TriG over sorted quads (rdflib's differs from run to run)."""

    name: str = "trig"
    filename: str = "graph.trig"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        quads = (
            quad(triple, name)
            for name, article in sorted(graph.articles, key=lambda pair: pair[0])
            for triple in ordered(article)
        )
        text = pyoxigraph.serialize(quads, format=pyoxigraph.RdfFormat.TRIG, prefixes=PREFIXES)
        return {self.filename: text or b""}


EXPORTER: Exporter = Trig()
