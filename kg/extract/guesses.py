"""Events that the lexicon gives no type: OTHER, with low confidence, as the syntax suggests.

Measured on annotated articles, four to seven in ten such guesses are events.
"""

from __future__ import annotations

from kg.extract.lexicon import Entry, normal
from kg.extract.senses import (
    ACT,
    GUESSED,
    Context,
    Trigger,
    frozen,
    is_affixed,
    light_verbs,
    sense,
    slots_of,
)
from kg.extract.slots import voice_of
from kg.model import Role

_MAIN = frozenset({"root", "conj", "ccomp", "parataxis", "acl", "advcl", "xcomp"})
_STATE = {"subject": Role.PATIENT, "object": Role.PATIENT, "against": Role.RECIPIENT}
_PLAIN = {
    "subject": Role.AGENT,
    "object": Role.PATIENT,
    "to": Role.RECIPIENT,
    "of": Role.PATIENT,
    "by": Role.AGENT,
}


def guessed(context: Context, place: int) -> Trigger | None:
    """An act without a type of its own, done by somebody to somebody or something of the text.

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
    known = [
        any(p in context.references for p in trigger.slots.get(slot, ()))
        for slot in ("subject", "object")
    ]
    return trigger if all(known) else None


def carried_out(context: Context, place: int) -> Trigger | None:
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
    if context.tree.upos(place) != "VERB" or not known.isalpha() or known in context.speech:
        return False
    entry = sense(context, place)
    return (context.headline or is_affixed(context, place) or entry is not None) and (
        entry.type == ACT if entry else known not in context.lexicon.lights
    )


def plain_trigger(context: Context, place: int, rule: str, confidence: float) -> Trigger:
    """A predicate as a trigger of type OTHER, with the roles that its syntax gives."""
    tree = context.tree
    entry = Entry(
        rule=rule,
        root=tree.token(place).lemma,
        kin="",
        rest=(),
        upos="VERB",
        voice=voice_of(tree, place, "none", context.prepositions),
        bare=False,
        type="OTHER",
        mode=None,
        frame=_PLAIN if tree.upos(place) == "VERB" else _STATE,
        conditions=(),
    )
    slots = frozen(slots_of(context, place, entry))
    return Trigger(place, (place,), entry, slots, confidence=confidence)
