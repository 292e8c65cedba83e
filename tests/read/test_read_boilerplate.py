"""What is no news is found by the pack's rules, and news is left alone."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang.pack import load
from kg.read.boilerplate import find, rules, without

RULES = load("id").rules("boilerplate")
SEED = Path(__file__).parents[2] / "seeds" / "000_a39da216cea299ce.txt"


def news(text: str) -> str:
    """``text`` without what the rules find in it, spaces joined."""
    return " ".join(without(text, find(text, "id")).split())


@pytest.mark.parametrize(
    ("rule", "example"),
    [(rule["name"], example) for rule in RULES for example in rule["examples"]],
)
def test_a_rule_fires_on_its_examples(rule: str, example: str) -> None:
    """Every example of a rule has a piece that this rule found."""
    assert rule in {piece.rule for piece in find(example, "id")}


@pytest.mark.parametrize(
    "example", [example for rule in RULES for example in rule["counterexamples"]]
)
def test_no_rule_fires_on_a_counterexample(example: str) -> None:
    """Counterexamples are news: neither their rule nor another takes anything from them."""
    assert find(example, "id") == ()


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("JAKARTA, KABAR.com - Menteri tiba.", "Menteri tiba."),
        (
            "Menteri tiba. Baca juga: Dr. Adi dilantik\nIa lalu pergi.",
            "Menteri tiba. Ia lalu pergi.",
        ),
        ("Menteri tiba. Baca juga: Adi dilantik. Ia pergi.", "Menteri tiba. Ia pergi."),
        ("Menteri tiba. (ant/xyz)\nEditor: Budi Santoso", "Menteri tiba."),
        ("Tentara berjaga (Foto: Budi) di gerbang.", "Tentara berjaga di gerbang."),
        (
            "Menteri tiba.\n\nBaca juga:\nAdi dilantik\nBudi mundur\n\nIa pergi.",
            "Menteri tiba. Ia pergi.",
        ),
        ("Baca juga:\nIni kalimat berita.", "Ini kalimat berita."),
        ("Ia pergi. Tinggalkan komentar", "Ia pergi."),
        ("Ia tiba. ADVERTISEMENT SCROLL TO CONTINUE WITH CONTENT Ia pergi.", "Ia tiba. Ia pergi."),
    ],
)
def test_news_beside_boilerplate_stays(text: str, kept: str) -> None:
    """In one line or one paragraph, only what is no news is taken."""
    assert news(text) == kept


def test_the_end_of_the_seed_is_no_news() -> None:
    """The link to another story and the call to comment go; the article before them stays."""
    text = SEED.read_text(encoding="utf-8")
    pieces = find(text, "id")
    assert [piece.span.of(text).split()[0] for piece in pieces] == ["MEMBACA", "Tinggalkan"]
    assert without(text, pieces).rstrip().endswith("pertahanan.")


FRAGMENTS = st.sampled_from(
    [example for rule in RULES for example in rule["examples"]]
    + ["\n", "\n\n", ". ", " ", "Menteri tiba.", "(", "\u200b", "🙂", "Prof. ", "…”"]
)


@given(st.lists(FRAGMENTS | st.text(max_size=8), max_size=12).map("".join))
def test_pieces_lie_in_the_text_and_apart(text: str) -> None:
    """On any text: spans inside it, in reading order, without overlap, never blank."""
    end = 0
    for piece in find(text, "id"):
        assert end <= piece.span.start < piece.span.end <= len(text)
        assert piece.span.of(text).strip()
        end = piece.span.end


@pytest.mark.parametrize(
    "piece",
    [
        "kata ",
        " ",
        "x ",
        "Baca juga. Editor: A ",
        ". ",
        "(a/",
        "(Foto: ",
        "klik ",
        "Ab-",
        "1/2/",
        "#a ",
    ],
)
def test_no_line_takes_long(piece: str) -> None:
    """A line of 200,000 characters is searched in time that grows with its length only."""
    start = time.process_time()
    find(piece * (200_000 // len(piece)) + "x", "id")
    assert time.process_time() - start < 5


def test_rules_are_compiled_once() -> None:
    """The same rules are used for every article."""
    assert rules("id") is rules("id")
    assert len(rules("id")) == len(RULES)
