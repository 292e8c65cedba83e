"""Tying times to the event that they say something of."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from kg.extract.tree import Tree
from kg.model import Span

#: Steps in the tree that a loose time may be away from its event.
_REACH = 4
_DESCRIBING = frozenset({"acl", "nmod", "appos"})


def governing_event(
    tree: Tree,
    span: Span,
    events: Mapping[int, str],
    stop: Iterable[int] = (),
    bounding: Collection[str] = (),
) -> str | None:
    """The event whose clause a time expression stands in: the first trigger up the tree.

    ``events`` maps trigger and light-verb tokens to event keys; ``stop`` are words (speech verbs)
    that keep the time for themselves. None where neither is met, and for the time of a phrase that
    only bounds the event: "mundur setelah pemilihan pada Mei", after a word of ``bounding``.
    """
    places = tree.places(span)
    if not places:
        return None
    halts, top = set(stop), tree.top(places)
    for place in tree.ancestors(top):
        if place in events:
            return events[place]
        bounds = any(tree.word(case) in bounding for case in tree.children(place, "case", "mark"))
        if place in halts or bounds:
            return None
    return nearest_event(tree, places[0], events)


def nearest_event(tree: Tree, place: int, events: Mapping[int, str]) -> str | None:
    """The event fewest steps away in the tree, of equals the first; none beyond a few steps."""
    seen, edge = {place}, [place]
    for _ in range(_REACH):
        edge = sorted(
            {n for p in edge for n in (tree.head(p), *tree.children(p)) if n >= 0 and n not in seen}
        )
        seen.update(edge)
        for at in edge:
            if at in events:
                return events[at]
    return None


def opens_sentence(tree: Tree, span: Span) -> bool:
    """Whether a time stands before the clause and sets it: "Pada 2022, ...", "Senin lalu, ..."."""
    places = tree.places(span)
    if not places or places[0] > 1:
        return False
    after = places[-1] + 1
    return after < len(tree) and tree.word(after) == ","


def halting_word(
    tree: Tree, span: Span, events: Mapping[int, str], stop: Iterable[int]
) -> int | None:
    """The speech verb that a time expression stands by, where no event is nearer."""
    places = tree.places(span)
    halts = set(stop)
    if not places:
        return None
    for place in tree.ancestors(tree.top(places)):
        if place in events:
            return None
        if place in halts:
            return place
    return None


def holds_throughout(tree: Tree, place: int, purposes: Collection[str]) -> bool:
    """Whether what opens the sentence is said of this trigger too.

    It is of all that happens in it, but not of what is still to come of it ("untuk ..."), nor of a
    word that only describes ("Pada 2019, X memecat tersangka pembunuhan").
    """
    for at in (place, *tree.ancestors(place)):
        if tree.relation(at) in _DESCRIBING:
            return False
        if any(tree.word(word) in purposes for word in tree.children(at, "case", "mark")):
            return False
    return True
