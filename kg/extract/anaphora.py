"""Pronouns and their antecedents: by type, number, and who is in the subject's place.

Salience follows centering (Grosz, Joshi and Weinstein 1995): subjects before objects before the
rest, this sentence before earlier ones.
"""

from __future__ import annotations

from collections.abc import Iterator

from kg.extract.chains import Chains
from kg.extract.tree import Tree
from kg.model import EntityType, Form, Reference

_WINDOW = 3
_GROUP_LIKE = {EntityType.GROUP: 1.0, EntityType.COUNTRY: 0.2, EntityType.ORGANIZATION: 0.2}
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
    "pronoun-group": _GROUP_LIKE,
    "pronoun-pair": {EntityType.GROUP: 1.0},
    "pronoun-side": {
        EntityType.ORGANIZATION: 1.0,
        EntityType.COUNTRY: 1.0,
        EntityType.GROUP: 0.5,
        EntityType.PERSON: 0.3,
    },
    "pronoun-speaker": {
        EntityType.PERSON: 1.0,
        EntityType.ORGANIZATION: 0.5,
        EntityType.COUNTRY: 0.5,
        EntityType.GROUP: 0.5,
    },
}
_GOVERNING = 1.5
_SUBJECT = 0.8
_OBJECT = 0.3
_NAMED = 0.4
_PER_SENTENCE = 1.0


def resolve_pronouns(chains: Chains) -> None:
    """Tie each pronoun to the best earlier reference, in reading order."""
    for index, reference in enumerate(chains.references):
        if reference.form is not Form.PRONOUN:
            continue
        if reference.rule == "pronoun-relative":
            antecedent = _relative(chains, reference)
        else:
            antecedent = _best(chains, index)
        if antecedent is not None:
            chains.merge(antecedent, index)


def _relative(chains: Chains, reference: Reference) -> int | None:
    tree = chains.trees[reference.sentence]
    noun = tree.head(tree.head(reference.head))
    return chains.at(reference.sentence, noun) if noun >= 0 else None


def _best(chains: Chains, index: int) -> int | None:
    scored = [
        (score, other)
        for other in _candidates(chains, index)
        for score in [_score(chains, index, other)]
        if score is not None
    ]
    if not scored:
        return None
    return max(scored, key=lambda pair: (pair[0], pair[1]))[1]


def _candidates(chains: Chains, index: int) -> Iterator[int]:
    here = chains.references[index].sentence
    for other in range(len(chains.references)):
        reference = chains.references[other]
        if not here - _WINDOW <= reference.sentence <= here:
            continue
        if reference.rule.startswith("pronoun-relative") or other == index:
            continue
        if reference.form is Form.PRONOUN and (other > index or chains.is_pronominal(other)):
            continue
        yield other


def _score(chains: Chains, index: int, other: int) -> float | None:
    pronoun, candidate = chains.references[index], chains.references[other]
    weight = _WEIGHTS[pronoun.rule].get(chains.type(other))
    if weight is None:
        return None
    tree = chains.trees[candidate.sentence]
    score = weight - _PER_SENTENCE * (pronoun.sentence - candidate.sentence)
    if chains.is_named(other):
        score += _NAMED
    subject = tree.relation(tree.first_conjunct(candidate.head)) == "nsubj"
    if candidate.sentence == pronoun.sentence:
        if not _may_bind(tree, pronoun, candidate):
            return None
        governing = subject and _governs(tree, candidate.head, pronoun.head)
        if candidate.head > pronoun.head and not (governing and pronoun.rule == "pronoun-speaker"):
            return None
        if governing:
            score += _GOVERNING
    if subject:
        score += _SUBJECT
    elif tree.relation(candidate.head) == "obj":
        score += _OBJECT
    return score


def _may_bind(tree: Tree, pronoun: Reference, candidate: Reference) -> bool:
    """No phrase that holds the pronoun, and no subject of the verb whose object it is."""
    if candidate.start <= pronoun.head < candidate.end:
        return False
    if pronoun.rule == "pronoun-side":
        return True
    governor = tree.head(pronoun.head)
    if tree.relation(pronoun.head) in {"obj", "nsubj", "obl", "iobj"}:
        return tree.head(candidate.head) != governor
    return True


def _governs(tree: Tree, subject: int, place: int) -> bool:
    """Whether the subject's verb is above the pronoun."""
    verb = tree.head(tree.first_conjunct(subject))
    return verb in set(tree.ancestors(place))
