"""Which triggers of an article tell of the same event.

Two triggers join when nothing that they say of the event conflicts and enough ties them: the same
root or word, shared participants, a definite noun ("penempatan tersebut"), nearness. How much each
tie counts was fitted on pairs of annotated articles (logistic regression, rounded); of two triggers
with one root, six in ten are one event, of two with only the type in common one in ten. Greedy, in
reading order, each trigger to the cluster that it fits best, of equals to the latest. Measured on
the annotated articles, seven in ten joined pairs are right, and half of the pairs are found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import NamedTuple

from kg.extract.drafts import Draft
from kg.extract.senses import GUESSED
from kg.model import Bound, Quantity, Role

#: Log-odds at which a trigger joins: joining too little costs more than joining too much.
THRESHOLD = -0.4
#: Log-odds before anything is known, and what each tie and each doubt adds.
_BIAS = -2.4
_ROOT, _ROOT_AND_TYPE, _WORD, _ROOT_AND_BARE = 1.3, 0.8, 0.6, 0.4
_AGENT, _AGENT_AND_ROOT, _UNDERGOER_SHARED, _UNDERGOER_AND_ROOT, _PLACE = 0.5, 1.0, 0.9, 0.7, 0.7
_KIN = 1.0
_DEFINITE, _DEFINITE_AND_TYPE, _NOUN, _NEXT, _LEAD = 0.8, 0.4, 0.4, 0.9, 0.7
_OTHER_AGENT, _OTHER_UNDERGOER, _OTHER_PLACE, _FAR = -1.6, -0.9, -0.4, -0.75
_UNTYPED, _GUESSED = -0.65, -0.7
#: Sentences apart that are near and that are far; the first sentences tell what the rest tells of.
_NEAR, _DISTANT, _LEADING = 1, 5, 1

_UNDERGOER = (Role.PATIENT, Role.RECIPIENT)
_LOCAL = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)
#: Of one type or root, the latest groups that are looked at, and the members of each.
_GROUPS, _MEMBERS = 40, 12


def cluster(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], ...]:
    """The drafts of one article, grouped by event, in reading order of their first trigger."""
    groups: list[list[_Told]] = []
    alike: dict[str, list[int]] = {}
    for draft in sorted(drafts, key=lambda d: d.at):
        told = _Told.by(draft)
        signs = (f"type {draft.type}", f"root {draft.trigger.entry.root}")
        near = {number for sign in signs for number in alike.get(sign, ())[-_GROUPS:]}
        scored = [(_fit(told, _shown(groups[number])), number) for number in sorted(near)]
        best = max(scored, default=(_BIAS, 0))
        if best[0] >= THRESHOLD:
            number = best[1]
            groups[number].append(told)
        else:
            number = len(groups)
            groups.append([told])
        for sign in signs:
            known = alike.setdefault(sign, [])
            if number not in known[-_GROUPS:]:
                known.append(number)
    return tuple(tuple([told.draft for told in group]) for group in groups)


class _Told(NamedTuple):
    """A draft with what is compared many times: who is known to take part, and when it was."""

    draft: Draft
    doers: frozenset[str]
    undergoers: frozenset[str]
    places: frozenset[str]
    times: frozenset[str]

    @classmethod
    def by(cls, draft: Draft) -> _Told:
        return cls(
            draft,
            draft.known(Role.AGENT),
            draft.known(*_UNDERGOER),
            draft.known(*_LOCAL),
            frozenset([time.edtf for time in draft.times]),
        )


def _shown(group: list[_Told]) -> Sequence[_Told]:
    """The members that a draft is compared with: of a long story the first and the last ones."""
    return group if len(group) <= _MEMBERS else (*group[:2], *group[2 - _MEMBERS :])


def _fit(draft: _Told, group: Sequence[_Told]) -> float:
    """The best evidence of a draft with one member of a group; none where any conflicts."""
    if any(_conflict(draft, member) for member in group):
        return _BIAS
    return max(_evidence(draft, member) for member in group)


def _conflict(ours: _Told, theirs: _Told) -> bool:
    one, other = ours.draft, theirs.draft
    same_root = one.trigger.entry.root == other.trigger.entry.root
    if one.modality.polarity != other.modality.polarity:
        return True
    if not same_root and one.type != other.type:
        return True
    if not same_root and one.sentence == other.sentence and not _points_back(one, other):
        return True
    alike = same_root or _kin(one, other)
    doers = _differ(ours.doers, theirs.doers)
    undergoers = _differ(ours.undergoers, theirs.undergoers)
    return (
        _differ(ours.times, theirs.times)
        or _other_topics(one, other)
        or (doers and undergoers)
        or (not alike and (doers or undergoers))
        or (not (alike and one.type == "CASUALTY") and _different_numbers(one, other))
    )


def _kin(one: Draft, other: Draft) -> bool:
    """Whether other words tell of one kind of happening ("tewas" and "meninggal")."""
    kin = one.trigger.entry.kin
    return bool(kin) and one.type == other.type and kin == other.trigger.entry.kin


def _other_topics(one: Draft, other: Draft) -> bool:
    """Whether verbs tell it of other things ("ekspor naik" and "harga naik")."""
    verbs = one.trigger.entry.upos == other.trigger.entry.upos == "VERB"
    return verbs and bool(one.topics and other.topics and not one.topics & other.topics)


def _points_back(one: Draft, other: Draft) -> bool:
    """The later of the two is a definite noun without participants ("kerugian tersebut")."""
    later = max((one, other), key=lambda draft: draft.at)
    return later.definite and later.trigger.entry.upos == "NOUN" and _bare(later)


def _differ(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether both name somebody or something, and nothing in common."""
    return bool(ours and theirs) and ours.isdisjoint(theirs)


def _different_numbers(one: Draft, other: Draft) -> bool:
    """Two exact counts of one thing differ; of a toll they may, each source has its own."""
    return any(_different(a, b) for a, b in product(one.quantities, other.quantities))


def _different(one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit
        and one.bound is Bound.EXACT
        and other.bound is Bound.EXACT
        and one.value != other.value
    )


def _evidence(ours: _Told, theirs: _Told) -> float:
    """The log-odds that two drafts without conflict tell of one event."""
    one, other = ours.draft, theirs.draft
    first, second = sorted((one, other), key=lambda draft: draft.at)
    root = one.trigger.entry.root == other.trigger.entry.root
    kind = one.type == other.type
    doer = not ours.doers.isdisjoint(theirs.doers)
    undergoer = not ours.undergoers.isdisjoint(theirs.undergoers)
    apart = second.sentence - first.sentence
    ties = (
        (_ROOT, root),
        (_KIN, not root and _kin(one, other)),
        (_ROOT_AND_TYPE, root and kind),
        (_WORD, one.mention.text.lower() == other.mention.text.lower()),
        (_ROOT_AND_BARE, root and (_bare(one) or _bare(other))),
        (_AGENT, doer),
        (_AGENT_AND_ROOT, doer and root),
        (_UNDERGOER_SHARED, undergoer),
        (_UNDERGOER_AND_ROOT, undergoer and root),
        (_PLACE, not ours.places.isdisjoint(theirs.places)),
        (_DEFINITE, second.definite),
        (_DEFINITE_AND_TYPE, second.definite and kind),
        (_NOUN, second.trigger.entry.upos == "NOUN"),
        (_NEXT, apart <= _NEAR),
        (_LEAD, first.sentence <= _LEADING),
        (_OTHER_AGENT, _differ(ours.doers, theirs.doers)),
        (_OTHER_UNDERGOER, _differ(ours.undergoers, theirs.undergoers)),
        (_OTHER_PLACE, _differ(ours.places, theirs.places)),
        (_FAR, apart > _DISTANT),
        (_UNTYPED, one.type == "OTHER"),
        (_GUESSED, min(one.trigger.confidence, other.trigger.confidence) <= GUESSED),
    )
    return _BIAS + sum(weight for weight, holds in ties if holds)


def _bare(draft: Draft) -> bool:
    return not draft.players(Role.AGENT, *_UNDERGOER)
