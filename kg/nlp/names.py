"""From scores of BIO labels to the best sequence that is well formed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray


@cache
def allowed(labels: tuple[str, ...]) -> NDArray[np.bool_]:
    """``allowed[a, b]``: label b may follow label a; the last row is a sentence's beginning."""
    table = np.ones((len(labels) + 1, len(labels)), bool)
    for b, label in enumerate(labels):
        if label.startswith("I-"):
            for a, before in enumerate([*labels, "O"]):
                table[a, b] = before[2:] == label[2:] and before != "O"
    return table


def best_labels(scores: NDArray[np.floating], labels: Sequence[str]) -> tuple[str, ...]:
    """Viterbi over the allowed sequences; scores are per word."""
    if not len(scores):
        return ()
    table = allowed(tuple(labels))
    best = scores.argmax(axis=1)
    before = np.concatenate([[len(labels)], best[:-1]])
    if table[before, best].all():
        return tuple(labels[i] for i in best)
    penalty = np.where(table, 0.0, -1e9)
    total = scores[0] + penalty[-1]
    back = []
    for row in scores[1:]:
        paths = total[:, None] + penalty[:-1]
        back.append(paths.argmax(axis=0))
        total = paths.max(axis=0) + row
    path = [int(total.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return tuple(labels[i] for i in reversed(path))


def spans(labels: Sequence[str]) -> tuple[tuple[int, int, str], ...]:
    """Start, end (exclusive) and kind of every name, in order."""
    found = []
    start = -1
    for i, label in enumerate([*labels, "O"]):
        if start >= 0 and not label.startswith("I-"):
            found.append((start, i, labels[start][2:]))
            start = -1
        if label.startswith("B-"):
            start = i
    return tuple(found)
