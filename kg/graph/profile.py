"""What an article says of who somebody is, small enough to hold for every entity of a corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.link.iri import plain_name
from kg.link.known import fold
from kg.model import Article, Entity, EntityType, Facts, Form

Ref = tuple[str, str]
"""An entity of an article: the article's id and the entity's key in it."""

_SENTENCE_ENDS = frozenset(".!?\n\"”“'")


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One entity of one article.

    ``names`` are further names without titles and descriptions. ``affiliation`` is what it belongs
    to, the nearest first, each as a gazetteer key (``country/KP``) or a folded name, and
    ``companions`` and ``countries`` are who else the article names, written likewise; ``home`` is
    the country that it names most. ``described`` is true of what has no name ("para pejabat").
    """

    article: str
    key: str
    type: EntityType
    name: str
    names: tuple[str, ...] = ()
    link: str | None = None
    label: str | None = None
    affiliation: tuple[str, ...] = ()
    position: str = ""
    companions: frozenset[str] = frozenset()
    countries: frozenset[str] = frozenset()
    home: str = ""
    published: str = ""
    described: bool = False

    @property
    def ref(self) -> Ref:
        return self.article, self.key


def profiles(facts: Facts) -> tuple[Profile, ...]:
    """The profiles of an article's entities, in their order."""
    entities = {entity.key: entity for entity in facts.entities}
    countries = _countries(facts.entities)
    states = _state_names(facts.entities)
    named = {
        entity.key: tuple(dict.fromkeys(_names(entity, states)))
        for entity in facts.entities
        if _is_named(entity, facts.article)
    }
    company = frozenset(
        word
        for key, names in named.items()
        for word in _spoken_of(entities[key], names)
        if word not in countries
    )
    home = min(countries, key=lambda one: (-countries[one], one), default="")
    day = facts.article.published
    return tuple(
        Profile(
            article=facts.article.id,
            key=entity.key,
            type=entity.type,
            name=plain_name(entity.name),
            names=named.get(entity.key, ())[1:],
            link=None if entity.link is None else entity.link.key,
            label=None if entity.link is None else entity.link.label,
            affiliation=tuple(dict.fromkeys(_affiliation(entity, entities, states))),
            position=fold(entity.position or ""),
            companions=company,
            countries=frozenset(countries),
            home=home,
            published="" if day is None else day.isoformat(),
            described=entity.key not in named,
        )
        for entity in facts.entities
    )


def _is_named(entity: Entity, article: Article) -> bool:
    """Whether the article names it, if only by a description in capitals ("Kongres Peru")."""
    if entity.form is Form.NAME or entity.link is not None:
        return True
    first, *rest = words = entity.name.split()
    if entity.type is not EntityType.ORGANIZATION or not rest or not _capital((first, *rest)):
        return False
    return any(
        mention.text.split() == words and not _opens(article.text, mention.span.start)
        for mention in entity.mentions
    )


def _opens(text: str, place: int) -> bool:
    """Whether a sentence begins at ``place``, where every word has a capital."""
    before = text[:place].rstrip(" ")
    return not before or before[-1] in _SENTENCE_ENDS


def _capital(words: Iterable[str]) -> bool:
    return all(not word[0].islower() for word in words)


def _names(entity: Entity, states: Mapping[str, str]) -> Iterator[str]:
    """The entity's name, and those of its aliases that are names: no title, no description.

    The name of a body comes without its country as well ("Mahkamah Konstitusi Peru"), but a single
    word of it is none ("Mahkamah").
    """
    yield plain_name(entity.name)
    if entity.type is EntityType.ORGANIZATION:
        bare, state = _without_state(entity.name, states)
        if state:
            yield bare
    title = fold(entity.position or "").split()[:1]
    known = set(fold(entity.name).split())
    for alias in entity.aliases:
        words = plain_name(alias).split()
        said = fold(alias).split()
        if alias == entity.name or not _capital(words) or said[:1] == title:
            continue
        if entity.type is EntityType.PERSON and not known & set(said):
            continue
        if entity.type is not EntityType.PERSON and len(said) == 1 and known & set(said):
            continue
        yield " ".join(words)


def _spoken_of(entity: Entity, names: tuple[str, ...]) -> Iterator[str]:
    if entity.link is not None:
        yield entity.link.key
    else:
        yield from map(fold, names)


def _countries(entities: Iterable[Entity]) -> Mapping[str, int]:
    found: Counter[str] = Counter()
    for entity in entities:
        if entity.type is EntityType.COUNTRY and entity.link is not None:
            found[entity.link.key] += len(entity.mentions)
    return found


def _state_names(entities: Iterable[Entity]) -> Mapping[str, str]:
    """The countries of the article by their folded names."""
    return {
        fold(name): one.link.key
        for one in entities
        if one.type is EntityType.COUNTRY and one.link is not None
        for name in (one.link.label, one.name)
    }


def _without_state(name: str, states: Mapping[str, str]) -> tuple[str, str]:
    """A name without the country at its end, and that country; two words must be left."""
    words = plain_name(name).split()
    for size in range(1, len(words) - 1):
        state = states.get(fold(" ".join(words[-size:])))
        if state is not None:
            return " ".join(words[:-size]), state
    return name, ""


def _affiliation(
    entity: Entity, entities: Mapping[str, Entity], states: Mapping[str, str]
) -> Iterator[str]:
    """What it belongs to, what that belongs to, and so on, without going round in circles."""
    seen = {entity.key}
    above = entity.affiliation
    while above is not None and above not in seen and above in entities:
        seen.add(above)
        one = entities[above]
        if one.link is not None:
            yield one.link.key
        elif one.form is Form.NAME:
            yield fold(one.name)
        above = one.affiliation
    if entity.link is not None and entity.link.within is not None:
        yield entity.link.within
    if entity.type is EntityType.ORGANIZATION:
        _, state = _without_state(entity.name, states)
        if state:
            yield state
