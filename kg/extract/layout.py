"""The layers of a document by sentence: a long article is sorted once, not once a sentence."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kg.extract.grammar import compile_grammar
from kg.extract.pairs import pairs
from kg.extract.setting import sport_sentences
from kg.lang import Pack
from kg.model import Document, Form, Quantity, Reference, TimeExpression


@dataclass(frozen=True, slots=True)
class Layout:
    """References by head, times and numbers by sentence; pairs; names; sentences of sport."""

    references: Mapping[int, Mapping[int, Reference]]
    times: Mapping[int, Sequence[TimeExpression]]
    quantities: Mapping[int, Sequence[Quantity]]
    pairs: Mapping[tuple[int, int], tuple[str, str]]
    names: Mapping[str, str]
    sport: frozenset[int]

    @classmethod
    def of(cls, document: Document, pack: Pack) -> Layout:
        """The layout of a document; of two references on one head the later counts."""
        references: dict[int, dict[int, Reference]] = {}
        for reference in document.references:
            references.setdefault(reference.sentence, {})[reference.head] = reference
        spans = [sentence.span for sentence in document.sentences]
        starts = [span.start for span in spans]
        times: dict[int, list[TimeExpression]] = {}
        quantities: dict[int, list[Quantity]] = {}

        def place(start: int, end: int) -> int | None:
            at = bisect_right(starts, start) - 1
            inside = at >= 0 and end <= spans[at].end
            return document.sentences[at].index if inside else None

        for time in document.times:
            index = place(time.mentions[0].span.start, time.mentions[0].span.end)
            if index is not None:
                times.setdefault(index, []).append(time)
        for quantity in document.quantities:
            index = place(quantity.mentions[0].span.start, quantity.mentions[0].span.end)
            if index is not None:
                quantities.setdefault(index, []).append(quantity)
        names = {entity.key: entity.name for entity in document.entities}
        sport = sport_sentences(document.sentences, compile_grammar(pack).sport)
        return cls(references, times, quantities, pairs(document, pack), names, sport)

    def name(self, reference: Reference) -> str:
        """What to call a reference: a pronoun by the name of its entity."""
        if reference.form is not Form.PRONOUN or reference.entity is None:
            return reference.name
        return self.names.get(reference.entity, reference.name)

    def entities(self, reference: Reference) -> tuple[str, ...]:
        """The keys of those that a reference stands for: one, or both of a pair, or none."""
        both = self.pairs.get((reference.sentence, reference.head))
        if both is not None:
            return both
        return (reference.entity,) if reference.entity is not None else ()
