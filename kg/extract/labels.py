"""A short clause that names an event: who, the trigger, whom, where to."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.layout import Layout
from kg.extract.tree import Tree
from kg.extract.triggers import Trigger
from kg.model import Reference, Role

#: Longest label in characters; a longer participant is left out.
_LONGEST = 80


def event_label(
    tree: Tree, trigger: Trigger, roles: Sequence[tuple[Role, Reference]], layout: Layout
) -> str:
    """The trigger between its first agent and its first undergoer, in text order.

    "Jepang mengirim beras" for an active verb; a noun keeps its modifiers behind it. Whoever is
    told by a pronoun stands there by name, because a label is read without its sentence.
    """
    words = " ".join(tree.token(place).text for place in trigger.places)
    around: list[tuple[int, str]] = []
    for wanted in ((Role.AGENT,), (Role.PATIENT, Role.RECIPIENT)):
        first = next((r for role, r in roles if role in wanted), None)
        if first is not None:
            around.append((first.head, layout.name(first)))
    before = [name for head, name in sorted(around) if head < trigger.place]
    after = [name for head, name in sorted(around) if head > trigger.place]
    label = " ".join([*before, words, *after])
    return label if len(label) <= _LONGEST else words
