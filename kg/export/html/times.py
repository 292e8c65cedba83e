"""Where an EDTF time stands on the page's timeline: between which days, and how surely."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

_DATE = re.compile(r"(\d{4}|\d{3}X|\d\dXX|XXXX)(?:-(\d\d|XX))?(?:-(\d\d|XX))?([~?%]?)")
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11)}  # the fourth goes on into the next year
_WINTER = 24
_ANY_YEAR = 2000  # a leap year, so that 29 February is in it
_UNKNOWN = {"", ".."}


@dataclass(frozen=True, slots=True)
class _Days:
    """The first and the last day that a date may mean, whether it is rough, and its year known."""

    first: str
    last: str
    rough: bool
    known: bool


def span(edtf: str) -> Json | None:
    """``from`` and ``to`` as ISO days, ``open`` at the ``start``, the ``end`` or not, ``rough``.

    Where the year is not known (``XXXX-02``), ``year`` is false and the days are those of 2000;
    an interval that would run past that year's end is open there. What is no date gives None.
    """
    start, slash, end = edtf.partition("/")
    ends = [
        None if one in _UNKNOWN else _days(one) for one in ((start, end) if slash else (start,))
    ]
    dated = [one for one in ends if one is not None]
    expected = sum(one not in _UNKNOWN for one in (start, end))
    if not dated or len(dated) != expected or len({one.known for one in dated}) > 1:
        return None
    first, last = dated[0].first, dated[-1].last
    side = "" if not slash or len(dated) > 1 else "start" if start in _UNKNOWN else "end"
    if last < first:
        if dated[0].known:
            return None
        last, side = f"{_ANY_YEAR}-12-31", "end"
    rough = any(one.rough for one in dated)
    return {"from": first, "to": last, "open": side, "rough": rough, "year": dated[0].known}


def _days(date: str) -> _Days | None:
    match = _DATE.fullmatch(date)
    if match is None:
        return None
    year, month, day, doubt = match.groups()
    known = year != "XXXX"
    if not known and (month or "XX") == "XX":
        return None
    years = (
        (int(year.replace("X", "0")), int(year.replace("X", "9")))
        if known
        else (_ANY_YEAR, _ANY_YEAR)
    )
    rough = bool(doubt) or "X" in date.removeprefix("XXXX")
    if not years[0]:
        return None
    bounds = _within(years, int(month) if month and month != "XX" else 0, day or "XX")
    return None if bounds is None else _Days(*bounds, rough, known)


def _within(years: tuple[int, int], month: int, day: str) -> tuple[str, str] | None:
    first, last = years
    if not month:
        return f"{first:04}-01-01", f"{last:04}-12-31"
    if month == _WINTER:
        return f"{first:04}-12-01", f"{min(last + 1, 9999):04}-02-28"
    begin, finish = _SEASONS.get(month, (month, month))
    if not 1 <= begin <= 12:  # noqa: PLR2004
        return None
    days = monthrange(last, finish)[1]
    if day == "XX":
        return f"{first:04}-{begin:02}-01", f"{last:04}-{finish:02}-{days:02}"
    if not 1 <= int(day) <= days:
        return None
    return f"{first:04}-{begin:02}-{day}", f"{last:04}-{finish:02}-{day}"
