"""How well names are linked, over labelled sentences of our own, through the pipeline itself.

Half of the passages were looked at while the linker was made (odd numbers); the other half was
only counted. A name counts as linked right where the mention that covers it best belongs to an
entity with the right key; a name that is not in the facts is not linked.

In passages.tsv, ``{Georgia=a:US-GA}`` marks a name: whether it is plain (p) or ambiguous (a), and
what it means: a country or region by its ISO code, a city by name and country or state
(``Cordoba@ES``), a figure (``p:Joe Biden``), an organization (``o:nato``), an Indonesian regency
(``k:3507``), or ``-`` for nothing that the gazetteer has. After a slash stands another right
answer. When the gazetteer gained the regencies, labels in both halves that are names of one did.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from kg import pipeline
from kg.link.gazetteer import load_gazetteer
from kg.link.known import Level, Naming, fold
from kg.model import Article, Entity, Mention

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
    """The gazetteer's key for what a label says; "no ..." where the gazetteer has no such thing."""
    gazetteer = load_gazetteer()
    if said == "-":
        return None
    if said.startswith("p:"):
        key = "person/" + re.sub(r"[^a-z0-9]+", "-", fold(said[2:])).strip("-")
    elif said.startswith("k:"):
        key = "place/kemendagri-" + said[2:]
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


PASSAGES = tuple(read_passages())


def test_there_are_enough_names_of_each_kind():
    kinds = Counter(label.ambiguous for passage in PASSAGES for label in passage.labels)
    assert kinds[True] >= 300
    assert kinds[False] >= 300


def test_every_label_means_something_in_the_gazetteer():
    for passage in PASSAGES:
        for label in passage.labels:
            assert not any(key and key.startswith("no ") for key in label.keys), (passage, label)


def found_for(label: Label, found: tuple[Entity, ...]) -> str | None:
    """The key that the pipeline gives a labelled name, None for nothing."""

    def away(mention: Mention) -> int:
        return abs(mention.span.start - label.start) + abs(mention.span.end - label.end)

    over = [
        (away(mention), entity.link.key if entity.link else "")
        for entity in found
        for mention in entity.mentions
        if mention.span.start < label.end and label.start < mention.span.end
    ]
    return min(over, default=(0, ""))[1] or None


@cache
def counts() -> Counter[tuple[bool, str]]:
    """By half (dev or not): right and all of plain and ambiguous names, and what NIL is for."""
    found: Counter[tuple[bool, str]] = Counter()
    for passage in PASSAGES:
        article = Article(id=passage.id, text=passage.text, language="id")
        linked = pipeline.run(article).entities
        for label in passage.labels:
            key = found_for(label, linked)
            kind = "ambiguous" if label.ambiguous else "plain"
            right = key in label.keys
            found[passage.dev, kind] += 1
            found[passage.dev, f"{kind} right"] += right
            found[passage.dev, "nil right"] += key is None and right
            found[passage.dev, "nil said"] += key is None
            found[passage.dev, "nil"] += None in label.keys and (key is None or not right)
    return found


@pytest.mark.parametrize("dev", [True, False], ids=["dev", "test"])
@pytest.mark.parametrize(("kind", "floor"), [("plain", 0.95), ("ambiguous", 0.85)])
def test_names_are_linked_right(dev, kind, floor):
    assert counts()[dev, f"{kind} right"] / counts()[dev, kind] >= floor


def test_nothing_is_said_where_nothing_is_meant():
    """F1 of NIL over all passages: of names that mean nothing in the gazetteer, left unlinked."""
    found = counts()
    right, said, meant = (
        sum(found[dev, kind] for dev in (True, False)) for kind in ("nil right", "nil said", "nil")
    )
    assert 2 * right / (said + meant) >= 0.80
