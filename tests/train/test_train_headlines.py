"""Headline copies keep word by word to their sentences."""

from __future__ import annotations

from kg.train.data import Tagged, recased
from kg.train.headlines import bare_verbs

ROOTS = frozenset({"kirim", "tulis", "serang", "timbang", "merah", "ambil"})
SENTENCE = Tagged("names", ("Nelayan", "itu", "mengirim", "surat", "ke", "Ternate"), ("O",) * 6)


def test_active_verbs_lose_me_and_its_nasal() -> None:
    words = ["mengirim", "menulis", "menyerang", "mempertimbangkan", "mengambil", "merah", "meja"]
    assert bare_verbs(words, ROOTS) == {
        "mengirim": "kirim",
        "menulis": "tulis",
        "menyerang": "serang",
        "mempertimbangkan": "pertimbangkan",
        "mengambil": "ambil",
    }


def test_a_headline_has_as_many_words_as_its_sentence() -> None:
    found = recased(SENTENCE, "headline", {"mengirim": "kirim"})
    assert found.words == ("Nelayan", "Itu", "Kirim", "Surat", "ke", "Ternate")
    assert isinstance(found, Tagged)
    assert found.labels == SENTENCE.labels


def test_other_cases() -> None:
    assert recased(SENTENCE, "upper", {}).words[2] == "MENGIRIM"
    assert recased(SENTENCE, "lower", {}).words[0] == "nelayan"
    assert recased(SENTENCE, "title", {}).words == (
        *("Nelayan", "Itu", "Mengirim", "Surat", "ke", "Ternate"),
    )
