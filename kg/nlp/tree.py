"""From scores of heads to the best dependency tree (Chu-Liu-Edmonds) with exactly one root."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float64]
Heads = NDArray[np.int64]
#: Below any score; finite, so that a tree always exists.
NEVER: Final = -1e9
#: More than any tree can win by a second root (Zmigrod, Vieira and Cotterell 2020).
ROOT_COST: Final = 1e6


def best_tree(scores: NDArray[np.floating]) -> Heads:
    """Heads of the n words, 0 for the root, else 1 to n.

    ``scores[i, h]`` says how well ``h`` (0 = root) heads word ``i + 1``. Among trees with exactly
    one root the one with the greatest sum wins; equal sums are decided by position.
    """
    count = scores.shape[0]
    if count == 0:
        return np.zeros(0, np.int64)
    square = np.full((count + 1, count + 1), NEVER)
    if np.isfinite(scores).all():
        square[1:] = scores
    else:
        square[1:] = np.nan_to_num(scores, nan=NEVER, posinf=-NEVER, neginf=NEVER)
    np.fill_diagonal(square, NEVER)
    heads: Heads = square.argmax(axis=1)
    heads[0] = 0
    if _cycle(heads) or np.count_nonzero(heads[1:] == 0) != 1:
        square[:, 0] -= ROOT_COST
        heads = _arborescence(square)
    return heads[1:]


@dataclass(frozen=True, slots=True)
class _Contraction:
    """A cycle (``inside``) that became one node, and how nodes outside reach it and leave it."""

    inside: Heads
    heads: Heads
    outside: Heads
    entries: Heads
    exits: Heads


def _cycle(heads: Heads) -> list[int]:
    """The nodes of one cycle, or nothing."""
    above = heads.tolist()
    state = [0] * len(above)
    for start in range(1, len(above)):
        node, path = start, []
        while node and state[node] == 0:
            state[node] = start
            path.append(node)
            node = above[node]
        if node and state[node] == start and node in path:
            return path[path.index(node) :]
    return []


def _arborescence(square: Scores) -> Heads:
    """The maximum spanning arborescence from node 0; contracts one cycle after the other."""
    steps: list[_Contraction] = []
    scores = square
    while True:
        heads: Heads = scores.argmax(axis=1)
        heads[0] = 0
        cycle = _cycle(heads)
        if not cycle:
            break
        inside = np.array(cycle)
        outside = np.delete(np.arange(len(heads)), inside)
        own = scores[inside, heads[inside]]
        entering = scores[np.ix_(inside, outside)] - own[:, None]
        leaving = scores[np.ix_(outside, inside)]
        entry, exit_ = entering.argmax(axis=0), leaving.argmax(axis=1)
        smaller = np.full((len(outside) + 1, len(outside) + 1), NEVER * 100)
        smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
        smaller[-1, :-1] = entering.max(axis=0) + own.sum()
        smaller[:-1, -1] = leaving.max(axis=1)
        steps.append(_Contraction(inside, heads, outside, entry, exit_))
        scores = smaller
    for step in reversed(steps):
        heads = _expand(heads, step)
    return heads


def _expand(small: Heads, step: _Contraction) -> Heads:
    """Heads before the contraction from those after it."""
    heads = np.zeros(len(step.heads), np.int64)
    last = len(step.outside)
    for i, node in enumerate(step.outside):
        head = small[i]
        heads[node] = step.inside[step.exits[i]] if head == last else step.outside[head]
    heads[step.inside] = step.heads[step.inside]
    into = small[last]
    heads[step.inside[step.entries[into]]] = step.outside[into]
    heads[0] = 0
    return heads
