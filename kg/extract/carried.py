"""Who speaks where a word of speech names nobody: whoever spoke before it, or speaks around it.

"X mengatakan A tidak benar dan mendesak B" and "..., kata X, menambahkan bahwa B" have X for both;
"kami menduga B", within what X is quoted to say, is X's own word.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract.content import BESIDE, SPEAKING
from kg.extract.cues import Cue
from kg.extract.sources import Attribution, Scene
from kg.extract.tree import Tree
from kg.model import Reference

#: Kind of pronoun by which a speaker means himself ("saya", "kami").
_SELF = "pronoun-speaker"
_CLAUSE = frozenset({"ccomp", "xcomp", "parataxis", "advcl"})


def carry_over(scene: Scene, attributions: Mapping[int, Attribution]) -> dict[int, Attribution]:
    """The attributions of all cues, with the source of another one where they name none."""
    done = dict(attributions)
    for place in sorted(done):
        found = done[place]
        cue = scene.cues[place]
        other = _around(scene, place) if _is_self(found.sources) else _before(scene, cue)
        if other is not None and (done[other].sources or other < place):
            done[place] = replace(found, sources=done[other].sources)
    return done


def _is_self(sources: tuple[Reference, ...]) -> bool:
    return bool(sources) and all(source.rule == _SELF for source in sources)


def _around(scene: Scene, place: int) -> int | None:
    """The word of speech in whose content this one stands: "kami yakin ..., kata X"."""
    tree = scene.tree
    above = [p for p in tree.ancestors(place) if p in scene.cues]
    beside = [
        p
        for p in sorted(scene.cues)
        if p > place and scene.cues[p].speech.bare and tree.relation(p) == "parataxis"
    ]
    return next(iter((*beside, *above)), None)


def _before(scene: Scene, cue: Cue) -> int | None:
    """The word of speech that this one goes on from, where it has no subject of its own."""
    tree, place = scene.tree, cue.place
    if not _goes_on(tree, cue):
        return None
    earlier = [p for p in sorted(scene.cues) if p < place and scene.cues[p].speech.bare]
    if earlier:
        return earlier[-1]
    return _above(scene, tree.first_conjunct(place)) if tree.relation(place) == "conj" else None


def _goes_on(tree: Tree, cue: Cue) -> bool:
    """A verb of speech beside another clause, whoever says it: "..., seraya menambahkan"."""
    speaks = cue.speech.frame in SPEAKING and tree.upos(cue.place) == "VERB"
    beside = tree.relation(cue.place) in BESIDE and not tree.children(cue.place, "nsubj")
    return speaks and beside and cue.speech.voice != "passive" and not cue.speech.bare


def _above(scene: Scene, place: int) -> int | None:
    """The word of speech whose content a clause is, if no subject of that clause can speak."""
    tree = scene.tree
    if place in scene.cues or tree.relation(place) not in _CLAUSE or tree.head(place) < 0:
        return None
    subjects = tree.children(place, "nsubj")
    if any(c in scene.references for c in subjects):
        return None
    return tree.head(place) if tree.head(place) in scene.cues else None
