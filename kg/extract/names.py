"""Proper names in a sentence: those that the tables know, those the language model found, and
runs of proper nouns that neither claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from kg.extract.tree import Tree
from kg.extract.wordbook import LONGEST, Wordbook
from kg.model import EntityType

_LABELS = {
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "LOC": EntityType.PLACE,
}
#: Small words inside names ("Osama bin Laden", "Charles de Gaulle").
_PARTICLES = frozenset({"bin", "binti", "al", "de", "da", "van", "von", "der", "la", "el", "ibn"})


@dataclass(frozen=True, slots=True)
class ProperName:
    """Tokens ``start`` to ``end`` (exclusive) that are a name.

    ``kind`` is the kind of a state's name (countries.tsv), ``known`` says that a table has it.
    """

    start: int
    end: int
    type: EntityType | None
    iso: str = ""
    kind: str = ""
    known: bool = False

    def covers(self, place: int) -> bool:
        return self.start <= place < self.end

    def within(self, other: ProperName) -> bool:
        return other.start <= self.start and self.end <= other.end

    def overlaps(self, other: ProperName) -> bool:
        return self.start < other.end and other.start < self.end


def surface(tree: Tree, text: str, start: int, end: int) -> str:
    """The characters of tokens ``start`` to ``end`` on one line."""
    first, last = tree.token(start).span, tree.token(end - 1).span
    return " ".join(text[first.start : last.end].split())


def find_names(tree: Tree, book: Wordbook, text: str) -> tuple[ProperName, ...]:
    """The names of a sentence in order; a name inside a longer one follows it."""
    known = list(_known(tree, book, text))
    tagged = [t for t in _tagged(tree, book, text) if not any(t.within(k) for k in known)]
    kept: list[ProperName] = []
    for name in tagged:
        rivals = [k for k in known if k.overlaps(name) and not k.within(name)]
        if not rivals:
            kept.append(name)
    names = [k for k in known if not _swallowed(k, kept)] + kept
    names += _loose(tree, book, names)
    return tuple(sorted(names, key=lambda n: (n.start, -n.end)))


def _swallowed(known: ProperName, tagged: list[ProperName]) -> bool:
    """A state's name at the end of a body's name stays ("Kementerian Luar Negeri Cina")."""
    around = [t for t in tagged if known.within(t)]
    if not around:
        return False
    outer = around[0]
    at_end = known.end == outer.end and known.start > outer.start
    return not (at_end and outer.type is EntityType.ORGANIZATION)


def _known(tree: Tree, book: Wordbook, text: str) -> Iterator[ProperName]:
    """States and well-known bodies, longest first at every place."""
    place = 0
    while place < len(tree):
        name = _known_at(tree, book, text, place)
        if name is None:
            place += 1
        else:
            yield name
            place = name.end


def _known_at(tree: Tree, book: Wordbook, text: str, place: int) -> ProperName | None:
    for end in range(min(len(tree), place + LONGEST), place, -1):
        phrase = surface(tree, text, place, end)
        country = book.country(phrase)
        if country is not None and not _is_money(tree, end):
            return ProperName(place, end, EntityType.COUNTRY, country.iso, country.kind, known=True)
        body = book.body(phrase)
        if body is not None:
            return ProperName(place, end, EntityType.ORGANIZATION, body.iso, known=True)
    return None


def _is_money(tree: Tree, end: int) -> bool:
    """ "US$" is a currency."""
    return end < len(tree) and tree.word(end).startswith("$")


def _tagged(tree: Tree, book: Wordbook, text: str) -> Iterator[ProperName]:
    for name in tree.sentence.names:
        trimmed = _trimmed(tree, book, name.start, name.end)
        if trimmed is None:
            continue
        start, end = trimmed
        label = _LABELS.get(name.label)
        if label is EntityType.PERSON:
            start = _without_title(tree, book, text, start, end)
        yield ProperName(start, end, label)


def _trimmed(tree: Tree, book: Wordbook, start: int, end: int) -> tuple[int, int] | None:
    """Without punctuation and function words at the edges, and only what precedes a bracket."""
    while start < end and not _is_namelike(tree, book, start):
        start += 1
    for place in range(start, end):
        if tree.word(place) in {"(", ")", ",", ";", "/"}:
            end = place
            break
    while start < end and not _is_namelike(tree, book, end - 1):
        end -= 1
    return (start, end) if start < end else None


def _is_namelike(tree: Tree, book: Wordbook, place: int) -> bool:
    word = tree.token(place).text
    return any(c.isalnum() for c in word) and not book.has("pronoun-any", word.lower())


def _without_title(tree: Tree, book: Wordbook, text: str, start: int, end: int) -> int:
    """Where the person's own name begins: "Presiden Obama" is tagged, "Obama" is the name."""
    moved = True
    while moved and start < end - 1:
        moved = False
        for stop in range(min(end - 1, start + 4), start, -1):
            phrase = surface(tree, text, start, stop).lower().rstrip(".")
            if phrase in book.titles or book.has("former", phrase):
                start, moved = stop, True
                break
    return start


def _loose(tree: Tree, book: Wordbook, taken: list[ProperName]) -> Iterator[ProperName]:
    """Runs of capitalised proper nouns outside ``taken``, and bodies' names in capitals."""
    used = {place for name in taken for place in range(name.start, name.end)}
    place = 0
    while place < len(tree):
        end = _body_end(tree, book, used, place)
        if end > place:
            yield ProperName(place, end, EntityType.ORGANIZATION)
            place = end
            continue
        while end < len(tree) and end not in used and _is_loose(tree, book, end, end > place):
            end += 1
        while end > place and tree.word(end - 1) in _PARTICLES:
            end -= 1
        if end > place:
            yield ProperName(place, end, None)
        place = max(end, place + 1)


def _body_end(tree: Tree, book: Wordbook, used: set[int], place: int) -> int:
    """The end of a name like "Dewan Transisi Nasional" that begins at ``place``, or ``place``."""
    noun = book.nouns.get(tree.word(place))
    if place in used or noun is None or noun.type is not EntityType.ORGANIZATION:
        return place
    if not tree.token(place).text[:1].isupper():
        return place
    end = place + 1
    while end < len(tree) and end not in used and _is_capital(tree, end):
        end += 1
        joined = end + 1 < len(tree) and tree.word(end) in {"dan", "&"}
        if joined and end + 1 not in used and _is_capital(tree, end + 1):
            other = book.noun(tree.word(end + 1))
            end += other is None
    if end == place + 1:
        return place
    while (
        end in used and tree.token(end).text[:1].isupper() and tree.head(end) in range(place, end)
    ):
        end += 1
    return end


def _is_capital(tree: Tree, place: int) -> bool:
    return tree.token(place).text[:1].isupper() and tree.upos(place) in {
        "PROPN",
        "NOUN",
        "ADJ",
        "X",
        "NUM",
    }


def _is_loose(tree: Tree, book: Wordbook, place: int, inside: bool) -> bool:
    token = tree.token(place)
    word = token.text.lower()
    if inside and (word in _PARTICLES):
        return place + 1 < len(tree) and tree.token(place + 1).text[:1].isupper()
    if inside and word.startswith(("al-", "el-", "ul-")):
        return True
    if not token.text[:1].isupper() or token.upos not in {"PROPN", "X"}:
        return False
    if any(book.has(role, word) for role in ("calendar", "currency", "attributive")):
        return False
    return not (book.titles & {word.rstrip(".")} or book.noun(word))
