"""Who stands behind "kedua negara", plans and announcements, when somebody acts in them."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "agents"),
    [
        (
            "Jepang dan Kenya berunding di Nairobi. Kedua negara menandatangani perjanjian dagang.",
            ["Jepang", "Kenya"],
        ),
        (
            "Menteri Peru memuji Chili. Kedua negara menandatangani perjanjian dagang.",
            ["Chili", "Peru"],
        ),
        (
            (
                "Jepang dan Kenya berunding di Bali. Jepang memuji Kenya. Malta mengecam Jepang. "
                "Kedua negara menandatangani perjanjian."
            ),
            ["Jepang", "Kenya"],
        ),
    ],
)
def test_both_states_act(story, text: str, agents: list[str]) -> None:
    """A pair stands for the two states named most, not for a group of its own."""
    told = story(text)
    signing = next(e for e in told.facts.events if "menandatangani" in e.mentions[0].text)
    assert sorted(told.names([k for role, k in signing.roles if role.value == "agent"])) == agents
    assert not any(entity.name.lower().startswith("kedua") for entity in told.facts.entities)


def test_one_state_is_no_pair(story) -> None:
    """With one state only there are no two to name, so the description stays."""
    told = story("Jepang menyambut kesepakatan itu. Kedua negara menandatangani perjanjian dagang.")
    signing = next(e for e in told.facts.events if "menandatangani" in e.mentions[0].text)
    agents = told.names([key for role, key in signing.roles if role.value == "agent"])
    assert agents != ["Jepang"]


def test_the_owner_of_a_plan_acts_in_it(story) -> None:
    """Of "membatalkan rencana mengirim X", who gives the plan up would have sent."""
    told = story("Thailand membatalkan rencana mengirim beras ke Laos.")
    sending = next(e for e in told.facts.events if "mengirim" in e.mentions[0].text)
    assert "Thailand" in told.names([k for role, k in sending.roles if role.value == "agent"])


def test_who_announces_sanctions_imposes_them(story) -> None:
    """Of "sanksi yang diumumkan X", X is the agent of the sanctions."""
    told = story("Kenya menolak sanksi yang diumumkan Jepang pada Maret.")
    sanctions = next(e for e in told.facts.events if "sanksi" in e.mentions[0].text)
    assert "Jepang" in told.names([k for role, k in sanctions.roles if role.value == "agent"])
