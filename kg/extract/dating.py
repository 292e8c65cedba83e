"""Moving about in the calendar: parts of a period, the nearest such month, so many units away."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from kg.extract.edtf import Moment, Period, days_in, months_later, week_of

_NEAR_YEARS = 8
_WEEK = 7


def part_of(period: Period, part: str) -> Period | None:
    """The ``early``, ``middle`` or ``late`` third of a month, year, decade, century or week."""
    third = ("early", "middle", "late").index(part)
    start, end = period.start, period.end
    if start is None or end is None or start.day == end.day is not None:
        return None
    if start != end:
        return _part_of_week(start, end, third)
    if start.month is not None:
        last = (10, 20, days_in(start.year, start.month))[third]
        return Period(replace(start, day=10 * third + 1), replace(start, day=last))
    return None if start.year is None else _part_of_years(start.year, start.blurred, third)


def _part_of_years(year: int, blurred: int, third: int) -> Period:
    if not blurred:
        return Period(Moment(year, 4 * third + 1), Moment(year, 4 * third + 4))
    size = 10 ** (blurred - 1)
    begin = year - year % (10 * size)
    first, last = ((0, 3), (4, 6), (7, 9))[third]
    early = max(1, begin + first * size)
    return Period(Moment(early), Moment(begin + last * size + size - 1))


def _part_of_week(start: Moment, end: Moment, third: int) -> Period | None:
    first, last = start.first(), end.last()
    if first is None or last is None or (last - first).days != _WEEK - 1:
        return None
    begin, finish = ((0, 1), (2, 3), (5, 6))[third]
    return Period.days(first + timedelta(days=begin), first + timedelta(days=finish))


def nearest(moment: Moment, direction: int | None, published: date, *, future: bool) -> Moment:
    """``moment`` in the year that its direction, or the tense of its clause, asks for.

    ``direction`` is -1 for "lalu", 0 for "ini", 1 for "mendatang"; None leaves it to the tense.
    """
    if direction == 0:
        return moment.in_year(published.year)
    ahead = direction == 1 or (direction is None and future)
    step = 1 if ahead else -1
    for year in range(published.year, published.year + step * _NEAR_YEARS, step):
        if moment.month and existing(year, moment.month, moment.day or 1) is None:
            continue
        dated = moment.in_year(year)
        if _fits(dated, direction, published, ahead=ahead):
            return dated
    return moment


def _fits(dated: Moment, direction: int | None, published: date, *, ahead: bool) -> bool:
    first, last = dated.first(), dated.last()
    if first is None or last is None:
        return False
    if direction is None:
        return last >= published if ahead else first <= published
    return first > published if ahead else last < published


def moved(base: Moment, unit: str, size: int, count: int, *, exact: bool = False) -> Period | None:
    """The calendar unit ``count`` times ``size`` units from ``base``, None where it is too coarse.

    ``exact`` keeps weeks and decades to the day and year.
    """
    if base.year is None:
        return None
    if unit == "year":
        year = base.year + size * count
        blurred = 0 if exact else len(str(size)) - 1
        return Period.at(Moment(year, blurred=blurred)) if year > 0 else None
    if unit == "month":
        return None if base.month is None else Period.at(months_later(base, size * count))
    day = base.last()
    if base.day is None or day is None:
        return None
    day += timedelta(days=size * count * (1 if unit == "day" else _WEEK))
    if unit == "day" or exact:
        return Period.at(Moment.of(day))
    return Period.days(*week_of(day))


def existing(year: int, month: int, day: int) -> date | None:
    """That date, None where the calendar has none."""
    try:
        return date(year, month, day)
    except ValueError:
        return None
