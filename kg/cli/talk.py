"""What is said beside the data: notes, grouped warnings and progress, all on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

from kg.query.plain import visible

_Item = TypeVar("_Item")
_FEW = 3


def tell(text: str) -> None:
    """``text`` on standard error, without characters that steer a terminal."""
    click.echo("\n".join(visible(line) for line in text.split("\n")), err=True)


def warn(groups: Sequence[tuple[str, Sequence[str]]], *, every: bool) -> None:
    """One line for each kind of warning with its count and, unless ``every``, the first places."""
    for message, places in groups:
        shown = places if every else places[:_FEW]
        more = f" and {len(places) - len(shown)} more" if len(places) > len(shown) else ""
        count = f"{len(places)} times: " if len(places) > 1 else ""
        tell(f"Warning: {count}{message} ({', '.join(shown)}{more})")


@contextmanager
def progress(items: Sequence[_Item], *, label: str, quiet: bool) -> Iterator[Iterable[_Item]]:
    """``items``, with a bar on standard error when there are more than a few of them."""
    if quiet or len(items) <= _FEW:
        yield items
        return
    with click.progressbar(items, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 event``, ``2,738 events``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
