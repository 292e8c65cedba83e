"""Factuality and the turning of types, on handmade trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.extract.modality import (
    Modality,
    compile_modality,
    is_negated,
    read_modality,
    turn_type,
)
from kg.lang import load
from kg.model import Certainty, Polarity

MakeScene = Callable[..., Any]
WORDS = compile_modality(load("id"))
CERTAIN, PROBABLE, POSSIBLE = Certainty
POSITIVE, NEGATIVE = Polarity


def read(made: Any, word: str) -> Modality:
    """The modality of a trigger of a handmade sentence."""
    triggers = {t.place: t for t in made.triggers}
    return read_modality(made.tree, made.trigger(word), triggers, WORDS)


@pytest.mark.parametrize(
    ("before", "certainty", "polarity"),
    [
        ("tidak PART", CERTAIN, NEGATIVE),
        ("belum ADV", CERTAIN, NEGATIVE),
        ("akan AUX", CERTAIN, POSITIVE),
        ("telah AUX", CERTAIN, POSITIVE),
        ("mungkin ADV", POSSIBLE, POSITIVE),
        ("diduga ADV", PROBABLE, POSITIVE),
        ("tidak PART; 3 akan AUX", CERTAIN, NEGATIVE),
        ("tidak PART; 3 hanya ADV", CERTAIN, POSITIVE),
        ("mungkin ADV; 3 tidak PART", POSSIBLE, NEGATIVE),
    ],
)
def test_words_before_the_verb(
    scene: MakeScene, before: str, certainty: Certainty, polarity: Polarity
) -> None:
    """Negation, doubt and future by the words that stand between subject and verb."""
    words = before.split("; ")
    verb = 2 + len(words)
    rows = [f"1 Kenya PROPN {verb} nsubj", f"2 {words[0]} {verb} advmod"]
    rows += [f"{word} {verb} advmod" for word in words[1:]]
    rows += [f"{verb} menyerang VERB 0 root", f"{verb + 1} Malta PROPN {verb} obj"]
    found = read(scene("; ".join(rows)), "menyerang")
    assert (found.certainty, found.polarity) == (certainty, polarity)


def test_a_condition_makes_possible(scene: MakeScene) -> None:
    """ "Jika Kenya menyerang, ...": nothing of the kind has happened."""
    made = scene(
        "1 Jika SCONJ 3 mark; 2 Kenya PROPN 3 nsubj; 3 menyerang VERB 5 advcl; "
        "4 Malta PROPN 5 nsubj; 5 kalah VERB 0 root"
    )
    assert read(made, "menyerang").certainty is POSSIBLE


@pytest.mark.parametrize("light", ["berencana", "ingin"])
def test_what_is_meant_is_possible(scene: MakeScene, light: str) -> None:
    """A light verb of intent says so of the verb below it."""
    made = scene(
        f"1 Kenya PROPN 2 nsubj; 2 {light} VERB 0 root; 3 menyerang VERB 2 xcomp; "
        "4 Malta PROPN 3 obj"
    )
    found = read(made, "menyerang")
    assert found.certainty is POSSIBLE
    assert found.planned


def test_promises_and_charges_weaken_their_content(scene: MakeScene) -> None:
    """What is promised is possible, and certain with "akan"; what is alleged is probable."""
    promise = "1 Kenya PROPN 2 nsubj; 2 berjanji VERB 0 root; "
    assert read(scene(promise + "3 membantu VERB 2 xcomp"), "membantu").certainty is POSSIBLE
    sure = scene(promise + "3 akan AUX 4 aux; 4 membantu VERB 2 xcomp")
    assert read(sure, "membantu").certainty is CERTAIN
    charge = scene(
        "1 Kenya PROPN 2 nsubj; 2 menuduh VERB 0 root; 3 Malta PROPN 4 nsubj; "
        "4 menyerang VERB 2 ccomp; 5 Fiji PROPN 4 obj"
    )
    assert read(charge, "menyerang").certainty is PROBABLE


def test_an_expression_is_not_negated_by_its_own_words(scene: MakeScene) -> None:
    """ "tidak mengakui" is one cue; only a negation beside it turns it."""
    tree = scene("1 tidak PART 2 advmod; 2 mengakui VERB 0 root").tree
    assert is_negated(tree, (1,), WORDS)
    assert not is_negated(tree, (0, 1), WORDS)


def test_what_there_is_not_has_not_happened(scene: MakeScene) -> None:
    """ "tidak ada serangan": the expression takes in the verb that the noun hangs on."""
    rows = "2 ada VERB 0 root; 3 serangan NOUN 2 nsubj"
    assert read(scene(f"1 Tidak PART 2 advmod; {rows}"), "serangan").polarity is NEGATIVE
    assert read(scene(f"1 Kemarin ADV 2 advmod; {rows}"), "serangan").polarity is POSITIVE


TURNS = [
    ("AID", Modality(future=True), "AGREE"),
    ("COOPERATE", Modality(planned=True), "AGREE"),
    ("ASSAULT", Modality(future=True), "THREATEN"),
    ("SANCTION", Modality(feared=True), "THREATEN"),
    ("RETREAT", Modality(future=True), "CONCEDE"),
    ("CONSULT", Modality(future=True), "CONSULT"),
    ("ASSAULT", Modality(future=True, polarity=NEGATIVE), "ASSAULT"),
    ("AID", Modality(), "AID"),
]


@pytest.mark.parametrize(("kind", "modality", "turned"), TURNS)
def test_types_turn_as_the_codebook_says(kind: str, modality: Modality, turned: str) -> None:
    """Help to come is AGREE, force to come THREATEN, withdrawal to come CONCEDE; meetings stay."""
    found, mode = turn_type(kind, "mode", modality)
    assert found == turned
    assert mode == ("mode" if found == kind else None)
