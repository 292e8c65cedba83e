"""``kg load``: the graph into a triple store."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_argument, quiet_option
from kg.cli.talk import counted, progress, tell
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.store.wire import Login

_EPILOG = """\b
Examples:
  kg load http://localhost:7878/store
  kg load http://localhost:7878/store output --dry-run
  kg load https://example.org/repositories/news/rdf-graphs/service output
  kg load http://localhost:7878/store output --retract

\b
ENDPOINT is the store's SPARQL 1.1 Graph Store Protocol address. Each article is
a named graph, put in the place of what stood there: loading twice is loading
once. A load that broke off goes on where it was. A login comes from KG_USER and
KG_PASSWORD (asked for where it is not set) or KG_TOKEN, never from the command
line.

\b
Oxigraph   http://localhost:7878/store
Virtuoso   http://localhost:8890/sparql-graph-crud-auth
Fuseki     http://localhost:3030/DATASET/data
GraphDB    http://localhost:7200/repositories/NAME/rdf-graphs/service
QLever     http://localhost:7001/ (KG_TOKEN is its access token)
Blazegraph has no such protocol: see the README.
"""


@click.command("load", epilog=_EPILOG)
@click.argument("endpoint", metavar="ENDPOINT")
@graph_argument
@click.option("--dry-run", is_flag=True, help="Say what would be sent, and send nothing.")
@click.option("--retract", is_flag=True, help="Remove the articles' graphs from the store.")
@click.option(
    "--jobs",
    type=click.IntRange(1, 64),
    default=4,
    show_default=True,
    metavar="N",
    help="Send so many articles at once, each over a connection of its own.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Give a request up after so long, and try it again.",
)
@quiet_option
def command(  # noqa: PLR0917  (click calls it by name)
    endpoint: str,
    graph: Path,
    dry_run: bool,
    retract: bool,
    jobs: int,
    timeout: float,
    quiet: bool,
) -> None:
    """Load the graph into a triple store, a named graph for each article."""
    from kg.query.graphs import graph_file  # noqa: PLC0415
    from kg.store.articles import articles, outline  # noqa: PLC0415
    from kg.store.loading import Loading  # noqa: PLC0415
    from kg.store.remote import Remote  # noqa: PLC0415

    file = graph_file(graph)
    number, apart = outline(file)
    graphs = articles(file, apart=apart)
    if dry_run:
        Remote(endpoint)
        for iri, content in graphs:
            lines = content.count(b"\n")
            click.echo(f"{'DELETE' if retract else 'PUT'}  {iri}  {counted(lines, 'triple')}")
        return
    with Remote(endpoint, _login(), seconds=timeout) as remote:
        loading = Loading(remote, file.parent, jobs)
        steps = loading.retract(graphs) if retract else loading.load(graphs)
        with progress(steps, number, label="Loading", quiet=quiet) as bar:
            before = sum(1 for sent in bar if not sent)
    if not quiet:
        done = "Removed" if retract else "Loaded "
        beside = f"; {before} of them before the break" if before else ""
        tell(f"{done}  {counted(number, 'article')}, a named graph each{beside}")


def _login() -> Login | None:
    """From the environment, the password from a prompt where it is missing."""
    from kg.store.wire import Login  # noqa: PLC0415

    token, user = os.environ.get("KG_TOKEN", ""), os.environ.get("KG_USER", "")
    if token:
        return Login(token=token)
    if not user:
        return None
    password = os.environ.get("KG_PASSWORD")
    if password is None:
        if not sys.stdin.isatty():
            raise UsageError("KG_USER is set and KG_PASSWORD is not", "Set both, or neither.")
        password = str(click.prompt(f"Password of {user}", hide_input=True, err=True))
    return Login(user=user, password=password)
