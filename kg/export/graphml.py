"""``graph.graphml``: entities and events as nodes, roles and claims as edges, for Gephi."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass

import networkx as nx  # type: ignore[import-untyped]

from kg.export.base import Exporter
from kg.graph.newsgraph import NewsGraph
from kg.graph.project import project

# What XML 1.0 cannot hold, not even escaped, and the carriage return that its readers change.
_FORBIDDEN = re.compile(r"[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class GraphMl:
    """networkx's GraphML of the projected network.

    Characters that XML cannot hold (most control characters) become U+FFFD.
    """

    name: str = "graphml"
    filename: str = "graph.graphml"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        network = project(graph.union())
        for _, attributes in network.nodes(data=True):
            _clean(attributes)
        for *_, attributes in network.edges(data=True):
            _clean(attributes)
        stream = io.BytesIO()
        nx.write_graphml_xml(network, stream, encoding="utf-8", prettyprint=True)
        return {self.filename: stream.getvalue()}


def _clean(attributes: dict[str, str | int | float]) -> None:
    for key, value in attributes.items():
        if isinstance(value, str):
            attributes[key] = _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value)


EXPORTER: Exporter = GraphMl()
