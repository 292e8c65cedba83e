"""How likely two tellings in two articles are of one event: what agrees and what does not.

The sum of weights is the logarithm of the odds, as in :mod:`kg.graph.likeness`. Weights were set
on two of the stories in ``tests/graph/stories``; the third one is held out.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from kg.graph.happening import Amount, Happening, Part
from kg.graph.profile import Ref

COUNTRY = "country/"

_BIAS = -2600
_TYPE, _MODE, _OTHER_MODE, _WORD = 900, 400, -700, 900
_SHARED = {"agent": 900, "undergoer": 1800, "place": 800}
_ALIKE = {"agent": 400, "undergoer": 900, "place": 300}
_OTHERS = {"agent": -900, "undergoer": -1500, "place": -900}
_ELSEWHERE = 600
"""For somebody who takes part in both, though on another side."""
_SAME_DAY, _SAME_TIME = 1700, 600
_FAR, _VERY_FAR = -800, -2000
_EQUAL, _UNEQUAL, _TOLLS = 800, -700, -100
_POLARITY = -700
_LOOSE = -900
"""For what is told in another word, at no time that is known."""
_AGAIN = {"CONSULT": -600} | dict.fromkeys(
    ("ACCUSE", "AGREE", "CONCEDE", "REJECT", "REQUEST", "SUPPORT", "THREATEN"), -1200
)
"""For what is said and said again, unless the time tells which time it was."""
_STORY = (-1800, 0, 200, 400, 600, 800)
"""By the number of named ones whom both articles name, countries left out."""

_LASTING = frozenset({"ASSAULT", "CASUALTY", "COERCE", "DISASTER", "PROTEST"})
"""Types that a story is about: named again without anybody who takes part."""
_SAME_STORY = 4
"""So many whom both articles name make it one story."""
_OPEN = 1.5
"""A number that is open to one side is open to half as much again."""
_PRECISE, _NEAR, _DISTANT = 3, 8, 45
"""Days: of a time that tells days apart, between tellings of one week, and of one story."""


@dataclass(frozen=True, slots=True)
class Side:
    """The agents, the undergoers or the places of an event: who, whose, and in what words."""

    names: frozenset[str]
    above: frozenset[str]
    words: frozenset[str]


_NOBODY = Side(frozenset(), frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Telling:
    """An event with its participants as they are known across articles; ``company`` is whom else
    the article names.
    """

    event: Happening
    sides: Mapping[str, Side]
    named: frozenset[str]
    company: frozenset[str]


@dataclass(frozen=True, slots=True)
class Evidence:
    """The sum of the weights, what speaks for one event, and who takes part in both."""

    score: int
    grounds: tuple[str, ...]
    shared: tuple[str, ...]


def telling(event: Happening, who: Mapping[Ref, str], company: frozenset[str]) -> Telling:
    """The event with the ends of its participants' IRIs."""

    def known(keys: Iterable[str]) -> frozenset[str]:
        return frozenset(who[event.article, key] for key in keys if (event.article, key) in who)

    def side(parts: list[Part]) -> Side:
        return Side(
            known(part.key for part in parts),
            known(key for part in parts for key in part.above),
            frozenset().union(*(part.words for part in parts)),
        )

    sides = {name: [part for part in event.parts if part.side == name] for name in _SHARED}
    found = {name: side(parts) for name, parts in sides.items() if parts}
    return Telling(event, found, known(part.key for part in event.parts), company)


def compare(one: Telling, other: Telling) -> Evidence | None:
    """What speaks for one event; None where it cannot be, or nothing ties them."""
    first, second = one.event, other.event
    time = _time(first, second)
    if time is None or not _is_comparable(first, second, time):
        return None
    sides = {name: _side(name, one, other) for name in _SHARED}
    both = one.company & other.company
    shared = one.named & other.named
    if not _is_plausible(one, other, time, any(gain > 0 for gain in sides.values())):
        return None
    elsewhere = shared and not any(
        one.sides[name].names & other.sides[name].names
        for name in one.sides.keys() & other.sides.keys()
    )
    gains = {
        "time": time,
        "type": _TYPE if first.type == second.type else 0,
        "mode": _mode(first, second),
        "word": _word(first, second, time),
        **sides,
        "participant": _ELSEWHERE if elsewhere else 0,
        "quantity": _amount(first, second),
    }
    score = _BIAS + sum(gains.values())
    score += _STORY[min(len(both - shared), len(_STORY) - 1)]
    score += _POLARITY if first.polarity != second.polarity else 0
    score += 0 if time > 0 else min(_AGAIN.get(event.type, 0) for event in (first, second))
    grounds = sorted(name for name, gain in gains.items() if gain > 0)
    return Evidence(score, tuple(grounds), tuple(sorted(shared)))


def _is_comparable(one: Happening, other: Happening, time: int) -> bool:
    return one.type == other.type or one.word == other.word or time >= _SAME_DAY


def _is_plausible(one: Telling, other: Telling, time: int, alike: bool) -> bool:
    """Whether they have enough in common to be looked at: strangers die on every day.

    On one day anybody who takes part in both will do, else it takes somebody with a name, or one
    story, of which enough is told.
    """
    shared = one.named & other.named
    same_story = len(one.company & other.company) >= _SAME_STORY
    if time >= _SAME_DAY:
        return bool(shared) or alike or same_story
    if any(not path.startswith(COUNTRY) for path in shared):
        return True
    same = one.event.word == other.event.word and one.event.type in _LASTING
    return same_story and (bool(shared) or alike or same)


def _mode(one: Happening, other: Happening) -> int:
    if one.type != other.type or not one.mode or not other.mode:
        return 0
    return _MODE if one.mode == other.mode else _OTHER_MODE


def _word(one: Happening, other: Happening, time: int) -> int:
    """What the triggers add: another word is a doubt, unless the mode or the time is one."""
    if one.word == other.word:
        return _WORD
    return _LOOSE if time <= 0 and _mode(one, other) <= 0 else 0


def _time(one: Happening, other: Happening) -> int | None:
    """What the times add; None where they exclude each other."""
    if one.earliest and one.latest and other.earliest and other.latest:
        if one.latest < other.earliest or other.latest < one.earliest:
            return None
        days = max((one.latest - one.earliest).days, (other.latest - other.earliest).days)
        return _SAME_DAY if days <= _PRECISE else _SAME_TIME
    for dated, told in ((one, other), (other, one)):
        if dated.earliest and told.published and dated.earliest > told.published:
            return None
    first, second = _day(one), _day(other)
    if first is None or second is None or abs((first - second).days) <= _NEAR:
        return 0
    return _FAR if abs((first - second).days) <= _DISTANT else _VERY_FAR


def _day(event: Happening) -> date | None:
    return event.latest or event.earliest or event.published


def _side(name: str, one: Telling, other: Telling) -> int:
    """What one side of the events adds."""
    mine, theirs = one.sides.get(name, _NOBODY), other.sides.get(name, _NOBODY)
    if _NOBODY in {mine, theirs}:
        return 0
    if mine.names & theirs.names:
        return _SHARED[name]
    if mine.names & theirs.above or theirs.names & mine.above:
        return _ALIKE[name]
    if mine.names and theirs.names:
        return _OTHERS[name]
    return _ALIKE[name] if mine.words & theirs.words else _OTHERS[name] // 2


def _amount(one: Happening, other: Happening) -> int:
    """What the numbers add; tolls of one event differ from telling to telling."""
    pairs = [(mine, theirs) for mine in one.amounts for theirs in other.amounts]
    if not pairs:
        return 0
    if any(_agree(mine, theirs) for mine, theirs in pairs):
        return _EQUAL
    return _TOLLS if "CASUALTY" in {one.type, other.type} else _UNEQUAL


def _agree(one: Amount, other: Amount) -> bool:
    low, high = sorted((one, other), key=lambda amount: (amount.low, amount.high))
    return low.high >= high.low and high.low <= max(low.low, 1.0) * _OPEN
