"""Which triggers of an article tell of the same event.

Two triggers join when nothing that they say of the event conflicts and something ties them: the
same root, or the same type with a shared participant, or a definite noun ("penempatan tersebut")
that points back. Greedy, in reading order, each trigger to the cluster that it fits best, of equals
to the latest; the measure is pairwise agreement with the gold articles (see tests/gold).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

from kg.extract.drafts import Draft
from kg.model import Bound, Quantity, Role

#: Evidence that two triggers are one event must reach this.
THRESHOLD = 2.0

_UNDERGOER = (Role.PATIENT, Role.RECIPIENT)
_LOCAL = (Role.PLACE, Role.ORIGIN, Role.DESTINATION)
#: Of one type or root, the latest groups that are looked at, and the members of each.
_GROUPS, _MEMBERS = 40, 12
#: How far back, in sentences, a bare type with nothing shared may look.
_NEAR = 2


def cluster(drafts: Sequence[Draft]) -> tuple[tuple[Draft, ...], ...]:
    """The drafts of one article, grouped by event, in reading order of their first trigger."""
    groups: list[list[Draft]] = []
    alike: dict[str, list[int]] = {}
    for draft in sorted(drafts, key=lambda d: d.at):
        signs = (f"type {draft.type}", f"root {draft.trigger.entry.root}")
        near = {number for sign in signs for number in alike.get(sign, ())[-_GROUPS:]}
        scored = [(_fit(draft, _shown(groups[number])), number) for number in sorted(near)]
        best = max(scored, default=(0.0, 0))
        if best[0] >= THRESHOLD:
            number = best[1]
            groups[number].append(draft)
        else:
            number = len(groups)
            groups.append([draft])
        for sign in signs:
            known = alike.setdefault(sign, [])
            if number not in known[-_GROUPS:]:
                known.append(number)
    return tuple(tuple(group) for group in groups)


def _shown(group: list[Draft]) -> Sequence[Draft]:
    """The members that a draft is compared with: of a long story the first and the last ones."""
    return group if len(group) <= _MEMBERS else (*group[:2], *group[2 - _MEMBERS :])


def _fit(draft: Draft, group: Sequence[Draft]) -> float:
    """The best evidence of a draft with one member of a group; none where any conflicts."""
    if any(_conflict(draft, member) for member in group):
        return 0.0
    return max(_evidence(draft, member) for member in group)


def _conflict(one: Draft, other: Draft) -> bool:
    same_root = one.trigger.entry.root == other.trigger.entry.root
    return (
        one.modality.polarity != other.modality.polarity
        or (not same_root and one.type != other.type)
        or (not same_root and one.sentence == other.sentence and not _points_back(one, other))
        or _different_times(one, other)
        or _different_players(one, other)
        or (not (same_root and one.type == "CASUALTY") and _different_numbers(one, other))
    )


def _points_back(one: Draft, other: Draft) -> bool:
    """The later of the two is a definite noun without participants ("kerugian tersebut")."""
    later = max((one, other), key=lambda draft: draft.at)
    return later.definite and later.trigger.entry.upos == "NOUN" and _bare(later)


def _different_players(one: Draft, other: Draft) -> bool:
    for roles in ((Role.AGENT,), _UNDERGOER):
        ours, theirs = one.players(*roles), other.players(*roles)
        if ours and theirs and not ours & theirs:
            return True
    return False


def _different_numbers(one: Draft, other: Draft) -> bool:
    """Two exact counts of one thing differ; of a toll they may, each source has its own."""
    return any(_different(a, b) for a, b in product(one.quantities, other.quantities))


def _different_times(one: Draft, other: Draft) -> bool:
    ours, theirs = {t.edtf for t in one.times}, {t.edtf for t in other.times}
    return bool(ours and theirs and not ours & theirs)


def _different(one: Quantity, other: Quantity) -> bool:
    return (
        one.unit == other.unit
        and one.bound is Bound.EXACT
        and other.bound is Bound.EXACT
        and one.value != other.value
    )


def _evidence(one: Draft, other: Draft) -> float:
    same_root = one.trigger.entry.root == other.trigger.entry.root
    shared_agent = bool(one.players(Role.AGENT) & other.players(Role.AGENT))
    shared_undergoer = bool(one.players(*_UNDERGOER) & other.players(*_UNDERGOER))
    shared_place = bool(one.players(*_LOCAL) & other.players(*_LOCAL))
    near = abs(one.sentence - other.sentence) <= _NEAR
    headline = min(one.sentence, other.sentence) == 0
    score = 0.0
    score += 1.5 if same_root else 0.0
    score += 1.0 if shared_agent else 0.0
    score += 1.0 if shared_undergoer else 0.0
    score += 0.5 if shared_place else 0.0
    score += 0.5 if near or headline else 0.0
    if _bare(one) or _bare(other):
        score += 0.5 if same_root or one.definite or other.definite else 0.0
    if (one.definite or other.definite) and near:
        score += 1.0
    if _repeats(one, other):
        score += 1.5
    return score


def _repeats(one: Draft, other: Draft) -> bool:
    """A noun without participants, right after an event of its type, names that event again."""
    first, second = sorted((one, other), key=lambda draft: draft.at)
    return (
        first.type == second.type
        and second.trigger.entry.upos == "NOUN"
        and _bare(second)
        and second.sentence - first.sentence <= 1
    )


def _bare(draft: Draft) -> bool:
    return not draft.players(Role.AGENT, *_UNDERGOER)
