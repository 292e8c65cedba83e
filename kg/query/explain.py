"""Why the graph says so: a statement in words, and the sentence whose words say it.

For an entity, an event or a claim of the graph: what is said of it, who says it, and for each of
its mentions the sentence of the article with the mention marked.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.graph.vocab import GAF, NIF, PREFIXES, PROV, SCHEMA, SEM, SKOS, K
from kg.query.graphs import Graphs
from kg.query.passages import Passage, passages
from kg.query.resolve import resolve

_TYPE = f"{PREFIXES['rdf']}type"
_LABEL = f"{PREFIXES['rdfs']}label"
_KINDS = (
    "Article", "Event", "Claim", "Quantity", "Country", "Person", "Organization", "Group",
    "Place", "Object", "Run",
)  # fmt: skip
_SHOWN = (
    ("type", SEM.eventType), ("agent", K.agent), ("patient", K.patient),
    ("recipient", K.recipient), ("place", SEM.hasPlace), ("origin", K.origin),
    ("destination", K.destination), ("time", K.edtf), ("quantity", K.quantity),
    ("source", PROV.wasAttributedTo), ("said", K.cue), ("to", K.addressee), ("via", K.via),
    ("said at", K.saidAt), ("stance", K.stance), ("certainty", K.certainty),
    ("polarity", K.polarity), ("claims", K.claims), ("words", SCHEMA.text),
    ("contradicts", K.contradicts), ("also told", K.sameEventAs),
    ("value", SCHEMA.value), ("at least", SCHEMA.minValue),
    ("at most", SCHEMA.maxValue), ("bound", K.bound), ("unit", SCHEMA.unitText),
    ("headline", SCHEMA.headline), ("published", SCHEMA.datePublished), ("url", SCHEMA.url),
    ("also called", SKOS.altLabel), ("position", SCHEMA.jobTitle),
    ("belongs to", K.affiliation), ("code", K.isoCode), ("lies in", K.within),
    ("same as", SKOS.exactMatch), ("found by", K.rule), ("confidence", K.confidence),
)  # fmt: skip
_ROLES = (
    ("agent", K.agent), ("patient", K.patient), ("recipient", K.recipient),
    ("place", SEM.hasPlace), ("origin", K.origin), ("destination", K.destination),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Thing:
    """A thing of the graph by its label, and its short IRI, with which it can be asked for."""

    label: str
    iri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What a thing is, what is said of it, and where the article says it.

    ``facts`` pair a property with its values; ``takes_part`` pairs a role with an event,
    ``claims`` are those that report the event, or that the entity makes.
    """

    thing: Thing
    kind: str
    facts: tuple[tuple[str, tuple[str, ...]], ...]
    takes_part: tuple[tuple[str, Thing], ...]
    claims: tuple[Thing, ...]
    passages: tuple[Passage, ...]


def explain(graphs: Graphs, name: str) -> Explanation:
    """Explains what ``name`` (an IRI, a short form of it, or a label) stands for.

    Raises:
        QueryError: there is no such thing in the graph, or several.
    """
    iri = resolve(graphs, name)
    facts = tuple(
        (word, tuple(_value(graphs, value) for value in graphs.values(iri, str(term))))
        for word, term in _SHOWN
    )
    takes_part = tuple(
        (role, _thing(graphs, event))
        for role, term in _ROLES
        for event in graphs.subjects(str(term), iri)
    )
    reported = graphs.subjects(str(K.claims), iri)
    made = graphs.subjects(str(PROV.wasAttributedTo), iri)
    return Explanation(
        thing=_thing(graphs, iri),
        kind=_kind(graphs, iri),
        facts=tuple((word, values) for word, values in facts if values),
        takes_part=takes_part,
        claims=tuple(_claim(graphs, claim) for claim in (*reported, *made)),
        passages=passages(graphs, _mentions(graphs, iri)),
    )


def _mentions(graphs: Graphs, iri: str) -> tuple[str, ...]:
    if str(NIF.OffsetBasedString) in graphs.values(iri, _TYPE):
        return (iri,)
    return graphs.values(iri, str(GAF.denotedBy))


def _kind(graphs: Graphs, iri: str) -> str:
    classes = graphs.values(iri, _TYPE)
    return next((kind for kind in _KINDS if f"{PREFIXES['k']}{kind}" in classes), "Thing")


def label(graphs: Graphs, iri: str) -> str | None:
    """What people call the thing: its label, name, headline, or words."""
    for term in (_LABEL, str(SKOS.prefLabel), str(SCHEMA.headline), str(SCHEMA.identifier)):
        found = graphs.values(iri, term)
        if found:
            return found[0]
    words = graphs.values(iri, str(GAF.denotedBy))
    said = graphs.values(words[0], str(NIF.anchorOf)) if words else ()
    return said[0] if said else None


def _thing(graphs: Graphs, iri: str) -> Thing:
    return Thing(label(graphs, iri) or graphs.short(iri), graphs.short(iri))


def _claim(graphs: Graphs, iri: str) -> Thing:
    sources = [
        label(graphs, s) or graphs.short(s) for s in graphs.values(iri, str(PROV.wasAttributedTo))
    ]
    events = [label(graphs, e) or graphs.short(e) for e in graphs.values(iri, str(K.claims))]
    stance = [graphs.short(s).partition(":")[2] for s in graphs.values(iri, str(K.stance))]
    return Thing(
        f"{', '.join(sources)} ({', '.join(stance)}): {'; '.join(events)}", graphs.short(iri)
    )


def _value(graphs: Graphs, value: str) -> str:
    if not value.startswith(graphs.base):
        return graphs.short(value)
    found = label(graphs, value)
    return f"{found} ({graphs.short(value)})" if found else graphs.short(value)
