"""``kg query``: SPARQL over the graph."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from kg.cli.options import graph_argument
from kg.cli.talk import counted, tell
from kg.errors import UsageError

_EPILOG = """\b
Examples:
  kg query who-did-what output
  kg query "SELECT ?name WHERE { ?x a k:Person ; skos:prefLabel ?name }" output
  kg query "ASK { ?event sem:eventType type:AID }"
  kg query "DESCRIBE <https://w3id.org/berita-kg/id/country/KP>" --format ttl
  kg query who-said-what --format csv
  kg query --list

\b
QUERY is the name of a query of ours, an .rq file, SPARQL itself, or - for
standard input. The prefixes of the ontology (k: type: sem: gaf: fact: nif: prov:
skos: schema: ...) and id: are declared already. Tables cut long cells; csv and
json hold everything.
"""


@click.command("query", epilog=_EPILOG)
@click.argument("query", required=False)
@graph_argument
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "ttl"]),
    help="Default: table; ttl where the answer is triples.",
)
@click.option("--list", "listing", is_flag=True, help="List the queries that have a name.")
def command(query: str | None, graph: Path, format_: str | None, listing: bool) -> None:
    """Ask the graph a question: SELECT, ASK, CONSTRUCT or DESCRIBE."""
    from kg.query.answers import render, table  # noqa: PLC0415
    from kg.query.graphs import open_graphs  # noqa: PLC0415
    from kg.query.library import find, library  # noqa: PLC0415
    from kg.query.run import Rows, ask  # noqa: PLC0415

    if listing:
        rows = [(named.name, named.title, named.description) for named in library()]
        click.echo(table(("name", "title", "answers"), rows), nl=False)
        return
    if query is None:
        raise UsageError("what shall be asked?", "Give a QUERY, or see kg query --list.")
    text = sys.stdin.read() if query == "-" else find(query)
    graphs = open_graphs(graph)
    answer = ask(graphs, text)
    click.echo(render(answer, format_, graphs), nl=False)
    if isinstance(answer, Rows) and format_ in (None, "table"):
        tell(counted(len(answer.rows), "row"))
