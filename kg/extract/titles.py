"""Titles and offices before a person's name: "Presiden Ukraina Volodymyr Zelensky"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.extract.names import ProperName, surface
from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook
from kg.model import EntityType

#: So many words may stand between the head of a title and the name.
_REACH = 9
_LONGEST_TITLE = 4
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
_LINKS = frozenset({"dan", "bidang", "untuk", "urusan", "-", "&"})
_RANKS = "military"


@dataclass(frozen=True, slots=True)
class Title:
    """Where a title begins, what office it names, and the name or noun of the body it is held in."""

    start: int
    position: str | None
    of: int | None = None


def title_before(
    tree: Tree, book: Wordbook, text: str, names: Sequence[ProperName], name: ProperName
) -> Title | None:
    """The title right before a name, or None."""
    for end in range(name.start, max(0, name.start - _REACH), -1):
        start = _title_ending(tree, book, text, end)
        if start is not None and not any(n.covers(start) for n in names if n.known):
            return _title(tree, book, text, names, (start, end, name.start))
        if not _may_stand_inside(tree, end - 1):
            return None
    return None


def is_title(book: Wordbook, phrase: str) -> bool:
    """Whether a phrase in lower case can stand before a name of a person."""
    noun = book.nouns.get(phrase)
    if phrase.rstrip(".") in book.titles:
        return True
    return noun is not None and noun.type is EntityType.PERSON and noun.kind != "civilian"


def _title_ending(tree: Tree, book: Wordbook, text: str, end: int) -> int | None:
    """The first token of the longest title that ends right before ``end``."""
    for start in range(max(0, end - _LONGEST_TITLE), end):
        if is_title(book, surface(tree, text, start, end).lower()):
            return start
    return None


def _may_stand_inside(tree: Tree, place: int) -> bool:
    if place < 0:
        return False
    return tree.upos(place) in _INSIDE or tree.word(place) in _LINKS


def _title(
    tree: Tree,
    book: Wordbook,
    text: str,
    names: Sequence[ProperName],
    bounds: tuple[int, int, int],
) -> Title:
    start, end, name_start = bounds
    start = _extended(tree, book, text, start)
    inner = [n for n in names if end <= n.start and n.end <= name_start]
    body = inner[0].start if inner else _body_noun(tree, book, text, end, name_start)
    if body is not None:
        stop = max(end, body)
    else:
        stop = name_start
    office = start
    while office < stop and book.has("address", tree.word(office).rstrip(".")):
        office += 1
    position = surface(tree, text, office, stop) if office < stop else None
    of = tree.top(range(inner[-1].start, inner[-1].end)) if inner else body
    return Title(start, position, of)


def _extended(tree: Tree, book: Wordbook, text: str, start: int) -> int:
    """Further to the left: "mantan", "wakil", and ranks before ranks ("Brigadir Jenderal")."""
    while start > 0:
        word = tree.word(start - 1).rstrip(".")
        noun = book.nouns.get(word)
        rank = noun is not None and noun.kind == _RANKS and word in book.titles
        if not (rank or book.has("former", word) or book.has("address", word)):
            return start
        start -= 1
    return start


def _body_noun(tree: Tree, book: Wordbook, text: str, start: int, end: int) -> int | None:
    """A noun for a body between title and name ("juru bicara kepolisian Budi")."""
    for place in range(start, end):
        noun = book.noun(tree.word(place))
        if noun is not None and noun.type in {EntityType.ORGANIZATION, EntityType.COUNTRY}:
            return place if not tree.word(place).startswith("negara") else None
    return None
