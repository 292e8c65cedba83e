"""Clustering under constraints: the likeliest pairs first, clusters by the mean of their pairs.

Average linkage: one wrong pair does not join two clusters whose other pairs speak against it.
The order of the items decides nothing but ties between equal scores, and scores are whole numbers,
so that sums are the same in any order.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

Pair = tuple[int, int]


class _Link(NamedTuple):
    """What is known between two groups: the sum of so many scores, and the best pair."""

    total: int
    number: int
    best: int
    pair: Pair

    def __add__(self, other: _Link) -> _Link:  # type: ignore[override]
        if not self.number or not other.number:
            return _APART
        best = max(self, other, key=lambda one: (one.best, (-one.pair[0], -one.pair[1])))
        return _Link(self.total + other.total, self.number + other.number, best.best, best.pair)

    @property
    def mean(self) -> int:
        return self.total // self.number


_APART = _Link(0, 0, 0, (0, 0))


@dataclass(frozen=True, slots=True)
class Join:
    """Two groups were made one: their mean score and the two items that are most alike."""

    score: int
    pair: Pair


class Clusters:
    """Groups of items ``0..number-1``, a group named by its smallest item.

    ``forbidden`` says whether two groups may never be one, whatever their scores.
    """

    def __init__(
        self, number: int, forbidden: Callable[[Collection[int], Collection[int]], bool]
    ) -> None:
        self._forbidden = forbidden
        self._group = list(range(number))
        self._members = {item: [item] for item in range(number)}
        self._links: dict[int, dict[int, _Link]] = {}

    def groups(self) -> list[list[int]]:
        """The groups, each sorted, by their smallest item."""
        return [sorted(self._members[name]) for name in sorted(self._members)]

    def tie(self, pairs: Iterable[Pair]) -> None:
        """Join what is known to be one, before anything is scored."""
        for pair in pairs:
            one, other = sorted(self._group[item] for item in pair)
            if one != other:
                self._join(one, other)

    def grow(self, scores: Mapping[Pair, int | None], least: int) -> tuple[list[Join], list[Join]]:
        """Join groups from the highest mean score down to ``least``; None keeps groups apart.

        Returns what was joined, and what came near to it: pairs of groups that stay apart though
        their best pair has ``least`` or more.
        """
        for (one, other), score in scores.items():
            link = _APART if score is None else _Link(score, 1, score, (one, other))
            self._note(self._group[one], self._group[other], link)
        heap = [
            (-link.mean, one, other, link)
            for one, near in self._links.items()
            for other, link in near.items()
            if one < other and _is_enough(link, least)
        ]
        heapq.heapify(heap)
        joins = []
        while heap:
            _, one, other, link = heapq.heappop(heap)
            if self._links.get(one, {}).get(other) != link:
                continue
            if self._forbidden(self._members[one], self._members[other]):
                self._links[one][other] = self._links[other][one] = _APART
                continue
            joins.append(Join(link.mean, link.pair))
            for third, changed in self._join(one, other).items():
                if _is_enough(changed, least):
                    low, high = sorted((one, third))
                    heapq.heappush(heap, (-changed.mean, low, high, changed))
        near = [
            Join(link.mean, link.pair)
            for one, links in sorted(self._links.items())
            for other, link in sorted(links.items())
            if one < other and link.number and link.best >= least
        ]
        return joins, near

    def _note(self, one: int, other: int, link: _Link) -> None:
        if one == other:
            return
        held = self._links.get(one, {}).get(other)
        new = link if held is None else held + link
        self._links.setdefault(one, {})[other] = new
        self._links.setdefault(other, {})[one] = new

    def _join(self, one: int, other: int) -> dict[int, _Link]:
        """Put the group ``other`` into ``one``; what that changes between it and further groups."""
        for item in self._members[other]:
            self._group[item] = one
        self._members[one] += self._members.pop(other)
        mine, theirs = self._links.setdefault(one, {}), self._links.pop(other, {})
        mine.pop(other, None)
        changed: dict[int, _Link] = {}
        for third, link in theirs.items():
            if third != one:
                del self._links[third][other]
                new = mine[third] + link if third in mine else link
                mine[third] = self._links[third][one] = changed[third] = new
        return changed


def _is_enough(link: _Link, least: int) -> bool:
    return link.number > 0 and link.total >= least * link.number
