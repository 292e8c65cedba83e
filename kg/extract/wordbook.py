"""The language pack's tables on noun phrases, ready to be looked up by words of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, TypeVar

from kg.lang.pack import Pack
from kg.model import EntityType

_Entry = TypeVar("_Entry")

_OPENING = re.compile(r"[^\W_]+")
#: A role that gives the word for which another stands ("means polisi").
_MEANS = "means "
#: Acronyms are no longer than this; shorter names are not taken for them in title case.
_ACRONYM = 5
_SHORTEST_TITLE_CASE = 4


class Noun(NamedTuple):
    """What a descriptive noun says of its referent."""

    type: EntityType
    kind: str


class Country(NamedTuple):
    """A state by one of its names; ``kind`` is the column of countries.tsv."""

    iso: str
    kind: str


class Body(NamedTuple):
    """A well-known organization: the full name in lower case, and its state or ''."""

    name: str
    iso: str


@dataclass(frozen=True, slots=True)
class Wordbook:
    """Tables of nouns, titles, names, and the roles of words in noun phrases.

    ``titles`` has the full form of each, ``variants`` words that stand for others,
    ``lengths`` how many characters the longest entry has that begins with a word. Keys are in
    lower case with single spaces; acronyms keep their case, because "AS" is a state and "as" is
    not.
    """

    nouns: Mapping[str, Noun]
    titles: Mapping[str, str]
    countries: Mapping[str, Country]
    bodies: Mapping[str, Body]
    variants: Mapping[str, str]
    roles_of: Mapping[str, frozenset[str]]
    lengths: Mapping[str, int]

    def has(self, role: str, word: str) -> bool:
        """Whether phrases.tsv gives ``word`` (lower case) this role."""
        return word in self.roles_of and role in self.roles_of[word]

    def noun(self, phrase: str) -> Noun | None:
        """The entry of a phrase in lower case; "negara-negara" counts as "negara"."""
        return self.nouns.get(phrase) or self.nouns.get(singular(phrase))

    def office(self, position: str) -> str:
        """A title in lower case, abbreviations spelt out ("PM")."""
        lower = position.lower()
        return self.titles.get(lower.rstrip("."), lower)

    def country(self, phrase: str) -> Country | None:
        return _by_case(self.countries, phrase)

    def body(self, phrase: str) -> Body | None:
        return _by_case(self.bodies, phrase)


def wordbook(pack: Pack) -> Wordbook:
    """The tables of ``pack``, compiled once for each pack."""
    return _compiled(pack)


def singular(phrase: str) -> str:
    """The phrase with its first word unreduplicated: "kota-kota kecil" gives "kota kecil"."""
    first, space, rest = phrase.partition(" ")
    half, hyphen, other = first.partition("-")
    return half + space + rest if hyphen and half == other else phrase


def is_reduplicated(word: str) -> bool:
    """Whether the word is a reduplicated plural ("kota-kota", not "undang-undang" the law)."""
    return singular(word.lower()) != word.lower()


@lru_cache(maxsize=1 << 14)
def opening(phrase: str) -> str:
    """The letters and digits that a phrase begins with, in lower case."""
    found = _OPENING.match(phrase.lower())
    return found.group() if found else ""


@lru_cache(maxsize=8)
def _compiled(pack: Pack) -> Wordbook:
    roles: dict[str, set[str]] = {}
    roles_of: dict[str, set[str]] = {}
    for row in pack.table("phrases"):
        roles.setdefault(row["role"], set()).add(row["word"])
        roles_of.setdefault(row["word"], set()).add(row["role"])
    countries = {
        _key(row["name"]): Country(row["iso"], row["kind"])
        for row in reversed(pack.table("countries"))
    }
    bodies: dict[str, Body] = {}
    for row in pack.table("organizations"):
        body = Body(row["name"].lower(), row["iso"])
        for name in (row["name"], row["acronym"]):
            if name:
                bodies.setdefault(_key(name), body)
    nouns = {
        row["noun"]: Noun(EntityType(row["type"]), row["class"]) for row in pack.table("nouns")
    }
    titles = {row["title"]: row["full"] or row["title"] for row in pack.table("titles")}
    return Wordbook(
        nouns=nouns,
        titles=titles,
        countries=countries,
        bodies=bodies,
        variants={
            word: role.removeprefix(_MEANS)
            for role, words in roles.items()
            if role.startswith(_MEANS)
            for word in sorted(words)
        },
        roles_of={word: frozenset(found) for word, found in roles_of.items()},
        lengths=_lengths((*nouns, *titles, *countries, *bodies, *roles_of)),
    )


def _lengths(entries: Iterable[str]) -> dict[str, int]:
    lengths: dict[str, int] = {}
    for entry in entries:
        first = opening(entry)
        lengths[first] = max(lengths.get(first, 0), len(entry))
    return lengths


def _key(name: str) -> str:
    return name if _is_acronym(name) else name.lower()


def _is_acronym(name: str) -> bool:
    letters = [c for c in name if c.isalpha()]
    return 1 < len(letters) <= _ACRONYM and all(c.isupper() for c in letters)


def _by_case(table: Mapping[str, _Entry], phrase: str) -> _Entry | None:
    """Names begin with a capital; acronyms are capitals throughout, or Capitalised if long."""
    if not phrase[:1].isupper() and not phrase[:1].isdigit():
        lower = phrase.split(" ", 1)[0]
        if lower not in ("al", "the"):
            return None
    found = table.get(phrase) or table.get(phrase.lower())
    if found is None and len(phrase) >= _SHORTEST_TITLE_CASE and phrase.istitle():
        found = table.get(phrase.upper())
    return found
