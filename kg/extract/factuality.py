"""Factuality of claims: how sure and how positive a source is of each event that it tells of.

A claim has its own certainty and polarity, read from its cue and from the words around the event in
that very sentence; so "diyakini" stays with the claim where the event itself is certain by another
mention (GRaSP; van Son and others, 2016). Events that one source tells of with other factuality are
claims of their own.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.extract.cues import Cue, is_silent
from kg.extract.modality import ModalWords, is_negated, own_certainty, read_modality
from kg.extract.quotes import follows_quotation
from kg.extract.senses import Trigger
from kg.extract.tree import Tree
from kg.model import Certainty, Polarity, Stance

_CONTENT = frozenset({"xcomp", "ccomp", "advcl"})
_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)


@dataclass(frozen=True, slots=True)
class Factuality:
    """The stance of a source, and how sure and how positive it is."""

    stance: Stance = Stance.ASSERT
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE


def read_factuality(
    tree: Tree,
    cues: tuple[Cue, ...],
    place: int | None,
    triggers: Mapping[int, Trigger],
    words: ModalWords,
) -> Factuality:
    """What ``cues`` and the trigger at ``place`` say together; a cue above it denies or hedges it.

    The first cue is the one that tells; the others are within its content. A cue that is the
    trigger itself ("mengancam") says nothing of how sure the event is. A denial that is quoted is
    negative in its own words: "Kami tidak menerima suap," bantahnya.
    """
    trigger = triggers.get(place) if place is not None else None
    read = Factuality()
    if trigger is not None:
        certainty = own_certainty(tree, trigger, triggers, words)
        polarity = read_modality(tree, trigger, triggers, words).polarity
        read = Factuality(certainty=certainty, polarity=polarity)
    for number, cue in enumerate(cues):
        if number and place is not None and not _covers(tree, cue, place):
            continue
        if not number or cue.speech.stance is not Stance.ASSERT:
            read = replace(read, stance=cue.speech.stance)
        if place not in cue.places:
            read = _under(tree, cue, place, read, words)
    return read


def _under(
    tree: Tree, cue: Cue, place: int | None, read: Factuality, words: ModalWords
) -> Factuality:
    """What a cue makes of what is sure and positive by the words below it."""
    speech, stance, certainty = cue.speech, read.stance, read.certainty
    denied = is_negated(tree, cue.places, words) and not is_silent(speech)
    if stance is Stance.ASSERT and place is not None and _directs(tree, cue, place, words):
        stance, certainty = Stance.REQUEST, Certainty.POSSIBLE
    if not (stance is Stance.DENY and denied):
        certainty = max(certainty, speech.certainty, key=_ORDER.index)
    quoted = speech.stance is Stance.DENY and follows_quotation(tree, cue.place)
    negative = read.polarity is Polarity.NEGATIVE
    negative = negative != (speech.polarity is Polarity.NEGATIVE and not quoted)
    if denied and stance is Stance.DENY:
        stance, negative = Stance.ASSERT, not negative
    elif denied and stance is Stance.ESTIMATE:
        negative = not negative
    elif denied:
        stance, negative = Stance.NO_COMMENT, True
    return Factuality(stance, certainty, Polarity.NEGATIVE if negative else Polarity.POSITIVE)


def _covers(tree: Tree, cue: Cue, place: int) -> bool:
    """The cue governs the trigger, or stands below it ("..., diduga")."""
    head = cue.head(tree)
    return head in set(tree.ancestors(place)) or tree.head(head) == place


def _directs(tree: Tree, cue: Cue, place: int, words: ModalWords) -> bool:
    """To tell somebody "agar" or "untuk" do something is to ask for it."""
    if cue.speech.frame == "name" or words.effects.get(tree.marker(place), "") != "purpose":
        return False
    above = tree.head(place)
    if tree.relation(place) == "acl" and tree.relation(above) == "obj":
        return tree.head(above) in cue.places
    return above in cue.places and tree.relation(place) in _CONTENT
