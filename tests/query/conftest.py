"""A graph of two small articles of our own, for questions."""

from __future__ import annotations

import runpy
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from kg.export import EXPORTERS
from kg.export.write import write
from kg.graph.across import across
from kg.graph.build import build
from kg.link.iri import Minter
from kg.model import (
    Article,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Form,
    Link,
    Mention,
    Role,
    Run,
    Span,
    Stance,
)
from kg.query.graphs import Graphs, open_graphs

BASE = "https://example.org/kg/"
TEXT = (
    "Kenya kirim polisi\n\n"
    "Dr. Amina Wanjiru mengatakan Kenya mengirim polisi ke Haiti. Haiti membantah.\x1b[31m "
    "Menurut dia, \u202eKenya\u202c tidak menarik polisi itu."
)


def facts(name: str, text: str = TEXT) -> Facts:
    """Two countries and a person; two events; a claim by each side."""

    def said(words: str, nth: int = 1) -> Mention:
        at = -1
        for _ in range(nth):
            at = text.index(words, at + 1)
        return Mention.at(text, Span(at, at + len(words)))

    kenya = Link(key="country/KE", label="Kenya", iso="KE")
    haiti = Link(key="country/HT", label="Haiti", iso="HT")
    return Facts(
        article=Article(id=name, text=text, language="id", title="Kenya kirim polisi"),
        entities=(
            Entity(key="a", type=EntityType.COUNTRY, name="Kenya", link=kenya,
                   mentions=(said("Kenya", 2), said("Kenya", 3))),
            Entity(key="b", type=EntityType.COUNTRY, name="Haiti", link=haiti,
                   mentions=(said("Haiti"), said("Haiti", 2))),
            Entity(key="c", type=EntityType.PERSON, name="Amina Wanjiru",
                   mentions=(said("Amina Wanjiru"),)),
            Entity(key="d", type=EntityType.GROUP, name="polisi", form=Form.NOMINAL,
                   mentions=(said("polisi", 2),)),
        ),
        events=(
            Event(key="v", type="AID", mode=None, label="Kenya mengirim polisi ke Haiti",
                  mentions=(said("mengirim"),), rule="test",
                  roles=((Role.AGENT, "a"), (Role.PATIENT, "d"), (Role.RECIPIENT, "b"))),
            Event(key="w", type="RETREAT", mode="withdraw", label="Kenya menarik polisi",
                  mentions=(said("menarik"),), rule="test", roles=((Role.AGENT, "a"),)),
        ),
        claims=(
            Claim(key="p", events=("v",), sources=("c",), cue="mengatakan",
                  mentions=(said("mengatakan"),), contradicts=("q",)),
            Claim(key="q", events=("v",), sources=("b",), cue="membantah", stance=Stance.DENY,
                  mentions=(said("membantah"),)),
            Claim(key="r", events=("w",), mentions=(said("Menurut"),)),
        ),
    )  # fmt: skip


@pytest.fixture(scope="session")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as ``kg build`` leaves it."""
    folder = tmp_path_factory.mktemp("query") / "output"
    run = Run(software="berita-kg", version="0", model="none")
    graph = build((facts("satu"), facts("dua")), run, BASE)
    files: dict[str, bytes] = {}
    for name in ("turtle", "trig"):
        files.update(EXPORTERS[name].render(graph))
    write(files, folder)
    return folder


@pytest.fixture(scope="session")
def graphs(output: Path) -> Graphs:
    """The same, opened."""
    return open_graphs(output)


@pytest.fixture(scope="session")
def annotated(
    tmp_path_factory: pytest.TempPathFactory,
) -> Mapping[bool, tuple[Graphs, Mapping[str, str]]]:
    """The seed as people annotated it: with and without its publication date, with the ids."""
    here = Path(__file__).parent
    read = runpy.run_path(str(here / "gold_facts.py"))["gold_facts"]
    found = {}
    for published in (date(2025, 2, 27), None):
        one: Facts = read(here / "seed" / "000_a39da216cea299ce.json", published)
        folder = tmp_path_factory.mktemp("annotated")
        run = Run(software="annotation", version="1", model="people")
        write(EXPORTERS["trig"].render(build((one,), run)), folder)
        kept = {fact.key for layer in (one.events, one.claims) for fact in layer}
        ids = {iri: key for key, iri in Minter().names(one).items() if key in kept}
        found[published is not None] = (open_graphs(folder), ids)
    return found


@pytest.fixture(scope="session")
def told_twice(tmp_path_factory: pytest.TempPathFactory) -> Graphs:
    """The annotated seed in two articles, with what ties them."""
    here = Path(__file__).parent
    read = runpy.run_path(str(here / "gold_facts.py"))["gold_facts"]
    one: Facts = read(here / "seed" / "000_a39da216cea299ce.json", date(2025, 2, 27))
    both = (one, replace(one, article=replace(one.article, id="lagi")))
    folder = tmp_path_factory.mktemp("twice")
    run = Run(software="annotation", version="1", model="people")
    write(EXPORTERS["trig"].render(build(both, run, among=across(both))), folder)
    return open_graphs(folder)
