"""The words of the house as frozen dataclasses: what an article says, layer by layer.

Offsets count Unicode code points of :attr:`Article.text`, end exclusive, everywhere.
Nothing here imports anything else of ``kg`` but its errors, and nothing here does I/O.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from kg.errors import EvidenceError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class EntityType(StrEnum):
    """The six types of the codebook; values are the local names of the ontology classes."""

    COUNTRY = "Country"
    PERSON = "Person"
    ORGANIZATION = "Organization"
    GROUP = "Group"
    PLACE = "Place"
    OBJECT = "Object"


class Role(StrEnum):
    """What an entity does in an event."""

    AGENT = "agent"
    PATIENT = "patient"
    RECIPIENT = "recipient"
    PLACE = "place"
    ORIGIN = "origin"
    DESTINATION = "destination"


class Certainty(StrEnum):
    """Values of GRaSP factuality."""

    CERTAIN = "CERTAIN"
    PROBABLE = "PROBABLE"
    POSSIBLE = "POSSIBLE"


class Polarity(StrEnum):
    """Values of GRaSP factuality."""

    POSITIVE = "POSITIVE"
    NEGATIVE = "NEGATIVE"


class Stance(StrEnum):
    """How a source stands to what it reports; values are local names of the ontology."""

    ASSERT = "assert"
    CONFIRM = "confirm"
    DENY = "deny"
    NO_COMMENT = "noComment"
    ESTIMATE = "estimate"
    REQUEST = "request"
    PROMISE = "promise"


class Bound(StrEnum):
    """Which side of a quantity is open."""

    EXACT = "exact"
    MIN = "min"
    MAX = "max"
    APPROX = "approx"


class Form(StrEnum):
    """How a mention refers: by name, by description or by pronoun."""

    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points ``start`` to ``end`` (exclusive) of an article's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"not a span: {self.start}-{self.end}")

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def of(self, text: str) -> str:
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """Characters of the article that say something; ``text`` equals them."""

    span: Span
    text: str

    @classmethod
    def at(cls, text: str, span: Span) -> Mention:
        """The mention of ``span`` in ``text``."""
        return cls(span, span.of(text))


@dataclass(frozen=True, slots=True)
class Boilerplate:
    """A part of the article that is no news ("Baca juga ..."), and the rule that found it."""

    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """An article as read: ``text`` holds every character, newlines as LF."""

    id: str
    text: str
    language: str
    title: str | None = None
    published: date | None = None
    url: str | None = None
    boilerplate: tuple[Boilerplate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A syntactic word (Universal Dependencies): ``head`` is an index into the sentence, -1 = root.

    Words that share characters with their neighbour (clitics) have spans inside the same
    orthographic word; ``text`` is the syntactic word, ``span`` its characters.
    """

    span: Span
    text: str
    lemma: str
    upos: str
    head: int
    deprel: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A proper name found by the language model: tokens ``start`` to ``end`` (exclusive)."""

    start: int
    end: int
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence: its place in the text, its tokens as a dependency tree, its names.

    ``vectors`` has one row per token (float32, tokens x hidden size) where the model gives them.
    """

    index: int
    span: Span
    tokens: tuple[Token, ...]
    names: tuple[Name, ...] = ()
    vectors: NDArray[np.float32] | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A time in EDTF (ISO 8601-2); ``earliest`` and ``latest`` bound it where the year is known."""

    key: str
    mentions: tuple[Mention, ...]
    edtf: str
    earliest: date | None = None
    latest: date | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _needs_mention(self.key, self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number with its bound and unit: ``value`` for exact and approx, ``low``/``high`` else."""

    key: str
    mentions: tuple[Mention, ...]
    bound: Bound
    value: float | None = None
    low: float | None = None
    high: float | None = None
    unit: str | None = None
    rule: str = ""

    def __post_init__(self) -> None:
        _needs_mention(self.key, self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What the gazetteer knows of an entity.

    ``key`` is the path of its IRI below the base ("country/KP"); ``within`` is another such key;
    ``iso`` is the code of a country (3166-1) or region (3166-2); ``confidence`` is the linker's own
    estimate that the name means this thing.
    """

    key: str
    label: str
    aliases: tuple[str, ...] = ()
    iso: str | None = None
    exact_match: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    within: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """One place in the text that refers to somebody or something; an entity is a set of these.

    ``head``, ``start`` and ``end`` (exclusive) are token indices in sentence ``sentence``;
    ``mention`` holds the characters of the name or description without title and determiner,
    ``name`` the same on one line. ``entity`` is the entity's key once coreference has run.
    ``of`` is the token index of the head of another reference in the sentence that this one
    belongs to ("tentara Chad", "Presiden Peru Rosa Quispe").
    """

    sentence: int
    head: int
    start: int
    end: int
    mention: Mention
    name: str
    type: EntityType
    form: Form
    iso: str | None = None
    position: str | None = None
    of: int | None = None
    entity: str | None = None
    rule: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """Somebody or somewhere, as one article names it; ``link`` is None for NIL.

    ``candidates`` are keys of the gazetteer that the name may mean as well, the likeliest first.
    """

    key: str
    type: EntityType
    name: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    form: Form = Form.NAME
    iso: str | None = None
    affiliation: str | None = None
    position: str | None = None
    link: Link | None = None
    candidates: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        _needs_mention(self.key, self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened, happens, or may happen; the first mention is the trigger.

    ``type`` is a PLOVER-aligned code ("AID"), ``mode`` the code below it ("troops") where known;
    ``roles`` pair a role with an entity's key; ``quantities`` are keys; ``rule`` says what fired.
    """

    key: str
    type: str
    mode: str | None
    label: str
    mentions: tuple[Mention, ...]
    roles: tuple[tuple[Role, str], ...] = ()
    time: str | None = None
    quantities: tuple[str, ...] = ()
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    rule: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        _needs_mention(self.key, self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A source reports events; no ``sources`` means that the article itself reports.

    ``sources``, ``addressees`` and ``via`` are entity keys, ``events`` event keys, ``said`` a time
    key, ``contradicts`` claim keys; ``clause`` is the text of what is claimed.
    """

    key: str
    events: tuple[str, ...]
    mentions: tuple[Mention, ...]
    sources: tuple[str, ...] = ()
    cue: str | None = None
    stance: Stance = Stance.ASSERT
    certainty: Certainty = Certainty.CERTAIN
    polarity: Polarity = Polarity.POSITIVE
    addressees: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    said: str | None = None
    quantities: tuple[str, ...] = ()
    clause: Span | None = None
    contradicts: tuple[str, ...] = ()
    rule: str = ""
    confidence: float = 1.0

    def __post_init__(self) -> None:
        _needs_mention(self.key, self.mentions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """An article on its way through the pipeline; every step fills one layer and keeps the rest."""

    article: Article
    sentences: tuple[Sentence, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    references: tuple[Reference, ...] = ()
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that one article says; keys are unique within it and every reference resolves."""

    article: Article
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    claims: tuple[Claim, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    times: tuple[TimeExpression, ...] = ()

    def __post_init__(self) -> None:
        layers: tuple[tuple[Entity | Event | Claim | Quantity | TimeExpression, ...], ...] = (
            self.entities,
            self.events,
            self.claims,
            self.quantities,
            self.times,
        )
        keys = [fact.key for layer in layers for fact in layer]
        if len(keys) != len(set(keys)):
            raise ValueError("two facts share a key")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What made the graph: software, its version, the language model, the options that matter."""

    software: str
    version: str
    model: str
    options: tuple[tuple[str, str], ...] = field(default=())


def _needs_mention(key: str, mentions: tuple[Mention, ...]) -> None:
    if not mentions:
        raise EvidenceError(f"'{key}' has no mention in the article")
