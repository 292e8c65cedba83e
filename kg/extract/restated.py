"""Who a headline and the lead speak of, where both tell one event: "nelayan" is "15 nelayan" then.

The first sentences of an article tell the same twice, the second time more fully. Where two of
their triggers are one event, those who are described in one and the same role are one as well,
unless they have names, are only counted, or are of different kinds. Event-driven coreference: Lee
et al. (2012), "Joint entity and event coreference resolution across documents".
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from kg.extract.drafts import Draft
from kg.model import Document, Entity, Form, Role

#: The first sentence that is not a headline, and how far from it the event is told again.
_LEAD, _NEAR = 1, 2
_ROLES = (Role.AGENT, Role.PATIENT, Role.RECIPIENT)


def restated(groups: Sequence[Sequence[Draft]], entities: Sequence[Entity]) -> Mapping[str, str]:
    """The entities that the lead tells again, each with the one that it is."""
    known = {entity.key: entity for entity in entities}
    same: dict[str, str] = {}
    for group in groups:
        for first, second in pairwise(sorted(group, key=lambda draft: draft.at)):
            if first.sentence >= _LEAD or second.sentence - first.sentence > _NEAR:
                continue
            for role in _ROLES:
                one, other = first.known(role), second.known(role)
                if len(one) == len(other) == 1 and one != other:
                    (a,), (b,) = one, other
                    if _may_be_one(known[a], known[b]) and b not in same and a not in same:
                        same[b] = a
    return same


def _may_be_one(one: Entity, other: Entity) -> bool:
    return one.type is other.type and one.form is other.form is Form.NOMINAL


def merged(document: Document, same: Mapping[str, str]) -> Document:
    """The document with those who are one told as one, by the fuller description."""
    if not same:
        return document
    entities = {entity.key: entity for entity in document.entities}
    for gone, kept in same.items():
        entities[kept] = _joined(entities[kept], entities.pop(gone))
    return replace(
        document,
        entities=tuple(_belonging(entity, same) for entity in entities.values()),
        references=tuple(
            replace(r, entity=same.get(r.entity or "", r.entity)) for r in document.references
        ),
    )


def _belonging(entity: Entity, same: Mapping[str, str]) -> Entity:
    whole = same.get(entity.affiliation or "", entity.affiliation)
    return replace(entity, affiliation=None if whole == entity.key else whole)


def _joined(one: Entity, other: Entity) -> Entity:
    names = dict.fromkeys((other.name, *other.aliases, one.name, *one.aliases))
    return replace(
        one,
        name=other.name,
        aliases=tuple(name for name in names if name != other.name),
        mentions=tuple(dict.fromkeys((*one.mentions, *other.mentions))),
        position=one.position or other.position,
        affiliation=one.affiliation or other.affiliation,
    )


def renamed(groups: Sequence[Sequence[Draft]], same: Mapping[str, str]) -> list[tuple[Draft, ...]]:
    """The drafts with the entities that are left."""
    return [tuple(_renamed(draft, same) for draft in group) for group in groups]


def _renamed(draft: Draft, same: Mapping[str, str]) -> Draft:
    roles = dict.fromkeys((role, same.get(key, key)) for role, key in draft.roles)
    return replace(draft, roles=tuple(roles))
