"""``kg query``: SPARQL over the graph."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.deadline import deadline
from kg.cli.opened import opened
from kg.cli.options import graph_argument
from kg.cli.talk import counted, tell
from kg.errors import UsageError

if TYPE_CHECKING:
    from kg.query.library import NamedQuery
    from kg.query.run import Answer

_EPILOG = """\b
Examples:
  kg query who-did-what output
  kg query who-said-what --param actor="Korea Utara" --param from=2025-01-01
  kg query casualties --evidence --format markdown
  kg query "SELECT ?name WHERE { ?x a k:Person ; skos:prefLabel ?name }" output
  kg query "ASK { ?event sem:eventType type:AID }"
  kg query "DESCRIBE <https://w3id.org/berita-kg/id/country/KP>" --format ttl
  kg query who-said-what --format csv
  kg query --list

\b
QUERY is the name of a query of ours, an .rq file, SPARQL itself, or - for
standard input. The prefixes of the ontology (k: type: sem: gaf: fact: nif: prov:
skos: schema: ...) and id: are declared already. Tables cut long cells, and leave
out the IRIs behind the rows of named queries; csv and json hold everything.
"""
_MOST = 100_000


@click.command("query", epilog=_EPILOG)
@click.argument("query", required=False)
@graph_argument
@click.option(
    "-p",
    "--param",
    "params",
    multiple=True,
    metavar="NAME=VALUE",
    callback=lambda _, __, values: _pairs(values),
    help="What to ask for; --list says what each query takes.",
)
@click.option("-e", "--evidence", is_flag=True, help="Add the sentence behind each row.")
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", "csv", "json", "markdown", "ttl"]),
    help="Default: table; ttl where the answer is triples.",
)
@click.option(
    "--limit",
    type=click.IntRange(1),
    default=_MOST,
    show_default=True,
    metavar="ROWS",
    help="Stop after so many rows.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=60.0,
    show_default=True,
    metavar="SECONDS",
    help="Give up after so long.",
)
@click.option("--list", "listing", is_flag=True, help="List the queries that have a name.")
def command(  # noqa: PLR0917  (click calls it by name)
    query: str | None,
    graph: Path,
    params: Mapping[str, str],
    evidence: bool,
    format_: str | None,
    limit: int,
    timeout: float,
    listing: bool,
) -> None:
    """Ask the graph a question: SELECT, ASK, CONSTRUCT or DESCRIBE."""
    from kg.query.answers import render  # noqa: PLC0415
    from kg.query.library import find  # noqa: PLC0415
    from kg.query.parameters import bind, unknown  # noqa: PLC0415
    from kg.query.run import ask  # noqa: PLC0415

    if listing:
        click.echo(_listed(), nl=False)
        return
    if query is None:
        raise UsageError("what shall be asked?", "Give a QUERY, or see kg query --list.")
    named = find(sys.stdin.read() if query == "-" else query)
    graphs = opened(graph)
    given = bind(graphs, named.parameters, params)
    with deadline(timeout):
        answer = ask(graphs, named.text, given, limit)
    if evidence:
        from kg.query.evidence import with_evidence  # noqa: PLC0415
        from kg.query.run import Rows  # noqa: PLC0415

        if not isinstance(answer, Rows):
            raise UsageError("only rows have evidence", "Ask with SELECT.")
        answer = with_evidence(graphs, answer)
    answer = _for_people(answer, named, format_)
    click.echo(render(answer, format_, graphs), nl=False)
    for name, near in unknown(graphs, named.parameters, params).items():
        nearest = f"; nearest: {', '.join(near)}" if near else ""
        tell(f"Warning: nothing in the graph is called '{name}'{nearest}")
    _count(answer, format_, limit)


def _pairs(values: tuple[str, ...]) -> dict[str, str]:
    pairs = [value.partition("=") for value in values]
    for name, equals, _ in pairs:
        if not equals:
            raise click.BadParameter(f"'{name}' is not NAME=VALUE, such as actor=Rusia.")
    names = [name.strip() for name, _, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise click.BadParameter(f"'{name}' is given {names.count(name)} times.")
    return {name: value for name, (_, _, value) in zip(names, pairs, strict=True)}


def _for_people(answer: Answer, named: NamedQuery, format_: str | None) -> Answer:
    """Named queries without their IRIs, where people read the answer."""
    from kg.query.evidence import ASIDE, without  # noqa: PLC0415
    from kg.query.run import Rows  # noqa: PLC0415

    if isinstance(answer, Rows) and named.name and format_ in (None, "table", "markdown"):
        return without(answer, ASIDE)
    return answer


def _count(answer: Answer, format_: str | None, limit: int) -> None:
    from kg.query.run import Rows  # noqa: PLC0415

    if isinstance(answer, bool):
        return
    if answer.more:
        tell(f"Warning: there is more; this is cut after {limit:,} (--limit)")
    if isinstance(answer, Rows) and format_ in (None, "table"):
        tell(counted(len(answer.rows), "row"))


def _listed() -> str:
    """Name, title and description of each query, and its parameters, in both languages."""
    from kg.query.library import library  # noqa: PLC0415

    lines = []
    for named in library():
        lines += [
            click.style(named.name, bold=True),
            f"  {named.title['en']}. {named.description['en']}",
            f"  {named.title['id']}. {named.description['id']}",
        ]
        for one in named.parameters:
            means = f"{one.description['en']} / {one.description['id']}"
            needed = " (required)" if one.required else ""
            lines.append(
                f"    --param {one.name}={one.kind.upper():<{12 - len(one.name)}} {means}{needed}"
            )
        lines.append("")
    return "\n".join(lines)
