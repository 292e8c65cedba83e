"""How sure, denied or future a trigger is said to be, read from the words around and above it.

Certainty and polarity follow GRaSP factuality. The type of an event turns with them where PLOVER
says so: promised help is AGREE, threatened force THREATEN (manual 2.0, auxiliary modes; the house's
codebook decides the rest).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache

from kg.extract.senses import Trigger
from kg.extract.tree import Tree, once_a_tree
from kg.lang import Pack
from kg.model import Certainty, Polarity

_ORDER = (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE)
_CLAUSE = frozenset({"xcomp", "ccomp", "advcl", "acl", "csubj", "obj", "parataxis"})
_UNREAL = frozenset({"purpose", "condition", "intend"})
_DOUBTS = frozenset({"possible", "probable"})
#: Words in the longest modal expression.
_LONGEST = 3
_COOPERATIVE = frozenset({"SUPPORT", "COOPERATE", "AID"})
_HOSTILE = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_PLANNED = _HOSTILE | {"PROTEST", "MOBILIZE"}
_DISAPPROVE, _ALLEGE = "disapprove", "allege"
#: How sure the content of an event of this type is ("berjanji mengirim", "menuduh menyerang").
_CONTENT = {
    "REQUEST": Certainty.POSSIBLE,
    "AGREE": Certainty.POSSIBLE,
    "THREATEN": Certainty.POSSIBLE,
    "REJECT": Certainty.POSSIBLE,
    "ACCUSE": Certainty.PROBABLE,
}


#: What "yang terluka" hangs by on "ada" where no noun is between.
_WHOEVER = frozenset({"acl", "advcl", "csubj", "ccomp", "xcomp"})


@dataclass(frozen=True, slots=True)
class Modality:
    """Factuality of one trigger.

    ``feared``: a source fears it, ``able``: somebody can, ``planned``: somebody means to,
    ``deed``: a verb says it ("akan menggugat"), no noun ("akan menghadiri sidang").
    """

    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    future: bool = False
    unreal: bool = False
    feared: bool = False
    able: bool = False
    planned: bool = False
    deed: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class ModalWords:
    """Words and expressions with their effect, the first words of all of them, and the prepositions
    of what somebody is charged with.
    """

    effects: Mapping[str, str]
    openings: frozenset[str]
    reasons: frozenset[str]


@cache
def compile_modality(pack: Pack) -> ModalWords:
    """The table ``modality`` of a pack; of two rows for one word the first counts."""
    effects: dict[str, str] = {}
    for row in pack.table("modality"):
        effects.setdefault(row["word"].lower(), row["effect"])
    return ModalWords(
        effects,
        frozenset(word.split(" ", 1)[0] for word in effects),
        frozenset(r["word"] for r in pack.table("syntax") if r["kind"] == "reason"),
    )


def own_certainty(
    tree: Tree, trigger: Trigger, triggers: Collection[int], words: ModalWords
) -> Certainty:
    """How sure the clause of a trigger is by its own words, whatever governs it.

    What is the case on a condition is possible. A noun shares the doubt of the predicate that it is
    the subject of ("korban bisa lebih banyak").
    """
    effects = {*_own_effects(tree, trigger.place, trigger.lights, words)}
    place, governor = trigger.place, tree.head(trigger.place)
    if tree.relation(place) == "nsubj" and governor >= 0 and governor not in triggers:
        around = _near_effects(tree, (governor,), words)
        effects |= _DOUBTS & {*around, words.effects.get(tree.word(governor), "")}
    if "condition" in effects and "past" not in effects:
        return Certainty.POSSIBLE
    return _certainty(effects)


def _certainty(effects: Collection[str]) -> Certainty:
    if "possible" in effects or "fear" in effects:
        return Certainty.POSSIBLE
    return Certainty.PROBABLE if "probable" in effects else Certainty.CERTAIN


def is_of_nobody(tree: Tree, place: int, words: ModalWords) -> bool:
    """Nobody is said to do it: "tidak ada yang mengaku", "tak seorang pun mengaku"."""
    effects = [*_existence(tree, place, words), *_of_none(tree, place, words)]
    return effects.count("negative") % 2 == 1


def is_negated(tree: Tree, places: tuple[int, ...], words: ModalWords) -> bool:
    """Whether an expression stands under an odd number of negations beside those within it."""
    return _near_effects(tree, places, words).count("negative") % 2 == 1


def read_modality(
    tree: Tree, trigger: Trigger, triggers: Mapping[int, Trigger], words: ModalWords
) -> Modality:
    """The factuality of a trigger from its auxiliaries, its light verbs and its governors."""
    effects = _own_effects(tree, trigger.place, trigger.lights, words)
    negative = trigger.negative != (effects.count("negative") % 2 == 1)
    certainty = _certainty(effects)
    past = "past" in effects
    future = "future" in effects and not past
    unreal = bool(_UNREAL & set(effects)) and not past
    feared = "fear" in effects
    top = trigger.lights[-1] if trigger.lights else trigger.place
    at = top
    for governor in tree.ancestors(top):
        if tree.relation(at) not in _CLAUSE and tree.relation(at) != "conj":
            certainty = _weakest(certainty, _as_charge(tree, at, triggers.get(governor), words))
            break
        if is_relative_clause(tree, at):
            break
        if tree.relation(at) != "conj":
            certainty = _weakest(certainty, _as_content(triggers.get(governor), future=future))
            effect = words.effects.get(tree.word(governor), "")
            if effect in {"possible", "probable"}:
                certainty = _weakest(certainty, Certainty(effect.upper()))
            elif effect == "fear":
                certainty, feared = _weakest(certainty, Certainty.POSSIBLE), True
            elif effect == "intend":
                unreal = True
            elif effect == "negative" and tree.relation(at) in {"xcomp", "ccomp"}:
                negative = not negative
        at = governor
    if unreal:
        certainty = _weakest(certainty, Certainty.POSSIBLE)
    return Modality(
        polarity=Polarity.NEGATIVE if negative else Polarity.POSITIVE,
        certainty=certainty,
        future=future,
        unreal=unreal,
        feared=feared,
        planned="intend" in effects,
        deed=trigger.entry.upos != "NOUN",
        able="possible" in effects and trigger.entry.upos != "NOUN",
    )


def _as_charge(tree: Tree, place: int, above: Trigger | None, words: ModalWords) -> Certainty:
    """How sure it is what somebody is charged with ("didakwa korupsi", "dakwaan atas korupsi")."""
    charged = above is not None and above.entry.mode == _ALLEGE
    behind = tree.relation(place) in {"obl", "nmod"} and (
        tree.preposition(place) in {"", *words.reasons}
    )
    return Certainty.PROBABLE if charged and behind else Certainty.CERTAIN


def is_relative_clause(tree: Tree, place: int) -> bool:
    """A clause with "yang": it tells of its noun, whatever is said of the rest."""
    return tree.relation(place) == "acl" and any(
        tree.word(child) == "yang" for child in tree.children(place)
    )


def turn_type(kind: str, mode: str | None, modality: Modality) -> tuple[str, str | None]:
    """The type of an event in this modality; the mode goes where the type turns."""
    if modality.polarity is Polarity.NEGATIVE:
        return kind, mode
    turned = kind
    ahead = modality.future or modality.planned
    if ahead and kind in _COOPERATIVE:
        turned = "AGREE"
    elif (ahead and kind in _PLANNED) or (modality.future and modality.deed and kind == "ACCUSE"):
        turned = "THREATEN"
    elif modality.future and kind == "RETREAT":
        turned = "CONCEDE"
    elif kind in _HOSTILE and (modality.feared or modality.able):
        turned = "THREATEN"
    return turned, mode if turned == kind else None


def _as_content(above: Trigger | None, *, future: bool) -> Certainty:
    """How sure the content of a governing event is; what one agrees "will" happen is certain.

    What is condemned has happened; what is alleged may have.
    """
    if above is None or above.entry.mode == _DISAPPROVE:
        return Certainty.CERTAIN
    if future and above.entry.type == "AGREE":
        return Certainty.CERTAIN
    return _CONTENT.get(above.entry.type, Certainty.CERTAIN)


@once_a_tree
def _own_effects(
    tree: Tree, place: int, lights: tuple[int, ...], words: ModalWords
) -> tuple[str, ...]:
    """The effects around a trigger and its light verbs, and those of the light verbs themselves.

    A light verb that denies ("gagal") does so by its own table.
    """
    own = [words.effects.get(tree.word(light), "") for light in lights]
    return (
        *_near_effects(tree, (place, *lights), words),
        *_existence(tree, place, words),
        *_of_none(tree, place, words),
        *(effect for effect in own if effect not in {"", "negative"}),
    )


def _existence(tree: Tree, place: int, words: ModalWords) -> list[str]:
    """The effect of a modal expression that takes in the governor: "tidak ada korban".

    So too where the word tells of what there is not: "tidak ada penumpang yang terluka".
    """
    if is_relative_clause(tree, place) and tree.upos(tree.head(place)) != "VERB":
        place = tree.head(place)
    governor, relation = tree.head(place), tree.relation(place)
    whoever = relation in _WHOEVER and any(
        tree.word(child) == "yang" for child in tree.children(place, "nsubj")
    )
    if governor < 0 or not (whoever or relation in {"nsubj", "obj"}):
        return []
    found = [(child, *effect_at(tree, child, words)) for child in tree.children(governor)]
    return [effect for child, effect, length in found if child < governor < child + length]


def _of_none(tree: Tree, place: int, words: ModalWords) -> list[str]:
    """The effect of a subject that is nobody: "tak satu pun dari mereka ditangkap"."""
    subjects = [c for c in tree.children(place, "nsubj") if tree.upos(c) in {"NUM", "PRON"}]
    return [
        effect
        for subject in subjects
        for child in tree.children(subject, "advmod", "det")
        if child < subject and (effect := effect_at(tree, child, words)[0]) == "negative"
    ]


def _near_effects(tree: Tree, places: tuple[int, ...], words: ModalWords) -> list[str]:
    """The effects of the auxiliaries, adverbs and markers of these words, each word once."""
    near = {
        child
        for place in places
        for child in tree.children(place, "aux", "advmod", "mark", "case", "cop", "xcomp", "det")
        if child not in places
    }
    effects: list[str] = []
    used: set[int] = set()
    for child in sorted(near):
        if child in used:
            continue
        effect, length = effect_at(tree, child, words)
        if effect:
            effects.append(effect)
            used.update(range(child, child + length))
    return effects


def effect_at(tree: Tree, place: int, words: ModalWords) -> tuple[str, int]:
    """The effect of the longest modal expression that begins at a word, and its length in words."""
    if tree.word(place) not in words.openings:
        return "", 0
    for length in range(min(_LONGEST, len(tree) - place), 0, -1):
        effect = words.effects.get(tree.words(range(place, place + length)))
        if effect:
            return effect, length
    return "", 0


def _weakest(*certainties: Certainty) -> Certainty:
    return max(certainties, key=_ORDER.index)
