"""What the world's countries, regions, cities and organizations are called and where they lie.

The tables in ``data/`` are read when first asked for. Where they come from, and how to make them
again, stands in ``data/README.md``; every row names its source.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.errors import PackError

_LONGEST_ACRONYM = 5
GEONAMES = "https://sws.geonames.org/"


class Level(StrEnum):
    """What kind of place."""

    COUNTRY = "country"
    REGION = "region"
    CITY = "city"
    ORGANIZATION = "organization"


@dataclass(frozen=True, slots=True)
class Known:
    """One row of the gazetteer; ``names`` begins with its label."""

    level: Level
    id: str
    names: tuple[str, ...]
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    geonames: str | None = None
    capital: str | None = None

    @property
    def key(self) -> str:
        """The path of its IRI: ``country/KP``, ``place/geonames-538560``, ``organization/nato``."""
        match self.level:
            case Level.COUNTRY | Level.ORGANIZATION:
                return f"{self.level.value}/{self.id}"
            case Level.REGION:
                return f"place/{self.id}"
            case Level.CITY:
                return f"place/geonames-{self.id}"

    @property
    def exact_match(self) -> tuple[str, ...]:
        """The same thing's IRI in GeoNames, where its source states it."""
        return () if self.geonames is None else (f"{GEONAMES}{self.geonames}/",)


def fold(name: str) -> str:
    """``name`` without case, accents and double blanks, as names are compared."""
    if not name.isascii():
        decomposed = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in decomposed if not unicodedata.combining(c))
        name = name.replace("’", "'").replace("‘", "'")
    return " ".join(name.casefold().split())


class Gazetteer:
    """Look-up by code and by name. Tables are read once, on first use."""

    def __init__(self, root: Traversable) -> None:
        self._root = root

    def country(self, iso: str) -> Known | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self._by_iso.get(iso)

    def countries(self, name: str) -> tuple[Known, ...]:
        """The countries of that name."""
        isos = self._country_names.get(fold(name), ())
        return tuple(self._by_iso[iso] for iso in isos)

    def places(self, name: str) -> tuple[Known, ...]:
        """The regions and cities of that name, each in the order of the table."""
        folded = fold(name)
        regions = self._region_lines.get(folded, ())
        cities = self._city_rows.get(folded, ())
        return (*map(_region, regions), *(_city(self._cities[row]) for row in cities))

    def organization(self, name: str) -> Known | None:
        """The organization of that name; an acronym counts only in its own capitals."""
        exact = self._organizations.get(name)
        if exact is not None:
            return exact
        return self._long_organizations.get(fold(name))

    @cached_property
    def _by_iso(self) -> Mapping[str, Known]:
        return {known.id: known for known in map(_country, self._rows("countries"))}

    @cached_property
    def _country_names(self) -> Mapping[str, tuple[str, ...]]:
        return _index((name, known.id) for known in self._by_iso.values() for name in known.names)

    @cached_property
    def _region_lines(self) -> Mapping[str, tuple[str, ...]]:
        return _index(_named_lines(self._rows("regions")))

    @cached_property
    def _cities(self) -> list[str]:
        return self._rows("cities")

    @cached_property
    def _city_rows(self) -> Mapping[str, list[int]]:
        """Rows by folded name. The table holds names folded, for folding 80,000 takes a second."""
        index: dict[str, list[int]] = {}
        for row, line in enumerate(self._cities):
            for key in line.split("\t", 4)[3].split("|"):
                index.setdefault(key, []).append(row)
        return index

    @cached_property
    def _organizations(self) -> Mapping[str, Known]:
        rows = map(_organization, self._rows("organizations"))
        return {name: known for known in rows for name in known.names}

    @cached_property
    def _long_organizations(self) -> Mapping[str, Known]:
        names = self._organizations.items()
        return {fold(name): known for name, known in names if not _is_acronym(name)}

    def _rows(self, table: str) -> list[str]:
        """The lines of a table without its heading.

        Raises:
            PackError: the table is missing.
        """
        try:
            text = (self._root / f"{table}.tsv").read_text(encoding="utf-8")
        except FileNotFoundError as error:
            raise PackError(
                f"the gazetteer lacks {table}.tsv", "Install the package again."
            ) from error
        return text.rstrip("\n").split("\n")[1:]


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this package."""
    return Gazetteer(files("kg.link") / "data")


def _index(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    """What stands under each folded name, each once, in order."""
    index: dict[str, tuple[str, ...]] = {}
    for name, value in pairs:
        folded = fold(name)
        held = index.get(folded, ())
        if value not in held:
            index[folded] = (*held, value)
    return index


def _named_lines(lines: Iterable[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        _, label, aliases, _ = line.split("\t", 3)
        yield label, line
        if aliases:
            for alias in aliases.split("|"):
                yield alias, line


def _names(*cells: str) -> tuple[str, ...]:
    names = (name for cell in cells for name in cell.split("|") if name)
    return tuple(dict.fromkeys(names))


def _country(line: str) -> Known:
    iso, label, english, aliases, capital, geonames, latitude, longitude, _ = line.split("\t")
    return Known(
        Level.COUNTRY,
        iso,
        _names(label, english, aliases),
        latitude=_number(latitude),
        longitude=_number(longitude),
        geonames=geonames or None,
        capital=capital or None,
    )


def _region(line: str) -> Known:
    code, label, aliases, country, latitude, longitude, _ = line.split("\t")
    return Known(
        Level.REGION,
        code,
        _names(label, aliases),
        country,
        _number(latitude),
        _number(longitude),
    )


def _city(line: str) -> Known:
    geonames, label, english, _, country, latitude, longitude, population, _ = line.split("\t")
    return Known(
        Level.CITY,
        geonames,
        _names(label, english),
        country,
        _number(latitude),
        _number(longitude),
        int(population),
        geonames,
    )


def _organization(line: str) -> Known:
    key, label, aliases, country, _ = line.split("\t")
    return Known(Level.ORGANIZATION, key, _names(label, aliases), country or None)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _is_acronym(name: str) -> bool:
    return name.isupper() or (len(name) <= _LONGEST_ACRONYM and name[:2].isupper())
