"""Lemmas: affixes off where a root is known, names as they are spelled."""

from __future__ import annotations

import pytest

from kg.nlp.lemmas import Lemmas

ROOTS = frozenset(
    {"serang", "tulis", "pukul", "sapu", "ambil", "ajar", "temu", "bawa", "kirim", "rumah"}
    | {"aman", "jalan"}
)
RULES = Lemmas({("lainnya", "ADJ"): "lain"}, ROOTS)


@pytest.mark.parametrize(
    ("word", "upos", "lemma"),
    [
        ("menyerang", "VERB", "serang"),
        ("diserang", "VERB", "serang"),
        ("Serangan", "NOUN", "serang"),
        ("menulis", "VERB", "tulis"),
        ("memukul", "VERB", "pukul"),
        ("penyapu", "NOUN", "sapu"),
        ("mengambil", "VERB", "ambil"),
        ("pelajaran", "NOUN", "ajar"),
        ("pertemuan", "NOUN", "temu"),
        ("membawakan", "VERB", "bawa"),
        ("dikirimi", "VERB", "kirim"),
        ("keamanan", "NOUN", "aman"),
        ("rumah-rumah", "NOUN", "rumah"),
        ("berjalan-jalan", "VERB", "jalan"),
        ("lainnya", "ADJ", "lain"),
        ("Penyerang", "PROPN", "Penyerang"),
        ("NATO", "PROPN", "NATO"),
        ("di", "ADP", "di"),
        ("17", "NUM", "17"),
        ("entahapa", "NOUN", "entahapa"),
    ],
)
def test_lemmas(word: str, upos: str, lemma: str) -> None:
    assert RULES.of(word, upos) == lemma
