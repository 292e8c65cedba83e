"""A sentence as claims read it, and what one source tells in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.extract.cues import Cue, SpeechWords
from kg.extract.senses import Context, Trigger
from kg.extract.sources import Attribution
from kg.model import Certainty, Mention, Polarity, Quantity, Span, TimeExpression


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with its cues, its triggers, their events and the types of these.

    ``facts`` tells how sure and how positive each event is; ``before`` is the event told before,
    ``before_at`` the sentence of that event.
    """

    text: str
    context: Context
    cues: tuple[Cue, ...]
    triggers: Mapping[int, Trigger]
    here: Mapping[int, str]
    before: tuple[str, ...]
    before_at: int
    kinds: Mapping[str, str]
    words: SpeechWords = field(default_factory=SpeechWords)
    facts: Mapping[str, tuple[Certainty, Polarity]] = field(default_factory=dict)
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()


@dataclass(frozen=True, slots=True)
class Telling:
    """One source telling of events: ``places`` are their triggers in the sentence of the cue."""

    sentence: int
    cue: Cue | None
    attribution: Attribution
    mention: Mention
    events: tuple[str, ...]
    places: tuple[int, ...] = ()
    clause: Span | None = None
    nested: tuple[Cue, ...] = ()
    by_pronoun: bool = False
    charge: bool = False

    @property
    def cues(self) -> tuple[Cue, ...]:
        """The cue and those inside its content by which the same source hedges."""
        return (*((self.cue,) if self.cue is not None else ()), *self.nested)
