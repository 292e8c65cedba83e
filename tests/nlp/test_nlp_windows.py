"""Windows never exceed what the network can see, and answer every word exactly once."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kg.nlp.windows import SIZE, windows


@given(st.lists(st.integers(1, 24), min_size=1, max_size=1500))
def test_every_word_is_answered_once_from_a_window_that_sees_it(lengths: list[int]) -> None:
    found = windows(lengths)
    answered = [word for w in found for word in range(w.first, w.last)]
    assert answered == list(range(len(lengths)))
    for w in found:
        assert w.start <= w.first < w.last <= w.end
        assert sum(lengths[w.start : w.end]) <= SIZE


def test_neighbouring_windows_share_words() -> None:
    found = windows([2] * 400)
    assert len(found) > 2
    assert all(b.start < a.end for a, b in pairwise(found))


def test_a_short_sentence_is_one_window() -> None:
    assert [(w.first, w.last) for w in windows([3, 4, 5])] == [(0, 3)]
