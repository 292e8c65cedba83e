"""``kg serve``: a SPARQL endpoint on this machine."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.cli.opened import opened
from kg.cli.options import graph_argument
from kg.cli.talk import tell

if TYPE_CHECKING:
    from kg.query.protocol import Reply
    from kg.store.worker import Question

_EPILOG = """\b
Examples:
  kg serve
  kg serve output --port 8080 --timeout 10

\b
The endpoint is /sparql (SPARQL 1.1 Protocol, GET and POST); / is a page to ask
from, with the queries of kg query --list. It only reads, and only this machine
can reach it. The prefixes of the ontology are declared already; each article is
a named graph, and the default graph is the union of all. Ctrl-C ends it.
"""
_PORT = 8765
_MOST = 100_000
_MEMORY = 1000


@click.command("serve", epilog=_EPILOG)
@graph_argument
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, show_default=True)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    metavar="SECONDS",
    help="End a query after so long.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=_MOST,
    show_default=True,
    metavar="ROWS",
    help="Cut an answer after so many rows.",
)
@click.option(
    "--memory",
    type=click.IntRange(16),
    default=_MEMORY,
    show_default=True,
    metavar="MB",
    help="End a query that needs more than so much beside the graph (Linux).",
)
def command(graph: Path, port: int, timeout: float, limit: int, memory: int) -> None:
    """Serve the graph to SPARQL clients on this machine, read-only."""
    from kg.store.serve import Server  # noqa: PLC0415
    from kg.store.worker import Workers  # noqa: PLC0415

    files = _files(graph)
    workers = Workers(
        partial(_opener, limit), str(graph), count=2, seconds=timeout, memory=memory * 1_000_000
    )
    try:
        server = Server(port, workers, files)
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(
                name, lambda *_: threading.Thread(target=server.shutdown, daemon=True).start()
            )
        tell(f"Serving  {graph} at {server.address}sparql (page: {server.address})")
        server.serve_forever(poll_interval=0.1)
        server.server_close()
    finally:
        workers.close()
    tell("Ended")


def _opener(most: int, path: str) -> Callable[[Question], Reply]:
    """What a process of the server does first: open the graph."""
    from kg.query.protocol import respond  # noqa: PLC0415

    graphs = opened(Path(path))
    return lambda asked: respond(
        graphs, asked.query, asked.accept, most, default=asked.default, named=asked.named
    )


def _files(graph: Path) -> dict[str, tuple[str, bytes]]:
    """All that is served beside the endpoint, read once; nothing else can be asked for."""
    import json  # noqa: PLC0415
    from importlib.resources import files  # noqa: PLC0415

    page = files("kg.store") / "page"
    served = {
        "/": ("text/html", (page / "index.html").read_bytes()),
        "/page.css": ("text/css", (page / "page.css").read_bytes()),
        "/page.js": ("text/javascript", (page / "page.js").read_bytes()),
        "/catalogue.json": ("application/json", json.dumps(_catalogue(graph)).encode()),
    }
    drawn = (graph if graph.is_dir() else graph.parent) / "graph.html"
    if drawn.is_file():
        served["/graph.html"] = ("text/html", drawn.read_bytes())
    return served


def _catalogue(graph: Path) -> dict[str, Any]:
    """Prefixes, terms and named queries, for the page."""
    from dataclasses import asdict  # noqa: PLC0415

    from kg.graph import vocab  # noqa: PLC0415
    from kg.query.library import library  # noqa: PLC0415

    prefixes = dict(opened(graph).prefixes)
    k = (*vocab.CLASSES, *vocab.OBJECT_PROPERTIES, *vocab.DATA_PROPERTIES, *vocab.STANCES)
    terms = [*(f"k:{name}" for name in sorted(k)), *(f"type:{name}" for name in vocab.MODES)]
    return {
        "prefixes": prefixes,
        "terms": terms,
        "queries": [asdict(named) for named in library()],
    }
