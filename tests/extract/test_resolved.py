"""What a noun that points back means, and a number against "more than that"."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

TOLD = (
    "Presiden Kenya menyebutkan korban militer Kenya sebanyak 4.100, tetapi sejumlah ahli militer "
    "meyakini bahwa kerugian tersebut jauh lebih tinggi."
)


def test_a_definite_noun_takes_the_type_of_what_it_points_to(story: Callable[[str], Any]) -> None:
    """ "kerugian tersebut" after the fallen is no loss of money, and no second event."""
    told = story(TOLD)
    assert told.event("kerugian") == told.event("korban")
    assert told.event("korban").type == "CASUALTY"


def test_alone_it_keeps_its_own_type(story: Callable[[str], Any]) -> None:
    """Without an event before it, "kerugian" is what the lexicon says first."""
    told = story("Perusahaan Jepang itu melaporkan kerugian pada Maret.")
    assert told.event("kerugian").type == "TRADE"


def test_a_number_is_contradicted_by_more(story: Callable[[str], Any]) -> None:
    """One source gives a number, another says that it is higher: both stand, tied."""
    one, other = (c for c in story(TOLD).facts.claims if c.sources)
    assert one.contradicts == (other.key,)
    assert other.contradicts == (one.key,)
