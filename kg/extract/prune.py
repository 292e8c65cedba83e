"""Keeping what takes part: entities without a role, a claim or a dependant are no news."""

from __future__ import annotations

from dataclasses import replace

from kg.model import Document


def keep_participants(document: Document) -> Document:
    """Drop entities that no event, claim or kept entity refers to, and unused references."""
    used: set[str] = set()
    for event in document.events:
        used.update(key for _, key in event.roles)
    for claim in document.claims:
        used.update((*claim.sources, *claim.addressees, *claim.via))
    owners = {entity.key: entity.affiliation for entity in document.entities}
    for key in sorted(used):
        at = owners.get(key)
        while at is not None and at not in used:
            used.add(at)
            at = owners.get(at)
    kept = tuple(entity for entity in document.entities if entity.key in used)
    return replace(document, entities=kept)
