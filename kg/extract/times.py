"""When an article says that things happened: its expressions of time, in EDTF.

Months and years without a year are the latest not after the day of publication, or the next where
the clause is about the future. Without that day, unknown parts are X, and what only it could date
is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kg.extract.dating import part_of
from kg.extract.edtf import Moment, Period
from kg.extract.timegrammar import Phrase, TimeGrammar, Wrapper, time_grammar
from kg.extract.timeplace import clause_is_future, plausible
from kg.extract.timereading import Reader, View
from kg.lang.pack import Pack
from kg.model import Mention, Sentence, Span, TimeExpression

#: How many sentences on "sejak itu" still points back to a time.
_REACH = 2


@dataclass(frozen=True, slots=True)
class _Dated:
    """A phrase with its period, None where it cannot be dated."""

    start: int
    end: int
    period: Period | None
    rule: str
    phrase: Phrase


def find_times(
    text: str, sentences: Sequence[Sentence], published: date | None, pack: Pack
) -> tuple[TimeExpression, ...]:
    """Every expression of time in ``sentences``, in reading order, none inside another.

    ``rule`` names the rule that found it and those that widened it ("month+since").
    """
    grammar = time_grammar(pack)
    finder = _Finder(text, grammar, Reader(grammar, pack), published)
    found: list[TimeExpression] = []
    previous: Period | None = None
    age = 0
    for sentence in sentences:
        age += 1
        for one in finder.sentence(sentence, previous if age <= _REACH else None):
            if one.period is None:
                continue
            previous, age = one.period, 0
            found.append(_expression(f"t{len(found) + 1}", text, one))
    return tuple(found)


def _expression(key: str, text: str, one: _Dated) -> TimeExpression:
    period = one.period
    assert period is not None  # noqa: S101 - the caller has dropped those without
    return TimeExpression(
        key=key,
        mentions=(Mention.at(text, Span(one.start, one.end)),),
        edtf=period.edtf(),
        earliest=period.earliest(),
        latest=period.latest(),
        rule=one.rule,
    )


@dataclass(frozen=True, slots=True)
class _Finder:
    text: str
    grammar: TimeGrammar
    reader: Reader
    published: date | None

    def sentence(self, sentence: Sentence, previous: Period | None) -> Iterator[_Dated]:
        """The expressions of one sentence, dated and widened."""
        start, end = sentence.span.start, sentence.span.end
        phrases = self._phrases(sentence)
        dated: list[_Dated] = []
        told: Moment | None = None
        for phrase in phrases:
            view = View(
                self.published,
                clause_is_future(self.text, start, end, phrase, self.grammar),
                told,
                next((d.period for d in reversed(dated) if d.period), previous),
            )
            floor = dated[-1].end if dated else start
            one = self._part(self._read(phrase, view), floor)
            dated.append(one)
            told = _told(one.period, self.published) or told
        return self._bounded(self._joined(dated, start), start)

    def _phrases(self, sentence: Sentence) -> list[Phrase]:
        """The plausible finds, the longest where they overlap."""
        start, end = sentence.span.start, sentence.span.end
        finds = [
            phrase
            for pattern, phrase in self.grammar.find(self.text, start, end)
            if plausible(self.text, sentence, pattern, phrase, self.grammar)
        ]
        finds.sort(key=lambda phrase: (phrase.start, -phrase.end))
        kept: list[Phrase] = []
        for phrase in finds:
            if not kept or phrase.start >= kept[-1].end:
                kept.append(phrase)
        return kept

    def _read(self, phrase: Phrase, view: View) -> _Dated:
        period = self.reader.read(phrase, view)
        return _Dated(phrase.start, phrase.end, period, phrase.rule, phrase)

    def _part(self, one: _Dated, floor: int) -> _Dated:
        wrapper = next(w for w in self.grammar.wrappers if w.turns == "part")
        lead = wrapper.lead(self.text, floor, one.start)
        if lead is None or one.period is None:
            return one
        period = part_of(one.period, self.grammar.words["part"][lead["part"].lower()])
        if period is None:
            return one
        return _widened(one, lead.start(), period, wrapper)

    def _joined(self, dated: Sequence[_Dated], floor: int) -> list[_Dated]:
        """Two neighbours with "hingga", "-" or "antara ... dan" between them become one."""
        joined: list[_Dated] = []
        for one in dated:
            pair = self._pair(joined, one, floor) if joined else None
            if pair:
                joined[-1] = pair
            else:
                joined.append(one)
        return joined

    def _pair(self, before: Sequence[_Dated], right: _Dated, floor: int) -> _Dated | None:
        left = before[-1]
        if left.period is None or right.period is None or left.end > right.start:
            return None
        if left.period.start is None or left.period.end is None:
            return None
        if len(before) > 1:
            floor = before[-2].end
        for wrapper in self.grammar.wrappers:
            if wrapper.turns != "interval" or wrapper.between is None:
                continue
            if not wrapper.between.fullmatch(self.text, left.end, right.start):
                continue
            lead = wrapper.lead(self.text, floor, left.start)
            if lead is None and wrapper.requires_before:
                continue
            period = _from_to(left, right)
            if period is not None:
                start = lead.start() if lead else left.start
                wide = replace(left, end=right.end, rule=f"{left.rule}+{right.rule}")
                return _widened(wide, start, period, wrapper)
        return None

    def _bounded(self, dated: Iterable[_Dated], floor: int) -> Iterator[_Dated]:
        """Open the far end after "sejak", the near end after "hingga"."""
        for one in dated:
            yield self._bound(one, floor)
            floor = one.end

    def _bound(self, one: _Dated, floor: int) -> _Dated:
        period = one.period
        if period is None or period.start is None or period.end is None:
            return one
        for wrapper in self.grammar.wrappers:
            if wrapper.turns not in {"since", "until"} or "interval" in one.rule:
                continue
            lead = wrapper.lead(self.text, floor, one.start)
            if lead:
                since = wrapper.turns == "since"
                if not since and one.phrase.reads == "window":
                    return _widened(one, lead.start(), period, wrapper)
                opened = Period(period.start, None) if since else Period(None, period.end)
                return _widened(one, lead.start(), opened, wrapper)
        return one


def _widened(one: _Dated, start: int, period: Period, wrapper: Wrapper) -> _Dated:
    return replace(one, start=start, period=period, rule=f"{one.rule}+{wrapper.name}")


def _told(period: Period | None, published: date | None) -> Moment | None:
    """The month or day that a sentence names first, if it lies behind: when things were said."""
    if period is None or period.start is None or period.start != period.end:
        return None
    last = period.latest()
    if period.start.month is None or last is None or (published and last >= published):
        return None
    return period.start


def _from_to(left: _Dated, right: _Dated) -> Period | None:
    """From left to right; the left takes its year from the right where it names none."""
    assert left.period and right.period  # noqa: S101, PT018 - the caller has seen to it
    start, end = left.period.start, right.period.end
    if start is None or end is None:
        return None
    own_year = {"year", "yearshift", "direction", "decade", "unit"} & set(left.phrase.groups)
    if not own_year and start.month is not None:
        start = _before(start, end)
    first, last = start.first(), end.last()
    if first and last and first > last:
        return None
    return Period(start, end)


def _before(start: Moment, end: Moment) -> Moment:
    """``start`` in the year of ``end``, or the one before where it would come after it."""
    if end.year is None:
        return replace(start, year=None)
    late = (start.month or 0, start.day or 0) > (end.month or 0, end.day or 0)
    return start.in_year(end.year - 1 if late and end.month else end.year)
