"""``shortcuts.ttl``: who did what to whom in one triple each, derived, beside the graph.

The file says of itself that it is derived. It holds only what some claim asserts as positive and
certain of an event that is so itself; who says so is in the graph (or in ``annotations.ttl``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rdflib import DCTERMS, PROV, RDF, RDFS, VOID, Graph, Literal, URIRef

from kg.export.base import Exporter
from kg.export.terms import prefixes
from kg.graph.newsgraph import NewsGraph
from kg.graph.shortcuts import shortcuts
from kg.link.iri import BASE

COMMENT = (
    "Derived from the events of the graph, and only from those that some claim asserts as "
    "positive and certain. Who says so, when and how sure they are is in the graph itself."
)


@dataclass(frozen=True, slots=True)
class Shortcuts:
    """Plain triples behind a head that marks them as derived."""

    name: str = "shortcuts"
    filename: str = "shortcuts.ttl"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        made = Graph(bind_namespaces="none")
        known = {**prefixes(graph), "dct": str(DCTERMS), "void": str(VOID)}
        for prefix, namespace in sorted(known.items()):
            made.bind(prefix, namespace)
        base = graph.base or BASE
        head, whole = URIRef(f"{base}dataset/shortcuts"), URIRef(f"{base}dataset/graph")
        made.add((head, RDF.type, VOID.Dataset))
        made.add((head, RDF.type, PROV.Entity))
        made.add((head, DCTERMS.title, Literal("Shortcuts", lang="en")))
        made.add((head, RDFS.comment, Literal(COMMENT, lang="en")))
        made.add((head, PROV.wasDerivedFrom, whole))
        for one in shortcuts(graph.union()):
            if one.stated:
                made.add((one.subject, one.predicate, one.object))
        return {self.filename: made.serialize(format="turtle", encoding="utf-8")}


EXPORTER: Exporter = Shortcuts()
