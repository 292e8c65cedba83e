"""Descriptions: noun phrases whose head noun the tables know ("sedikitnya 20 pekerja medis")."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.names import ProperName, surface
from kg.extract.tree import Tree
from kg.extract.wordbook import Noun, Wordbook, is_reduplicated
from kg.model import EntityType

_LONGEST_ENTRY = 5
_HEADS = frozenset({"NOUN", "PROPN", "X"})
_MODIFIERS = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
_NO_HEADS = frozenset({"case", "mark", "fixed", "cc", "cop", "aux", "punct"})
_QUOTES = frozenset({"'", '"', "‘", "’", "“", "”", "''"})
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})


@dataclass(frozen=True, slots=True)
class Nominal:
    """A description: tokens ``start`` to ``end``, its head noun at ``noun``, its entry's end.

    ``first`` is where the name of the thing begins: at a number that counts it, else at the noun.
    ``inner`` are the names inside; ``named`` says that the last of them names the thing itself
    ("kota Homs"), so that noun and name are one.
    """

    start: int
    first: int
    noun: int
    entry_end: int
    end: int
    type: EntityType
    kind: str
    plural: bool
    inner: tuple[ProperName, ...] = ()
    named: bool = False


def find_nominals(
    tree: Tree, book: Wordbook, text: str, names: Sequence[ProperName], titled: frozenset[int]
) -> tuple[Nominal, ...]:
    """The descriptions in a sentence, outer ones before those inside them.

    ``titled`` are the tokens that belong to titles of named persons.
    """
    found: list[Nominal] = []
    place = 0
    while place < len(tree):
        nominal = _nominal_at(tree, book, text, names, titled, place)
        if nominal is None:
            place += 1
        else:
            found.append(nominal)
            place = _inside_from(tree, book, nominal)
    return tuple(found)


def _inside_from(tree: Tree, book: Wordbook, nominal: Nominal) -> int:
    """Where to look on: bodies inside an office's name count ("pejabat pemerintah")."""
    last = nominal.entry_end - 1
    if last > nominal.noun and nominal.type in _PEOPLE:
        noun = book.noun(tree.word(last))
        if noun is not None and noun.kind in {"government", "body", "court"}:
            return last if tree.word(last) != "negara" else nominal.entry_end
    return nominal.entry_end


def _nominal_at(
    tree: Tree,
    book: Wordbook,
    text: str,
    names: Sequence[ProperName],
    titled: frozenset[int],
    place: int,
) -> Nominal | None:
    if place in titled or any(n.covers(place) for n in names) or not _can_head(tree, place):
        return None
    entry = _entry(tree, book, text, names, place)
    if entry is None:
        return None
    noun, entry_end = entry
    end, inner = _extent(tree, book, names, place, entry_end)
    if end == place + 1 and _is_mere_modifier(tree, book, noun, place):
        return None
    named = bool(inner) and _is_namesake(tree, book, noun, place, entry_end, inner[-1])
    start, first, counted = _left(tree, book, place)
    plural = counted or _is_plural(tree, book, place, start)
    type_ = _number_typed(noun.type, plural, _is_single(tree, book, place, start))
    return Nominal(
        start, first, place, entry_end, end, type_, noun.kind, plural, tuple(inner), named
    )


def _is_mere_modifier(tree: Tree, book: Wordbook, noun: Noun, place: int) -> bool:
    """ "pemberontak Muslim" names no Muslims, "hukuman penjara" no prison."""
    if tree.relation(place) not in {"nmod", "amod", "flat", "compound"}:
        return False
    if tree.children(place, "case") or tree.upos(tree.head(place)) not in {"NOUN", "PROPN"}:
        return False
    governor = book.noun(tree.word(tree.head(place)))
    if noun.type is EntityType.OBJECT:
        return governor is not None
    return noun.type is EntityType.PLACE or book.has("attributive", tree.word(place))


def _can_head(tree: Tree, place: int) -> bool:
    return tree.upos(place) in _HEADS and tree.relation(place) not in _NO_HEADS


def _entry(
    tree: Tree, book: Wordbook, text: str, names: Sequence[ProperName], place: int
) -> tuple[Noun, int] | None:
    """The longest entry of the noun table that begins here."""
    for end in range(min(len(tree), place + _LONGEST_ENTRY), place, -1):
        if end > place + 1 and any(n.start < end and n.end > place for n in names):
            continue
        noun = book.noun(surface(tree, text, place, end).lower())
        if noun is not None:
            return noun, end
    return None


def _extent(
    tree: Tree, book: Wordbook, names: Sequence[ProperName], noun: int, entry_end: int
) -> tuple[int, list[ProperName]]:
    """Where the description ends, and the names in it."""
    inner: list[ProperName] = []
    place = entry_end
    end = entry_end
    while place < len(tree):
        name = next((n for n in names if n.start == place), None)
        if name is not None and _belongs(tree, noun, place, name.end):
            inner.append(name)
            place = end = name.end
            continue
        if name is not None or not _is_modifier(tree, book, noun, place, end):
            break
        word = tree.word(place)
        place += 1
        opens = (
            word in _QUOTES
            or word in {"dan", "-", "/"}
            or book.has("negation", word)
            or book.has("degree", word)
        )
        if not opens or (word in _QUOTES and end == place - 1 and end > entry_end):
            end = place
    return end, inner


def _belongs(tree: Tree, noun: int, start: int, end: int) -> bool:
    """Whether the tokens hang from the phrase that begins at ``noun``."""
    return any(noun <= tree.head(place) < start for place in range(start, end))


def _is_modifier(tree: Tree, book: Wordbook, noun: int, place: int, end: int) -> bool:
    word, upos = tree.word(place), tree.upos(place)
    if book.has("calendar", word) or book.has("demonstrative", word):
        return False
    inside = noun <= tree.head(place) < place
    if book.has("pronoun-any", word):
        return place > 0 and tree.token(place).span.start == tree.token(place - 1).span.end
    if word in _QUOTES:
        return place + 1 < len(tree) and place == end and tree.upos(place + 1) in _MODIFIERS
    if word in {"-", "/"}:
        return place == end
    if word == "dan":
        after = place + 1
        return (
            after < len(tree)
            and tree.relation(after) == "conj"
            and noun < tree.head(after) < place
            and tree.upos(after) in _MODIFIERS
            and book.noun(tree.word(after)) is None
        )
    if book.has("negation", word) or book.has("degree", word):
        after = place + 1
        return after < len(tree) and (
            tree.upos(after) in {"ADJ", "VERB"} or book.has("direction", tree.word(after))
        )
    if book.has("other", word):
        return inside or tree.head(place) < place
    if upos == "VERB":
        return book.has("negation", tree.word(place - 1)) and place == end + 1
    if upos == "NUM":
        return inside and tree.relation(place) in {"flat", "nmod"}
    return upos in _MODIFIERS and (
        inside or tree.relation(place) in {"flat", "amod"} and place == end
    )


def _is_namesake(
    tree: Tree, book: Wordbook, noun: Noun, place: int, entry_end: int, name: ProperName
) -> bool:
    """Whether noun and name are one thing: "kota Homs", but not "warga Homs"."""
    word = tree.word(place)
    single = word if not is_reduplicated(word) else ""
    phrase = tree.words(range(place, entry_end))
    if not (book.has("namer", single) or book.has("namer", phrase)):
        return False
    if name.type is EntityType.COUNTRY:
        return phrase == "negara"
    if noun.type is EntityType.PLACE:
        return name.type in {EntityType.PLACE, None}
    if noun.type is EntityType.OBJECT:
        return name.type in {EntityType.ORGANIZATION, None}
    return name.type in {EntityType.ORGANIZATION, None}


def _left(tree: Tree, book: Wordbook, noun: int) -> tuple[int, int, bool]:
    """Where the phrase begins, where its name begins, and whether a number above one counts it."""
    place = noun
    if place and book.has("classifier", tree.word(place - 1)):
        place -= 1
    number = place
    while number > 0 and tree.upos(number - 1) == "NUM":
        number -= 1
    first, counted = noun, False
    if number < place:
        phrase = tree.words(range(number, place))
        counted = phrase not in {"satu", "1"} and not _is_date_like(tree, number, place)
        if counted:
            first = number
        place = number
    while place > 0 and _is_determiner(tree, book, place - 1):
        place -= 1
    return place, first, counted


def _is_date_like(tree: Tree, start: int, end: int) -> bool:
    """ "pada 2009 pemerintah ..." counts no governments."""
    word = tree.word(start)
    return end == start + 1 and word.isdigit() and len(word) == 4  # noqa: PLR2004 - a year


def _is_determiner(tree: Tree, book: Wordbook, place: int) -> bool:
    word = tree.word(place)
    return any(book.has(role, word) for role in ("plural", "singular", "one-person"))


def _is_plural(tree: Tree, book: Wordbook, noun: int, start: int) -> bool:
    before = (tree.word(place) for place in range(start, noun))
    return is_reduplicated(tree.word(noun)) or any(book.has("plural", w) for w in before)


def _is_single(tree: Tree, book: Wordbook, noun: int, start: int) -> bool:
    words = [tree.word(place) for place in range(start, noun)]
    return any(book.has("one-person", w) for w in words)


def _number_typed(type_: EntityType, plural: bool, single: bool) -> EntityType:
    """Plural persons, bodies and states are groups; one of a group is a person."""
    if plural and type_ in {EntityType.PERSON, EntityType.ORGANIZATION, EntityType.COUNTRY}:
        return EntityType.GROUP
    if single and type_ is EntityType.GROUP:
        return EntityType.PERSON
    return type_


def nested(outer: Nominal, nominals: Sequence[Nominal]) -> Iterator[Nominal]:
    """The descriptions inside another."""
    for nominal in nominals:
        if outer.noun < nominal.noun < outer.end:
            yield nominal
