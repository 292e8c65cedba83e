"""What an article is about: the countries and regions that its other names lie in, and where.

A *sign* is one mention of a thing whose country is sure. How strongly the signs speak for a
country is a number in tenfolds, as the sizes of cities are compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

_BESIDE = 3  # "Birmingham, Alabama"; "Birmingham (Alabama)"
_NEAR = 60
_AROUND = 250
_MOST = 2.4
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
        self._by_country: dict[str, list[Sign]] = defaultdict(list)
        self._by_region: dict[str, list[Sign]] = defaultdict(list)
        for sign in signs:
            self._by_country[sign.country].append(sign)
            if sign.region is not None:
                self._by_region[sign.region].append(sign)
        self._home = home

    def country(self, country: str | None, entity: str, spans: Sequence[tuple[int, int]]) -> float:
        """How much the article speaks for ``country`` where ``entity`` stands."""
        if country is None:
            return 0.0
        strengths = {
            iso: sum(sign.strength for sign in signs if sign.entity != entity)
            for iso, signs in self._by_country.items()
        }
        own = strengths.get(country, 0.0)
        if own == 0.0:
            return 0.3 if country == self._home and not any(strengths.values()) else 0.0
        share = own / max(strengths.values())
        sure = min(1.0, max(s.strength for s in self._by_country[country] if s.entity != entity))
        about = _MOST * sure * (0.5 + 0.5 * share)
        return about + sure * _nearness(self._by_country[country], entity, spans)

    def region(self, region: str | None, entity: str, spans: Sequence[tuple[int, int]]) -> float:
        """How much the article speaks for ``region`` where ``entity`` stands."""
        if region is None:
            return 0.0
        signs = [sign for sign in self._by_region.get(region, ()) if sign.entity != entity]
        return 1.5 + _nearness(signs, entity, spans) if signs else 0.0


def _nearness(signs: Sequence[Sign], entity: str, spans: Sequence[tuple[int, int]]) -> float:
    """More for a sign in the next words than for one in the next sentence."""
    distance = min(
        (
            max(start - sign.end, sign.start - end, 0)
            for sign in signs
            if sign.entity != entity
            for start, end in spans
        ),
        default=_AROUND + 1,
    )
    return next((bonus for reach, bonus in _NEARNESS if distance <= reach), 0.0)
