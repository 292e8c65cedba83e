"""What events of one sentence share of place and time, in plain sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Role

Story = Callable[[str], Any]


@pytest.mark.parametrize(
    ("text", "trigger", "edtf"),
    [
        (
            "Polisi menembaki demonstran pada 5 Juni 1998, menewaskan 12 orang.",
            "menewaskan",
            "1998-06-05",
        ),
        ("Ledakan itu terjadi pada 2 Mei 2020, melukai 30 orang.", "Ledakan", "2020-05-02"),
        ("Ledakan itu terjadi pada 2 Mei 2020, melukai 30 orang.", "melukai", "2020-05-02"),
        (
            "Bentrokan yang terjadi pada 3 Mei 2024 itu menewaskan dua polisi.",
            "menewaskan",
            "2024-05-03",
        ),
        ("Serangan itu menewaskan 130 orang pada 2015.", "Serangan", "2015"),
        (
            "Gempa mengguncang Ambon pada 26 September 2019, merusak ratusan rumah.",
            "merusak",
            "2019-09-26",
        ),
        (
            "Ekspor naik 12 persen pada Maret 2021, sementara impor turun 9 persen.",
            "turun",
            "2021-03",
        ),
        ("Presiden mundur pada 2019 karena dituduh menyuap hakim.", "dituduh", None),
        ("Serangan pada 2015 memicu protes di ibu kota.", "protes", None),
        ("Pada pemilu 2018, Tomas Vidal menang.", "menang", "2018"),
        ("Menteri itu mundur setelah rapat pada Mei 2020.", "mundur", None),
        ("Ia dipecat pada 2021 setelah mengkritik presiden.", "mengkritik", None),
    ],
)
def test_what_happens_at_once_has_one_time(
    story: Story, text: str, trigger: str, edtf: str | None
) -> None:
    """A result, a clause told beside it, what an event did to people; not its cause or effect."""
    facts = story(text).facts
    times = {time.key: time.edtf for time in facts.times}
    (event,) = [e for e in facts.events if e.mentions[0].text == trigger]
    assert (times[event.time] if event.time else None) == edtf


@pytest.mark.parametrize(
    ("text", "trigger", "numbers"),
    [
        ("Polisi menyita 3 ton sabu di Riau, naik 22 persen dari tahun lalu.", "menyita", {3, 22}),
        ("Populasi gajah berkurang separuh (turun menjadi 2.500 ekor).", "berkurang", {0.5, 2500}),
        ("Harga minyak turun 3 persen, dan saham naik 2 persen.", "turun", {3}),
    ],
)
def test_a_comparison_is_no_event_of_its_own(
    story: Story, text: str, trigger: str, numbers: set[float]
) -> None:
    """How much more it is than before belongs to what is counted; another subject does not."""
    facts = story(text).facts
    values = {quantity.key: quantity.value for quantity in facts.quantities}
    (event,) = [e for e in facts.events if e.mentions[0].text == trigger]
    assert {values[key] for key in event.quantities} == numbers


def test_what_a_disaster_does_on_its_way_is_the_disaster(story: Story) -> None:
    """A verb without a type of its own says no second event, and its numbers are the first's."""
    facts = story("Rosa Araya mengatakan tsunami melewati laut dengan kecepatan 800 kph.").facts
    (event,) = facts.events
    assert (event.type, len(event.quantities)) == ("DISASTER", 1)


def test_who_did_the_whole_did_the_part(story: Story) -> None:
    """ "serangan, termasuk penculikan": one and the same did both."""
    told = story("Kenya melancarkan berbagai serangan, termasuk penculikan, kata polisi.")
    assert told.who("penculikan", Role.AGENT) == told.who("serangan", Role.AGENT) == ["Kenya"]
