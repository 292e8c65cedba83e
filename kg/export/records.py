"""What a graph says as plain records, for formats that are no RDF: tables and the page.

Read from the triples alone, so that a graph from disk shows the same as a fresh one. Everything is
ordered: articles and entities by IRI, events, claims and quantities by article and first mention.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from rdflib import RDF, RDFS, Graph, URIRef
from rdflib.term import Node

from kg.graph.vocab import GAF, NIF, PROV, SCHEMA, SEM, SKOS, TYPE, WGS, K
from kg.model import EntityType, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionRecord:
    """Characters ``start`` to ``end`` of an article, and what they are."""

    article: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleRecord:
    """An article: ``iri``, the file's stem, and what its file says."""

    iri: str
    id: str
    title: str
    language: str
    published: str
    url: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EntityRecord:
    """Somebody or somewhere; empty strings stand for what is not known."""

    iri: str
    type: str
    label: str
    aliases: tuple[str, ...]
    iso: str
    position: str
    affiliations: tuple[str, ...]
    within: tuple[str, ...]
    same_as: tuple[str, ...]
    latitude: str
    longitude: str
    mentions: tuple[MentionRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantityRecord:
    """A number with its bound and unit."""

    iri: str
    value: str
    low: str
    high: str
    bound: str
    unit: str
    mentions: tuple[MentionRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """Something that happens: type codes, roles as (role, entity IRI), time in EDTF.

    ``same`` are the events of other articles that are this one.
    """

    iri: str
    types: tuple[str, ...]
    label: str
    roles: tuple[tuple[str, str], ...]
    edtf: str
    earliest: str
    latest: str
    certainty: str
    polarity: str
    quantities: tuple[str, ...]
    mentions: tuple[MentionRecord, ...]
    same: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRecord:
    """Who says what; a source is an entity, or the article where it reports itself."""

    iri: str
    article: str
    events: tuple[str, ...]
    sources: tuple[str, ...]
    addressees: tuple[str, ...]
    via: tuple[str, ...]
    cue: str
    stance: str
    certainty: str
    polarity: str
    said: str
    text: str
    quantities: tuple[str, ...]
    contradicts: tuple[str, ...]
    mentions: tuple[MentionRecord, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """All records of a graph."""

    articles: tuple[ArticleRecord, ...]
    entities: tuple[EntityRecord, ...]
    events: tuple[EventRecord, ...]
    claims: tuple[ClaimRecord, ...]
    quantities: tuple[QuantityRecord, ...]


def records(union: Graph) -> Records:
    """What ``union``, the graph of all articles, says."""
    read = _Reader(union)
    entities = [read.entity(iri, kind) for kind in EntityType for iri in read.members(K[kind])]
    return Records(
        articles=tuple(read.article(iri) for iri in read.members(K.Article)),
        entities=tuple(sorted(entities, key=lambda entity: entity.iri)),
        events=_in_reading_order(read.event(iri) for iri in read.members(K.Event)),
        claims=_in_reading_order(read.claim(iri) for iri in read.members(K.Claim)),
        quantities=_in_reading_order(read.quantity(iri) for iri in read.members(K.Quantity)),
    )


_Told = TypeVar("_Told", EventRecord, ClaimRecord, QuantityRecord)

_ROLES = {
    Role.AGENT: K.agent,
    Role.PATIENT: K.patient,
    Role.RECIPIENT: K.recipient,
    Role.PLACE: SEM.hasPlace,
    Role.ORIGIN: K.origin,
    Role.DESTINATION: K.destination,
}


def _in_reading_order(found: Iterable[_Told]) -> tuple[_Told, ...]:
    def key(one: _Told) -> tuple[str, int, str]:
        first = one.mentions[0] if one.mentions else None
        return (first.article, first.start, one.iri) if first else ("", 0, one.iri)

    return tuple(sorted(found, key=key))


class _Reader:
    """Reads one record at a time from the triples of ``graph``."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    def members(self, kind: Node) -> list[str]:
        return sorted({str(one) for one in self._graph.subjects(RDF.type, kind)})

    def article(self, iri: str) -> ArticleRecord:
        return ArticleRecord(
            iri=iri,
            id=self._one(iri, SCHEMA.identifier),
            title=self._one(iri, SCHEMA.headline),
            language=self._one(iri, SCHEMA.inLanguage),
            published=self._one(iri, SCHEMA.datePublished),
            url=self._one(iri, SCHEMA.url),
            text=self._one(iri, NIF.isString),
        )

    def entity(self, iri: str, kind: EntityType) -> EntityRecord:
        return EntityRecord(
            iri=iri,
            type=kind.value,
            label=self._one(iri, SKOS.prefLabel),
            aliases=self._all(iri, SKOS.altLabel),
            iso=self._one(iri, K.isoCode),
            position="; ".join(self._all(iri, SCHEMA.jobTitle)),
            affiliations=self._all(iri, K.affiliation),
            within=self._all(iri, K.within),
            same_as=self._all(iri, SKOS.exactMatch),
            latitude=self._one(iri, WGS.lat),
            longitude=self._one(iri, WGS.long),
            mentions=self._mentions(iri),
        )

    def event(self, iri: str) -> EventRecord:
        return EventRecord(
            iri=iri,
            types=tuple(code.removeprefix(str(TYPE)) for code in self._all(iri, SEM.eventType)),
            label=self._one(iri, RDFS.label),
            roles=tuple(
                (role.value, entity)
                for role, term in _ROLES.items()
                for entity in self._all(iri, term)
            ),
            edtf=self._one(iri, K.edtf),
            earliest=self._one(iri, SEM.hasEarliestBeginTimeStamp),
            latest=self._one(iri, SEM.hasLatestEndTimeStamp),
            certainty=self._local(iri, K.certainty),
            polarity=self._local(iri, K.polarity),
            quantities=self._all(iri, K.quantity),
            mentions=self._mentions(iri),
            same=self._all(iri, K.sameEventAs),
        )

    def claim(self, iri: str) -> ClaimRecord:
        return ClaimRecord(
            iri=iri,
            article=self._one(iri, PROV.hadPrimarySource),
            events=self._all(iri, K.claims),
            sources=self._all(iri, PROV.wasAttributedTo),
            addressees=self._all(iri, K.addressee),
            via=self._all(iri, K.via),
            cue=self._one(iri, K.cue),
            stance=self._local(iri, K.stance),
            certainty=self._local(iri, K.certainty),
            polarity=self._local(iri, K.polarity),
            said=self._time(iri),
            text=self._one(iri, SCHEMA.text),
            quantities=self._all(iri, K.quantity),
            contradicts=self._all(iri, K.contradicts),
            mentions=self._mentions(iri),
        )

    def quantity(self, iri: str) -> QuantityRecord:
        return QuantityRecord(
            iri=iri,
            value=self._one(iri, SCHEMA.value),
            low=self._one(iri, SCHEMA.minValue),
            high=self._one(iri, SCHEMA.maxValue),
            bound=self._local(iri, K.bound),
            unit=self._one(iri, SCHEMA.unitText),
            mentions=self._mentions(iri),
        )

    def _mentions(self, iri: str) -> tuple[MentionRecord, ...]:
        found = [self._mention(mention) for mention in self._all(iri, GAF.denotedBy)]
        return tuple(sorted(found, key=lambda one: (one.article, one.start, one.end)))

    def _mention(self, iri: str) -> MentionRecord:
        return MentionRecord(
            article=self._one(iri, NIF.referenceContext),
            start=int(self._one(iri, NIF.beginIndex)),
            end=int(self._one(iri, NIF.endIndex)),
            text=self._one(iri, NIF.anchorOf),
        )

    def _time(self, iri: str) -> str:
        """When it was said: the EDTF of the time that k:saidAt names."""
        return "; ".join(self._one(time, K.edtf) for time in self._all(iri, K.saidAt))

    def _local(self, iri: str, term: Node) -> str:
        """The last part of an IRI such as ``fact:CERTAIN``."""
        return re.split(r"[#/]", self._one(iri, term))[-1]

    def _one(self, iri: str, term: Node) -> str:
        values = self._all(iri, term)
        return values[0] if values else ""

    def _all(self, iri: str, term: Node) -> tuple[str, ...]:
        return tuple(sorted(str(value) for value in self._graph.objects(URIRef(iri), term)))
