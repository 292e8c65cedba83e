"""Who is who, and what people decided: all articles and corrections to what each is written as.

Corrections name things by their IRIs, and corrections change which IRI a thing has. So they are
carried out in steps: links and not-same on what the program found by itself, same-as on what comes
of that, the others on the end; and a thing may be named as any earlier step called it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import TypeVar

from kg.errors import InputError
from kg.graph.across import Across, Beside, across
from kg.graph.changes import NO_CHANGES, Changes
from kg.graph.corrections import NIL, Correction, Kind, Note, Thing, of_kind
from kg.graph.merge import Decisions, Identity, resolve
from kg.graph.places import Finder, Place, Read, Who
from kg.graph.profile import Profile, Ref, profiles
from kg.graph.types import entity_type, event_type
from kg.link.iri import Minter
from kg.model import Entity, Event, Link

Find = Callable[[str], Link | None]
"""What the gazetteer has under a key."""

_Value = TypeVar("_Value")
_ADDRESS = ("http://", "https://")


def settle(
    read: Read,
    minter: Minter,
    corrections: Sequence[Correction] = (),
    find: Find = lambda _: None,
    former: Collection[str] = (),
) -> Across:
    """Decide who is who; equal facts and corrections give equal results in any order.

    ``former`` are corrections, as strings, that were carried out before: where what they name is
    gone by now, with its article, they are idle.

    Raises:
        InputError: another correction names what is not there, or cannot be carried out.
    """
    if not corrections:
        return across(read())
    found = [one for facts in read() for one in profiles(facts)]
    wanted = {thing.path for one in corrections for thing in one.things}
    work = _Work(corrections, Finder(read, minter, wanted).after({}), former)
    work.go_on(resolve(found).identities)
    work.link(find)
    linked = _linked(found, read, work)
    apart = work.pairs(Kind.NOT_SAME)
    work.go_on(resolve(linked, apart).identities)
    same = work.pairs(Kind.SAME_AS)
    decisions = Decisions(same=apart.same | same.same, apart=apart.apart)
    among = across((work.changes_of(one.article.id).linked(one) for one in read()), decisions)
    work.go_on(among.resolution.identities)
    work.hold()
    work.change()
    work.drop()
    return work.settlement(among)


def _linked(found: Sequence[Profile], read: Read, work: _Work) -> list[Profile]:
    """The profiles again, where people gave links."""
    changed = {article for article, _ in work.links}
    kept = [one for one in found if one.article not in changed]
    again = (one for one in read() if one.article.id in changed)
    more = (work.changes_of(one.article.id).linked(one) for one in again)
    return [*kept, *(one for facts in more for one in profiles(facts))]


class _Work:
    """The corrections on their way; ``who`` is who is who by now."""

    def __init__(
        self, corrections: Sequence[Correction], finder: Finder, former: Collection[str]
    ) -> None:
        self.corrections = corrections
        self.former = former
        self.idle: dict[Correction, None] = {}
        self.finder = finder
        self.who: dict[Ref, Identity] = {}
        self.links: dict[Ref, Link | None] = {}
        self.matches: dict[Ref, tuple[str, ...]] = {}
        self.labels: dict[Ref, str] = {}
        self.types: dict[Ref, tuple[str, str | None]] = {}
        self.gone: set[Ref] = set()
        self.notes: dict[str, dict[Note, None]] = defaultdict(dict)
        self.groups: dict[Correction, Sequence[Collection[Ref]]] = {}

    def go_on(self, who: Who) -> None:
        """From now on things are named as in ``who`` as well."""
        self.who = dict(who)
        self.finder = self.finder.after(who)

    def link(self, find: Find) -> None:
        """Other links, to the gazetteer, to an address or to nothing."""
        for one in of_kind(self.corrections, Kind.LINK):
            refs = self._refs(one.things[0], one, self.finder)
            to = one.value or NIL
            if to.startswith(_ADDRESS):
                self.matches |= dict.fromkeys(refs, (to,))
            else:
                link = None if to == NIL else find(to)
                if link is None and to != NIL:
                    raise one.error(
                        f"the gazetteer has no {to}",
                        "Keys are such as country/ID, place/geonames-1642911, organization/asean.",
                    )
                self.links |= dict.fromkeys(refs, link)
            self._note(one, refs)

    def pairs(self, kind: Kind) -> Decisions:
        """The pairs that corrections of a kind join or part; each thing is kept together."""
        same: set[tuple[Ref, Ref]] = set()
        apart: set[tuple[Ref, Ref]] = set()
        for one in of_kind(self.corrections, kind):
            found = [self._refs(thing, one, self.finder) for thing in one.things]
            if kind is Kind.NOT_SAME and any(a & b for a, b in combinations(found, 2)):
                found = [self._refs(thing, one, self.finder.first()) for thing in one.things]
            groups = self.groups[one] = [group for group in found if group]
            for group in groups:
                same |= _star(group)
                self._note(one, group)
            if kind is Kind.SAME_AS:
                same |= _star({ref for group in groups for ref in group})
            else:
                for a, b in combinations(groups, 2):
                    apart |= _parted(one, a, b)
        return Decisions(same=frozenset(same), apart=frozenset(apart))

    def hold(self) -> None:
        """Make sure that what was decided came about: the gazetteer's links are stronger."""
        for one in of_kind(self.corrections, Kind.SAME_AS):
            paths = {path for group in self.groups[one] for path in self._paths(group)}
            if len(paths) > 1:
                raise one.error(
                    f"they cannot be one: they are {' and '.join(sorted(paths))}",
                    "What the gazetteer tells apart is joined by another link: "
                    'link = [{ thing = "…", to = "…" }]',
                )
        for one in of_kind(self.corrections, Kind.NOT_SAME):
            for a, b in combinations(map(self._paths, self.groups[one]), 2):
                if a & b:
                    raise one.error(
                        f"they cannot be told apart: both are {min(a & b)}",
                        'Correct the link of one of them: link = [{ thing = "…", to = "NIL" }]',
                    )

    def change(self) -> None:
        """Other names and types."""
        for one in of_kind(self.corrections, Kind.RENAME, Kind.RETYPE):
            for place in self._places(one.things[0], one, self.finder):
                if isinstance(place.fact, Entity):
                    self._change_entity(one, place, place.fact)
                elif isinstance(place.fact, Event):
                    if one.kind is Kind.RENAME:
                        self.labels[place.ref] = one.value or ""
                    else:
                        self.types[place.ref] = event_type(one)
                    self._note(one, [place.ref])
                else:
                    raise one.error(f"{place.path} is a claim, which has no name and no type")

    def drop(self) -> None:
        """What is to be left out."""
        for one in of_kind(self.corrections, Kind.DROP):
            refs = [place.ref for place in self._places(one.things[0], one, self.finder)]
            self._note(one, refs)
            self.gone |= set(refs)

    def changes_of(self, article: str) -> Changes:
        """What is changed in one article by now."""
        return Changes(
            links=_in(article, self.links),
            matches=_in(article, self.matches),
            labels=_in(article, self.labels),
            types=_in(article, self.types),
            gone=frozenset(_in(article, dict.fromkeys(self.gone))),
            notes=tuple(self.notes.get(article, ())),
        )

    def settlement(self, among: Across) -> Across:
        """All of it, with the ties of events that are gone left out."""
        changed = {one for one, _ in (*self.links, *self.gone)} | set(self.notes)
        changes = {article: self.changes_of(article) for article in sorted(changed)}
        gone = self._gone_events(changes)
        identities: dict[str, dict[str, Identity]] = defaultdict(dict)
        for (article, key), identity in self.who.items():
            identities[article][key] = identity
        articles = {
            article: Beside(
                identities.get(article, {}),
                tuple(tie for tie in among.of(article).ties if not gone & set(tie.events)),
                changes.get(article, NO_CHANGES),
            )
            for article in {*among.articles, *identities, *changes}
        }
        return replace(among, articles=articles, idle=tuple(self.idle))

    def _gone_events(self, changes: Mapping[str, Changes]) -> set[str]:
        """The ends of the IRIs of events that are dropped, or fall with what is."""
        paths: set[str] = set()
        for facts in self.finder.read() if self.gone else ():
            mine = changes.get(facts.article.id, NO_CHANGES)
            if mine.gone:
                kept = {one.key for one in mine.corrected(facts).events}
                names = self.finder.minter.names(facts)
                base = len(self.finder.minter.base)
                paths |= {names[one.key][base:] for one in facts.events if one.key not in kept}
        return paths

    def _change_entity(self, one: Correction, place: Place, fact: Entity) -> None:
        """Another name or type for all that is one with an entity."""
        old = self.who.get(place.ref, Identity(place.path, fact.name, fact.type))
        if one.kind is Kind.RENAME:
            new = replace(old, name=one.value or old.name)
        else:
            new = replace(old, type=entity_type(one))
        refs = [ref for ref, who in self.who.items() if who.path == old.path] or [place.ref]
        self.who |= dict.fromkeys(refs, new)
        self._note(one, refs)

    def _refs(self, thing: Thing, one: Correction, finder: Finder) -> set[Ref]:
        found = self._places(thing, one, finder)
        for place in found:
            if not isinstance(place.fact, Entity):
                raise one.error(
                    f"{one.kind.value} is about persons, places and the like, not {place.path}",
                    "Events and claims can be dropped, events renamed and retyped.",
                )
        return {place.ref for place in found}

    def _places(self, thing: Thing, one: Correction, finder: Finder) -> tuple[Place, ...]:
        """Where a thing stands; nowhere, if its article is gone since the correction was made."""
        try:
            return finder.of(thing, one, self.who)
        except InputError:
            if str(one) not in self.former:
                raise
            left = finder.left_of(thing)
            if not left:
                self.idle[one] = None
            return left

    def _paths(self, refs: Iterable[Ref]) -> set[str]:
        return {self.who[ref].path for ref in refs if ref in self.who}

    def _note(self, one: Correction, refs: Iterable[Ref]) -> None:
        for article, key in sorted(refs):
            self.notes[article][Note(one, key)] = None


def _in(article: str, found: Mapping[Ref, _Value]) -> Mapping[str, _Value]:
    return {key: value for (id_, key), value in found.items() if id_ == article}


def _star(refs: Collection[Ref]) -> set[tuple[Ref, Ref]]:
    if not refs:
        return set()
    head = min(refs)
    return {(head, ref) for ref in refs if ref != head}


def _parted(
    one: Correction, ones: Collection[Ref], others: Collection[Ref]
) -> set[tuple[Ref, Ref]]:
    both = set(ones) & set(others)
    if both:
        raise one.error(
            f"two of these things are the same words of article '{min(both)[0]}'",
            'Tell them apart by articles: "PATH in ARTICLE".',
        )
    return {(min(pair), max(pair)) for pair in product(ones, others)}
