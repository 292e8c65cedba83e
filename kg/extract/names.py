"""Proper names in a sentence, from three sources.

Those that the tables know, those that the language model found, and runs of proper nouns that
neither claims.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.line import Line
from kg.model import EntityType, Name

_LABELS = {
    "PER": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "LOC": EntityType.PLACE,
}
#: Small words inside names ("Osama bin Laden", "Call of Duty").
_PARTICLES = frozenset(
    "bin binti al de da van von der la el ibn of the for and".split()  # noqa: SIM905
)
#: Words that begin a known name in lower case ("al Shabaab").
_OPENERS = frozenset({"al", "the"})
_ARABIC = ("al-", "el-", "ul-", "ad-", "as-", "ar-")
_NAME_TAGS = frozenset({"PROPN", "NOUN", "ADJ", "X", "NUM"})
_NO_NAMES = frozenset({"direction", "calendar", "currency", "attributive", "portfolio"})
_ADDRESSES = ("former", "address")
_NEVER_NAMES = frozenset({EntityType.PERSON, EntityType.GROUP, EntityType.COUNTRY})
_OWNERS = frozenset({EntityType.COUNTRY, EntityType.ORGANIZATION})
_FORCES = frozenset({"military", "militia", "police"})


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


def find_names(line: Line) -> tuple[ProperName, ...]:
    """The names of a sentence in order; a name inside a longer one follows it."""
    known = list(_known(line))
    tagged = [t for t in _tagged(line, known) if not any(t.within(k) for k in known)]
    kept = [t for t in tagged if not any(k.overlaps(t) and not k.within(t) for k in known)]
    names = [k for k in known if not _is_swallowed(k, kept)] + kept
    names = [_with_owner(line, n, names) for n in names]
    names += [_with_owner(line, loose, names) for loose in _loose(line, names)]
    return tuple(sorted(names, key=lambda n: (n.start, -n.end)))


def _is_swallowed(known: ProperName, tagged: Sequence[ProperName]) -> bool:
    """A state's name at the end of a body's name stays ("Kementerian Luar Negeri Cina")."""
    outer = next((t for t in tagged if known.within(t)), None)
    if outer is None:
        return False
    if known.type is EntityType.PLACE:
        return True
    at_end = known.end == outer.end and known.start > outer.start
    return not (at_end and outer.type is EntityType.ORGANIZATION)


def _known(line: Line) -> Iterator[ProperName]:
    """States, well-known bodies and blocs, the longest at every place."""
    place, size, cased = 0, len(line), any(line.capitals)
    while place < size:
        named = line.capitals[place] or line.words[place] in _OPENERS or not cased
        listed = named and line.reach[place] > place
        name = _known_at(line, place, cased=cased) if listed else None
        if name is None:
            place += 1
        else:
            yield name
            place = name.end


def _known_at(line: Line, place: int, *, cased: bool) -> ProperName | None:
    for end in line.ends(place):
        phrase = line.surface(place, end)
        if not cased:
            phrase = phrase.capitalize()
        if line.book.has("idle", phrase.lower()):
            return None
        if phrase[0].isupper() and line.book.has("region", phrase.lower()):
            return ProperName(place, end, EntityType.PLACE, known=True)
        country = line.book.country(phrase)
        if country is not None and not _is_amount(line, place, end):
            return ProperName(place, end, EntityType.COUNTRY, country.iso, country.kind, known=True)
        body = line.book.body(phrase)
        if body is not None and line.tree.upos(place) != "ADP":
            return ProperName(place, end, EntityType.ORGANIZATION, body.iso, known=True)
    if line.has("bloc", place) and _is_bloc(line, place):
        return ProperName(place, place + 1, EntityType.GROUP, known=True)
    return None


def _is_amount(line: Line, start: int, end: int) -> bool:
    """Whether the word is money or a number: "US$", "Lima puluh" (not the city)."""
    if line.word(end).startswith("$") or line.tree.upos(start) == "NUM":
        return True
    if line.has("currency", start - 1):
        return True
    return end < len(line) and line.tree.upos(end) == "NUM" and line.tree.head(start) == end


def _is_bloc(line: Line, place: int) -> bool:
    """Whether "Barat" is the West, not a part of a name such as Jawa Barat."""
    if not line.is_capital(place) or place == 0:
        return False
    return not line.is_capital(place - 1) and not line.word(place - 1).startswith("negara")


def _with_owner(line: Line, body: ProperName, names: Sequence[ProperName]) -> ProperName:
    """A body's name with that of the state or body it is part of.

    "Kementerian Luar Negeri Cina", "Komisi I DPR"; after a bracket the name stays as it is, but the
    state is known ("Kementerian Luar Negeri (Kemlu) RI").
    """
    own = line.word(body.start) in line.book.nouns and body.end - body.start > 1
    if body.type is not EntityType.ORGANIZATION or body.iso or not own:
        return body
    bracket = line.word(body.end) == "(" and line.word(body.end + 2) == ")"
    after = body.end + 3 * bracket
    owner = next((n for n in names if n.start == after and n.type in _OWNERS and n.known), None)
    if owner is None or owner.kind == "capital":
        return body
    return replace(body, end=body.end if bracket else owner.end, iso=owner.iso)


def _tagged(line: Line, known: Sequence[ProperName]) -> Iterator[ProperName]:
    """The language model's names, cleared of titles, common nouns and states before them."""
    spans = [(n, *_trimmed(line, n.start, n.end)) for n in _whole(line.tree.sentence.names)]
    taken = {p for k in known for p in range(k.start, k.end)}
    taken |= {p for _, start, end in spans for p in range(start, end)}
    for name, first, last in spans:
        end = last
        label = _LABELS.get(name.label)
        start = _without_noun(line, first, end)
        if label is EntityType.PERSON:
            start = _without_title(line, start, end)
        if label is not EntityType.ORGANIZATION:
            start = max([start, *(k.end for k in known if _opens(k, start, end))])
        if start < end and _has_capital(line, start, end):
            if label is EntityType.ORGANIZATION and start == first:
                start = _widened(line, taken, start)
            while end < len(line) and end not in taken and _goes_on(line, start, end):
                end += 1
            yield ProperName(start, end, label)


def _whole(names: Sequence[Name]) -> Iterator[Name]:
    """Two names of persons with nothing between them are one name in two pieces."""
    last: Name | None = None
    for name in names:
        if last is not None and last.end == name.start and last.label == name.label == "PER":
            last = Name(start=last.start, end=name.end, label="PER")
            continue
        if last is not None:
            yield last
        last = name
    if last is not None:
        yield last


def _opens(known: ProperName, start: int, end: int) -> bool:
    """Whether a state's name stands before a name of its own: "Inggris David Cameron"."""
    return known.type is EntityType.COUNTRY and known.start == start and known.end < end


def _goes_on(line: Line, start: int, end: int) -> bool:
    """Whether the tree takes the next token for a part of the name ("Tran Minh Duc")."""
    flat = line.tree.relation(end) == "flat" and start <= line.tree.head(end) < end
    return flat and _is_loose(line, end, inside=False)


def _has_capital(line: Line, start: int, end: int) -> bool:
    """Whether it is written as a name, not as "Organisasi hak" at the head of a sentence."""
    places = range(start, end)
    if all(line.has("direction", place) for place in places):
        return False
    if not any(line.capitals[place] for place in places):
        return not any(line.capitals)
    inside = any(line.is_capital(p) and not line.opens_sentence(p) for p in places)
    return inside or not any(line.book.noun(line.word(p)) for p in places)


def _without_noun(line: Line, start: int, end: int) -> int:
    """Without common nouns in front: "ibukota Kiev", "Pemerintah Arab Saudi", "Wartawan BBC"."""
    while start < end:
        noun = line.book.noun(line.word(start))
        people = noun is not None and noun.type in _NEVER_NAMES
        if noun is None and _is_entry(line, start, end):
            return start
        people = people or (
            line.tree.upos(start) == "NOUN" and noun is None and line.opens_sentence(start)
        )
        if not people and (line.is_capital(start) or line.tree.upos(start) == "PROPN"):
            return start
        start += 1
    return start


def _is_entry(line: Line, start: int, stop: int) -> bool:
    """Whether a body of several words stands here: "Angkatan Laut"."""
    found = (
        line.book.noun(line.surface(start, end).lower())
        for end in line.ends(start)
        if start + 1 < end <= stop
    )
    return any(noun is not None and noun.type is EntityType.ORGANIZATION for noun in found)


def _widened(line: Line, taken: set[int], start: int) -> int:
    """With proper nouns right before it: the model has cut "British American Tobacco" short."""
    while start > 0 and start - 1 not in taken:
        noun = line.book.noun(line.word(start - 1))
        body = noun is not None and noun.type not in _NEVER_NAMES
        body = body and line.is_capital(start - 1) and not line.opens_sentence(start - 1)
        if not body and not _is_loose(line, start - 1, inside=False):
            break
        start -= 1
    return start


def _trimmed(line: Line, start: int, end: int) -> tuple[int, int]:
    """Without punctuation and clitics at the edges, and only what precedes a bracket."""
    while start < end and not _is_namelike(line, start):
        start += 1
    for place in range(start, end):
        if line.word(place) in {"(", ")", ",", ";", "/"}:
            end = place
            break
    while start < end and (not _is_namelike(line, end - 1) or line.has("calendar", end - 1)):
        end -= 1
    return start, end


def _is_namelike(line: Line, place: int) -> bool:
    word = line.word(place)
    return any(c.isalnum() for c in word) and not line.has("pronoun-any", place)


def _without_title(line: Line, start: int, end: int) -> int:
    """Where the person's own name begins: "Presiden Obama" is tagged, "Obama" is the name."""
    moved = True
    while moved and start < end - 1:
        moved = False
        for stop in range(min(end - 1, line.reach[start]), start, -1):
            phrase = line.surface(start, stop).lower().rstrip(".")
            if phrase in line.book.titles or any(line.book.has(r, phrase) for r in _ADDRESSES):
                start, moved = stop, True
                break
    return start


def _loose(line: Line, taken: Sequence[ProperName]) -> Iterator[ProperName]:
    """Runs of capitalised proper nouns outside ``taken``, and bodies' names in capitals."""
    used = {place for name in taken for place in range(name.start, name.end)}
    blocked = used | set(_entries(line))
    place, size = 0, len(line)
    while place < size:
        if not line.capitals[place]:
            place += 1
            continue
        end = _body_end(line, used, place)
        if end > place:
            yield ProperName(place, end, EntityType.ORGANIZATION)
            place = end
            continue
        while end < size and end not in blocked and _is_loose(line, end, inside=end > place):
            end += 1
        while end > place and line.word(end - 1) in _PARTICLES:
            end -= 1
        if end > place and _continues_event(line, place):
            place = end
            continue
        if end > place and (end > place + 1 or _is_sure(line, place)):
            yield ProperName(place, end, None)
        place = max(end, place + 1)


def _is_sure(line: Line, place: int) -> bool:
    """Whether one capitalised word is a name: at the head of a sentence any word has a capital."""
    text = line.tree.token(place).text
    after = line.tree.token(place + 1).text if place + 1 < len(line) else ""
    acronym = len(text) > 1 and text.isupper() and not after.isupper()
    return acronym or text in line.capitalised or not line.opens_sentence(place)


def _continues_event(line: Line, place: int) -> bool:
    """Whether the run goes on with a name of no entity ("Pertemuan Tingkat Tinggi", "dolar AS")."""
    if place == 0 or line.has("currency", place - 1):
        return place > 0
    noun = line.is_capital(place - 1) and line.tree.upos(place - 1) == "NOUN"
    known = line.book.noun(line.word(place - 1)) or line.word(place - 1) in line.book.titles
    return noun and not known and not line.opens_sentence(place - 1)


def _entries(line: Line) -> Iterator[int]:
    """Tokens of longer entries among nouns and titles ("Menteri Dalam Negeri")."""
    last = len(line) - 1
    for start, reach in enumerate(line.reach):
        near = reach > start + 1 and (line.capitals[start] or line.capitals[min(start + 1, last)])
        for end in range(reach if near else start, start + 1, -1):
            phrase = line.surface(start, end).lower()
            if phrase in line.book.titles or line.book.noun(phrase) is not None:
                yield from range(start, end)
                break


def _body_end(line: Line, used: set[int], place: int) -> int:
    """The end of a name like "Dewan Transisi Nasional" that begins at ``place``, or ``place``."""
    noun = line.book.nouns.get(line.word(place))
    if place in used or noun is None or not line.is_capital(place):
        return place
    troops = noun.type is EntityType.GROUP and noun.kind in _FORCES
    troops = troops and not line.opens_sentence(place)
    if noun.type is not EntityType.ORGANIZATION and not troops:
        return place
    end = place + 1
    while end < len(line) and end not in used and _is_capital(line, end):
        end += 1
        joined = end + 1 < len(line) and line.word(end) in {"dan", "&"}
        if joined and end + 1 not in used and _is_capital(line, end + 1):
            end += line.book.noun(line.word(end + 1)) is None
    if end == place + 1:
        return place
    while end in used and line.is_capital(end) and line.tree.head(end) in range(place, end):
        end += 1
    return end


def _is_capital(line: Line, place: int) -> bool:
    return line.is_capital(place) and line.tree.upos(place) in _NAME_TAGS


def _is_loose(line: Line, place: int, *, inside: bool) -> bool:
    word = line.word(place)
    if inside and word in _PARTICLES:
        return place + 1 < len(line) and line.is_capital(place + 1)
    if inside and (word.startswith(_ARABIC) or line.has("direction", place)):
        return word.startswith(_ARABIC) or line.is_capital(place)
    if not line.is_capital(place) or line.tree.upos(place) not in {"PROPN", "X"}:
        return False
    if line.has_any(_NO_NAMES, place):
        return False
    return word.rstrip(".") not in line.book.titles and line.book.noun(word) is None
