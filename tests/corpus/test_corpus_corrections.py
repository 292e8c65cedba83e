"""``corrections.toml``: what it may say, and that every mistake in it is told with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.corpus.corrections import load, parse
from kg.errors import InputError
from kg.graph.corrections import Correction, Kind, Thing
from kg.link.iri import BASE

GOOD = """\
# What we know better.
same-as = [
  { things = ["person/rosa-1", "id:person/araya-2"], because = "one woman" },  # sure
]
not-same = [{ things = ["person/ali-3 in satu", "person/ali-3 in tiga, dua"] }]
rename = [
  { thing = "<https://w3id.org/berita-kg/id/person/rosa-1>", name = "Rosa Araya" },
]
retype = [{ thing = "person/x-4", type = "Organization" }]
drop = [{ thing = "article/satu/event/y-5" }]

[[link]]
thing = "place/z-6"
to = "country/PE"
"""


def test_a_file_says_what_it_says() -> None:
    """Lists of lines and tables alike, IRIs whole, with prefix or only their end."""
    found = {one.kind: one for one in parse(GOOD, "c.toml", BASE)}
    assert found[Kind.SAME_AS] == Correction(
        kind=Kind.SAME_AS,
        things=(Thing("person/rosa-1"), Thing("person/araya-2")),
        because="one woman",
    )
    assert found[Kind.NOT_SAME].things == (
        Thing("person/ali-3", ("satu",)),
        Thing("person/ali-3", ("dua", "tiga")),
    )
    assert (found[Kind.RENAME].things[0].path, found[Kind.RENAME].value) == (
        "person/rosa-1",
        "Rosa Araya",
    )
    assert found[Kind.LINK].value == "country/PE"
    assert found[Kind.DROP].where == "'c.toml', line 10"
    assert len(found) == 6


def test_order_and_repetition_do_not_matter() -> None:
    """Two files that say the same are the same."""
    lines = GOOD.split("\n\n")
    assert parse(GOOD, "a", BASE) == parse(f"{lines[1]}\n", "b", BASE)[:0] + parse(GOOD, "c", BASE)
    twice = 'drop = [{ thing = "a/b" }, { thing = "a/b" }]'
    assert len(parse(twice, "d", BASE)) == 1


def test_no_file_is_no_correction(tmp_path: Path) -> None:
    """Nor is an empty one."""
    assert load(tmp_path, BASE) == ()
    (tmp_path / "corrections.toml").write_text("# nothing yet\n", encoding="utf-8")
    assert load(tmp_path, BASE) == ()
    (tmp_path / "corrections.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(InputError, match="cannot be read"):
        load(tmp_path, BASE)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nrename = [{ thing = ", "line 2"),
        ("\n\nrenames = []", "line 3: 'renames' is no kind.*"),
        ("drop = 7", "line 1: 'drop' is no list"),
        ('drop = ["a/b"]', "line 1: not what drop takes"),
        ('drop = [\n{ thing = "a/b", name = "c" }]', "line 2: not what drop takes"),
        (
            'rename = [\n\n{ thing = "a/b" }]',
            r'line 3: not what rename takes: \{ thing = "…", name = "…" \}',
        ),
        ('rename = [{ thing = "a/b", name = " " }]', "'name' is text of 1 to"),
        ('rename = [{ thing = "a/b", name = 7 }]', "'name' is text of 1 to"),
        ('rename = [{ thing = "a/b", name = "a\\nb" }]', "line break"),
        ('drop = [{ thing = "ab" }]', "'ab' names nothing"),
        ('drop = [{ thing = "https://example.org/x" }]', "names nothing"),
        ('same-as = [{ things = ["a/b"] }]', "two or more"),
        ('same-as = [{ things = "a/b" }]', "two or more"),
        ('same-as = [{ things = ["a/b", "id:a/b"] }]', "the same thing twice"),
        ('link = [{ thing = "a/b", to = "Peru" }]', "'Peru' is nothing to link to"),
    ],
)
def test_a_mistake_is_told_with_its_line(text: str, said: str) -> None:
    """Bad TOML, unknown words, missing or wrong values."""
    with pytest.raises(InputError, match=said) as caught:
        parse(text, "c.toml", BASE)
    assert caught.value.hint


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            """
same-as = [
{ things = ["a/b", "a/c"] },
{ things = ["a/d", "a/c"] }]
not-same = [
{ things = ["a/d", "a/b"] }]""",
            "line 6: a/d and a/b are said to be one and not to be one",
        ),
        (
            'rename = [\n{ thing = "a/b", name = "x" },\n{ thing = "a/b", name = "y" }]',
            "line 3: .* line 2 says another name of a/b: 'x'",
        ),
        (
            """
same-as = [{ things = ["a/b", "a/c"] }]
retype = [{ thing = "a/b", type = "x" },{ thing = "a/c", type = "y" }]""",
            "says another type of a/c",
        ),
        (
            'drop = [{ thing = "a/b" }]\nrename = [{ thing = "a/b", name = "x" }]',
            "line 1 drops a/b",
        ),
    ],
)
def test_corrections_that_contradict_each_other_are_told(text: str, said: str) -> None:
    """Both places are named."""
    with pytest.raises(InputError, match=said):
        parse(text, "c.toml", BASE)
