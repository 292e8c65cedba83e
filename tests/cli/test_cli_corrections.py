"""``corrections.toml``: each kind shows in the graph, conforms, is told, and can be undone."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.model import Article, Claim, Entity, EntityType, Event, Facts, Mention, Role, Span

Kg = Callable[..., Any]
Snapshot = Callable[[Path], Sequence[tuple[str, bytes]]]

ID = "https://w3id.org/berita-kg/id/"
TEXTS = {
    "satu": "Rosa Araya mengirim surat. Rumah Teh menerima tamu.\n",
    "dua": "Araya Rosa mengirim kapal.\n",
    "tiga": "Budi Halim mengirim uang.\n",
}
_NAME = re.compile(r"([A-Z]\w+ [A-Z]\w+) (mengirim|menerima)")


def people(article: Article, **_: object) -> Facts:
    """Whoever does something: an entity, an event, and a claim by whoever does it."""
    entities, events, claims = [], [], []
    for number, match in enumerate(_NAME.finditer(article.text)):
        who, what = (Mention.at(article.text, Span(*match.span(group))) for group in (1, 2))
        entities.append(
            Entity(key=f"e{number}", type=EntityType.PERSON, name=who.text, mentions=(who,))
        )
        events.append(
            Event(
                key=f"v{number}", type="AID", mode=None, label=match[0], mentions=(what,),
                roles=((Role.AGENT, f"e{number}"),), rule="tiny",
            )
        )  # fmt: skip
        claims.append(
            Claim(
                key=f"c{number}", events=(f"v{number}",), mentions=(what,),
                sources=(f"e{number}",), rule="tiny",
            )
        )  # fmt: skip
    return Facts(
        article=article, entities=tuple(entities), events=tuple(events), claims=tuple(claims)
    )


@pytest.fixture
def three(kg_: Kg, folder: Path, pipeline: ModuleType) -> Path:
    """The folder after a build of three articles."""
    pipeline.run = people  # type: ignore[attr-defined]
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert kg_("build", "satu.txt", "dua.txt", "tiga.txt").code == 0
    return folder


def rows(kg_: Kg, query: str) -> list[str]:
    """The first cell of every row of an answer, without the IRIs' base."""
    told = kg_("query", query, "--format", "csv")
    assert told.code == 0, told.err
    return [row[0].removeprefix(ID) for row in csv.reader(io.StringIO(told.out))][1:]


def iri(kg_: Kg, label: str) -> str:
    """The end of the IRI of what is called so."""
    called = "?x skos:prefLabel|skos:altLabel|rdfs:label ?l"
    found = rows(kg_, f"SELECT DISTINCT ?x WHERE {{ {called} FILTER(STR(?l) = '{label}') }}")
    assert len(found) == 1, (label, found)
    return found[0]


def correct(folder: Path, text: str) -> None:
    """Put corrections beside the graph."""
    (folder / "output" / "corrections.toml").write_text(text, encoding="utf-8")


def test_every_kind_shows_conforms_and_is_undone(kg_: Kg, three: Path, snapshot: Snapshot) -> None:
    """Turtle, TriG and the page; a correction node used by the run; without the line as before."""
    output = three / "output"
    before = [pair for pair in snapshot(output) if pair[0] != "facts.db"]
    budi, tea, rosa = (iri(kg_, name) for name in ("Budi Halim", "Rumah Teh", "Rosa Araya"))
    event = iri(kg_, "Budi Halim mengirim")
    received = iri(kg_, "Rumah Teh menerima")
    for text, there, gone in (
        (f'rename = [{{ thing = "{budi}", name = "Budi Halim Perdana" }}]',
         ['"Budi Halim Perdana"@id', '"Budi Halim"@id'], []),
        (f'rename = [{{ thing = "{event}", name = "Budi memberi uang" }}]',
         ['"Budi memberi uang"@id'], ['"Budi Halim mengirim"@id']),
        (f'retype = [{{ thing = "id:{tea}", type = "Organization" }}]',
         ["k:Organization"], []),
        (f'retype = [{{ thing = "{event}", type = "MOVE" }}]', ["type:MOVE"], []),
        (f'drop = [{{ thing = "{ID}{tea}", because = "a shop" }}]',
         ['rdfs:comment "a shop"'], ['"Rumah Teh"@id', '"menerima"']),
        (f'drop = [{{ thing = "{received}" }}]', ['"Rumah Teh"@id'], ['"Rumah Teh menerima"@id']),
        (f'link = [{{ thing = "{rosa}", to = "country/PE" }}]',
         ["country/PE", '"Peru"@id'], [f'"{rosa}"@id']),
        (f'link = [{{ thing = "{rosa}", to = "https://example.org/rosa" }}]',
         ["skos:exactMatch <https://example.org/rosa>"], []),
    ):  # fmt: skip
        correct(three, text)
        result = kg_("build", "satu.txt")
        assert result.code == 0, result.err
        turtle = (output / "graph.ttl").read_text(encoding="utf-8").replace("\\/", "/")
        for words in there:
            assert words in turtle, (text, words)
        for words in gone:
            assert words not in turtle, (text, words)
        kind = text.partition(" ")[0]
        (told,) = rows(
            kg_,
            "SELECT DISTINCT ?label WHERE { ?run a k:Run ; prov:used ?c . "
            "?c a k:Correction ; k:operation ?kind ; rdfs:label ?label }",
        )
        assert told.startswith(f"{kind} ")
        assert kg_("check").code == 0, kg_("check").out
        assert kg_("check", "output/graph.ttl").code == 0
        (output / "corrections.toml").unlink()
        assert kg_("build", "satu.txt").code == 0
        assert [pair for pair in snapshot(output) if pair[0] != "facts.db"] == before


def test_same_as_joins_in_every_file(kg_: Kg, three: Path) -> None:
    """Two IRIs become one in the graph, the TriG and the page, and two again without the line."""
    budi, tea = iri(kg_, "Budi Halim"), iri(kg_, "Rumah Teh")
    correct(three, f'same-as = [{{ things = ["{budi}", "{tea}"] }}]')
    assert kg_("build", "satu.txt").code == 0
    assert kg_("check").code == 0
    assert iri(kg_, "Budi Halim") == iri(kg_, "Rumah Teh")
    one = iri(kg_, "Rumah Teh")
    assert one in {budi, tea}
    agents = rows(kg_, "SELECT ?x WHERE { ?e k:agent ?x }")
    assert agents.count(one) == 2
    gone = ({budi, tea} - {one}).pop()
    for name in ("graph.ttl", "graph.trig", "graph.html"):
        text = (three / "output" / name).read_text(encoding="utf-8").replace("\\/", "/")
        told = [line for line in text.splitlines() if gone in line]
        assert all("same-as" in line for line in told), name
    (three / "output" / "corrections.toml").unlink()
    assert kg_("build", "satu.txt").code == 0
    assert iri(kg_, "Budi Halim") != iri(kg_, "Rumah Teh")


def test_a_merge_is_undone(kg_: Kg, three: Path) -> None:
    """What the program took for one is two again, by its articles or by its own name."""
    merged = iri(kg_, "Rosa Araya")
    assert iri(kg_, "Araya Rosa") == merged
    people = "SELECT DISTINCT ?x WHERE { ?e k:agent ?x . ?x a k:Person }"
    assert len(rows(kg_, people)) == 3
    correct(three, f'not-same = [{{ things = ["{merged} in satu", "{merged} in dua"] }}]')
    result = kg_("build", "satu.txt")
    assert result.code == 0, result.err
    assert iri(kg_, "Rosa Araya") != iri(kg_, "Araya Rosa")
    assert len(rows(kg_, people)) == 4
    assert kg_("check").code == 0
    both = [iri(kg_, "Rosa Araya"), iri(kg_, "Araya Rosa")]
    correct(three, f'not-same = [{{ things = ["{both[0]}", "{both[1]}"] }}]')
    assert kg_("build", "satu.txt").code == 0
    assert [iri(kg_, "Rosa Araya"), iri(kg_, "Araya Rosa")] == both


@pytest.mark.parametrize(
    ("text", "said", "hint"),
    [
        ('rename = [{ thing = "person/budi-halim", name = "x" }]',
         "line 1: nothing in the graph is person/budi-halim", "(Budi Halim)"),
        ('drop = [\n{ thing = "article/tiga/event/mengirim" }]',
         "line 2: nothing in the graph is", "(Budi Halim mengirim)"),
        ('drop = [{ thing = "place/atlantis" }]', "nothing in the graph", "kg explain"),
        ("rename = [", "is not TOML", ""),
        ('retype = [{ thing = "BUDI", type = "Persona" }]', "is no type of", "mean Person?"),
        ('rename = [{ thing = "BUDI in satu", name = "x" }]', "'satu' says nothing", "tiga"),
        ('link = [{ thing = "BUDI", to = "country/XX" }]', "no country/XX", "country/ID"),
    ],
)  # fmt: skip
def test_what_cannot_be_carried_out_is_told(  # noqa: PLR0917
    kg_: Kg, three: Path, snapshot: Snapshot, text: str, said: str, hint: str
) -> None:
    """With the line and what is near; the files stay as they were."""
    correct(three, text.replace("BUDI", iri(kg_, "Budi Halim")))
    before = snapshot(three / "output")
    result = kg_("build", "satu.txt")
    assert result.code == 1
    assert said in result.err
    assert hint in result.err
    assert snapshot(three / "output") == before


def test_a_build_without_input_takes_up_what_changed(
    kg_: Kg, three: Path, pipeline: ModuleType
) -> None:
    """Corrections are carried out with what the ledger keeps; no article is read."""
    pipeline.run = None  # type: ignore[attr-defined]
    budi = iri(kg_, "Budi Halim")
    assert "Nothing  changed" in kg_("build").err
    correct(three, f'rename = [{{ thing = "{budi}", name = "Budi" }}]')
    result = kg_("build", "-o", "output")
    assert result.code == 0, result.err
    assert "Kept     3 articles of earlier builds" in result.err
    assert iri(kg_, "Budi") == budi
    for path in (three / "output").glob("graph.*"):
        path.unlink()
    assert kg_("build", "-f", "turtle").code == 0
    assert sorted(path.name for path in (three / "output").glob("graph.*")) == ["graph.ttl"]
    for arguments in (
        ("build", "--fresh"),
        ("build", "-o", "tiada"),
        ("build", "-d", "2025-01-01"),
    ):
        result = kg_(*arguments)
        assert result.code == 2
        assert "Missing argument" in result.err


def test_a_correction_outlives_its_article(kg_: Kg, three: Path) -> None:
    """What was carried out once is idle while its article is gone, with a warning."""
    budi = iri(kg_, "Budi Halim")
    correct(three, f'rename = [{{ thing = "{budi}", name = "Budi" }}]')
    assert kg_("build").code == 0
    result = kg_("retract", "tiga")
    assert result.code == 0, result.err
    assert "corrections.toml', line 1 corrects what is gone by now: rename" in result.err
    assert (
        "corrections.toml', line 1 corrects what is gone" in kg_("build", "dua.txt", "-f", "nt").err
    )
    assert kg_("build", "tiga.txt").code == 0
    assert iri(kg_, "Budi") == budi


def test_what_is_left_of_a_correction_holds(kg_: Kg, three: Path) -> None:
    """One of three things is gone with its article: the other two stay one."""
    budi, rosa, tea = (iri(kg_, name) for name in ("Budi Halim", "Rosa Araya", "Rumah Teh"))
    correct(three, f'same-as = [{{ things = ["{tea}", "{rosa}", "{budi}"] }}]')
    assert kg_("build").code == 0
    agents = "SELECT DISTINCT ?x WHERE { ?e k:agent ?x }"
    assert len(rows(kg_, agents)) == 1
    result = kg_("retract", "dua")
    assert result.code == 0, result.err
    assert "corrects what is gone by now: same-as" in result.err
    assert iri(kg_, "Budi Halim") == iri(kg_, "Rumah Teh")
    assert len(rows(kg_, agents)) == 2
    assert kg_("check").code == 0


def test_corrections_hold_in_whatever_order_articles_come(kg_: Kg, three: Path) -> None:
    """The last build with all articles decides, and the same file gives the same bytes."""
    budi, rosa = iri(kg_, "Budi Halim"), iri(kg_, "Rosa Araya")
    correct(three, f'same-as = [{{ things = ["{budi}", "{rosa}"] }}]')
    assert kg_("build").code == 0
    corrected = (three / "output" / "graph.trig").read_bytes()
    for order in (("tiga", "dua", "satu"), ("dua", "satu", "tiga")):
        (three / "lain").mkdir()
        for name in order:
            assert kg_("build", f"{name}.txt", "-o", "lain").code == 0
        text = (three / "output" / "corrections.toml").read_text(encoding="utf-8")
        (three / "lain" / "corrections.toml").write_text(text, encoding="utf-8")
        assert kg_("build", "-o", "lain").code == 0
        assert (three / "lain" / "graph.trig").read_bytes() == corrected
        for path in (three / "lain").iterdir():
            path.unlink()
        (three / "lain").rmdir()
