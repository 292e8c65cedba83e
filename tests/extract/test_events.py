"""Events of short plain articles: who does what to whom, how sure, and which are the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.model import Certainty, Polarity, Role

Read = Callable[[str], Any]

ATTACK = {("agent", "tentara Kenya"), ("patient", "milisi Somalia")}
VOICES = {
    "active": ("Tentara Kenya menyerang milisi Somalia.", "menyerang"),
    "passive": ("Milisi Somalia diserang tentara Kenya.", "diserang"),
    "passive with oleh": ("Milisi Somalia diserang oleh tentara Kenya.", "diserang"),
    "light verb": ("Tentara Kenya melakukan serangan terhadap milisi Somalia.", "serangan"),
    "noun": ("Serangan tentara Kenya terhadap milisi Somalia terjadi di Kismayo.", "Serangan"),
}


def lower(roles: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Roles with names as they stand inside a sentence."""
    return {(role, name[0].lower() + name[1:]) for role, name in roles}


@pytest.mark.parametrize(("text", "word"), VOICES.values(), ids=list(VOICES))
def test_every_voice_tells_the_same_event(story: Read, text: str, word: str) -> None:
    """One attack by the same on the same, whatever the construction."""
    told = story(text)
    assert told.event(word).type == "ASSAULT"
    assert lower(told.roles(word)) >= ATTACK


WHO = [
    ("Warga Peru tertembak oleh polisi.", "tertembak", "patient", "Warga Peru"),
    ("Bupati Karim dijatuhi hukuman penjara.", "hukuman penjara", "patient", "Karim"),
    ("Serangan yang dilancarkan Kenya menewaskan lima warga.", "Serangan", "agent", "Kenya"),
    ("Penangkapan Bupati Karim oleh polisi Peru terjadi kemarin.", "Penangkapan", "patient",
     "Karim"),
    ("Penangkapan Bupati Karim oleh polisi Peru terjadi kemarin.", "Penangkapan", "agent",
     "polisi Peru"),
    ("Jepang berjanji mengirim beras kepada Nepal.", "mengirim", "agent", "Jepang"),
    ("Nepal meminta Jepang mengirim beras.", "mengirim", "agent", "Jepang"),
    ("Nepal meminta Jepang mengirim beras.", "meminta", "recipient", "Jepang"),
    ("Jepang datang dan membantu Nepal.", "membantu", "agent", "Jepang"),
    ("Warga Nepal yang ditangkap polisi dibebaskan.", "dibebaskan", "patient", "Warga Nepal"),
    ("Jepang mengirim beras kepada Nepal.", "mengirim", "recipient", "Nepal"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "role", "name"), WHO)
def test_participants_are_found(story: Read, text: str, word: str, role: str, name: str) -> None:
    """By voice, light verb, relative clause, noun phrase, control and coordination."""
    assert (role, name) in story(text).roles(word)


def test_a_light_verb_is_no_event_of_its_own(story: Read) -> None:
    """ "melakukan serangan" and "gagal merebut" tell of one event each."""
    assert len(story(VOICES["light verb"][0]).facts.events) == 1
    assert len(story("Tentara Kenya gagal merebut kota Mombasa.").facts.events) == 1


def test_an_event_is_at_the_place_and_what_the_place_lies_in(story: Read) -> None:
    """ "kota Cusco di Peru" is two places, the town and the country."""
    places = story("Gempa mengguncang kota Cusco di Peru.").who("Gempa", Role.PLACE)
    assert places == ["Cusco", "Peru"]


SURE = [
    ("Jepang mengirim beras kepada Nepal.", "mengirim", Certainty.CERTAIN, Polarity.POSITIVE),
    ("Jepang tidak mengirim beras kepada Nepal.", "mengirim", Certainty.CERTAIN,
     Polarity.NEGATIVE),
    ("Jepang tidak hanya mengirim beras kepada Nepal, tetapi juga membantu Laos.", "mengirim",
     Certainty.CERTAIN, Polarity.POSITIVE),
    ("Jepang akan mengirim beras kepada Nepal.", "mengirim", Certainty.CERTAIN,
     Polarity.POSITIVE),
    ("Kenya diduga menyerang Somalia.", "menyerang", Certainty.PROBABLE, Polarity.POSITIVE),
    ("Kenya mungkin menyerang Somalia.", "menyerang", Certainty.POSSIBLE, Polarity.POSITIVE),
    ("Jika Kenya menyerang Somalia, Jepang membantu Somalia.", "menyerang", Certainty.POSSIBLE,
     Polarity.POSITIVE),
    ("Kenya gagal merebut kota Mombasa.", "merebut", Certainty.CERTAIN, Polarity.NEGATIVE),
    ("Tidak ada korban jiwa dalam gempa itu.", "korban jiwa", Certainty.CERTAIN,
     Polarity.NEGATIVE),
    ("Kenya berencana menyerang Somalia.", "menyerang", Certainty.POSSIBLE, Polarity.POSITIVE),
    ("Jepang berjanji mengirim beras.", "mengirim", Certainty.POSSIBLE, Polarity.POSITIVE),
]  # fmt: skip


@pytest.mark.parametrize(("text", "word", "certainty", "polarity"), SURE)
def test_factuality(
    story: Read, text: str, word: str, certainty: Certainty, polarity: Polarity
) -> None:
    """Negation, future, doubt, condition, failure, intent, promise."""
    event = story(text).event(word)
    assert (event.certainty, event.polarity) == (certainty, polarity)


TURNED = [
    ("Jepang akan membantu Nepal.", "membantu", "AGREE"),
    ("Kenya akan menyerang Somalia.", "menyerang", "THREATEN"),
    ("Kenya akan menarik pasukan dari Somalia.", "menarik", "CONCEDE"),
    ("Kenya tidak akan menyerang Somalia.", "menyerang", "ASSAULT"),
    ("Kenya telah menyerang Somalia.", "menyerang", "ASSAULT"),
]


@pytest.mark.parametrize(("text", "word", "kind"), TURNED)
def test_what_is_to_come_has_the_type_of_its_announcement(
    story: Read, text: str, word: str, kind: str
) -> None:
    """Help is AGREE, force THREATEN, withdrawal CONCEDE, unless it is denied or past."""
    assert story(text).event(word).type == kind


ARREST = "Polisi Peru menangkap tiga warga Chili di Arequipa."
SAME = {
    "definite noun": (f"{ARREST} Penangkapan tersebut memicu kemarahan.", 1),
    "other number": (f"{ARREST} Polisi Peru menangkap sembilan warga Chili di Arequipa.", 2),
    "other agent": (f"{ARREST} Polisi Kuba menangkap tiga warga Haiti di Havana.", 2),
}


@pytest.mark.parametrize(("text", "number"), SAME.values(), ids=list(SAME))
def test_two_tellings_of_one_event_join(story: Read, text: str, number: int) -> None:
    """A definite noun points back; another number or another agent is another event."""
    arrests = [e for e in story(text).facts.events if e.mode == "arrest"]
    assert len(arrests) == number
    assert sum(len(e.mentions) for e in arrests) == 2


def test_other_times_are_other_events(story: Read) -> None:
    """Help on two days is two events, each with its day; on one day it is one."""
    helped = "Jepang membantu Nepal pada 3 Mei 2021. Jepang membantu Nepal pada {}."
    apart = story(helped.format("9 Juni 2021"))
    assert [apart.time(e.time) for e in apart.events("membantu")] == ["2021-05-03", "2021-06-09"]
    once = story(helped.format("3 Mei 2021"))
    assert len(once.event("membantu").mentions) == 2


def test_the_number_of_an_event_is_kept(story: Read) -> None:
    """Whoever counts casualties finds the count at the event."""
    told = story("Serangan itu menewaskan lima warga Somalia.")
    (key,) = told.event("menewaskan").quantities
    assert [q.value for q in told.facts.quantities if q.key == key] == [5]


def test_a_label_names_whom_a_pronoun_means(story: Read) -> None:
    """It is read without the sentence before it."""
    told = story("Presiden Ram Thapa tiba di Nepal. Ia membantu Kenya.")
    assert told.event("membantu").label == "Ram Thapa membantu Kenya"


def test_a_label_of_a_noun_ends_with_who_did_it(story: Read) -> None:
    """As people say it: "serangan oleh X", not "X serangan"."""
    assert story("Kenya melancarkan serangan.").event("serangan").label == "serangan oleh Kenya"
