"""Which words of a sentence say an event, on handmade trees: light verbs, senses, guesses."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.extract.senses import GUESSED, LISTED
from kg.model import EntityType

MakeScene = Callable[..., Any]
STATE, PEOPLE = EntityType.COUNTRY, EntityType.GROUP


def test_a_light_verb_hands_its_subject_to_the_noun(scene: MakeScene) -> None:
    """ "melakukan serangan" is one event, of the noun, by whoever does it."""
    made = scene(
        "1 Kenya PROPN 2 nsubj; 2 melakukan VERB 0 root; 3 serangan NOUN 2 obj; "
        "4 terhadap ADP 5 case; 5 Malta PROPN 3 nmod",
        Kenya=STATE,
        Malta=STATE,
    )
    assert [made.tree.word(t.place) for t in made.triggers] == ["serangan"]
    assert made.slots("serangan") == {"subject": "kenya", "against": "malta"}
    assert made.tree.words(made.trigger("serangan").lights) == "melakukan"


def test_whoever_is_punished_stands_with_the_noun(scene: MakeScene) -> None:
    """ "dijatuhi hukuman oleh": the surface subject is the object of the punishment."""
    made = scene(
        "1 Warga NOUN 2 nsubj; 2 dijatuhi VERB 0 root; 3 hukuman NOUN 2 obj; 4 oleh ADP 5 case; "
        "5 Kenya PROPN 2 obl",
        Warga=PEOPLE,
        Kenya=STATE,
    )
    assert made.slots("hukuman") == {"subject": "kenya", "object": "warga"}


def test_a_relative_light_verb_lends_its_subject(scene: MakeScene) -> None:
    """ "serangan yang dilancarkan Kenya": Kenya attacks."""
    made = scene(
        "1 Serangan NOUN 5 nsubj; 2 yang PRON 3 nsubj; 3 dilancarkan VERB 1 acl; "
        "4 Kenya PROPN 3 obj; 5 berhenti VERB 0 root",
        Kenya=STATE,
    )
    assert made.slots("serangan")["subject"] == "kenya"


def test_what_strikes_lends_its_place_to_the_disaster(scene: MakeScene) -> None:
    """ "gempa yang mengguncang Malta" is one event: the quake, in Malta."""
    made = scene(
        "1 Gempa NOUN 5 nsubj; 2 yang PRON 3 nsubj; 3 mengguncang VERB 1 acl; "
        "4 Malta PROPN 3 obj; 5 berlalu VERB 0 root",
        Malta=STATE,
    )
    assert [made.tree.word(t.place) for t in made.triggers] == ["gempa"]
    assert made.slots("gempa")["object"] == "malta"


def test_what_is_given_is_no_second_event(scene: MakeScene) -> None:
    """Of "mengirim bantuan" the verb tells; "bantuan" alone tells for itself."""
    rows = "1 Kenya PROPN 2 nsubj; 2 {} VERB 0 root; 3 bantuan NOUN 2 obj"
    sent, praised = (scene(rows.format(verb), Kenya=STATE) for verb in ("mengirim", "memuji"))
    assert [sent.tree.word(t.place) for t in sent.triggers] == ["mengirim"]
    assert [praised.tree.word(t.place) for t in praised.triggers] == ["memuji", "bantuan"]


def test_what_failed_is_negative_once(scene: MakeScene) -> None:
    """ "gagal merebut": the light verb denies; two of them would affirm."""
    once = scene("1 Kenya PROPN 2 nsubj; 2 gagal VERB 0 root; 3 merebut VERB 2 xcomp")
    assert once.trigger("merebut").negative
    twice = scene(
        "1 Kenya PROPN 2 nsubj; 2 gagal VERB 0 root; 3 batal VERB 2 xcomp; 4 merebut VERB 3 xcomp"
    )
    assert not twice.trigger("merebut").negative


def test_a_bare_root_needs_a_headline(scene: MakeScene) -> None:
    """A bare root is an event only where it is a verb, or in a headline with a clause."""
    rows = "1 Kenya PROPN 2 nsubj; 2 serang NOUN 0 root; 3 Malta PROPN 2 obj"
    assert [t.entry.type for t in scene(rows, headline=True).triggers] == ["ASSAULT"]
    assert not [t for t in scene(rows).triggers if t.entry.bare]


def test_an_unlisted_verb_needs_both_sides(scene: MakeScene) -> None:
    """A verb that no table has is an event of type OTHER where who does it to whom is known."""
    rows = "1 Kenya PROPN 2 nsubj; 2 mengglobokkan VERB 0 root; 3 Malta PROPN 2 obj"
    (guess,) = scene(rows, Kenya=STATE, Malta=STATE).triggers
    assert (guess.entry.type, guess.confidence) == ("OTHER", GUESSED)
    assert scene(rows, Kenya=STATE).triggers == ()
    assert scene(rows).triggers == ()
    assert GUESSED < LISTED


def test_an_act_without_a_type_needs_both_sides(scene: MakeScene) -> None:
    """So is an act that the table lists without a type, and no state such as "mengetahui"."""
    rows = "1 Tim NOUN 2 nsubj; 2 {} VERB 0 root; 3 desa NOUN 2 obj"
    both = {"Tim": PEOPLE, "desa": EntityType.PLACE}
    guess = scene(rows.format("menjangkau"), **both).trigger("menjangkau")
    assert (guess.entry.type, guess.confidence) == ("OTHER", GUESSED)
    assert not scene(rows.format("menjangkau"), Tim=PEOPLE).triggers
    assert not scene(rows.format("mengetahui"), **both).triggers


def test_what_is_carried_out_is_the_event(scene: MakeScene) -> None:
    """Of "melakukan survei" the noun says what is done, and by whom the verb says."""
    made = scene("1 Tim NOUN 2 nsubj; 2 melakukan VERB 0 root; 3 survei NOUN 2 obj", Tim=PEOPLE)
    assert [made.tree.word(t.place) for t in made.triggers] == ["survei"]
    assert made.slots("survei")["subject"] == "tim"


def test_what_is_said_about_a_noun_in_passing_is_no_guess(scene: MakeScene) -> None:
    """A passive relative clause tells which thing is meant, not what came about."""
    made = scene(
        "1 Data NOUN 4 nsubj; 2 yang PRON 3 nsubj; 3 dihitung VERB 1 acl; 4 tiba VERB 0 root; "
        "5 Kenya PROPN 3 obl",
        Data=EntityType.OBJECT,
        Kenya=STATE,
    )
    assert [made.tree.word(t.place) for t in made.triggers] == ["tiba"]


def test_an_expression_is_one_trigger(scene: MakeScene) -> None:
    """ "hukuman mati" is found whole, and its words are not found again."""
    made = scene("1 hukuman NOUN 0 root; 2 mati ADJ 1 amod; 3 warga NOUN 1 nmod", warga=PEOPLE)
    (found,) = made.triggers
    assert found.places == (0, 1)
