"""What speaks for a figure of the gazetteer behind a person's name: fame, office, country, year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.link.choosing import NOTHING, Scored, Verdict, decide
from kg.link.context import Context
from kg.link.gazetteer import Gazetteer
from kg.link.known import Candidate, Known, Level, Naming
from kg.link.words import Words
from kg.model import Entity

#: A namesake that the gazetteer does not know.
_NAMESAKE = 2.5
_FULL, _ALONE, _FAMILY = 3.0, 1.9, 0.5
_FAME = {Naming.NAME: 0.5, Naming.FAMILY: 0.7}
_OFFICE, _OTHER_OFFICE, _NO_OFFICE = 2.0, -1.5, -1.2
_COUNTRY, _OTHER_COUNTRY = 1.5, -2.0
_YEAR = 0.7
_BEFORE = 40
_FIRST_AND_LAST, _INITIAL = 2, 2
_CAPITALS = re.compile(r"(?:[A-Z][\w.'-]* ){1,3}$")
_YEARS = re.compile(r"\b(?:1[89]|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Figures:
    """Decides whom names of persons mean."""

    gazetteer: Gazetteer
    words: Words
    text: str
    years: tuple[int, ...]

    def person(self, entity: Entity, country: str | None, context: Context) -> Verdict:
        """Whom a person's fullest name means; ``country`` is the state that he belongs to.

        A family name that stands for a longer name in the article says nothing on its own:
        "Obama" after "Malik Obama" is he.
        """
        found = [
            one for one in self.gazetteer.candidates(entity.name) if one.known.level is Level.PERSON
        ]
        if not found or " " not in entity.name:
            found = self._with_first_name(entity) or found
        if not found:
            found = self._with_more_names(entity.name)
        if not found:
            return NOTHING
        scored = [Scored(one.known, self._score(entity, one, country, context)) for one in found]
        return decide(scored, _NAMESAKE)

    def _with_first_name(self, entity: Entity) -> list[Candidate]:
        """The figure whose name the mentions are the end of: "Hilton" in "Paris Hilton"."""
        for mention in entity.mentions:
            start, end = mention.span.start, mention.span.end
            before = _CAPITALS.search(self.text, max(0, start - _BEFORE), start)
            words = before[0].split() if before else []
            for first in range(len(words)):
                full = " ".join([*words[first:], self.text[start:end]])
                found = [
                    one
                    for one in self.gazetteer.candidates(full)
                    if one.known.level is Level.PERSON
                ]
                if found:
                    return found
        return []

    def _with_more_names(self, name: str) -> list[Candidate]:
        """The figure with this first and last name: "Rosa Maria Araya" is "Rosa Araya"."""
        words = name.split()
        if len(words) <= _FIRST_AND_LAST or len(words[-1]) <= _INITIAL:
            return []
        found = self.gazetteer.candidates(f"{words[0]} {words[-1]}")
        return [one for one in found if one.known.level is Level.PERSON]

    def _score(
        self, entity: Entity, one: Candidate, country: str | None, context: Context
    ) -> float:
        known = one.known
        alone = one.naming is Naming.NAME and entity.name in known.names and " " not in entity.name
        base = _FAMILY if one.naming is Naming.FAMILY else _ALONE if alone else _FULL
        score = base + _FAME[one.naming] * known.fame
        score += self._office(entity, known)
        countries = {office.of for office in known.offices}
        if country is not None:
            score += _COUNTRY if country in countries else _OTHER_COUNTRY
        else:
            spans = [(mention.span.start, mention.span.end) for mention in entity.mentions]
            score += 0.5 * max(
                (context.country(of, entity.key, spans) for of in sorted(countries)), default=0.0
            )
        return score + (_YEAR if self._was_in_office(known) else 0.0)

    def _office(self, entity: Entity, known: Known) -> float:
        """Whether the title before the name is one that the figure has held."""
        kinds = None if entity.position is None else self.words.offices_of(entity.position)
        if kinds is None:
            return 0.0
        if not kinds:
            return _NO_OFFICE
        held = {office.kind for office in known.offices}
        return _OFFICE if kinds & held else _OTHER_OFFICE

    def _was_in_office(self, known: Known) -> bool:
        return any(
            office.first <= year <= (office.last or office.first + 40)
            for year in self.years
            for office in known.offices
        )


def years_of(text: str) -> tuple[int, ...]:
    """The years that a text names."""
    return tuple(sorted({int(year) for year in _YEARS.findall(text)}))
