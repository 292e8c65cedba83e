"""Finding triggers: the words that say an event, with their sense and their slots.

A trigger is a verb, a deverbal noun or an adjective of the event lexicon. Light and aspectual
verbs ("melakukan serangan", "mulai menyerang") pass the trigger to the word with the meaning and
lend it their subject. Verbs that the lexicon gives no type become OTHER, with low confidence,
where they carry a clause of their own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.guesses import carried_out, guessed
from kg.extract.lexicon import Light
from kg.extract.senses import ACT, NONE, Context, Trigger, frozen, light_verbs, listed
from kg.extract.slots import AIMING, clause_slots, voice_of
from kg.extract.tree import Tree
from kg.model import EntityType, Role

_CONTENT = frozenset({"VERB", "NOUN", "ADJ", "PROPN", "ADV", "X"})
#: Acts that others end or announce than those who do them.
_OF_OTHERS = frozenset(
    {"PROTEST", "CASUALTY", "DISASTER", "ACCUSE", "COERCE", "CONTROL", "REQUEST", "MOVE"}
)
#: Types of which a noun and the verb that happens to it tell one event ("bom mobil meledak").
_TOLD_TWICE = frozenset({"ASSAULT", "TRADE"})
#: What is said to somebody, who then answers it.
_OFFERED = frozenset({"AGREE", "REQUEST", "ACCUSE", "THREATEN"})
#: Where those stand behind a noun whose trade grows or falls ("ekspor Laos ke Cina naik").
_TRADERS = ("of", "to", "into", "from", "by")
#: Acts of speech: what they are about comes about elsewhere.
_SAID = frozenset({"REQUEST", "ACCUSE", "SUPPORT", "REJECT", "THREATEN"})
_NAMING = frozenset(
    {EntityType.ORGANIZATION, EntityType.PLACE, EntityType.PERSON, EntityType.OBJECT}
)


def find_triggers(context: Context) -> tuple[Trigger, ...]:
    """The triggers of one sentence, in order, each word at most once."""
    tree = context.tree
    named = {p for name in tree.sentence.names for p in range(name.start, name.end)}
    named |= _inside_names(context)
    named |= {p for p, w in enumerate(tree.lower, 1) if w in context.prepositions.anti}
    found: dict[int, Trigger] = {}
    taken: set[int] = set()
    for place, upos in enumerate(tree.tags):
        if upos not in _CONTENT or place in named or place in taken:
            continue
        trigger = listed(context, place)
        if trigger is None or trigger.entry.type == ACT:
            trigger = guessed(context, place) or carried_out(context, place) or trigger
        if trigger is not None:
            found[place] = trigger
            taken.update(trigger.places)
    carried = [t for t in _carry(context, found) if t.entry.type not in {NONE, ACT}]
    carried = _located(carried)
    return _told_once(context, carried)


def _located(triggers: Sequence[Trigger]) -> list[Trigger]:
    """Of "menyerukan gencatan senjata di X" the place behind the noun is where that comes about."""
    result = {trigger.place: trigger for trigger in triggers}
    for said in triggers:
        content = [p for p in said.slots.get("object", ()) if p in result and p > said.place]
        if said.entry.type not in _SAID or len(content) != 1 or "in" in result[content[0]].slots:
            continue
        (noun,) = content
        behind = tuple(p for p in said.slots.get("in", ()) if p > noun)
        if behind:
            result[noun] = replace(result[noun], slots={**result[noun].slots, "in": behind})
            kept = tuple(p for p in said.slots["in"] if p not in behind)
            result[said.place] = replace(said, slots=frozen({**said.slots, "in": kept}))
    return [result[place] for place in sorted(result)]


def _told_once(context: Context, triggers: Sequence[Trigger]) -> tuple[Trigger, ...]:
    """Without nouns that are what a verb of their own type does, or does it with.

    Of "mengirim bantuan", "menjerat X dengan dakwaan" and "ekspor beras naik" the verb tells; of
    what only happens to the noun, it takes over who stands around that.
    """
    tree, kept = context.tree, {trigger.place: trigger for trigger in triggers}
    for noun in triggers:
        at = noun.lights[-1] if noun.lights else noun.place
        verb = kept.get(tree.head(at))
        if tree.upos(noun.place) != "NOUN" or verb is None or tree.upos(verb.place) != "VERB":
            continue
        happens = noun.place in _undergoing(verb)
        if verb.entry.type != noun.entry.type or not (happens or noun.place in _done_by(verb)):
            continue
        del kept[noun.place]
        if happens:
            traders = _traders(context, noun)
            frame = {**noun.entry.frame, **_core(verb)}
            entry = replace(verb.entry, frame=frame)
            kept[verb.place] = replace(verb, entry=entry, slots={**traders, **verb.slots})
    return tuple(kept.values())


def _traders(context: Context, noun: Trigger) -> dict[str, tuple[int, ...]]:
    """The states behind a noun, by slot."""
    states = {p for p, r in context.references.items() if r.type is EntityType.COUNTRY}
    found = {slot: tuple(p for p in noun.slots.get(slot, ()) if p in states) for slot in _TRADERS}
    return {slot: places for slot, places in found.items() if places}


def _core(trigger: Trigger) -> dict[str, Role]:
    """What a verb says of its subject and object."""
    frame = trigger.entry.frame
    return {slot: frame[slot] for slot in ("subject", "object") if slot in frame}


def _done_by(trigger: Trigger) -> tuple[int, ...]:
    """What a verb does, or does something with."""
    return (*trigger.slots.get("object", ()), *trigger.slots.get("with", ()))


def _undergoing(trigger: Trigger) -> tuple[int, ...]:
    """The subject of a verb that happens to it ("bom mobil meledak", "ekspor naik")."""
    happens = trigger.entry.frame.get("subject") is Role.PATIENT
    return trigger.slots.get("subject", ()) if happens and trigger.entry.type in _TOLD_TWICE else ()


def _inside_names(context: Context) -> set[int]:
    """Words that only name a body, place, person or thing ("tempat pemungutan suara")."""
    return {
        place
        for reference in context.references.values()
        if reference.type in _NAMING
        for place in range(reference.start, reference.end)
        if place != reference.head
    }


def _carry(context: Context, found: dict[int, Trigger]) -> list[Trigger]:
    """Hand what stands around a light verb to the content word, and drop the light verb."""
    tree = context.tree
    carriers: set[int] = set()
    result = dict(found)
    for place in sorted(found):
        trigger, at = result[place], place
        for clause in tree.children(place, "acl", "amod"):
            lights = light_verbs(context, clause)
            if lights and (not lights[0].subject or _relative_object(context, clause, lights[0])):
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
                trigger = _owned(context, trigger, at, governor)
                break
            if trigger.entry.type == NONE and _is_told(found.get(governor)):
                break
            trigger = _lent(context, trigger, at, governor, lights[0])
            carriers.add(governor)
            at = governor
        result[place] = trigger
    return [result[place] for place in sorted(result) if place not in carriers]


def _owned(context: Context, trigger: Trigger, at: int, governor: int) -> Trigger:
    """Of "mengumumkan gencatan senjata" and "latihan ditunda X", whoever does it does the act.

    So does whoever says to answer for it ("mengaku bertanggung jawab atas serangan").
    Whoever answers an offer or a charge is whom it was made to ("menanggapi tawaran X").
    """
    tree, frame = context.tree, trigger.entry.frame
    doers = [slot for slot in ("subject", "by", "of") if frame.get(slot) is Role.AGENT]
    doer = not trigger.slots.keys().isdisjoint(doers)
    reach = context.prepositions.own.get(tree.word(governor), "")
    if not reach or trigger.entry.upos != "NOUN":
        return trigger
    if reach == "taker":
        return _taken_by(context, trigger, at, governor)
    others = reach == "object" and trigger.entry.type in _OF_OTHERS
    if doer or others or frame.get("subject") is not Role.AGENT:
        return trigger
    voice = voice_of(tree, governor, "none", context.prepositions)
    wanted = "nsubj" if voice == "passive" else "obj"
    if tree.relation(at) != ("obl" if reach == "answer" else wanted):
        return trigger
    slots = clause_slots(tree, governor, voice, context.prepositions)
    agents = (*slots.get("subject", ()), *slots.get("by", ()))
    return replace(trigger, slots={**trigger.slots, "subject": agents}) if agents else trigger


def _taken_by(context: Context, trigger: Trigger, at: int, governor: int) -> Trigger:
    tree = context.tree
    voice = voice_of(tree, governor, "none", context.prepositions)
    taken = tree.relation(at) == ("nsubj" if voice == "passive" else "obj")
    towards = next((s for s in ("to", "against") if s in trigger.entry.frame), "")
    if not taken or not towards or {"to", "against"} & set(trigger.slots):
        return trigger
    slots = clause_slots(tree, governor, voice, context.prepositions)
    takers = (*slots.get("subject", ()), *slots.get("by", ()))
    if not takers or trigger.entry.type not in _OFFERED:
        return trigger
    return replace(trigger, slots={**trigger.slots, towards: takers})


def _is_told(governor: Trigger | None) -> bool:
    """A verb that says an event by what its object is ("meluncurkan rudal") keeps it."""
    return governor is not None and bool(governor.entry.conditions)


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
        beside = place > 0 and tree.word(place - 1) == ","
        return not beside and tree.marker(place) in AIMING and not tree.children(governor, "obj")
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
        slots=frozen(slots),
        lights=(*trigger.lights, governor),
        negative=trigger.negative != light.negative,
    )
