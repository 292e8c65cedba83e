"""Coreference of descriptions: offices, repeated and definite noun phrases."""

from __future__ import annotations

from kg.extract.chains import Chains
from kg.model import EntityType, Form

#: A definite description looks back so many sentences.
_WINDOW = 6
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
    holders = [
        i
        for i, r in enumerate(chains.references)
        if r.type is EntityType.PERSON and r.position and chains.is_named(i)
    ]
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.NOMINAL or not reference.position:
            continue
        if chains.wording(index).indefinite:
            continue
        wanted = chains.book.office(reference.position)
        matches = [
            h
            for h in sorted(holders, key=lambda h: (abs(h - index), h))
            if (h < index or reference.sentence <= 1)
            and _same_office(wanted, chains.book.office(chains.references[h].position or ""))
            and owners_agree(chains, index, h)
            and chains.compatible(index, h)
        ]
        if matches:
            chains.merge(matches[0], index)


def _same_office(bare: str, held: str) -> bool:
    return held == bare or held.startswith(bare + " ") or held.endswith(" " + bare)


def merge_same_words(chains: Chains) -> None:
    """The same description again, with the same owner or none."""
    earlier: dict[EntityType, list[int]] = {}
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.NOMINAL:
            continue
        indefinite = chains.wording(index).indefinite
        before = earlier.setdefault(reference.type, [])
        for other in reversed(before):
            if not _sounds_alike(chains, index, other):
                continue
            if chains.same(other, index):
                break
            if indefinite and chains.references[other].sentence != 0:
                continue
            if _repeats(chains, index, other) and _may_be_one(chains, index, other):
                chains.merge(other, index)
                break
        before.append(index)


def _sounds_alike(chains: Chains, index: int, other: int) -> bool:
    """Whether the words may repeat each other: the same, or the same class of noun."""
    if chains.wording(index).core == chains.wording(other).core:
        return True
    rule = chains.references[index].rule
    return rule in _UNIQUE and rule == chains.references[other].rule


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
            others = (
                range(index - 1, -1, -1) if pointed else reversed(by_head.get(wording.head, []))
            )
            found = next((o for o in others if _is_meant(chains, index, o, pointed=pointed)), None)
            if found is not None:
                chains.merge(found, index)
        by_head.setdefault(wording.head, []).append(index)


def _is_meant(chains: Chains, index: int, other: int, *, pointed: bool) -> bool:
    reference, candidate = chains.references[index], chains.references[other]
    far = reference.sentence - candidate.sentence > _WINDOW
    if far or candidate.form is Form.PRONOUN or chains.same(index, other):
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
