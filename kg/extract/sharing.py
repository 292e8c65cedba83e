"""Whom a speech act concerns, from its content, and whom the content concerns, from the act."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract.circumstances import draft_top
from kg.extract.drafts import Draft
from kg.extract.tree import Tree
from kg.model import Role

_UNDERGOER = (Role.PATIENT, Role.RECIPIENT)
_SAME = {Role.RECIPIENT: _UNDERGOER}
#: What people are blamed for, by which acts, and what they refuse.
_CRIMES = frozenset({"OTHER", "ASSAULT", "COERCE"})
_BLAMING = frozenset({"ACCUSE", "COERCE", "SANCTION", "THREATEN"})
_REFUSED = frozenset({"REQUEST", "ACCUSE", "AGREE", "SANCTION"})
#: Speech acts that are directed at whom their content is directed at.
_DIRECTED = frozenset({"AGREE", "THREATEN", "ACCUSE", "RETREAT"})
_CONTENT = frozenset({"", "untuk", "agar", "supaya", "bahwa"})


def _aside(tree: Tree, place: int) -> bool:
    """A clause of condition, time or cause is not what a speech act is about."""
    return tree.relation(place) == "advcl" and tree.marker(place) not in _CONTENT


def hand_down(tree: Tree, made: Mapping[int, Draft], reasons: frozenset[str]) -> dict[int, Draft]:
    """Whom the content of a speech act concerns, where its own words do not say.

    Whoever is accused, arrested or sentenced for a crime did it and is who the charges are against,
    and what somebody refuses was asked of them ("dakwaan korupsi terhadap X", "menjerat X dengan
    dakwaan", "X menolak permintaan Y").
    """
    drafts = dict(made)
    for place, draft in made.items():
        governor = next((p for p in tree.ancestors(place) if p in made), None)
        if governor is None or _aside(tree, place):
            continue
        above = drafts[governor]
        taker = _taken(tree, place, draft, above, reasons)
        if taker is None or draft.players(*_SAME.get(taker, (taker,))):
            continue
        if taker not in draft.trigger.entry.frame.values():
            continue
        givers = (Role.AGENT,) if above.type == "REJECT" else _UNDERGOER
        known = draft.players(*Role)
        handed = [key for role, key in above.roles if role in givers and key not in known]
        added = tuple((taker, key) for key in handed)
        drafts[place] = replace(drafts[place], roles=(*drafts[place].roles, *added))
    return drafts


def _taken(
    tree: Tree, place: int, draft: Draft, above: Draft, reasons: frozenset[str]
) -> Role | None:
    """The role that whoever the act above concerns has in its content, if any."""
    if above.type == "REJECT":
        return Role.RECIPIENT if draft.type in _REFUSED else None
    reason = draft.trigger.entry.upos == "NOUN" and tree.preposition(place) in reasons
    if above.type not in _BLAMING or not (reason or above.type == "ACCUSE"):
        return None
    if draft.type == "ACCUSE" and reason:
        return Role.RECIPIENT
    return Role.AGENT if draft.type in _CRIMES else None


def hand_up(tree: Tree, made: Mapping[int, Draft]) -> dict[int, Draft]:
    """Whom a promise or a threat concerns, where only its content says so.

    "berjanji membantu korban" is a promise to the victims, "mengancam menyerang X" a threat to X.
    """
    drafts = dict(made)
    for place, draft in made.items():
        if draft.trigger.entry.type not in _DIRECTED or draft.players(*_UNDERGOER):
            continue
        # Those who agree with each other promise nothing to third parties.
        together = len(draft.players(Role.AGENT)) > 1
        content = [
            p
            for p, inner in made.items()
            if p > place
            and tree.head(top := p if together else draft_top(tree, inner)) == place
            and not _aside(tree, top)
        ]
        for inner in content[:1]:
            if draft.type == "ACCUSE" != made[inner].type:
                continue
            threat = draft.type == "THREATEN" and not made[inner].players(Role.RECIPIENT)
            wanted = Role.PATIENT if threat else Role.RECIPIENT
            known = draft.players(*Role)
            keys = [key for role, key in made[inner].roles if role is wanted and key not in known]
            added = tuple((Role.RECIPIENT, key) for key in keys)
            drafts[place] = replace(draft, roles=(*draft.roles, *added))
    return drafts
