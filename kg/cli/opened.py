"""Opening a graph to ask it: from the store beside its file, where that is up to date."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.graphs import Graphs


def opened(path: Path) -> Graphs:
    """The graph in a file or folder; of a folder with a store, that store.

    Raises:
        InputError: there is no graph, or it cannot be read.
    """
    from kg.query.graphs import graph_file, open_graphs, stored_graphs  # noqa: PLC0415
    from kg.store.local import current  # noqa: PLC0415

    file = graph_file(path)
    store = current(file) if path.is_dir() else None
    return open_graphs(file) if store is None else stored_graphs(file, store)
