"""From scores of heads to the best dependency tree (Chu-Liu-Edmonds) with exactly one root."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]
#: Below any score; finite, so that a tree always exists.
NEVER: Final = -1e9


def best_tree(scores: NDArray[np.floating]) -> Heads:
    """Heads of the n words, 0 for the root, else 1 to n.

    ``scores[i, h]`` says how well ``h`` (0 = root) heads word ``i + 1``. Among trees with exactly one
    root the one with the greatest sum wins; equal sums are decided by position.
    """
    count = scores.shape[0]
    if count == 0:
        return np.zeros(0, np.int64)
    square = np.full((count + 1, count + 1), NEVER)
    square[1:] = np.nan_to_num(scores, nan=NEVER, posinf=-NEVER, neginf=NEVER)
    np.fill_diagonal(square, NEVER)
    heads = square.argmax(axis=1)
    heads[0] = 0
    if not _cycles(heads) and np.count_nonzero(heads[1:] == 0) == 1:
        return heads[1:]
    heads = _arborescence(square)
    roots = np.flatnonzero(heads[1:] == 0) + 1
    if len(roots) == 1:
        return heads[1:]
    candidates = [_with_root(square, int(root)) for root in roots[:ROOTS]]
    return max(candidates, key=lambda pair: pair[0])[1][1:]


#: No more than this many words are tried as the root.
ROOTS: Final = 8


def _with_root(square: Scores, root: int) -> tuple[float, Heads]:
    forced = square.copy()
    forced[:, 0] = NEVER * 10
    forced[root, 0] = square[root, 0]
    heads = _arborescence(forced)
    rows = np.arange(1, len(heads))
    return float(forced[rows, heads[1:]].sum()), heads


def _cycles(heads: Heads) -> list[int]:
    """The nodes of one cycle, or none."""
    state = np.zeros(len(heads), np.int64)
    for start in range(1, len(heads)):
        node, path = start, []
        while node and state[node] == 0:
            state[node] = start
            path.append(node)
            node = int(heads[node])
        if node and state[node] == start and node in path:
            return path[path.index(node) :]
    return []


def _arborescence(square: Scores) -> Heads:
    """The maximum spanning arborescence from node 0; contracts one cycle after the other."""
    steps: list[tuple[list[int], Heads, Heads, Heads, Heads]] = []
    scores = square
    while True:
        heads = scores.argmax(axis=1)
        heads[0] = 0
        cycle = _cycles(heads)
        if not cycle:
            break
        inside = np.array(cycle)
        outside = np.setdiff1d(np.arange(len(heads)), inside)
        own = scores[inside, heads[inside]]
        entering = scores[np.ix_(inside, outside)] - own[:, None]
        leaving = scores[np.ix_(outside, inside)]
        entry, exit_ = entering.argmax(axis=0), leaving.argmax(axis=1)
        smaller = np.full((len(outside) + 1, len(outside) + 1), NEVER * 100)
        smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
        smaller[-1, :-1] = entering.max(axis=0) + own.sum()
        smaller[:-1, -1] = leaving.max(axis=1)
        steps.append((cycle, heads, outside, entry, exit_))
        scores = smaller
    for cycle, old, outside, entry, exit_ in reversed(steps):
        heads = _expand(heads, cycle, old, outside, entry, exit_)
    return heads


def _expand(
    small: Heads, cycle: list[int], old: Heads, outside: Heads, entry: Heads, exit_: Heads
) -> Heads:
    inside = np.array(cycle)
    heads = np.zeros(len(old), np.int64)
    last = len(outside)
    for i, node in enumerate(outside):
        head = small[i]
        heads[node] = inside[exit_[i]] if head == last else outside[head]
    heads[inside] = old[inside]
    into = small[last]
    heads[inside[entry[into]]] = outside[into]
    heads[0] = 0
    return heads
