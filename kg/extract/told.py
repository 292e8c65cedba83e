"""Which of the events in a reported clause its source tells of."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from kg.extract.cues import Cue, SpeechWords
from kg.extract.modality import is_relative_clause
from kg.extract.tree import Tree

_ALONG = frozenset({"conj", "ccomp", "xcomp", "advcl", "nmod"})


def told_events(
    tree: Tree,
    heads: tuple[int, ...],
    events: Mapping[int, str],
    words: SpeechWords,
    *,
    others: Collection[int] = (),
    plain: Collection[int] = (),
) -> tuple[int, ...]:
    """The triggers told below ``heads``: the first on each path down, and what goes along with it.

    Relative clauses and the words of ``others`` are left out; a cause, a purpose or a participant
    of an event that is told is background, not what the source says. A ``plain`` predicate, which
    is an event only because a source asserts it, says what it says by the events below it.
    """
    found: set[int] = set()
    queue = list(heads)
    seen: set[int] = set(queue)
    for at in queue:
        if at in events:
            found.add(at)
        for child in tree.children(at):
            if child in seen or child in others or is_relative_clause(tree, child):
                continue
            if at in events and at not in plain and not _told_with(tree, child, words):
                continue
            seen.add(child)
            queue.append(child)
    if not found:
        found.update(_deepest(tree, heads, events, others))
    return tuple(sorted(found))


def _deepest(
    tree: Tree, heads: tuple[int, ...], events: Mapping[int, str], others: Collection[int]
) -> list[int]:
    """The first event that a relative clause or a participant of what is told holds."""
    queue = list(heads)
    for at in queue:
        queue.extend(c for c in tree.children(at) if c not in others)
    return sorted(p for p in queue if p in events)[:1]


def charged(
    tree: Tree,
    cue: Cue,
    places: tuple[int, ...],
    charges: Collection[int],
    events: Mapping[int, str],
) -> tuple[int, ...]:
    """What a charge is of, instead of the charge: "tuduhan bahwa X", "tuduhan korupsi"."""
    below = {p for p in places if p not in charges}
    for place in charges:
        if place in places:
            clauses = [
                c for c in tree.children(place, "acl", "ccomp", "nmod") if c not in cue.places
            ]
            inner = [p for c in clauses for p in tree.subtree(c) if p in events]
            below.update(inner[:1])
    return tuple(sorted(below)) or places


def _told_with(tree: Tree, place: int, words: SpeechWords) -> bool:
    """What a source says in one breath with an event: a second one, one reported, one around it."""
    if tree.relation(place) == "advcl" and tree.marker(place) in words.condition | words.before:
        return False
    return tree.relation(place) in _ALONG or tree.preposition(place) in words.cause
