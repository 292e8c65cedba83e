"""From slots to roles on handmade trees: frames, places, partitives, possessors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.extract.roles import assign_roles
from kg.model import EntityType

MakeScene = Callable[..., Any]
STATE, PEOPLE, PLACE = EntityType.COUNTRY, EntityType.GROUP, EntityType.PLACE
OBJECT, PERSON = EntityType.OBJECT, EntityType.PERSON


def roles(made: Any, word: str) -> list[tuple[str, str]]:
    """The roles around a trigger, by name."""
    context = made.context
    pairs = assign_roles(made.tree, made.trigger(word), context.references, context.partitives)
    return [(role.value, reference.name) for role, reference in pairs]


def test_the_frame_names_the_roles(scene: MakeScene) -> None:
    """Who helps is agent, who is helped recipient; what is attacked is patient."""
    rows = "1 Kenya PROPN 2 nsubj; 2 {} VERB 0 root; 3 Malta PROPN 2 obj"
    helped = scene(rows.format("membantu"), Kenya=STATE, Malta=STATE)
    assert roles(helped, "membantu") == [("agent", "Kenya"), ("recipient", "Malta")]
    attacked = scene(rows.format("menyerang"), Kenya=STATE, Malta=STATE)
    assert roles(attacked, "menyerang") == [("agent", "Kenya"), ("patient", "Malta")]


def test_a_place_within_a_place_is_one_too(scene: MakeScene) -> None:
    """ "di pasar di Nairobi": the event is at both; a person is no place."""
    rows = (
        "1 Kenya PROPN 2 nsubj; 2 menyerang VERB 0 root; 3 di ADP 4 case; 4 pasar NOUN 2 obl; "
        "5 di ADP 6 case; 6 Nairobi PROPN 4 nmod"
    )
    made = scene(rows, Kenya=STATE, pasar=PLACE, Nairobi=PLACE)
    assert roles(made, "menyerang")[1:] == [("place", "pasar"), ("place", "Nairobi")]
    assert roles(scene(rows, pasar=PERSON, Nairobi=PLACE), "menyerang") == []


def test_a_word_of_amount_stands_for_what_it_counts(scene: MakeScene) -> None:
    """ "sejumlah warga" are the residents."""
    made = scene(
        "1 Kenya PROPN 2 nsubj; 2 menyerang VERB 0 root; 3 sejumlah NOUN 2 obj; "
        "4 warga NOUN 3 nmod",
        warga=PEOPLE,
    )
    assert roles(made, "menyerang") == [("patient", "warga")]


def test_the_owner_acts_where_a_thing_does(scene: MakeScene) -> None:
    """ "Rencana Kenya menyerang Malta": the state, not the plan, attacks."""
    made = scene(
        "1 Rencana NOUN 5 nsubj; 2 Kenya PROPN 1 nmod; 3 menyerang VERB 1 acl; "
        "4 Malta PROPN 3 obj; 5 bocor VERB 0 root",
        Kenya=STATE,
        Malta=STATE,
    )
    assert roles(made, "menyerang") == [("agent", "Kenya"), ("patient", "Malta")]


def test_nobody_has_two_roles(scene: MakeScene) -> None:
    """Whoever fills two slots keeps the first role."""
    made = scene("1 Kenya PROPN 2 nsubj; 2 menyerang VERB 0 root", Kenya=STATE)
    twice = replace(made.trigger("menyerang"), slots={"object": (0,), "subject": (0,)})
    context = made.context
    pairs = assign_roles(made.tree, twice, context.references, context.partitives)
    assert [(role.value, reference.name) for role, reference in pairs] == [("agent", "Kenya")]


def test_things_do_not_act_but_those_who_own_them_do(scene: MakeScene) -> None:
    """ "gas" promises nothing; a ship moves; a hospital stands for its people."""
    rows = "1 {0} NOUN 2 nsubj; 2 {1} VERB 0 root; 3 Malta PROPN 2 obj"
    acts = scene(rows.format("gas", "menyerang"), gas=OBJECT, Malta=STATE)
    assert roles(acts, "menyerang") == [("patient", "Malta")]
    moves = scene("1 kapal NOUN 2 nsubj; 2 berangkat VERB 0 root", kapal=OBJECT)
    assert roles(moves, "berangkat") == [("agent", "kapal")]


def test_what_is_praised_is_its_owners(scene: MakeScene) -> None:
    """ "memuji langkah Fiji dan Malta": both states are praised; the step is only a thing."""
    made = scene(
        "1 Kenya PROPN 2 nsubj; 2 memuji VERB 0 root; 3 langkah NOUN 2 obj; 4 Fiji PROPN 3 nmod; "
        "5 dan CCONJ 6 cc; 6 Malta PROPN 4 conj",
        Kenya=STATE,
        langkah=OBJECT,
        Fiji=STATE,
        Malta=STATE,
    )
    assert roles(made, "memuji") == [
        ("agent", "Kenya"),
        ("recipient", "Fiji"),
        ("recipient", "Malta"),
    ]


def test_a_place_owns_no_deed(scene: MakeScene) -> None:
    """ "kesepakatan Nairobi" was made there, not by the town."""
    made = scene("1 Kesepakatan NOUN 0 root; 2 Nairobi PROPN 1 nmod", Nairobi=PLACE)
    assert roles(made, "kesepakatan") == []


def test_pada_before_people_is_kepada(scene: MakeScene) -> None:
    """ "menyerahkan beras pada warga": people are given to, a market is where it happens."""
    rows = (
        "1 Kenya PROPN 2 nsubj; 2 memberikan VERB 0 root; 3 beras NOUN 2 obj; 4 pada ADP 5 case; "
        "5 warga NOUN 2 obl"
    )
    given = scene(rows, Kenya=STATE, beras=OBJECT, warga=PEOPLE)
    assert ("recipient", "warga") in roles(given, "memberikan")
    there = scene(rows, Kenya=STATE, beras=OBJECT, warga=PLACE)
    assert ("place", "warga") in roles(there, "memberikan")


def test_what_is_done_to_a_thing_is_done_where_it_is(scene: MakeScene) -> None:
    """ "pasar di Nairobi diserang": the attack was in Nairobi, unless the clause says where."""
    rows = (
        "1 pasar NOUN 4 nsubj; 2 di ADP 3 case; 3 Nairobi PROPN 1 nmod; 4 diserang VERB 0 root; "
        "5 di ADP 6 case; 6 {} NOUN 4 obl"
    )
    there = scene(rows.format("tengah"), pasar=OBJECT, Nairobi=PLACE)
    assert roles(there, "diserang") == [("patient", "pasar"), ("place", "Nairobi")]
    said = scene(rows.format("pantai"), pasar=OBJECT, Nairobi=PLACE, pantai=PLACE)
    assert roles(said, "diserang") == [("patient", "pasar"), ("place", "pantai")]
