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
``aliases``               entity: other names (``Korut; Pyongyang``)
``iso``                   entity: ISO 3166 code, else ""
``position``              entity: titles, else ""
``same_as``               entity: IRIs elsewhere (Wikidata), else ""
``latitude, longitude``   entity with a place only: floats
``time``                  event: EDTF, else ""
``earliest, latest``      event: ISO dates, else ""
``certainty, polarity``   event: ``CERTAIN``, ``POSITIVE`` ...
``quantity``              event: ``setidaknya 1.000; 11.000`` as the article says it, else ""
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

import networkx as nx  # type: ignore[import-untyped]
from rdflib import Graph


def project(graph: Graph) -> nx.MultiDiGraph:
    """The network of ``graph`` (one article's, or a union), nodes and edges in sorted order."""
    raise NotImplementedError(graph)
