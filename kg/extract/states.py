"""Coreference of what stands for a state: its government, its capital by description."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from kg.extract.chains import Chains
from kg.model import EntityType, Form

_GOVERNMENT = "noun-government"
_CAPITAL = frozenset({"ibukota", "ibu kota"})
#: How fast a state leaves the focus, per sentence; how much it counts that somebody serves it.
_DECAY = 0.7
_SERVED = 1.5
_NEAR = 6
_FORGOTTEN = 40


def merge_governments(chains: Chains) -> None:
    """The government of X is the state X."""
    for index in _governments(chains):
        owner = chains.owner(index)
        if owner is not None and chains.references[owner].type is EntityType.COUNTRY:
            chains.merge(owner, index)


def merge_bare_governments(chains: Chains) -> None:
    """A bare "pemerintah" or "negara itu" is the state in focus."""
    states = [i for i, r in enumerate(chains.references) if r.type is EntityType.COUNTRY and r.iso]
    for index in _governments(chains):
        bare = chains.wording(index).core in chains.book.nouns
        if bare and chains.iso(index) is None and chains.owner(index) is None:
            state = _in_focus(chains, index, states)
            if state is not None:
                chains.merge(state, index)


def merge_possessed_governments(chains: Chains) -> None:
    """What is called "negaranya", "pemerintahannya" is the state of whom the pronoun means."""
    for index in _governments(chains):
        owner = chains.owner(index)
        if owner is None or chains.iso(index) is not None:
            continue
        state = owner if chains.type(owner) is EntityType.COUNTRY else _state_of(chains, owner)
        if state is not None and not chains.same(state, index):
            chains.merge(state, index)


def merge_capitals(chains: Chains) -> None:
    """A description such as "ibu kota Thailand" is Bangkok where the article names it."""
    cities = {
        r.iso: i
        for i, r in reversed(list(enumerate(chains.references)))
        if r.iso
        and r.form is Form.NAME
        and r.type is EntityType.PLACE
        and _is_capital(chains, r.name)
    }
    for index, reference in enumerate(chains.references):
        words = reference.name.lower()
        if not any(words == c or words.startswith(c + " ") for c in _CAPITAL):
            continue
        owner = chains.owner(index)
        iso = chains.iso(owner) if owner is not None else None
        if reference.form is Form.NOMINAL and iso in cities and chains.iso(index) is None:
            chains.merge(cities[iso], index)


def _is_capital(chains: Chains, name: str) -> bool:
    country = chains.book.country(name)
    return country is not None and country.kind == "capital"


def _governments(chains: Chains) -> list[int]:
    return [
        i
        for i, r in enumerate(chains.references)
        if r.rule.startswith(_GOVERNMENT) and r.type is EntityType.COUNTRY
    ]


def _in_focus(chains: Chains, index: int, states: Sequence[int]) -> int | None:
    """The state that the text before has spoken of most and last.

    What was named too far back weighs nothing beside one that was named since.
    """
    here = chains.references[index].sentence
    scores: dict[int, float] = {}
    for other in reversed(states[: bisect_left(states, index)]):
        distance = here - chains.references[other].sentence
        if distance > _FORGOTTEN and scores:
            break
        weight = _DECAY**distance * (_SERVED if _is_served(chains, other) else 1.0)
        root = chains.root(other)
        scores[root] = scores.get(root, 0.0) + weight
    if not scores:
        return None
    return min(scores, key=lambda root: (-scores[root], root))


def _is_served(chains: Chains, index: int) -> bool:
    """Whether a phrase beside it belongs to the state ("Presiden Filipina")."""
    reference = chains.references[index]
    near = range(max(0, index - _NEAR), min(len(chains.references), index + _NEAR))
    return any(
        chains.owner(other) == index
        and chains.references[other].sentence == reference.sentence
        and chains.references[other].type is not EntityType.COUNTRY
        for other in near
    )


def _state_of(chains: Chains, index: int) -> int | None:
    """The state that the owner of something belongs to."""
    for member in chains.members(index):
        owner = chains.owner(member)
        if owner is not None and chains.type(owner) is EntityType.COUNTRY:
            return owner
    return None
