"""Which event a number belongs to, on handmade trees."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kg.extract.counting import Counting, counted_event
from kg.extract.grammar import compile_grammar
from kg.extract.tree import Tree
from kg.lang import load

MakeTree = Callable[..., Tree]


@pytest.fixture(scope="module")
def words() -> Counting:
    """The words that the Indonesian pack gives the rules."""
    return compile_grammar(load("id")).counting


def test_a_number_in_a_relative_clause_counts_there(tree: MakeTree, words: Counting) -> None:
    """ "lima sopir yang ditahan", of whom nothing else is told: five were held."""
    made = tree(
        "1 ada VERB 0 root; 2 lima NUM 3 nummod; 3 sopir NOUN 1 nsubj; 4 yang PRON 5 nsubj; "
        "5 ditahan VERB 3 acl"
    )
    number = made.token(1).span
    assert counted_event(made, number, {4: "held"}, words) == "held"
    assert counted_event(made, number, {}, words) is None


def test_the_main_clause_is_told_of_the_number(tree: MakeTree, words: Counting) -> None:
    """ "membebaskan lima sopir yang ditahan": five went free."""
    made = tree(
        "1 Polisi NOUN 2 nsubj; 2 membebaskan VERB 0 root; 3 lima NUM 4 nummod; "
        "4 sopir NOUN 2 obj; 5 yang PRON 6 nsubj; 6 ditahan VERB 4 acl"
    )
    assert counted_event(made, made.token(2).span, {1: "free", 5: "held"}, words) == "free"


def test_a_share_and_its_whole(tree: MakeTree, words: Counting) -> None:
    """ "20 dari 90 sopir yang ditahan pulang": 20 went home, 90 were held."""
    made = tree(
        "1 20 NUM 4 nummod; 2 dari ADP 3 case; 3 90 NUM 1 nummod; 4 sopir NOUN 7 nsubj; "
        "5 yang PRON 6 nsubj; 6 ditahan VERB 4 acl; 7 pulang VERB 0 root"
    )
    events = {5: "held", 6: "home"}
    assert counted_event(made, made.token(0).span, events, words) == "home"
    assert counted_event(made, made.token(2).span, {5: "held"}, words) == "held"


def test_a_clause_that_is_no_event_keeps_its_numbers(tree: MakeTree, words: Counting) -> None:
    """ "Ia memakai dua topi ketika ditangkap": nothing of the arrest is counted."""
    made = tree(
        "1 Ia PRON 2 nsubj; 2 memakai VERB 0 root; 3 dua NUM 4 nummod; 4 topi NOUN 2 obj; "
        "5 ketika SCONJ 6 mark; 6 ditangkap VERB 2 advcl"
    )
    assert counted_event(made, made.token(2).span, {5: "arrest"}, words) is None
    assert counted_event(made, made.token(2).span, {1: "wear", 5: "arrest"}, words) == "wear"


def test_who_says_so_is_not_counted(tree: MakeTree, words: Counting) -> None:
    """ "Rapat ditunda, menurut dua pejabat": two officials were not put off."""
    made = tree(
        "1 Rapat NOUN 2 nsubj; 2 ditunda VERB 0 root; 3 , PUNCT 6 punct; 4 menurut ADP 6 case; "
        "5 dua NUM 6 nummod; 6 pejabat NOUN 2 obl"
    )
    assert counted_event(made, made.token(4).span, {1: "delay"}, words) is None


def test_a_linking_verb_hands_its_number_on(tree: MakeTree, words: Counting) -> None:
    """ "Korban gempa mencapai 40 orang", "naik menjadi 40 orang", "bantuan bernilai 40 euro"."""
    reaches = tree(
        "1 Korban NOUN 3 nsubj; 2 gempa NOUN 1 nmod; 3 mencapai VERB 0 root; 4 40 NUM 5 nummod; "
        "5 orang NOUN 3 obj"
    )
    assert counted_event(reaches, reaches.token(3).span, {0: "toll"}, words) == "toll"
    rises = tree(
        "1 Harga NOUN 2 nsubj; 2 naik VERB 0 root; 3 menjadi VERB 2 advcl; 4 40 NUM 5 nummod; "
        "5 euro NOUN 3 obj"
    )
    assert counted_event(rises, rises.token(3).span, {1: "rise"}, words) == "rise"
    worth = tree(
        "1 Ia PRON 2 nsubj; 2 mendengar VERB 0 root; 3 kesepakatan NOUN 5 nmod; "
        "4 dengan ADP 5 case; 5 Laos PROPN 2 obl; 6 bernilai VERB 5 acl; "
        "7 40 NUM 8 nummod; 8 euro NOUN 6 obl"
    )
    assert counted_event(worth, worth.token(6).span, {2: "deal"}, words) == "deal"


def test_a_subject_left_of_its_clause(tree: MakeTree, words: Counting) -> None:
    """In "percaya 40 orang tewas" the parser may give the noun to the verb of believing."""
    made = tree(
        "1 Mereka PRON 2 nsubj; 2 percaya VERB 0 root; 3 40 NUM 4 nummod; 4 orang NOUN 2 nsubj; "
        "5 tewas VERB 2 ccomp"
    )
    assert counted_event(made, made.token(2).span, {4: "death"}, words) == "death"


def test_those_that_a_verb_of_being_introduces(tree: MakeTree, words: Counting) -> None:
    """ "ada 40 orang korban luka": forty were hurt."""
    made = tree(
        "1 ada VERB 0 root; 2 40 NUM 3 nummod; 3 orang NOUN 1 nsubj; 4 korban NOUN 3 nmod; "
        "5 luka NOUN 4 nmod"
    )
    assert counted_event(made, made.token(1).span, {3: "hurt"}, words) == "hurt"


def test_how_great_an_event_is_stands_right_behind_it(tree: MakeTree, words: Counting) -> None:
    """ "tsunami diikuti gempa dengan kekuatan 7,5": of the quake, though the parser says else."""
    made = tree(
        "1 Tsunami NOUN 2 nsubj; 2 diikuti VERB 0 root; 3 gempa NOUN 2 obl; 4 dengan ADP 5 case; "
        "5 kekuatan NOUN 2 obl; 6 7,5 NUM 5 nummod"
    )
    number = made.token(5).span
    assert counted_event(made, number, {0: "wave", 1: "wave", 2: "quake"}, words) == "quake"
    assert counted_event(made, number, {0: "wave", 1: "wave"}, words) == "wave"
