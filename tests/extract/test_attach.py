"""Which event a time belongs to, on handmade trees."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from kg.extract.attach import governing_event, halting_word, holds_throughout
from kg.extract.tree import Tree

MakeTree = Callable[..., Tree]
SAID = (
    "1 Kenya PROPN 2 nsubj; 2 mengatakan VERB 0 root; 3 pada ADP 4 case; 4 Senin PROPN 2 obl; "
    "5 Malta PROPN 6 nsubj; 6 menyerang VERB 2 ccomp; 7 pada ADP 8 case; 8 Minggu PROPN 6 obl"
)


def test_a_time_is_of_its_own_clause(tree: MakeTree) -> None:
    """Monday is when it was said, Sunday when it happened."""
    made = tree(SAID)
    monday, sunday = made.token(3).span, made.token(7).span
    events, speech = {5: "attack"}, (1,)
    assert governing_event(made, sunday, events, speech) == "attack"
    assert governing_event(made, monday, events, speech) is None
    assert halting_word(made, monday, events, speech) == 1
    assert halting_word(made, sunday, events, speech) is None


def test_a_time_before_the_clause_holds_for_all_of_it(story: Callable[[str], Any]) -> None:
    """ "Pada 2019, X terjadi dan menewaskan Y": both are of 2019."""
    told = story("Pada 2019, gempa merusak pasar dan menewaskan tujuh warga di Nepal.")
    times = {time.key: time.edtf for time in told.facts.times}
    dated = [times.get(event.time) for event in told.facts.events]
    assert dated
    assert set(dated) == {"2019"}


def test_what_opens_a_sentence_does_not_date_a_purpose(tree: MakeTree) -> None:
    """ "Pada 2019, Laos meminta bantuan untuk menyerang": the attack is of no known day."""
    made = tree(
        "1 Pada ADP 2 case; 2 2019 NUM 4 obl; 3 Laos PROPN 4 nsubj; 4 meminta VERB 0 root; "
        "5 bantuan NOUN 4 obj; 6 untuk SCONJ 7 mark; 7 menyerang VERB 4 advcl"
    )
    held = {p: holds_throughout(made, p, frozenset({"untuk"})) for p in (3, 4, 6)}
    assert held == {3: True, 4: True, 6: False}


def test_what_opens_a_sentence_does_not_date_a_description(tree: MakeTree) -> None:
    """ "Pada 2019, Laos memecat tersangka pembunuhan": the killing was before."""
    made = tree(
        "1 Pada ADP 2 case; 2 2019 NUM 4 obl; 3 Laos PROPN 4 nsubj; 4 memecat VERB 0 root; "
        "5 tersangka NOUN 4 obj; 6 pembunuhan NOUN 5 nmod"
    )
    assert not holds_throughout(made, 5, frozenset())
