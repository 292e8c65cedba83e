"""The labelled sentences of passages.tsv: names in them, and what the gazetteer calls each.

``{Georgia=a:US-GA}`` marks a name: whether it is plain (p) or ambiguous (a), and what it means: a
country or region by its ISO code, a city by name and country or state (``Cordoba@ES``), a figure
(``p:Joe Biden``), an organization (``o:nato``), or ``-`` for nothing that the gazetteer has. After
a slash stands another right answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.link.gazetteer import load_gazetteer
from kg.link.known import Level, Naming, fold

NAME = re.compile(r"\{([^{}=]+)=([ap]):([^{}]+)\}")


@dataclass(frozen=True)
class Label:
    """A name at ``start`` to ``end`` of a passage, and the keys that are right for it."""

    start: int
    end: int
    name: str
    ambiguous: bool
    keys: tuple[str | None, ...]


@dataclass(frozen=True)
class Passage:
    id: str
    text: str
    labels: tuple[Label, ...]

    @property
    def dev(self) -> bool:
        """Whether its mistakes may be looked at; the other half is only counted."""
        return int(self.id) % 2 == 1


def read_passages() -> Iterator[Passage]:
    lines = (Path(__file__).parent / "passages.tsv").read_text(encoding="utf-8").splitlines()
    for line in lines[1:]:
        id_, marked = line.split("\t")
        text, labels, last = "", [], 0
        for found in NAME.finditer(marked):
            text += marked[last : found.start()]
            start = len(text)
            text += found[1]
            last = found.end()
            keys = tuple(key_of(one) for one in found[3].split("/") if one)
            labels.append(Label(start, len(text), found[1], found[2] == "a", keys))
        yield Passage(id_, text + marked[last:], tuple(labels))


def key_of(said: str) -> str | None:
    """The gazetteer's key for what a label says.

    Raises AssertionError where the gazetteer has no such thing.
    """
    gazetteer = load_gazetteer()
    if said == "-":
        return None
    if said.startswith("p:"):
        key = "person/" + re.sub(r"[^a-z0-9]+", "-", fold(said[2:])).strip("-")
    elif said.startswith("o:"):
        key = "organization/" + said[2:]
    elif "@" in said:
        name, country = said.split("@")
        found = [one for one in gazetteer.candidates(name) if one.known.level is Level.CITY]
        found = [one for one in found if country in {one.known.country, one.known.region}]
        own = [one for one in found if one.naming is Naming.NAME]
        here = [one.known for one in own or found]
        if not here:
            return f"no {said}"
        key = max(here, key=lambda one: one.population).key
    else:
        key = ("place/" if "-" in said else "country/") + said
    return key if gazetteer.known(key) else f"no {said}"
