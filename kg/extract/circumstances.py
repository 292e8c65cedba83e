"""What events of one sentence share: the place and the time of what happens within them or at once.

"tewas dalam serangan di X", "meledak pada Senin dan menewaskan Y", "ekspor naik pada Maret,
sementara impor turun".
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from kg.extract.drafts import Draft
from kg.extract.tree import Tree
from kg.model import Role

#: Types of what happens to bodies and things at a place.
_BODILY = frozenset({"CASUALTY", "DISASTER", "ASSAULT", "PROTEST"})
_JOINED = frozenset({"xcomp", "conj"})
_ASIDE = frozenset({"advcl", "parataxis", "dep", "appos", "acl", "conj"})
#: Senses of the table ``synonyms`` that compare numbers.
_CHANGES = frozenset({"rise", "fall"})


@dataclass(frozen=True, slots=True)
class Joints:
    """Prepositions that put an event inside another, conjunctions of what happens right after it
    or at once, and those of what is told beside it of the same time. Before ``after`` stands what
    came first or comes next, after ``including`` a part of what was told.
    """

    within: frozenset[str]
    at_once: frozenset[str]
    meanwhile: frozenset[str]
    after: frozenset[str]
    including: frozenset[str]


def share_circumstances(tree: Tree, made: Mapping[int, Draft], joints: Joints) -> dict[int, Draft]:
    """What happens within or with an event happens where and when it does.

    "tewas dalam serangan di X", "meledak dan menewaskan Y", "tenggelam di X setelah dihantam Y".
    """
    drafts = dict(made)
    standing = _standing(made)
    for place in made:
        top = draft_top(tree, made[place])
        outer = standing.get(tree.head(top))
        if outer is None or outer == place or not _goes_with(tree, top, joints):
            continue
        kinds = {drafts[outer].type, drafts[place].type}
        for one, other in ((outer, place), (place, outer)):
            if drafts[one].type in _BODILY and not drafts[one].players(Role.PLACE):
                places = tuple(pair for pair in drafts[other].roles if pair[0] is Role.PLACE)
                known = drafts[one].players(*Role)
                added = tuple(pair for pair in places if pair[1] not in known)
                drafts[one] = replace(drafts[one], roles=(*drafts[one].roles, *added))
            before = tree.marker(top) in joints.after and not kinds <= _BODILY
            if not _tells_anew(tree, top) and not before:
                drafts[one] = _at_the_time(drafts[one], drafts[other])
        drafts[place] = _with_victims(drafts[place], drafts[outer])
    return drafts


def share_times(tree: Tree, made: Mapping[int, Draft], joints: Joints) -> dict[int, Draft]:
    """What is told of one time with a clause beside it is of that time too.

    "ekspor naik pada Maret, sementara impor turun", "pertemuan pada Juni, ketika mereka sepakat",
    "bentrokan pada 3 Mei itu menewaskan dua orang".
    """
    drafts = dict(made)
    standing = _standing(made)
    for place in made:
        top = draft_top(tree, made[place])
        outer = standing.get(tree.head(top))
        if outer is None or outer == place:
            continue
        if tree.marker(top) in joints.meanwhile or _does_harm(tree, top, made[place], made[outer]):
            drafts[place] = _at_the_time(drafts[place], drafts[outer])
            drafts[outer] = _at_the_time(drafts[outer], drafts[place])
    return drafts


def share_parts(tree: Tree, made: Mapping[int, Draft], joints: Joints) -> dict[int, Draft]:
    """Who did the whole did the part: "pelanggaran oleh X, termasuk penyiksaan"."""
    drafts = dict(made)
    standing = _standing(made)
    for place in made:
        first = tree.head(place) if tree.relation(place) == "conj" else place
        word = tree.head(first)
        whole = standing.get(tree.head(word)) if word >= 0 else None
        if whole is None or tree.word(word) not in joints.including or drafts[place].roles:
            continue
        drafts[place] = replace(drafts[place], roles=drafts[whole].roles)
    return drafts


def fold_changes(tree: Tree, made: Mapping[int, Draft]) -> dict[int, Draft]:
    """How much more or less a number is than another belongs to the event that it measures.

    "menyita 3 ton sabu, naik 22 persen", "berkurang (turun menjadi 2.500)" are one event each.
    """
    drafts = dict(made)
    standing = _standing(made)
    for place, draft in made.items():
        outer = standing.get(tree.head(place))
        if outer is None or outer not in drafts or not _is_change(tree, place, draft):
            continue
        numbers = (*drafts[outer].quantities, *draft.quantities)
        drafts[outer] = replace(drafts[outer], quantities=numbers)
        del drafts[place]
    return drafts


def _is_change(tree: Tree, place: int, draft: Draft) -> bool:
    """A verb of change with a number and no subject, set off from the clause before it."""
    aside = tree.relation(place) in _ASIDE and place > tree.head(place)
    apart = tree.word(place - 1) in {",", "("} and not tree.marker(place)
    return (
        draft.trigger.entry.kin in _CHANGES
        and bool(draft.quantities)
        and aside
        and apart
        and not tree.children(place, "nsubj")
    )


def _does_harm(tree: Tree, top: int, subject: Draft, verb: Draft) -> bool:
    """Whether an event is the subject of what it did to somebody."""
    return tree.relation(top) == "nsubj" and {subject.type, verb.type} <= _BODILY


def _at_the_time(one: Draft, other: Draft) -> Draft:
    return one if one.times else replace(one, times=other.times)


def _standing(made: Mapping[int, Draft]) -> dict[int, int]:
    """The words that stand for an event in the tree, light verbs too, with its trigger."""
    return {word: place for place, draft in made.items() for word in (place, *draft.trigger.lights)}


def _with_victims(accident: Draft, toll: Draft) -> Draft:
    """Who died in an accident had it ("pengendara tewas dalam tabrakan dengan truk")."""
    had = Role.PATIENT in accident.trigger.entry.frame.values()
    if accident.type != "DISASTER" or toll.type != "CASUALTY" or not had:
        return accident
    known = accident.players(*Role)
    victims = [key for role, key in toll.roles if role is Role.PATIENT and key not in known]
    return replace(accident, roles=(*accident.roles, *((Role.PATIENT, key) for key in victims)))


def _goes_with(tree: Tree, place: int, joints: Joints) -> bool:
    relation = tree.relation(place)
    return (
        relation in _JOINED
        or tree.preposition(place) in joints.within
        or (relation == "advcl" and tree.marker(place) in joints.at_once)
        or _results(tree, place)
    )


def _results(tree: Tree, place: int) -> bool:
    """A clause after a comma, without subject and conjunction: "..., menewaskan dua orang"."""
    bare = not tree.marker(place) and not tree.children(place, "nsubj", "mark", "case")
    after = place > tree.head(place) and tree.word(place - 1) == ","
    return tree.relation(place) == "advcl" and bare and after


def _tells_anew(tree: Tree, place: int) -> bool:
    """A joined clause with a subject of its own may be of another day."""
    return tree.relation(place) == "conj" and bool(tree.children(place, "nsubj"))


def draft_top(tree: Tree, draft: Draft) -> int:
    """The word that stands for an event in the tree: the trigger, or the light verb above it."""
    return tree.top((draft.trigger.place, *draft.trigger.lights))
