"""``kg check``: does the graph keep the promises of the ontology?"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.options import graph_argument
from kg.cli.talk import counted
from kg.errors import NotConformingError
from kg.query.plain import visible

if TYPE_CHECKING:
    from kg.graph.check import Violation

_EPILOG = """\b
Examples:
  kg check
  kg check output/graph.ttl

\b
Every violation comes with the article's words that it is about.
Exit code 3: the graph does not conform.
"""
_WORDS = 5


@click.command("check", epilog=_EPILOG)
@graph_argument
def command(graph: Path) -> None:
    """Check the graph against the ontology's shapes (SHACL)."""
    from kg.graph.check import check  # noqa: PLC0415
    from kg.graph.newsgraph import load  # noqa: PLC0415

    whole = load(graph).union()
    report = check(whole)
    for violation in report.violations:
        click.echo("\n".join(_lines(violation)))
    if not report.conforms:
        number = counted(len(report.violations), "violation")
        raise NotConformingError(
            f"{graph} does not conform to the ontology: {number}",
            "Build it again with kg build; what was written by hand must follow ontology/.",
        )
    click.echo(f"{graph} conforms to the ontology: {counted(len(whole), 'triple')} checked")


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
