"""Positions for the page: spread to a readable distance, and no label on top of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Array = NDArray[np.float64]
Place = tuple[float, float]

_APART = 105.0  # pixels between neighbours at zoom 1
_WIDER = 1.25  # screens are wider than high
_ROUNDS, _STEPS = 8, 30  # rounds of pushing, and pushes in each
_MARGIN = 60.0  # pixels within which boxes may meet during a round


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers with its label: the centre lies ``drop`` below the node's place."""

    name: str
    width: float
    height: float
    drop: float


def spread(places: Mapping[str, Place], boxes: Sequence[Box]) -> dict[str, tuple[int, int]]:
    """Place of the node of every box, in whole pixels.

    The pattern of ``places`` is kept, its nodes evenly over a disc that has room for them, and
    boxes that overlap are pushed apart, along the shorter way out. Only operations that IEEE 754
    rounds exactly are used, so that every machine agrees.
    """
    if not boxes:
        return {}
    where = np.array([places[box.name] for box in boxes])
    where = _even(where - np.add.reduce(where, axis=0) / float(len(boxes)))
    where = where * np.array([_WIDER, 1.0])
    sizes = np.array([(box.width, box.height) for box in boxes])
    drops = np.array([(0.0, box.drop) for box in boxes])
    where = _apart(where + drops, sizes) - drops
    return {
        box.name: (round(float(x)), round(float(y)))
        for box, (x, y) in zip(boxes, where, strict=True)
    }


def _even(where: _Array) -> _Array:
    """Directions as they are; distances such that every ring is filled alike."""
    number = len(where)
    distance = np.sqrt(where[:, 0] * where[:, 0] + where[:, 1] * where[:, 1])
    if not distance.any():
        return where
    rank = np.empty(number)
    rank[np.lexsort((np.arange(number), distance))] = np.arange(number) + 0.5
    wanted = _APART * np.sqrt(rank / np.pi)
    factor = wanted / np.where(distance > 0, distance, 1.0)
    return np.asarray(where * factor[:, None], dtype=np.float64)


def _apart(where: _Array, sizes: _Array) -> _Array:
    where = where.copy()
    for _ in range(_ROUNDS):
        first, second = _near(where, sizes)
        need = (sizes[first] + sizes[second]) / 2.0
        for _ in range(_STEPS):
            gap = where[second] - where[first]
            over = need - np.abs(gap)
            hit = (over[:, 0] > 0) & (over[:, 1] > 0)
            if not hit.any():
                break
            sideways = over[:, 0] < over[:, 1]
            # Of two that stand in the same place the later one goes right and down.
            push = np.where(gap < 0, -1.0, 1.0) * over * 0.25 * hit[:, None]
            push = push * np.stack((sideways, ~sideways), axis=1)
            np.subtract.at(where, first, push)
            np.add.at(where, second, push)
        else:
            where = where * 1.1  # too crowded to come apart: make room
            continue
        if not _touch(where, sizes, 0.0).any():
            break
    return where


def _near(where: _Array, sizes: _Array) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The pairs that may come to touch within a round: the earlier ones, the later ones."""
    first, second = np.nonzero(_touch(where, sizes, _MARGIN))
    return first, second


def _touch(where: _Array, sizes: _Array, margin: float) -> NDArray[np.bool_]:
    """Which boxes overlap, each ``margin`` wider and higher; upper triangle only."""
    over = (sizes[:, None, :] + sizes[None, :, :]) / 2.0 + margin
    over = over - np.abs(where[None, :, :] - where[:, None, :])
    touching: NDArray[np.bool_] = np.triu((over[..., 0] > 0) & (over[..., 1] > 0), 1)
    return touching
