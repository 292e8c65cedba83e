"""Coreference of descriptions: governments, offices, repeated and definite noun phrases."""

from __future__ import annotations

from kg.extract.chains import Chains
from kg.extract.wordbook import Wordbook, singular
from kg.model import EntityType, Form, Reference

_GOVERNMENT = "noun-government"
#: How fast a state leaves the focus, per sentence.
_DECAY = 0.7
#: A definite description looks back so many sentences.
_WINDOW = 6


def merge_governments(chains: Chains, book: Wordbook) -> None:
    """ "Pemerintah X" is the state X."""
    for index, reference in enumerate(chains.references):
        if not reference.rule.startswith(_GOVERNMENT) or reference.type is not EntityType.COUNTRY:
            continue
        owner = chains.owner(index)
        if owner is not None and chains.references[owner].type is EntityType.COUNTRY:
            chains.merge(owner, index)


def merge_bare_governments(chains: Chains, book: Wordbook) -> None:
    """ "Pemerintah", "negara itu" alone are the state in focus."""
    for index, reference in enumerate(chains.references):
        bare = reference.rule.startswith(_GOVERNMENT) and reference.type is EntityType.COUNTRY
        if not bare or chains.iso(index) or chains.owner(index) is not None:
            continue
        state = _state_in_focus(chains, index)
        if state is not None:
            chains.merge(state, index)


def _state_in_focus(chains: Chains, index: int) -> int | None:
    here = chains.references[index].sentence
    scores: dict[int, float] = {}
    for other, reference in enumerate(chains.references):
        if reference.type is EntityType.COUNTRY and reference.iso:
            distance = here - reference.sentence
            if distance < 0 or (distance == 0 and other > index):
                continue
            root = chains.root(other)
            weight = _DECAY**distance
            if _is_affiliation(chains, other):
                weight *= 1.5
            scores[root] = scores.get(root, 0.0) + weight
    if not scores:
        return None
    return min(scores, key=lambda root: (-scores[root], root))


def _is_affiliation(chains: Chains, index: int) -> bool:
    reference = chains.references[index]
    return any(
        chains.owner(other) == index and chains.references[other].type is not EntityType.COUNTRY
        for other in range(max(0, index - 6), min(len(chains.references), index + 6))
        if chains.references[other].sentence == reference.sentence
    )


def merge_offices(chains: Chains, book: Wordbook) -> None:
    """An office without a name is the person who holds it elsewhere in the article."""
    holders = [
        i
        for i, r in enumerate(chains.references)
        if r.form is Form.NAME and r.type is EntityType.PERSON and r.position
    ]
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.NOMINAL or not reference.position:
            continue
        if _is_indefinite(chains, book, index):
            continue
        wanted = reference.position.lower()
        matches = [
            h
            for h in sorted(holders, key=lambda h: (abs(h - index), h))
            if _same_office(wanted, (chains.references[h].position or "").lower())
            and _owners_agree(chains, index, h)
            and chains.compatible(index, h)
        ]
        if matches:
            chains.merge(matches[0], index)


def _same_office(bare: str, held: str) -> bool:
    return held == bare or held.startswith(bare + " ") or held.endswith(" " + bare)


def merge_same_words(chains: Chains, book: Wordbook) -> None:
    """The same description again, with the same owner or none."""
    descriptions = [i for i, r in enumerate(chains.references) if r.form is Form.NOMINAL]
    for place, index in enumerate(descriptions):
        if _is_indefinite(chains, book, index) and not _may_repeat_headline(chains, index):
            continue
        words = core(chains, index)
        for other in reversed(descriptions[:place]):
            if (
                core(chains, other) == words
                and chains.compatible(index, other)
                and _owners_agree(chains, index, other)
                and _numbers_agree(chains, index, other)
            ):
                chains.merge(other, index)
                break


def merge_definite(chains: Chains, book: Wordbook) -> None:
    """ "kapal itu", "para nelayan", "badan tersebut": the nearest thing that fits."""
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.NOMINAL or _is_indefinite(chains, book, index):
            continue
        if len(chains.members(index)) > 1 and chains.members(index)[0] < index:
            continue
        pointed = _is_pointed(chains, book, index)
        for other in chains.before(index):
            back = reference.sentence - chains.references[other].sentence
            if back > _WINDOW or not _fits(chains, book, index, other, pointed=pointed):
                continue
            chains.merge(other, index)
            break


def _fits(chains: Chains, book: Wordbook, index: int, other: int, *, pointed: bool) -> bool:
    if chains.same(index, other) or not chains.compatible(index, other):
        return False
    if not _owners_agree(chains, index, other) or not _numbers_agree(chains, index, other):
        return False
    mine, theirs = core(chains, index), core(chains, other)
    candidate = chains.references[other]
    if _head_of(mine) == _head_of(theirs):
        return set(mine.split()) <= set(theirs.split()) or (
            pointed and set(theirs.split()) <= set(mine.split())
        )
    if not pointed or len(mine.split()) > 2:
        return False
    reference = chains.references[index]
    if candidate.form is Form.NAME:
        return candidate.type is reference.type and reference.type is not EntityType.COUNTRY
    return reference.rule == candidate.rule and reference.type is candidate.type


def core(chains: Chains, index: int) -> str:
    """The description in lower case without numbers, owners' names, clitics and "lainnya"."""
    reference = chains.references[index]
    tree = chains.trees[reference.sentence]
    if reference.form is Form.NAME:
        return reference.name.lower()
    owner = chains.owner(index)
    stop = reference.end
    if owner is not None and chains.references[owner].form is not Form.NOMINAL:
        stop = min(stop, max(reference.head + 1, chains.references[owner].start))
    words = [
        tree.word(place)
        for place in range(reference.start, stop)
        if tree.token(place).span.start >= reference.mention.span.start
        and tree.upos(place) != "NUM"
    ]
    return singular(" ".join(words)) or reference.name.lower()


def _head_of(words: str) -> str:
    return words.split(" ", 1)[0]


def _owners_agree(chains: Chains, one: int, other: int) -> bool:
    mine, theirs = chains.owners(one), chains.owners(other)
    return not mine or not theirs or bool(mine & theirs)


def _numbers_agree(chains: Chains, one: int, other: int) -> bool:
    mine, theirs = _number(chains, one), _number(chains, other)
    return not mine or not theirs or mine == theirs


def _number(chains: Chains, index: int) -> str:
    reference = chains.references[index]
    tree = chains.trees[reference.sentence]
    places = range(reference.start, reference.end)
    return " ".join(tree.word(p) for p in places if tree.upos(p) == "NUM")


def _is_indefinite(chains: Chains, book: Wordbook, index: int) -> bool:
    """ "seorang pejabat", "sejumlah kapal", "20 orang" bring in something new."""
    reference = chains.references[index]
    if _is_pointed(chains, book, index):
        return False
    tree = chains.trees[reference.sentence]
    before = [tree.word(p) for p in range(reference.start, reference.head)]
    roles = ("one-person", "singular")
    return any(book.has(r, w) for w in before for r in roles) or bool(_number(chains, index))


def _is_pointed(chains: Chains, book: Wordbook, index: int) -> bool:
    """Whether "itu", "tersebut" or "ini" points back."""
    reference = chains.references[index]
    tree = chains.trees[reference.sentence]
    inside = [c for c in tree.children(reference.head) if book.has("demonstrative", tree.word(c))]
    after = reference.end < len(tree) and book.has("demonstrative", tree.word(reference.end))
    return bool(inside) or after


def _may_repeat_headline(chains: Chains, index: int) -> bool:
    """The first sentence says again what the headline says."""
    return chains.references[index].sentence == 1


def described_as(reference: Reference) -> str:
    """The class of the head noun."""
    return reference.rule.split("-")[1] if reference.rule.startswith("noun-") else ""
