"""Descriptions: noun phrases whose head noun the tables know ("sedikitnya 20 pekerja medis")."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from kg.extract.line import Line
from kg.extract.names import ProperName
from kg.extract.nountypes import noun_type, with_number
from kg.extract.phrase import extent
from kg.extract.wordbook import Noun, is_reduplicated
from kg.model import EntityType

_HEADS = frozenset({"NOUN", "PROPN", "X"})
_NO_HEADS = frozenset({"case", "mark", "fixed", "cc", "cop", "aux", "punct"})
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
_BODIES = frozenset({"government", "body", "court"})
#: Determiners that only people take: "para", "seorang", "kaum".
_PERSONAL = frozenset({"people", "one-person"})
_DETERMINERS = frozenset({"plural", "singular", "one-person", "side"})
_YEAR = 4


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
    line: Line,
    names: Sequence[ProperName],
    titled: frozenset[int],
    bodies: Mapping[int, int] = MappingProxyType({}),
) -> tuple[Nominal, ...]:
    """The descriptions in a sentence, outer ones before those inside them.

    ``titled`` are the tokens that belong to titles of named persons. ``bodies`` are nouns inside
    titles ("anggota parlemen Budi"), each with where the person's name begins.
    """
    found: list[Nominal] = []
    taken = titled | {place for name in names for place in range(name.start, name.end)}
    place, size = 0, len(line)
    while place < size:
        nominal = None
        known = line.reach[place] > place or _has_personal(line, place)
        if known and place not in taken:
            nominal = _nominal_at(line, names, place, bodies.get(place, size))
        if nominal is None:
            place = _past_idle(line, place)
        else:
            found.append(nominal)
            place = _inside_from(line, nominal)
    return tuple(found)


def _past_idle(line: Line, place: int) -> int:
    """The next token, or the one after a phrase whose nouns name nobody: "perang saudara"."""
    idle = (e for e in line.ends(place) if line.book.has("idle", line.surface(place, e).lower()))
    return next(idle, place + 1)


def _inside_from(line: Line, nominal: Nominal) -> int:
    """Where to look on: bodies inside an office's name count ("pejabat pemerintah")."""
    last = nominal.entry_end - 1
    if last > nominal.noun and nominal.type in _PEOPLE:
        noun = line.book.noun(line.word(last))
        if noun is not None and noun.kind in _BODIES and line.word(last) != "negara":
            return last
    return nominal.entry_end


def _nominal_at(line: Line, names: Sequence[ProperName], place: int, stop: int) -> Nominal | None:
    entry = _entry(line, names, place) if _can_head(line, place) else None
    if entry is None or _only_counts(line, place):
        return None
    noun, entry_end = entry
    end, inner = extent(line, names, place, entry_end, stop)
    bare = end == place + 1 or (not inner and line.has("attributive", place))
    if bare and _is_mere_modifier(line, noun, place):
        return None
    named = bool(inner) and _is_namesake(line, noun, place, entry_end, inner[-1])
    if noun.kind.startswith("named_") and not named:
        return None
    start, first, counted = _left(line, place)
    plural = counted or _is_plural(line, place, start)
    single = any(line.has("one-person", p) for p in range(start, place))
    type_ = noun_type(line, noun, place, entry_end=entry_end, end=end, inner=inner)
    return Nominal(
        start=start,
        first=first,
        noun=place,
        entry_end=entry_end,
        end=end,
        type=with_number(type_, plural=plural, single=single),
        kind=noun.kind,
        plural=plural,
        inner=tuple(inner),
        named=named,
    )


def _only_counts(line: Line, place: int) -> bool:
    """Whether "orang" counts the people named after it: "dua orang prajurit"."""
    noun = line.book.noun(line.word(place + 1))
    counted = place > 0 and line.has("classifier", place) and line.tree.upos(place - 1) == "NUM"
    return counted and noun is not None and noun.type in _PEOPLE


def _is_mere_modifier(line: Line, noun: Noun, place: int) -> bool:
    """Whether a bare noun only qualifies another: "aksi militer", "hukuman penjara"."""
    tree = line.tree
    if tree.relation(place) not in {"nmod", "amod", "flat", "compound"}:
        return False
    head = tree.head(place)
    side = line.has("side", head) or tree.upos(head) not in {"NOUN", "PROPN"}
    if side or tree.children(place, "case"):
        return False
    if line.has("attributive", place):
        return True
    governor = line.book.noun(tree.word(head))
    if noun.type is EntityType.OBJECT:
        return governor is not None and governor.kind != "agreement"
    if noun.type in _PEOPLE and governor is not None and governor.type not in _PEOPLE:
        return governor.type is not EntityType.PLACE
    return noun.type is EntityType.PLACE


def _can_head(line: Line, place: int) -> bool:
    tree = line.tree
    if tree.upos(place) == "ADJ":
        return tree.relation(place) in {"nsubj", "obj", "obl"}
    return tree.upos(place) in _HEADS and tree.relation(place) not in _NO_HEADS


def _entry(line: Line, names: Sequence[ProperName], place: int) -> tuple[Noun, int] | None:
    """The longest entry of the noun table that begins here."""
    for end in line.ends(place):
        if end > place + 1 and any(n.start < end and n.end > place for n in names):
            continue
        phrase = line.surface(place, end).lower()
        if line.book.has("idle", phrase):
            return None
        noun = line.book.noun(phrase)
        if noun is not None:
            return noun, end
    return _unknown(line, place)


def _unknown(line: Line, place: int) -> tuple[Noun, int] | None:
    """A noun that the table lacks but whose determiner says that people are meant."""
    if line.tree.upos(place) == "NOUN" and _has_personal(line, place):
        return Noun(EntityType.GROUP, "civilian"), place + 1
    return None


def _has_personal(line: Line, place: int) -> bool:
    return line.has_any(_PERSONAL, place - 1)


def _is_namesake(line: Line, noun: Noun, place: int, entry_end: int, name: ProperName) -> bool:
    """Whether noun and name are one thing: "kota Homs", but not "warga Homs"."""
    phrase = line.surface(place, entry_end).lower()
    if is_reduplicated(line.word(place)):
        return False
    if not (line.has("namer", place) or line.book.has("namer", phrase)):
        return False
    if noun.type is EntityType.PLACE:
        return name.type in {EntityType.PLACE, None} or name.kind == "capital"
    if name.type is EntityType.COUNTRY:
        return phrase == "negara"
    return name.type in {EntityType.ORGANIZATION, None}


def _left(line: Line, noun: int) -> tuple[int, int, bool]:
    """Where the phrase begins, where its name begins, and whether a number above one counts it."""
    place = noun
    while place > 0 and line.has("former", place - 1):
        place -= 1
    if line.has("classifier", place - 1):
        place -= 1
    number = place
    while number > 0 and line.tree.upos(number - 1) == "NUM":
        number -= 1
    first, counted = noun, False
    if number < place:
        phrase = line.tree.words(range(number, place))
        counted = phrase not in {"satu", "1"} and not _is_year(line, number, place)
        first = number if counted else noun
        place = number
    while line.has("quantifier", place - 1):
        place -= 1
        first, counted = place, True
    while line.has_any(_DETERMINERS, place - 1):
        place -= 1
        if line.has("count", place):
            first, counted = place, True
    return place, first, counted


def _is_year(line: Line, start: int, end: int) -> bool:
    """Whether a number is no count: "pada 2009 pemerintah ..."."""
    word = line.word(start)
    return end == start + 1 and word.isdigit() and len(word) == _YEAR


def _is_plural(line: Line, noun: int, start: int) -> bool:
    before = range(start, noun)
    return is_reduplicated(line.word(noun)) or any(line.has("plural", p) for p in before)
