"""Chains of references that speak of one thing, merged step by step and never parted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook
from kg.extract.wording import Wording
from kg.model import EntityType, Form, Reference

#: Pairs of types that one thing may have in different mentions, beside equal ones.
_COMPATIBLE = frozenset(
    {
        frozenset({EntityType.ORGANIZATION, EntityType.GROUP}),
        frozenset({EntityType.PLACE, EntityType.OBJECT}),
    }
)
#: How far to trust the type of a reference; less is surer.
_STATE, _NAMED, _TAGGED, _NOMINAL, _LOOSE, _NUMBER, _PRONOUN = range(7)


class _Traits(NamedTuple):
    """What is known of a chain until it grows."""

    type: EntityType
    names: tuple[str, ...]
    iso: str | None
    owners: tuple[int, ...]
    loose: bool
    pronominal: bool


class Chains:
    """Disjoint sets over the references of a document."""

    def __init__(
        self, references: Sequence[Reference], trees: Sequence[Tree], book: Wordbook, text: str
    ) -> None:
        self.references = references
        self.text = text
        self.book = book
        self.trees = {tree.sentence.index: tree for tree in trees}
        self._root = list(range(len(references)))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(references))}
        self._wordings: dict[int, Wording] = {}
        self._traits: dict[int, _Traits] = {}
        self._by_head = {(r.sentence, r.head): i for i, r in enumerate(references)}

    def root(self, index: int) -> int:
        while self._root[index] != index:
            index = self._root[index]
        return index

    def members(self, index: int) -> list[int]:
        """The references of the chain that ``index`` is in, in reading order."""
        return self._members[self.root(index)]

    def same(self, one: int, other: int) -> bool:
        return self.root(one) == self.root(other)

    def merge(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._root[second] = first
            self._members[first] = sorted(self._members[first] + self._members.pop(second))
            self._traits.pop(first, None)
            self._traits.pop(second, None)

    def at(self, sentence: int, head: int) -> int | None:
        """The reference with this head token."""
        return self._by_head.get((sentence, head))

    def owner(self, index: int) -> int | None:
        """The reference that a reference belongs to ("tentara Chad": "Chad")."""
        reference = self.references[index]
        return None if reference.of is None else self.at(reference.sentence, reference.of)

    def wording(self, index: int) -> Wording:
        """How the reference is worded."""
        if index not in self._wordings:
            reference, owner = self.references[index], self.owner(index)
            self._wordings[index] = Wording.of(
                reference,
                None if owner is None else self.references[owner],
                self.trees[reference.sentence],
                self.book,
            )
        return self._wordings[index]

    def owners(self, index: int) -> set[int]:
        """The chains that members of the chain belong to."""
        return {self.root(owner) for owner in self._of(index).owners}

    def type(self, index: int) -> EntityType:
        """The type of the chain: that of its surest members, the most frequent among equals."""
        return self._of(index).type

    def names(self, index: int) -> tuple[str, ...]:
        """The proper names in the chain."""
        return self._of(index).names

    def iso(self, index: int) -> str | None:
        return self._of(index).iso

    def is_named(self, index: int) -> bool:
        return bool(self._of(index).names)

    def is_pronominal(self, index: int) -> bool:
        return self._of(index).pronominal

    def compatible(self, one: int, other: int) -> bool:
        """Whether two chains may be one thing: types agree, and no two names contradict."""
        first, second = self.type(one), self.type(other)
        loose = self._of(one).loose or self._of(other).loose
        if first is not second and not loose and frozenset({first, second}) not in _COMPATIBLE:
            return False
        if EntityType.COUNTRY in {first, second}:
            return self.iso(one) == self.iso(other) or not (self.iso(one) and self.iso(other))
        if first is EntityType.PERSON:
            return self._same_person(one, other)
        isos = (self.iso(one), self.iso(other))
        return first is not EntityType.ORGANIZATION or isos[0] == isos[1] or not all(isos)

    def _same_person(self, one: int, other: int) -> bool:
        longest = [max(self.names(i), key=len, default="") for i in (one, other)]
        if not all(longest):
            return True
        words = [set(name.casefold().split()) for name in longest]
        return words[0] <= words[1] or words[1] <= words[0]

    def _of(self, index: int) -> _Traits:
        root = self.root(index)
        traits = self._traits.get(root)
        if traits is None:
            traits = self._traits[root] = self._read(root)
        return traits

    def _read(self, root: int) -> _Traits:
        members = self._members[root]
        found = [self.references[m] for m in members]
        least = min(_doubt(r) for r in found)
        sure = [r.type for r in found if _doubt(r) == least]
        owners = (self.owner(m) for m in members)
        return _Traits(
            type=max(sure, key=lambda type_: (sure.count(type_), -sure.index(type_))),
            names=tuple(r.name for r in found if r.form is Form.NAME),
            iso=next((r.iso for r in found if r.iso), None),
            owners=tuple(o for o in owners if o is not None),
            loose=all(r.rule.startswith("name-loose") for r in found),
            pronominal=all(r.form is Form.PRONOUN for r in found),
        )


def _doubt(reference: Reference) -> int:
    if reference.form is Form.PRONOUN:
        return _PRONOUN
    if reference.rule.startswith("name-loose"):
        return _LOOSE
    if reference.rule.startswith("number"):
        return _NUMBER
    if reference.form is Form.NOMINAL:
        return _NOMINAL
    if reference.type is EntityType.COUNTRY and reference.iso:
        return _STATE
    return _TAGGED if reference.rule == "name-tagged" else _NAMED
