"""Cues of attribution: the words that say that somebody says so, with their source and content.

The table ``speech`` lists verbs, nouns and expressions with stance, certainty, polarity and a
frame, which says where source, addressee and content stand around the cue. After Pareti,
Annotating Attribution Relations (PARC 3.0), with its source, cue and content spans.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from kg.extract.lexicon import normal
from kg.extract.quotes import follows_quotation
from kg.extract.tree import Tree
from kg.lang import Pack
from kg.model import Certainty, Polarity, Stance

_MARKS = frozenset({'"', "“", "«", "``", "''"})
_OPENS = _MARKS | {":", "bahwa"}


@dataclass(frozen=True, slots=True)
class Speech:
    """One reading of a cue word; ``rest`` are the further words of an expression."""

    rule: str
    rest: tuple[str, ...]
    voice: str
    upos: str
    stance: Stance
    certainty: Certainty
    polarity: Polarity
    frame: str
    bare: bool = False

    @property
    def root(self) -> str:
        """The root that a verb and its noun share ("menuduh", "tuduhan")."""
        return self.rule.split(":")[1]


@dataclass(frozen=True, slots=True)
class SpeechWords:
    """Function words around what is said (table ``syntax``).

    ``that`` opens a clause ("bahwa"), ``topic`` and ``matter`` a theme ("soal", "atas"), ``when``
    a clause of time, ``cause`` what brought an event about; of what is ``delivered``
    ("disampaikan") is only said that it is made.
    """

    that: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    matter: frozenset[str] = frozenset()
    when: frozenset[str] = frozenset()
    cause: frozenset[str] = frozenset()
    delivered: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    condition: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Cue:
    """A cue in its sentence: ``places`` are its tokens."""

    place: int
    places: tuple[int, ...]
    speech: Speech

    def head(self, tree: Tree) -> int:
        """The word of an expression that governs the others: of "enggan berkomentar" the second."""
        return tree.top(self.places)


@cache
def compile_speech(pack: Pack) -> Mapping[str, tuple[Speech, ...]]:
    """The readings of every cue by the first word of its surface form.

    Raises:
        PackError: a row names no known form code.
        ValueError: a stance, certainty or polarity is not one of the ontology's.
    """
    morphology: Any = import_module(f"kg.lang.{pack.tag}.morphology")
    found: dict[str, list[Speech]] = {}
    for row in pack.table("speech"):
        for code in row["forms"].split():
            for form in morphology.inflect(row["root"], code):
                first, *rest = form.surface.split(" ")
                speech = Speech(
                    rule=f"speech:{row['root']}:{code}",
                    rest=tuple(rest),
                    voice=form.voice,
                    upos=form.upos,
                    stance=Stance(row["stance"]),
                    certainty=Certainty(row["certainty"] or "CERTAIN"),
                    polarity=Polarity((row["polarity"] or "positive").upper()),
                    frame=row["frame"],
                    bare=code == "0/V" and not rest and row["frame"] == "say",
                )
                found.setdefault(first, []).append(speech)
    return {word: tuple(speeches) for word, speeches in found.items()}


@cache
def compile_words(pack: Pack) -> SpeechWords:
    """The function words around what is said."""
    kinds: dict[str, set[str]] = {}
    for row in pack.table("syntax"):
        kinds.setdefault(row["kind"], set()).add(row["word"])
    topic = frozenset(kinds.get("topic", ()))
    return SpeechWords(
        that=frozenset(kinds.get("that", ())),
        topic=topic,
        matter=topic | frozenset(kinds.get("matter", ())),
        when=frozenset(kinds.get("when", ())),
        cause=frozenset(kinds.get("cause", ())),
        delivered=frozenset(kinds.get("delivered", ())),
        relative=frozenset(
            row["word"] for row in pack.table("phrases") if row["role"] == "pronoun-relative"
        ),
        before=frozenset(kinds.get("before", ())),
        condition=frozenset(
            row["word"] for row in pack.table("modality") if row["effect"] == "condition"
        ),
    )


def find_cues(tree: Tree, readings: Mapping[str, tuple[Speech, ...]], tag: str) -> tuple[Cue, ...]:
    """The cues of one sentence in order; words inside names are none."""
    listed = [p for p, word in enumerate(tree.lower) if normal(word, tag) in readings]
    named = {p for name in tree.sentence.names for p in range(name.start, name.end)}
    cues: list[Cue] = []
    taken: set[int] = set()
    for place in listed:
        if place in named or place in taken:
            continue
        known = readings[normal(tree.word(place), tag)]
        read = [(speech, p) for speech in known if (p := _reads(tree, place, speech))]
        if read:
            speech, places = min(
                read, key=lambda r: (-len(r[1]), not r[0].bare, r[0].upos != tree.upos(place))
            )
            cues.append(Cue(place, places, speech))
            taken.update(places)
    return tuple(cues)


def _reads(tree: Tree, place: int, speech: Speech) -> tuple[int, ...]:
    """The words of a reading that begins at a word; none where it does not fit there."""
    places = (place, *range(place + 1, place + 1 + len(speech.rest)))
    if places[-1] >= len(tree) or tree.words(places[1:]) != " ".join(speech.rest):
        return ()
    if speech.bare and tree.upos(place) != "VERB" and not follows_quotation(tree, place):
        return ()
    return () if speech.frame == "quoting" and not _quotes(tree, place) else places


def _quotes(tree: Tree, place: int) -> bool:
    """A quotation, a colon or "bahwa" follows at once, or a clause with a subject of its own."""
    clauses = tree.children(place, "ccomp")
    if any(place < c < clause for clause in clauses for c in tree.children(clause, "nsubj")):
        return True
    after = [tree.word(p) for p in range(place + 1, min(place + 3, len(tree)))]
    return bool(after) and (after[0] in _OPENS or (after[0] == "," and after[-1] in _MARKS))


def is_silent(speech: Speech) -> bool:
    """The cue says that somebody says nothing."""
    return speech.frame == "silence"
