"""Facts as RDF, exactly as the ontology promises: mentions, instances, claims.

Every article has a graph of its own, which holds all that it says. No blank nodes, no clock, no
order of sets: equal facts make equal graphs. Of a property and the property above it only the
more specific is written; the ontology says the rest.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from rdflib import RDF, RDFS, Graph, URIRef

from kg.errors import EvidenceError, InputError
from kg.graph.across import ALONE, Across, Beside
from kg.graph.changes import Changes
from kg.graph.literals import day, decimal, number, point
from kg.graph.merge import Identity
from kg.graph.newsgraph import NewsGraph, read_lines
from kg.graph.ntriples import Triples, iri, plain, words
from kg.graph.provenance import (
    add_article,
    add_correction,
    add_linking,
    add_mentions,
    add_origin,
    add_run,
    add_tie,
)
from kg.graph.vocab import (
    FACT,
    GEO,
    PROV,
    SCHEMA,
    SEM,
    SKOS,
    TIME,
    WGS,
    K,
    event_types,
)
from kg.link.iri import BASE, Minter, plain_name
from kg.model import (
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Link,
    Quantity,
    Role,
    Run,
    TimeExpression,
)

ENTITY_TYPES: Mapping[EntityType, tuple[URIRef, ...]] = {
    EntityType.COUNTRY: (K.Country, SEM.Actor, SEM.Place),
    EntityType.PERSON: (K.Person, SEM.Actor),
    EntityType.ORGANIZATION: (K.Organization, SEM.Actor),
    EntityType.GROUP: (K.Group, SEM.Actor),
    EntityType.PLACE: (K.Place, SEM.Place),
    EntityType.OBJECT: (K.Object, SEM.Object),
}
"""The classes of an entity: its own, and those of the Simple Event Model."""

ROLES: Mapping[Role, URIRef] = {
    Role.AGENT: K.agent,
    Role.PATIENT: K.patient,
    Role.RECIPIENT: K.recipient,
    Role.PLACE: SEM.hasPlace,
    Role.ORIGIN: K.origin,
    Role.DESTINATION: K.destination,
}
"""The property of a role."""


def build(
    facts: Sequence[Facts],
    run: Run,
    base: str = BASE,
    moment: datetime | None = None,
    among: Across | None = None,
) -> NewsGraph:
    """The graph of ``facts``, one part an article; ``moment`` is the run's time, if it has one.

    ``among`` is what :func:`kg.graph.across.across` finds in all of them; without it only equal
    names are one thing, and no events are.

    Raises:
        EvidenceError: an event without a claim, a mention that is not in the text, a reference
            to a fact that is not there, or a number that is none.
        InputError: two articles with one name, or text that RDF cannot hold.
        PackError: an event type that the ontology lacks.
        UsageError: ``base`` is no IRI.
    """
    minter = Minter(base)
    graphs: dict[str, Graph] = {}
    for one in facts:
        name = minter.article(one.article.id)
        if name in graphs:
            raise InputError(
                f"two articles are named {one.article.id!a}", "Rename one of the two files."
            )
        graphs[name] = read_lines(triples(one, run, minter, moment, _beside(among, one)).ntriples())
        graphs[name].bind("id", minter.base)
    return NewsGraph(tuple(sorted(graphs.items())))


def nquads(
    facts: Facts,
    run: Run,
    minter: Minter,
    moment: datetime | None = None,
    beside: Beside = ALONE,
) -> list[str]:
    """The graph of one article as lines of N-Quads, for corpora; raises what :func:`build` does."""
    return triples(facts, run, minter, moment, beside).nquads(minter.article(facts.article.id))


def triples(
    facts: Facts,
    run: Run,
    minter: Minter,
    moment: datetime | None = None,
    beside: Beside = ALONE,
) -> Triples:
    """All that one article says; raises what :func:`build` does.

    ``beside`` is what the other articles tell of this one.
    """
    names = minter.names(facts, {key: one.path for key, one in beside.identities.items()})
    facts = beside.changes.corrected(facts)
    _every_event_is_claimed(facts)
    found = Triples()
    activity, article = iri(minter.run(run)), iri(minter.article(facts.article.id))
    add_run(found, run, activity, moment)
    add_article(found, facts.article, article, activity)
    writer = _Writer(found, facts, minter, names, article, activity, run.model, beside.identities)
    for time in facts.times:
        writer.time(time)
    for quantity in facts.quantities:
        writer.quantity(quantity)
    for entity in facts.entities:
        writer.entity(entity)
    for event in facts.events:
        writer.event(event)
    for claim in facts.claims:
        writer.claim(claim)
    add_linking(found, facts, minter)
    for tie in beside.ties:
        add_tie(found, tie, facts.article.id, minter, activity)
    writer.changes(beside.changes)
    return found


def _beside(among: Across | None, facts: Facts) -> Beside:
    return ALONE if among is None else among.of(facts.article.id)


def _every_event_is_claimed(facts: Facts) -> None:
    claimed = {event for claim in facts.claims for event in claim.events}
    for event in facts.events:
        if event.key not in claimed:
            raise EvidenceError(f"nobody claims event '{event.key}' of '{facts.article.id}'")


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes the facts of one article into its graph."""

    triples: Triples
    facts: Facts
    minter: Minter
    names: Mapping[str, str]
    article: str
    activity: str
    model: str
    identities: Mapping[str, Identity]

    def time(self, time: TimeExpression) -> None:
        node = self._mentioned(time)
        self._add(node, RDF.type, iri(SEM.Time), iri(TIME.TemporalEntity))
        self._add(node, RDFS.label, self._words(time.mentions[0].text))
        self._add(node, K.edtf, plain(time.edtf))
        self._rule(node, time.rule)
        for bound, instant in ((time.earliest, TIME.hasBeginning), (time.latest, TIME.hasEnd)):
            if bound is not None:
                moment = iri(self.minter.known(f"date/{bound.isoformat()}"))
                self._add(node, instant, moment)
                self._add(moment, RDF.type, iri(TIME.Instant))
                self._add(moment, TIME.inXSDDate, day(bound))
        self._bounds(node, time)

    def quantity(self, quantity: Quantity) -> None:
        node = self._mentioned(quantity)
        self._add(node, RDF.type, iri(K.Quantity), iri(SCHEMA.QuantitativeValue))
        self._add(node, K.bound, iri(K[quantity.bound.value]))
        self._rule(node, quantity.rule)
        for value, term in (
            (quantity.value, SCHEMA.value),
            (quantity.low, SCHEMA.minValue),
            (quantity.high, SCHEMA.maxValue),
        ):
            if value is not None:
                self._add(node, term, number(value))
        if quantity.unit:
            self._add(node, SCHEMA.unitText, self._words(quantity.unit))

    def entity(self, entity: Entity) -> None:
        node = self._mentioned(entity)
        link = entity.link
        identity = self.identities.get(entity.key)
        kind = entity.type if identity is None else identity.type
        self._add(node, RDF.type, *map(iri, ENTITY_TYPES[kind]))
        name = entity.name if link is None else link.label
        label = plain_name(name if identity is None else identity.name)
        self._add(node, SKOS.prefLabel, self._words(label))
        for name in {plain_name(name) for name in (entity.name, *entity.aliases)} - {label}:
            self._add(node, SKOS.altLabel, self._words(name))
        iso = entity.iso if link is None else link.iso or entity.iso
        if iso:
            self._add(node, K.isoCode, plain(iso))
        if entity.position:
            self._add(node, SCHEMA.jobTitle, self._words(entity.position))
        if entity.affiliation is not None:
            whole = self._named(entity.affiliation)
            if whole != node:
                self._add(node, K.affiliation, whole)
        if link is not None:
            self._link(node, link)

    def event(self, event: Event) -> None:
        node = self._mentioned(event)
        self._add(node, RDF.type, iri(K.Event), iri(SEM.Event))
        self._add(node, SEM.eventType, *map(iri, event_types(event.type, event.mode)))
        self._add(node, RDFS.label, self._words(event.label))
        self._roles(node, event)
        if event.time is not None:
            self._add(node, K.time, self._named(event.time))
            for time in self.facts.times:
                if time.key == event.time:
                    self._add(node, K.edtf, plain(time.edtf))
                    self._bounds(node, time)
        self._add(node, K.quantity, *map(self._named, event.quantities))
        self._factuality(node, event)

    def _roles(self, node: str, event: Event) -> None:
        """The roles; a place that is also where it starts or ends is written as that alone."""
        roles = {(role, self._named(who)) for role, who in event.roles}
        ends = {who for role, who in roles if role in {Role.ORIGIN, Role.DESTINATION}}
        for role, who in roles:
            if role is not Role.PLACE or who not in ends:
                self._add(node, ROLES[role], who)

    def claim(self, claim: Claim) -> None:
        node = self._mentioned(claim)
        self._add(node, RDF.type, *map(iri, (K.Claim, SCHEMA.Claim, SEM.View, PROV.Entity)))
        self._add(node, K.claims, *map(self._named, claim.events))
        sources = [self._named(key) for key in claim.sources] or [self.article]
        self._add(node, PROV.wasAttributedTo, *sources)
        self._add(node, PROV.hadPrimarySource, self.article)
        self._add(node, PROV.wasGeneratedBy, self.activity)
        self._add(node, K.stance, iri(K[claim.stance.value]))
        self._add(node, K.addressee, *map(self._named, claim.addressees))
        self._add(node, K.via, *map(self._named, claim.via))
        self._add(node, K.quantity, *map(self._named, claim.quantities))
        if claim.cue:
            self._add(node, K.cue, self._words(claim.cue))
        if claim.said is not None:
            self._add(node, K.saidAt, self._named(claim.said))
        if claim.clause is not None:
            clause = claim.clause.of(self.facts.article.text)
            self._add(node, SCHEMA.text, self._words(clause))
        for other in map(self._named, claim.contradicts):
            if other != node:
                self._add(node, K.contradicts, other)
                self._add(other, K.contradicts, node)
        self._factuality(node, claim)

    def changes(self, changes: Changes) -> None:
        """What people decided, and the addresses elsewhere that they gave."""
        layers = (self.facts.entities, self.facts.events, self.facts.claims)
        here = {fact.key for layer in layers for fact in layer}
        for key, addresses in changes.matches.items():
            if key in here:
                self._add(self._named(key), SKOS.exactMatch, *map(iri, addresses))
        for note in changes.notes:
            thing = self._named(note.key) if note.key in here else ""
            node = iri(self.minter.known(note.correction.path))
            add_correction(self.triples, note.correction, node, self.activity, thing)

    def _link(self, node: str, link: Link) -> None:
        self._add(node, SKOS.exactMatch, *map(iri, link.exact_match))
        if link.within is not None:
            self._add(node, K.within, iri(self.minter.known(link.within)))
        if link.latitude is not None and link.longitude is not None:
            self._add(node, WGS.lat, decimal(link.latitude))
            self._add(node, WGS.long, decimal(link.longitude))
            self._add(node, GEO.asWKT, point(link.latitude, link.longitude))

    def _factuality(self, node: str, fact: Event | Claim) -> None:
        self._add(node, K.certainty, iri(FACT[fact.certainty.value]))
        self._add(node, K.polarity, iri(FACT[fact.polarity.value]))
        add_origin(self.triples, node, fact.rule or self.model, fact.confidence)

    def _bounds(self, node: str, time: TimeExpression) -> None:
        if time.earliest is not None:
            self._add(node, SEM.hasEarliestBeginTimeStamp, day(time.earliest))
        if time.latest is not None:
            self._add(node, SEM.hasLatestEndTimeStamp, day(time.latest))

    def _rule(self, node: str, rule: str) -> None:
        if rule:
            self._add(node, K.rule, plain(rule))

    def _mentioned(self, fact: Entity | Event | Claim | Quantity | TimeExpression) -> str:
        node = self._named(fact.key)
        add_mentions(self.triples, self.facts.article, node, fact.mentions, self.minter)
        return node

    def _named(self, key: str) -> str:
        if key not in self.names:
            raise EvidenceError(f"'{key}' is referred to, but '{self.facts.article.id}' lacks it")
        return iri(self.names[key])

    def _words(self, text: str) -> str:
        return words(text, self.facts.article.language)

    def _add(self, subject: str, predicate: str, *values: str) -> None:
        self.triples.add(subject, predicate, *values)
