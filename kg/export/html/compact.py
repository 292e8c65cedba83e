"""The compact network: from who acts straight to whom it concerns, labelled by the events between.

An event becomes a line from every entity in its first role (agent, else patient, else ...) to
every entity in a later one; an event of one entity alone has no line. Lines with equal ends are
one line that names all its events.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import networkx as nx  # type: ignore[import-untyped]

from kg.export.records import EventRecord
from kg.model import Role

Json = dict[str, Any]

_RANK = {
    role.value: rank
    for rank, role in enumerate(
        (Role.AGENT, Role.PATIENT, Role.RECIPIENT, Role.DESTINATION, Role.PLACE, Role.ORIGIN)
    )
}


def compact(network: nx.MultiDiGraph, events: Iterable[EventRecord]) -> nx.MultiDiGraph:
    """Entities of ``network`` with their ties; each line between two carries its ``events``."""
    between: dict[tuple[str, str], list[str]] = {}
    for event in events:
        for pair in pairs(event):
            between.setdefault(pair, []).append(event.iri)
    view = nx.MultiDiGraph()
    view.add_nodes_from(
        (name, own) for name, own in network.nodes(data=True) if own["kind"] == "entity"
    )
    for start, end, own in network.edges(data=True):
        if own["kind"] in {"affiliation", "within"} and start in view and end in view:
            view.add_edge(start, end, kind="tie", events=[])
    for (start, end), found in sorted(between.items()):
        if start in view and end in view:
            view.add_edge(start, end, kind="act", events=found)
    return view


def pairs(event: EventRecord) -> list[tuple[str, str]]:
    """Who acts, and whom or what it concerns, as IRIs."""
    ranked = sorted({(_RANK[role], entity) for role, entity in event.roles})
    if not ranked:
        return []
    first = ranked[0][0]
    actors = [entity for rank, entity in ranked if rank == first]
    others = dict.fromkeys(entity for rank, entity in ranked if rank > first)
    return [(actor, other) for actor in actors for other in others if actor != other]
