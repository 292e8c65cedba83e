"""Dates as ISO 8601-2 (EDTF) writes them: "2024-08", "XXXX-02", "199X", "2022-09/..".

Used here: unspecified digits (X), intervals, open ends (..). Source: Library of Congress, Extended
Date/Time Format Specification, levels 0 to 2.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta

LEAP_YEAR = 2024
MONTHS = 12


@dataclass(frozen=True, slots=True)
class Moment:
    """A year, month or day; ``year`` None is unknown, ``blurred`` counts its last unknown digits.

    Raises:
        ValueError: there is no such day.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    blurred: int = 0

    def __post_init__(self) -> None:
        first = self.year if self.year is not None else LEAP_YEAR
        date(first, self.month or 1, self.day or 1)
        if self.day is not None and self.month is None:
            raise ValueError("a day without its month")

    @classmethod
    def of(cls, day: date) -> Moment:
        return cls(day.year, day.month, day.day)

    def edtf(self) -> str:
        year = "XXXX" if self.year is None else f"{self.year:04d}"
        if self.blurred:
            year = year[: -self.blurred] + "X" * self.blurred
        return "-".join([year, *(f"{part:02d}" for part in (self.month, self.day) if part)])

    def first(self) -> date | None:
        """Its first day, where the year is known."""
        if self.year is None:
            return None
        if self.blurred:
            return date(max(1, self.year - self.year % 10**self.blurred), 1, 1)
        return date(self.year, self.month or 1, self.day or 1)

    def last(self) -> date | None:
        """Its last day, where the year is known."""
        if self.year is None:
            return None
        if self.blurred:
            size: int = 10**self.blurred
            return date(self.year - self.year % size + size - 1, MONTHS, 31)
        month = self.month or MONTHS
        return date(self.year, month, self.day or days_in(self.year, month))

    def in_year(self, year: int) -> Moment:
        return replace(self, year=year)


@dataclass(frozen=True, slots=True)
class Period:
    """From ``start`` to ``end``, both included, None where open; one moment where they agree."""

    start: Moment | None
    end: Moment | None

    def __post_init__(self) -> None:
        if self.start is None and self.end is None:
            raise ValueError("a period open on both sides")

    @classmethod
    def at(cls, moment: Moment) -> Period:
        return cls(moment, moment)

    @classmethod
    def days(cls, first: date, last: date) -> Period:
        return cls(Moment.of(first), Moment.of(last))

    def edtf(self) -> str:
        start, end = (".." if m is None else m.edtf() for m in (self.start, self.end))
        return start if start == end else f"{start}/{end}"

    def earliest(self) -> date | None:
        return None if self.start is None else self.start.first()

    def latest(self) -> date | None:
        return None if self.end is None else self.end.last()


def days_in(year: int | None, month: int) -> int:
    """How many days a month has; February has 28 where the year is unknown."""
    if year is None:
        return calendar.monthrange(LEAP_YEAR - 1, month)[1]
    return calendar.monthrange(year, month)[1]


def months_later(moment: Moment, count: int) -> Moment:
    """The month ``count`` months after that of ``moment``, whose year is known."""
    if moment.year is None or moment.month is None:
        raise ValueError("no month of a known year")
    index = moment.year * MONTHS + moment.month - 1 + count
    return Moment(index // MONTHS, index % MONTHS + 1)


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday of the week of ``day``."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
