"""``kg review``: what is least certain is asked, and an answer holds for every build after it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.cli import review
from kg.model import Article, Claim, Entity, EntityType, Event, Facts, Link, Mention, Role, Span

Kg = Callable[..., Any]
Snapshot = Callable[[Path], Sequence[tuple[str, bytes]]]
TEXTS = {
    "satu": "Rosa Araya mengirim surat. Georgia mengirim tamu.\n",
    "dua": "Araya Rosa mengirim kapal.\n",
    "tiga": "Budi Halim mengirim uang.\n",
}
NAMES = ("Rosa Araya", "Araya Rosa", "Budi Halim", "Georgia")
GEORGIA = Link(key="country/GE", label="Georgia", iso="GE", confidence=0.55)


def people(article: Article, **_: object) -> Facts:
    """Whoever sends something: an entity, an event and a claim; Georgia is hardly a state."""
    entities, events, claims = [], [], []
    for number, name in enumerate(name for name in NAMES if name in article.text):
        start = article.text.index(name)
        who = Mention.at(article.text, Span(start, start + len(name)))
        what = Mention.at(article.text, Span(who.span.end + 1, who.span.end + 9))
        one = Entity(key=f"e{number}", type=EntityType.PERSON, name=name, mentions=(who,))
        if name == "Georgia":
            one = replace(
                one, type=EntityType.COUNTRY, link=GEORGIA, candidates=("place/US-GA",), iso="GE"
            )
        entities.append(one)
        events.append(
            Event(
                key=f"v{number}", type="AID", mode=None, label=f"{name} mengirim",
                mentions=(what,), roles=((Role.AGENT, one.key),), rule="tiny",
            )
        )  # fmt: skip
        claims.append(
            Claim(key=f"c{number}", events=(f"v{number}",), mentions=(what,), rule="tiny")
        )
    return Facts(
        article=article, entities=tuple(entities), events=tuple(events), claims=tuple(claims)
    )


@pytest.fixture
def three(kg_: Kg, folder: Path, pipeline: ModuleType) -> Path:
    """The folder after a build of three articles."""
    pipeline.run = people  # type: ignore[attr-defined]
    for name, text in TEXTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    assert kg_("build", "satu.txt", "dua.txt", "tiga.txt", "-f", "turtle,trig").code == 0
    return folder


def asked(kg_: Kg) -> dict[str, Any]:
    """The questions by what they are about."""
    found = json.loads(kg_("review", "--format", "json", "--limit", "99").out)
    return {one["about"]: one for one in found}


def turtle(folder: Path) -> str:
    """The graph's text, slashes plain."""
    return (folder / "output" / "graph.ttl").read_text(encoding="utf-8").replace("\\/", "/")


def test_the_least_certain_is_listed_with_its_sentences(kg_: Kg, three: Path) -> None:
    """Names, confidence, grounds and the articles' words, in text and in JSON."""
    text = kg_("review", "output", "--list").out
    assert "Rosa Araya" in text
    assert "were taken for one (0." in text
    assert "satu: [Rosa Araya] mengirim surat." in text
    assert "dua: [Araya Rosa] mengirim kapal." in text
    assert "Georgia was linked to country/GE (0.55)" in text
    assert "or place/US-GA" in text
    merge = asked(kg_)["merge"]
    assert set(merge["names"]) == {"Rosa Araya", "Araya Rosa"}
    assert 0.5 <= merge["confidence"] < 0.98
    assert merge["passages"][0]["text"].startswith(merge["names"][0])
    assert len(kg_("review", "--list", "--limit", "1").out.strip().split("\n\n")) == 1
    assert kg_("review").out == text


def test_a_rejected_merge_is_two(kg_: Kg, three: Path, snapshot: Snapshot) -> None:
    """The file has the line, the graph two persons; without the line one again."""
    output = three / "output"
    before = [pair for pair in snapshot(output) if pair[0] != "facts.db"]
    merge = asked(kg_)["merge"]
    result = kg_("review", "--reject", merge["id"], "--because", "sepupunya")
    assert result.code == 0, result.err
    assert f"Decided  1 correction in {Path('output', 'corrections.toml')}" in result.err
    assert "not-same = [" in (output / "corrections.toml").read_text(encoding="utf-8")
    assert turtle(three).count("k:Person") == 3
    assert '"sepupunya"' in turtle(three)
    assert "merge" not in asked(kg_)
    assert kg_("check").code == 0
    (output / "corrections.toml").unlink()
    assert kg_("build", "satu.txt", "-f", "turtle,trig").code == 0
    assert [pair for pair in snapshot(output) if pair[0] != "facts.db"] == before


def test_an_accepted_merge_is_not_asked_again(kg_: Kg, three: Path) -> None:
    """It stays as it is, for good."""
    assert kg_("review", "--accept", asked(kg_)["merge"]["id"], "-q").err == ""
    assert "merge" not in asked(kg_)
    assert turtle(three).count("k:Person") == 2
    assert 'k:operation "same-as"' in turtle(three)


def test_a_link_is_confirmed_rejected_or_another(kg_: Kg, three: Path) -> None:
    """Each answer is a line; a link once decided is not asked again."""
    link = asked(kg_)["link"]
    assert link["choices"] == ["place/US-GA"]
    file = three / "output" / "corrections.toml"
    for option, value, there in (
        (("--accept", link["id"]), '"country/GE"', "country/GE"),
        (("--reject", link["id"]), '"NIL"', "country/georgia-"),
        (("--choose", f"{link['id']}=place/US-GA"), '"place/US-GA"', "place/US-GA"),
    ):
        file.unlink(missing_ok=True)
        assert kg_("build", "satu.txt", "-f", "turtle,trig").code == 0
        result = kg_("review", *option)
        assert result.code == 0, result.err
        assert f"to = {value}" in file.read_text(encoding="utf-8")
        assert there in turtle(three)
        assert "link" not in asked(kg_)


def test_what_is_in_the_file_stays(kg_: Kg, three: Path) -> None:
    """Comments, order and form of what people wrote by hand, lists and tables alike."""
    file = three / "output" / "corrections.toml"
    mine = (
        "# kata saya\n"
        'rename = [ { thing = "country/GE", name = "Gruzia" } ]  # lama\n\n'
        '[[link]]\nthing = "country/GE"  # ya\nto = "country/GE"\n'
    )
    file.write_text(mine, encoding="utf-8")
    assert kg_("review", "--accept", asked(kg_)["merge"]["id"]).code == 0
    text = file.read_text(encoding="utf-8")
    for line in mine.splitlines():
        assert line in text
    assert "same-as = [" in text
    assert '"Gruzia"' in turtle(three)


def test_wrong_answers_are_told(kg_: Kg, three: Path, snapshot: Snapshot) -> None:
    """Unknown questions and answers, two answers, what contradicts the file: nothing changes."""
    merge, link = asked(kg_)["merge"]["id"], asked(kg_)["link"]["id"]
    before = snapshot(three / "output")
    for arguments, code, said in (
        (("--accept", "merge-000000"), 2, "no question has the ID"),
        (("--accept", merge, "--reject", merge), 2, "answered twice"),
        (("--choose", link), 2, "is not ID=KEY"),
        (("--choose", f"{merge}=country/GE"), 2, "cannot be answered so"),
        (("--choose", f"{link}=country/XX"), 1, "the gazetteer has no country/XX"),
        (("--choose", f"{link}=Georgia"), 1, "nothing to link to"),
        (("tiada",), 1, "holds no facts.db"),
    ):
        result = kg_("review", *arguments)
        assert result.code == code, result.err
        assert said in result.err
        assert snapshot(three / "output") == before


def test_a_person_is_asked_in_a_terminal(
    kg_: Kg, three: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One question after the other; skipping and stopping leave the rest for another day."""
    monkeypatch.setattr(review, "_is_terminal", lambda: True)
    result = kg_("review", stdin=b"x\ns\nq\n")
    assert result.code == 0
    assert "1 of 2" in result.out
    assert "2 of 2" in result.out
    assert not (three / "output" / "corrections.toml").exists()
    first = json.loads(kg_("review", "--format", "json").out)[0]
    result = kg_("review", stdin=b"y\n")
    assert result.code == 0, result.err
    assert len(asked(kg_)) == 1
    assert first["about"] not in asked(kg_)
    result = kg_("review", stdin=b"n\n")
    assert "Nothing is left to ask." in kg_("review").err
