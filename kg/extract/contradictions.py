"""Which claims contradict each other: one denies what another asserts, or gives another number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import combinations

from kg.model import Claim, Document, Quantity, Stance

_SILENT = frozenset({Stance.NO_COMMENT, Stance.REQUEST})


def tie(claims: tuple[Claim, ...], document: Document) -> tuple[Claim, ...]:
    """The claims with ``contradicts`` filled in, both ways.

    Two claims contradict when they are on one event, come from different sources, and differ in
    polarity or in a number of the same unit. Silence contradicts nobody.
    """
    quantities = {quantity.key: quantity for quantity in document.quantities}
    against: dict[str, list[str]] = {claim.key: [] for claim in claims}
    on: dict[str, list[int]] = {}
    for number, claim in enumerate(claims):
        for event in dict.fromkeys(claim.events):
            on.setdefault(event, []).append(number)
    pairs = sorted({pair for numbers in on.values() for pair in combinations(numbers, 2)})
    for first, second in pairs:
        one, other = claims[first], claims[second]
        if _contradict(one, other, quantities):
            against[one.key].append(other.key)
            against[other.key].append(one.key)
    return tuple(replace(claim, contradicts=tuple(against[claim.key])) for claim in claims)


def _contradict(one: Claim, other: Claim, quantities: Mapping[str, Quantity]) -> bool:
    if not set(one.events) & set(other.events) or {one.stance, other.stance} & _SILENT:
        return False
    if set(one.sources) & set(other.sources) or not (one.sources or other.sources):
        return False
    return one.polarity != other.polarity or any(
        _disagree(quantities[a], quantities[b])
        for a in one.quantities
        for b in other.quantities
        if a != b
    )


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
