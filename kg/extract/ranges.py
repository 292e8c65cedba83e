"""Two numbers that are one range ("10-15 orang", "antara US$10 juta dan US$15 juta")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.numerals import Number, Style, product
from kg.extract.quantityrules import QuantityRule
from kg.extract.units import UnitFinder
from kg.model import Sentence

_DASHES = "-–—"


@dataclass(frozen=True, slots=True)
class Written:
    """A number, or two joined to a range, with where its expression begins and the range's rule."""

    number: Number
    start: int
    rule: str


def joined(
    text: str,
    sentence: Sentence,
    numbers: Sequence[Number],
    rules: Sequence[QuantityRule],
    units: UnitFinder,
) -> Iterator[Written]:
    """The numbers of a sentence, two of them as one where a range rule stands between."""
    between = tuple(rule for rule in rules if rule.between is not None and not rule.one)
    joiner = _Joiner(text, sentence, between, units)
    at = 0
    while at < len(numbers):
        pair = joiner.pair(*numbers[at : at + 2]) if at + 1 < len(numbers) else None
        yield pair or Written(numbers[at], numbers[at].start, "")
        at += 2 if pair else 1


@dataclass(frozen=True, slots=True)
class _Joiner:
    text: str
    sentence: Sentence
    rules: tuple[QuantityRule, ...]
    units: UnitFinder

    def pair(self, left: Number, right: Number) -> Written | None:
        """The two as one, None where no rule stands between them."""
        both = _range(left, right)
        if both is None:
            return None
        text, span = self.text, self.sentence.span
        for rule in self.rules:
            if rule.between is None or not rule.between.fullmatch(text, left.end, right.start):
                continue
            money = self.units.attached(text, span, left.start, left.end)
            wide = rule.beside(text, span, money.start if money else left.start, right.end)
            if wide is None:
                continue
            dashed = any(dash in text[left.end : right.start] for dash in _DASHES)
            if not dashed or self._counts_something(both):
                return Written(both, wide.start, rule.name)
        return None

    def _counts_something(self, both: Number) -> bool:
        """Unlike a score or a telephone number, a range with a dash counts something."""
        attached = self.units.attached(self.text, self.sentence.span, both.start, both.end)
        counted = self.units.counted(self.text, self.sentence, both.start, both.end)
        return attached is not None or counted is not None


def _range(left: Number, right: Number) -> Number | None:
    """From left to right; "2-3 juta" shares its scale. A range that falls is a score."""
    if left.value is None or right.value is None:
        return None
    low = product(left.value, right.scale if left.scale == 1.0 else 1.0)
    if low >= right.value or Style.ARTICLE in {left.style, right.style}:
        return None
    return Number(left.start, right.end, right.style, low=low, high=right.value)
