"""The walk over dependency trees: what holds of any tree, and of the phrases of some."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from kg.extract.tree import Tree
from kg.model import Sentence, Span, Token

MakeTree = Callable[..., Tree]


@st.composite
def trees(draw: st.DrawFn) -> Tree:
    """Any tree: every word but one hangs on a word that was hung before it."""
    size = draw(st.integers(1, 12))
    order = draw(st.permutations(range(size)))
    heads = {order[0]: -1}
    for at, place in enumerate(order[1:], 1):
        heads[place] = order[draw(st.integers(0, at - 1))]
    relations = st.sampled_from(["nsubj", "obj", "obl", "nmod", "conj", "acl", "flat"])
    tokens = tuple(
        Token(
            span=Span(3 * place, 3 * place + 2),
            text="ia",
            lemma="ia",
            upos="NOUN",
            head=heads[place],
            deprel="root" if heads[place] < 0 else draw(relations),
        )
        for place in range(size)
    )
    return Tree.of(Sentence(index=0, span=Span(0, 3 * size), tokens=tokens))


@given(trees(), st.data())
def test_subtrees_and_ancestors_agree(tree: Tree, data: st.DataObject) -> None:
    """A word is below exactly those that it counts among its ancestors, and below itself."""
    place = data.draw(st.integers(0, len(tree) - 1))
    below = tree.subtree(place)
    assert list(below) == sorted(set(below))
    above = [p for p in range(len(tree)) if place in tree.subtree(p) and p != place]
    assert sorted(tree.ancestors(place)) == above


@given(trees(), st.data())
def test_the_top_of_a_subtree_is_its_head(tree: Tree, data: st.DataObject) -> None:
    """The head of a phrase is found from its words, whatever their order."""
    place = data.draw(st.integers(0, len(tree) - 1))
    assert tree.top(reversed(tree.subtree(place))) == place
    assert tree.places(tree.span(tree.subtree(place)))[0] == tree.subtree(place)[0]


@given(trees())
def test_conjuncts_share_their_first(tree: Tree) -> None:
    """Whatever is coordinated with a word leads back to where the coordination begins."""
    for place in range(len(tree)):
        first = tree.first_conjunct(place)
        assert place in tree.conjuncts(first)
        assert {tree.first_conjunct(p) for p in tree.conjuncts(place)} == {first}


def test_phrases_say_their_function_words(tree: MakeTree) -> None:
    """The preposition and the conjunction of a phrase are its own, in lower case."""
    made = tree(
        "1 Agar SCONJ 2 mark; 2 pulang VERB 0 root; 3 Ke ADP 4 case; 4 desa NOUN 2 obl; "
        "5 sejak ADP 7 case; 6 dari ADP 5 fixed; 7 lama ADJ 2 advmod"
    )
    assert made.marker(1) == "agar"
    assert made.preposition(3) == "ke"
    assert made.preposition(1) == ""


def test_a_second_subject_after_the_verb_is_its_object(tree: MakeTree) -> None:
    told = tree("1 Menteri NOUN 2 nsubj; 2 menyebut VERB 0 root; 3 korban NOUN 2 nsubj")
    assert told.children(1, "nsubj") == (0,)
    assert told.children(1, "obj") == (2,)


def test_the_subject_of_a_clause_that_follows_is_left_alone(tree: MakeTree) -> None:
    told = tree(
        "1 Mereka PRON 2 nsubj; 2 percaya VERB 0 root; 3 warga NOUN 2 nsubj; 4 tewas VERB 2 ccomp"
    )
    assert told.children(1, "nsubj") == (0, 2)
