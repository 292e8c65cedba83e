"""The type of a description's referent: that of its noun, shifted by what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from kg.extract.line import Line
from kg.extract.names import ProperName
from kg.extract.wordbook import Noun
from kg.model import EntityType

_JOURNALIST = Noun(EntityType.PERSON, "media")
_GOVERNMENT = "government"
_SPEAKING = frozenset({"building", "facility"})
_COUNTABLE = frozenset({EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY})


def noun_type(
    line: Line, noun: Noun, place: int, *, entry_end: int, end: int, inner: Sequence[ProperName]
) -> EntityType:
    """The type of the noun at ``place`` in its phrase, but for number.

    The press that somebody speaks to is a group ("kepada wartawan"), a hospital that says
    something a body, a building that does not locate a thing.
    """
    if noun == _JOURNALIST and end == place + 1 and line.tree.preposition(place) == "kepada":
        return EntityType.GROUP
    if noun.kind in _SPEAKING and _speaks(line, place):
        return EntityType.ORGANIZATION
    if noun.kind == "building" and not _is_located(line, place):
        return EntityType.OBJECT
    if noun.type is EntityType.COUNTRY and noun.kind == _GOVERNMENT:
        own_end = inner[0].start if inner else end
        local = _is_local(line, entry_end, own_end, inner)
        told_apart = local or _is_told_apart(line, entry_end, own_end)
        return EntityType.ORGANIZATION if told_apart else noun.type
    return noun.type


def with_number(type_: EntityType, *, plural: bool, single: bool) -> EntityType:
    """Plural persons, bodies and states are groups; one of a group is a person."""
    if plural and type_ in _COUNTABLE:
        return EntityType.GROUP
    return EntityType.PERSON if single and type_ is EntityType.GROUP else type_


def _is_told_apart(line: Line, entry_end: int, end: int) -> bool:
    """Whether an adjective tells this government from others: "pemerintahan baru Libia"."""
    word = line.word(entry_end - 1)
    if not word.startswith("pemerintah") or entry_end >= end:
        return False
    formed = word == "pemerintahan" and line.tree.upos(entry_end) == "ADJ"
    creed = line.has("attributive", entry_end) and line.is_capital(entry_end)
    return formed or creed or line.word(entry_end) == "baru"


def _is_local(line: Line, entry_end: int, end: int, inner: Sequence[ProperName]) -> bool:
    """Whether it governs a province or city: "pemerintah negara bagian Gujarat"."""
    if line.word(entry_end - 1) != "pemerintah":
        return False
    noun = line.book.noun(line.surface(entry_end, end).lower()) if entry_end < end else None
    named = bool(inner) and inner[0].type is EntityType.PLACE
    return named or (noun is not None and noun.type is EntityType.PLACE)


def _speaks(line: Line, place: int) -> bool:
    """Whether a hospital or school says something."""
    verb = line.tree.head(place)
    return line.tree.relation(place) == "nsubj" and line.has("speaking", verb)


def _is_located(line: Line, place: int) -> bool:
    """Whether a building locates; else it is a thing that is built, burnt or sold."""
    preposition = line.tree.preposition(line.tree.first_conjunct(place))
    return line.book.has("locative", preposition) or line.tree.relation(place) == "nmod"
