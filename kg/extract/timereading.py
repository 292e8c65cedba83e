"""From a found phrase to a period, seen from the day the article was published.

Without that day, what needs it stays unknown: unknown years are X, and phrases that mean nothing
without it ("Kamis", "pekan lalu") read as None, as do dates that do not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from kg.extract.dating import existing, moved, nearest, part_of
from kg.extract.edtf import Moment, Period, months_later, week_of
from kg.extract.numerals import figures, find_numbers
from kg.extract.timegrammar import Phrase, TimeGrammar
from kg.lang.pack import Pack

_CENTURY = 100
_TWO_DIGITS_MEAN_THE_1900S_FROM = 70
_SATURDAY = 5
_HOURS = 24


@dataclass(frozen=True, slots=True)
class View:
    """From where a phrase is read.

    ``future``: its clause is about what is to come. ``told``: when the sentence says that things
    were said, which is what "terakhir" counts back from. ``previous``: the last period before it.
    """

    published: date | None
    future: bool = False
    told: Moment | None = None
    previous: Period | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads phrases of one pack."""

    grammar: TimeGrammar
    pack: Pack

    def read(self, phrase: Phrase, view: View) -> Period | None:
        readers: Mapping[str, Callable[[Mapping[str, str], View], Period | None]] = {
            "date": self._date,
            "day": self._day,
            "years": self._years,
            "decade": self._decade,
            "century": self._century,
            "weekday": self._weekday,
            "shift": self._shift,
            "window": self._window,
            "dayword": self._dayword,
            "weekend": self._weekend,
            "part": self._part,
            "quarter": self._quarter,
            "since": self._since,
            "same": self._same,
        }
        try:
            return readers[phrase.reads](phrase.groups, view)
        except (ValueError, OverflowError):  # a day that does not exist
            return None

    def _date(self, groups: Mapping[str, str], view: View) -> Period | None:
        month, day = self._month(groups), _number(groups.get("day"))
        year = self._year(groups, view)
        if year is None and view.published and "weekday" in groups and month and day:
            year = self._year_by_weekday(groups["weekday"], month, day, view.published)
        moment = Moment(year, month, day)
        if year is None and view.published:
            moment = nearest(moment, self._direction(groups), view.published, future=view.future)
        if "day2" in groups:
            return Period(moment, replace(moment, day=int(groups["day2"])))
        return Period.at(moment)

    def _month(self, groups: Mapping[str, str]) -> int | None:
        word = groups.get("month") or groups.get("month2")
        if word is None or word.isdecimal():
            return _number(word)
        return _number(self.grammar.value(word, "month", "shortmonth"))

    def _year(self, groups: Mapping[str, str], view: View) -> int | None:
        if "yearshift" in groups:
            value = self.grammar.value(groups["yearshift"], "past", "this", "future")
            if value is None:
                start = view.previous.start if view.previous else None
                return start.year if start else None
            return view.published.year + int(value) if view.published else None
        year = _number(groups.get("year"))
        if year is not None and year < _CENTURY:
            return year + (1900 if year >= _TWO_DIGITS_MEAN_THE_1900S_FROM else 2000)
        return year

    def _direction(self, groups: Mapping[str, str], group: str = "direction") -> int | None:
        word = groups.get(group)
        if word is None:
            return None
        kinds = ("past", "this", "future", "recent", "ahead", "again")
        return _number(self.grammar.value(word, *kinds))

    def _year_by_weekday(self, weekday: str, month: int, day: int, published: date) -> int | None:
        """The year nearest to the publication in which that date falls on that weekday."""
        wanted = int(self.grammar.words["weekday"][weekday.lower()])
        fitting = [
            found
            for year in range(published.year - 6, published.year + 2)
            if (found := existing(year, month, day)) and found.weekday() == wanted
        ]
        closest = min(fitting, key=lambda found: abs(found - published), default=None)
        return closest.year if closest else None

    def _day(self, groups: Mapping[str, str], view: View) -> Period | None:
        if view.published is None:
            return None
        direction, day = self._direction(groups), int(groups["day"])
        month = Moment(view.published.year, view.published.month)
        if direction is not None:
            month = months_later(month, direction)
        elif day > view.published.day and not view.future:
            month = months_later(month, -1)
        elif day < view.published.day and view.future:
            month = months_later(month, 1)
        return Period.at(replace(month, day=day))

    def _years(self, groups: Mapping[str, str], view: View) -> Period | None:  # noqa: ARG002
        first = int(groups.get("year") or groups["year1"])
        last = int(groups["year2"])
        if last < _CENTURY:
            last += first - first % _CENTURY
        return Period(Moment(first), Moment(last)) if first < last else None

    def _decade(self, groups: Mapping[str, str], view: View) -> Period | None:  # noqa: ARG002
        year = int(groups["decade"]) if "decade" in groups else 1900 + int(groups["short"])
        return Period.at(Moment(year, blurred=1))

    def _century(self, groups: Mapping[str, str], view: View) -> Period | None:  # noqa: ARG002
        century = int(groups["century"])
        return Period.at(Moment((century - 1) * _CENTURY, blurred=2)) if century > 1 else None

    def _weekday(self, groups: Mapping[str, str], view: View) -> Period | None:
        if view.published is None:
            return None
        weekday = int(self.grammar.words["weekday"][groups["weekday"].lower()])
        monday = week_of(view.published)[0]
        week = self._direction(groups, "weekshift")
        direction = self._direction(groups)
        if week is not None:
            return Period.at(Moment.of(monday + timedelta(days=7 * week + weekday)))
        back = (view.published.weekday() - weekday) % 7
        if direction == 0:
            found = monday + timedelta(days=weekday)
        elif direction == 1:
            found = view.published + timedelta(days=7 - back)
        elif direction is None and view.future:
            found = view.published + timedelta(days=-back % 7)
        else:
            found = view.published - timedelta(days=back or (7 if direction else 0))
        return Period.at(Moment.of(found))

    def _unit(self, groups: Mapping[str, str]) -> tuple[str, int]:
        word = groups.get("unit") or groups["oneunit"]
        kind, _, size = (self.grammar.value(word, "unit", "oneunit") or "").partition(" ")
        return kind, int(size)

    def _count(self, groups: Mapping[str, str]) -> int | None:
        if "count" not in groups:
            return 1
        numbers = find_numbers(groups["count"], 0, len(groups["count"]), self.pack)
        value = numbers[0].value if len(numbers) == 1 else None
        return int(value) if value is not None and value == int(value) else None

    def _shift(self, groups: Mapping[str, str], view: View) -> Period | None:
        """Read "dua hari lalu" and "tahun depan": a unit of the calendar, so many away."""
        direction, count = self._direction(groups), self._count(groups)
        if view.published is None or direction is None or count is None or "lead" in groups:
            return None
        return moved(Moment.of(view.published), *self._unit(groups), direction * count)

    def _window(self, groups: Mapping[str, str], view: View) -> Period | None:
        """Read "tiga bulan terakhir", "lima tahun mendatang": from here back, or on from here."""
        base = view.told or (Moment.of(view.published) if view.published else None)
        count = self._count(groups)
        if base is None or base.year is None or count is None:
            return None
        unit, size = self._unit(groups)
        forward = self.grammar.value(groups.get("direction", ""), "future", "ahead") is not None
        if size == 0:
            unit, size, count = "day", 1, max(1, -(-count // _HOURS))
        away = moved(base, unit, size, count if forward else -count, exact=True)
        here = moved(base, unit, 0, 0, exact=True)
        if away is None or here is None:
            return None
        return Period(here.start, away.end) if forward else Period(away.start, here.end)

    def _dayword(self, groups: Mapping[str, str], view: View) -> Period | None:
        days = self.grammar.value(groups["dayword"], "dayword")
        if view.published is None or days is None:
            return None
        return Period.at(Moment.of(view.published + timedelta(days=int(days))))

    def _weekend(self, groups: Mapping[str, str], view: View) -> Period | None:
        if view.published is None:
            return None
        saturday = week_of(view.published)[0] + timedelta(days=_SATURDAY)
        direction = self._direction(groups)
        if direction is None:
            direction = 0 if view.future or saturday <= view.published else -1
        saturday += timedelta(days=7 * direction)
        return Period.days(saturday, saturday + timedelta(days=1))

    def _part(self, groups: Mapping[str, str], view: View) -> Period | None:
        """Read "awal tahun", "akhir bulan": a part of the unit of the calendar that runs."""
        if view.published is None:
            return None
        part = self.grammar.value(groups["part"], "part")
        running = moved(Moment.of(view.published), *self._unit(groups), 0)
        return part_of(running, part) if running and part else None

    def _quarter(self, groups: Mapping[str, str], view: View) -> Period | None:
        parts = int(self.grammar.value(groups["quarter"], "quarter") or 1)
        number = int(self.grammar.value(groups["ordinal"], "ordinal") or 1)
        year, months = self._year(groups, view), 12 // parts
        if number > parts or year is None:
            return None
        return Period(Moment(year, (number - 1) * months + 1), Moment(year, number * months))

    def _since(self, groups: Mapping[str, str], view: View) -> Period | None:  # noqa: ARG002
        start = view.previous.start if view.previous else None
        return Period(start, None) if start else None

    def _same(self, groups: Mapping[str, str], view: View) -> Period | None:
        start = view.previous.start if view.previous else None
        if start is None or start.blurred:
            return None
        unit = self._unit(groups)[0]
        if unit == "year":
            return Period.at(Moment(start.year)) if start.year else None
        if start.month is None or (unit == "day" and start.day is None):
            return None
        return Period.at(start if unit == "day" else replace(start, day=None))


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    value = figures(written)
    return int(written) if value is None else int(value)
