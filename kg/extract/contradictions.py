"""Which claims contradict each other: one denies what another asserts, or gives another number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from kg.model import Claim, Document, Event, Polarity, Quantity, Stance

_SILENT = frozenset({Stance.NO_COMMENT, Stance.REQUEST})


def tie(
    claims: tuple[Claim, ...], document: Document, comparatives: frozenset[str] = frozenset()
) -> tuple[Claim, ...]:
    """The claims with ``contradicts`` filled in, both ways.

    Two claims contradict when they are on one event, come from different sources, and differ in
    polarity, in a number of the same unit, or where one gives a number and the other says that it
    is more or less (``comparatives``: "jauh lebih tinggi"). An event and its negation ("A
    menyerang B", "A tidak menyerang B") count as one here, and so do two tolls of one time told
    by one word. Silence contradicts nobody.
    """
    quantities = {quantity.key: quantity for quantity in document.quantities}
    same = {**_tolls(document.events, quantities), **_positives(document.events)}
    against: dict[str, list[str]] = {claim.key: [] for claim in claims}
    on: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        for event in dict.fromkeys(same.get(event, event) for event in claim.events):
            on.setdefault(event, []).append(number)
    pairs = sorted({pair for numbers in on.values() for pair in combinations(numbers, 2)})
    for first, second in pairs:
        one, other = claims[first], claims[second]
        if _contradict(one, other, same, quantities) or (
            _opposed(one, other) and _corrects(one, other, document.article.text, comparatives)
        ):
            against[one.key].append(other.key)
            against[other.key].append(one.key)
    return tuple(replace(claim, contradicts=tuple(against[claim.key])) for claim in claims)


def _positives(events: tuple[Event, ...]) -> Mapping[str, str]:
    """For an event that did not come about, the same one that did, where the article has both.

    The same: told by the same word, with an agent or an undergoer in common.
    """
    happened: dict[str, list[Event]] = {}
    for event in events:
        if event.polarity is Polarity.POSITIVE:
            happened.setdefault(_word(event), []).append(event)
    found: dict[str, str] = {}
    for event in events:
        if event.polarity is Polarity.NEGATIVE:
            players = {key for _, key in event.roles}
            for other in happened.get(_word(event), ()):
                if players & {key for _, key in other.roles}:
                    found.setdefault(event.key, other.key)
    return found


def _tolls(events: tuple[Event, ...], quantities: Mapping[str, Quantity]) -> Mapping[str, str]:
    """For a toll, the first one of the article that counts the same at the same time."""
    first: dict[tuple[str, str | None, str | None], str] = {}
    found: dict[str, str] = {}
    for event in events:
        if event.type == "CASUALTY" and event.quantities:
            unit = quantities[event.quantities[0]].unit
            known = first.setdefault((_word(event), event.time, unit), event.key)
            if known != event.key:
                found[event.key] = known
    return found


def _word(event: Event) -> str:
    """The rule's root: "events:serang:V" -> "serang"."""
    return event.rule.split(":")[1] if ":" in event.rule else event.rule


def _contradict(
    one: Claim, other: Claim, same: Mapping[str, str], quantities: Mapping[str, Quantity]
) -> bool:
    ours, theirs = ({same.get(key, key) for key in claim.events} for claim in (one, other))
    if not ours & theirs or not _opposed(one, other):
        return False
    return one.polarity != other.polarity or any(
        _disagree(quantities[a], quantities[b])
        for a in one.quantities
        for b in other.quantities
        if a != b
    )


def _opposed(one: Claim, other: Claim) -> bool:
    """Two sources, neither of them silent; the article may be one."""
    if {one.stance, other.stance} & _SILENT or not (one.sources or other.sources):
        return False
    return not set(one.sources) & set(other.sources)


def _corrects(one: Claim, other: Claim, text: str, comparatives: frozenset[str]) -> bool:
    """One gives the number, the other only says that it is higher or lower."""
    if bool(one.quantities) == bool(other.quantities):
        return False
    vague = other if one.quantities else one
    words = vague.clause.of(text).lower() if vague.clause is not None else ""
    return any(phrase in words for phrase in sorted(comparatives))


def _disagree(one: Quantity, other: Quantity) -> bool:
    """The ranges that two numbers of one unit allow do not meet."""
    if one.unit != other.unit:
        return False
    low_a, high_a = _range(one)
    low_b, high_b = _range(other)
    return high_a < low_b or high_b < low_a


def _range(quantity: Quantity) -> tuple[float, float]:
    if quantity.value is not None:
        slack = abs(quantity.value) * 0.1 if quantity.bound.value == "approx" else 0.0
        return quantity.value - slack, quantity.value + slack
    low = quantity.low if quantity.low is not None else float("-inf")
    high = quantity.high if quantity.high is not None else float("inf")
    return low, high
