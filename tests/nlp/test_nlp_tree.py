"""The decoder always gives one tree with one root, and the best one there is."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.nlp.tree import best_tree


def is_tree(heads: list[int]) -> bool:
    if heads.count(0) != 1:
        return False
    for start in range(1, len(heads) + 1):
        node, steps = start, 0
        while node and steps <= len(heads):
            node, steps = heads[node - 1], steps + 1
        if node:
            return False
    return True


def total(scores: np.ndarray, heads: list[int]) -> float:
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


matrices = st.integers(1, 5).flatmap(
    lambda n: arrays(np.float64, (n, n + 1), elements=st.floats(-50, 50, width=32))
)


@settings(deadline=None, max_examples=120)
@given(matrices)
def test_no_tree_with_one_root_scores_more(scores: np.ndarray) -> None:
    found = best_tree(scores).tolist()
    assert is_tree(found)
    count = len(found)
    trees = (h for h in product(range(count + 1), repeat=count) if is_tree(list(h)))
    best = max(total(scores, list(h)) for h in trees)
    assert abs(total(scores, found) - best) < 1e-6


@settings(deadline=None, max_examples=40)
@given(st.integers(6, 60), st.integers(0, 10_000), st.sampled_from([1.0, 0.0, 30.0]))
def test_every_matrix_gives_a_tree(count: int, seed: int, spread: float) -> None:
    scores = np.random.default_rng(seed).normal(size=(count, count + 1)) * spread
    assert is_tree(best_tree(scores).tolist())


def test_scores_that_are_no_numbers_give_a_tree() -> None:
    scores = np.full((4, 5), np.nan)
    scores[0, 1:] = np.inf
    scores[1] = -np.inf
    assert is_tree(best_tree(scores).tolist())


def test_no_words_no_heads() -> None:
    assert best_tree(np.zeros((0, 1))).tolist() == []
