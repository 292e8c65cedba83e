"""Walking a sentence's dependency tree (Universal Dependencies, relations without subtypes)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from kg.extract.kept import kept
from kg.model import Sentence, Span, Token

_Given = ParamSpec("_Given")
_Found = TypeVar("_Found")


_NOUNS = frozenset({"NOUN", "PROPN"})


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence with its children's lists; every index is a token's place in the sentence.

    ``lower``, ``heads``, ``relations`` and ``tags`` are the columns of its tokens;
    ``prepositions`` and ``markers`` the first of each below every token, or ''. All are asked for
    many times. ``known`` is what :func:`once_a_tree` has found out already.
    """

    sentence: Sentence
    below: tuple[tuple[int, ...], ...]
    lower: tuple[str, ...]
    heads: tuple[int, ...]
    relations: tuple[str, ...]
    tags: tuple[str, ...]
    prepositions: tuple[str, ...]
    markers: tuple[str, ...]
    known: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def of(cls, sentence: Sentence) -> Tree:
        below: list[list[int]] = [[] for _ in sentence.tokens]
        for place, token in enumerate(sentence.tokens):
            if token.head >= 0:
                below[token.head].append(place)
        second = list(_second_subjects(sentence.tokens, below))
        if second:
            tokens = list(sentence.tokens)
            for place in second:
                tokens[place] = replace(tokens[place], deprel="obj")
            sentence = replace(sentence, tokens=tuple(tokens))
        lower = tuple([token.text.lower() for token in sentence.tokens])
        return cls(
            sentence=sentence,
            below=tuple([tuple(children) for children in below]),
            lower=lower,
            heads=tuple([token.head for token in sentence.tokens]),
            relations=tuple([token.deprel for token in sentence.tokens]),
            tags=tuple([token.upos for token in sentence.tokens]),
            prepositions=_prepositions(sentence.tokens, lower, below),
            markers=_first_below(sentence.tokens, lower, "mark"),
        )

    def __len__(self) -> int:
        return len(self.lower)

    def token(self, place: int) -> Token:
        return self.sentence.tokens[place]

    def word(self, place: int) -> str:
        """The token in lower case."""
        return self.lower[place]

    def words(self, places: Iterable[int]) -> str:
        return " ".join([self.lower[place] for place in places])

    def head(self, place: int) -> int:
        return self.heads[place]

    def relation(self, place: int) -> str:
        return self.relations[place]

    def upos(self, place: int) -> str:
        return self.tags[place]

    def children(self, place: int, *relations: str) -> tuple[int, ...]:
        """The dependants of ``place``, in order; only those with one of ``relations`` if given."""
        below = self.below[place]
        if not relations or not below:
            return below
        kinds = self.relations
        return tuple([child for child in below if kinds[child] in relations])

    def subtree(self, place: int) -> tuple[int, ...]:
        """``place`` and all below it, in order."""
        found = [place]
        for at in found:
            found.extend(self.below[at])
        return tuple(sorted(found))

    def ancestors(self, place: int) -> Iterator[int]:
        """The governors of ``place``, nearest first."""
        at = self.heads[place]
        while at >= 0:
            yield at
            at = self.heads[at]

    def conjuncts(self, place: int) -> tuple[int, ...]:
        """``place`` and what is coordinated with it ("Laos dan Thailand")."""
        found = [place]
        for at in found:
            below = self.below[at]
            if below:
                found.extend([c for c in below if self.relations[c] == "conj"])
        return tuple(sorted(found))

    def leftmost(self, place: int) -> int:
        """The first word of the phrase that ``place`` heads."""
        found = [place]
        for at in found:
            found.extend(self.below[at])
        return min(found)

    def first_conjunct(self, place: int) -> int:
        """The word that ``place`` is coordinated with, or ``place`` itself."""
        while self.relation(place) == "conj" and self.head(place) >= 0:
            place = self.head(place)
        return place

    def preposition(self, place: int) -> str:
        """The preposition of a noun phrase, or ''; of several, the first ("di dalam" -> "di")."""
        return self.prepositions[place]

    def marker(self, place: int) -> str:
        """The conjunction that opens a clause ("bahwa", "untuk"), or ''."""
        return self.markers[place]

    def span(self, places: Iterable[int]) -> Span:
        """The characters from the first to the last of ``places``."""
        spans = [self.token(place).span for place in places]
        return Span(min(s.start for s in spans), max(s.end for s in spans))

    def places(self, span: Span) -> tuple[int, ...]:
        """The tokens that overlap ``span``."""
        return tuple(i for i, t in enumerate(self.sentence.tokens) if t.span.overlaps(span))

    def top(self, places: Iterable[int]) -> int:
        """The one of ``places`` whose governor is outside them: the head of a phrase."""
        inside = sorted(places)
        return next(p for p in inside if self.head(p) not in inside)


def once_a_tree(
    function: Callable[Concatenate[Tree, _Given], _Found],
) -> Callable[Concatenate[Tree, _Given], _Found]:
    """Keep with each tree what a pure function says of it; nobody may change that.

    Further arguments must be hashable, and cheap to hash.
    """

    @wraps(function)
    def known(tree: Tree, /, *given: _Given.args, **named: _Given.kwargs) -> _Found:
        key = (function, given, *named.values())
        found: _Found | None = tree.known.get(key)
        if found is None:
            found = tree.known[key] = function(tree, *given, **named)
        return found

    return known


@kept(by=lambda sentences: (sentences,))
def trees(sentences: tuple[Sentence, ...]) -> tuple[Tree, ...]:
    """The trees of a document's sentences, the same for every step."""
    return tuple([Tree.of(sentence) for sentence in sentences])


def _first_below(tokens: Sequence[Token], lower: Sequence[str], relation: str) -> tuple[str, ...]:
    """For every token the first word that stands below it in this relation, or ''."""
    found = [""] * len(tokens)
    for place, token in enumerate(tokens):
        if token.deprel == relation and token.head >= 0 and not found[token.head]:
            found[token.head] = lower[place]
    return tuple(found)


def _prepositions(
    tokens: Sequence[Token], lower: Sequence[str], below: Sequence[Sequence[int]]
) -> tuple[str, ...]:
    """The preposition of every token, also where a noun of place is between ("di depan gedung").

    Other nouns that modify one follow it, so what stands before it is such a noun.
    """
    found = list(_first_below(tokens, lower, "case"))
    for place, children in enumerate(below):
        if found[place] or tokens[place].upos not in _NOUNS:
            continue
        before = [c for c in children if c < place and tokens[c].deprel == "nmod"]
        found[place] = next((found[c] for c in before if found[c]), "")
    return tuple(found)


def _second_subjects(tokens: Sequence[Token], below: Sequence[Sequence[int]]) -> Iterator[int]:
    """Nouns that a parser calls the subject of a verb that has one before it already.

    What follows the verb is its object, unless a clause without a subject comes after it whose
    subject it may be ("mereka percaya banyak warga tewas").
    """
    for verb, token in enumerate(tokens):
        subjects = [c for c in below[verb] if tokens[c].deprel == "nsubj"]
        if token.upos != "VERB" or not subjects or not subjects[0] < verb < subjects[-1]:
            continue
        if any(tokens[c].deprel in {"obj", "ccomp", "xcomp"} for c in below[verb]):
            continue
        yield from (c for c in subjects if c > verb)
