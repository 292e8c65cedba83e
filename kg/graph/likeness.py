"""How likely two profiles are one and the same: weights of what agrees and what does not.

After Fellegi and Sunter (1969), "A theory for record linkage": every field of two records agrees
on a level, every level has a weight, and the sum of the weights is the logarithm of the odds. The
weights are in thousandths, so that sums do not depend on their order. They were set on the tuning
half of ``tests/graph/profiles.tsv`` and are measured on the other half.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from kg.graph.naming import bodies, is_syllabic, persons
from kg.graph.profile import Profile
from kg.link.known import fold
from kg.model import EntityType

NAMES = {
    "same": 1500, "spelling": 600, "order": 300, "shorter": 600, "initial": 0, "single": -1600,
    "word": 1200, "letters": -900, "part": -2300, "tail": -1700, "stem": -2500, "acronym": -900,
    "syllables": -1500,
}  # fmt: skip
AFFILIATIONS = {"same": 2200, "shared": 1600, "": 0, "other": -1200, "foreign": -4500}
POSITIONS = {"same": 1600, "": 0, "other": -1200, "rival": -3200}
COMPANIONS = (-1500, 1500, 2200, 2600, 3000)
"""By the number of companions shared, the last for more."""
COUNTRIES = {"shared": 300, "": 0, "none": -2000}
OTHER_TYPE = -800
TOGETHER = -500
"""For two that one article tells apart."""
ALIAS = -200
"""A name that agrees only by what the article calls it besides."""

_folded = lru_cache(maxsize=1 << 18)(fold)

_ALIKE = 85
"""From so many hundredths on, two titles with one head are spellings of one."""
_BELONGS = frozenset({"same", "shared"})


@dataclass(frozen=True, slots=True)
class Likeness:
    """The sum of the weights, and the levels that it is made of, the name's first."""

    score: int
    levels: tuple[tuple[str, str], ...]

    @property
    def grounds(self) -> tuple[str, ...]:
        """The levels in words."""
        return tuple(f"{field}: {level}" for field, level in self.levels)

    @property
    def confidence(self) -> float:
        """The probability that both are one."""
        return confidence(self.score)


def confidence(score: int) -> float:
    """The probability for a sum of weights, to two digits."""
    return round(1 / (1 + math.exp(-max(-20000, min(20000, score)) / 1000)), 2)


def may_be_one(one: EntityType, other: EntityType) -> bool:
    """Whether extraction may take one type for the other: a person is always a person."""
    if one == other:
        return True
    kinds = {one, other}
    return not kinds & {EntityType.PERSON, EntityType.COUNTRY}


def likeness(one: Profile, other: Profile, *, together: bool = False) -> Likeness | None:
    """How alike two profiles are; None where they cannot be one.

    A place that the gazetteer's linker left open is the linked one only in the same country.
    ``together`` says that one article names both: its other names tell nothing then.
    """
    if not may_be_one(one.type, other.type):
        return None
    level, weight = _name(one, other)
    if not level:
        return None
    affiliation = _affiliation(one, other)
    if _linked_otherwise(one, other, affiliation):
        return None
    position = _position(one, other) if one.type is EntityType.PERSON else ""
    if position == "other" and affiliation not in _BELONGS:
        within = one.position in other.position or other.position in one.position
        position = "other" if within else "rival"
    parts = [
        ("name", level, weight),
        ("affiliation", affiliation, AFFILIATIONS[affiliation]),
        ("position", position, POSITIONS[position]),
    ]
    if together:
        parts.append(("article", "same", TOGETHER))
    else:
        parts += _surroundings(one, other, counts=position != "rival" and affiliation != "foreign")
    if one.type != other.type:
        parts.append(("type", "other", OTHER_TYPE))
    levels = tuple((field, value) for field, value, _ in parts if value)
    return Likeness(sum(weight for _, _, weight in parts), levels)


def likeness_of_equals(profile: Profile) -> int:
    """The least that another profile scores that says the same: nobody else need be shared."""
    name = persons if profile.type is EntityType.PERSON else bodies
    score = NAMES[name(profile.name, profile.name)] + COMPANIONS[0]
    score += AFFILIATIONS["same"] if profile.affiliation else 0
    if profile.position and profile.type is EntityType.PERSON:
        score += POSITIONS["same"]
    return score + (COUNTRIES["shared"] if profile.home else 0)


def _linked_otherwise(one: Profile, other: Profile, affiliation: str) -> bool:
    """Whether the gazetteer speaks against it."""
    if one.link is None and other.link is None:
        return False
    if one.link is not None and other.link is not None and one.link != other.link:
        return True
    place = EntityType.PLACE in {one.type, other.type}
    return place and affiliation not in _BELONGS


def _surroundings(one: Profile, other: Profile, *, counts: bool) -> list[tuple[str, str, int]]:
    """Who else the articles name; that does not outweigh an office or country of its own."""
    parts = []
    shared = _company(one, other)
    if shared is not None:
        gain = COMPANIONS[min(shared, len(COMPANIONS) - 1)]
        parts.append(("companions", str(shared), gain if counts else min(gain, 0)))
    countries = _countries(one, other)
    return [*parts, ("countries", countries, COUNTRIES[countries])]


def _name(one: Profile, other: Profile) -> tuple[str, int]:
    """How the names agree best, and its weight; "" where they do not."""
    if one.type is EntityType.PERSON:
        level = persons(one.name, other.name)
        return level, NAMES.get(level, 0)
    best, weight = "", 0
    for place, mine in enumerate((one.name, *one.names)):
        for other_place, theirs in enumerate((other.name, *other.names)):
            level = bodies(mine, theirs)
            if level:
                found = NAMES[level] + (ALIAS if place or other_place else 0)
                if not best or found > weight:
                    best, weight = level, found
    return best, weight


def _affiliation(one: Profile, other: Profile) -> str:
    mine, theirs = one.affiliation, other.affiliation
    if not mine or not theirs:
        return ""
    if mine[0] == theirs[0]:
        return "same"
    if set(mine) & set(theirs):
        return "shared"
    if any(bodies(a, b) for a in mine for b in theirs if "/" not in a + b):
        return "shared"
    both = all(any(word.startswith("country/") for word in chain) for chain in (mine, theirs))
    return "foreign" if both else "other"


def _position(one: Profile, other: Profile) -> str:
    """Whether the offices are one, by their words; the first word of a title is its head."""
    if not one.position or not other.position:
        return ""
    mine, theirs = one.position.split(), other.position.split()
    if mine[0] != theirs[0]:
        return "other"
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return "same"
    rest = sorted((mine[1:], theirs[1:]), key=len)
    if len(rest[0]) == 1 and is_syllabic(rest[0][0], tuple(rest[1])):
        return "same"
    return "same" if fuzz.ratio(one.position, other.position) >= _ALIKE else "other"


def _company(one: Profile, other: Profile) -> int | None:
    """How many companions both have besides themselves; None where one has none."""
    mine, theirs = one.companions, other.companions
    own = {*map(_folded, (one.name, *one.names)), *map(_folded, (other.name, *other.names))}
    if mine <= own or theirs <= own:
        return None
    shared = mine & theirs
    return len(shared) - sum(name in shared for name in own)


def _countries(one: Profile, other: Profile) -> str:
    if not one.countries or not other.countries:
        return ""
    return "shared" if one.countries & other.countries else "none"
