"""Who a headline and the lead speak of, where both tell one event."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.model import Role

Story = Callable[[str], Any]
HEADLINE = "Anak-anak Peru diselamatkan dari penyiksaan\n\n"


def test_the_lead_tells_of_whom_the_headline_told(story: Story) -> None:
    """Both are rescued in one event, so both are the same, with all that each is called."""
    told = story(HEADLINE + "Sebanyak 50 siswa diselamatkan dari sebuah sekolah di Lima, Senin.")
    event = told.event("diselamatkan")
    (rescued,) = [key for role, key in event.roles if role is Role.PATIENT]
    (entity,) = [e for e in told.facts.entities if e.key == rescued]
    assert {"Anak-anak Peru", "50 siswa"} <= {entity.name, *entity.aliases}
    assert [m.text for m in entity.mentions] == ["Anak-anak Peru", "50 siswa"]


def test_others_in_another_event_stay_others(story: Story) -> None:
    """Who is arrested is not who was rescued, and a counted toll is nobody in particular."""
    told = story(HEADLINE + "Sebanyak tiga guru ditangkap di Lima, Senin.")
    assert told.who("ditangkap", Role.PATIENT) != told.who("diselamatkan", Role.PATIENT)
    toll = story("Ratusan orang tewas di Peru\n\nSebanyak 384 orang tewas di Lima, Senin.")
    assert {"Ratusan orang", "384 orang"} & {e.name for e in toll.facts.entities}
