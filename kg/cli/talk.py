"""What is said beside the data: notes, grouped warnings and progress, all on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TypeVar

import click

from kg.query.plain import visible

_Item = TypeVar("_Item")
FEW = 3


def tell(text: str) -> None:
    """``text`` on standard error, without characters that steer a terminal."""
    click.echo("\n".join(visible(line) for line in text.split("\n")), err=True)


def warn(groups: Iterable[tuple[str, Sequence[str], int]]) -> None:
    """One line for each kind of warning with the first places, and how often it was given."""
    for message, places, number in groups:
        more = f" and {number - len(places):,} more" if number > len(places) else ""
        count = f"{number:,} times: " if number > 1 else ""
        tell(f"Warning: {count}{message} ({', '.join(places)}{more})")


@contextmanager
def progress(
    items: Iterable[_Item], length: int, *, label: str, quiet: bool
) -> Iterator[Iterable[_Item]]:
    """``items``, with a bar on standard error when there are more than a few of them."""
    if quiet or length <= FEW:
        yield items
        return
    with click.progressbar(items, length, label=label, file=sys.stderr, show_pos=True) as bar:
        yield bar


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 event``, ``2,738 events``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
