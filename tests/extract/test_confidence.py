"""Confidence: from signs to a probability; what is not sure enough leaves no trace."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import pipeline
from kg.extract.confidence import LEAST, MOST, only_sure
from kg.graph.build import build
from kg.lang import load
from kg.model import (
    Article,
    Claim,
    Document,
    Entity,
    EntityType,
    Event,
    Mention,
    Span,
)

NEWS = (
    "Menteri Luar Negeri Cile Rosa Araya mengatakan, Jepang mengirim 20 ton beras kepada Nepal. "
    "Polisi Peru menangkap dua orang di Lima. Kenya membantah telah menyerang Somalia."
)


def doc(*events: tuple[str, float], claims: tuple[tuple[str, tuple[str, ...], float], ...] = ()):
    mention = Mention(Span(0, 1), "a")
    return Document(
        article=Article(id="a", text="a", language="id"),
        entities=(Entity(key="e1", type=EntityType.PERSON, name="a", mentions=(mention,)),),
        events=tuple(
            Event(key=k, type="AID", mode=None, label="a", mentions=(mention,), confidence=c)
            for k, c in events
        ),
        claims=tuple(
            Claim(
                key=k,
                events=told,
                mentions=(mention,),
                sources=("e1",),
                confidence=c,
                contradicts=tuple(other for other, _, _ in claims if other != k),
            )
            for k, told, c in claims
        ),
    )


def test_what_is_not_sure_goes_and_nothing_points_to_it() -> None:
    document = doc(
        ("v1", 0.9),
        ("v2", 0.3),
        claims=(("c1", ("v1", "v2"), 0.8), ("c2", ("v2",), 0.9), ("c3", ("v1",), 0.2)),
    )
    kept = only_sure(document, 0.5)
    assert [event.key for event in kept.events] == ["v1"]
    assert [(claim.key, claim.events, claim.contradicts) for claim in kept.claims] == [
        ("c1", ("v1",), ())
    ]


def test_what_nobody_says_for_sure_goes_too() -> None:
    """Else it would stand as the article's own word, even where its source denies it."""
    document = doc(("v1", 0.9), ("v2", 0.9), claims=(("c1", ("v1",), 0.3), ("c2", ("v2",), 0.8)))
    assert [event.key for event in only_sure(document, 0.5).events] == ["v2"]


@pytest.mark.parametrize("least", [0.3, 0.5, 0.6, 0.7])
def test_what_is_left_makes_a_graph(least: float) -> None:
    """Every event that is kept is somebody's claim, or the graph could not be built."""
    text = (Path(__file__).parents[1] / "gold" / "own-01-pertahanan.txt").read_text("utf-8")
    facts = pipeline.run(Article(id="a", text=text, language="id"), least=least)
    claimed = {key for claim in facts.claims for key in claim.events}
    assert facts.events
    assert {event.key for event in facts.events} == claimed
    assert len(build([facts], pipeline.describe("id", least)).union()) > 0


@given(st.floats(0, 1))
def test_a_lower_threshold_keeps_all_that_a_higher_one_keeps(least: float) -> None:
    document = doc(("v1", 0.9), ("v2", 0.3), claims=(("c1", ("v1", "v2"), 0.6),))
    kept = {event.key for event in only_sure(document, least).events}
    assert kept <= {event.key for event in only_sure(document, least / 2).events}


def test_confidences_are_probabilities_and_differ() -> None:
    """The pack's weights are in use: not every event is as sure as the next."""
    facts = pipeline.run(Article(id="a", text=NEWS, language="id"))
    found = [fact.confidence for fact in (*facts.events, *facts.claims)]
    assert all(LEAST <= value <= MOST for value in found)
    assert len(set(found)) > 1


def test_the_threshold_of_a_run_holds_for_its_facts() -> None:
    article = Article(id="a", text=NEWS, language="id")
    everything = pipeline.run(article)
    middle = sorted(event.confidence for event in everything.events)[len(everything.events) // 2]
    facts = pipeline.run(article, least=middle)
    assert 0 < len(facts.events) < len(everything.events)
    assert all(fact.confidence >= middle for fact in (*facts.events, *facts.claims))


def test_the_run_says_its_threshold() -> None:
    assert pipeline.describe("id", 0.5).options == (("min-confidence", "0.5"),)
    assert pipeline.describe("id").options == ()


def test_every_sign_stands_once_with_a_weight() -> None:
    rows = load("id").table("confidence")
    signs = [(row["of"], row["feature"]) for row in rows]
    assert len(set(signs)) == len(signs)
    assert {of for of, _ in signs} == {"event", "claim"}
    assert all(abs(float(row["weight"])) < 5 for row in rows)


@pytest.mark.parametrize("text", ["", "Selamat pagi."])
def test_nothing_found_is_graded_without_error(text: str) -> None:
    assert pipeline.run(Article(id="a", text=text or " ", language="id"), least=0.5).events == ()
