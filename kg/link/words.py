"""What a language pack and the gazetteer say of the words around names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

from kg.lang.pack import Pack, available
from kg.lang.pack import load as load_pack
from kg.link.known import fold
from kg.link.tables import table_lines

_LONGEST_TITLE = 4


@dataclass(frozen=True, slots=True)
class Choice:
    """One of the things that an ambiguous name of a state may mean.

    ``weight`` says how often it does, in tenfolds; ``cues`` are words of an article that is about
    it.
    """

    key: str
    weight: float
    cues: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Words:
    """What a language pack knows of names of countries, words for places, and titles.

    ``home`` is the country whose places its newspapers need not explain.
    """

    labels: Mapping[str, str] = field(default_factory=dict)
    country_names: Mapping[str, str] = field(default_factory=dict)
    seats: frozenset[str] = frozenset()
    levels: Mapping[str, str] = field(default_factory=dict)
    offices: Mapping[str, frozenset[str]] = field(default_factory=dict)
    former: frozenset[str] = frozenset()
    home: str | None = None

    def offices_of(self, title: str) -> frozenset[str] | None:
        """The kinds of office that a title may name, empty for another; None without a title."""
        words = [word for word in title.lower().split() if word not in self.former]
        for length in range(min(len(words), _LONGEST_TITLE), 0, -1):
            found = self.offices.get(" ".join(words[:length]))
            if found is not None:
                return found
        return frozenset() if words else None


@cache
def words_of(tag: str) -> Words:
    """The words of a language, none where it has no pack."""
    if tag not in available():
        return Words()
    pack = load_pack(tag)
    labels: dict[str, str] = {}
    names: dict[str, str] = {}
    seats = set()
    for row in _rows(pack, "countries"):
        if row["kind"] == "name":
            labels.setdefault(row["iso"], row["name"])
        if row["kind"] in {"name", "short"}:
            names[row["name"]] = row["iso"]
        if row["kind"] == "capital":
            seats.add(fold(row["name"]))
    return Words(
        labels,
        names,
        frozenset(seats),
        {row["word"]: row["level"] for row in _rows(pack, "places")},
        {
            row["title"]: frozenset(row["offices"].split("|")) - {"-"}
            for row in _rows(pack, "offices")
        },
        frozenset(pack.about.get("former", ())),
        pack.about.get("home"),
    )


@cache
def choices() -> Mapping[str, tuple[Choice, ...]]:
    """What the ambiguous names of states may mean, by folded name."""
    found: dict[str, tuple[Choice, ...]] = {}
    for name, key, weight, cues, _ in table_lines(files("kg.link") / "data", "choices"):
        choice = Choice(key, float(weight), tuple(cue for cue in cues.split("|") if cue))
        found[fold(name)] = (*found.get(fold(name), ()), choice)
    return found


def _rows(pack: Pack, table: str) -> tuple[Mapping[str, str], ...]:
    return pack.table(table) if table in pack.about["tables"] else ()
