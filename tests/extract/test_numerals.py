"""Numerals: words and figures say the same number, and every word of the table is read."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.numerals import figures, find_numbers
from kg.lang.pack import load

PACK = load("id")
ONES = ["", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"]


def below_thousand(number: int) -> str:
    """The Indonesian words for 1 to 999, made here by another rule than the reader's."""
    if number < 10:
        return ONES[number]
    if number < 12:
        return ("sepuluh", "sebelas")[number - 10]
    if number < 20:
        return f"{ONES[number - 10]} belas"
    if number < 100:
        return f"{ONES[number // 10]} puluh {below_thousand(number % 10)}".strip()
    hundreds = "seratus" if number < 200 else f"{ONES[number // 100]} ratus"
    return f"{hundreds} {below_thousand(number % 100)}".strip()


def spelled(number: int) -> str:
    words = []
    for scale, word in ((10**9, "miliar"), (10**6, "juta"), (1000, "ribu")):
        if number // scale == 1 and scale == 1000:
            words.append("seribu")
        elif number // scale:
            words.append(f"{below_thousand(number // scale)} {word}")
        number %= scale
    return " ".join([*words, below_thousand(number)]).strip()


@given(st.integers(min_value=1, max_value=10**12 - 1))
def test_a_number_spelled_out_is_read_back(number):
    text = spelled(number)
    [found] = find_numbers(text, 0, len(text), PACK)
    assert (found.value, found.start, found.end) == (number, 0, len(text))


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("1.000", 1000),
        ("1.234.567,5", 1234567.5),
        ("3,5", 3.5),
        ("10,000", 10000),
        ("1,234,567", 1234567),
        ("2.5", 2.5),
        ("007", None),
        ("1.00.0", None),
        ("9" * 30, None),
    ],
)
def test_figures(written, value):
    assert figures(written) == value


@pytest.mark.parametrize("row", PACK.table("numerals"), ids=lambda row: row["word"])
def test_every_word_of_the_table_is_part_of_a_number(row):
    before = {
        "teen": "dua ",
        "ten": "dua ",
        "hundred": "dua ",
        "scale": "dua ",
        "denominator": "dua ",
    }
    after = {"some": " ratus"}
    text = before.get(row["kind"], "") + row["word"] + after.get(row["kind"], "")
    [found] = find_numbers(text, 0, len(text), PACK)
    assert (found.start, found.end) == (0, len(text))


def test_no_word_stands_twice():
    words = [row["word"] for row in PACK.table("numerals")]
    assert len(words) == len(set(words))
