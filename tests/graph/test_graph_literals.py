"""Equal values have equal characters, in the short forms that Turtle writes and reads back."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import XSD

from kg.graph.literals import decimal, number, two_digits


def digits(term: str) -> str:
    """What stands between the quotes of a term."""
    return term.split('"')[1]


finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "written", "kind"),
    [
        (1000.0, "1000", XSD.integer),
        (3.5, "3.5", XSD.decimal),
        (-0.25, "-0.25", XSD.decimal),
        (1e21, "1000000000000000000000", XSD.integer),
        (1e-7, "0.0000001", XSD.decimal),
        (0.1, "0.1", XSD.decimal),
    ],
)
def test_a_number_is_an_integer_where_it_is_whole(value, written, kind):
    assert number(value) == f'"{written}"^^<{kind}>'


@pytest.mark.parametrize(("value", "written"), [(37, "37.0"), (-6.2, "-6.2"), (0.0, "0.0")])
def test_a_decimal_has_a_point(value, written):
    assert digits(decimal(value)) == written


@pytest.mark.parametrize(
    ("value", "written"), [(1.0, "1.00"), (0.875, "0.88"), (0.004, "0.00"), (0.5, "0.50")]
)
def test_a_probability_has_two_digits(value, written):
    assert digits(two_digits(value)) == written


@given(finite)
def test_no_digit_of_a_number_is_lost(value):
    assert float(Decimal(digits(number(value)))) == value
    assert float(Decimal(digits(decimal(value)))) == value
    assert not set("eE") & set(digits(number(value)))
