"""Facts without some of them, and without what falls with them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from kg.model import Claim, Entity, Event, Facts


def without(facts: Facts, keys: Collection[str]) -> Facts:
    """``facts`` without the entities, events and claims of these keys.

    With an event fall the claims on it alone, with the last claim on an event the event, with
    the only source of a claim the claim: the article does not say it itself. Roles, addressees and
    affiliations of an entity that is gone are left out.
    """
    gone = set(keys)
    while more := _falling(facts, gone):
        gone |= more
    return replace(
        facts,
        entities=tuple(_entity(one, gone) for one in facts.entities if one.key not in gone),
        events=tuple(_event(one, gone) for one in facts.events if one.key not in gone),
        claims=tuple(_claim(one, gone) for one in facts.claims if one.key not in gone),
    )


def _falling(facts: Facts, gone: Collection[str]) -> set[str]:
    claims = [one for one in facts.claims if one.key not in gone]
    claimed = {event for one in claims for event in one.events}
    events = {one.key for one in facts.events if one.key not in claimed}
    empty = {
        one.key
        for one in claims
        if not _kept(one.events, gone) or (one.sources and not _kept(one.sources, gone))
    }
    return (events | empty).difference(gone)


def _kept(keys: tuple[str, ...], gone: Collection[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in gone)


def _entity(one: Entity, gone: Collection[str]) -> Entity:
    return replace(one, affiliation=None) if one.affiliation in gone else one


def _event(one: Event, gone: Collection[str]) -> Event:
    return replace(one, roles=tuple((role, who) for role, who in one.roles if who not in gone))


def _claim(one: Claim, gone: Collection[str]) -> Claim:
    return replace(
        one,
        events=_kept(one.events, gone),
        sources=_kept(one.sources, gone),
        addressees=_kept(one.addressees, gone),
        via=_kept(one.via, gone),
        contradicts=_kept(one.contradicts, gone),
    )
