"""What a check finds: promises of the ontology that a graph breaks, and the article's words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One broken promise.

    ``shape`` is the name in shapes.ttl, ``node`` what breaks it, ``value`` the offending value
    where there is one, ``words`` what the article says of the node, ``hint`` what to do.
    """

    shape: str
    node: str
    value: str
    message: str
    words: tuple[str, ...]
    hint: str


@dataclass(frozen=True, slots=True)
class Report:
    """Whether a graph conforms, and if not, why; violations are sorted."""

    conforms: bool
    violations: tuple[Violation, ...]


def offset(texts: Iterable[str]) -> int:
    """Where a mention begins, to put words in order; 0 where that is broken too."""
    return min((int(text) for text in texts if text.isascii() and text.isdigit()), default=0)
