"""The sense of a word in its sentence: which reading of the event lexicon holds there.

A reading fits by its part of speech and by the words that follow; its conditions look at what
fills the slots around it. Two things the sentence decides: damage done by wind or water is a
disaster, and an attack in a match is play.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.extract.lexicon import CONTENT, Condition, Entry, Lexicon, Light, normal, noun_class
from kg.extract.slots import Prepositions, Slots, clause_slots, nominal_slots, voice_of
from kg.extract.tree import Tree
from kg.model import EntityType, Reference

#: Confidence of a sense that the lexicon gives, and of one that only the syntax suggests.
LISTED, GUESSED = 0.8, 0.4

#: Types of the lexicon for what is no event, and for an act that is one only as its syntax says.
NONE, ACT = "-", "~"

_OWNERS = frozenset(
    {EntityType.COUNTRY, EntityType.PERSON, EntityType.ORGANIZATION, EntityType.GROUP}
)

#: Words of the longest entry in the table of nouns that are worth comparing.
_LONGEST_NOUN = 4


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger in its sentence: ``places`` are its tokens, the first one is ``place``."""

    place: int
    places: tuple[int, ...]
    entry: Entry
    slots: Mapping[str, tuple[int, ...]]
    lights: tuple[int, ...] = ()
    negative: bool = False
    confidence: float = LISTED


@dataclass(frozen=True, slots=True)
class Context:
    """What a sentence is read against."""

    tree: Tree
    lexicon: Lexicon
    prepositions: Prepositions
    references: Mapping[int, Reference]
    tag: str
    speech: frozenset[str]
    partitives: frozenset[str]
    copulas: frozenset[str]
    forces: frozenset[str]
    doing: frozenset[str]
    play: frozenset[str]
    headline: bool


def light_verbs(context: Context, place: int) -> tuple[Light, ...]:
    """The light readings of a word, longest expression first."""
    word = normal(context.tree.word(place), context.tag)
    return tuple(
        light
        for light in context.lexicon.lights.get(word, ())
        if _follows(context.tree, place, light.rest)
    )


def listed(context: Context, place: int) -> Trigger | None:
    """The trigger that the lexicon makes of a word, of type ``-`` or ``~`` too."""
    entry = sense(context, place)
    if entry is None:
        return None
    slots = slots_of(context, place, entry)
    if entry.type == "ASSAULT" and _by_nature(context, slots):
        entry = replace(entry, type="DISASTER", mode=None)
    if entry.root.split(" ", 1)[0] in context.play and entry.type not in {NONE, ACT}:
        entry = replace(entry, type="OTHER", mode=None)
    places = (place, *range(place + 1, place + 1 + len(entry.rest)))
    return Trigger(place, places, entry, frozen(slots))


def sense(context: Context, place: int) -> Entry | None:
    """The first reading of a word whose conditions hold."""
    tree = context.tree
    word = normal(tree.word(place), context.tag)
    entries = [
        e
        for e in context.lexicon.entries.get(word, ())
        if _follows(tree, place, e.rest) and _fits(context, place, e)
    ]
    for entry in entries:
        slots = slots_of(context, place, entry) if entry.conditions else {}
        if all(_holds(context, place, entry, slots, condition) for condition in entry.conditions):
            return entry
    return None


def _by_nature(context: Context, slots: Mapping[str, Iterable[int]]) -> bool:
    """Damage done by water, wind, fire or another disaster is no force."""
    for place in (*slots.get("subject", ()), *slots.get("by", ())):
        word = normal(context.tree.word(place), context.tag)
        readings = context.lexicon.entries.get(word, ())
        if word in context.forces or any(
            entry.type == "DISASTER" and entry.upos == "NOUN" for entry in readings
        ):
            return True
    return False


def _fits(context: Context, place: int, entry: Entry) -> bool:
    """Part of speech agrees; a bare root is a verb only where the clause needs one."""
    upos = context.tree.upos(place)
    if entry.bare:
        return upos == "VERB" or (context.headline and upos != "ADJ" and _is_clause(context, place))
    if entry.upos == "NOUN":
        return upos in {"NOUN", "PROPN", "X"} or (upos == "VERB" and not is_affixed(context, place))
    return True


def _is_clause(context: Context, place: int) -> bool:
    return bool(context.tree.children(place, "nsubj", "obj"))


def is_affixed(context: Context, place: int) -> bool:
    """Whether a word has the prefix of a verb."""
    return context.tree.word(place).startswith(("me", "di", "ber", "ter"))


def _follows(tree: Tree, place: int, rest: tuple[str, ...]) -> bool:
    return not rest or tree.lower[place + 1 : place + 1 + len(rest)] == rest


def slots_of(context: Context, place: int, entry: Entry) -> Slots:
    """Who and what stands around a word in this reading."""
    tree = context.tree
    if entry.upos == "NOUN" and tree.upos(place) != "VERB":
        filled = nominal_slots(tree, place, context.prepositions)
    else:
        voice = voice_of(tree, place, entry.voice, context.prepositions)
        filled = clause_slots(tree, place, voice, context.prepositions)
    own = range(place, place + 1 + len(entry.rest))
    slots = {slot: kept for slot, fs in filled.items() if (kept := [f for f in fs if f not in own])}
    for further in own[1:]:
        for slot, fillers in nominal_slots(tree, further, context.prepositions).items():
            if slot not in slots and (slot != "of" or _are_owners(context, entry, fillers)):
                slots[slot] = list(fillers)
        passive = tree.word(further).startswith(context.prepositions.passive_prefixes)
        if tree.upos(further) == "VERB" and passive and "subject" not in slots:
            # "tewas ditembak tentara": whoever did the second did the whole.
            doers = clause_slots(tree, further, "passive", context.prepositions)
            slots.update({s: list(doers[s]) for s in ("subject", "by", "in") if s in doers})
        elif tree.upos(further) == "VERB" and "object" not in slots:
            # "menembak mati tersangka": whoever follows the whole is its object.
            after = [c for c in tree.children(further, "nsubj", "obj") if c > further]
            if after:
                slots["object"] = after
    return slots


def _are_owners(context: Context, entry: Entry, fillers: Iterable[int]) -> bool:
    """Those behind a noun of several words are whose it is ("serangan udara Israel")."""
    return entry.upos == "NOUN" and all(
        p in context.references and context.references[p].type in _OWNERS for p in fillers
    )


def _holds(
    context: Context,
    place: int,
    entry: Entry,
    slots: Mapping[str, Iterable[int]],
    condition: Condition,
) -> bool:
    """A condition on a slot; the possessor of a noun counts for the slot whose role it has."""
    fillers = list(slots.get(condition.slot, ()))
    if condition.slot == "object":
        clauses = context.tree.children(place, "ccomp", "xcomp")
        fillers.extend(clauses if condition.absent else ())
    if condition.slot == CONTENT:
        fillers = _content(context.tree, place)
    wanted = entry.frame.get(condition.slot)
    if entry.upos == "NOUN" and wanted is not None and entry.frame.get("of") == wanted:
        fillers.extend(slots.get("of", ()))
    if condition.absent:
        return not fillers
    return any(_kinds(context, filler) & condition.values for filler in fillers)


def _content(tree: Tree, place: int) -> list[int]:
    """What a verb says comes about: its object, or the clause below it and its subject."""
    clauses = tree.children(place, "ccomp", "xcomp", "advcl")
    subjects = [s for clause in clauses for s in tree.children(clause, "nsubj")]
    return [*tree.children(place, "obj", "obl"), *clauses, *subjects]


def _kinds(context: Context, place: int) -> set[str]:
    """What a filler is: its words, its entity type, its class among nouns, its event type."""
    tree = context.tree
    words = [tree.word(p) for p in range(place, min(place + _LONGEST_NOUN, len(tree)))]
    kinds = {tree.word(place), tree.token(place).lemma.lower(), " ".join(words[:2])}
    readings = context.lexicon.entries.get(normal(tree.word(place), context.tag), ())
    kinds.update(entry.type for entry in readings if not entry.rest and not entry.conditions)
    reference = context.references.get(place)
    if reference is not None:
        kinds.add(reference.type.value)
    found = noun_class(words, context.lexicon)
    if found:
        kinds.add(found[1].replace("_", " "))
        if reference is None:
            kinds.add(found[0])
    return kinds


def frozen(slots: Mapping[str, Iterable[int]]) -> dict[str, tuple[int, ...]]:
    """The filled slots, for good."""
    return {slot: tuple(fillers) for slot, fillers in slots.items() if fillers}
