"""Plain sentences of everyday news, read by the whole pipeline: who is in which role.

Each stands for a pattern that many articles hold; the names are made up or exchangeable.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Role

Story = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "trigger", "role", "name"),
    [
        ("Hampir 900 orang terluka.", "terluka", Role.PATIENT, "900 orang"),
        ("Polisi menembak mati tersangka.", "menembak mati", Role.PATIENT, "tersangka"),
        (
            "Enam tentara Kenya tewas dalam bentrokan dengan milisi di Somalia selatan.",
            "bentrokan",
            Role.PLACE,
            "Somalia selatan",
        ),
        (
            "Nelayan itu diselamatkan oleh kapal patroli di Laut Tengah.",
            "diselamatkan",
            Role.PLACE,
            "Laut Tengah",
        ),
        ("Mantan agen Kenya Tomas Vidal diracun.", "diracun", Role.PATIENT, "Tomas Vidal"),
        (
            "Menteri Luar Negeri Cile Rosa Araya bertemu mitranya dari Peru, Tomas Vidal, di Lima.",
            "bertemu",
            Role.RECIPIENT,
            "Tomas Vidal",
        ),
        (
            "Rosa Araya, 42, seorang perawat yang menghadiri protes itu, menyerang Tomas Vidal.",
            "protes",
            Role.AGENT,
            "Rosa Araya",
        ),
        (
            "Polisi mengejar Tomas Vidal lalu menembaknya.",
            "menembak",
            Role.PATIENT,
            "Tomas Vidal",
        ),
        ("Seorang pelajar tewas ditembak tentara.", "tewas ditembak", Role.PATIENT, "pelajar"),
        ("Seorang pelajar tewas ditembak tentara.", "tewas ditembak", Role.AGENT, "tentara"),
        (
            "Polisi menembakkan gas air mata ke arah demonstran.",
            "menembakkan",
            Role.PATIENT,
            "demonstran",
        ),
        ("Kenya meluncurkan rudal balistik.", "meluncurkan", Role.PATIENT, "rudal balistik"),
        ("Serangan udara Kenya menewaskan lima warga.", "Serangan udara", Role.AGENT, "Kenya"),
        (
            "Presiden Cile mengumumkan gencatan senjata.",
            "gencatan senjata",
            Role.AGENT,
            "Presiden Cile",
        ),
        ("Peru menunda latihan militer di Lima.", "latihan militer", Role.AGENT, "Peru"),
        (
            "Pemberontak merebut Lima setelah pertempuran dengan tentara Peru.",
            "pertempuran",
            Role.AGENT,
            "Pemberontak",
        ),
        ("Cile mencabut sanksi terhadap Peru.", "mencabut", Role.RECIPIENT, "Peru"),
        (
            "Cile mengancam akan mengenakan tarif terhadap Peru.",
            "mengancam",
            Role.RECIPIENT,
            "Peru",
        ),
        (
            "Mahasiswa menuntut pengunduran diri presiden.",
            "pengunduran diri",
            Role.AGENT,
            "presiden",
        ),
        ("Peru menghujani Kenya dengan puluhan drone.", "menghujani", Role.PATIENT, "Kenya"),
        (
            "Kenya dan Peru bertukar 200 tawanan perang.",
            "bertukar",
            Role.PATIENT,
            "200 tawanan perang",
        ),
        (
            "Rosa Araya menyerukan gencatan senjata segera di Peru.",
            "gencatan senjata",
            Role.PLACE,
            "Peru",
        ),
        (
            "Dua pesawat tempur Kenya memasuki wilayah udara Peru.",
            "memasuki",
            Role.AGENT,
            "Dua pesawat tempur Kenya",
        ),
        (
            "Para pemimpin sepakat memberikan bantuan 50 miliar dolar kepada Peru.",
            "bantuan",
            Role.RECIPIENT,
            "Peru",
        ),
        (
            "Kenya menyatakan keprihatinan atas penjualan senjata itu.",
            "keprihatinan",
            Role.AGENT,
            "Kenya",
        ),
        (
            "Buruh di Kenya melakukan pemogokan menentang reformasi itu.",
            "menentang",
            Role.AGENT,
            "Buruh",
        ),
    ],
)
def test_who_is_in_which_role(story: Story, text: str, trigger: str, role: Role, name: str) -> None:
    told = story(text)
    names = {entity.key: entity.name for entity in told.facts.entities}
    event = told.event(trigger)
    assert name in [names[key] for found, key in event.roles if found is role]


def test_where_somebody_comes_from_is_not_where_it_began(story: Story) -> None:
    told = story("Menteri Luar Negeri Cile Rosa Araya bertemu mitranya dari Peru di Lima.")
    assert Role.ORIGIN not in {role for role, _ in told.event("bertemu").roles}


def test_a_name_in_two_pieces_is_one_person(story: Story) -> None:
    told = story("Presiden Turki Recep Tayyip Erdogan mengecam serangan itu.")
    people = [entity.name for entity in told.facts.entities if entity.type.value == "Person"]
    assert people == ["Recep Tayyip Erdogan"]


def test_an_attack_that_an_arrest_is_about_is_no_arrest(story: Story) -> None:
    told = story("Polisi menangkap dua tersangka terkait serangan tersebut.")
    assert [event.type for event in told.facts.events] == ["COERCE", "ASSAULT"]


def test_what_goes_on_for_weeks_is_no_event(story: Story) -> None:
    told = story("Setelah berminggu-minggu berunding, Kenya setuju.")
    assert "berminggu-minggu" not in {m.text for e in told.facts.events for m in e.mentions}


def test_a_toll_keeps_its_number_where_it_rises(story: Story) -> None:
    told = story("Jumlah korban tewas bertambah menjadi 45 orang.")
    (toll,) = told.facts.events
    assert toll.type == "CASUALTY"
    assert len(toll.quantities) == 1


def test_what_somebody_is_set_up_against_is_no_event(story: Story) -> None:
    told = story("Polisi anti huru-hara membubarkan demonstrasi dengan meriam air.")
    event = told.event("membubarkan")
    assert "huru-hara" not in {m.text for e in told.facts.events for m in e.mentions}
    assert {role for role, _ in event.roles} == {Role.AGENT}


@pytest.mark.parametrize(
    ("text", "trigger", "polarity"),
    [
        ("Tidak ada korban yang terluka.", "terluka", "NEGATIVE"),
        ("Belum ada tersangka yang ditangkap.", "ditangkap", "NEGATIVE"),
        ("Ada tiga orang yang terluka.", "terluka", "POSITIVE"),
        ("Polisi tidak menembak demonstran yang membakar mobil.", "membakar", "POSITIVE"),
    ],
)
def test_what_nobody_did_did_not_happen(
    story: Story, text: str, trigger: str, polarity: str
) -> None:
    assert story(text).event(trigger).polarity.value == polarity
