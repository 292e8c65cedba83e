"""Pronouns and their antecedents: by type, number, and who is in the subject's place.

Salience follows centering (Grosz, Joshi and Weinstein 1995): subjects before objects before the
rest, this sentence before earlier ones. Whose words are quoted ("ujarnya", "kami") is looked for
among those who speak.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from math import log2

from kg.extract.chains import Chains
from kg.extract.tree import Tree
from kg.model import EntityType, Form, Reference

_WINDOW = 3
#: How well each type goes with each kind of pronoun; a type that is missing does not go at all.
_WEIGHTS: dict[str, dict[EntityType, float]] = {
    "pronoun-person": {EntityType.PERSON: 1.0},
    "pronoun-any": {
        EntityType.PERSON: 0.5,
        EntityType.COUNTRY: 0.2,
        EntityType.ORGANIZATION: 0.2,
        EntityType.GROUP: 0.2,
        EntityType.OBJECT: -0.5,
        EntityType.PLACE: -0.7,
    },
    "pronoun-group": {
        EntityType.GROUP: 1.0,
        EntityType.COUNTRY: 0.2,
        EntityType.ORGANIZATION: 0.2,
    },
    "pronoun-pair": {EntityType.GROUP: 1.0},
    "pronoun-side": {
        EntityType.ORGANIZATION: 1.0,
        EntityType.COUNTRY: 1.0,
        EntityType.GROUP: 0.5,
        EntityType.PERSON: 0.8,
    },
    "pronoun-speaker": {
        EntityType.PERSON: 1.0,
        EntityType.ORGANIZATION: 0.3,
        EntityType.COUNTRY: 0.3,
        EntityType.GROUP: 0.3,
    },
}
_GOVERNING = 1.5
_SUBJECT = 0.8
_OBJECT = 0.3
_NAMED = 0.4
_PER_SENTENCE = 1.0
#: Whom the article speaks of twice as often is so much likelier, up to so many mentions.
_OFTEN, _MANY = 0.2, 16
_BODIES = frozenset({EntityType.ORGANIZATION, EntityType.COUNTRY})
_ALONE = frozenset({"saya", "aku", "ku"})

Score = Callable[[Chains, int, int], float | None]


def resolve_pronouns(chains: Chains) -> None:
    """Tie each pronoun to the best reference, in reading order."""
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.PRONOUN:
            continue
        if reference.rule == "pronoun-relative":
            antecedent = _relative(chains, reference)
        elif _is_speaker(chains, reference):
            antecedent = _best(chains, index, _speaker_score)
        else:
            antecedent = _best(chains, index, _score)
        if antecedent is not None:
            chains.merge(_side(chains, reference, antecedent), index)


def _relative(chains: Chains, reference: Reference) -> int | None:
    tree = chains.trees[reference.sentence]
    noun = tree.head(tree.head(reference.head))
    return chains.at(reference.sentence, noun) if noun >= 0 else None


def _side(chains: Chains, reference: Reference, antecedent: int) -> int:
    """The body that a speaker speaks for: "pihaknya", "kami"."""
    we = reference.rule == "pronoun-speaker" and reference.name.lower() not in _ALONE
    if chains.type(antecedent) is EntityType.PERSON and (we or reference.rule == "pronoun-side"):
        for member in chains.members(antecedent):
            owner = chains.owner(member)
            if owner is not None and chains.type(owner) in _BODIES:
                return owner
    return antecedent


def _is_speaker(chains: Chains, reference: Reference) -> bool:
    """Whether the pronoun is whoever speaks: "ujarnya", "kami", "menurutnya"."""
    if reference.rule == "pronoun-speaker":
        return True
    tree = chains.trees[reference.sentence]
    verb = tree.head(reference.head)
    if reference.rule != "pronoun-any" or verb < 0:
        return False
    speaking = chains.book.has("speaking", tree.word(verb)) and reference.head == verb + 1
    return speaking or tree.preposition(reference.head) == "menurut"


def _best(chains: Chains, index: int, score_of: Score) -> int | None:
    scored = [
        (score, other)
        for other in _candidates(chains, index)
        for score in [score_of(chains, index, other)]
        if score is not None
    ]
    return max(scored)[1] if scored else None


def _candidates(chains: Chains, index: int) -> Iterator[int]:
    here = chains.references[index].sentence
    for other in chains.within(here - _WINDOW, here):
        reference = chains.references[other]
        if other == index:
            continue
        if reference.form is Form.PRONOUN:
            known = other < index and not chains.is_pronominal(other)
            if reference.rule == "pronoun-relative" or not known:
                continue
        yield other


def _speaker_score(chains: Chains, index: int, other: int) -> float | None:
    """Subjects of verbs of speech, persons first, the nearest; in its own sentence any place."""
    pronoun, candidate = chains.references[index], chains.references[other]
    weight = _WEIGHTS["pronoun-speaker"].get(chains.type(other))
    tree = chains.trees[candidate.sentence]
    if weight is None or not _speaks(chains, tree, candidate):
        return None
    same = candidate.sentence == pronoun.sentence
    if same and pronoun.rule != "pronoun-speaker" and candidate.head > pronoun.head:
        return None
    return weight - _PER_SENTENCE * (pronoun.sentence - candidate.sentence)


def _speaks(chains: Chains, tree: Tree, candidate: Reference) -> bool:
    place = tree.first_conjunct(candidate.head)
    verb = tree.head(place)
    if tree.preposition(place) == "menurut":
        return True
    said = verb >= 0 and any(
        chains.book.has("speaking", tree.word(each)) for each in tree.conjuncts(verb)
    )
    return said and tree.relation(place) in {"nsubj", "obj"} and not tree.preposition(place)


def _score(chains: Chains, index: int, other: int) -> float | None:
    pronoun, candidate = chains.references[index], chains.references[other]
    weight = _WEIGHTS[pronoun.rule].get(chains.type(other))
    if weight is None:
        return None
    tree = chains.trees[candidate.sentence]
    score = weight - _PER_SENTENCE * (pronoun.sentence - candidate.sentence)
    score += _NAMED if chains.is_named(other) else 0.0
    score += _OFTEN * log2(min(_MANY, chains.size(other)))
    subject = tree.relation(tree.first_conjunct(candidate.head)) == "nsubj"
    if candidate.sentence == pronoun.sentence:
        if candidate.head > pronoun.head or not _may_bind(tree, pronoun, candidate, chains.asking):
            return None
        if subject and _governs(tree, candidate.head, pronoun.head):
            score += _GOVERNING
    if subject:
        return score + _SUBJECT
    return score + (_OBJECT if tree.relation(candidate.head) == "obj" else 0.0)


def _may_bind(tree: Tree, pronoun: Reference, candidate: Reference, asking: frozenset[str]) -> bool:
    """No phrase that holds the pronoun, and no subject of the verb whose object it is."""
    if candidate.start <= pronoun.head < candidate.end:
        return False
    if pronoun.rule == "pronoun-side":
        return True
    governor = _governor(tree, pronoun.head, asking)
    if tree.relation(pronoun.head) in {"obj", "nsubj", "obl", "iobj"}:
        verb = tree.head(candidate.head)
        subject = tree.relation(candidate.head) == "nsubj"
        return verb != governor and not (subject and verb == _controller(tree, governor))
    return True


def _governor(tree: Tree, place: int, asking: frozenset[str]) -> int:
    """The verb of a pronoun; of "menuduh mereka menipu" the one that accuses or asks them."""
    verb = tree.head(place)
    above = tree.head(verb) if verb >= 0 else -1
    content = tree.relation(place) == "nsubj" and tree.relation(verb) in {"ccomp", "xcomp"}
    return above if content and above >= 0 and tree.word(above) in asking else verb


def _controller(tree: Tree, verb: int) -> int:
    """The verb whose subject is that of this one too: "berusaha mengusir", but not "meminta X".

    So it is of two verbs that follow each other ("polisi mengejar X lalu menembaknya").
    """
    while tree.head(verb) >= 0 and not tree.children(verb, "nsubj"):
        above = tree.head(verb)
        bare = tree.relation(verb) == "xcomp" and not tree.children(above, "obj", "iobj")
        if not bare and tree.relation(verb) not in {"conj", "advcl"}:
            break
        verb = above
    return verb


def _governs(tree: Tree, subject: int, place: int) -> bool:
    """Whether the subject's verb is above the pronoun."""
    verb = tree.head(tree.first_conjunct(subject))
    return verb in set(tree.ancestors(place))
