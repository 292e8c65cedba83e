"""The function words of a language pack (table ``syntax``), compiled."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from kg.extract.circumstances import Joints
from kg.extract.counting import Counting
from kg.extract.cues import compile_speech
from kg.extract.refusals import Unwilling
from kg.extract.slots import Prepositions
from kg.lang import Pack

#: Frames of reporting verbs whose object is the subject of what they report ("menyebut X jatuh").
_RAISING = frozenset({"say", "name", "impersonal"})


@dataclass(frozen=True, slots=True)
class Grammar:
    """Prepositions with slots, control verbs, and lists of nouns and verbs that rules ask for."""

    prepositions: Prepositions
    partitives: frozenset[str]
    copulas: frozenset[str]
    forces: frozenset[str]
    comparatives: frozenset[str]
    sport: frozenset[str]
    play: frozenset[str]
    counting: Counting
    purposes: frozenset[str]
    doing: frozenset[str]
    reasons: frozenset[str]
    vague: frozenset[str]
    joints: Joints
    unwilling: Unwilling
    documents: frozenset[str]


@cache
def compile_grammar(pack: Pack) -> Grammar:
    """The function words of a pack."""
    rows = pack.table("syntax")
    asking = frozenset(r["word"] for r in rows if r["kind"] == "control")
    reporting = frozenset(
        word
        for word, found in compile_speech(pack).items()
        if any(speech.frame in _RAISING for speech in found)
    )
    return Grammar(
        Prepositions(
            slots={r["word"]: r["value"] for r in rows if r["kind"] == "preposition"},
            object_control=asking | reporting,
            asking=asking,
            plans=frozenset(r["word"] for r in rows if r["kind"] == "plan"),
            own={r["word"]: r["value"] for r in rows if r["kind"] == "own"},
            anti=frozenset(r["word"] for r in rows if r["kind"] == "anti"),
            amid=frozenset(r["word"] for r in rows if r["kind"] == "amid"),
            doers={r["word"]: r["value"] for r in rows if r["kind"] == "doer"},
        ),
        frozenset(r["word"] for r in rows if r["kind"] == "partitive"),
        frozenset(r["word"] for r in rows if r["kind"] in {"copula", "state"}),
        frozenset(r["word"] for r in rows if r["kind"] == "force"),
        frozenset(r["word"] for r in rows if r["kind"] == "comparative"),
        frozenset(r["word"] for r in rows if r["kind"] == "sport"),
        frozenset(r["word"] for r in rows if r["kind"] == "play"),
        Counting(
            linking=frozenset(r["word"] for r in rows if r["kind"] in {"copula", "measure"}),
            sources=frozenset(
                word
                for word, found in compile_speech(pack).items()
                if any(s.frame == "according" and not s.rest for s in found)
            ),
            share=frozenset(r["word"] for r in rows if r["kind"] == "share"),
            habits=frozenset(r["word"] for r in rows if r["kind"] == "habit"),
            greatness=frozenset(r["word"] for r in rows if r["kind"] == "greatness"),
        ),
        frozenset(r["word"] for r in pack.table("modality") if r["effect"] == "purpose"),
        frozenset(r["word"] for r in rows if r["kind"] == "doing"),
        frozenset(r["word"] for r in rows if r["kind"] == "reason"),
        frozenset(r["word"] for r in pack.table("phrases") if r["role"] == "generic"),
        Joints(
            within=frozenset(r["word"] for r in rows if r["kind"] == "within"),
            at_once=frozenset(r["word"] for r in rows if r["kind"] == "at-once"),
            meanwhile=frozenset(r["word"] for r in rows if r["kind"] == "meanwhile"),
            after=frozenset(r["word"] for r in rows if r["kind"] == "after"),
            including=frozenset(r["word"] for r in rows if r["kind"] == "including"),
        ),
        Unwilling(
            refusing=frozenset(r["word"] for r in rows if r["kind"] == "refusing"),
            willing=frozenset(r["word"] for r in rows if r["kind"] == "willing"),
        ),
        frozenset(r["word"] for r in rows if r["kind"] == "document"),
    )
