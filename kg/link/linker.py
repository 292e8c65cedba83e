"""From a name in an article to the thing in the world, or to nothing (NIL) where that is unsure.

Candidates come from the gazetteer by name. What is sure on its own is linked first and says which
countries and regions the article is about; that, the words beside a name, titles and how large or
famous a candidate is decide the others. Groups and objects are never linked.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from kg.link.choosing import NOTHING, Verdict
from kg.link.context import Context, Sign
from kg.link.figures import Figures, years_of
from kg.link.gazetteer import Gazetteer, load_gazetteer
from kg.link.holders import part_holders
from kg.link.known import Known, Level, Naming, fold
from kg.link.places import Places, spellings
from kg.link.words import Words, choices, words_of
from kg.model import Document, Entity, EntityType, Form, Link

_KNOWN_BY_CODE = 0.99
_KNOWN_BY_NAME = 0.97
_PLACES = frozenset({Level.REGION, Level.DISTRICT, Level.CITY})
#: A city abroad with so many people may be named by its mayor.
_LARGE = 300_000
#: How far a sure thing of each kind speaks for its country.
_STRENGTH = {
    EntityType.COUNTRY: 1.0,
    EntityType.PLACE: 0.85,
    EntityType.PERSON: 0.6,
    EntityType.ORGANIZATION: 0.5,
}


def link(entities: tuple[Entity, ...], document: Document, language: str) -> tuple[Entity, ...]:
    """``entities`` with :attr:`Entity.link` and ``candidates`` filled, in the same order.

    A name of a state that means a region, or the other way round, changes its type; who was taken
    for a person named like the place that he governs is described, and the place is added.
    """
    words, gazetteer = words_of(language), load_gazetteer()
    text = document.article.text
    entities = part_holders(entities, text, partial(_is_held, gazetteer=gazetteer, words=words))
    linker = _Linker(
        gazetteer,
        words,
        Places(gazetteer, words, text, _taken(entities)),
        Figures(gazetteer, words, text, years_of(text)),
    )
    by_key = {entity.key: entity for entity in entities}
    first = linker.verdicts(entities, by_key, Context((), words.home))
    signs = [sign for entity in entities for sign in linker.signs(entity, first[entity.key])]
    sure = linker.verdicts(entities, by_key, Context(signs, words.home))
    return tuple(linker.linked(entity, sure[entity.key]) for entity in entities)


def link_to(key: str, language: str = "id") -> Link | None:
    """What the gazetteer has under a key, for certain; None where it has nothing."""
    known = load_gazetteer().known(key)
    return None if known is None else _link_to(known, words_of(language), 1.0)


@dataclass(frozen=True, slots=True)
class _Linker:
    gazetteer: Gazetteer
    words: Words
    places: Places
    figures: Figures

    def verdicts(
        self, entities: Sequence[Entity], by_key: Mapping[str, Entity], context: Context
    ) -> Mapping[str, Verdict]:
        return {one.key: self._verdict(one, by_key, context) for one in entities}

    def _verdict(self, entity: Entity, by_key: Mapping[str, Entity], context: Context) -> Verdict:
        owner = by_key.get(entity.affiliation or "")
        match entity.type:
            case EntityType.COUNTRY:
                return self._country(entity, context)
            case EntityType.PLACE if entity.form is Form.NAME:
                return self.places.place(entity, context)
            case EntityType.ORGANIZATION if entity.form is Form.NAME:
                return self._organization(entity, owner)
            case EntityType.PERSON if entity.form is Form.NAME:
                country = self._state(owner) if owner else None
                found = self.figures.person(entity, country.id if country else None, context)
                if found is NOTHING and entity.position is None:
                    return self.places.told(entity, context)
                return found
        return NOTHING

    def _country(self, entity: Entity, context: Context) -> Verdict:
        for name in spellings(entity) if entity.form is Form.NAME else ():
            meanings = choices().get(fold(name))
            if meanings and self._is_only(entity, name):
                return self.places.choice(entity, meanings, context)
        known = self._state(entity)
        if known is None:
            return NOTHING
        if fold(entity.name) in self.words.seats and self._is_only(entity, entity.name):
            return self.places.seat(entity, known, context)
        return Verdict(known, _KNOWN_BY_CODE if entity.iso else _KNOWN_BY_NAME, ())

    def _is_only(self, entity: Entity, name: str) -> bool:
        """Whether no other name of the entity says which state it is."""
        others = {fold(one) for one in spellings(entity)} - {fold(name)}
        names = {fold(one): iso for one, iso in self.words.country_names.items()}
        return not any(other in names for other in others)

    def _state(self, entity: Entity) -> Known | None:
        """The country of the entity's code, or of its name where only one has it."""
        if entity.iso is not None:
            return self.gazetteer.country(entity.iso)
        if entity.form is not Form.NAME or entity.type is not EntityType.COUNTRY:
            return None
        for name in spellings(entity):
            iso = self.words.country_names.get(name)
            if iso is not None:
                return self.gazetteer.country(iso)
            found = self.gazetteer.countries(name)
            if len(found) == 1:
                return found[0]
        return None

    def _organization(self, entity: Entity, owner: Entity | None) -> Verdict:
        """The organization of that name, unless the entity belongs to somebody else."""
        state = self._state(owner) if owner else None
        names = (self.gazetteer.organization(name) for name in spellings(entity))
        known = next((known for known in names if known), None)
        if known is None or (entity.affiliation is not None and state is None):
            return NOTHING
        if state is not None and state.id != known.country:
            return NOTHING
        return Verdict(known, _KNOWN_BY_NAME, ())

    def signs(self, entity: Entity, verdict: Verdict) -> Iterator[Sign]:
        """What a thing that is sure on its own says of what the article is about."""
        known = verdict.known
        if known is None:
            return
        country = known.id if known.level is Level.COUNTRY else known.country
        region = known.id if known.level is Level.REGION else known.region
        names = entity.type is EntityType.COUNTRY and any(
            fold(name) in choices() for name in spellings(entity)
        )
        strength = _STRENGTH[entity.type] * (0.3 if names else 1.0) * verdict.confidence
        for mention in entity.mentions:
            if country is not None:
                yield Sign(
                    entity.key, mention.span.start, mention.span.end, country, region, strength
                )

    def linked(self, entity: Entity, verdict: Verdict) -> Entity:
        """The entity with what was found."""
        known = verdict.known
        if known is None:
            return replace(entity, candidates=verdict.candidates)
        found = _link_to(known, self.words, round(verdict.confidence, 2))
        return replace(self._typed(entity, known), link=found, candidates=verdict.candidates)

    def _typed(self, entity: Entity, known: Known) -> Entity:
        """With the type of what the name means."""
        if entity.type is not EntityType.PLACE and known.level in _PLACES:
            return replace(entity, type=EntityType.PLACE, iso=None)
        sovereign = known.level is Level.COUNTRY and known.id in self.words.labels
        if entity.type is EntityType.PLACE and sovereign:
            return replace(entity, type=EntityType.COUNTRY, iso=known.id)
        return entity


def _is_held(title: str, name: str, gazetteer: Gazetteer, words: Words) -> bool:
    """Whether a title is that of the head of a place, and the name one at home, no figure's."""
    if words.levels.get(title.lower()) not in {"city", "region", "district"} or words.home is None:
        return False
    found = [one for one in gazetteer.candidates(name) if one.naming is not Naming.OTHER]
    if any(one.known.level is Level.PERSON for one in found):
        return False
    return any(
        one.known.level in _PLACES
        and (one.known.country == words.home or one.known.population >= _LARGE)
        for one in found
    )


def _link_to(known: Known, words: Words, confidence: float) -> Link:
    label = known.names[0]
    if known.level is Level.COUNTRY:
        label = words.labels.get(known.id, label)
    lies = known.level in {*_PLACES, Level.ORGANIZATION}
    return Link(
        key=known.key,
        label=label,
        aliases=tuple(name for name in known.names if name != label),
        iso=known.iso,
        exact_match=known.exact_match,
        latitude=known.latitude,
        longitude=known.longitude,
        within=f"country/{known.country}" if lies and known.country else None,
        confidence=confidence,
    )


def _taken(entities: Sequence[Entity]) -> frozenset[int]:
    """Every character of a mention of a place or state, or of a person's full name."""
    places = {EntityType.COUNTRY, EntityType.PLACE}
    spans = (
        mention.span
        for entity in entities
        for mention in entity.mentions
        if entity.type in places or (entity.type is EntityType.PERSON and " " in mention.text)
    )
    return frozenset(place for span in spans for place in range(span.start, span.end))
