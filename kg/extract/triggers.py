"""Finding triggers: the words that say an event, with their sense and their slots.

A trigger is a verb, a deverbal noun or an adjective of the event lexicon. Light and aspectual
verbs ("melakukan serangan", "mulai menyerang") pass the trigger to the word with the meaning and
lend it their subject. Verbs that the lexicon lacks become OTHER, with low confidence, where they
carry a clause of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.extract.lexicon import Condition, Entry, Lexicon, Light, normal, noun_class
from kg.extract.slots import AIMING, Prepositions, Slots, clause_slots, nominal_slots, voice_of
from kg.extract.tree import Tree
from kg.model import EntityType, Reference, Role

#: Confidence of a sense that the lexicon gives, and of one that only the syntax suggests.
LISTED, GUESSED = 0.8, 0.4

#: Types of the lexicon for what is no event, and for an act that is one only as its syntax says.
NONE, ACT = "-", "~"

#: Words of the longest entry in the table of nouns that are worth comparing.
_LONGEST_NOUN = 4
_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADV", "X"})
_MAIN = frozenset({"root", "conj", "ccomp", "parataxis", "acl", "advcl", "xcomp"})
_NAMING = frozenset(
    {EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PERSON, EntityType.OBJECT}
)
_STATE = {"subject": Role.PATIENT, "object": Role.PATIENT, "against": Role.RECIPIENT}
_PLAIN = {
    "subject": Role.AGENT,
    "object": Role.PATIENT,
    "to": Role.RECIPIENT,
    "of": Role.PATIENT,
    "by": Role.AGENT,
}


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


def find_triggers(context: Context) -> tuple[Trigger, ...]:
    """The triggers of one sentence, in order, each word at most once."""
    tree = context.tree
    named = {p for name in tree.sentence.names for p in range(name.start, name.end)}
    named |= _inside_names(context)
    found: dict[int, Trigger] = {}
    for place in range(len(tree)):
        if place in named or tree.upos(place) not in _CONTENT:
            continue
        if any(place in trigger.places for trigger in found.values()):
            continue
        trigger = _listed(context, place)
        if trigger is None or trigger.entry.type == ACT:
            trigger = _guessed(context, place) or _done(context, place) or trigger
        if trigger is not None:
            found[place] = trigger
    carried = _carry(context, found)
    return tuple(t for t in carried if t.entry.type not in {NONE, ACT})


def _inside_names(context: Context) -> set[int]:
    """Words that only name a body, place, person or thing ("tempat pemungutan suara")."""
    return {
        place
        for reference in context.references.values()
        if reference.type in _NAMING
        for place in range(reference.start, reference.end)
        if place != reference.head
    }


def light_verbs(context: Context, place: int) -> tuple[Light, ...]:
    """The light readings of a word, longest expression first."""
    word = normal(context.tree.word(place), context.tag)
    return tuple(
        light
        for light in context.lexicon.lights.get(word, ())
        if _follows(context.tree, place, light.rest)
    )


def _listed(context: Context, place: int) -> Trigger | None:
    entry = _sense(context, place)
    if entry is None:
        return None
    slots = _slots_of(context, place, entry)
    if entry.type == "ASSAULT" and _by_nature(context, slots):
        entry = replace(entry, type="DISASTER", mode=None)
    if entry.root.split(" ", 1)[0] in context.play and entry.type not in {NONE, ACT}:
        entry = replace(entry, type="OTHER", mode=None)
    places = (place, *range(place + 1, place + 1 + len(entry.rest)))
    return Trigger(place, places, entry, _frozen(slots))


def _sense(context: Context, place: int) -> Entry | None:
    """The first reading of a word whose conditions hold."""
    tree = context.tree
    word = normal(tree.word(place), context.tag)
    entries = [
        e
        for e in context.lexicon.entries.get(word, ())
        if _follows(tree, place, e.rest) and _fits(context, place, e)
    ]
    for entry in entries:
        slots = _slots_of(context, place, entry)
        if all(_holds(context, place, entry, slots, condition) for condition in entry.conditions):
            return entry
    return None


def _by_nature(context: Context, slots: Mapping[str, Iterable[int]]) -> bool:
    """Damage done by water, wind, fire or another disaster is no force."""
    for place in (*slots.get("subject", ()), *slots.get("by", ())):
        word = normal(context.tree.word(place), context.tag)
        listed = context.lexicon.entries.get(word, ())
        if word in context.forces or any(
            entry.type == "DISASTER" and entry.upos == "NOUN" for entry in listed
        ):
            return True
    return False


def _guessed(context: Context, place: int) -> Trigger | None:
    """An act without a type of its own, done by or to somebody whom the text speaks of.

    Beside a noun only what the noun does to something counts ("petugas yang membagikan beras"):
    other clauses there tell which one is meant.
    """
    tree = context.tree
    relation = tree.relation(place)
    if relation not in _MAIN or not is_act(context, place):
        return None
    trigger = plain_trigger(context, place, "fallback:clause", GUESSED)
    if relation == "acl" and (trigger.entry.voice == "passive" or not tree.children(place, "obj")):
        return None
    near = [p for slot in ("subject", "object") for p in trigger.slots.get(slot, ())]
    return trigger if any(p in context.references for p in near) else None


def _done(context: Context, place: int) -> Trigger | None:
    """What somebody carries out: the noun beside a verb of mere doing ("melakukan survei")."""
    tree = context.tree
    verb = tree.head(place)
    wanted = "nsubj" if tree.word(max(verb, 0)).startswith("di") else "obj"
    if (
        verb < 0
        or tree.upos(place) != "NOUN"
        or tree.relation(place) != wanted
        or place in context.references
        or tree.word(place) in context.partitives
        or tree.word(place) in context.prepositions.plans
        or not any(
            light.rule.split(":")[1] in context.doing for light in light_verbs(context, verb)
        )
    ):
        return None
    return plain_trigger(context, place, "fallback:done", GUESSED)


def is_act(context: Context, place: int) -> bool:
    """Whether a word is a verb of doing that the lexicon gives no type: unlisted, or an act."""
    known = normal(context.tree.word(place), context.tag)
    entry = _sense(context, place)
    return (
        context.tree.upos(place) == "VERB"
        and known.isalpha()
        and (context.headline or _is_affixed(context, place) or entry is not None)
        and known not in context.speech
        and (entry.type == ACT if entry else known not in context.lexicon.lights)
    )


def plain_trigger(context: Context, place: int, rule: str, confidence: float) -> Trigger:
    """A predicate as a trigger of type OTHER, with the roles that its syntax gives."""
    tree = context.tree
    entry = Entry(
        rule=rule,
        root=tree.token(place).lemma,
        rest=(),
        upos="VERB",
        voice=voice_of(tree, place, "none", context.prepositions),
        bare=False,
        type="OTHER",
        mode=None,
        frame=_PLAIN if tree.upos(place) == "VERB" else _STATE,
        conditions=(),
    )
    slots = _frozen(_slots_of(context, place, entry))
    return Trigger(place, (place,), entry, slots, confidence=confidence)


def _fits(context: Context, place: int, entry: Entry) -> bool:
    """Part of speech agrees; a bare root is a verb only where the clause needs one."""
    upos = context.tree.upos(place)
    if entry.bare:
        return upos == "VERB" or (context.headline and upos != "ADJ" and _is_clause(context, place))
    if entry.upos == "NOUN":
        return upos in {"NOUN", "PROPN", "X"} or (
            upos == "VERB" and not _is_affixed(context, place)
        )
    return True


def _is_clause(context: Context, place: int) -> bool:
    return bool(context.tree.children(place, "nsubj", "obj"))


def _is_affixed(context: Context, place: int) -> bool:
    return context.tree.word(place).startswith(("me", "di", "ber", "ter"))


def _follows(tree: Tree, place: int, rest: Iterable[str]) -> bool:
    return all(
        place + offset < len(tree) and tree.word(place + offset) == word
        for offset, word in enumerate(rest, 1)
    )


def _slots_of(context: Context, place: int, entry: Entry) -> Slots:
    tree = context.tree
    if entry.upos == "NOUN" and tree.upos(place) != "VERB":
        slots = nominal_slots(tree, place, context.prepositions)
    else:
        voice = voice_of(tree, place, entry.voice, context.prepositions)
        slots = clause_slots(tree, place, voice, context.prepositions)
    for further in range(place + 1, place + 1 + len(entry.rest)):
        for slot, fillers in nominal_slots(tree, further, context.prepositions).items():
            if slot not in slots and slot != "of":
                slots[slot] = fillers
    return slots


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
    if condition.slot == "content":
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
    listed = context.lexicon.entries.get(normal(tree.word(place), context.tag), ())
    kinds.update(entry.type for entry in listed if not entry.rest and not entry.conditions)
    reference = context.references.get(place)
    if reference is not None:
        kinds.add(reference.type.value)
    found = noun_class(words, context.lexicon)
    if found:
        kinds.add(found[1])
        if reference is None:
            kinds.add(found[0])
    return kinds


def _carry(context: Context, found: dict[int, Trigger]) -> list[Trigger]:
    """Hand what stands around a light verb to the content word, and drop the light verb."""
    tree = context.tree
    carriers: set[int] = set()
    result = dict(found)
    for place in sorted(found):
        trigger, at = result[place], place
        for clause in tree.children(place, "acl"):
            lights = light_verbs(context, clause)
            if lights and _relative_object(context, clause, lights[0]):
                trigger = _lent(context, trigger, place, clause, lights[0])
                carriers.add(clause)
            elif not lights and "subject" not in trigger.slots:
                trigger = _announced(context, trigger, clause)
        for governor in tree.ancestors(place):
            if tree.word(governor) in context.partitives and tree.relation(at) == "nmod":
                at = governor
                continue
            lights = light_verbs(context, governor)
            if not lights or not _passes(tree, governor, at):
                break
            trigger = _lent(context, trigger, at, governor, lights[0])
            carriers.add(governor)
            at = governor
        result[place] = trigger
    return [result[place] for place in sorted(result) if place not in carriers]


def _announced(context: Context, trigger: Trigger, clause: int) -> Trigger:
    """Of "sanksi yang diumumkan X", whoever announces it also does it."""
    word = context.tree.word(clause)
    if word not in context.speech or not word.startswith(context.prepositions.passive_prefixes):
        return trigger
    slots = clause_slots(context.tree, clause, "passive", context.prepositions)
    agents = (*slots.get("subject", ()), *slots.get("by", ()))
    return replace(trigger, slots={**trigger.slots, "subject": agents}) if agents else trigger


def _passes(tree: Tree, governor: int, place: int) -> bool:
    """Whether a word is what a light verb does; a clause of time, of cause or beside it is not."""
    relation = tree.relation(place)
    if relation == "advcl":
        return tree.marker(place) in AIMING and not tree.children(governor, "obj")
    if relation == "obl":
        return place == governor + 1 or tree.preposition(place) == "dalam"
    return relation in {"obj", "xcomp", "ccomp", "nsubj"}


def _relative_object(context: Context, clause: int, light: Light) -> bool:
    """Whether the noun that a relative clause modifies is its deep object."""
    voice = voice_of(context.tree, clause, light.voice, context.prepositions)
    return voice == "passive" or bool(
        [c for c in context.tree.children(clause, "nsubj") if context.tree.word(c) != "yang"]
    )


def _lent(context: Context, trigger: Trigger, at: int, governor: int, light: Light) -> Trigger:
    tree = context.tree
    voice = voice_of(tree, governor, light.voice, context.prepositions)
    outer = clause_slots(tree, governor, voice, context.prepositions)
    slots = {slot: list(fillers) for slot, fillers in trigger.slots.items()}
    handed = dict(outer)
    if tree.relation(at) == "nsubj" and voice == "passive":
        handed["object"] = outer.get("extra", [])
    renamed = {"subject": light.subject, "object": light.object, "by": light.subject}
    for slot, fillers in handed.items():
        target = renamed.get(slot, slot)
        settled = trigger.entry.upos == "VERB" and slot == target == "subject" and slot in slots
        if not target or settled:
            continue
        kept = slots.setdefault(target, [])
        kept.extend(f for f in fillers if f not in kept and f not in {at, trigger.place})
    return replace(
        trigger,
        slots=_frozen(slots),
        lights=(*trigger.lights, governor),
        negative=trigger.negative != light.negative,
    )


def _frozen(slots: Mapping[str, Iterable[int]]) -> dict[str, tuple[int, ...]]:
    return {slot: tuple(fillers) for slot, fillers in slots.items() if fillers}
