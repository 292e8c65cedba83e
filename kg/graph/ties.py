"""Which events of two articles are one and the same: tied, never merged.

Each article's claims stay with its own event. Two events are compared where they share somebody
who takes part, or a word, and the weeks that they may fall into; an event is tied to the best one
of another article, and only if it is that one's best as well.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from kg.graph.happening import Happening
from kg.graph.likeness import confidence
from kg.graph.profile import Ref
from kg.graph.telling import COUNTRY, Evidence, Telling, compare, telling

LEAST = 200
"""From this sum of weights on, two events are tied. Measured on the stories."""

_RARE, _SHARE = 20, 100
"""Who is named in more articles than that, and than one in a hundred, makes no story."""
_WEEKS = 3
"""What tells no time happened at most so many weeks before it was told."""
_LONG = 45
"""A time of more days is none."""
_LARGEST, _WINDOW = 200, 30
"""A larger block is compared in a window of its order."""

_Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Tie:
    """Two events of two articles are one: the ends of their IRIs, how sure, and why.

    ``grounds`` are words such as ``type`` and ``time``, sorted; ``shared`` are the ends of the
    IRIs of those who take part in both.
    """

    articles: tuple[str, str]
    events: tuple[str, str]
    confidence: float
    grounds: tuple[str, ...]
    shared: tuple[str, ...]


def ties(events: Iterable[Happening], who: Mapping[Ref, str]) -> tuple[Tie, ...]:
    """The ties between events of different articles, sorted.

    ``who`` gives the end of the IRI of every named entity, as identities have it.
    """
    company = _company(who)
    none: frozenset[str] = frozenset()
    ordered = [
        telling(one, who, company.get(one.article, none))
        for one in sorted(events, key=lambda one: (one.article, one.path))
    ]
    found: dict[_Pair, Evidence] = {}
    for pair in _candidates(ordered):
        evidence = compare(ordered[pair[0]], ordered[pair[1]])
        if evidence is not None and evidence.score >= LEAST:
            found[pair] = evidence
    best = _best(found, ordered)
    return tuple(
        Tie(
            (one.event.article, other.event.article),
            (one.event.path, other.event.path),
            confidence(evidence.score),
            evidence.grounds,
            evidence.shared,
        )
        for pair, evidence in sorted(found.items(), key=lambda item: item[0])
        for one, other in [(ordered[pair[0]], ordered[pair[1]])]
        if best[pair[0], other.event.article] == pair[1]
        and best[pair[1], one.event.article] == pair[0]
    )


def _best(
    found: Mapping[_Pair, Evidence], ordered: Sequence[Telling]
) -> Mapping[tuple[int, str], int]:
    """For an event and another article the event there that it is most like."""
    best: dict[tuple[int, str], tuple[int, int]] = {}
    for (one, other), evidence in found.items():
        for mine, theirs in ((one, other), (other, one)):
            place = (mine, ordered[theirs].event.article)
            best[place] = min(best.get(place, (1, 0)), (-evidence.score, theirs))
    return {place: theirs for place, (_, theirs) in best.items()}


def _company(who: Mapping[Ref, str]) -> Mapping[str, frozenset[str]]:
    """Whom each article names, without countries and those whom every other article names."""
    found: dict[str, set[str]] = defaultdict(set)
    for (article, _), path in who.items():
        if not path.startswith(COUNTRY):
            found[article].add(path)
    counts = Counter(path for paths in found.values() for path in paths)
    often = max(_RARE, len(found) // _SHARE)
    return {
        article: frozenset(path for path in paths if counts[path] <= often)
        for article, paths in found.items()
    }


def _candidates(ordered: Sequence[Telling]) -> Iterator[_Pair]:
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for place, one in enumerate(ordered):
        signs = [
            (path, one.event.type) if path.startswith(COUNTRY) else (path,) for path in one.named
        ]
        for week in _weeks(one.event):
            for sign in (*signs, (one.event.type, one.event.word)):
                blocks[week, *sign].append(place)
    seen: set[_Pair] = set()
    for block in blocks.values():
        reach = len(block) if len(block) <= _LARGEST else _WINDOW
        for at, mine in enumerate(block):
            for theirs in block[at + 1 : at + reach]:
                pair = (mine, theirs)
                if pair not in seen and _are_two(ordered[mine], ordered[theirs]):
                    seen.add(pair)
                    yield pair


def _are_two(one: Telling, other: Telling) -> bool:
    return one.event.article != other.event.article


def _weeks(event: Happening) -> Iterator[date | None]:
    """The weeks that it may fall into: those of its time, else the last ones before it was told."""
    first, last = event.earliest, event.latest
    if first is None or last is None or (last - first).days > _LONG:
        last = event.published
        first = None if last is None else last - timedelta(weeks=_WEEKS)
    if first is None or last is None:
        yield None
        return
    week = first - timedelta(days=first.weekday())
    while week <= last:
        yield week
        week += timedelta(weeks=1)
