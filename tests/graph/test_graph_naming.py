"""Names compared: what can be one person's or one body's name, and what never."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.graph.naming import bodies, persons

WORDS = st.sampled_from(["Rosa", "Raul", "Araya", "Quispe", "Siti", "Nur", "Djoko", "Joko", "M."])


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Rosa Araya", "Rosa Araya", "same"),
        ("Hernán Wayra", "Hernan Wayra", "same"),
        ("Djoko Soesanto", "Joko Susanto", "spelling"),
        ("Achmad Fauzi", "Ahmad Fauzi", "spelling"),
        ("Mohammad Idris", "Muhamad Idris", "spelling"),
        ("Lestari Kusumawardani", "Lestari Kusumawardhani", "spelling"),
        ("Abdul Rahim Noor", "Abdurrahim Noor", "spelling"),
        ("Park Jin-woo", "Park Jinwoo", "spelling"),
        ("Rosa Araya Quispe", "Rosa Quispe", "shorter"),
        ("M. Yusuf Haris", "Muhammad Yusuf Haris", "initial"),
        ("Chen Weiming", "Weiming Chen", "order"),
        ("Araya", "Rosa Araya", "part"),
        ("Araya", "Araya", "single"),
        ("Rosa Araya", "Raul Araya", ""),
        ("Amina Diallo", "Amira Diallo", ""),
        ("Andi Wijaya", "Ardi Wijaya", ""),
        ("Rosa Araya", "Rosa Quispe", ""),
        ("Maria Kristina Lengkong", "Maria Lengkong", "shorter"),
        ("Siti Maryam", "Siti Nurjanah", ""),
        ("Sara Wibowo", "Zara Wibowo", ""),
        ("Joko Wibowo", "Yoko Wibowo", ""),
    ],
)
def test_persons(one: str, other: str, level: str) -> None:
    """Spellings and names left out agree; other first names never do, by however little."""
    assert persons(one, other) == persons(other, one) == level


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("Komisi Antikorupsi Nasional", "komisi antikorupsi nasional", "same"),
        ("PT Bara Timur", "Bara Timur Tbk", "same"),
        ("Komisi Antikorupsi Nasional", "KAN", "acronym"),
        ("Badan Urusan Laut dan Pantai", "BULP", "acronym"),
        ("Pengadilan Negeri Wirasaba", "PN Wirasaba", "acronym"),
        ("Kementerian Luar Negeri", "Kemlu", "syllables"),
        ("Minera Alto Verde", "Alto Verde", "tail"),
        ("Desa Karangjati", "Karangjati", "stem"),
        ("FPP", "FPP", "letters"),
        ("Yayasan Tangan Peduli", "Yayasan Tangan Peduly", "spelling"),
        ("Brigade 21", "Brigade 22", ""),
        ("Pengadilan Negeri Wirasaba", "Pengadilan Tinggi Wirasaba", ""),
        ("Kabupaten Loreng", "Kota Loreng", ""),
        ("Partai Keadilan", "Partai Keadilan Baru", ""),
        ("Kementerian Pertanian", "Kementerian Pertahanan", ""),
    ],
)
def test_bodies(one: str, other: str, level: str) -> None:
    """Short forms agree with their long ones; numbers and what kind of body it is must be equal."""
    assert bodies(one, other) == bodies(other, one) == level


@given(st.lists(WORDS, min_size=1, max_size=3), st.lists(WORDS, min_size=1, max_size=3))
def test_it_goes_both_ways(one: list[str], other: list[str]) -> None:
    """Whichever name comes first."""
    names = " ".join(one), " ".join(other)
    assert persons(*names) == persons(*names[::-1])
    assert bodies(*names) == bodies(*names[::-1])


@given(st.text(max_size=20), st.text(max_size=20))
def test_any_text_is_a_name(one: str, other: str) -> None:
    """Nothing that an article can hold breaks it."""
    assert isinstance(persons(one, other), str)
    assert isinstance(bodies(one, other), str)
