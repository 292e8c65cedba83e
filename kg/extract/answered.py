"""Whom an act that answers another act concerns: whoever did that other act.

"Beijing memprotes kesepakatan itu" is against those who agreed, "serikat menyambut perintah itu"
for whoever gave the order. The one who did it may be told in another sentence, so this runs when
the mentions of each event are joined.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.model import Role

_ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "PROTEST"})
_UNDERGOER = (Role.PATIENT, Role.RECIPIENT)

Group = tuple[Draft, ...]


def address_doers(groups: Sequence[Group]) -> tuple[Group, ...]:
    """The groups, with a recipient where an act has none but its object is an act of somebody."""
    at = {
        (draft.sentence, place): number
        for number, group in enumerate(groups)
        for draft in group
        for place in (*draft.trigger.places, *draft.trigger.lights)
    }
    done = list(groups)
    for number, group in enumerate(groups):
        if any(draft.players(*_UNDERGOER) for draft in group):
            continue
        known = {key for draft in group for _, key in draft.roles}
        for place, draft in enumerate(group):
            if draft.type not in _ANSWERS:
                continue
            answered = [at.get((draft.sentence, p)) for p in draft.trigger.slots.get("object", ())]
            doers = [
                key
                for other in answered
                if other is not None and other != number
                for member in groups[other]
                for role, key in member.roles
                if role is Role.AGENT and key not in known
            ]
            if doers:
                added = tuple((Role.RECIPIENT, key) for key in dict.fromkeys(doers))
                changed = replace(draft, roles=(*draft.roles, *added))
                done[number] = (*group[:place], changed, *group[place + 1 :])
                break
    return tuple(done)
