"""Positions for the page: spread to a readable distance, and no label on top of another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from math import isqrt

import numpy as np
from numpy.typing import NDArray

_Array = NDArray[np.float64]
Place = tuple[float, float]

_APART = 105.0  # pixels between neighbours at zoom 1
_WIDER = 1.3  # screens are wider than high
_STEPS, _PATIENCE = 240, 30
_ROW, _COLUMN = 90, 150  # pixels between nodes that stand in rows
_MOST = 300  # nodes that are pushed apart, the most connected first


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers with its label: the centre lies ``drop`` below the node's place."""

    name: str
    width: float
    height: float
    drop: float


def spread(
    places: Mapping[str, Place], boxes: Sequence[Box], alone: Collection[str] = ()
) -> dict[str, tuple[int, int]]:
    """Place of the node of every box, in whole pixels.

    ``places`` lie between -1000 and 1000. Boxes that overlap are pushed apart, along the shorter
    way out; only operations that IEEE 754 rounds exactly are used, so that every machine agrees.
    Nodes that are ``alone``, without any edge, stand in rows below the others.
    """
    together = _together(places, [box for box in boxes if box.name not in alone])
    bottom = max((y for _, y in together.values()), default=0)
    rows = _rows([box for box in boxes if box.name in alone], bottom + _ROW, len(boxes))
    return together | rows


def _rows(boxes: Sequence[Box], top: int, all_boxes: int) -> dict[str, tuple[int, int]]:
    a_row = max(4, isqrt(all_boxes))
    rows = [boxes[first : first + a_row] for first in range(0, len(boxes), a_row)]
    return {
        box.name: (round(_COLUMN * (column - (len(row) - 1) / 2)), top + number * _ROW)
        for number, row in enumerate(rows)
        for column, box in enumerate(row)
    }


def _together(places: Mapping[str, Place], boxes: Sequence[Box]) -> dict[str, tuple[int, int]]:
    if not boxes:
        return {}
    scale = _APART * float(np.sqrt(float(len(boxes)))) / 2000.0
    where = np.array([places[box.name] for box in boxes]) * np.array([scale * _WIDER, scale])
    sizes = np.array([(box.width, box.height) for box in boxes])
    drops = np.array([(0.0, box.drop) for box in boxes])
    where[:_MOST] = _apart(where[:_MOST] + drops[:_MOST], sizes[:_MOST]) - drops[:_MOST]
    rounded = [(round(float(x)), round(float(y))) for x, y in where]
    return {box.name: place for box, place in zip(boxes, rounded, strict=True)}


def _apart(where: _Array, sizes: _Array) -> _Array:
    order = np.arange(len(where))
    # Of two that stand in the same place the later one gives way.
    before = np.where(order[:, None] < order[None, :], 1.0, -1.0)
    need = (sizes[:, None, :] + sizes[None, :, :]) / 2.0
    for step in range(1, _STEPS + 1):
        gap = where[None, :, :] - where[:, None, :]
        over = need - np.abs(gap)
        hit = (over[..., 0] > 0) & (over[..., 1] > 0)
        np.fill_diagonal(hit, val=False)
        if not hit.any():
            break
        sideways = over[..., 0] < over[..., 1]
        sign = np.where(gap == 0, before[..., None], np.sign(gap))
        push = sign * over * 0.25 * hit[..., None]
        push[..., 0] *= sideways
        push[..., 1] *= ~sideways
        where = where + np.add.reduce(push, axis=0)
        if step % _PATIENCE == 0:  # too crowded to come apart: make room
            where = where * 1.1
    return where
