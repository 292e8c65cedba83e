"""``kg stats``: how much of what the graph holds."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.opened import opened
from kg.cli.options import graph_argument

if TYPE_CHECKING:
    from kg.query.stats import Stats

_EPILOG = """\b
Examples:
  kg stats
  kg stats output --format json
"""


@click.command("stats", epilog=_EPILOG)
@graph_argument
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
)
def command(graph: Path, format_: str) -> None:
    """Count what the graph holds, by class and type."""
    from kg.query.stats import stats  # noqa: PLC0415

    counts = stats(opened(graph))
    if format_ == "json":
        import json  # noqa: PLC0415
        from dataclasses import asdict  # noqa: PLC0415

        plain = {k: dict(v) if isinstance(v, tuple) else v for k, v in asdict(counts).items()}
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1))
        return
    click.echo(_table(counts), nl=False)


def _table(counts: Stats) -> str:
    from kg.query.answers import table  # noqa: PLC0415

    rows: list[tuple[str, str, str]] = [
        ("graph", "articles", f"{counts.articles:,}"),
        ("", "triples", f"{counts.triples:,}"),
        ("", "mentions", f"{counts.mentions:,}"),
        ("", "events", f"{counts.events:,}"),
        ("", "claims", f"{counts.claims:,}"),
        ("", "quantities", f"{counts.quantities:,}"),
    ]
    for title, group in (
        ("entities", counts.entities),
        ("event types", counts.event_types),
        ("certainty of events", counts.certainty),
        ("stance of claims", counts.stances),
        ("in most events", counts.busiest),
    ):
        rows += [
            (title if not index else "", name, f"{number:,}")
            for index, (name, number) in enumerate(group)
        ]
    return table(("", "what", "number"), rows)
