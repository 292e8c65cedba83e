"""What an article says of an event that another article may tell as well, small and frozen."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from kg.link.iri import BASE, Minter
from kg.link.known import fold
from kg.model import Entity, Event, Facts, Polarity, Quantity, Role, TimeExpression

_WORD = re.compile(r"[^\W\d_]{4,}")
_SIDES: Mapping[Role, str] = {
    Role.AGENT: "agent",
    Role.PATIENT: "undergoer",
    Role.RECIPIENT: "undergoer",
    Role.PLACE: "place",
    Role.ORIGIN: "place",
    Role.DESTINATION: "place",
}


@dataclass(frozen=True, slots=True)
class Part:
    """Who takes part, on which side (agent, undergoer, place).

    ``above`` are the keys of what it belongs to, ``words`` those of its name or description.
    """

    side: str
    key: str
    above: tuple[str, ...]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Amount:
    """A number of an event: from ``low`` to ``high`` of ``unit``."""

    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """One event of one article; ``path`` is the end of its IRI, ``word`` the root of its trigger.

    ``earliest`` and ``latest`` bound it where the article tells its time, ``published`` is the
    article's day.
    """

    article: str
    key: str
    path: str
    type: str
    mode: str | None
    word: str
    parts: tuple[Part, ...]
    polarity: Polarity = Polarity.POSITIVE
    amounts: tuple[Amount, ...] = ()
    earliest: date | None = None
    latest: date | None = None
    published: date | None = None


def happenings(facts: Facts) -> tuple[Happening, ...]:
    """The events of an article, in their order."""
    minter = Minter()
    names = minter.names(facts)
    entities = {entity.key: entity for entity in facts.entities}
    times = {time.key: time for time in facts.times}
    numbers = {quantity.key: quantity for quantity in facts.quantities}
    return tuple(
        Happening(
            article=facts.article.id,
            key=event.key,
            path=names[event.key].removeprefix(BASE),
            type=event.type,
            mode=event.mode,
            word=_word(event),
            parts=tuple(_parts(event, entities)),
            polarity=event.polarity,
            amounts=tuple(_amounts(numbers[key] for key in event.quantities if key in numbers)),
            published=facts.article.published,
            **_bounds(times.get(event.time or "")),
        )
        for event in facts.events
    )


def _word(event: Event) -> str:
    """The root of the trigger, as the rule that found it tells, else the trigger itself."""
    kind, _, rest = event.rule.partition(":")
    return rest.partition(":")[0] if kind == "events" else fold(event.mentions[0].text)


def _bounds(time: TimeExpression | None) -> dict[str, date | None]:
    if time is None:
        return {}
    return {"earliest": time.earliest, "latest": time.latest}


def _parts(event: Event, entities: Mapping[str, Entity]) -> Iterator[Part]:
    for role, key in event.roles:
        entity = entities.get(key)
        if entity is not None:
            words = frozenset(_WORD.findall(fold(entity.name)))
            yield Part(_SIDES[role], key, tuple(_above(entity, entities)), words)


def _above(entity: Entity, entities: Mapping[str, Entity]) -> Iterator[str]:
    seen = {entity.key}
    above = entity.affiliation
    while above is not None and above in entities and above not in seen:
        seen.add(above)
        yield above
        above = entities[above].affiliation


def _amounts(quantities: Iterable[Quantity]) -> Iterator[Amount]:
    for one in quantities:
        low = one.value if one.low is None else one.low
        high = one.value if one.high is None else one.high
        if low is not None or high is not None:
            least, most = low if low is not None else 0.0, high if high is not None else 1e18
            yield Amount(least, most, fold(one.unit or ""))
