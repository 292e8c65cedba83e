"""How many and how much: the numbers of an article with their bound and unit.

Ages, clock times, dates, ordinals and numbers that belong to a name are no quantities; a length of
time is one only where it measures something ("hukuman penjara tujuh tahun"). "Satu" and "seorang"
count only where they have a bound, a unit of measure or a whole that they are a share of.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kg.extract.numerals import Number, Style, find_numbers
from kg.extract.quantityrules import QuantityRule, QuantityRules, quantity_rules
from kg.extract.ranges import Written, joined
from kg.extract.units import Unit, UnitFinder, unit_finder
from kg.lang.pack import Pack
from kg.model import Bound, Mention, Quantity, Sentence, Span, TimeExpression

_LEAD = 40
_WORD_BEFORE = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)\.?\s{1,3}\Z")
_SHARE = re.compile(r"\s{1,3}(?:dari|di antara)(?:\s{1,3}total)?\s{1,3}")
_POINTED = re.compile(r"\d\.\d{1,2}(?!\d)")
_DIALLED = re.compile(r"\d\s\d|.{0,2}\d+\s\d\Z")
_ENGLISH = re.compile(r"[1-9]\d{0,2},\d{3}")
_INSIDE = re.compile(r"[:.,]\d|[-–]\w|[^\W_]|[/_@]")
_YEARS = range(1900, 2101)
_SURE = frozenset({"money", "percent", "measure", "duration"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A number on its way to a quantity; ``start`` to ``end`` is its mention."""

    number: Number
    start: int
    end: int
    unit: Unit | None
    bound: Bound
    rule: str


def find_quantities(
    text: str,
    sentences: Sequence[Sentence],
    times: Sequence[TimeExpression],
    pack: Pack,
) -> tuple[Quantity, ...]:
    """Every quantity in ``sentences``, in reading order; none overlaps a time.

    ``rule`` names the rule for its bound ("at-least"), or says how it is written ("figures").
    """
    taken = sorted(mention.span for time in times for mention in time.mentions)
    finder = _Finder(text, pack, unit_finder(pack), quantity_rules(pack))
    found: list[_Found] = []
    past = 0
    for sentence in sentences:
        while past < len(taken) and taken[past].end <= sentence.span.start:
            past += 1
        ahead = past
        while ahead < len(taken) and taken[ahead].start < sentence.span.end:
            ahead += 1
        found += finder.sentence(sentence, taken[past:ahead])
    return tuple(_quantity(f"q{n}", text, one) for n, one in enumerate(found, 1))


def _quantity(key: str, text: str, one: _Found) -> Quantity:
    number, bound = one.number, one.bound
    value, low, high = number.value, number.low, number.high
    if value is not None and bound is Bound.MIN:
        value, low = None, value
    elif value is not None and bound is Bound.MAX:
        value, high = None, value
    return Quantity(
        key=key,
        mentions=(Mention.at(text, Span(one.start, one.end)),),
        bound=bound,
        value=value,
        low=low,
        high=high,
        unit=one.unit.name if one.unit else None,
        rule=one.rule,
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    text: str
    pack: Pack
    units: UnitFinder
    rules: QuantityRules

    def sentence(self, sentence: Sentence, times: Sequence[Span]) -> Iterator[_Found]:
        """The quantities of one sentence."""
        span = sentence.span
        numbers = [
            number
            for number in find_numbers(self.text, span.start, span.end, self.pack)
            if not any(t.start < number.end and number.start < t.end for t in times)
            and not self._glued(number, span)
        ]
        written = joined(self.text, sentence, numbers, self.rules.all, self.units)
        found: list[_Found] = []
        for one in written:
            quantity = self._one(one, sentence, found[-1] if found else None)
            if quantity is None:
                continue
            if found and quantity.start < found[-1].end:
                # The words between two numbers belong to the first: "1.000 lebih kurang 900".
                quantity = replace(quantity, start=quantity.number.start)
            found.append(quantity)
        return self._shares(found)

    def _glued(self, number: Number, within: Span) -> bool:
        """Whether letters run into it that are no currency ("km2", "F16")."""
        if not self.text[max(0, number.start - 1) : number.start].isalnum():
            return False
        unit = self.units.attached(self.text, within, number.start, number.end)
        return unit is None or unit.start == number.start

    def _one(self, written: Written, sentence: Sentence, last: _Found | None) -> _Found | None:
        """The number with its unit and bound, None where it is no quantity."""
        number = written.number
        unit = self.units.attached(self.text, sentence.span, number.start, number.end)
        start, end = (unit.start, unit.end) if unit else (number.start, number.end)
        if not _free(self.text, start, end, number):
            return None
        unit = unit or self.units.counted(self.text, sentence, number.start, number.end)
        if unit is None or unit.kind not in _SURE:
            number = self._in_thousands(number)
        plain = Bound.EXACT if number.value is not None else _open(number)
        rule = written.rule or number.style.value
        found = _Found(number, start, end, unit, plain, rule)
        rules = self.rules.near(self.text, sentence.span, start)
        if self._skipped(found, sentence.span, rules):
            return None
        if written.start < start:
            found = replace(found, start=written.start)
            rules = self.rules.near(self.text, sentence.span, written.start)
        bounded = self._bounded(found, sentence, rules)
        plain_number = (bounded.start, bounded.end) == (start, end)
        return bounded if not plain_number or self._counts(bounded, sentence, last) else None

    def _in_thousands(self, number: Number) -> Number:
        """Things are not counted to three decimals: "1,127 orang" is written the English way."""
        written = self.text[number.start : number.end]
        if number.value is None or not _ENGLISH.fullmatch(written):
            return number
        return replace(number, value=float(written.replace(",", "")))

    def _skipped(self, one: _Found, within: Span, rules: Sequence[QuantityRule]) -> bool:
        """Whether a rule, a frequency or a mere length of time rules it out."""
        kind = one.unit.kind if one.unit else ""
        if kind == "frequency":
            return True
        kept = False
        for rule in rules:
            if not (rule.skip or rule.keep) or (rule.only_one and not _is_one(one.number)):
                continue
            if rule.beside(self.text, within, one.start, one.end):
                if rule.skip:
                    return True
                kept = True
        return kind == "duration" and not kept

    def _bounded(self, one: _Found, sentence: Sentence, rules: Sequence[QuantityRule]) -> _Found:
        """The number with the words of its bound, and the unit after them."""
        for rule in rules:
            if rule.bound is None:
                continue
            wide = rule.beside(self.text, sentence.span, one.start, one.end)
            if wide is None:
                continue
            bound = rule.bound if one.number.value is not None else one.bound
            unit = one.unit
            if unit is None and wide.end > one.end:
                unit = self.units.counted(self.text, sentence, one.number.start, wide.end)
            return replace(
                one, start=wide.start, end=wide.end, bound=bound, rule=rule.name, unit=unit
            )
        return one

    def _counts(self, one: _Found, sentence: Sentence, last: _Found | None) -> bool:
        """Whether a number without bound is a count and no part of a name, year or article."""
        number, unit = one.number, one.unit
        if unit and unit.kind in _SURE:
            return True
        if number.style is Style.ARTICLE or _is_one(number):
            return self._one_counts(one, sentence.span, last)
        first = max(sentence.span.start, number.start - _LEAD)
        before = _WORD_BEFORE.search(self.text, first, number.start)
        named = before is not None and before[1][0].isupper() and before.start() > first
        alone = unit is None and number.style is Style.WORDS
        named = named or (alone and _is_name(sentence, number))
        return self._is_plain_count(number, unit, named=named)

    def _one_counts(self, one: _Found, within: Span, last: _Found | None) -> bool:
        """Whether "satu" is a number here: of people, of a whole, beside other numbers."""
        if one.number.style is Style.ARTICLE and one.unit is None:
            return False
        if one.number.style is Style.WORDS:
            following = self.text[one.end : min(within.end, one.end + _LEAD)]
            share = _SHARE.match(following)
            if share and find_numbers(following, share.end(), len(following), self.pack)[:1]:
                return True
            if one.unit is not None and one.unit.kind == "classifier":
                return True
        return any(
            rule.between.fullmatch(self.text, last.end, one.start) is not None
            if rule.between and last
            else rule.before is not None
            and rule.beside(self.text, within, one.start, one.end) is not None
            for rule in self.rules.all
            if rule.one
        )

    def _is_plain_count(self, number: Number, unit: Unit | None, *, named: bool) -> bool:
        figures = number.style is Style.FIGURES
        if unit is not None:
            doubtful = named or (figures and number.value in _YEARS)
            return not doubtful or unit.kind != "guess"
        if figures:
            pointed = number.scale == 1 and _POINTED.search(self.text, number.start, number.end)
            dialled = _DIALLED.match(self.text, max(0, number.start - 2), number.end + 2)
            return not (pointed or dialled or named or number.value in _YEARS)
        return not (named and self.text[number.start].isupper())

    def _shares(self, found: Sequence[_Found]) -> Iterator[_Found]:
        """Give "300" in "300 dari 4.000 tentara" the unit of the whole."""
        for one, after in zip_longest(found, found[1:]):
            share = after is not None and _SHARE.fullmatch(self.text, one.end, after.start)
            yield replace(one, unit=after.unit) if share and one.unit is None else one


def _is_name(sentence: Sentence, number: Number) -> bool:
    """Whether a numeral is a proper noun inside its sentence: "mengunjungi Lima"."""
    at = bisect_left(sentence.tokens, number.start, key=lambda token: token.span.start)
    return 0 < at < len(sentence.tokens) and sentence.tokens[at].upos == "PROPN"


def _free(text: str, start: int, end: int, number: Number) -> bool:
    """Whether the number stands by itself, not inside a word, code, clock time or fraction."""
    before = text[max(0, start - 2) : start]
    if before and (before[-1].isalnum() or before[-1] in "/_:#@"):
        return False
    if before[:1].isdigit() and before[1:] in {".", ","}:
        return False
    if number.low is None and before[:1].isalnum() and before[1:] in {"-", "–"}:
        return False
    return text.startswith("-an", end) or _INSIDE.match(text, end) is None


def _open(number: Number) -> Bound:
    return Bound.APPROX if number.high is not None else Bound.MIN


def _is_one(number: Number) -> bool:
    return number.style is Style.WORDS and number.value == 1
