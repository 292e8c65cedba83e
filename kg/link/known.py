"""What the gazetteer says of one thing: countries, regions, cities, organizations, figures."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

GEONAMES = "https://sws.geonames.org/"


class Level(StrEnum):
    """What kind of thing."""

    COUNTRY = "country"
    REGION = "region"
    DISTRICT = "district"
    CITY = "city"
    ORGANIZATION = "organization"
    PERSON = "person"


class Naming(StrEnum):
    """In what way a name is a thing's name."""

    NAME = "name"
    SHORT = "short"
    FORMER = "former"
    DEMONYM = "demonym"
    METONYM = "metonym"
    OTHER = "other"
    FAMILY = "family"


@dataclass(frozen=True, slots=True)
class Office:
    """An office that a figure held; ``of`` is a country's code or an organization's key."""

    kind: str
    of: str
    first: int
    last: int | None


@dataclass(frozen=True, slots=True)
class Known:
    """One row of the gazetteer; ``names`` begins with its label.

    ``region`` is the ISO 3166-2 code that a city or district lies in, where its source says so;
    ``fame`` is how often the news speak of a figure, 1 to 4.
    """

    level: Level
    id: str
    names: tuple[str, ...]
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    geonames: str | None = None
    capital: str | None = None
    region: str | None = None
    offices: tuple[Office, ...] = ()
    fame: int = 0

    @property
    def key(self) -> str:
        """The path of its IRI: ``country/KP``, ``place/geonames-538560``, ``organization/nato``."""
        match self.level:
            case Level.COUNTRY | Level.ORGANIZATION | Level.PERSON:
                return f"{self.level.value}/{self.id}"
            case Level.REGION:
                return f"place/{self.id}"
            case Level.DISTRICT:
                return f"place/kemendagri-{self.id}"
            case Level.CITY:
                return f"place/geonames-{self.id}"

    @property
    def iso(self) -> str | None:
        """Its code in ISO 3166: alpha-2 of a country, 3166-2 of a region."""
        return self.id if self.level in {Level.COUNTRY, Level.REGION} else None

    @property
    def exact_match(self) -> tuple[str, ...]:
        """The same thing's IRI in GeoNames, where its source states it."""
        return () if self.geonames is None else (f"{GEONAMES}{self.geonames}/",)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A thing that a name may mean, and in what way it is its name."""

    known: Known
    naming: Naming


@lru_cache(maxsize=1 << 14)
def fold(name: str) -> str:
    """``name`` without case, accents and double blanks, as names are compared."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
        name = name.replace("’", "'").replace("‘", "'")
    return " ".join(name.casefold().split())
