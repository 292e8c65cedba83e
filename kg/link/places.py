"""What speaks for a candidate of a place's or state's name: size, words beside it, context."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from kg.link.choosing import NOTHING, Scored, Verdict, decide
from kg.link.context import Context
from kg.link.gazetteer import Gazetteer
from kg.link.known import Candidate, Known, Level, Naming, fold
from kg.link.words import Choice, Words, choices
from kg.model import Entity

_BEFORE = 40
_WORDS = re.compile(r"[^\W\d_]+")
_AFTER = re.compile(r",\s+(?:sebuah\s+)?([^\W\d_]+(?:\s+[^\W\d_]+)?)")
#: Where nothing speaks for its country, a place with fewer people is not meant.
_UNKNOWN = 5.0
#: Where the article is about its country, one of a few thousand may be.
_VOUCHED = 3.5
_COUNTRY = 6.6
_REGION = 5.9
_DISTRICT = 5.4
_FIT = 1.2
_SEAT = 1.5
_CUE, _FURTHER = 1.7, 0.4
_CAPITAL = 0.8
_SECOND, _LAST = 0.9, 4.0
_LEAST_SEAT = 4.0
_NAMINGS = frozenset({Naming.NAME, Naming.SHORT, Naming.FORMER, Naming.OTHER})
_LESS = {Naming.OTHER: -1.5, Naming.FORMER: -0.5}


@dataclass(frozen=True, slots=True)
class Places:
    """Decides what names of places and ambiguous names of states mean.

    ``taken`` are the characters of names that may follow a place's name without being part of it.
    """

    gazetteer: Gazetteer
    words: Words
    text: str
    taken: frozenset[int]
    _standing: dict[str, bool] = field(default_factory=dict)

    def place(self, entity: Entity, context: Context) -> Verdict:
        """What a place's name means."""
        level = self._level(entity)
        if level == "other" or (not level and self._is_cut(entity)):
            return NOTHING
        name, found = self._candidates(entity)
        if name and fold(name) in choices():
            return self.choice(entity, choices()[fold(name)], context, level)
        return self._decided(entity, found, context, level)

    def told(self, entity: Entity, context: Context) -> Verdict:
        """What a name taken for a person's means: a place, where the words before say so."""
        level = self._level(entity)
        return self.place(entity, context) if level in {"city", "region", "district"} else NOTHING

    def _is_cut(self, entity: Entity) -> bool:
        """Whether its mentions are the beginning of a longer name: "Victoria" of a singer."""
        ends = [mention.span.end for mention in entity.mentions]
        return all(
            self.text[end : end + 1] == " "
            and self.text[end + 1 : end + 2].isupper()
            and end + 1 not in self.taken
            for end in ends
        )

    def seat(self, entity: Entity, country: Known, context: Context) -> Verdict:
        """What a capital means that seems to act for its state: the state, or a namesake."""
        level = self._level(entity)
        found = [one for one in self.gazetteer.candidates(entity.name) if _is_spot(one)]
        spots = [self._scored(entity, one, context, level) for one in found]
        people = max(
            (one.known.population for one in found if one.known.country == country.id), default=0
        )
        here = math.log10(people + 1) + _SEAT if people else _COUNTRY
        state = Scored(country, max(here, _LEAST_SEAT) + self._speaks(country, entity, context))
        spots = [one for one in spots if one.known.country != country.id or level]
        return decide([state, *spots], _VOUCHED)

    def choice(
        self, entity: Entity, meanings: Sequence[Choice], context: Context, level: str = ""
    ) -> Verdict:
        """What one of the names means that the table of choices lists."""
        level = level or self._level(entity)
        scored = []
        for meaning in meanings:
            known = self.gazetteer.known(meaning.key)
            if known is not None:
                score = meaning.weight + self._speaks(known, entity, context)
                cues = sum(self._stands(cue) for cue in meaning.cues)
                score += _CUE + _FURTHER * (cues - 1) if cues else 0.0
                scored.append(Scored(known, score + _fits(known, level)))
        return decide(scored, _VOUCHED)

    def _stands(self, cue: str) -> bool:
        """Whether the article has that word, looked for once."""
        if cue not in self._standing:
            self._standing[cue] = re.search(rf"\b{re.escape(cue)}\b", self.text) is not None
        return self._standing[cue]

    def _decided(
        self, entity: Entity, found: Sequence[Candidate], context: Context, level: str
    ) -> Verdict:
        scored = [self._scored(entity, one, context, level) for one in found]
        if not scored:
            return NOTHING
        if not level:
            scored = [_in_order(one, scored) for one in scored]
        best = max(scored, key=lambda one: one.score).known
        vouched = self._speaks(best, entity, context) > 0.0
        return decide(scored, _VOUCHED if vouched else _UNKNOWN)

    def _scored(self, entity: Entity, one: Candidate, context: Context, level: str) -> Scored:
        known = one.known
        score = (
            _prior(known)
            + self._is_capital(known)
            + _LESS.get(one.naming, 0.0)
            + _fits(known, level)
        )
        return Scored(known, score + self._speaks(known, entity, context))

    def _is_capital(self, known: Known) -> float:
        """A little more for the capital of a state: the news name it more often."""
        if known.level is not Level.CITY or known.country is None:
            return 0.0
        state = self.gazetteer.country(known.country)
        return _CAPITAL if state is not None and state.capital in known.names else 0.0

    def _speaks(self, known: Known, entity: Entity, context: Context) -> float:
        """How much the article speaks for the thing, wherever it does."""
        spans = [(mention.span.start, mention.span.end) for mention in entity.mentions]
        region = known.id if known.level is Level.REGION else known.region
        country = known.id if known.level is Level.COUNTRY else known.country
        return context.country(country, entity.key, spans) + context.region(
            region, entity.key, spans
        )

    def _candidates(self, entity: Entity) -> tuple[str, tuple[Candidate, ...]]:
        """What bears one of the entity's names, with or without the "kota" before it."""
        proper = _proper(self._bare(entity.name))
        for spelling in spellings(entity):
            for name in (spelling, self._bare(spelling)):
                found = tuple(one for one in self.gazetteer.candidates(name) if _is_place(one))
                if (found or fold(name) in choices()) and proper <= _proper(name):
                    return name, found
        return "", ()

    def _bare(self, name: str) -> str:
        words = name.split()
        for length in (2, 1):
            if len(words) > length and " ".join(words[:length]).lower() in self.words.levels:
                return " ".join(words[length:])
        return name

    def _level(self, entity: Entity) -> str:
        """What the words beside its mentions, or its name itself, say that it is."""
        found: Counter[str] = Counter()
        for mention in entity.mentions:
            start, end = mention.span.start, mention.span.end
            before = _WORDS.findall(self.text, max(0, start - _BEFORE), start)[-2:]
            inside = _WORDS.findall(mention.text)[:-1]
            for words in (inside[:2], inside[:1], before, before[-1:], *self._after(end)):
                level = self.words.levels.get(" ".join(words).lower())
                if level:
                    found[level] += 1
                    break
        return min(found, key=lambda one: (-found[one], one), default="")

    def _after(self, end: int) -> Iterator[list[str]]:
        """The words after a comma: "Victoria, negara bagian di selatan Australia"."""
        told = _AFTER.match(self.text, end)
        if told is not None:
            words = told[1].split()
            yield words
            if words[0][0].islower():
                yield words[:1]


def spellings(entity: Entity) -> tuple[str, ...]:
    """The entity's names, the fullest first."""
    return tuple(dict.fromkeys((entity.name, *entity.aliases)))


def _is_place(one: Candidate) -> bool:
    levels = {Level.COUNTRY, Level.REGION, Level.DISTRICT, Level.CITY}
    return one.known.level in levels and one.naming in _NAMINGS


def _is_spot(one: Candidate) -> bool:
    return one.known.level in {Level.REGION, Level.DISTRICT, Level.CITY}


def _proper(name: str) -> set[str]:
    """The capitalised words: "Sleman barat" is in Sleman, "Belfast Giants" is not Belfast."""
    return {fold(word) for word in name.split() if not word[0].islower()}


def _prior(known: Known) -> float:
    if known.level is Level.COUNTRY:
        return _COUNTRY
    if known.level is Level.DISTRICT:
        return _DISTRICT
    return _REGION if known.level is Level.REGION else math.log10(known.population + 1)


def _in_order(one: Scored, others: Sequence[Scored]) -> Scored:
    """Less for a region that has a city of its name, and for a city that is a state's namesake."""
    here = {other.known.level for other in others if _state(other.known) == _state(one.known)}
    if one.known.level is Level.DISTRICT and here & {Level.CITY, Level.REGION}:
        return replace(one, score=one.score - _LAST)
    if one.known.level is Level.REGION and Level.CITY in here:
        return replace(one, score=one.score - _SECOND)
    if one.known.level is Level.CITY and Level.COUNTRY in here:
        return replace(one, score=one.score - 2 * _SECOND)
    return one


def _state(known: Known) -> str | None:
    return known.id if known.level is Level.COUNTRY else known.country


def _fits(known: Known, level: str) -> float:
    """Whether it is what the words beside the name say."""
    if level == "district":
        return {Level.DISTRICT: _FIT, Level.REGION: _FIT / 2}.get(known.level, -_FIT)
    if level:
        return _FIT if known.level.value == level else -_FIT
    return 0.0
