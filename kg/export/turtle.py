"""``graph.ttl``: the union of all articles as Turtle 1.1, for people and every triple store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.export.base import Exporter
from kg.export.terms import tidy
from kg.graph.newsgraph import NewsGraph


@dataclass(frozen=True, slots=True)
class Turtle:
    """rdflib's ``turtle``, which is stable as long as there are no blank nodes."""

    name: str = "turtle"
    filename: str = "graph.ttl"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        return {self.filename: tidy(graph).serialize(format="turtle", encoding="utf-8")}


EXPORTER: Exporter = Turtle()
