"""Clustering under constraints: the likeliest pairs first, clusters by the mean of their pairs.

Average linkage: one wrong pair does not join two clusters whose other pairs speak against it.
The order of the items decides nothing but ties between equal scores, and scores are whole numbers,
so that sums are the same in any order.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass

Pair = tuple[int, int]

# What is known between two groups: the sum of scores, their number, the best one and its pair.
# Plain tuples of numbers, for there are millions and the garbage collector passes over them.
_Link = tuple[int, int, int, int, int]
_APART: _Link = (0, 0, 0, 0, 0)


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

    def part(self, pairs: Iterable[Pair]) -> None:
        """Keep apart what is known to be two."""
        for one, other in pairs:
            self._note(self._group[one], self._group[other], _APART)

    def score(self, pair: Pair, score: int | None) -> None:
        """Take in how alike two items are; None keeps their groups apart."""
        link = _APART if score is None else (score, 1, score, *pair)
        self._note(self._group[pair[0]], self._group[pair[1]], link)

    def grow(self, least: int) -> tuple[list[Join], list[Join]]:
        """Join groups from the highest mean score down to ``least``.

        Returns what was joined, and what came near to it: pairs of groups that stay apart though
        their best pair has ``least`` or more.
        """
        heap = [
            (-_mean(link), one, other, link)
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
            joins.append(_as_join(link))
            for third, changed in self._join(one, other).items():
                if _is_enough(changed, least):
                    low, high = sorted((one, third))
                    heapq.heappush(heap, (-_mean(changed), low, high, changed))
        near = [
            _as_join(link)
            for one, links in sorted(self._links.items())
            for other, link in sorted(links.items())
            if one < other and link[1] and link[2] >= least
        ]
        return joins, near

    def _note(self, one: int, other: int, link: _Link) -> None:
        if one == other:
            return
        mine = self._links.setdefault(one, {})
        held = mine.get(other)
        mine[other] = new = link if held is None else _sum(held, link)
        self._links.setdefault(other, {})[one] = new

    def _join(self, one: int, other: int) -> Mapping[int, _Link]:
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
                new = _sum(mine[third], link) if third in mine else link
                mine[third] = self._links[third][one] = changed[third] = new
        return changed


def _sum(one: _Link, other: _Link) -> _Link:
    if not one[1] or not other[1]:
        return _APART
    best = min((-one[2], one[3], one[4]), (-other[2], other[3], other[4]))
    return one[0] + other[0], one[1] + other[1], -best[0], best[1], best[2]


def _mean(link: _Link) -> int:
    return link[0] // link[1]


def _is_enough(link: _Link, least: int) -> bool:
    return link[1] > 0 and link[0] >= least * link[1]


def _as_join(link: _Link) -> Join:
    return Join(_mean(link), (link[3], link[4]))
