"""Everything in the text that may refer to an entity: names, descriptions, pronouns.

Each phrase that could fill a role has one reference on its head token; names and bodies inside it
have their own. What a reference belongs to ("tentara Korea Utara") stands in ``Reference.of``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.extract.metonyms import acts
from kg.extract.names import ProperName, find_names, surface
from kg.extract.nominals import Nominal, find_nominals
from kg.extract.pronouns import find_pronouns
from kg.extract.titles import Title, title_before
from kg.extract.tree import Tree
from kg.extract.wordbook import Wordbook, wordbook
from kg.lang.pack import Pack
from kg.model import EntityType, Form, Mention, Reference, Sentence

#: Classes of descriptive nouns that name an office or a profession.
_OFFICES = frozenset(
    {"leader", "official", "military", "police", "professional", "media", "worker"}
)


def find_references(sentences: Sequence[Sentence], pack: Pack, text: str) -> tuple[Reference, ...]:
    """The references of an article in reading order, outer ones before inner ones."""
    book = wordbook(pack)
    found: list[Reference] = []
    for sentence in sentences:
        found.extend(_references(Tree.of(sentence), book, text))
    return tuple(found)


def _references(tree: Tree, book: Wordbook, text: str) -> list[Reference]:
    names = find_names(tree, book, text)
    titles = {n: t for n in names for t in [_title_of(tree, book, text, names, n)] if t}
    titled = frozenset(p for n, t in titles.items() for p in range(t.start, n.start) if p != t.of)
    nominals = find_nominals(tree, book, text, names, titled)
    found = [_described(tree, book, text, nominal, nominals) for nominal in nominals]
    found += [_named(tree, book, text, n, titles.get(n), nominals) for n in names]
    found += list(find_pronouns(tree, book, text))
    found += list(_bare_numbers(tree, text, found))
    return _one_each(tree, found)


def _title_of(
    tree: Tree, book: Wordbook, text: str, names: Sequence[ProperName], name: ProperName
) -> Title | None:
    if name.known or name.type not in {EntityType.PERSON, None}:
        return None
    return title_before(tree, book, text, names, name)


def _named(
    tree: Tree,
    book: Wordbook,
    text: str,
    name: ProperName,
    title: Title | None,
    nominals: Sequence[Nominal],
) -> Reference:
    start = title.start if title else name.start
    if name.type in {EntityType.COUNTRY, EntityType.PLACE, None} and _has_direction(
        tree, book, name
    ):
        name = replace(name, end=name.end + 1, type=EntityType.PLACE)
    type_, iso, rule = _name_type(tree, book, text, name, title, nominals)
    return Reference(
        sentence=tree.sentence.index,
        head=tree.top(range(start, name.end)),
        start=start,
        end=name.end,
        mention=Mention.at(text, tree.span(range(name.start, name.end))),
        name=surface(tree, text, name.start, name.end),
        type=type_,
        form=Form.NAME,
        iso=iso or None,
        position=title.position if title else None,
        of=title.of if title else None,
        rule=rule,
    )


def _name_type(
    tree: Tree,
    book: Wordbook,
    text: str,
    name: ProperName,
    title: Title | None,
    nominals: Sequence[Nominal],
) -> tuple[EntityType, str, str]:
    """The type of a name, its state, and the rule that said so."""
    if title is not None:
        return EntityType.PERSON, "", "name-titled"
    if name.type is EntityType.COUNTRY:
        if name.kind in {"capital", "government"} and not acts(tree, book, name.start, name.end):
            return EntityType.PLACE, name.iso, "name-capital"
        return EntityType.COUNTRY, name.iso, f"name-{name.kind}"
    if name.type is not None:
        return name.type, name.iso, "name-known" if name.known else "name-tagged"
    around = next((n for n in nominals if n.named and name in n.inner), None)
    if around is not None:
        return around.type, "", "name-described"
    return _guess(tree, book, text, name), "", "name-loose"


def _has_direction(tree: Tree, book: Wordbook, name: ProperName) -> bool:
    """ "Thailand selatan" is a region."""
    return (
        name.end < len(tree)
        and book.has("direction", tree.token(name.end).text)
        and name.covers(tree.head(name.end))
    )


def _guess(tree: Tree, book: Wordbook, text: str, name: ProperName) -> EntityType:
    """The likely type of a name that nobody knows."""
    phrase = surface(tree, text, name.start, name.end)
    head = tree.first_conjunct(tree.top(range(name.start, name.end)))
    if book.has("locative", tree.preposition(head)):
        return EntityType.PLACE
    if phrase.isupper():
        return EntityType.ORGANIZATION
    return EntityType.PERSON


def _described(
    tree: Tree, book: Wordbook, text: str, nominal: Nominal, nominals: Sequence[Nominal]
) -> Reference:
    inner = nominal.inner[-1] if nominal.inner else None
    of = None
    if inner is not None and not nominal.named:
        of = tree.top(range(inner.start, inner.end))
    else:
        of = next((n.noun for n in nominals if nominal.noun < n.noun < nominal.end), None)
    clitic = nominal.end - 1
    if of is None and book.has("pronoun-any", tree.word(clitic)) and tree.upos(clitic) == "PRON":
        of = clitic
    return Reference(
        sentence=tree.sentence.index,
        head=tree.top(range(nominal.noun, nominal.end))
        if _loose_head(tree, nominal)
        else nominal.noun,
        start=nominal.start,
        end=nominal.end,
        mention=Mention.at(text, tree.span(range(nominal.first, nominal.end))),
        name=surface(tree, text, nominal.first, nominal.end),
        type=nominal.type,
        form=Form.NOMINAL,
        position=_position(tree, text, nominal),
        of=of,
        rule=f"noun-{nominal.kind}" + ("-named" if nominal.named else ""),
    )


def _loose_head(tree: Tree, nominal: Nominal) -> bool:
    """Whether the tree hangs the noun from a later word of its own phrase."""
    return nominal.noun < tree.head(nominal.noun) < nominal.end


def _position(tree: Tree, text: str, nominal: Nominal) -> str | None:
    if nominal.type is not EntityType.PERSON or nominal.kind not in _OFFICES:
        return None
    return surface(tree, text, nominal.noun, nominal.entry_end)


def _bare_numbers(tree: Tree, text: str, found: Sequence[Reference]) -> Iterator[Reference]:
    """Numbers that stand for people: "dua tewas"."""
    taken = {place for r in found for place in range(r.start, r.end)}
    for place in range(len(tree)):
        if tree.upos(place) != "NUM" or place in taken or tree.relation(place) != "nsubj":
            continue
        if tree.children(place, "nmod", "obl", "nummod"):
            continue
        places = (place, *tree.children(place, "flat"))
        span = tree.span(places)
        yield Reference(
            sentence=tree.sentence.index,
            head=place,
            start=min(places),
            end=max(places) + 1,
            mention=Mention.at(text, span),
            name=" ".join(span.of(text).split()),
            type=EntityType.GROUP,
            form=Form.NOMINAL,
            rule="number",
        )


def _one_each(tree: Tree, found: Sequence[Reference]) -> list[Reference]:
    """One reference a head, the longest; then echoes where the tree splits a phrase in two."""
    by_head: dict[int, Reference] = {}
    for reference in sorted(found, key=lambda r: (r.head, r.start - r.end, r.start)):
        by_head.setdefault(reference.head, reference)
    kept = sorted(by_head.values(), key=lambda r: (r.start, -r.end, r.head))
    echoes = [
        replace(reference, head=place, rule=f"{reference.rule}-echo")
        for reference in kept
        if reference.form is not Form.PRONOUN
        for place in _other_tops(tree, reference)
        if place not in by_head
    ]
    unique = {echo.head: echo for echo in reversed(echoes)}
    return sorted([*kept, *unique.values()], key=lambda r: (r.start, -r.end, r.head))


def _other_tops(tree: Tree, reference: Reference) -> list[int]:
    """Other tokens of the phrase's name that the tree hangs from outside the phrase."""
    inside = range(reference.start, reference.end)
    return [
        p
        for p in inside
        if p != reference.head
        and tree.head(p) not in inside
        and tree.upos(p) in {"NOUN", "PROPN", "X"}
    ]
