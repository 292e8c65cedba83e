"""Acts of no type that an article counts or dates: a number or a day says that it was one event.

What holds in general is seldom told with a date, and of an act that is only in passing nobody gives
the number. So a verb that the lexicon gives no type is an event of type OTHER where a number counts
its participants or measures it, or a time says when.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.counting import Counting, counted_clause
from kg.extract.guesses import is_act, plain_trigger
from kg.extract.lexicon import normal
from kg.extract.senses import GUESSED, NONE, Context, Trigger
from kg.extract.tree import Tree
from kg.model import EntityType, Quantity, TimeExpression

_ACTORS = frozenset(
    {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY, EntityType.GROUP}
)
_CLAUSES = frozenset({"root", "conj", "ccomp", "xcomp", "advcl", "acl", "parataxis"})


def with_measured(
    context: Context,
    triggers: Sequence[Trigger],
    quantities: Sequence[Quantity],
    times: Sequence[TimeExpression],
    words: Counting,
) -> tuple[Trigger, ...]:
    """The triggers of a sentence and its untyped acts that have a number or a time, in order."""
    tree = context.tree
    known = {p for trigger in triggers for p in (*trigger.places, *trigger.lights)}
    found = {counted_clause(tree, q.mentions[0].span, known, words) for q in quantities}
    dated = {_dated_clause(tree, time, known) for time in times}
    found |= dated
    added = (
        plain_trigger(context, place, "fallback:measured", GUESSED)
        for place in sorted(p for p in found if p is not None)
        if tree.relation(place) in _CLAUSES and _is_untyped(context, place)
    )
    taking = (
        t
        for t in added
        if not any(tree.word(p) in words.habits for p in tree.subtree(t.place))
        and (t.place in dated or _has_actor(context, t))
    )
    return tuple(sorted((*triggers, *taking), key=lambda trigger: trigger.place))


def _is_untyped(context: Context, place: int) -> bool:
    """A verb of doing that the lexicon gives no type, at least not here."""
    if is_act(context, place):
        return True
    word = normal(context.tree.word(place), context.tag)
    listed = context.lexicon.entries.get(word, ())
    return (
        context.tree.upos(place) == "VERB"
        and word not in context.speech
        and word not in context.lexicon.lights
        and bool(listed)
        and all(entry.type != NONE for entry in listed)
    )


def _dated_clause(tree: Tree, time: TimeExpression, known: set[int]) -> int | None:
    """The verb that a time stands by, where no event stands nearer."""
    places = tree.places(time.mentions[0].span)
    if not places:
        return None
    for place in tree.ancestors(tree.top(places)):
        if place in known:
            return None
        if tree.upos(place) == "VERB":
            between = any(place < event < places[0] for event in known)
            return None if between else place
    return None


def _has_actor(context: Context, trigger: Trigger) -> bool:
    """Whether people or bodies take part: recipes and descriptions of nature give numbers too."""
    found = (
        context.references.get(place)
        for slot in ("subject", "object", "by")
        for place in trigger.slots.get(slot, ())
    )
    return any(reference is not None and reference.type in _ACTORS for reference in found)
