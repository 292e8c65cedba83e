"""From scored candidates to one of them, or none.

A score is in tenfolds: a candidate with one more is ten times as likely. What the name would mean
if it meant nothing in the gazetteer has a score too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.link.known import Known, Level

_SURE = 0.7
_MOST_CONFIDENT = 0.99
_KEPT = 5
_WORTH_KEEPING = 0.02
_DEGREES = 0.5


@dataclass(frozen=True, slots=True)
class Scored:
    """A candidate with its score."""

    known: Known
    score: float


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a name means: ``known`` with a confidence, and what else it may mean."""

    known: Known | None
    confidence: float
    candidates: tuple[str, ...]


NOTHING = Verdict(None, 0.0, ())


def decide(scored: Sequence[Scored], nothing: float, least: float = _SURE) -> Verdict:
    """The best candidate, if it is likely enough beside its rivals and beside nothing at all.

    A region and the city that it is named after lie in one spot and are no rivals.
    """
    if not scored:
        return NOTHING
    ranked = sorted(scored, key=lambda one: (-one.score, one.known.key))
    best = ranked[0]
    # Scores beyond three tenfolds apart make no difference to what is kept.
    odds = {one.known.key: 10 ** (one.score - best.score) for one in ranked}
    rivals = sum(odds[one.known.key] for one in ranked[1:] if is_elsewhere(best.known, one.known))
    total = 1 + rivals + 10 ** min(nothing - best.score, 6.0)
    confidence = min(1 / total, _MOST_CONFIDENT)
    known = best.known if confidence >= least else None
    others = [one for one in ranked if one.known is not known]
    kept = [one.known.key for one in others if odds[one.known.key] / total >= _WORTH_KEEPING]
    return Verdict(known, confidence if known else 0.0, tuple(kept[:_KEPT]))


def is_elsewhere(known: Known, other: Known) -> bool:
    """Whether two candidates are different spots, not a region and the city it is named after."""
    if Level.PERSON in {known.level, other.level}:
        return True
    if Level.COUNTRY in {known.level, other.level}:
        return _country(known) != _country(other)
    if known.country != other.country:
        return True
    if known.level is not other.level and None in {known.latitude, other.latitude}:
        return False
    here, there = (known.latitude, known.longitude), (other.latitude, other.longitude)
    return any(
        a is not None and b is not None and abs(a - b) > _DEGREES
        for a, b in zip(here, there, strict=True)
    )


def _country(known: Known) -> str | None:
    return known.id if known.level is Level.COUNTRY else known.country
