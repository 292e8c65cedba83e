"""Where the nodes of a network stand: the same place on every run and every machine.

A force-directed layout (Fruchterman and Reingold 1991) with a pull to the centre, so that loose
parts stay near. Iterated layouts blow up the last bit of a rounding difference, and numerical
libraries differ in that bit from machine to machine; so only operations are used here that
IEEE 754 rounds exactly (+, -, *, /, square root), element by element, and sums run in a fixed
order. The start comes from a hash of the node's name, which keeps a node near its place when the
network grows.
"""

from __future__ import annotations

from collections.abc import Mapping
from hashlib import sha256

import networkx as nx  # type: ignore[import-untyped]
import numpy as np
from numpy.typing import NDArray

Positions = Mapping[str, tuple[float, float]]
_Array = NDArray[np.float64]

SIZE = 1000.0
"""Positions lie between minus this and this, in both directions."""

_STEPS = 60
_LEAST_STEPS = 4
_PAIRS = 200_000_000
_ROWS = 256
_GRAVITY = 0.6


def positions(view: nx.MultiDiGraph) -> Positions:
    """A place for each node, in whole units, in the order of the node names."""
    names = sorted(view)
    if not names:
        return {}
    where = np.array([_start(name) for name in names])
    index = {name: number for number, name in enumerate(names)}
    pairs = sorted({(index[a], index[b]) for a, b in view.edges() if a != b})
    pairs = sorted({(min(pair), max(pair)) for pair in pairs})
    ends = np.array(pairs, dtype=np.int64).reshape(len(pairs), 2)
    steps = min(_STEPS, max(_LEAST_STEPS, _PAIRS // len(names) ** 2))
    ideal = float(np.sqrt(1.0 / len(names)))
    for step in range(steps):
        reach = 0.2 * (1.0 - step / steps)
        where = _moved(where, ends, ideal, reach)
    return {name: _scaled(where, number) for name, number in index.items()}


def _start(name: str) -> tuple[float, float]:
    digest = sha256(name.encode("utf-8", "surrogatepass")).digest()
    x, y = int.from_bytes(digest[:6]), int.from_bytes(digest[6:12])
    return x / 2**47 - 1.0, y / 2**47 - 1.0


def _moved(where: _Array, ends: NDArray[np.int64], ideal: float, reach: float) -> _Array:
    force = _repulsion(where, ideal) - where * _GRAVITY
    way = where[ends[:, 1]] - where[ends[:, 0]]
    pull = way * (_length(way) / ideal)[:, None]
    np.add.at(force, ends[:, 0], pull)
    np.subtract.at(force, ends[:, 1], pull)
    length = np.maximum(_length(force), 1e-9)
    moved: _Array = where + force * (np.minimum(length, reach) / length)[:, None]
    return moved


def _repulsion(where: _Array, ideal: float) -> _Array:
    """What each node feels of all others, in blocks of rows so that memory stays small."""
    blocks = []
    for first in range(0, len(where), _ROWS):
        apart = where[None, first : first + _ROWS, :] - where[:, None, :]
        square = np.maximum(apart[..., 0] * apart[..., 0] + apart[..., 1] * apart[..., 1], 1e-6)
        # Adding up along the first axis of three goes row by row: no pairwise or vector sums.
        blocks.append(np.add.reduce(apart * (ideal * ideal / square)[..., None], axis=0))
    joined: _Array = np.concatenate(blocks)
    return joined


def _length(vectors: _Array) -> _Array:
    length: _Array = np.sqrt(vectors[:, 0] * vectors[:, 0] + vectors[:, 1] * vectors[:, 1])
    return length


def _scaled(where: _Array, number: int) -> tuple[float, float]:
    widest = max(float(np.abs(where).max()), 1e-9)
    x, y = (float(round(SIZE * float(part) / widest)) for part in where[number])
    return x + 0.0, y + 0.0
