"""Decoded name labels are always well formed, and the best such sequence."""

from __future__ import annotations

from itertools import product

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from kg.nlp.names import best_labels, spans

LABELS = ("O", "B-LOC", "B-PER", "I-LOC", "I-PER")


def well_formed(labels: tuple[str, ...]) -> bool:
    before = "O"
    for label in labels:
        if label.startswith("I-") and before[2:] != label[2:]:
            return False
        before = label
    return True


@settings(deadline=None, max_examples=100)
@given(
    st.integers(1, 5).flatmap(
        lambda n: arrays(np.float32, (n, len(LABELS)), elements=st.floats(-9, 9, width=32))
    )
)
def test_the_best_well_formed_sequence_wins(scores: np.ndarray) -> None:
    found = best_labels(scores, LABELS)
    assert well_formed(found)

    def total(labels: tuple[str, ...]) -> float:
        return float(sum(scores[i, LABELS.index(x)] for i, x in enumerate(labels)))

    best = max(total(x) for x in product(LABELS, repeat=len(scores)) if well_formed(x))
    assert abs(total(found) - best) < 1e-4


def test_spans_of_neighbouring_names() -> None:
    assert spans(("B-PER", "I-PER", "B-PER", "O", "B-LOC")) == (
        (0, 2, "PER"),
        (2, 3, "PER"),
        (4, 5, "LOC"),
    )


def test_no_words_no_labels() -> None:
    assert best_labels(np.zeros((0, 5), np.float32), LABELS) == ()
    assert spans(()) == ()
