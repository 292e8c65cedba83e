"""Holders of an office who were taken for persons named like their place.

In "Bupati Sleman meminta bantuan" the name is the regency's, the person is only described. Whether
"Sleman" is a place no rule of grammar tells, so the extractor reads a person of that name; the
gazetteer knows better.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from kg.model import Entity, EntityType, Form, Mention, Span

_PLACE_KEY = "-place"

IsHeld = Callable[[str, str], bool]
"""Whether an office may be that of a place: its title and the place's name."""


def part_holders(entities: Sequence[Entity], text: str, is_held: IsHeld) -> tuple[Entity, ...]:
    """``entities`` with each such person as described, belonging to a place of the name.

    The place is the one that the article names so elsewhere, or a new entity after the person.
    """
    places = {e.name: e.key for e in entities if e.type is EntityType.PLACE}
    held: dict[str, tuple[Mention, ...]] = {}
    found: list[Entity] = []
    for entity in entities:
        title = entity.position or ""
        named = _titled(entity, text) if entity.type is EntityType.PERSON and title else []
        if not named or entity.form is not Form.NAME or not is_held(title, entity.name):
            found.append(entity)
            continue
        own = tuple(mention for mention in entity.mentions if mention.text == entity.name)
        key = places.setdefault(entity.name, f"{entity.key}{_PLACE_KEY}")
        held[key] = (*held.get(key, ()), *own)
        found.append(_described(entity, named, own, key))
        if key == f"{entity.key}{_PLACE_KEY}":
            place = Entity(key=key, type=EntityType.PLACE, name=entity.name, mentions=own)
            found.append(place)
    return tuple(_with(entity, held.get(entity.key, ())) for entity in found)


def _titled(entity: Entity, text: str) -> list[Mention]:
    """Where the title stands right before the name, the two together."""
    return list(_together(entity, f"{entity.position} ", text))


def _together(entity: Entity, title: str, text: str) -> Iterator[Mention]:
    for mention in entity.mentions:
        start = mention.span.start - len(title)
        whole = " ".join(text[max(start, 0) : mention.span.start].split()) + " "
        if mention.text == entity.name and start >= 0 and whole == title:
            yield Mention.at(text, Span(start, mention.span.end))


def _described(
    entity: Entity, named: Sequence[Mention], own: Sequence[Mention], place: str
) -> Entity:
    """The person as described: "Bupati Sleman", of the place."""
    others = [mention for mention in entity.mentions if mention not in own]
    name = " ".join(named[0].text.split())
    return replace(
        entity,
        name=name,
        form=Form.NOMINAL,
        mentions=(*named, *others),
        aliases=tuple(dict.fromkeys([entity.position or "", *entity.aliases])),
        affiliation=place,
    )


def _with(entity: Entity, mentions: Sequence[Mention]) -> Entity:
    """The entity with further mentions, in reading order before its pronouns."""
    fresh = [mention for mention in mentions if mention not in entity.mentions]
    if not fresh:
        return entity
    return replace(entity, mentions=(*sorted(fresh), *entity.mentions))
