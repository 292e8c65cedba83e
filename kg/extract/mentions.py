"""Everything in the text that may refer to an entity: names, descriptions, pronouns.

Each phrase that could fill a role has one reference on its head token; names and bodies inside it
have their own. What a reference belongs to ("tentara Chad") stands in ``Reference.of``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.line import Line, capitalised_inside
from kg.extract.metonyms import acts
from kg.extract.names import ProperName, find_names
from kg.extract.nominals import Nominal, find_nominals
from kg.extract.pronouns import find_pronouns
from kg.extract.titles import Title, own_start, title_before
from kg.extract.tree import Tree, trees
from kg.extract.wordbook import wordbook
from kg.lang.pack import Pack
from kg.model import EntityType, Form, Reference, Sentence

#: Classes of descriptive nouns that name an office or a profession.
_OFFICES = frozenset(
    {"leader", "official", "military", "police", "professional", "media", "worker"}
)
#: Types of descriptions that are surer than the model's type of the name in them.
_NAMING = frozenset({EntityType.PLACE, EntityType.OBJECT})
#: Types that the first word of a name tells: "Pelabuhan Tanjung Priok", "PT Semen Gresik".
_THINGS = frozenset({EntityType.PLACE, EntityType.OBJECT, EntityType.ORGANIZATION})
#: Last words of foreign names (phrases.tsv) and what they say.
_CLOSING = {
    "ends organization": EntityType.ORGANIZATION,
    "ends place": EntityType.PLACE,
    "ends object": EntityType.OBJECT,
}
_ARTICLES = frozenset({"the", "la", "el"})
_TWO = 2
_OPEN = frozenset({EntityType.COUNTRY, EntityType.PLACE, None})


def find_references(sentences: Sequence[Sentence], pack: Pack, text: str) -> tuple[Reference, ...]:
    """The references of an article in reading order, outer ones before inner ones."""
    book = wordbook(pack)
    found: list[Reference] = []
    lines = [Line.of(tree, book, text) for tree in trees(tuple(sentences))]
    capitalised = capitalised_inside(lines)
    for line in lines:
        found.extend(_references(replace(line, capitalised=capitalised)))
    return tuple(found)


def _references(line: Line) -> list[Reference]:
    names = [_with_direction(line, name) for name in find_names(line)]
    titles = {n: t for n in names for t in [_title_of(line, names, n)] if t}
    titled = frozenset(p for n, t in titles.items() for p in range(t.start, n.start) if p != t.of)
    bodies = {t.of: n.start for n, t in titles.items() if t.of is not None}
    nominals = find_nominals(line, names, titled, bodies)
    found = [_described(line, nominal, nominals) for nominal in nominals]
    found += [_named(line, names, n, titles.get(n), nominals) for n in names]
    found += list(find_pronouns(line))
    found += list(_bare_numbers(line, found))
    return _one_each(line.tree, found)


def _title_of(line: Line, names: Sequence[ProperName], name: ProperName) -> Title | None:
    return None if name.known else title_before(line, names, name)


def _with_direction(line: Line, name: ProperName) -> ProperName:
    """A name with the direction that makes it a region: "Thailand selatan"."""
    end = name.end
    follows = (
        end < len(line)
        and name.type in _OPEN
        and line.has("direction", end)
        and (not line.capitals[end] or name.type is EntityType.PLACE)
        and name.covers(line.tree.head(end))
    )
    return replace(name, end=end + 1, type=EntityType.PLACE) if follows else name


def _named(
    line: Line,
    names: Sequence[ProperName],
    name: ProperName,
    title: Title | None,
    nominals: Sequence[Nominal],
) -> Reference:
    start = title.start if title else name.start
    if title is not None:
        name = replace(name, start=own_start(line, name))
    type_, iso, rule = _name_type(line, name, title, nominals)
    return Reference(
        sentence=line.tree.sentence.index,
        head=line.tree.top(range(start, name.end)),
        start=start,
        end=name.end,
        mention=line.mention(name.start, name.end),
        name=line.surface(name.start, name.end),
        type=type_,
        form=Form.NAME,
        iso=iso or None,
        position=title.position if title else None,
        of=title.of if title else _around(line, names, name, type_),
        rule=rule,
    )


def _around(
    line: Line, names: Sequence[ProperName], name: ProperName, type_: EntityType
) -> int | None:
    """The state or district that a place lies in: "Karachi, Pakistan"."""
    after = name.end + 1
    if type_ is not EntityType.PLACE or line.word(name.end) != ",":
        return None
    after += line.word(after) == "di"
    first = after
    while line.has("namer", after):
        after += 1
    around = next((n for n in names if n.start == after), None)
    if around is None or not (after > first or around.type is EntityType.COUNTRY):
        return None
    return line.tree.top(range(around.start, around.end))


def _name_type(
    line: Line, name: ProperName, title: Title | None, nominals: Sequence[Nominal]
) -> tuple[EntityType, str, str]:
    """The type of a name, its state, and the rule that said so."""
    if title is not None:
        return EntityType.PERSON, "", "name-titled"
    if name.type is EntityType.COUNTRY:
        located = name.kind in {"capital", "government"} and not acts(line, name.start, name.end)
        type_, kind = (EntityType.PLACE, "capital") if located else (name.type, name.kind)
        return type_, name.iso, f"name-{kind}"
    around = next((n for n in nominals if n.named and name in n.inner), None)
    if around is not None and (name.type is None or around.type in _NAMING):
        return around.type, name.iso, "name-described"
    if name.type is None:
        return _guess(line, name), "", "name-loose"
    type_ = name.type if name.known else _tagged_type(line, name, name.type)
    return type_, name.iso, "name-known" if name.known else "name-tagged"


def _tagged_type(line: Line, name: ProperName, type_: EntityType) -> EntityType:
    """The model's type, or that of the name's first word or of its verb where these tell."""
    first = line.book.noun(line.word(name.start))
    if name.end == name.start + 1:
        return type_
    last = _closing_type(line, name)
    if last is not None:
        return last
    if first is not None and first.type in _THINGS:
        body = type_ is EntityType.ORGANIZATION and first.type is EntityType.PLACE
        return type_ if body else first.type
    head = line.tree.top(range(name.start, name.end))
    said = line.has("speaking", line.tree.head(head)) and not line.tree.preposition(head)
    return EntityType.PERSON if said and type_ is EntityType.PLACE else type_


def _closing_type(line: Line, name: ProperName) -> EntityType | None:
    """What the last word of a foreign name says: "Syracuse University", "Bestwood Street"."""
    if name.end - name.start - (line.word(name.start) in _ARTICLES) < _TWO:
        return None
    return next((t for role, t in _CLOSING.items() if line.has(role, name.end - 1)), None)


def _guess(line: Line, name: ProperName) -> EntityType:
    """The likely type of a name that nobody knows."""
    last = _closing_type(line, name)
    if last is not None:
        return last
    head = line.tree.first_conjunct(line.tree.top(range(name.start, name.end)))
    if line.tree.preposition(head) in {"di", "ke", "dari"} or _tells_of(line, head):
        return EntityType.PLACE
    if line.surface(name.start, name.end).isupper():
        return EntityType.ORGANIZATION
    return EntityType.PERSON


def _tells_of(line: Line, head: int) -> bool:
    """Whether people or bodies are told by the name: "warga Katalan", "polisi Skotlandia"."""
    tree = line.tree
    if tree.relation(head) not in {"nmod", "amod"} or tree.preposition(head):
        return False
    noun = line.book.noun(line.word(tree.head(head)))
    return noun is not None and noun.type in {EntityType.GROUP, EntityType.ORGANIZATION}


def _described(line: Line, nominal: Nominal, nominals: Sequence[Nominal]) -> Reference:
    return Reference(
        sentence=line.tree.sentence.index,
        head=nominal.noun,
        start=nominal.start,
        end=nominal.end,
        mention=line.mention(nominal.first, nominal.end),
        name=line.surface(nominal.first, nominal.end),
        type=nominal.type,
        form=Form.NOMINAL,
        position=_position(line, nominal),
        of=_owner(line, nominal, nominals),
        rule=f"noun-{nominal.kind}" + ("-named" if nominal.named else ""),
    )


def _owner(line: Line, nominal: Nominal, nominals: Sequence[Nominal]) -> int | None:
    """The head of what the description belongs to: a name, a body, or a clitic in it."""
    for place in (nominal.end - 1, nominal.end):
        owner = place < len(line) and line.tree.upos(place) == "PRON"
        if owner and line.tree.relation(place) == "nmod" and line.tree.head(place) < place:
            return place
    if nominal.inner and not nominal.named:
        return line.tree.top(range(nominal.inner[-1].start, nominal.inner[-1].end))
    inside = (n for n in nominals if nominal.noun < n.noun < nominal.end)
    return next((n.noun for n in inside), None)


def _position(line: Line, nominal: Nominal) -> str | None:
    if nominal.type is not EntityType.PERSON or nominal.kind not in _OFFICES:
        return None
    return line.surface(nominal.noun, nominal.entry_end)


def _bare_numbers(line: Line, found: Sequence[Reference]) -> Iterator[Reference]:
    """Numbers that stand for people: "dua tewas"."""
    tree = line.tree
    taken = {place for r in found for place in range(r.start, r.end)}
    for place in range(len(line)):
        if tree.relation(place) != "nsubj" or place in taken:
            continue
        if tree.upos(place) != "NUM" and not line.has("count", place):
            continue
        if tree.children(place, "nmod", "obl", "nummod"):
            continue
        end = place + 1
        while end < len(line) and tree.head(end) == place and tree.relation(end) == "flat":
            end += 1
        end += end < len(line) and line.has("other", end)
        yield Reference(
            sentence=tree.sentence.index,
            head=place,
            start=place,
            end=end,
            mention=line.mention(place, end),
            name=line.surface(place, end),
            type=EntityType.GROUP,
            form=Form.NOMINAL,
            rule="number",
        )


def _one_each(tree: Tree, found: Sequence[Reference]) -> list[Reference]:
    """One reference a head, the longest; then echoes where the tree splits a phrase in two."""
    by_head: dict[int, Reference] = {}
    for reference in sorted(found, key=lambda r: (r.head, r.start - r.end, r.start)):
        by_head.setdefault(reference.head, reference)
    kept = sorted(by_head.values(), key=_reading_order)
    echoes = [
        replace(reference, head=place, rule=f"{reference.rule}-echo")
        for reference in kept
        if reference.form is not Form.PRONOUN
        for place in _other_tops(tree, reference)
        if place not in by_head
    ]
    unique = {echo.head: echo for echo in reversed(echoes)}
    return sorted([*kept, *unique.values()], key=_reading_order)


def _reading_order(reference: Reference) -> tuple[int, int, int]:
    return reference.start, -reference.end, reference.head


def _other_tops(tree: Tree, reference: Reference) -> list[int]:
    """Other tokens of the phrase that the tree hangs from outside the phrase."""
    inside = range(reference.start, reference.end)
    return [
        place
        for place in inside
        if place != reference.head
        and tree.head(place) not in inside
        and tree.upos(place) in {"NOUN", "PROPN", "X", "ADJ"}
    ]
