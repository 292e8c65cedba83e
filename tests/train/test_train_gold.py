"""Annotated articles: matching is one to one, and the product does not fall behind on our own."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg import pipeline
from kg.model import Article, Event, Facts, Mention
from kg.train.gold import Figures, Gold, f1, figures, match_events

GOLD = Path(__file__).parent.parent / "gold"
#: F1 that must hold on tests/gold, two points or so below what was measured when this was written.
FLOORS = {"entities": 75, "events": 75, "events with type": 65, "roles": 55, "claims": 50}


def read(ident: str) -> Gold:
    return Gold.read(GOLD / f"{ident}.json")


def perfect(gold: Gold) -> Facts:
    """Exactly the annotated events, without roles."""
    events = tuple(
        Event(
            key=f"our{number}",
            type=event["type"],
            mode=None,
            label="-",
            mentions=tuple(Mention.at(gold.text, span) for span in gold.spans[event["id"]]),
        )
        for number, event in enumerate(gold.events)
    )
    return Facts(article=Article(id=gold.id, text=gold.text, language="id"), events=events)


def test_triggers_stand_where_the_annotation_says() -> None:
    gold = read("own-03-gempa")
    for event in gold.events:
        assert gold.spans[event["id"]][0].of(gold.text) == event["trigger"]


def test_the_annotation_itself_is_right_in_full() -> None:
    gold = read("own-01-pertahanan")
    facts = perfect(gold)
    assert len(match_events(gold, facts)) == len(gold.events)
    found = figures(gold, facts)
    assert found["events with type"] == (len(gold.events), 0, 0)
    assert found["roles"][0] == found["roles"][1] == 0


def test_an_event_told_twice_counts_once() -> None:
    gold = read("own-01-pertahanan")
    facts = perfect(gold)
    doubled = Facts(article=facts.article, events=facts.events + tuple(
        Event(key=f"again{e.key}", type=e.type, mode=None, label="-", mentions=e.mentions)
        for e in facts.events
    ))  # fmt: skip
    assert figures(gold, doubled)["events"] == (len(gold.events), len(gold.events), 0)


def test_a_trigger_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    text = (GOLD / "own-02-diplomasi.txt").read_text("utf-8")
    record = (GOLD / "own-02-diplomasi.json").read_text("utf-8")
    (tmp_path / "a.txt").write_text(text.replace("a", "o"), encoding="utf-8")
    (tmp_path / "a.json").write_text(record, encoding="utf-8")
    with pytest.raises(ValueError, match="does not stand"):
        Gold.read(tmp_path / "a.json")


def test_f1_of_sums() -> None:
    assert f1([(1, 1, 0), (1, 0, 1)]) == pytest.approx(100 * 4 / 6)
    assert f1([(0, 0, 0)]) == 0


def test_our_own_articles_are_read_as_well_as_when_this_was_written() -> None:
    """Span is compared by characters, so this holds every layer from sentences to claims."""
    seen: list[Figures] = []
    for path in sorted(GOLD.glob("*.json")):
        gold = Gold.read(path)
        seen.append(figures(gold, pipeline.run(Article(id=gold.id, text=gold.text, language="id"))))
    for line, least in FLOORS.items():
        assert f1(one[line] for one in seen) >= least, line
