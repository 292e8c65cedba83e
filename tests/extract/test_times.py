"""Times: every rule fires on its examples, and each kind of expression gets its date."""

from __future__ import annotations

from datetime import date, timedelta
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.times import find_times
from kg.lang.pack import load
from kg.model import Sentence, Span, TimeExpression

PACK = load("id")
THURSDAY = date(2025, 2, 27)
RULES = [(rule["name"], rule) for rule in PACK.rules("times")]


def sentences(text: str) -> tuple[Sentence, ...]:
    """One sentence a full stop, without a parse: times must be found by the text alone."""
    found, start = [], 0
    for part in text.split(". "):
        if part.strip():
            span = Span(start, min(start + len(part) + 1, len(text)))
            found.append(Sentence(index=len(found), span=span, tokens=()))
        start += len(part) + 2
    return tuple(found)


def times(text: str, published: date | None = THURSDAY) -> tuple[TimeExpression, ...]:
    return find_times(text, sentences(text), published, PACK)


def edtf(text: str, published: date | None = THURSDAY) -> list[str]:
    return [one.edtf for one in times(text, published)]


def fired(text: str) -> set[str]:
    return {name for one in times(text) for name in one.rule.split("+")}


@pytest.mark.parametrize(("name", "rule"), RULES)
def test_rule_fires_on_its_examples_only(name, rule):
    for example in rule["examples"]:
        assert name in fired(example), example
    for counterexample in rule["counterexamples"]:
        assert name not in fired(counterexample), counterexample


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Traktat itu diteken pada 2 Oktober 1968.", "1968-10-02"),
        ("Ia lahir 12 Des 1990.", "1990-12-12"),
        ("Rapat Senin (12/02/2024) ditunda.", "2024-02-12"),
        ("Mereka tiba Kamis (23/1).", "2025-01-23"),
        ("Mereka tiba 23 Januari lalu.", "2025-01-23"),
        ("Serangan itu terjadi Agustus lalu.", "2024-08"),
        ("Pada Januari ia mundur.", "2025-01"),
        ("Pada Februari ia mundur.", "2025-02"),
        ("Gempa terjadi pada awal Februari.", "2025-02-01/2025-02-10"),
        ("Gempa terjadi pertengahan Februari.", "2025-02-11/2025-02-20"),
        ("Gempa terjadi pada akhir Februari.", "2025-02-21/2025-02-28"),
        ("Ia akan berkunjung pada Maret.", "2025-03"),
        ("Pemilu digelar Maret mendatang.", "2025-03"),
        ("Ia mundur Mei tahun lalu.", "2024-05"),
        ("Kata dia pada Kamis.", "2025-02-27"),
        ("Kata dia pada Jumat.", "2025-02-21"),
        ("Mereka bertemu Jumat depan.", "2025-02-28"),
        ("Mereka bertemu Kamis lalu.", "2025-02-20"),
        ("Mereka bertemu Senin pekan lalu.", "2025-02-17"),
        ("Ia pergi kemarin.", "2025-02-26"),
        ("Ia pergi hari ini.", "2025-02-27"),
        ("Ia pergi besok.", "2025-02-28"),
        ("Ia berpidato malam ini.", "2025-02-27"),
        ("Ia pergi dua hari lalu.", "2025-02-25"),
        ("Ia pergi tiga bulan lalu.", "2024-11"),
        ("Ia pergi tahun lalu.", "2024"),
        ("Ia pergi pekan lalu.", "2025-02-17/2025-02-23"),
        ("Ia pergi pekan depan.", "2025-03-03/2025-03-09"),
        ("Ia pergi akhir pekan lalu.", "2025-02-22/2025-02-23"),
        ("Harga naik dalam tiga bulan terakhir.", "2024-11/2025-02"),
        ("Harga naik dalam dua pekan terakhir.", "2025-02-13/2025-02-27"),
        ("Harga naik selama lima tahun terakhir.", "2020/2025"),
        ("Harga akan naik dalam lima tahun mendatang.", "2025/2030"),
        ("Mereka diam sejak September 2022.", "2022-09/.."),
        ("Kontrak berlaku hingga 2030.", "../2030"),
        ("Ia memimpin dari 2009 hingga 2014.", "2009/2014"),
        ("Ia menjabat pada 2014-2016.", "2014/2016"),
        ("Rapat berlangsung 3-5 Mei 2024.", "2024-05-03/2024-05-05"),
        ("Latihan digelar November-Januari.", "2024-11/2025-01"),
        ("Partai itu lahir pada 1990-an.", "199X"),
        ("Benteng itu dibangun pada abad ke-17.", "16XX"),
        ("Ekonomi tumbuh pada kuartal III 2024.", "2024-07/2024-09"),
        ("Jenazah dipamerkan sampai Senin (24/2).", "../2025-02-24"),
    ],
)
def test_with_a_day_of_publication_everything_is_resolved(text, expected):
    assert edtf(text) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Pada Februari ia mundur.", ["XXXX-02"]),
        ("Pesawat itu jatuh pada tanggal 4 Desember.", ["XXXX-12-04"]),
        ("Gempa terjadi pada awal Februari.", ["XXXX-02-01/XXXX-02-10"]),
        ("Perang berlangsung sejak Agustus lalu.", ["XXXX-08/.."]),
        ("Perang berlangsung sejak Agustus 2024.", ["2024-08/.."]),
        ("Ia tiba Kamis.", []),
        ("Ia tiba pekan lalu dan pergi kemarin.", []),
        ("Harga naik dalam tiga bulan terakhir.", []),
        ("Ia tiba Senin (24/10).", ["XXXX-10-24"]),
    ],
)
def test_without_it_unknown_parts_are_x_or_the_time_is_left_out(text, expected):
    assert edtf(text, None) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mei Lin bertemu April Sutanto dan Juni Hartono.",
        "Ia belajar di Universitas Sebelas Maret.",
        "Warga berbelanja di Pasar Minggu.",
        "Ia menunggu satu minggu.",
        "Umat merayakan Jumat Agung.",
        "Bantuan itu untuk 2000 orang.",
        "Ia tiba pukul 10.30 WIB.",
        "Ia lahir pada 31 Februari.",
    ],
)
def test_names_counts_and_clock_times_are_no_times(text):
    assert edtf(text) == []


def test_minggu_is_a_day_or_a_week():
    assert edtf("Minggu lalu ia pergi.") == ["2025-02-17/2025-02-23"]
    assert edtf("Ia kembali pada Minggu.") == ["2025-02-23"]
    assert edtf("Hari Minggu hujan turun.") == ["2025-02-23"]


def test_a_span_counts_back_from_when_the_sentence_says_it_was_told():
    text = "Pada Januari, menteri itu berkata bahwa harga naik dalam tiga bulan terakhir."
    assert edtf(text) == ["2025-01", "2024-10/2025-01"]


def test_since_then_points_back_two_sentences_at_most():
    near = "Perang pecah pada 2014. Kota itu kosong. Sejak itu warga mengungsi."
    far = "Perang pecah pada 2014. Kota itu kosong. Hujan turun. Sejak itu warga mengungsi."
    assert edtf(near) == ["2014", "2014/.."]
    assert edtf(far) == ["2014"]


def test_a_weekday_beside_a_date_finds_the_year():
    assert edtf("Jumat (28/2) rapat digelar.") == ["2025-02-28"]


def test_bounds_are_dates_where_the_year_is_known():
    [known] = times("Gempa terjadi pada awal Februari.")
    [unknown] = times("Gempa terjadi pada awal Februari.", None)
    assert (known.earliest, known.latest) == (date(2025, 2, 1), date(2025, 2, 10))
    assert (unknown.earliest, unknown.latest) == (None, None)
    [since] = times("Mereka diam sejak September 2022.")
    assert (since.earliest, since.latest) == (date(2022, 9, 1), None)


def test_a_time_inside_another_is_not_doubled():
    text = "Dari 12 Maret hingga 15 April 2024 dan pada Kamis, 23 Januari 2025 mereka bertemu."
    assert [one.mentions[0].text for one in times(text)] == [
        "Dari 12 Maret hingga 15 April 2024",
        "Kamis, 23 Januari 2025",
    ]


PIECES = """
    Kamis Minggu Mei Maret 2024 12 31 tiga dua beberapa hari pekan bulan tahun abad lalu ini depan
    mendatang terakhir sejak hingga sampai antara dan awal akhir pertengahan kemarin tanggal pada
    (24/10) 2014-2016 1990-an kuartal III itu sama yang akan telah dalam 23/1/2025 , - 0 9999 💥 .
"""


@given(st.lists(st.sampled_from(PIECES.split()), max_size=30), st.dates())
def test_any_text_gives_exact_disjoint_mentions_in_reading_order(pieces, published):
    text = " ".join(pieces)
    found = find_times(text, sentences(text), published, PACK)
    end = 0
    for number, one in enumerate(found, 1):
        [mention] = one.mentions
        assert one.key == f"t{number}"
        assert mention.text == text[mention.span.start : mention.span.end]
        assert mention.span.start >= end
        end = mention.span.end
        if one.earliest and one.latest:
            assert one.earliest <= one.latest


@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)))
def test_a_full_date_is_itself_whatever_the_day_of_publication(day):
    months = {row["value"]: row["word"] for row in PACK.table("calendar") if row["kind"] == "month"}
    text = f"Rapat itu digelar pada {day.day} {months[str(day.month)].title()} {day.year}."
    assert edtf(text, None) == edtf(text, THURSDAY) == [day.isoformat()]


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2100, 1, 1)), st.integers(0, 6))
def test_a_plain_weekday_is_within_the_week_before(published, weekday):
    days = {row["value"]: row["word"] for row in PACK.table("calendar") if row["kind"] == "weekday"}
    [one] = times(f"Rapat itu digelar pada hari {days[str(weekday)].title()}.", published)
    assert one.earliest is not None
    assert one.earliest.weekday() == weekday
    assert timedelta(0) <= published - one.earliest < timedelta(days=7)


@settings(max_examples=20)
@given(st.dates(max_value=date(1, 12, 31)) | st.dates(min_value=date(9999, 1, 1)))
def test_the_ends_of_the_calendar_do_not_break_it(published):
    text = "Abad lalu, pekan lalu, dua tahun lalu, bulan depan, besok, lima tahun terakhir."
    find_times(text, sentences(text), published, PACK)


@pytest.mark.parametrize(
    "unit", ["Kamis ", "2014 hingga ", "tiga bulan ", "a", "1", "12 Maret - ", "antara ", "( 2 / "]
)
def test_a_long_line_takes_no_more_than_seconds(unit):
    text = unit * (60_000 // len(unit))
    start = process_time()
    find_times(text, (Sentence(index=0, span=Span(0, len(text)), tokens=()),), THURSDAY, PACK)
    assert process_time() - start < 10  # seconds; quadratic time would take minutes
