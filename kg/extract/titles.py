"""Titles and offices before a person's name: "Presiden Peru Rosa Quispe"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.extract.line import Line
from kg.extract.names import ProperName
from kg.model import EntityType

#: So many words may stand between the head of a title and the name.
_REACH = 9
_LONGEST_TITLE = 4
#: A suspect is called by so many initials at most ("tersangka TN").
_INITIALS = 3
_TRADES = frozenset({"professional", "worker", "media", "student", "military", "police"})
_PLURAL = frozenset({"plural", "quantifier"})
_RANKS = frozenset({"military", "police"})
_INSIDE = frozenset({"NOUN", "PROPN", "ADJ", "X", "NUM"})
_LINKS = frozenset({"dan", "bidang", "untuk", "urusan", "dari", "-", "&"})


@dataclass(frozen=True, slots=True)
class Title:
    """Where a title begins, what office it names, and the token of the body it is held in.

    ``named`` says that the body has a name, ``rank`` that the title is a rank or form of address,
    before which an office may stand ("juru bicara militer Letnan Kolonel X").
    """

    start: int
    position: str | None
    of: int | None = None
    named: bool = False
    rank: bool = False


def title_before(line: Line, names: Sequence[ProperName], name: ProperName) -> Title | None:
    """The title right before a name, or None.

    What the model takes for a body or place is a person only where the title has a body already
    ("pemimpin Chad X", but "Direktur X").
    """
    if name.type is None and line.word(name.start - 1) == "dan":
        return None
    title = _title_left_of(line, names, name)
    if title is None or _tells_whose(line, names, name, title) or _is_counted(line, title):
        return None
    if title.rank:
        title = _title_left_of(line, names, replace(name, start=title.start)) or title
    if name.type is None:
        return title if title.of is None or title.named else None
    sure = name.type is EntityType.PERSON or _is_initials(line, name)
    held = title.of is not None and not _ends_body(line, names, name)
    return title if sure or held else None


def _ends_body(line: Line, names: Sequence[ProperName], name: ProperName) -> bool:
    """Whether a place belongs to the body before it: "hakim Pengadilan Negeri Bontoka"."""
    body = next((n for n in names if n.end == name.start), None)
    if body is None or (name.type, body.type) != (EntityType.PLACE, EntityType.ORGANIZATION):
        return False
    return body.covers(line.tree.head(line.tree.top(range(name.start, name.end))))


def _tells_whose(line: Line, names: Sequence[ProperName], name: ProperName, title: Title) -> bool:
    """Whether the holder of the title comes after: "pengacara Rosa, Budi Hartono, berkata"."""
    if line.word(name.end) != ",":
        return False
    holder = next((n for n in names if n.start == name.end + 1), None)
    if holder is None or holder.type is not EntityType.PERSON or line.word(holder.end) != ",":
        return False
    top = line.tree.top(range(holder.start, holder.end))
    beside = line.tree.relation(top) == "appos"
    return beside and line.tree.head(top) in range(title.start, name.start)


def _is_counted(line: Line, title: Title) -> bool:
    """Whether several hold the office: "sembilan pemimpin Katalan" names none of them."""
    before = title.start - 1
    if before < 0:
        return False
    number = line.tree.upos(before) == "NUM" and not line.word(before)[:1].isdigit()
    return number or line.has_any(_PLURAL, before)


def _is_initials(line: Line, name: ProperName) -> bool:
    """Whether a suspect is called by initials: "tersangka TN"."""
    letters = line.surface(name.start, name.end)
    noun = line.book.nouns.get(line.word(name.start - 1))
    suspect = noun is not None and noun.kind == "suspect"
    return (
        len(letters) <= _INITIALS
        and letters.isupper()
        and (suspect or line.has("address", name.start - 1))
    )


def own_start(line: Line, name: ProperName) -> int:
    """Where a titled person's own name begins: "Wali Kota Batam" may be tagged with the name.

    The tree hangs the place and the person from the title apart.
    """
    inside = range(name.start, name.end)
    tops = [place for place in inside if line.tree.head(place) not in inside]
    last = tops[-1]
    if any(n.label == "PER" and n.end == last for n in line.tree.sentence.names):
        return name.start
    whole = all(line.tree.head(place) >= last for place in range(last + 1, name.end))
    return last if len(tops) > 1 and whole and last < name.end - 1 else name.start


def _title_left_of(line: Line, names: Sequence[ProperName], name: ProperName) -> Title | None:
    full = name.type is EntityType.PERSON and not name.known and name.end > name.start + 1
    for end in range(name.start, max(0, name.start - _REACH), -1):
        start = None if line.has("suffix", end - 1) else _title_ending(line, end, full=full)
        if start is not None and not any(n.covers(start) for n in names if n.known):
            return _title(line, names, start, end, name.start)
        other = any(n.type is EntityType.PERSON and n.covers(end - 1) for n in names)
        if other or not _may_stand_inside(line, end - 1):
            return None
    return None


def is_title(line: Line, start: int, end: int, *, full: bool = False) -> bool:
    """Whether these tokens can stand before a name of a person; kin cannot ("putra X").

    Before a full name a trade can too ("penyelam Rosa Araya").
    """
    phrase = line.surface(start, end).lower()
    noun = line.book.nouns.get(phrase)
    if phrase.rstrip(".") in line.book.titles:
        return True
    if noun is None:
        return False
    trade = full and noun.type is EntityType.GROUP and noun.kind in _TRADES
    return trade or (noun.type is EntityType.PERSON and noun.kind != "civilian")


def _title_ending(line: Line, end: int, *, full: bool) -> int | None:
    """The first token of the longest title that ends right before ``end``."""
    starts = range(max(0, end - _LONGEST_TITLE), end)
    found = (s for s in starts if line.reach[s] >= end and is_title(line, s, end, full=full))
    return next(found, None)


def _may_stand_inside(line: Line, place: int) -> bool:
    known = line.word(place) in _LINKS or line.has("suffix", place)
    return place >= 0 and (line.tree.upos(place) in _INSIDE or known)


def _title(line: Line, names: Sequence[ProperName], start: int, end: int, name_start: int) -> Title:
    start = _extended(line, start)
    inner = [n for n in names if end <= n.start and n.end <= name_start]
    body = inner[0].start if inner else _body_noun(line, end, name_start)
    stop = name_start if body is None else max(end, body)
    office = start
    while office < stop and line.book.has("address", line.word(office).rstrip(".")):
        office += 1
    position = line.surface(office, stop) if office < stop else None
    of = line.tree.top(range(inner[-1].start, inner[-1].end)) if inner else body
    kinds = [line.book.nouns.get(line.word(place)) for place in range(start, end)]
    rank = office > start or any(k is not None and k.kind in _RANKS for k in kinds)
    return Title(start, position, of, named=bool(inner), rank=rank and end == name_start)


def _extended(line: Line, start: int) -> int:
    """Further to the left: "mantan", "wakil", and ranks before ranks ("Brigadir Jenderal")."""
    while start > 0:
        word = line.word(start - 1).rstrip(".")
        noun = line.book.nouns.get(word)
        rank = noun is not None and noun.kind == "military" and word in line.book.titles
        if not (rank or line.book.has("former", word) or line.book.has("address", word)):
            return start
        start -= 1
    return start


def _body_noun(line: Line, start: int, end: int) -> int | None:
    """A noun for a body between title and name ("juru bicara kepolisian Budi")."""
    for place in range(start, end):
        noun = line.book.noun(line.word(place))
        if noun is not None and noun.type in {EntityType.ORGANIZATION, EntityType.COUNTRY}:
            return place if line.word(place) != "negara" else None
    return None
