"""Verbs without a type that a number or a date makes events, on handmade sentences."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.extract.grammar import compile_grammar
from kg.extract.measured import with_measured
from kg.lang import load
from kg.model import Bound, EntityType, Mention, Quantity, TimeExpression

Make = Callable[..., Any]
COUNTED = (
    "1 Pagar NOUN 2 nsubj; 2 dicemil VERB 0 root; 3 oleh ADP 5 case; 4 dua NUM 5 nummod; "
    "5 sopir NOUN 2 obl; 6 {word} NOUN 2 obl"
)
DATED = "1 Pagar NOUN 2 nsubj; 2 dicemil VERB 0 root; 3 pada ADP 4 case; 4 Maret PROPN 2 obl"


def added(made: Any, *, number: int | None = None, time: int | None = None) -> list[str]:
    """The verbs that become events by the number or the time at a token."""
    tree = made.tree
    quantities = [
        Quantity(
            key="q1",
            mentions=(Mention(tree.token(place).span, tree.token(place).text),),
            bound=Bound.EXACT,
            value=2.0,
        )
        for place in (number,)
        if place is not None
    ]
    times = [
        TimeExpression(
            key="t1",
            mentions=(Mention(tree.token(place).span, tree.token(place).text),),
            edtf="XXXX-03",
        )
        for place in (time,)
        if place is not None
    ]
    words = compile_grammar(load("id")).counting
    found = with_measured(made.context, made.triggers, quantities, times, words)
    return [tree.word(t.place) for t in found if t.entry.rule == "fallback:measured"]


def test_people_who_are_counted_did_something(scene: Make) -> None:
    """Two drivers did it: an event. Without the number nothing says that it is news."""
    made = scene(COUNTED.format(word="pagi"), sopir=EntityType.GROUP)
    assert added(made, number=3) == ["dicemil"]
    assert added(made) == []


def test_counted_things_are_no_news(scene: Make) -> None:
    """Recipes and descriptions of nature count things, and tell what is always so."""
    assert added(scene(COUNTED.format(word="pagi"), sopir=EntityType.OBJECT), number=3) == []
    habit = COUNTED.replace("6 {word} NOUN 2 obl", "6 biasanya ADV 2 advmod")
    assert added(scene(habit, sopir=EntityType.GROUP), number=3) == []


def test_a_dated_act_happened(scene: Make) -> None:
    """A date is proof enough, whoever did it."""
    made = scene(DATED)
    assert added(made, time=3) == ["dicemil"]
    assert added(made) == []
