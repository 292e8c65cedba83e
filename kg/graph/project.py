"""The graph as a network to look at: entities and events as nodes, roles and claims as edges.

Every attribute is a string, an integer or a float, so that GraphML takes it as it is; lists are
strings with a space between their parts (IRIs have none) or with ``; `` (labels).

Node (its key is the IRI):

========================  =====================================================================
``label``                 name of an entity, sentence-like label of an event
``kind``                  ``entity`` or ``event``
``type``                  ``Country`` ... ``Object``, or an event type's code (``AID``)
``mode``                  event: the mode's code (``troops``), else ""
``mentions``              IRIs of its mentions (``.../char/104-112``), in reading order
``mention_count``         how many those are
``articles``              IRIs of the articles that they stand in
``article_count``         how many those are
``claim_count``           event: claims on it; entity: claims that it makes
``event_count``           entity: events that it takes part in
``source_count``          event: sources other than the article itself
``aliases``               entity: other names (``RRT; Beijing``)
``iso``                   entity: ISO 3166 code, else ""
``position``              entity: titles, else ""
``same_as``               entity: IRIs elsewhere (Wikidata), else ""
``latitude, longitude``   entity with a place only: floats
``time``                  event: EDTF, else ""
``earliest, latest``      event: ISO dates, else ""
``certainty, polarity``   event: ``CERTAIN``, ``POSITIVE`` ...
``quantity``              event: ``sedikitnya 40; 300`` as the article says it, else ""
``rule``                  event: what found it
``confidence``            event: float
========================  =====================================================================

Edge (its key is the role's name, ``affiliation``, ``within`` or the claim's IRI):

========================  =====================================================================
``kind``                  ``role``, ``claim``, ``affiliation`` or ``within``
``label``                 the role, or the cue of a claim as the article says it
``role``                  ``agent``, ``patient`` ... ``destination``, else ""
``mentions``              claim: IRIs of its mentions; role: those of the event; else ""
``claim``                 claim: its IRI, else ""
``stance``                claim: ``assert`` ``confirm`` ``deny`` ``noComment`` ..., else ""
``certainty, polarity``   claim: its own; role: the event's; else ""
``text``                  claim: the clause, else ""
``via, addressee``        claim: IRIs of entities, else ""
``contradicts``           claim: IRIs of claims, else ""
``rule``                  claim: what found it, else ""
``confidence``            claim and role: float
========================  =====================================================================

An agent's edge runs from entity to event, that of every other role from event to entity, a
claim's from its source to the event. What the article itself reports has no edge (the article is
no node); ``claim_count`` counts it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

import networkx as nx  # type: ignore[import-untyped]
from rdflib import RDF, RDFS, Graph
from rdflib.term import Node

from kg.graph.vocab import GAF, MODES, NIF, PROV, SCHEMA, SEM, SKOS, TYPE, WGS, K

Attributes = dict[str, str | int | float]
"""What a node or an edge carries."""

ROLES: Mapping[str, Node] = {
    "agent": K.agent,
    "patient": K.patient,
    "recipient": K.recipient,
    "place": SEM.hasPlace,
    "origin": K.origin,
    "destination": K.destination,
}
ENTITY_CLASSES: Mapping[Node, str] = {
    K[name]: name for name in ("Country", "Person", "Organization", "Group", "Place", "Object")
}
_TYPES: Mapping[Node, str] = {TYPE[code]: code for code in MODES}
_MODES: Mapping[Node, str] = {
    TYPE[f"{code}-{mode}"]: mode for code, modes in MODES.items() for mode in modes
}

_EDGE: Attributes = {
    "role": "",
    "mentions": "",
    "claim": "",
    "stance": "",
    "certainty": "",
    "polarity": "",
    "text": "",
    "via": "",
    "addressee": "",
    "contradicts": "",
    "rule": "",
    "confidence": 1.0,
}


def project(graph: Graph) -> nx.MultiDiGraph:
    """The network of ``graph`` (one article's, or a union), nodes and edges in sorted order."""
    kinds = dict(_entity_kinds(graph))
    events = set(graph.subjects(RDF.type, K.Event))
    view = nx.MultiDiGraph()
    for node in sorted(events | set(kinds), key=str):
        own = _event(graph, node) if node in events else _entity(graph, node, kinds[node])
        view.add_node(str(node), **own, **_evidence(graph, node))
    for start, end, key, attributes in sorted(_edges(graph), key=lambda edge: edge[:3]):
        if start in view and end in view:
            view.add_edge(start, end, key=key, **attributes)
    return view


def _entity_kinds(graph: Graph) -> Iterator[tuple[Node, str]]:
    for kind, name in ENTITY_CLASSES.items():
        for node in graph.subjects(RDF.type, kind):
            yield node, name


def _entity(graph: Graph, node: Node, kind: str) -> Attributes:
    attributes: Attributes = {
        "label": _label(graph, node, SKOS.prefLabel),
        "kind": "entity",
        "type": kind,
        "mode": "",
        "claim_count": len(set(graph.subjects(PROV.wasAttributedTo, node))),
        "event_count": len({e for role in ROLES.values() for e in graph.subjects(role, node)}),
        "aliases": _joined(graph.objects(node, SKOS.altLabel), "; "),
        "iso": _joined(graph.objects(node, K.isoCode)),
        "position": _joined(graph.objects(node, SCHEMA.jobTitle), "; "),
        "same_as": _joined(graph.objects(node, SKOS.exactMatch)),
    }
    for name, term in (("latitude", WGS.lat), ("longitude", WGS.long)):
        value = graph.value(node, term)
        if value is not None:
            attributes[name] = float(str(value))
    return attributes


def _event(graph: Graph, node: Node) -> Attributes:
    types = set(graph.objects(node, SEM.eventType))
    claims = set(graph.subjects(K.claims, node))
    sources = {who for claim in claims for who in graph.objects(claim, PROV.wasAttributedTo)}
    return {
        "label": _label(graph, node, RDFS.label),
        "kind": "event",
        "type": " ".join(code for concept, code in _TYPES.items() if concept in types),
        "mode": " ".join(mode for concept, mode in _MODES.items() if concept in types),
        "claim_count": len(claims),
        "source_count": len({who for who in sources if (who, RDF.type, K.Article) not in graph}),
        "time": _joined(graph.objects(node, K.edtf)),
        "earliest": _joined(graph.objects(node, SEM.hasEarliestBeginTimeStamp)),
        "latest": _joined(graph.objects(node, SEM.hasLatestEndTimeStamp)),
        "quantity": _quantities(graph, node),
        **_factuality(graph, node),
        **_origin(graph, node),
    }


def _edges(graph: Graph) -> Iterator[tuple[str, str, str, Attributes]]:
    for role, term in ROLES.items():
        for event, who in graph.subject_objects(term):
            ends = (who, event) if role == "agent" else (event, who)
            attributes = {**_EDGE, **_factuality(graph, event), **_origin(graph, event)}
            attributes |= {"kind": "role", "label": role, "role": role}
            attributes |= {"mentions": _evidence(graph, event)["mentions"]}
            yield str(ends[0]), str(ends[1]), role, attributes
    for name, term in (("affiliation", K.affiliation), ("within", K.within)):
        for part, whole in graph.subject_objects(term):
            yield str(part), str(whole), name, {**_EDGE, "kind": name, "label": name}
    for claim in graph.subjects(RDF.type, K.Claim):
        attributes = _claim(graph, claim)
        for source in graph.objects(claim, PROV.wasAttributedTo):
            for event in graph.objects(claim, K.claims):
                yield str(source), str(event), str(claim), attributes


def _claim(graph: Graph, claim: Node) -> Attributes:
    mentions = _evidence(graph, claim)["mentions"]
    words = [graph.value(mention, NIF.anchorOf) for mention in _mentions(graph, claim)]
    cue = _joined(graph.objects(claim, K.cue), "; ") or " ".join(str(w) for w in words[:1])
    return {
        **_EDGE,
        "kind": "claim",
        "label": cue,
        "mentions": mentions,
        "claim": str(claim),
        "stance": _local(graph.value(claim, K.stance)),
        "text": _joined(graph.objects(claim, SCHEMA.text), "; "),
        "via": _joined(graph.objects(claim, K.via)),
        "addressee": _joined(graph.objects(claim, K.addressee)),
        "contradicts": _joined(graph.objects(claim, K.contradicts)),
        **_factuality(graph, claim),
        **_origin(graph, claim),
    }


def _evidence(graph: Graph, node: Node) -> Attributes:
    mentions = _mentions(graph, node)
    articles = {graph.value(mention, NIF.referenceContext) for mention in mentions}
    return {
        "mentions": " ".join(str(mention) for mention in mentions),
        "mention_count": len(mentions),
        "articles": _joined(articles - {None}),
        "article_count": len(articles - {None}),
    }


def _mentions(graph: Graph, node: Node) -> list[Node]:
    def place(mention: Node) -> tuple[str, int, int, str]:
        begin, end = (graph.value(mention, term) for term in (NIF.beginIndex, NIF.endIndex))
        article = graph.value(mention, NIF.referenceContext)
        return str(article), int(str(begin or 0)), int(str(end or 0)), str(mention)

    return sorted(graph.objects(node, GAF.denotedBy), key=place)


def _quantities(graph: Graph, node: Node) -> str:
    firsts = []
    for quantity in sorted(graph.objects(node, K.quantity), key=str):
        mentions = _mentions(graph, quantity)
        firsts += [str(graph.value(mention, NIF.anchorOf)) for mention in mentions[:1]]
    return "; ".join(firsts)


def _factuality(graph: Graph, node: Node) -> Attributes:
    return {
        "certainty": _local(graph.value(node, K.certainty)),
        "polarity": _local(graph.value(node, K.polarity)),
    }


def _origin(graph: Graph, node: Node) -> Attributes:
    confidence = graph.value(node, K.confidence)
    return {
        "rule": _joined(graph.objects(node, K.rule)),
        "confidence": 1.0 if confidence is None else float(str(confidence)),
    }


def _label(graph: Graph, node: Node, term: Node) -> str:
    labels = sorted(str(label) for label in graph.objects(node, term))
    return labels[0] if labels else str(node)


def _local(term: Node | None) -> str:
    return "" if term is None else re.split(r"[#/]", str(term))[-1]


def _joined(terms: Iterable[Node | None], separator: str = " ") -> str:
    return separator.join(sorted(str(term) for term in terms))
