"""States of affairs that a source asserts: events even where the lexicon lists no trigger.

By the codebook a state ("tidak siap", "rentan") or an unlisted happening is an event of type OTHER
where somebody says so; its trigger is the predicate that heads the reported clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.content import content_heads
from kg.extract.cues import Cue, SpeechWords, is_silent
from kg.extract.guesses import is_act, plain_trigger
from kg.extract.senses import GUESSED, Context, Trigger
from kg.extract.told import told_events
from kg.extract.tree import Tree
from kg.extract.triggers import find_triggers

RULE = "fallback:asserted"
_REPORTING = frozenset({"say", "tell", "according", "name"})
_CLAUSES = frozenset({"ccomp", "root", "conj"})
_SPOKEN = _CLAUSES | {"xcomp", "advcl", "parataxis"}


def _asserts(context: Context, place: int) -> bool:
    """A quality or a verb that heads the clause itself, no phrase beside it."""
    tree = context.tree
    return (
        tree.upos(place) in {"ADJ", "VERB"}
        and tree.relation(place) in _CLAUSES
        and tree.word(place) not in context.copulas
    )


def _does(context: Context, place: int) -> bool:
    """An act that heads the clause: it is what the source says, whatever else is told in it."""
    return context.tree.relation(place) in _SPOKEN and is_act(context, place)


def _goes_on(tree: Tree, head: int, listed: Sequence[Trigger]) -> bool:
    """Whether a disaster is the subject: "tsunami melewati laut" is the disaster going on."""
    subjects = tree.children(head, "nsubj")
    return any(t.place in subjects and t.entry.type == "DISASTER" for t in listed)


def sentence_triggers(
    context: Context, cues: Sequence[Cue], words: SpeechWords
) -> tuple[Trigger, ...]:
    """The listed triggers of a sentence and the predicates that sources assert, in order.

    To refuse to comment is a claim of no comment, and no event.
    """
    tree = context.tree
    silent = {place for cue in cues if is_silent(cue.speech) for place in cue.places}
    listed = [t for t in find_triggers(context) if t.place not in silent]
    places = {place: "" for trigger in listed for place in (*trigger.places, *trigger.lights)}
    cue_words = {place for cue in cues for place in cue.places}
    added: dict[int, Trigger] = {}
    for cue in cues:
        if cue.speech.frame not in _REPORTING:
            continue
        heads = content_heads(tree, cue, cue.speech.voice, words, cue_words)
        told = told_events(tree, heads, places, words, others=cue_words)
        for head in sorted({p for top in heads for p in tree.conjuncts(top)}):
            if head in places or head in cue_words or head in added:
                continue
            if _goes_on(tree, head, listed):
                continue
            if not _does(context, head) if told else not _asserts(context, head):
                continue
            added[head] = plain_trigger(context, head, RULE, GUESSED)
    return tuple(sorted((*listed, *added.values()), key=lambda trigger: trigger.place))
