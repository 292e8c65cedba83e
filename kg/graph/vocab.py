"""The vocabularies that the graph is written in, closed: a misspelt term is an exception.

``K.agnt`` raises AttributeError. The terms of ``K`` and ``TYPE`` are those that
``ontology/berita.ttl`` and ``ontology/event-types.ttl`` declare (a test holds them together); of
the other vocabularies only what ``ontology.md`` uses is open.
"""

from __future__ import annotations

from rdflib import Graph, URIRef
from rdflib.namespace import ClosedNamespace, NamespaceManager

from kg.errors import PackError

ONTOLOGY = "https://w3id.org/berita-kg/ontology"

CLASSES = (
    "Article", "Bound", "Claim", "Correction", "Country", "Entity", "Event", "EventMatch", "Group",
    "Mention", "Object", "Organization", "Person", "Place", "Quantity", "Run", "Stance",
)  # fmt: skip
OBJECT_PROPERTIES = (
    "addressee", "affiliation", "agent", "bound", "candidate", "certainty", "claims", "contradicts",
    "correctedBy", "destination", "matches", "origin", "patient", "polarity", "quantity",
    "recipient", "sameEventAs", "saidAt", "shares", "stance", "time", "via", "within",
)  # fmt: skip
DATA_PROPERTIES = (
    "confidence", "cue", "edtf", "ground", "isoCode", "linkConfidence", "model", "operation",
    "option", "rule", "software", "version",
)  # fmt: skip
STANCES = ("assert", "confirm", "deny", "estimate", "noComment", "promise", "request")
BOUNDS = ("approx", "exact", "max", "min")

MODES: dict[str, tuple[str, ...]] = {
    "AGREE": (),
    "CONSULT": ("visit", "third-party", "multilateral", "phone"),
    "SUPPORT": (),
    "CONCEDE": (),
    "COOPERATE": (),
    "AID": (),
    "RETREAT": ("withdraw", "release", "disarm", "ceasefire", "access", "resign"),
    "REQUEST": ("assist", "change", "yield", "meet"),
    "ACCUSE": ("disapprove", "investigate", "allege"),
    "REJECT": ("assist", "change", "yield", "meet"),
    "THREATEN": ("restrict", "arrest", "relations", "expel", "territory", "violence"),
    "PROTEST": ("demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"),
    "SANCTION": ("convict", "expel", "withdraw", "discontinue"),
    "MOBILIZE": ("troops", "weapons", "police", "militia"),
    "COERCE": (
        "seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold",
        "misinformation", "cyber",
    ),
    "ASSAULT": (
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms",
        "explosives", "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control",
        "unconventional",
    ),
    "CASUALTY": (),
    "DISASTER": (),
    "MOVE": (),
    "CONTROL": (),
    "TRADE": (),
    "OTHER": (),
}  # fmt: skip
"""Codes of event types, in the codebook's order, and the modes below each."""

SHORTCUTS: dict[str, str] = {
    "AGREE": "agreedWith",
    "CONSULT": "consultedWith",
    "SUPPORT": "supported",
    "CONCEDE": "concededTo",
    "COOPERATE": "cooperatedWith",
    "AID": "aided",
    "RETREAT": "yieldedTo",
    "REQUEST": "asked",
    "ACCUSE": "accused",
    "REJECT": "rejected",
    "THREATEN": "threatened",
    "PROTEST": "protestedAgainst",
    "SANCTION": "sanctioned",
    "MOBILIZE": "mobilized",
    "COERCE": "coerced",
    "ASSAULT": "attacked",
    "MOVE": "movedTo",
    "TRADE": "tradedWith",
}
"""By event type: what one did to another, for the file of shortcuts; a graph has none of them."""

K = ClosedNamespace(
    f"{ONTOLOGY}#", [*CLASSES, *OBJECT_PROPERTIES, *DATA_PROPERTIES, *STANCES, *BOUNDS]
)
SHORT: dict[str, URIRef] = {
    name: URIRef(f"{ONTOLOGY}#{name}") for name in sorted(SHORTCUTS.values())
}
TYPE = ClosedNamespace(
    "https://w3id.org/berita-kg/event-type/",
    [*MODES, *(f"{code}-{mode}" for code, modes in MODES.items() for mode in modes)],
)
SEM = ClosedNamespace(
    "http://semanticweb.cs.vu.nl/2009/11/sem/",
    ["Actor", "Event", "Object", "Place", "Time", "View", "eventType", "hasActor", "hasPlace",
     "hasEarliestBeginTimeStamp", "hasLatestEndTimeStamp"],
)  # fmt: skip
GAF = ClosedNamespace("http://groundedannotationframework.org/gaf#", ["denotedBy"])
FACT = ClosedNamespace(
    "http://groundedannotationframework.org/grasp/factuality#",
    ["CERTAIN", "PROBABLE", "POSSIBLE", "POSITIVE", "NEGATIVE"],
)
NIF = ClosedNamespace(
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    ["Context", "OffsetBasedString", "anchorOf", "beginIndex", "endIndex", "isString",
     "referenceContext"],
)  # fmt: skip
PROV = ClosedNamespace(
    "http://www.w3.org/ns/prov#",
    ["Activity", "Entity", "endedAtTime", "hadPrimarySource", "startedAtTime", "used",
     "wasAttributedTo", "wasGeneratedBy"],
)  # fmt: skip
TIME = ClosedNamespace(
    "http://www.w3.org/2006/time#",
    ["Instant", "TemporalEntity", "hasBeginning", "hasEnd", "inXSDDate"],
)
SCHEMA = ClosedNamespace(
    "https://schema.org/",
    ["Claim", "NewsArticle", "QuantitativeValue", "datePublished", "headline", "identifier",
     "inLanguage", "jobTitle", "maxValue", "minValue", "text", "unitText", "url", "value"],
)  # fmt: skip
GEO = ClosedNamespace("http://www.opengis.net/ont/geosparql#", ["asWKT", "wktLiteral"])
WGS = ClosedNamespace("http://www.w3.org/2003/01/geo/wgs84_pos#", ["lat", "long"])
SKOS = ClosedNamespace(
    "http://www.w3.org/2004/02/skos/core#", ["altLabel", "exactMatch", "prefLabel"]
)

PREFIXES: dict[str, str] = {
    "k": str(K),
    "type": str(TYPE),
    "sem": str(SEM),
    "gaf": str(GAF),
    "fact": str(FACT),
    "nif": str(NIF),
    "prov": str(PROV),
    "time": str(TIME),
    "skos": str(SKOS),
    "schema": str(SCHEMA),
    "geo": str(GEO),
    "wgs": str(WGS),
    "wd": "http://www.wikidata.org/entity/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""Every prefix of the graph but ``id:``, which belongs to the base that the graph was made with."""


def new_graph() -> Graph:
    """An empty graph with the prefixes bound, and no other."""
    graph = Graph(bind_namespaces="none")
    manager = NamespaceManager(graph, bind_namespaces="none")
    for prefix, namespace in PREFIXES.items():
        manager.bind(prefix, namespace)
    graph.namespace_manager = manager
    return graph


def event_types(code: str, mode: str | None) -> tuple[URIRef, ...]:
    """The concept of an event type, and that of its mode where there is one.

    Raises:
        PackError: the ontology has no such type or mode.
    """
    names = [code] if mode is None else [code, f"{code}-{mode}"]
    try:
        return tuple(TYPE[name] for name in names)
    except KeyError as error:
        raise PackError(
            f"no event type '{names[-1]}' in ontology/event-types.ttl",
            "Correct the lexicon line that says so, or add the concept to the ontology.",
        ) from error
