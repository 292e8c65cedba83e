"""Quantities: every rule fires on its examples; ages, times and names are told from counts."""

from __future__ import annotations

from datetime import date
from time import process_time

import hypothesis
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.quantities import find_quantities
from kg.extract.times import find_times
from kg.lang.pack import load
from kg.model import Bound, Quantity, Sentence, Span, Token

PACK = load("id")
RULES = [(rule["name"], rule) for rule in PACK.rules("quantities")]


def whole(text: str) -> tuple[Sentence, ...]:
    return (Sentence(index=0, span=Span(0, len(text)), tokens=()),) if text else ()


def quantities(text: str) -> tuple[Quantity, ...]:
    times = find_times(text, whole(text), date(2025, 2, 27), PACK)
    return find_quantities(text, whole(text), times, PACK)


def said(text: str) -> list[tuple[str, str, float | None, float | None, float | None]]:
    return [
        (one.mentions[0].text, one.bound.value, one.value, one.low, one.high)
        for one in quantities(text)
    ]


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_rule_fires_on_its_examples_only(name, rule):
    """A bound or range shows as the quantity's rule, the other kinds in what is left."""
    for example in rule["examples"]:
        if rule.get("skip"):
            assert quantities(example) == (), example
        elif rule.get("keep"):
            assert len(quantities(example)) == 1, example
        elif rule.get("one"):
            assert 1 in {one.value for one in quantities(example)}, example
        else:
            assert name in {one.rule for one in quantities(example)}, example
    for counterexample in rule["counterexamples"]:
        found = quantities(counterexample)
        if rule.get("skip"):
            assert found, counterexample
        elif rule.get("keep"):
            assert found == (), counterexample
        elif rule.get("one"):
            assert 1 not in {one.value for one in found}, counterexample
        else:
            assert name not in {one.rule for one in found}, counterexample


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ada 1.000 tentara.", ("1.000", "exact", 1000, None, None)),
        ("Ada 45.100 korban.", ("45.100", "exact", 45100, None, None)),
        ("Ada 3,5 juta warga.", ("3,5 juta", "exact", 3_500_000, None, None)),
        ("Ada dua puluh lima ribu rumah.", ("dua puluh lima ribu", "exact", 25000, None, None)),
        ("Ada tiga belas kapal.", ("tiga belas", "exact", 13, None, None)),
        ("Ada setengah juta warga.", ("setengah juta", "exact", 500_000, None, None)),
        ("Ada ribuan warga.", ("ribuan", "min", None, 1000, None)),
        ("Ada ratusan warga.", ("ratusan", "min", None, 100, None)),
        ("Ada puluhan ribu warga.", ("puluhan ribu", "min", None, 10000, None)),
        ("Ada belasan warga.", ("belasan", "approx", None, 11, 19)),
        ("Ada beberapa ratus warga.", ("beberapa ratus", "approx", None, 200, 999)),
        ("Setidaknya 40 warga tewas.", ("Setidaknya 40", "min", None, 40, None)),
        ("Ada kurang dari 40 warga.", ("kurang dari 40", "max", None, None, 40)),
        ("Ada hampir 40 warga.", ("hampir 40", "approx", 40, None, None)),
        ("Ada 10-15 orang.", ("10-15", "approx", None, 10, 15)),
        ("Ada antara 10 dan 15 orang.", ("antara 10 dan 15", "approx", None, 10, 15)),
        ("Harganya 2-3 juta rupiah.", ("2-3 juta rupiah", "approx", None, 2e6, 3e6)),
        ("Harga naik 14%.", ("14%", "exact", 14, None, None)),
        ("Nilainya Rp 2,5 triliun.", ("Rp 2,5 triliun", "exact", 2.5e12, None, None)),
        ("Nilainya lebih dari US$30 juta.", ("lebih dari US$30 juta", "min", None, 30e6, None)),
        ("Emisi turun sekitar sepertiga.", ("sekitar sepertiga", "approx", 0.333, None, None)),
        ("Dua pertiga anggota hadir.", ("Dua pertiga", "exact", 0.667, None, None)),
        ("Ada 1,127 orang.", ("1,127", "exact", 1127, None, None)),
        ("Panjangnya 1,127 meter.", ("1,127", "exact", 1.127, None, None)),
        ("Jaraknya 225km dari kota.", ("225km", "exact", 225, None, None)),
    ],
)
def test_value_and_bound(text, expected):
    assert said(text) == [expected]


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Ada 40 tentara di sana.", "tentara"),
        ("Harga naik 14 persen.", "persen"),
        ("Nilainya 30 juta dolar AS.", "USD"),
        ("Nilainya Rp500.000.", "IDR"),
        ("Luasnya 25 kilometer persegi.", "kilometer persegi"),
        ("Ada ribuan pendukungnya.", "pendukung"),
        ("Ada 100-an orang.", "orang"),
        ("Sebanyak 40 tewas.", None),
    ],
)
def test_unit(text, unit):
    assert [one.unit for one in quantities(text)] == [unit]


def test_both_numbers_of_a_share_are_kept_and_count_the_same():
    found = quantities("Ia percaya 1.000 dari 11.000 tentara gugur.")
    assert [(one.value, one.unit) for one in found] == [(1000, "tentara"), (11000, "tentara")]


@pytest.mark.parametrize(
    "text",
    [
        "Anak berusia 12 tahun itu dan Budi (45) selamat.",
        "Rapat mulai pukul 10.30 pada Senin (24/2).",
        "Ia merayakan ulang tahun ke-50 sebagai orang kedua.",
        "Pesawat RQ-170, F-16 dan Boeing 737 milik negara G20 terbang.",
        "Perang itu berlangsung tiga bulan.",
        "Timnya menang 3-1 atas lawan.",
        "Hubungi 0812-3456-7890 atau 116 123, lalu baca Pasal 12.",
        "Sebuah bom meledak dan seorang hakim, salah satu saksi, selamat.",
        "Ia menelepon tiga kali dan masuk lima besar.",
        "Pada 2024 ia mundur setelah Pemilu 2019.",
    ],
)
def test_ages_clock_times_names_and_the_article_are_no_quantities(text):
    assert said(text) == []


def test_the_tree_says_what_is_counted():
    text = "Ada 20 warga sipil."
    words = [("Ada", "VERB", -1), ("20", "NUM", 2), ("warga", "NOUN", 0), ("sipil", "ADJ", 2)]
    tokens, at = [], 0
    for word, upos, head in words:
        at = text.index(word, at)
        span = Span(at, at + len(word))
        tokens.append(Token(span=span, text=word, lemma=word, upos=upos, head=head, deprel="dep"))
    sentence = Sentence(index=0, span=Span(0, len(text)), tokens=tuple(tokens))
    [one] = find_quantities(text, (sentence,), (), PACK)
    assert one.unit == "warga"


def test_a_city_called_five_is_no_quantity():
    text = "Ia mengunjungi Lima."
    for upos, expected in (("PROPN", ()), ("NUM", ("Lima",))):
        words = [("Ia", "PRON"), ("mengunjungi", "VERB"), ("Lima", upos)]
        tokens = [
            Token(
                span=Span(at, at + len(word)), text=word, lemma=word, upos=u, head=1, deprel="dep"
            )
            for word, u in words
            for at in [text.index(word)]
        ]
        sentence = Sentence(index=0, span=Span(0, len(text)), tokens=tuple(tokens))
        found = find_quantities(text, (sentence,), (), PACK)
        assert tuple(one.mentions[0].text for one in found) == expected


PIECES = """
    1.000 3,5 0 12 juta ribu ratusan dua belas puluh satu seorang setengah sepertiga pertiga
    lusin beberapa Rp US$ % persen dolar AS km orang tahun kali dari hingga antara dan
    atau lebih kurang sekitar setidaknya
    - – ( ) , . ke- -an : / 10-15 Boeing pukul berusia penjara 99999999999999999999999 1.00 ¹ ٣ 💥
"""


@hypothesis.example(["1.000", "lebih", "kurang", "1.000"], " ")
@given(st.lists(st.sampled_from(PIECES.split()), max_size=30), st.sampled_from(["", " ", "\n"]))
def test_any_text_gives_exact_disjoint_mentions_in_reading_order(pieces, glue):
    text = glue.join(pieces)
    end = 0
    for number, one in enumerate(quantities(text), 1):
        [mention] = one.mentions
        assert one.key == f"q{number}"
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.span.start >= end
        end = mention.span.end
        assert (one.value is None) == (one.low is not None or one.high is not None)
        if one.bound is Bound.EXACT:
            assert one.value is not None


@given(st.integers(min_value=2, max_value=10**12))
def test_grouped_figures_mean_what_they_say(number):
    [one] = quantities(f"Ada {number:,} orang.".replace(",", "."))
    assert one.value == number


@pytest.mark.parametrize(
    "unit", ["dua ", "1.000 ", "10-", "antara 1 dan ", "Rp", "satu juta ", "-"]
)
def test_a_long_line_takes_no_more_than_seconds(unit):
    text = unit * (60_000 // len(unit))
    start = process_time()
    find_quantities(text, whole(text), (), PACK)
    assert process_time() - start < 10  # seconds; quadratic time would take minutes
