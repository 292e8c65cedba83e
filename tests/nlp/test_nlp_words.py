"""Clitics come apart from words and only from words; reduplications and names keep together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kg.nlp


def words(text: str) -> list[str]:
    return [w.of(text) for sentence in kg.nlp.load("id").tokenize(text) for w in sentence]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("rumahnya", ["rumah", "nya"]),
        ("Pelayarannya", ["Pelayaran", "nya"]),
        ("buku-bukunya", ["buku-buku", "nya"]),
        ("itulah", ["itu", "lah"]),
        ("Tidaklah", ["Tidak", "lah"]),
        ("siapakah", ["siapa", "kah"]),
        ("siapapun", ["siapa", "pun"]),
        ("kepadaku", ["kepada", "ku"]),
        ("SIM-nya", ["SIM", "-", "nya"]),
        ("KTPnya", ["KTP", "nya"]),
        ("RI-Jepang", ["RI", "-", "Jepang"]),
    ],
)
def test_clitics_and_joined_names_come_apart(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "word",
    [
        *(
            "hanya",
            "tanya",
            "bertanya",
            "punya",
            "ditanya",
            "masalah",
            "jumlah",
            "telah",
            "setelah",
        ),
        *("sekolah", "langkah", "himpun", "adalah", "ialah", "buku", "ilmu", "tamu", "pelaku"),
        *(
            "berlaku",
            "sebelumnya",
            "Kenya",
            "anak-anak",
            "undang-undang",
            "Negara-Negara",
            "Maluku",
        ),
        *("bertemu", "maupun", "adapun", "di", "diserang", "Jong-un", "al-Assad", "ke-3"),
    ],
)
def test_what_only_looks_like_a_clitic_stays(word: str) -> None:
    assert words(word) == [word]


def test_clitics_have_their_own_characters() -> None:
    text = "Ia menjual mobilnya."
    spans = kg.nlp.load("id").tokenize(text)[0]
    assert [(s.start, s.end) for s in spans] == [(0, 2), (3, 10), (11, 16), (16, 19), (19, 20)]


@given(st.text(max_size=60))
def test_words_follow_each_other(text: str) -> None:
    for sentence in kg.nlp.load("id").tokenize(text):
        for a, b in pairwise(sentence):
            assert a.end <= b.start
