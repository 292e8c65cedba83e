"""Acts that answer acts: who did the other act is whom this one concerns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

MakeStory = Callable[[str], Any]


def test_whoever_did_it_is_whom_an_answer_concerns(story: MakeStory) -> None:
    """Of a protest against an attack that another sentence told, the attacker is recipient."""
    told = story("Kenya menyerang Malta pada Senin. Fiji mengecam serangan tersebut.")
    assert ("recipient", "Kenya") in told.roles("mengecam")


def test_who_is_named_stays(story: MakeStory) -> None:
    """Where the sentence says who is condemned, nobody is added."""
    told = story("Kenya menyerang Malta pada Senin. Fiji mengecam Peru.")
    assert told.roles("mengecam") == {("agent", "Fiji"), ("recipient", "Peru")}


def test_whom_a_promise_concerns_is_whom_its_content_concerns(story: MakeStory) -> None:
    """ "berjanji membantu Malta" is a promise to Malta."""
    told = story("Kenya berjanji membantu Malta.")
    assert ("recipient", "Malta") in told.roles("berjanji")


def test_who_is_charged_with_a_crime_did_it(story: MakeStory) -> None:
    """ "mendakwa Budi atas pembunuhan": the killing, as alleged, is Budi's."""
    told = story("Jaksa mendakwa Budi Santoso atas pembunuhan sopir taksi.")
    assert ("agent", "Budi Santoso") in told.roles("pembunuhan")


def test_who_died_in_an_accident_had_it(story: MakeStory) -> None:
    """The dead of a crash are its victims, those of an attack are left to the attack's words."""
    told = story("Dua pengendara tewas dalam kecelakaan di Nairobi.")
    assert ("patient", "Dua pengendara") in told.roles("kecelakaan")


def test_words_do_not_happen_where_bodies_fall(story: MakeStory) -> None:
    """Who died in an attack died where it was; a promise beside a deed is not made there."""
    told = story("Tiga warga tewas dalam serangan di Nairobi.")
    assert ("place", "Nairobi") in told.roles("tewas")
    told = story("Kenya memasang kamera di Nairobi dan berjanji membantu Malta.")
    assert ("place", "Nairobi") not in told.roles("berjanji")
