"""What events of one sentence take from each other: place, time, and whom a speech act concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.tree import Tree
from kg.model import Role

_HANDED = {
    "ACCUSE": (Role.RECIPIENT, Role.AGENT),
    "REJECT": (Role.AGENT, Role.RECIPIENT),
}
#: What people are accused of, and what they refuse.
_OF = {
    "ACCUSE": frozenset({"OTHER", "ASSAULT", "COERCE"}),
    "REJECT": frozenset({"REQUEST", "ACCUSE", "AGREE", "SANCTION"}),
}
#: Prepositions and conjunctions that put one event inside or right after another.
_WITHIN = frozenset({"dalam", "akibat", "saat"})
_JOINED = frozenset({"xcomp", "conj"})
#: Speech acts that are directed at whom their content is directed at.
_DIRECTED = frozenset({"AGREE", "THREATEN"})
_CONTENT = frozenset({"", "untuk", "agar", "supaya", "bahwa"})
_AT_ONCE = frozenset({"setelah", "ketika", "saat", "sehingga", "usai"})


def share_circumstances(tree: Tree, made: Mapping[int, Draft]) -> dict[int, Draft]:
    """What happens within or with an event happens where and when it does.

    "tewas dalam serangan di X", "meledak dan menewaskan Y", "tenggelam di X setelah dihantam Y".
    """
    drafts = dict(made)
    for place in made:
        outer = tree.head(place)
        if outer not in made or not _goes_with(tree, place):
            continue
        for one, other in ((outer, place), (place, outer)):
            if not drafts[one].players(Role.PLACE):
                places = tuple(pair for pair in drafts[other].roles if pair[0] is Role.PLACE)
                known = drafts[one].players(*Role)
                added = tuple(pair for pair in places if pair[1] not in known)
                drafts[one] = replace(drafts[one], roles=(*drafts[one].roles, *added))
            if not drafts[one].times:
                drafts[one] = replace(drafts[one], times=drafts[other].times)
    return drafts


def _goes_with(tree: Tree, place: int) -> bool:
    relation = tree.relation(place)
    return (
        relation in _JOINED
        or tree.preposition(place) in _WITHIN
        or (relation == "advcl" and tree.marker(place) in _AT_ONCE)
    )


def _aside(tree: Tree, place: int) -> bool:
    """A clause of condition, time or cause is not what a speech act is about."""
    return tree.relation(place) == "advcl" and tree.marker(place) not in _CONTENT


def hand_down(tree: Tree, made: Mapping[int, Draft]) -> dict[int, Draft]:
    """Whom the content of a speech act concerns, where its own words do not say.

    Whoever is accused did it, and what somebody refuses was asked of them ("dakwaan korupsi
    terhadap X", "X menolak permintaan Y").
    """
    drafts = dict(made)
    for place, draft in made.items():
        governor = next((p for p in tree.ancestors(place) if p in made), None)
        if governor is None or _aside(tree, place):
            continue
        above = drafts[governor]
        giver, taker = _HANDED.get(above.type, (None, None))
        if giver is None or taker is None or draft.players(taker):
            continue
        if taker not in draft.trigger.entry.frame.values():
            continue
        if draft.type not in _OF[above.type]:
            continue
        known = draft.players(*Role)
        handed = [key for role, key in above.roles if role is giver and key not in known]
        added = tuple((taker, key) for key in handed)
        drafts[place] = replace(drafts[place], roles=(*drafts[place].roles, *added))
    return drafts


def hand_up(tree: Tree, made: Mapping[int, Draft]) -> dict[int, Draft]:
    """Whom a promise or a threat concerns, where only its content says so.

    "berjanji membantu korban" is a promise to the victims, "mengancam menyerang X" a threat to X.
    """
    drafts = dict(made)
    for place, draft in made.items():
        if draft.trigger.entry.type not in _DIRECTED or draft.players(Role.PATIENT, Role.RECIPIENT):
            continue
        content = [p for p in made if p > place and tree.head(p) == place and not _aside(tree, p)]
        for inner in content[:1]:
            threat = draft.type == "THREATEN" and not made[inner].players(Role.RECIPIENT)
            wanted = Role.PATIENT if threat else Role.RECIPIENT
            known = draft.players(*Role)
            keys = [key for role, key in made[inner].roles if role is wanted and key not in known]
            added = tuple((Role.RECIPIENT, key) for key in keys)
            drafts[place] = replace(draft, roles=(*draft.roles, *added))
    return drafts
