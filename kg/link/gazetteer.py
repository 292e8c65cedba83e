"""What the world's countries, regions, cities, organizations and figures are called.

The tables in ``data/`` are read when first asked for. Where they come from, and how to make them
again, stands in ``data/README.md``; every row names its source.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable

from kg.link.known import Candidate, Known, Level, Naming, Office, fold
from kg.link.tables import SortedLines, table_bytes, table_lines

_LONGEST_ACRONYM = 5
#: Names whose meanings are kept at hand: news names the same ones again and again.
_ASKED = 20_000
#: How keys begin whose kind is not that of the level.
_KEYS = {Level.REGION: "place/", Level.DISTRICT: "place/kemendagri-"}
_Row = tuple[Level, int]


class Gazetteer:
    """Look-up by key and by name. Tables are read once, on first use."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._asked: dict[str, tuple[Candidate, ...]] = {}

    def known(self, key: str) -> Known | None:
        """What has that key: ``country/KP``, ``place/ID-JB``, ``place/geonames-53654``."""
        kind, _, id_ = key.partition("/")
        if id_.startswith("geonames-"):
            return self._city(id_.removeprefix("geonames-"))
        place = self._by_key.get(key)
        return None if place is None or not kind else self._at(place)

    def country(self, iso: str) -> Known | None:
        """The country of an ISO 3166-1 alpha-2 code."""
        return self.known(f"country/{iso}")

    def candidates(self, name: str) -> tuple[Candidate, ...]:
        """All that ``name`` may mean, in the order of the tables, cities by number of people.

        An acronym of an organization counts only in its own capitals.
        """
        found = self._asked.get(name)
        if found is None:
            if len(self._asked) >= _ASKED:
                self._asked.clear()
            found = self._asked[name] = self._candidates(name)
        return found

    def _candidates(self, name: str) -> tuple[Candidate, ...]:
        folded = fold(name)
        found = [
            Candidate(known, naming)
            for place, naming in self._names.get(folded, ())
            if _is_spelt(known := self._at(place), name)
        ]
        line = self._city_names.find(folded)
        for id_ in line[1].split("|") if line else ():
            city = self._city(id_)
            if city is not None:
                own = folded in map(fold, city.names)
                found.append(Candidate(city, Naming.NAME if own else Naming.OTHER))
        return tuple(found)

    def countries(self, name: str) -> tuple[Known, ...]:
        """The countries of that name, former and short names included."""
        found = (one for one in self.candidates(name) if one.naming is not Naming.METONYM)
        return tuple(one.known for one in found if one.known.level is Level.COUNTRY)

    def places(self, name: str) -> tuple[Known, ...]:
        """The regions, districts and cities of that name."""
        levels = {Level.REGION, Level.DISTRICT, Level.CITY}
        return tuple(one.known for one in self.candidates(name) if one.known.level in levels)

    def organization(self, name: str) -> Known | None:
        """The organization of that name; an acronym counts only in its own capitals."""
        found = (one.known for one in self.candidates(name))
        return next((one for one in found if one.level is Level.ORGANIZATION), None)

    def __len__(self) -> int:
        """How many names there are, a name of two things counted twice."""
        cities = table_bytes(self._root, "city-names")
        return sum(map(len, self._names.values())) + cities.count(b"|") + len(self._city_names)

    @cached_property
    def _rows(self) -> Mapping[Level, list[list[str]]]:
        tables = {
            Level.COUNTRY: "countries",
            Level.REGION: "regions",
            Level.DISTRICT: "districts",
            Level.ORGANIZATION: "organizations",
            Level.PERSON: "people",
        }
        return {level: table_lines(self._root, table) for level, table in tables.items()}

    @cached_property
    def _by_key(self) -> Mapping[str, _Row]:
        keys = {}
        for level, rows in self._rows.items():
            start = _KEYS.get(level, f"{level.value}/")
            keys.update({f"{start}{row[0]}": (level, place) for place, row in enumerate(rows)})
        return keys

    @cached_property
    def _names(self) -> Mapping[str, tuple[tuple[_Row, Naming], ...]]:
        """What stands under each folded name, each once, in order."""
        index: dict[str, tuple[tuple[_Row, Naming], ...]] = {}
        for level, rows in self._rows.items():
            for place, row in enumerate(rows):
                seen = set()
                for name, naming in _NAMED[level](row):
                    folded = fold(name)
                    if folded and folded not in seen:
                        seen.add(folded)
                        index[folded] = (*index.get(folded, ()), ((level, place), naming))
        return index

    @cached_property
    def _cities(self) -> SortedLines:
        return SortedLines(table_bytes(self._root, "cities"))

    @cached_property
    def _city_names(self) -> SortedLines:
        return SortedLines(table_bytes(self._root, "city-names"))

    @cached_property
    def _read(self) -> dict[_Row, Known]:
        return {}

    def _at(self, place: _Row) -> Known:
        """The row of a small table, read when it is first asked for."""
        if place not in self._read:
            level, number = place
            self._read[place] = _READ[level](self._rows[level][number])
        return self._read[place]

    def _city(self, id_: str) -> Known | None:
        line = self._cities.find(id_)
        if line is None:
            return None
        geonames, label, aliases, country, region, latitude, longitude, population, _ = line
        return Known(
            Level.CITY,
            geonames,
            _distinct(label, aliases),
            country,
            _number(latitude),
            _number(longitude),
            int(population),
            geonames,
            region=region or None,
        )


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer of this package."""
    return Gazetteer(files("kg.link") / "data")


def _distinct(*cells: str) -> tuple[str, ...]:
    names = (name for cell in cells for name in cell.split("|") if name)
    return tuple(dict.fromkeys(names))


def _country(row: list[str]) -> Known:
    iso, label, english, aliases, short, _, _, _, capital, geonames, latitude, longitude, _ = row
    return Known(
        Level.COUNTRY,
        iso,
        _distinct(label, english, aliases, short),
        latitude=_number(latitude),
        longitude=_number(longitude),
        geonames=geonames or None,
        capital=capital or None,
    )


def _country_names(row: list[str]) -> Iterator[tuple[str, Naming]]:
    kinds = (
        (1, Naming.NAME),
        (2, Naming.NAME),
        (3, Naming.NAME),
        (4, Naming.SHORT),
        (6, Naming.FORMER),
        (5, Naming.DEMONYM),
        (7, Naming.METONYM),
    )
    for column, naming in kinds:
        for name in row[column].split("|"):
            yield name, naming


def _region(row: list[str]) -> Known:
    code, label, aliases, country, latitude, longitude, _ = row
    return Known(
        Level.REGION,
        code,
        _distinct(label, aliases),
        country,
        _number(latitude),
        _number(longitude),
    )


def _district(row: list[str]) -> Known:
    code, label, aliases, country, region, _ = row
    return Known(Level.DISTRICT, code, _distinct(label, aliases), country, region=region)


def _organization(row: list[str]) -> Known:
    key, label, aliases, country, _ = row
    return Known(Level.ORGANIZATION, key, _distinct(label, aliases), country or None)


def _label_and_aliases(row: list[str]) -> Iterator[tuple[str, Naming]]:
    for column in (1, 2):
        for name in row[column].split("|"):
            yield name, Naming.NAME


def _person(row: list[str]) -> Known:
    key, label, aliases, _, offices, fame, _ = row
    held = tuple(_office(one) for one in offices.split(";"))
    home = next((one.of for one in held if "/" not in one.of), None)
    return Known(Level.PERSON, key, _distinct(label, aliases), home, offices=held, fame=int(fame))


def _person_names(row: list[str]) -> Iterator[tuple[str, Naming]]:
    yield from _label_and_aliases(row)
    for name in row[3].split("|"):
        yield name, Naming.FAMILY


def _office(cell: str) -> Office:
    """An office as the table writes it: ``president:US:2009-2017``.

    Without a last year it is held still; ``?`` says that the source tells no last year.
    """
    kind, of, years = cell.split(":")
    first, _, last = years.partition("-")
    return Office(kind, of, int(first), int(last) if last.isdigit() else None)


def _number(cell: str) -> float | None:
    return float(cell) if cell else None


def _is_spelt(known: Known, name: str) -> bool:
    """Whether an acronym is written as the organization writes it."""
    if known.level is not Level.ORGANIZATION or name in known.names:
        return True
    folded = fold(name)
    return any(folded == fold(one) and not _is_acronym(one) for one in known.names)


def _is_acronym(name: str) -> bool:
    return name.isupper() or (len(name) <= _LONGEST_ACRONYM and name[:2].isupper())


_NAMED = {
    Level.COUNTRY: _country_names,
    Level.REGION: _label_and_aliases,
    Level.DISTRICT: _label_and_aliases,
    Level.ORGANIZATION: _label_and_aliases,
    Level.PERSON: _person_names,
}
_READ = {
    Level.COUNTRY: _country,
    Level.REGION: _region,
    Level.DISTRICT: _district,
    Level.ORGANIZATION: _organization,
    Level.PERSON: _person,
}
