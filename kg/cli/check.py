"""``kg check``: does the graph keep the promises of the ontology?"""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_argument
from kg.cli.talk import counted
from kg.errors import NotConformingError
from kg.query.plain import visible

if TYPE_CHECKING:
    from kg.graph.report import Report, Violation

_EPILOG = """\b
Examples:
  kg check
  kg check output/graph.ttl
  kg check output --how queries

\b
Every violation comes with the article's words that it is about. Both ways hold
the graph against the same shapes (ontology/shapes.ttl) and give the same
verdict: shacl is a SHACL engine (pySHACL), queries ask an index, which is what
large graphs need. Exit code 3: the graph does not conform.
"""
_WORDS = 5
_LARGE = 20_000


@click.command("check", epilog=_EPILOG)
@graph_argument
@click.option(
    "--how",
    type=click.Choice(["auto", "shacl", "queries"]),
    default="auto",
    show_default=True,
    help=f"auto: shacl for up to {_LARGE:,} triples, queries for more.",
)
def command(graph: Path, how: str) -> None:
    """Check the graph against the ontology's shapes (SHACL)."""
    report, number, way = _checked(graph, how)
    for violation in report.violations:
        click.echo("\n".join(_lines(violation)))
    if not report.conforms:
        violations = counted(len(report.violations), "violation")
        raise NotConformingError(
            f"{graph} does not conform to the ontology: {violations}",
            "Build it again with kg build; what was written by hand must follow ontology/.",
        )
    checked = f"{counted(number, 'triple')} checked ({way})"
    click.echo(f"{graph} conforms to the ontology: {checked}")


def _checked(graph: Path, how: str) -> tuple[Report, int, str]:
    """The report, how many triples there are, and the way that was gone."""
    from kg.graph.integrity import check, oddities, read  # noqa: PLC0415
    from kg.graph.shards import parse  # noqa: PLC0415
    from kg.query.graphs import graph_file, stored_graphs  # noqa: PLC0415
    from kg.store.local import current  # noqa: PLC0415

    file = graph_file(graph)
    stored = current(file) if graph.is_dir() else None
    store, odd = read(file) if stored is None else (stored, oddities(parse(file)))
    number = len(stored_graphs(file, store))
    if how == "queries" or (how == "auto" and number > _LARGE):
        return check(store, odd), number, "queries"
    from kg.graph.check import check as check_shapes  # noqa: PLC0415
    from kg.graph.newsgraph import load  # noqa: PLC0415

    # A value that is not of its datatype is a violation below; rdflib would log it, too.
    logging.getLogger("rdflib.term").setLevel(logging.ERROR)
    return check_shapes(load(file).union()), number, "SHACL"


def _lines(violation: Violation) -> list[str]:
    lines = [f"{violation.shape}: {violation.message}", f"  at     {violation.node}"]
    if violation.value:
        lines.append(f"  value  {violation.value}")
    if violation.words:
        shown = ", ".join(f'"{" ".join(word.split())}"' for word in violation.words[:_WORDS])
        more = len(violation.words) - _WORDS
        lines.append(f"  words  {shown}{f' and {more} more' if more > 0 else ''}")
    if violation.hint:
        lines.append(f"  hint   {' '.join(violation.hint.split())}")
    return [visible(line) for line in lines]
