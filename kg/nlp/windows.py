"""Cuts what is longer than the network can see into overlapping windows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

#: Pieces in a window, with room for BEGIN and END in the network's 258 places.
SIZE: Final = 254
OVERLAP: Final = 80


@dataclass(frozen=True, slots=True)
class Window:
    """Words ``start`` to ``end`` are seen; ``first`` to ``last`` are answered from here."""

    start: int
    end: int
    first: int
    last: int


def windows(lengths: Sequence[int]) -> tuple[Window, ...]:
    """Windows over words of so many pieces each; every word is answered by exactly one."""
    cuts: list[tuple[int, int]] = []
    start = 0
    while True:
        end, size = start, 0
        while end < len(lengths) and size + lengths[end] <= SIZE:
            size += lengths[end]
            end += 1
        cuts.append((start, end))
        if end >= len(lengths):
            break
        back, shared = end, 0
        while back > start + 1 and shared + lengths[back - 1] <= OVERLAP:
            shared += lengths[back - 1]
            back -= 1
        start = back
    found = []
    first = 0
    for i, (begin, end) in enumerate(cuts):
        last = end if i + 1 == len(cuts) else (cuts[i + 1][0] + end + 1) // 2
        found.append(Window(begin, end, first, last))
        first = last
    return tuple(found)
