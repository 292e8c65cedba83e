"""Who speaks from sentence to sentence: quotations that run on, and speakers that are not repeated.

A quotation keeps its speaker over all its sentences, whether he is named before, in the midst of it
or behind; "katanya" without a name near by is the last one who spoke. After Pareti and others,
Automatically Detecting and Attributing Indirect Quotations (EMNLP 2013).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.extract.passages import Passage, Telling
from kg.extract.quotes import CLOSING, OPENING, open_quotation
from kg.extract.sources import Attribution
from kg.extract.tellings import by_quotation
from kg.model import Span

#: Sentences after which a speaker who is not named again is forgotten.
_MEMORY = 8


@dataclass(slots=True)
class Speakers:
    """The one who spoke last, and the sentences of a quotation that wait for their speaker."""

    text: str
    last: Attribution | None = None
    at: int = 0
    waiting: list[Passage] = field(default_factory=list)
    before: Attribution | None = None

    def hear(self, passage: Passage, told: Sequence[Telling]) -> Iterator[tuple[Passage, Telling]]:
        """The tellings of a sentence and of those before it that waited for the same speaker."""
        span, index = passage.context.tree.sentence.span, passage.context.tree.sentence.index
        begun = open_quotation(self.text, span.start)
        named = [self._named(telling, index) for telling in told]
        speaker = next(
            (t.attribution for t in named if t.attribution.known and not self._within(t)), None
        )
        closed = self._closed_before(span.start)
        late = closed and not any(t.events for t in named)
        if speaker is not None:
            yield from self._quoted(speaker if begun or late else self.before if closed else None)
            self.last, self.at = speaker, index
        elif not begun:
            yield from self._quoted(self.before if closed else None)
        yield from ((passage, telling) for telling in named if telling.events)
        if speaker is not None:
            return
        if begun and not self.waiting and self.last is not None and self.at == index - 1:
            self.at = index
            heard = {event for telling in named for event in telling.events}
            yield from ((passage, t) for t in by_quotation(passage, self.last, heard))
        elif begun or open_quotation(self.text, span.end) or self._all_quoted(span):
            if not begun:
                near = self.last is not None and self.at == index - 1
                self.before = self.last if near else None
            self.waiting.append(passage)

    def close(self) -> Iterator[tuple[Passage, Telling]]:
        """The tellings of a quotation that the article ends with."""
        yield from self._quoted(self.before if self._closed_before(len(self.text)) else None)

    def _quoted(self, speaker: Attribution | None) -> Iterator[tuple[Passage, Telling]]:
        """What waits for its speaker, told by him; he speaks on where nobody else is named."""
        if speaker is not None:
            for passage in self.waiting:
                yield from ((passage, telling) for telling in by_quotation(passage, speaker))
                self.at = passage.context.tree.sentence.index
        self.waiting, self.before = [], None

    def _all_quoted(self, span: Span) -> bool:
        """The sentence is one quotation, and no more."""
        after = self.text[span.start : span.end + 1].strip()
        return len(after) > 1 and after[0] in OPENING and after[-1] in CLOSING

    def _within(self, telling: Telling) -> bool:
        """Words of speech inside a quotation: its speaker tells what he or others said."""
        if telling.cue is None or telling.cue.speech.bare:
            return False
        return open_quotation(self.text, telling.mention.span.start)

    def _closed_before(self, start: int) -> bool:
        """A quotation has just been closed: "... ." Rosa menyatakan."""
        return bool(self.text[:start].rstrip()) and self.text[:start].rstrip()[-1] in CLOSING

    def _named(self, telling: Telling, index: int) -> Telling:
        """The telling with the last speaker where only a pronoun speaks."""
        if not telling.by_pronoun or self.last is None or index - self.at > _MEMORY:
            return telling
        return replace(telling, attribution=replace(telling.attribution, sources=self.last.sources))
