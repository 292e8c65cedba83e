"""What an exporter is: a name for ``--format``, a file to open, and a pure rendering.

A new format is one module below ``kg/export`` that calls its exporter ``EXPORTER``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from kg.graph.newsgraph import NewsGraph


@runtime_checkable
class Exporter(Protocol):
    """Renders a graph as files; the same graph gives the same bytes under any PYTHONHASHSEED."""

    @property
    def name(self) -> str:
        """What ``--format`` calls it: ``turtle``."""

    @property
    def filename(self) -> str:
        """The file that a reader opens first: ``graph.ttl``."""

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        """File name → bytes, ``filename`` among them; names are plain, without folders."""
