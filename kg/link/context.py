"""What an article is about: the countries and regions that its other names lie in, and where.

A *sign* is one mention of a thing whose country is sure. How strongly the signs speak for a
country is a number in tenfolds, as the sizes of cities are compared.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BESIDE = 3  # "Birmingham, Alabama"; "Birmingham (Alabama)"
_NEAR = 60
_AROUND = 250
_MOST = 2.4
_NAMED_REGION = 1.5
#: Unsaid, a newspaper speaks of its own country.
_HOME = 0.3
_NEARNESS = ((_BESIDE, 2.0), (_NEAR, 1.0), (_AROUND, 0.4))


@dataclass(frozen=True, slots=True)
class Sign:
    """Characters ``start`` to ``end`` speak for a country, and for a region where that is known.

    ``entity`` is the key of the entity that says so: no name is evidence for itself.
    """

    entity: str
    start: int
    end: int
    country: str
    region: str | None
    strength: float


class Context:
    """The signs of an article."""

    def __init__(self, signs: Iterable[Sign], home: str | None) -> None:
        self._countries: dict[str, _Signs] = defaultdict(_Signs)
        self._regions: dict[str, _Signs] = defaultdict(_Signs)
        for sign in sorted(signs, key=lambda one: (one.start, one.end, one.entity)):
            self._countries[sign.country].add(sign)
            if sign.region is not None:
                self._regions[sign.region].add(sign)
        self._home = home

    def country(self, country: str | None, entity: str, spans: Sequence[tuple[int, int]]) -> float:
        """How much the article speaks for ``country`` where ``entity`` stands."""
        if country is None:
            return 0.0
        strengths = {iso: signs.strength(entity) for iso, signs in self._countries.items()}
        own = strengths.get(country, 0.0)
        if own <= 0.0:
            alone = country == self._home and not any(one > 0.0 for one in strengths.values())
            return _HOME if alone else 0.0
        signs = self._countries[country]
        share = own / max(strengths.values())
        sure = min(1.0, signs.strongest(entity))
        return sure * (_MOST * (0.5 + 0.5 * share) + signs.nearness(entity, spans))

    def region(self, region: str | None, entity: str, spans: Sequence[tuple[int, int]]) -> float:
        """How much the article speaks for ``region`` where ``entity`` stands."""
        signs = self._regions.get(region or "")
        if signs is None or signs.strength(entity) <= 0.0:
            return 0.0
        return _NAMED_REGION + signs.nearness(entity, spans)


class _Signs:
    """The signs of one country or region, in reading order."""

    def __init__(self) -> None:
        self._signs: list[Sign] = []
        self._starts: list[int] = []
        self._by_entity: dict[str, float] = defaultdict(float)
        self._first = ("", 0.0)
        self._second = 0.0
        self._total = 0.0

    def add(self, sign: Sign) -> None:
        self._signs.append(sign)
        self._starts.append(sign.start)
        self._by_entity[sign.entity] += sign.strength
        if sign.entity == self._first[0] or not self._first[0]:
            self._first = (sign.entity, max(self._first[1], sign.strength))
        elif sign.strength > self._first[1]:
            self._first, self._second = (sign.entity, sign.strength), self._first[1]
        else:
            self._second = max(self._second, sign.strength)
        self._total += sign.strength

    def strength(self, entity: str) -> float:
        """How strong they are together, without those of an entity itself."""
        if len(self._by_entity) == (entity in self._by_entity):
            return 0.0
        return self._total - self._by_entity.get(entity, 0.0)

    def strongest(self, entity: str) -> float:
        """How strong the strongest one is that is not of the entity."""
        return self._second if entity == self._first[0] else self._first[1]

    def nearness(self, entity: str, spans: Sequence[tuple[int, int]]) -> float:
        """More for a sign in the next words than for one in the next sentence."""
        distance = min((self._distance(entity, span) for span in spans), default=_AROUND + 1)
        return next((bonus for reach, bonus in _NEARNESS if distance <= reach), 0.0)

    def _distance(self, entity: str, span: tuple[int, int]) -> int:
        """How many characters lie between a span and the next sign of another entity."""
        start, end = span
        nearest = _AROUND + 1
        for place in range(bisect_left(self._starts, start), len(self._signs)):
            sign = self._signs[place]
            if sign.start - end > _AROUND:
                break
            if sign.entity != entity:
                nearest = min(nearest, max(sign.start - end, 0))
                break
        for place in range(bisect_left(self._starts, start) - 1, -1, -1):
            sign = self._signs[place]
            if start - sign.start > 2 * _AROUND:
                break
            if sign.entity != entity:
                nearest = min(nearest, max(start - sign.end, 0))
                break
        return nearest
