"""Coreference of names that are not spelt alike: family names, acronyms, misspelt repetitions."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from kg.extract.chains import Chains
from kg.extract.wordbook import Wordbook
from kg.model import EntityType, Form, Reference

_LETTERS_FOR_TYPO = 6
_LONGEST_NAMER = 2
_PERSONS = frozenset({"name-tagged", "name-titled"})


class _Spelling(NamedTuple):
    """A name's words, the words without the noun in front, and the initials of its capitals."""

    words: tuple[str, ...]
    bare: tuple[str, ...]
    initials: str

    @classmethod
    def of(cls, name: str, book: Wordbook) -> _Spelling:
        words = tuple(name.split())
        initials = "".join(word[0] for word in words if word[:1].isupper())
        return cls(words, _without_namer(words, book), initials.upper())


class _Alike(Enum):
    """How a name may come to stand for another one."""

    SHORT = auto()
    MISSPELT = auto()


class _Group(NamedTuple):
    """Names alike in all that is asked here, and of one chain: one answer holds for them all.

    A long text repeats its names: asked one by one, the time would grow with the square of it.
    """

    sample: Reference
    spelling: _Spelling
    members: list[int]

    def nearest(self, index: int) -> Iterator[int]:
        """The last member before ``index`` and the first one after it."""
        place = bisect_left(self.members, index)
        yield from self.members[max(place - 1, 0) : place]
        yield from self.members[place : place + 1]


def merge_short_names(chains: Chains) -> None:
    """Parts of longer names ("Quispe"), acronyms, and misspelt repetitions."""
    names = [i for i, r in enumerate(chains.references) if r.form is Form.NAME]
    groups = _groups(chains, names)
    related = _Related(groups)
    alike = [
        [
            (groups[other], how)
            for other in related.to(group.spelling)
            if (how := _alike(group, groups[other])) is not None
        ]
        for group in groups
    ]
    place = {name: number for number, group in enumerate(groups) for name in group.members}
    for index in names:
        matches = [
            other
            for group, how in alike[place[index]]
            if not chains.same(group.members[0], index)
            for other in group.nearest(index)
            if how is _Alike.MISSPELT or _may_shorten(chains, index, other, group.spelling)
        ]
        if matches:
            chains.merge(index, min(matches, key=lambda other: (abs(other - index), other)))


def _groups(chains: Chains, names: Sequence[int]) -> list[_Group]:
    spelt: dict[str, _Spelling] = {}
    found: dict[tuple[object, ...], _Group] = {}
    for index in names:
        one = chains.references[index]
        spelling = spelt.setdefault(one.name, _Spelling.of(one.name, chains.book))
        key = (one.name, one.type, one.rule, one.iso, chains.root(index))
        found.setdefault(key, _Group(one, spelling, [])).members.append(index)
    return list(found.values())


class _Related:
    """The names that may be related to a name: by a word, initials, or a first letter."""

    def __init__(self, groups: Sequence[_Group]) -> None:
        self._by_key: dict[str, list[int]] = {}
        for number, group in enumerate(groups):
            one = group.spelling
            keys = {*one.words, f"={one.initials}"}
            if len(one.words) == 1:
                keys.add(f"~{one.words[0][0]}")
            for key in sorted(keys):
                self._by_key.setdefault(key, []).append(number)

    def to(self, one: _Spelling) -> list[int]:
        keys = {one.words[0], f"={one.words[0]}"}
        if len(one.words) == 1:
            keys.add(f"~{one.words[0][0]}")
        return sorted({number for key in keys for number in self._by_key.get(key, ())})


def _alike(short: _Group, long: _Group) -> _Alike | None:
    if short.spelling.words == long.spelling.words:
        return None
    one, other = short.sample, long.sample
    if _shortens(one, other, short.spelling, long.spelling):
        return _Alike.SHORT
    loose = "loose" in one.rule or "loose" in other.rule
    same = one.type is other.type or loose
    return _Alike.MISSPELT if same and _is_typo(one.name, other.name) else None


def _may_shorten(chains: Chains, index: int, other: int, spelling: _Spelling) -> bool:
    """Whether the types allow it; the model's types of one short name are not to be trusted.

    The bare name of a body that many states have ("Kementerian Kesehatan") repeats the full one
    only after it.
    """
    short, long = chains.references[index], chains.references[other]
    if short.type is long.type is EntityType.ORGANIZATION and long.iso and not short.iso:
        return other < index and chains.compatible(index, other)
    if chains.compatible(index, other):
        return True
    tagged = short.rule == "name-tagged" and EntityType.COUNTRY is not long.type
    first = spelling.words[0] == short.name and long.type is EntityType.ORGANIZATION
    person = long.type is EntityType.PERSON and long.rule in _PERSONS
    return tagged and (first or person or spelling.bare == (short.name,))


def _shortens(short: Reference, long: Reference, one: _Spelling, other: _Spelling) -> bool:
    if other.bare == one.words:
        return True
    if len(one.words) >= len(other.words):
        return False
    single = len(one.words) == 1
    if EntityType.COUNTRY in {short.type, long.type}:
        loose = single and short.rule.startswith("name-loose")
        return loose and short.type is not long.type and one.words[0] == other.words[-1]
    if not single or EntityType.PERSON in {short.type, long.type}:
        return _contains(other.words, one.words)
    acronym = short.name.isupper() and short.name == other.initials
    return other.words[0] == one.words[0] or (acronym and len(short.name) > 1)


def _without_namer(words: Sequence[str], book: Wordbook) -> tuple[str, ...]:
    """What is left of a name without the noun in front: "Kantor Berita Fars", "Pulau Sumatra"."""
    for end in range(min(_LONGEST_NAMER, len(words) - 1), 0, -1):
        if book.has("namer", " ".join(words[:end]).lower()):
            return tuple(words[end:])
    return ()


def _contains(words: Sequence[str], part: Sequence[str]) -> bool:
    size = len(part)
    return any(words[i : i + size] == part for i in range(len(words) - size + 1))


def _is_typo(one: str, other: str) -> bool:
    """One letter apart in a long name ("Gaddadi" for "Gaddafi")."""
    if len(one) < _LETTERS_FOR_TYPO or one == other or abs(len(one) - len(other)) > 1:
        return False
    if one[0] != other[0]:
        return False
    head = 0
    while head < min(len(one), len(other)) and one[head] == other[head]:
        head += 1
    tail = 0
    while tail < min(len(one), len(other)) - head and one[-1 - tail] == other[-1 - tail]:
        tail += 1
    return max(len(one), len(other)) - head - tail <= 1
