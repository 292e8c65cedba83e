"""Refusals to say something: "menolak menjelaskan X", "belum bersedia berkomentar tentang X".

A word of speech below a word of refusal, or below a denied word of willingness, tells nothing: with
it, it is a cue of silence. Below such a word nobody asks, promises or estimates anything either.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.content import SPEAKING
from kg.extract.cues import Cue
from kg.extract.modality import ModalWords, is_negated
from kg.extract.slots import AIMING
from kg.extract.tree import Tree
from kg.model import Certainty, Polarity, Stance

_TELLING = frozenset({Stance.ASSERT, Stance.CONFIRM})
_BELOW = frozenset({"xcomp", "ccomp", "advcl"})


@dataclass(frozen=True, slots=True)
class Unwilling:
    """Verbs of refusal ("menolak"), and of willingness, which refuse when denied ("bersedia")."""

    refusing: frozenset[str]
    willing: frozenset[str]


def silenced(
    tree: Tree, cues: Sequence[Cue], unwilling: Unwilling, modal: ModalWords
) -> tuple[Cue, ...]:
    """The cues, with those of silence instead of words of speech that are refused."""
    found: list[Cue] = []
    for cue in cues:
        above = _refusal(tree, cue, unwilling, modal)
        if above is None:
            found.append(cue)
        elif cue.speech.stance in _TELLING and cue.speech.frame in SPEAKING:
            speech = replace(
                cue.speech,
                stance=Stance.NO_COMMENT,
                certainty=Certainty.CERTAIN,
                polarity=Polarity.NEGATIVE,
                frame="silence",
            )
            found.append(Cue(cue.place, tuple(sorted({above, *cue.places})), speech))
    return tuple(found)


def _refusal(tree: Tree, cue: Cue, unwilling: Unwilling, modal: ModalWords) -> int | None:
    """The word that refuses to say what the cue says; no clause with a subject of its own."""
    head = cue.head(tree)
    above = tree.head(head)
    if above < 0 or tree.relation(head) not in _BELOW or tree.children(head, "nsubj"):
        return None
    if tree.relation(head) == "advcl" and tree.marker(head) not in AIMING:
        return None
    if tree.word(above) in unwilling.refusing:
        return above
    denied = tree.word(above) in unwilling.willing and is_negated(tree, (above,), modal)
    return above if denied else None
