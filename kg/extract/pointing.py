"""Words of speech that point back to what was told before: "membantahnya", "pernyataan itu"."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from kg.extract.cues import Cue, SpeechWords, is_silent
from kg.extract.passages import Passage, Telling
from kg.extract.sources import Attribution
from kg.extract.tree import Tree
from kg.model import Stance

#: Stances that are taken to what somebody has told.
POINTING = frozenset({Stance.DENY, Stance.CONFIRM, Stance.NO_COMMENT})
#: How many sentences back a denial may look for what it denies, and for the very word it denies.
_BACK, _FAR = 3, 8
_SPOKEN = ("ccomp", "xcomp", "csubj")


def points_back(
    tree: Tree,
    cue: Cue,
    words: SpeechWords,
    heads: tuple[int, ...],
    places: tuple[int, ...],
    *,
    reports: Collection[int],
) -> bool:
    """The cue speaks of what was told before: "membantahnya", "laporan itu", "enggan berkomentar".

    So it does where its content is a report or an accusation in itself, or where it denies,
    confirms or keeps silent and tells of no event of its own.
    """
    clauses = {h: set(tree.children(h, "acl", "ccomp")) - set(cue.places) for h in heads}
    documents = {h for h in heads if h in reports and not clauses[h]}
    told = documents | {
        p
        for h in documents
        for c in tree.children(h, "nmod", "obl")
        if tree.preposition(c) not in words.matter | {""}
        for p in tree.subtree(c)
    }
    if documents and set(places) <= told:
        return True
    if cue.place in reports and _is_delivered(tree, cue, words):
        return True
    return not places and (is_silent(cue.speech) or cue.speech.stance in POINTING)


def told_before(
    passage: Passage,
    cue: Cue,
    attribution: Attribution,
    here: Sequence[Telling],
    earlier: Sequence[Telling],
    *,
    heads: Collection[int],
) -> tuple[str, ...]:
    """The events that the cue points back to: a report, else what the text told of last.

    "Tuduhan itu" is what somebody was heard to allege ("menuduh"), whatever was told since then.
    """
    at = passage.context.tree.sentence.index
    roots = {each.speech.root for each in passage.cues if each.place in heads}
    for telling in reversed(earlier if not here else ()):
        alike = telling.cue is not None and telling.cue.speech.root in roots
        if alike and telling.events and telling.sentence >= at - _FAR:
            return telling.events
    earlier = [telling for telling in earlier if telling.sentence >= at - _BACK]
    own = frozenset(r.entity for r in attribution.sources if r.entity)
    events = _reported_before(here, earlier, cue, own) or passage.before
    if cue.speech.stance is Stance.DENY and not any(t.events for t in here):
        events = _charged_before(passage, earlier) or events
    return events


def _reported_before(
    here: Sequence[Telling], earlier: Sequence[Telling], cue: Cue, own: frozenset[str]
) -> tuple[str, ...]:
    """The events of the last report by somebody, in this sentence or up to three before it.

    Whoever makes "pernyataan ini" has made it before.
    """
    told = [telling.events for telling in here if telling.events]
    if told:
        return told[-1]
    if cue.speech.stance is Stance.ASSERT:
        for telling in reversed(earlier):
            if telling.events and own & {r.entity for r in telling.attribution.sources}:
                return telling.events
    if earlier and (earlier[-1].attribution.sources or earlier[-1].charge):
        return earlier[-1].events
    return ()


def _charged_before(passage: Passage, earlier: Sequence[Telling]) -> tuple[str, ...]:
    """The charge just before, later than all that somebody is cited for."""
    near = bool(earlier) and earlier[-1].sentence >= passage.before_at
    charge = any(passage.kinds[event] == "ACCUSE" for event in passage.before)
    return passage.before if charge and not near else ()


def _is_delivered(tree: Tree, cue: Cue, words: SpeechWords) -> bool:
    """A statement of which is only said that it is made: "pernyataan X disampaikan Kamis"."""
    verb = tree.head(cue.place)
    noun = cue.speech.frame == "noun" and tree.upos(cue.place) != "VERB"
    made = noun and verb >= 0 and tree.relation(cue.place) == "nsubj"
    return made and tree.word(verb) in words.delivered and not tree.children(verb, *_SPOKEN)
