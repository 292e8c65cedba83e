"""Walking a sentence's dependency tree (Universal Dependencies, relations without subtypes)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Sentence, Span, Token

#: Relations that bind the parts of one name or fixed expression to its first word.
FLAT = ("flat", "fixed", "goeswith")


@dataclass(frozen=True, slots=True)
class Tree:
    """One sentence with its children's lists; every index is a token's place in the sentence."""

    sentence: Sentence
    below: tuple[tuple[int, ...], ...]

    @classmethod
    def of(cls, sentence: Sentence) -> Tree:
        below: list[list[int]] = [[] for _ in sentence.tokens]
        for place, token in enumerate(sentence.tokens):
            if token.head >= 0:
                below[token.head].append(place)
        tokens = list(sentence.tokens)
        for place in _second_subjects(sentence.tokens, below):
            tokens[place] = replace(tokens[place], deprel="obj")
        if tuple(tokens) != sentence.tokens:
            sentence = replace(sentence, tokens=tuple(tokens))
        return cls(sentence, tuple(tuple(children) for children in below))

    def __len__(self) -> int:
        return len(self.sentence.tokens)

    def token(self, place: int) -> Token:
        return self.sentence.tokens[place]

    def word(self, place: int) -> str:
        """The token in lower case."""
        return self.sentence.tokens[place].text.lower()

    def words(self, places: Iterable[int]) -> str:
        return " ".join(self.word(place) for place in places)

    def head(self, place: int) -> int:
        return self.sentence.tokens[place].head

    def relation(self, place: int) -> str:
        return self.sentence.tokens[place].deprel

    def upos(self, place: int) -> str:
        return self.sentence.tokens[place].upos

    def children(self, place: int, *relations: str) -> tuple[int, ...]:
        """The dependants of ``place``, in order; only those with one of ``relations`` if given."""
        if not relations:
            return self.below[place]
        return tuple(c for c in self.below[place] if self.relation(c) in relations)

    def subtree(self, place: int) -> tuple[int, ...]:
        """``place`` and all below it, in order."""
        found = [place]
        for at in found:
            found.extend(self.below[at])
        return tuple(sorted(found))

    def ancestors(self, place: int) -> Iterator[int]:
        """The governors of ``place``, nearest first."""
        at = self.head(place)
        while at >= 0:
            yield at
            at = self.head(at)

    def conjuncts(self, place: int) -> tuple[int, ...]:
        """``place`` and what is coordinated with it ("Laos dan Thailand")."""
        found = [place]
        for at in found:
            found.extend(self.children(at, "conj"))
        return tuple(sorted(found))

    def first_conjunct(self, place: int) -> int:
        """The word that ``place`` is coordinated with, or ``place`` itself."""
        while self.relation(place) == "conj" and self.head(place) >= 0:
            place = self.head(place)
        return place

    def preposition(self, place: int) -> str:
        """The preposition of a noun phrase, or ''; of several, the first ("di dalam" -> "di")."""
        cases = self.children(place, "case")
        return self.word(cases[0]) if cases else ""

    def marker(self, place: int) -> str:
        """The conjunction that opens a clause ("bahwa", "untuk"), or ''."""
        marks = self.children(place, "mark")
        return self.word(marks[0]) if marks else ""

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
