"""A short clause that names an event: who, the trigger, whom, where to."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.layout import Layout
from kg.extract.senses import Trigger
from kg.extract.tree import Tree
from kg.model import Reference, Role

#: Longest label in characters; a longer participant is left out.
_LONGEST = 80


def event_label(
    tree: Tree, trigger: Trigger, roles: Sequence[tuple[Role, Reference]], layout: Layout, by: str
) -> str:
    """The trigger between its first agent and its first undergoer, in text order.

    "Jepang mengirim beras" for an active verb. A noun keeps its modifiers behind it, and who stands
    before it comes behind too: of "Kenya melakukan serangan", "serangan oleh Kenya", where ``by``
    is the preposition of agents. Whoever is told by a pronoun stands there by name, because a label
    is read without its sentence.
    """
    words = " ".join(tree.token(place).text for place in trigger.places)
    around: list[tuple[int, str]] = []
    noun = trigger.entry.upos == "NOUN"
    for wanted in ((Role.PATIENT, Role.RECIPIENT), (Role.AGENT,)):
        first = next((r for role, r in roles if role in wanted), None)
        if first is None:
            continue
        place, name = first.head, layout.name(first)
        if noun and place < trigger.place:
            place, name = len(tree), f"{by} {name}" if Role.AGENT in wanted else name
        around.append((place, name))
    around.sort(key=lambda participant: participant[0])
    before = [name for place, name in around if place < trigger.place]
    after = [name for place, name in around if place > trigger.place]
    label = " ".join([*before, words, *after])
    return label if len(label) <= _LONGEST else words
