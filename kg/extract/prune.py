"""Keeping what takes part: descriptions without a role, a claim or an owner are no news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from kg.model import Document, Entity, EntityType, Form, Reference

#: Rules of names that are only guesses: runs of capitals, and capitals that merely locate. What
#: the gazetteer knows is no guess.
_UNSURE = frozenset({"name-loose", "name-capital"})

#: "kedua negara" stands for states that have names of their own.
_STATES = frozenset({"noun-government"})


def keep_participants(document: Document) -> Document:
    """Drop entities that no event, claim or kept entity refers to.

    A named person, body, state or place stays, and so do people who are told by whom they belong
    to or of whom a sentence speaks: in news they nearly always take part, also where no event was
    found that says how.
    """
    told: dict[str, list[Reference]] = {}
    for reference in document.references:
        if reference.entity is not None and reference.form is not Form.PRONOUN:
            told.setdefault(reference.entity, []).append(reference)
    subjects = _subjects(document)
    used = {e.key for e in document.entities if _stays(e, told.get(e.key, ()), subjects)}
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


def _stays(entity: Entity, told: Sequence[Reference], subjects: Mapping[int, set[int]]) -> bool:
    if entity.type is EntityType.OBJECT:
        return False
    if entity.form is Form.NAME:
        return entity.link is not None or not all(reference.rule in _UNSURE for reference in told)
    if entity.affiliation is not None:
        return True
    group = entity.type is EntityType.GROUP and not any(r.rule in _STATES for r in told)
    return group and any(r.head in subjects.get(r.sentence, ()) for r in told)


def _subjects(document: Document) -> Mapping[int, set[int]]:
    """The tokens that are subjects, by sentence."""
    return {
        sentence.index: {p for p, token in enumerate(sentence.tokens) if token.deprel == "nsubj"}
        for sentence in document.sentences
    }
