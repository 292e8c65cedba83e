"""Chains of references that speak of one thing, merged step by step and never parted."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
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
    """What is known of a chain: enough to know it of two merged ones without their members.

    ``doubt`` is that of its surest references, ``types`` how many of these have which type and
    which of them is the first; ``longest`` its longest proper name; ``owners`` those that its
    members belong to.
    """

    doubt: int
    types: Mapping[EntityType, tuple[int, int]]
    longest: str
    iso: str | None
    owners: frozenset[int]
    loose: bool
    pronominal: bool

    def type(self) -> EntityType:
        if len(self.types) == 1:
            return next(iter(self.types))
        return min(self.types, key=lambda type_: (-self.types[type_][0], self.types[type_][1]))

    def joined(self, later: _Traits) -> _Traits:
        """The traits of this chain and one that begins later."""
        return _Traits(
            doubt=min(self.doubt, later.doubt),
            types=self._types(later),
            longest=max(self.longest, later.longest, key=len),
            iso=self.iso or later.iso,
            owners=self.owners | later.owners,
            loose=self.loose and later.loose,
            pronominal=self.pronominal and later.pronominal,
        )

    def _types(self, later: _Traits) -> Mapping[EntityType, tuple[int, int]]:
        if self.doubt != later.doubt:
            return min(self, later, key=lambda traits: traits.doubt).types
        types = dict(self.types)
        for type_, (count, first) in later.types.items():
            before, earliest = types.get(type_, (0, first))
            types[type_] = before + count, min(earliest, first)
        return types


class Chains:
    """Disjoint sets over the references of a document."""

    def __init__(
        self,
        references: Sequence[Reference],
        trees: Sequence[Tree],
        book: Wordbook,
        text: str,
        asking: frozenset[str] = frozenset(),
    ) -> None:
        self.references = references
        self.asking = asking
        self.text = text
        self.book = book
        self.trees = {tree.sentence.index: tree for tree in trees}
        self._root = list(range(len(references)))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(references))}
        self._wordings: dict[int, Wording] = {}
        self._by_head = {(r.sentence, r.head): i for i, r in enumerate(references)}
        self._traits = {i: self._read(i) for i in range(len(references))}
        self._states = {
            r.iso: i
            for i, r in reversed(list(enumerate(references)))
            if r.type is EntityType.COUNTRY and r.iso
        }
        self._sentences = [reference.sentence for reference in references]

    def root(self, index: int) -> int:
        roots = self._root
        while roots[index] != index:
            roots[index] = roots[roots[index]]
            index = roots[index]
        return index

    def within(self, first: int, last: int) -> range:
        """The references of sentences ``first`` to ``last``, both included."""
        sentences = self._sentences
        return range(bisect_left(sentences, first), bisect_right(sentences, last))

    def members(self, index: int) -> list[int]:
        """The references of the chain that ``index`` is in, in reading order."""
        found = self._members[self.root(index)]
        found.sort()
        return found

    def size(self, index: int) -> int:
        """How many references the chain has so far."""
        return len(self._members[self.root(index)])

    def same(self, one: int, other: int) -> bool:
        return self.root(one) == self.root(other)

    def merge(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        if first != second:
            self._root[second] = first
            self._members[first].extend(self._members.pop(second))
            self._traits[first] = self._traits[first].joined(self._traits.pop(second))

    def at(self, sentence: int, head: int) -> int | None:
        """The reference with this head token."""
        return self._by_head.get((sentence, head))

    def state(self, iso: str | None) -> int | None:
        """The first reference to the state with this code."""
        return self._states.get(iso or "")

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
        return self._of(index).type()

    def iso(self, index: int) -> str | None:
        return self._of(index).iso

    def is_named(self, index: int) -> bool:
        return bool(self._of(index).longest)

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
        longest = [self._of(i).longest for i in (one, other)]
        if not all(longest):
            return True
        words = [set(name.casefold().split()) for name in longest]
        return words[0] <= words[1] or words[1] <= words[0]

    def _of(self, index: int) -> _Traits:
        return self._traits[self.root(index)]

    def _read(self, index: int) -> _Traits:
        reference, owner = self.references[index], self.owner(index)
        return _Traits(
            doubt=_doubt(reference),
            types={reference.type: (1, index)},
            longest=reference.name if reference.form is Form.NAME else "",
            iso=reference.iso or None,
            owners=frozenset() if owner is None else frozenset({owner}),
            loose=reference.rule.startswith("name-loose"),
            pronominal=reference.form is Form.PRONOUN,
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
