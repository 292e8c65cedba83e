"""From a name in an article to the thing in the world, or to nothing (NIL) where that is unsure.

Candidates come from the gazetteer by name. A country follows from its code; an organization from
its name; a place from the countries that the article is about, from the words before it ("kota",
"provinsi"), and from how many people live there. Persons, groups and objects are never linked.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from kg.lang.pack import available
from kg.lang.pack import load as load_pack
from kg.link.gazetteer import Gazetteer, Known, Level, fold, load_gazetteer
from kg.model import Document, Entity, EntityType, Form, Link

_LARGE = 300_000
_KNOWN = 100_000
_REGION_WEIGHT = 200_000
_CLEARLY = 1.0  # a tenfold population, or a sign in the text
_DEGREES = 0.5
_NEAR = 40
_WORDS = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class _Language:
    """What a language pack knows of names of countries and words for places."""

    labels: Mapping[str, str]
    country_names: Mapping[str, str]
    levels: Mapping[str, str]


def link(entities: tuple[Entity, ...], document: Document, language: str) -> tuple[Entity, ...]:
    """``entities`` with :attr:`Entity.link` filled where it is sure, in the same order."""
    linker = _Linker(load_gazetteer(), _language(language), document.article.text, language)
    countries = {
        entity.key: known
        for entity in entities
        if entity.type is EntityType.COUNTRY and (known := linker.country(entity))
    }
    return tuple(linker.linked(entity, entities, countries) for entity in entities)


@dataclass(frozen=True, slots=True)
class _Linker:
    gazetteer: Gazetteer
    language: _Language
    text: str
    tag: str

    def country(self, entity: Entity) -> Known | None:
        """The country of the entity's code, or of its name where only one has it."""
        if entity.iso is not None:
            return self.gazetteer.country(entity.iso)
        if entity.form is not Form.NAME:
            return None
        for name in _spellings(entity):
            iso = self.language.country_names.get(name)
            if iso is not None:
                return self.gazetteer.country(iso)
            found = self.gazetteer.countries(name)
            if len(found) == 1:
                return found[0]
        return None

    def linked(
        self, entity: Entity, entities: Sequence[Entity], countries: Mapping[str, Known]
    ) -> Entity:
        if entity.type is EntityType.COUNTRY:
            known = countries.get(entity.key)
            return replace(entity, link=self._link(known, 1.0)) if known else entity
        if entity.form is not Form.NAME:
            return entity
        if entity.type is EntityType.ORGANIZATION:
            body = self._organization(entity, countries)
            return replace(entity, link=self._link(body, 1.0)) if body else entity
        if entity.type is EntityType.PLACE:
            found = self._place(entity, entities, countries)
            return replace(entity, link=self._link(*found)) if found else entity
        return entity

    def _organization(self, entity: Entity, countries: Mapping[str, Known]) -> Known | None:
        """The organization of that name, unless the entity belongs to somebody else."""
        owner = countries.get(entity.affiliation or "")
        names = (self.gazetteer.organization(name) for name in _spellings(entity))
        known = next((known for known in names if known), None)
        if known is None or (entity.affiliation is not None and owner is None):
            return None
        return known if owner is None or owner.id == known.country else None

    def _place(
        self, entity: Entity, entities: Sequence[Entity], countries: Mapping[str, Known]
    ) -> tuple[Known, float] | None:
        """The best candidate with a confidence, where it is clearly better than the others."""
        level = self._level(entity)
        if level == "other":
            return None
        name, candidates = self._candidates(entity)
        if not candidates:
            return None
        weights = _weights(entities, countries)
        own = countries.get(entity.affiliation or "")
        scored = sorted(
            ((self._score(one, name, level, own, weights), one) for one in candidates),
            key=lambda pair: (-pair[0], pair[1].key),
        )
        best, known = scored[0]
        rivals = [score for score, other in scored if _is_elsewhere(known, other)]
        if rivals and best - rivals[0] < _CLEARLY:
            return None
        if known.country in weights or (own is not None and own.id == known.country):
            return known, 0.95
        enough = _LARGE if rivals or not _is_main_name(known, name) else _KNOWN
        return (known, 0.8) if _people(known) >= enough else None

    def _candidates(self, entity: Entity) -> tuple[str, tuple[Known, ...]]:
        """What bears one of the entity's names, with or without the "kota" before it."""
        proper = _proper(self._bare(entity.name))
        for spelling in _spellings(entity):
            for name in (spelling, self._bare(spelling)):
                found = self.gazetteer.places(name)
                if found and proper <= _proper(name):
                    return name, found
        return "", ()

    def _bare(self, name: str) -> str:
        words = name.split()
        for length in (2, 1):
            if len(words) > length and " ".join(words[:length]).lower() in self.language.levels:
                return " ".join(words[length:])
        return name

    def _score(
        self,
        known: Known,
        name: str,
        level: str,
        own: Known | None,
        weights: Mapping[str | None, float],
    ) -> float:
        score = math.log10(_people(known) + 1)
        score += 0.0 if _is_main_name(known, name) else -2.0
        score += 2.0 * weights.get(known.country, 0.0)
        score += 3.0 if own is not None and own.id == known.country else 0.0
        if level:
            score += 1.0 if known.level.value == level else -1.0
        elif known.level is Level.REGION:
            score -= 1.0
        return score

    def _level(self, entity: Entity) -> str:
        """What the words before its mentions, or its name itself, say that it is."""
        found: Counter[str] = Counter()
        for mention in entity.mentions:
            start = mention.span.start
            before = _WORDS.findall(self.text, max(0, start - _NEAR), start)[-2:]
            inside = _WORDS.findall(mention.text)[:-1]
            for words in (inside[:2], inside[:1], before, before[-1:]):
                level = self.language.levels.get(" ".join(words).lower())
                if level:
                    found[level] += 1
                    break
        return min(found, key=lambda one: (-found[one], one), default="")

    def _link(self, known: Known, confidence: float) -> Link:
        label = known.names[0]
        if known.level is Level.COUNTRY:
            label = self.language.labels.get(known.id, label)
        return Link(
            key=known.key,
            label=label,
            aliases=tuple(name for name in known.names if name != label),
            iso=known.id if known.level is Level.COUNTRY else None,
            exact_match=known.exact_match,
            latitude=known.latitude,
            longitude=known.longitude,
            within=f"country/{known.country}" if known.country else None,
            confidence=confidence,
        )


def _spellings(entity: Entity) -> tuple[str, ...]:
    return tuple(dict.fromkeys((entity.name, *entity.aliases)))


def _proper(name: str) -> set[str]:
    """The capitalised words: "Sleman barat" is in Sleman, "Belfast Giants" is not Belfast."""
    return {fold(word) for word in name.split() if not word[0].islower()}


def _weights(
    entities: Sequence[Entity], countries: Mapping[str, Known]
) -> Mapping[str | None, float]:
    """How much the article is about each country: 1 for the most mentioned one."""
    mentions: Counter[str | None] = Counter()
    for entity in entities:
        if entity.key in countries:
            mentions[countries[entity.key].id] += len(entity.mentions)
    most = max(mentions.values(), default=1)
    return {iso: 0.5 + 0.5 * count / most for iso, count in mentions.items()}


def _people(known: Known) -> int:
    return _REGION_WEIGHT if known.level is Level.REGION else known.population


def _is_main_name(known: Known, name: str) -> bool:
    return fold(name) in {fold(main) for main in known.names}


def _is_elsewhere(known: Known, other: Known) -> bool:
    """Whether two candidates are different spots, not a region and the city it is named after."""
    if known.country != other.country:
        return True
    here, there = (known.latitude, known.longitude), (other.latitude, other.longitude)
    return any(
        a is not None and b is not None and abs(a - b) > _DEGREES
        for a, b in zip(here, there, strict=True)
    )


@cache
def _language(tag: str) -> _Language:
    """The names and words of a language, none where it has no pack."""
    if tag not in available():
        return _Language({}, {}, {})
    pack = load_pack(tag)
    tables = pack.about["tables"]
    labels: dict[str, str] = {}
    names: dict[str, str] = {}
    for row in pack.table("countries") if "countries" in tables else ():
        if row["kind"] == "name":
            labels.setdefault(row["iso"], row["name"])
        if row["kind"] in {"name", "short"}:
            names[row["name"]] = row["iso"]
    places = pack.table("places") if "places" in tables else ()
    return _Language(labels, names, {row["word"]: row["level"] for row in places})
