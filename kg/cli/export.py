"""``kg export``: a graph that is there already, in another format."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import SHARDS, STORE, formats, graph_argument, quiet_option
from kg.cli.talk import tell
from kg.errors import UsageError

_EPILOG = """\b
Examples:
  kg export jsonld
  kg export csv,graphml output -o tables
  kg export nt output -o -
  kg export store output
  kg export ontology,void output

\b
FORMAT is turtle, trig, html, nt, jsonld, graphml or csv, or several with commas.
With -o - a format of one file goes to standard output. The format store is an
index on disk beside the graph: kg query, explain and stats open it at once.

\b
Derived from the graph, each a file of its own:
  shortcuts    who did what to whom in one triple, of what is asserted as certain
  annotations  the same in RDF 1.2, each triple with the claims that it rests on
  void         what the graph holds, for catalogues (VoID and DCAT)
  ontology     a page that explains every term with sentences of this graph
"""


@click.command("export", epilog=_EPILOG)
@click.argument("format_", metavar="FORMAT", callback=lambda c, p, v: formats(c, p, (v,)))
@graph_argument
@click.option(
    "-o",
    "--output",
    metavar="FOLDER",
    help="Where to write; - is standard output. Default: where the graph is.",
)
@quiet_option
def command(format_: tuple[str, ...], graph: Path, output: str | None, quiet: bool) -> None:
    """Write the graph in other formats."""
    from kg.export import EXPORTERS  # noqa: PLC0415
    from kg.export.write import write  # noqa: PLC0415
    from kg.graph.newsgraph import load  # noqa: PLC0415

    if SHARDS in format_:
        raise UsageError(
            "shards are made as the graph is built", "kg build INPUT... --format shards,store"
        )
    if STORE in format_:
        if len(format_) > 1 or output is not None:
            raise UsageError("a store stands beside its graph", "Make it alone: kg export store")
        from kg.query.graphs import graph_file  # noqa: PLC0415
        from kg.store.local import make  # noqa: PLC0415

        made = make(graph_file(graph))
        if not quiet:
            tell(f"Written  {made}")
        return
    loaded = load(graph)
    files: dict[str, bytes] = {}
    for name in format_:
        files.update(EXPORTERS[name].render(loaded))
    if output == "-":
        if len(files) != 1:
            raise UsageError(
                f"{', '.join(format_)} are {len(files)} files, and standard output is one",
                "Give a folder with -o FOLDER.",
            )
        sys.stdout.buffer.write(next(iter(files.values())))
        return
    folder = Path(output) if output else graph if graph.is_dir() else graph.parent
    written = write(files, folder)
    if not quiet:
        tell(f"Written  {', '.join(str(path) for path in written)}")
