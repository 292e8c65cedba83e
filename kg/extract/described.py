"""Coreference of descriptions: offices, repeated and definite noun phrases."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from heapq import merge
from itertools import islice

from kg.extract.chains import Chains
from kg.model import EntityType, Form

#: A definite description looks back so many sentences.
_WINDOW = 6
#: So many phrases of the same words are tried; a long text repeats some hundreds of times.
_TRIED = 40
_PEOPLE = frozenset({EntityType.PERSON, EntityType.GROUP})
#: Things that a short article has one of for each owner.
_SINGLE = frozenset(
    f"noun-{kind}"
    for kind in ("aircraft", "ship", "vehicle", "document", "law", "agreement", "treaty")
)
_ONE_A_STATE = "noun-intelligence"
_UNIQUE = _SINGLE | {_ONE_A_STATE, "noun-military"}


def merge_offices(chains: Chains) -> None:
    """An office without a name is the person who holds it elsewhere in the article."""
    holders: dict[str, list[int]] = {}
    for index, reference in enumerate(chains.references):
        if reference.type is EntityType.PERSON and reference.position and chains.is_named(index):
            for office in _shorter(chains.book.office(reference.position)):
                holders.setdefault(office, []).append(index)
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.NOMINAL or not reference.position:
            continue
        if chains.wording(index).indefinite:
            continue
        known = holders.get(chains.book.office(reference.position), [])
        at = bisect_left(known, index)
        later = known[at:] if reference.sentence <= 1 else []
        found = next(
            (h for h in _nearest(known[:at], later, index) if _holds(chains, index, h)), None
        )
        if found is not None:
            chains.merge(found, index)


def _shorter(office: str) -> tuple[str, ...]:
    """An office and the shorter words for it: its first words, its last words."""
    words = office.split(" ")
    lengths = range(1, len(words))
    starts = (" ".join(words[:end]) for end in lengths)
    ends = (" ".join(words[start:]) for start in lengths)
    return tuple(dict.fromkeys((office, *starts, *ends)))


def _nearest(before: Sequence[int], after: Sequence[int], index: int) -> Iterator[int]:
    """The numbers before and after ``index``, the nearest first, of equals the earlier."""
    return merge(reversed(before), after, key=lambda holder: abs(holder - index))


def _holds(chains: Chains, index: int, holder: int) -> bool:
    return owners_agree(chains, index, holder) and chains.compatible(index, holder)


def merge_same_words(chains: Chains) -> None:
    """The same description again, with the same owner or none."""
    earlier: dict[tuple[EntityType, str], list[int]] = {}
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.NOMINAL:
            continue
        wording = chains.wording(index)
        indefinite = wording.indefinite
        before = [
            earlier.setdefault((reference.type, sound), [])
            for sound in _sounds(reference.rule, wording.core)
        ]
        for other in islice(_latest_first(before), _TRIED):
            if chains.same(other, index):
                break
            if indefinite and chains.references[other].sentence != 0:
                continue
            if _repeats(chains, index, other) and _may_be_one(chains, index, other):
                chains.merge(other, index)
                break
        for heard in before:
            heard.append(index)


def _sounds(rule: str, core: str) -> tuple[str, ...]:
    """By what a later description may repeat it: the same words, or the same class of noun."""
    return (core, rule) if rule in _UNIQUE else (core,)


def _latest_first(lists: Sequence[Sequence[int]]) -> Iterator[int]:
    """The numbers of ascending lists in descending order, each once."""
    if len(lists) == 1:
        yield from reversed(lists[0])
        return
    last = None
    for number in merge(*map(reversed, lists), reverse=True):
        if number != last:
            yield number
        last = number


def _repeats(chains: Chains, index: int, other: int) -> bool:
    """Whether a description says again what an earlier one said."""
    mine, theirs = chains.references[index], chains.references[other]
    if mine.type is EntityType.PLACE:
        return mine.name.casefold() == theirs.name.casefold()
    if _adds_owner(chains, index, other) and theirs.sentence != 0:
        return False
    if chains.wording(index).core == chains.wording(other).core:
        return True
    owned = bool(chains.owners(index) & chains.owners(other))
    return owned and _are_synonyms(chains, index, other)


def _are_synonyms(chains: Chains, index: int, other: int) -> bool:
    """Whether one owner has but one of these: its secret service, its troops, this ship."""
    rule = chains.references[index].rule
    first, second = chains.wording(index).core, chains.wording(other).core
    troops = _is_pronoun_owned(chains, index) or _is_pronoun_owned(chains, other)
    troops = troops and all(chains.book.has("troops", words) for words in (first, second))
    return (
        rule == _ONE_A_STATE
        or troops
        or (rule in _SINGLE and first.split()[0] == second.split()[0])
    )


def _is_pronoun_owned(chains: Chains, index: int) -> bool:
    owner = chains.owner(index)
    return owner is not None and chains.references[owner].form is Form.PRONOUN


def _adds_owner(chains: Chains, index: int, other: int) -> bool:
    """Whether only the later one tells whose it is: "pejabat" and then "pejabat Saudi"."""
    return bool(chains.owners(index) and not chains.owners(other))


def merge_definite(chains: Chains) -> None:
    """Tie "kapal itu", "para nelayan", "badan tersebut" to the nearest thing that fits."""
    by_head: dict[str, list[int]] = {}
    for index, reference in enumerate(chains.references):
        if reference.form is Form.PRONOUN:
            continue
        wording = chains.wording(index)
        open_ = reference.form is Form.NOMINAL and not wording.indefinite
        if open_ and chains.members(index)[0] >= index:
            pointed = wording.pointed
            first = chains.within(reference.sentence - _WINDOW, reference.sentence).start
            if pointed:
                others: Iterable[int] = range(index - 1, first - 1, -1)
            else:
                same = by_head.get(wording.head, [])
                others = reversed(same[bisect_left(same, first) :])
            found = next((o for o in others if _is_meant(chains, index, o, pointed=pointed)), None)
            if found is not None:
                chains.merge(found, index)
        by_head.setdefault(wording.head, []).append(index)


def _is_meant(chains: Chains, index: int, other: int, *, pointed: bool) -> bool:
    candidate = chains.references[other]
    if candidate.form is Form.PRONOUN or chains.same(index, other):
        return False
    if pointed and _is_one_of_them(chains, index, other):
        return True
    fits = _fits(chains, index, other, pointed=pointed) or (
        pointed and (_is_hypernym(chains, index, other) or _is_titled(chains, index, other))
    )
    return fits and _may_be_one(chains, index, other)


def _fits(chains: Chains, index: int, other: int, *, pointed: bool) -> bool:
    """Whether the later phrase says no more than the earlier one with the same noun."""
    reference, candidate = chains.references[index], chains.references[other]
    one, another = chains.wording(index), chains.wording(other)
    if one.head != another.head or _adds_owner(chains, index, other):
        return False
    if candidate.form is Form.NOMINAL and reference.type is not candidate.type:
        return False
    mine, theirs = one.core.split(), another.core.split()
    if reference.type is EntityType.PLACE:
        return pointed and set(mine) <= set(theirs)
    return set(mine) <= set(theirs) or (pointed and set(theirs) <= set(mine))


def _is_one_of_them(chains: Chains, index: int, other: int) -> bool:
    """Whether a noun for people points back to one: "diplomat itu" after "seorang diplomat"."""
    reference, candidate = chains.references[index], chains.references[other]
    if (reference.type, chains.type(other)) != (EntityType.GROUP, EntityType.PERSON):
        return False
    alone = reference.start == reference.head and candidate.form is Form.NOMINAL
    return alone and chains.wording(index).core == chains.wording(other).core


def _is_titled(chains: Chains, index: int, other: int) -> bool:
    """Whether an office points back to a person named just before: "Sekjen PBB itu"."""
    reference, candidate = chains.references[index], chains.references[other]
    if not reference.position or candidate.form is not Form.NAME:
        return False
    free = not any(chains.references[m].position for m in chains.members(other))
    near = reference.sentence - candidate.sentence <= 1
    return near and free and candidate.type is EntityType.PERSON


def _is_hypernym(chains: Chains, index: int, other: int) -> bool:
    """Whether a general noun may speak of the other: "badan itu", "kota itu", "pria itu"."""
    reference, candidate = chains.references[index], chains.references[other]
    if not chains.book.has("anaphor", chains.wording(index).core):
        return False
    if candidate.type is not reference.type:
        return reference.type in _PEOPLE and candidate.type is EntityType.PERSON
    if candidate.form is Form.NAME:
        return candidate.type is not EntityType.COUNTRY
    if reference.type is EntityType.PLACE:
        return False
    return candidate.rule.split("-")[1:2] == reference.rule.split("-")[1:2]


def _may_be_one(chains: Chains, index: int, other: int) -> bool:
    return (
        not chains.same(index, other)
        and chains.compatible(index, other)
        and owners_agree(chains, index, other)
        and numbers_agree(chains, index, other)
    )


def owners_agree(chains: Chains, one: int, other: int) -> bool:
    """Whether no two different owners are named."""
    mine, theirs = chains.owners(one), chains.owners(other)
    return not mine or not theirs or bool(mine & theirs)


def numbers_agree(chains: Chains, one: int, other: int) -> bool:
    """Whether no two different counts are given."""
    mine, theirs = chains.wording(one).number, chains.wording(other).number
    return not mine or not theirs or mine == theirs
