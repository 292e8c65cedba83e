"""The pack's tables on noun phrases: no entry twice, none that contradicts another."""

from __future__ import annotations

from collections import Counter

import pytest

from kg.extract.wordbook import is_reduplicated, opening, singular, wordbook
from kg.lang.pack import load
from kg.model import EntityType

PACK = load("id")
BOOK = wordbook(PACK)


@pytest.mark.parametrize(
    ("table", "columns"),
    [
        ("nouns", ("noun",)),
        ("titles", ("title",)),
        ("countries", ("name",)),
        ("organizations", ("name",)),
        ("phrases", ("word", "role")),
    ],
)
def test_no_entry_stands_twice(table: str, columns: tuple[str, ...]) -> None:
    """A second line would silently win or lose."""
    keys = Counter(tuple(row[column] for column in columns) for row in PACK.table(table))
    assert [key for key, count in keys.items() if count > 1] == []


def test_keys_are_written_as_they_are_looked_up() -> None:
    """Lower case, single spaces, nothing empty."""
    for table, column in (("nouns", "noun"), ("titles", "title"), ("phrases", "word")):
        words = [row[column] for row in PACK.table(table)]
        assert all(word == " ".join(word.lower().split()) and word for word in words)


def test_nouns_have_a_type_and_a_class() -> None:
    """The class tells what a description may point back to."""
    for row in PACK.table("nouns"):
        assert EntityType(row["type"])
        assert row["class"].isidentifier()


def test_states_have_codes_and_a_full_name_each() -> None:
    """195 states and more, each under ISO 3166-1 alpha-2."""
    rows = PACK.table("countries")
    kinds = {"name", "short", "adjective", "capital", "government"}
    assert all(len(row["iso"]) == 2 and row["iso"].isupper() for row in rows)
    assert {row["kind"] for row in rows} <= kinds
    named = {row["iso"] for row in rows if row["kind"] == "name"}
    assert named == {row["iso"] for row in rows}
    assert len(named) >= 195


def test_an_acronym_keeps_its_case() -> None:
    """ "AS" is a state, "as" is a word."""
    country = BOOK.country("AS")
    assert country is not None
    assert country.iso == "US"
    assert BOOK.country("as") is None
    assert BOOK.body("Nato") == BOOK.body("NATO")


def test_reduplication_is_a_plural_but_for_words_that_are_so_by_nature() -> None:
    """ "kota-kota" are cities; "undang-undang" has an entry of its own."""
    assert singular("kota-kota kecil") == "kota kecil"
    assert is_reduplicated("Kota-kota")
    assert BOOK.noun("kota-kota") == BOOK.noun("kota")
    assert BOOK.noun("undang-undang") is not None


def test_every_entry_is_within_reach_of_its_first_word() -> None:
    """The readers look no further than the longest entry that begins with a word."""
    for noun in BOOK.nouns:
        assert BOOK.lengths[opening(noun)] >= len(noun)
