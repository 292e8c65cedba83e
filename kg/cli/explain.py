"""``kg explain``: what a statement is, and the words of the article that say it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg.cli.opened import opened
from kg.cli.options import graph_argument
from kg.query.plain import visible

if TYPE_CHECKING:
    from kg.query.explain import Explanation, Thing
    from kg.query.passages import Passage

_EPILOG = """\b
Examples:
  kg explain country/KP
  kg explain "Korea Utara" output
  kg explain id:country/KP output --format json

\b
IRI is a whole IRI, or the end of one (country/KP, event/mengirim-...), or the
name of an entity. The words that say it stand in [brackets].
"""
_WIDTH = 13


@click.command("explain", epilog=_EPILOG)
@click.argument("iri", metavar="IRI")
@graph_argument
@click.option(
    "-f",
    "--format",
    "format_",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
)
def command(iri: str, graph: Path, format_: str) -> None:
    """Say what an entity, event or claim is, and show the sentence that says it."""
    from kg.query.explain import explain  # noqa: PLC0415

    explanation = explain(opened(graph), iri)
    if format_ == "json":
        import json  # noqa: PLC0415
        from dataclasses import asdict  # noqa: PLC0415

        click.echo(json.dumps(asdict(explanation), ensure_ascii=False, indent=1))
        return
    click.echo("\n".join(_lines(explanation)))


def _lines(found: Explanation) -> list[str]:
    head = click.style(visible(found.thing.label), bold=True)
    lines = [f"{found.kind}  {head}", f"  {visible(found.thing.iri)}", ""]
    lines += [_field(name, value) for name, values in found.facts for value in values]
    lines += _section("Takes part in", [(role, event) for role, event in found.takes_part])
    lines += _section("Claims", [("", claim) for claim in found.claims])
    if found.passages:
        lines += ["", "The article's words"]
        lines += [f"  {visible(passage.article)}: {_marked(passage)}" for passage in found.passages]
    return lines


def _section(title: str, things: list[tuple[str, Thing]]) -> list[str]:
    if not things:
        return []
    return [
        "",
        title,
        *(
            f"  {role:<{_WIDTH}}{visible(thing.label)}\n  {'':<{_WIDTH}}{visible(thing.iri)}"
            if role
            else f"  {visible(thing.label)}\n    {visible(thing.iri)}"
            for role, thing in things
        ),
    ]


def _field(name: str, value: str) -> str:
    return f"  {name:<{_WIDTH}}{visible(' '.join(value.split()))}"


def _marked(passage: Passage) -> str:
    parts, at = [], 0
    for start, end in passage.marks:
        if start < at:
            continue
        parts.append(visible(passage.text[at:start]))
        parts.append(click.style(f"[{visible(passage.text[start:end])}]", bold=True))
        at = end
    return " ".join("".join([*parts, visible(passage.text[at:])]).split())
