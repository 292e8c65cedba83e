"""Who speaks from sentence to sentence: quotations that run on, and speakers that are not repeated.

A quotation keeps its speaker over all its sentences, whether he is named before, in the midst of it
or behind; "katanya" without a name near by is the last one who spoke. After Pareti and others,
Automatically Detecting and Attributing Indirect Quotations (EMNLP 2013).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.quotes import open_quotation
from kg.extract.sources import Attribution
from kg.extract.tellings import Passage, Telling, by_quotation

#: Sentences after which a speaker who is not named again is forgotten.
_MEMORY = 8


@dataclass(slots=True)
class Speakers:
    """The one who spoke last, and the sentences of a quotation that wait for their speaker."""

    text: str
    last: Attribution | None = None
    at: int = 0
    waiting: list[Passage] = field(default_factory=list)

    def hear(self, passage: Passage, told: Sequence[Telling]) -> Iterator[tuple[Passage, Telling]]:
        """The tellings of a sentence and of those before it that waited for the same speaker."""
        span, index = passage.context.tree.sentence.span, passage.context.tree.sentence.index
        begun = open_quotation(self.text, span.start)
        named = [self._named(telling, index) for telling in told]
        speaker = next(
            (t.attribution for t in named if t.attribution.known and not self._within(t)), None
        )
        if speaker is not None:
            waiting = self.waiting if begun or self._closed_before(span.start) else []
            for earlier in waiting:
                yield from ((earlier, late) for late in by_quotation(earlier, speaker))
            self.waiting = []
            self.last, self.at = speaker, index
        yield from ((passage, telling) for telling in named if telling.events)
        if speaker is not None:
            return
        if begun and not self.waiting and self.last is not None and self.at == index - 1:
            self.at = index
            heard = {event for telling in named for event in telling.events}
            yield from ((passage, t) for t in by_quotation(passage, self.last, heard))
        elif begun or open_quotation(self.text, span.end):
            if not begun:
                self.waiting = []
            self.waiting.append(passage)

    def _within(self, telling: Telling) -> bool:
        """Words of speech inside a quotation: its speaker tells what he or others said."""
        if telling.cue is None or telling.cue.speech.bare:
            return False
        return open_quotation(self.text, telling.mention.span.start)

    def _closed_before(self, start: int) -> bool:
        """A quotation has just been closed: "... ." Rosa menyatakan."""
        return bool(self.text[:start].rstrip()) and self.text[:start].rstrip()[-1] in "”»\"'"

    def _named(self, telling: Telling, index: int) -> Telling:
        """The telling with the last speaker where only a pronoun speaks."""
        if not telling.by_pronoun or self.last is None or index - self.at > _MEMORY:
            return telling
        return replace(telling, attribution=replace(telling.attribution, sources=self.last.sources))
