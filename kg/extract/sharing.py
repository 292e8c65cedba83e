"""What events of one sentence take from each other: place, time, and whom a speech act concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from kg.extract.drafts import Draft
from kg.extract.tree import Tree
from kg.model import Role

_UNDERGOER = (Role.PATIENT, Role.RECIPIENT)
_SAME = {Role.RECIPIENT: _UNDERGOER}
#: What people are blamed for, by which acts, and what they refuse.
_CRIMES = frozenset({"OTHER", "ASSAULT", "COERCE"})
_BLAMING = frozenset({"ACCUSE", "COERCE", "SANCTION", "THREATEN"})
_REFUSED = frozenset({"REQUEST", "ACCUSE", "AGREE", "SANCTION"})
#: Prepositions and conjunctions that put one event inside or right after another.
#: Types of what happens to bodies and things at a place.
_BODILY = frozenset({"CASUALTY", "DISASTER", "ASSAULT", "PROTEST"})
_WITHIN = frozenset({"dalam", "akibat", "saat"})
_JOINED = frozenset({"xcomp", "conj"})
#: Speech acts that are directed at whom their content is directed at.
_DIRECTED = frozenset({"AGREE", "THREATEN", "ACCUSE", "RETREAT"})
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
            if drafts[one].type in _BODILY and not drafts[one].players(Role.PLACE):
                places = tuple(pair for pair in drafts[other].roles if pair[0] is Role.PLACE)
                known = drafts[one].players(*Role)
                added = tuple(pair for pair in places if pair[1] not in known)
                drafts[one] = replace(drafts[one], roles=(*drafts[one].roles, *added))
            if not drafts[one].times and not _tells_anew(tree, place):
                drafts[one] = replace(drafts[one], times=drafts[other].times)
        drafts[place] = _with_victims(drafts[place], drafts[outer])
    return drafts


def _with_victims(accident: Draft, toll: Draft) -> Draft:
    """Who died in an accident had it ("pengendara tewas dalam tabrakan dengan truk")."""
    had = Role.PATIENT in accident.trigger.entry.frame.values()
    if accident.type != "DISASTER" or toll.type != "CASUALTY" or not had:
        return accident
    known = accident.players(*Role)
    victims = [key for role, key in toll.roles if role is Role.PATIENT and key not in known]
    return replace(accident, roles=(*accident.roles, *((Role.PATIENT, key) for key in victims)))


def _goes_with(tree: Tree, place: int) -> bool:
    relation = tree.relation(place)
    return (
        relation in _JOINED
        or tree.preposition(place) in _WITHIN
        or (relation == "advcl" and tree.marker(place) in _AT_ONCE)
    )


def _tells_anew(tree: Tree, place: int) -> bool:
    """A joined clause with a subject of its own may be of another day."""
    return tree.relation(place) == "conj" and bool(tree.children(place, "nsubj"))


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


def _lifted(draft: Draft) -> int:
    """The word that stands for an event in the tree: its outermost light verb, if any."""
    return draft.trigger.lights[-1] if draft.trigger.lights else draft.trigger.place


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
            and tree.head(top := p if together else _lifted(inner)) == place
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
