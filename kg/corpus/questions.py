"""What the program is least sure of, as questions that a person can answer for good.

A question is about a merge that was made, one that nearly was, or a link; each answer is a
correction. What a correction says already is not asked again.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from kg.graph.across import Across
from kg.graph.corrections import NIL, Correction, Kind, Thing
from kg.graph.merge import Merge
from kg.graph.profile import Ref
from kg.link.iri import Minter, digest
from kg.model import Entity, Facts
from kg.query.passages import Passage, sentence

_FEW = 2
"""Sentences of each side that are shown."""
_SURE = 0.98
"""What is as sure as that is not asked."""
_NOTHING = 0.75
"""How sure it is that a name of several things means none of them."""


class About(StrEnum):
    """What a question is about; ``NEAR`` is a merge that was not made."""

    MERGE = "merge"
    NEAR = "near"
    LINK = "link"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked, how sure the program is, and what each answer is as a correction.

    ``names`` are what the two things, or the one thing, are called; ``to`` is what a name is
    linked to, and ``choices`` are further things of the gazetteer that it may mean.
    """

    about: About
    names: tuple[str, ...]
    confidence: float
    grounds: tuple[str, ...] = ()
    to: str | None = None
    accept: Correction
    reject: Correction | None = None
    choices: tuple[Correction, ...] = ()
    sides: tuple[tuple[Ref, ...], ...]
    passages: tuple[Passage, ...] = ()

    @property
    def id(self) -> str:
        """A name for it that stays as long as the question does."""
        return f"{self.about.value}-{digest(sorted(map(str, self.accept.things)), self.to)[:6]}"


@dataclass(frozen=True, slots=True)
class _Names:
    """What each article by itself calls its entities, and who else is called so."""

    entities: Mapping[Ref, Entity]
    paths: Mapping[Ref, str]
    at: Mapping[str, frozenset[Ref]]

    def things(self, refs: Iterable[Ref]) -> list[Thing]:
        """The things that are just ``refs``, the one with most of them first."""
        paths: dict[str, set[Ref]] = defaultdict(set)
        for ref in refs:
            paths[self.paths[ref]].add(ref)
        return [
            Thing(path)
            if here == self.at[path]
            else Thing(path, tuple(sorted({a for a, _ in here})))
            for path, here in sorted(paths.items(), key=lambda one: (-len(one[1]), one[0]))
        ]


def questions(
    read: Callable[[], Iterable[Facts]], among: Across, minter: Minter, limit: int | None = None
) -> list[Question]:
    """The questions of which the program is least sure, ``limit`` at most, with the sentences."""
    names = _names(read(), minter)
    found = [
        *(_merge(About.MERGE, merge, names) for merge in among.resolution.merges),
        *(_merge(About.NEAR, merge, names) for merge in among.resolution.near),
        *_links(names, among),
    ]
    unsure = (one for one in found if one.confidence < _SURE)
    first = sorted(unsure, key=lambda one: (abs(one.confidence - 0.5), one.id))[:limit]
    passages = _passages(
        read(), {ref for one in first for side in one.sides for ref in side[:_FEW]}
    )
    return [
        replace(
            one,
            passages=tuple(passages[ref] for side in one.sides for ref in side[:_FEW]),
        )
        for one in first
    ]


def _names(facts: Iterable[Facts], minter: Minter) -> _Names:
    entities: dict[Ref, Entity] = {}
    paths: dict[Ref, str] = {}
    at: dict[str, set[Ref]] = defaultdict(set)
    for one in facts:
        names = minter.names(one)
        for entity in one.entities:
            ref = (one.article.id, entity.key)
            entities[ref] = entity
            paths[ref] = names[entity.key][len(minter.base) :]
            at[paths[ref]].add(ref)
    return _Names(entities, paths, {path: frozenset(refs) for path, refs in at.items()})


def _merge(about: About, merge: Merge, names: _Names) -> Question:
    sides = (merge.ones or (merge.one,), merge.others or (merge.other,))
    called = tuple(names.entities[side[0]].name for side in sides)
    things = [names.things(side) for side in sides]
    every = tuple(dict.fromkeys(thing for side in things for thing in side))
    because = f"{' and '.join(called)}, reviewed"
    return Question(
        about=about,
        names=called,
        confidence=merge.confidence,
        grounds=merge.grounds,
        accept=Correction(kind=Kind.SAME_AS, things=every, because=because),
        reject=Correction(
            kind=Kind.NOT_SAME, things=tuple(side[0] for side in things), because=because
        ),
        sides=sides,
    )


def _links(names: _Names, among: Across) -> Iterator[Question]:
    """Links that may be wrong, and names of several things that were linked to none."""
    groups: dict[tuple[str, str, str | None, tuple[str, ...]], list[Ref]] = defaultdict(list)
    for ref, entity in sorted(names.entities.items()):
        changes = among.of(ref[0]).changes
        decided = any(
            note.key == ref[1] and note.correction.kind is Kind.LINK for note in changes.notes
        )
        if not decided and (entity.link is not None or entity.candidates):
            to = None if entity.link is None else entity.link.key
            groups[entity.type, entity.name, to, entity.candidates].append(ref)
    for (_, name, to, candidates), refs in groups.items():
        found = [names.entities[ref].link for ref in refs]
        confidence = min((one.confidence for one in found if one is not None), default=_NOTHING)
        thing = names.things(refs)[0]
        because = f"{name}, reviewed"
        answers = {
            key: Correction(kind=Kind.LINK, things=(thing,), value=key, because=because)
            for key in (*([to] if to else []), NIL, *candidates)
        }
        yield Question(
            about=About.LINK,
            names=(name,),
            confidence=confidence,
            to=to,
            accept=answers[to or NIL],
            reject=answers[NIL] if to else None,
            choices=tuple(answers[key] for key in candidates if key != to),
            sides=(tuple(refs),),
        )


def _passages(facts: Iterable[Facts], wanted: Collection[Ref]) -> Mapping[Ref, Passage]:
    """The sentence of each entity's first mention."""
    found: dict[Ref, Passage] = {}
    for one in facts:
        for entity in one.entities:
            if (one.article.id, entity.key) in wanted:
                span = min(entity.mentions).span
                first, last = sentence(one.article.text, span.start, span.end)
                found[one.article.id, entity.key] = Passage(
                    one.article.id,
                    one.article.text[first:last],
                    ((span.start - first, span.end - first),),
                )
    return found
