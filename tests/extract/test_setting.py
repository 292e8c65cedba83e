"""Sentences of sport: found by their words, and the senses that change there."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from kg.extract.setting import sport_sentences
from kg.model import Sentence, Span, Token

MATCH = (
    "Persela menang 2-0 atas Persik dalam pertandingan liga di Surabaya.\n\n"
    "Serangan Persela membuat kiper Persik sibuk sepanjang babak pertama.\n\n"
    "Pelatih Persik memuji para pemain dan wasit setelah laga itu."
)
WAR = (
    "Serangan milisi terhadap pos tentara menewaskan tiga orang.\n\nPartai itu menang dalam pemilu."
)
WORDS = frozenset({"gol", "liga", "kiper", "wasit"})


def sentence(index: int, text: str) -> Sentence:
    tokens = tuple(
        Token(span=Span(0, len(word)), text=word, lemma=word, upos="NOUN", head=-1, deprel="root")
        for word in text.split()
    )
    return Sentence(index=index, span=Span(0, len(text)), tokens=tokens)


@pytest.mark.parametrize(
    ("texts", "found"),
    [
        (["gol kiper", "liga gol", "cuaca hari ini"], {0, 1, 2}),
        (["gol gol gol gol gol"], set()),
        (["kiper", "liga"], set()),
        (["gol kiper wasit liga", "a", "b", "c", "d"], {0, 1, 2}),
    ],
    ids=["neighbours", "one-word", "too-few", "not-far"],
)
def test_sport_is_where_its_words_gather(texts: list[str], found: set[int]) -> None:
    """Several kinds of words in a few sentences; a lone word makes no match."""
    made = [sentence(index, text) for index, text in enumerate(texts)]
    assert sport_sentences(made, WORDS) == found


def test_in_play_words_of_war_are_no_force(story: Callable[[str], Any]) -> None:
    """A striker's attack and a club's victory are OTHER; elsewhere they keep their types."""
    match, war = story(MATCH), story(WAR)
    assert [event.type for event in match.events("menang")] == ["OTHER"]
    assert not [event for event in match.facts.events if event.type in {"ASSAULT", "CONTROL"}]
    assert [event.type for event in war.events("Serangan")] == ["ASSAULT"]
    assert [event.type for event in war.events("menang")] == ["CONTROL"]
