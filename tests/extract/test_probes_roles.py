"""More plain sentences of everyday news: who does what to whom, and how many events there are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Certainty, Role

Story = Callable[[str], Any]


def _event(told: Any, trigger: str) -> Any:
    return next(e for e in told.facts.events if any(trigger in m.text for m in e.mentions))


@pytest.mark.parametrize(
    ("text", "trigger", "role", "names"),
    [
        (
            "Polisi menangkap mantan bupati itu di rumahnya.",
            "menangkap",
            Role.PATIENT,
            ["bupati"],
        ),
        (
            "Serangan udara Kenya menghantam sebuah gudang di Somalia.",
            "Serangan",
            Role.PATIENT,
            ["gudang"],
        ),
        (
            "Kelompok pemberontak mengaku bertanggung jawab atas serangan itu.",
            "serangan",
            Role.AGENT,
            ["Kelompok pemberontak"],
        ),
        ("Jepang mengutuk uji coba rudal Peru.", "uji coba", Role.AGENT, ["Peru"]),
        ("Pengiriman senjata Peru ke Laos dikecam Jepang.", "Pengiriman", Role.AGENT, ["Peru"]),
        ("India melarang ekspor beras.", "ekspor", Role.PATIENT, ["beras"]),
        ("Ekspor Laos ke Jepang naik 5 persen.", "naik", Role.AGENT, ["Laos"]),
        ("Ekspor Laos ke Jepang naik 5 persen.", "naik", Role.RECIPIENT, ["Jepang"]),
        (
            "Taliban bertanggung jawab atas pembunuhan wartawan itu, kata polisi.",
            "pembunuhan",
            Role.AGENT,
            ["Taliban"],
        ),
        (
            "Presiden Rosa Araya bertemu Tomas Vidal di Bali. Dua pemimpin itu membahas beras.",
            "membahas",
            Role.AGENT,
            ["Rosa Araya", "Tomas Vidal"],
        ),
        (
            "Serikat itu mengecam polisi, menuduh mereka memukuli buruh.",
            "memukuli",
            Role.AGENT,
            ["polisi"],
        ),
    ],
)
def test_who_is_in_the_role(
    story: Story, text: str, trigger: str, role: Role, names: list[str]
) -> None:
    """The role is held by these and by nobody else."""
    told = story(text)
    held = [key for r, key in _event(told, trigger).roles if r is role]
    assert sorted(told.names(held)) == names


@pytest.mark.parametrize(
    ("text", "types"),
    [
        ("Sebuah bom mobil meledak di Nairobi.", ["ASSAULT"]),
        ("Serangan udara Kenya menghantam sebuah gudang.", ["ASSAULT"]),
        ("Seorang pemuda menyerang seorang polisi di Medan.", ["ASSAULT"]),
        ("Truk itu terguling di jalan tol.", ["DISASTER"]),
        ("Presiden Peru terguling pada 2021.", ["CONTROL"]),
    ],
)
def test_what_happens_is_told_once(story: Story, text: str, types: list[str]) -> None:
    """One event of the right type, not one for the noun and one for its verb."""
    assert [event.type for event in story(text).facts.events] == types


def test_a_crime_that_somebody_is_charged_with_is_only_probable(story: Story) -> None:
    """The charge is certain, what it says is not."""
    told = story("Pengusaha itu didakwa dengan penipuan.")
    assert _event(told, "didakwa").certainty is Certainty.CERTAIN
    assert _event(told, "penipuan").certainty is Certainty.PROBABLE


def test_the_text_outranks_the_headline(story: Story) -> None:
    """A headline leaves out what is still to come: the sentence below it decides the type."""
    told = story(
        "Serikat gugat perusahaan tambang\n\nSerikat itu akan menggugat perusahaan tambang."
    )
    (event,) = (e for e in told.facts.events if e.type in {"ACCUSE", "THREATEN"})
    assert event.type == "THREATEN"
