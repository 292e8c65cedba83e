"""Where sentences and words end: abbreviations, quotations, numbers, forgotten spaces."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Span
from kg.nlp.text import orthographic_words, sentences

ABBREVIATIONS = frozenset({"rp", "no", "dr", "prof", "pt", "h", "drs", "jl"})


def cut(text: str) -> list[str]:
    return [s.of(text) for s in sentences(text, 0, len(text), ABBREVIATIONS)]


def words(text: str) -> list[str]:
    return [w.of(text) for w in orthographic_words(text, Span(0, len(text)), ABBREVIATIONS)]


@pytest.mark.parametrize(
    "parts",
    [
        ["Harga beras naik Rp. 500 per kilo.", "Warga mengeluh."],
        ["Menurut Prof. Dr. H. Sutan Alam, air surut.", "Ia tidak kaget."],
        ["PT. Sumber Rejeki membayar denda.", "Jumlahnya kecil."],
        ["Rapat dimulai pukul 10.30 dan selesai pukul 12.00.", "Semua pulang."],
        ["Ada 1.000 kursi dan 2,5 hektare sawah.", "Cukup."],
        ["“Kami siap berlayar.”", "Nakhoda itu tersenyum."],
        ['"Kami siap berlayar."', "Nakhoda itu tersenyum."],
        ['Ia menoleh. "'.strip(' "'), '"Ayo masuk," katanya.'],
        ["“Siapa yang datang?” tanya penjaga itu.", "Tidak ada jawaban."],
        ["Ia menunggu... lalu pergi.", "Hujan turun."],
        ["Hujan turun…", "Semua berlari."],
        ["Apa benar?!", "Benar."],
        ["Ia lahir di Jl. Melati No. 7 Padang.", "Rumah itu kosong."],
        ["W. S. Hidayat membaca puisi.", "Penonton diam."],
        ["PT Laut Biru Tbk. (LABI) merugi.", "Saham turun."],
        ["(Kapal itu tua.)", "Kaptennya muda."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts: list[str]) -> None:
    assert cut(" ".join(parts)) == parts


def test_a_line_break_always_ends_a_sentence() -> None:
    assert cut("Banjir Surut\n\nWarga pulang ke\nrumah\u2028masing-masing") == [
        "Banjir Surut",
        "Warga pulang ke",
        "rumah",
        "masing-masing",
    ]


def test_a_forgotten_space_still_ends_a_sentence_but_not_an_address() -> None:
    assert cut("Itu katanya.Polisi mencari dia.") == ["Itu katanya.", "Polisi mencari dia."]
    assert len(cut("Baca di kabar.Contoh.com/berita sekarang.")) == 1


def test_an_enumerator_begins_its_line() -> None:
    assert cut("1. Siapkan air bersih.\n2. Simpan surat.") == [
        "1. Siapkan air bersih.",
        "2. Simpan surat.",
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "harga Rp1,5 juta (US$100).",
            ["harga", "Rp", "1,5", "juta", "(", "US", "$", "100", ")", "."],
        ),
        ("tahun 1990-an, ke-5", ["tahun", "1990-an", ",", "ke-5"]),
        ("jet F-16 pada 17/10/2024", ["jet", "F-16", "pada", "17/10/2024"]),
        ("pukul 10.30: 50%", ["pukul", "10.30", ":", "50", "%"]),
        ('anak-anak, "ya"', ["anak-anak", ",", '"', "ya", '"']),
        ("lihat https://contoh.id/a?b=1, lalu", ["lihat", "https://contoh.id/a?b=1", ",", "lalu"]),
        ("Contoh.com melaporkan", ["Contoh.com", "melaporkan"]),
        ("Jum'at dan Ka'bah", ["Jum'at", "dan", "Ka'bah"]),
        ("DPR/MPR 2004-2009", ["DPR", "/", "MPR", "2004", "-", "2009"]),
        (
            "surat dari B. Santoso, S.H. kemarin",
            ["surat", "dari", "B.", "Santoso", ",", "S.H.", "kemarin"],
        ),
        ("No. 12", ["No.", "12"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@settings(deadline=None, max_examples=300)
@given(st.text(max_size=80))
def test_nothing_visible_is_lost_and_nothing_is_cut_twice(text: str) -> None:
    at = 0
    for sentence in sentences(text, 0, len(text), ABBREVIATIONS):
        assert not text[at : sentence.start].strip()
        assert sentence.of(text) == sentence.of(text).strip()
        inner = sentence.start
        for word in orthographic_words(text, sentence, ABBREVIATIONS):
            assert word.start >= inner
            assert not text[inner : word.start].strip()
            inner = word.end
        assert inner == sentence.end
        at = sentence.end
    assert not text[at:].strip()
