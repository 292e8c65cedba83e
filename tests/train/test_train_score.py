"""Scores are what the issue says they are."""

from __future__ import annotations

import pytest

from kg.train.data import bio, relation
from kg.train.score import name_score, spans, tree_score


def test_subtypes_go_and_compound_is_nmod() -> None:
    assert relation("nsubj:pass") == "nsubj"
    assert relation("compound") == relation("compound:n") == "nmod"
    assert relation("root") == "root"


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("O", "O"),
        ("B-PERSON", "B-PER"),
        ("I-ORGANISATION", "I-ORG"),
        ("L-LOCATION", "I-LOC"),
        ("U-PER", "B-PER"),
        ("S-LOC", "B-LOC"),
        ("E-ORG", "I-ORG"),
    ],
)
def test_every_corpus_speaks_bio(label: str, expected: str) -> None:
    assert bio(label) == expected


def test_only_exact_spans_count() -> None:
    gold = ["B-PER", "I-PER", "O", "B-LOC"]
    found = ["B-PER", "O", "O", "B-LOC"]
    score = name_score([(gold, found)])
    assert (score["P"], score["R"], score["F1"]) == (50, 50, 50)


def test_a_name_without_a_beginning_begins_one() -> None:
    assert spans(["I-PER", "I-PER", "B-PER", "I-LOC"]) == {
        (0, 2, "PER"),
        (2, 3, "PER"),
        (3, 4, "LOC"),
    }


def test_trees_are_counted_over_all_tokens() -> None:
    score = tree_score((8, 6, 4, 2))
    assert (score["UPOS"], score["UAS"], score["LAS"]) == (75, 50, 25)
    assert str(score) == "UPOS 75.00 UAS 50.00 LAS 25.00"
