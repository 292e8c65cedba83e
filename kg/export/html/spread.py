"""Positions for the page: spread to a readable distance, and no label on top of another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_Array = NDArray[np.float64]
Place = tuple[float, float]

_APART = 105.0  # pixels between neighbours at zoom 1
_WIDER = 1.25  # screens are wider than high
_GAP = 30.0  # pixels between parts that no edge connects
_ROUNDS, _STEPS = 8, 30  # rounds of pushing, and pushes in each
_MARGIN = 60.0  # pixels within which boxes may meet during a round
_BLOCK = 150  # nodes that the page adds at a time
_MOST = 300  # nodes that are pushed apart, the most connected first


@dataclass(frozen=True, slots=True)
class Box:
    """What a node covers with its label: the centre lies ``drop`` below the node's place."""

    name: str
    width: float
    height: float
    drop: float


def spread(
    places: Mapping[str, Place], boxes: Sequence[Box], parts: Collection[Collection[str]]
) -> dict[str, tuple[int, int]]:
    """Place of the node of every box, in whole pixels.

    Within each of the connected ``parts`` the pattern of ``places`` is kept, and boxes that
    overlap are pushed apart, along the shorter way out; the largest part stands in the middle and
    the others in rows below it. Only operations that IEEE 754 rounds exactly are used, so that
    every machine agrees.
    """
    known = {box.name: box for box in boxes}
    order = sorted(parts, key=lambda part: (-len(part), min(part)))
    groups = [[box for box in boxes if box.name in part] for part in order]
    spots = [_part(np.array([places[box.name] for box in group]), group) for group in groups]
    found: dict[str, tuple[int, int]] = {}
    for group, where in zip(groups, _packed(spots, groups), strict=True):
        for box, (x, y) in zip(group, where, strict=True):
            found[box.name] = (round(float(x)), round(float(y)))
    return {name: found[name] for name in known}


def _part(where: _Array, boxes: Sequence[Box]) -> _Array:
    """One part with its middle at 0, its nodes evenly over a disk that has room for them."""
    where = _even(where - np.add.reduce(where, axis=0) / float(len(boxes)))
    where = where * np.array([_WIDER, 1.0])
    sizes = np.array([(box.width, box.height) for box in boxes])
    drops = np.array([(0.0, box.drop) for box in boxes])
    where[:_MOST] = _apart(where[:_MOST] + drops[:_MOST], sizes[:_MOST]) - drops[:_MOST]
    return where


def _even(where: _Array) -> _Array:
    """Directions as they are; distances such that every ring is filled alike.

    Nodes come the most connected first, and each block of them (what the page shows at a time)
    makes a ring around the blocks before, so that the first one is compact.
    """
    number = len(where)
    distance = np.sqrt(where[:, 0] * where[:, 0] + where[:, 1] * where[:, 1])
    if not distance.any():
        return where
    blocks = np.arange(number) // _BLOCK
    order = np.lexsort((np.arange(number), distance, blocks))
    rank = np.empty(number)
    rank[order] = np.arange(number) + 0.5
    wanted = _APART * np.sqrt(rank / np.pi)
    factor = wanted / np.where(distance > 0, distance, 1.0)
    return np.asarray(where * factor[:, None], dtype=np.float64)


def _packed(spots: list[_Array], groups: list[list[Box]]) -> list[_Array]:
    """The first part in the middle, the others left to right in rows below it."""
    if not spots:
        return []
    edges = [_edges(where, group) for where, group in zip(spots, groups, strict=True)]
    left, right, _, bottom = edges[0]
    packed, row, x, y, deep = [spots[0]], 0, left, bottom + _GAP, 0.0
    rows: list[tuple[int, float]] = []
    for west, east, north, south in edges[1:]:
        if x > left and x + east - west > right:
            row, x, y, deep = row + 1, left, y + deep + _GAP, 0.0
        packed.append(spots[len(packed)] + np.array([x - west, y - north]))
        x, deep = x + east - west + _GAP, max(deep, south - north)
        rows.append((row, x - _GAP))
    ends = dict(rows)
    for number, (row, _) in enumerate(rows, start=1):  # centre each row below the first part
        packed[number] = packed[number] + np.array([(left + right) / 2 - (left + ends[row]) / 2, 0])
    return packed


def _edges(where: _Array, boxes: Sequence[Box]) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of what ``boxes`` cover."""
    halves = np.array([(box.width / 2.0, box.height / 2.0) for box in boxes])
    middles = where + np.array([(0.0, box.drop) for box in boxes])
    (west, north), (east, south) = (middles - halves).min(axis=0), (middles + halves).max(axis=0)
    return float(west), float(east), float(north), float(south)


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
