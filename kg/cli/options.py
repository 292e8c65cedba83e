"""Arguments and options that commands share, so that they mean one thing everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click

from kg.export import EXPORTERS

_Command = Callable[..., Any]
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

DEFAULT_FORMATS = "turtle,trig,html"
OUTPUT = Path("output")
STORE = "store"
"""Beside the exporters' names: the local store, made from shards, graph.trig or graph.ttl."""
SHARDS = "shards"
"""Beside the exporters' names: N-Quads in many files."""


def graph_argument(command: _Command) -> _Command:
    """GRAPH: a folder that ``kg build`` wrote, or a graph file."""
    return click.argument(
        "graph", type=click.Path(path_type=Path), default=OUTPUT, metavar="[FOLDER|FILE]"
    )(command)


def quiet_option(command: _Command) -> _Command:
    """``--quiet``: nothing but errors is said."""
    return click.option("-q", "--quiet", is_flag=True, help="Say nothing but errors.")(command)


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> date | None:
    """The day that ``value`` names.

    Raises:
        BadParameter: it is no date of the calendar.
    """
    if value is None:
        return None
    try:
        found = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        found = None
    if found is None:
        raise click.BadParameter(
            f"'{value}' is no date; write it as YYYY-MM-DD, such as 2025-02-27.", ctx, param
        )
    return found


def formats(ctx: click.Context, param: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    """Names of exporters, given once or more, each with commas or without.

    Raises:
        BadParameter: there is no such exporter.
    """
    names = [name.strip().lower() for value in values for name in value.split(",")]
    for name in names:
        if name not in EXPORTERS and name not in {SHARDS, STORE}:
            every = ", ".join((*EXPORTERS, SHARDS, STORE))
            raise click.BadParameter(f"'{name}' is no format; there are {every}.", ctx, param)
    return tuple(dict.fromkeys(names))
