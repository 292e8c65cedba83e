"""What the page shows, as JSON: articles, entities, events and claims under short names.

A thing's short name is its IRI without the graph's base (``country/KP``), so that links into the
page stay the same from build to build. Mentions are ``[article, start, end]``, the article by its
place in the list.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kg.export.html.borders import point
from kg.export.html.sentences import sentences
from kg.export.html.times import span
from kg.export.html.words import Strings, spoken_quantity, spoken_time
from kg.export.records import (
    ArticleRecord,
    ClaimRecord,
    EntityRecord,
    EventRecord,
    MentionRecord,
    QuantityRecord,
    Records,
)

Json = dict[str, Any]

_TITLE_LENGTH = 120
_PLACES = {"wikidata.org": "Wikidata", "geonames.org": "GeoNames"}


def view(found: Records, base: str, words: Mapping[str, Strings]) -> Json:
    """Everything in ``found``; IRIs below ``base`` are cut, times and numbers spelled out."""
    return _View(found, base, words).all()


def status(certainty: str, polarity: str, stance: str = "assert") -> str:
    """How a line is drawn: ``asserted`` (solid), ``hedged`` (dashed) or ``denied`` (dotted)."""
    if stance == "noComment":
        return "hedged"
    if polarity == "NEGATIVE" or stance == "deny":
        return "denied"
    if certainty in {"PROBABLE", "POSSIBLE"}:
        return "hedged"
    return "asserted"


class _View:
    def __init__(self, found: Records, base: str, words: Mapping[str, Strings]) -> None:
        self._found = found
        self._base = base
        self._words = words
        self._articles = {one.iri: place for place, one in enumerate(found.articles)}
        self._events = {one.iri for one in found.events}
        self._quantities = {one.iri: one for one in found.quantities}

    def all(self) -> Json:
        return {
            "base": self._base,
            "articles": [self._article(one) for one in self._found.articles],
            "entities": [self._entity(one) for one in self._found.entities],
            "events": [self._event(one) for one in self._found.events],
            "claims": [self._claim(one) for one in self._found.claims],
        }

    def _article(self, one: ArticleRecord) -> Json:
        first_line = one.text.strip().partition("\n")[0]
        title = one.title or first_line[:_TITLE_LENGTH] or one.id
        return {
            "id": self._short(one.iri),
            "title": title,
            "language": one.language,
            "published": self._time(one.published),
            "url": one.url if _is_web(one.url) else "",
            "text": one.text,
            "sentences": sentences(one.text),
        }

    def _entity(self, one: EntityRecord) -> Json:
        return {
            "id": self._short(one.iri),
            "type": one.type,
            "label": one.label or self._short(one.iri),
            "aliases": one.aliases,
            "iso": one.iso,
            "position": one.position,
            "ties": self._shorts((*one.affiliations, *one.within)),
            "links": [[_site(iri), iri] for iri in one.same_as if _is_web(iri)],
            "at": point(one),
            "mentions": self._mentions(one.mentions),
        }

    def _event(self, one: EventRecord) -> Json:
        types = sorted(one.types, key=len)
        return {
            "id": self._short(one.iri),
            "type": types[0] if types else "OTHER",
            "types": types,
            "label": one.label,
            "trigger": one.mentions[0].text if one.mentions else one.label,
            "roles": [[role, self._short(entity)] for role, entity in one.roles],
            "when": self._time(one.edtf),
            "span": span(one.edtf),
            "many": self._numbers(one.quantities),
            "certainty": one.certainty,
            "polarity": one.polarity,
            "status": status(one.certainty, one.polarity),
            "same": self._shorts(iri for iri in one.same if iri in self._events),
            "mentions": self._mentions(one.mentions),
        }

    def _claim(self, one: ClaimRecord) -> Json:
        return {
            "id": self._short(one.iri),
            "events": self._shorts(one.events),
            "sources": self._shorts(one.sources),
            "addressees": self._shorts(one.addressees),
            "via": self._shorts(one.via),
            "cue": one.cue,
            "stance": one.stance,
            "certainty": one.certainty,
            "polarity": one.polarity,
            "status": status(one.certainty, one.polarity, one.stance),
            "said": self._time(one.said),
            "many": self._numbers(one.quantities),
            "against": self._shorts(one.contradicts),
            "text": one.text,
            "mentions": self._mentions(one.mentions),
        }

    def _short(self, iri: str) -> str:
        return iri.removeprefix(self._base)

    def _shorts(self, iris: Iterable[str]) -> list[str]:
        return [self._short(iri) for iri in iris]

    def _mentions(self, found: Iterable[MentionRecord]) -> list[tuple[int, int, int]]:
        return [
            (self._articles[one.article], one.start, one.end)
            for one in found
            if one.article in self._articles
        ]

    def _time(self, edtf: str) -> Json:
        if not edtf:
            return {}
        spoken = {tag: spoken_time(edtf, words) for tag, words in self._words.items()}
        return {"edtf": edtf, **spoken}

    def _numbers(self, iris: Iterable[str]) -> list[Json]:
        found = [self._quantities[iri] for iri in iris if iri in self._quantities]
        return [self._number(one) for one in found]

    def _number(self, one: QuantityRecord) -> Json:
        spoken = {tag: spoken_quantity(one, words) for tag, words in self._words.items()}
        return {**spoken, "mentions": self._mentions(one.mentions)}


def _is_web(iri: str) -> bool:
    return iri.startswith(("https://", "http://"))


def _site(iri: str) -> str:
    host = iri.split("/")[2]
    return next((name for site, name in _PLACES.items() if host.endswith(site)), host)
