"""EDTF: what is written can be read, and bounds lie where they should."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.dating import part_of
from kg.extract.edtf import Moment, Period, months_later

ONE = r"(?:\d{4}|\d{3}X|\d{2}XX|XXXX)(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
FORM = re.compile(rf"{ONE}|(?:{ONE}|\.\.)/(?:{ONE}|\.\.)")


@st.composite
def moments(draw):
    year = draw(st.none() | st.integers(1, 9999))
    month = draw(st.none() | st.integers(1, 12))
    day = draw(st.none() | st.integers(1, 28)) if month else None
    blurred = draw(st.integers(0, 2)) if year and not month else 0
    return Moment(year, month, day, blurred)


@given(moments() | st.none(), moments() | st.none())
def test_periods_are_written_as_edtf_with_bounds_where_the_year_is_known(start, end):
    if start is None and end is None:
        with pytest.raises(ValueError, match="open on both sides"):
            Period(start, end)
        return
    period = Period(start, end)
    assert FORM.fullmatch(period.edtf())
    assert (period.earliest() is None) == (start is None or start.year is None)
    assert (period.latest() is None) == (end is None or end.year is None)


@given(moments().filter(lambda m: m.year is not None))
def test_a_moment_begins_before_it_ends(moment):
    assert moment.first() <= moment.last()


@pytest.mark.parametrize(
    "parts", [(2025, 2, 30), (2025, 13, None), (2025, None, 3), (0, None, None)]
)
def test_days_that_do_not_exist_cannot_be_made(parts):
    with pytest.raises(ValueError):  # noqa: PT011 - datetime's own words
        Moment(*parts)


@given(moments().filter(lambda m: m.day is None and m.year is not None))
def test_the_three_parts_of_a_period_lie_in_it_in_order(moment):
    parts = [part_of(Period.at(moment), part) for part in ("early", "middle", "late")]
    bounds = [bound for part in parts for bound in (part.earliest(), part.latest())]
    assert bounds == sorted(bounds)
    assert bounds[0] == moment.first()
    assert bounds[-1] == moment.last()


@given(st.integers(2, 9998), st.integers(1, 12), st.integers(-12, 12))
def test_months_go_forth_and_back(year, month, count):
    there = months_later(Moment(year, month), count)
    assert months_later(there, -count) == Moment(year, month)


def test_leap_day_of_an_unknown_year_exists():
    assert Moment(None, 2, 29).edtf() == "XXXX-02-29"
    assert Moment(2024, 2).last() == date(2024, 2, 29)
