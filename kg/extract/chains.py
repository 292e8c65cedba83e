"""Chains of references that speak of one thing, merged step by step and never parted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook
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


class Chains:
    """Disjoint sets over the references of a document."""

    def __init__(
        self, references: Sequence[Reference], trees: Sequence[Tree], book: Wordbook
    ) -> None:
        self.references = references
        self.book = book
        self.trees = {tree.sentence.index: tree for tree in trees}
        self._root = list(range(len(references)))
        self._members: dict[int, list[int]] = {i: [i] for i in range(len(references))}
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

    def at(self, sentence: int, head: int) -> int | None:
        """The reference with this head token."""
        return self._by_head.get((sentence, head))

    def owner(self, index: int) -> int | None:
        """The reference that a reference belongs to ("tentara Korea Utara": "Korea Utara")."""
        reference = self.references[index]
        return None if reference.of is None else self.at(reference.sentence, reference.of)

    def owners(self, index: int) -> set[int]:
        """The chains that members of the chain belong to."""
        found = (self.owner(member) for member in self.members(index))
        return {self.root(owner) for owner in found if owner is not None}

    def type(self, index: int) -> EntityType:
        """The type of the chain: that of its surest members, the most frequent among equals."""
        members = self.members(index)
        least = min(self._doubt(member) for member in members)
        sure = [self.references[m].type for m in members if self._doubt(m) == least]
        return max(sure, key=lambda type_: (sure.count(type_), -sure.index(type_)))

    def names(self, index: int) -> list[str]:
        """The proper names in the chain."""
        return [r.name for r in self._of(index) if r.form is Form.NAME]

    def iso(self, index: int) -> str | None:
        return next((r.iso for r in self._of(index) if r.iso), None)

    def is_named(self, index: int) -> bool:
        return any(r.form is Form.NAME for r in self._of(index))

    def is_pronominal(self, index: int) -> bool:
        return all(r.form is Form.PRONOUN for r in self._of(index))

    def compatible(self, one: int, other: int) -> bool:
        """Whether two chains may be one thing: types agree, and no two names contradict."""
        first, second = self.type(one), self.type(other)
        loose = self._is_loose(one) or self._is_loose(other)
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

    def _is_loose(self, index: int) -> bool:
        return all(r.rule.startswith("name-loose") for r in self._of(index))

    def _doubt(self, index: int) -> int:
        reference = self.references[index]
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

    def _of(self, index: int) -> Iterator[Reference]:
        return (self.references[member] for member in self.members(index))

    def before(self, index: int, forms: Iterable[Form] = (Form.NAME, Form.NOMINAL)) -> list[int]:
        """Earlier references of these forms, nearest first."""
        wanted = set(forms)
        return [i for i in range(index - 1, -1, -1) if self.references[i].form in wanted]
