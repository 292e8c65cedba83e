"""Which nodes the page opens with, and where the others stand: in rings around them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import networkx as nx  # type: ignore[import-untyped]

Place = tuple[int, int]

FIRST = 100
"""Nodes that the page opens with, and adds at a time."""

_WIDE, _HIGH = 150, 100  # pixels between neighbours on a ring, and between rings


def ranked(network: nx.MultiDiGraph) -> list[str]:
    """The most connected node first, and after each the neighbour that ties it in best.

    So that whoever is shown is shown with somebody, however few are.
    """
    degree = dict(network.degree())
    near = {name: set(nx.all_neighbors(network, name)) - {name} for name in network}
    order: dict[str, None] = {}
    for name in sorted(network, key=lambda one: (-degree[one], one)):
        if name in order:
            continue
        order[name] = None
        if any(one in order for one in near[name]):
            continue
        best = min(near[name], key=lambda one: (-degree[one], one), default=None)
        if best is not None:
            order[best] = None
    return list(order)


def rings(
    places: Mapping[str, Place], rest: Sequence[str], network: nx.MultiDiGraph
) -> dict[str, Place]:
    """Places of ``rest`` on rectangles around ``places``, each on the side of its neighbours."""
    found: dict[str, Place] = dict(places)
    xs, ys = [x for x, _ in places.values()] or [0], [y for _, y in places.values()] or [0]
    middle = (max(xs) + min(xs)) // 2, (max(ys) + min(ys)) // 2
    half_x, half_y = (max(xs) - min(xs)) // 2 + _WIDE, (max(ys) - min(ys)) // 2 + _HIGH
    done = 0
    while done < len(rest):
        room = max(8, 4 * (half_x + half_y) // _WIDE)
        ring = sorted(
            rest[done : done + room],
            key=lambda name: (_angle(_towards(name, network, found), middle), name),
        )
        for number, name in enumerate(ring):
            x, y = _on_rectangle(number / len(ring), half_x, half_y)
            found[name] = middle[0] + x, middle[1] + y
        done += len(ring)
        half_x, half_y = half_x + _WIDE, half_y + _HIGH
    return {name: found[name] for name in rest}


def _towards(name: str, network: nx.MultiDiGraph, found: Mapping[str, Place]) -> Place | None:
    """The middle of those neighbours that have a place."""
    near: Iterable[str] = sorted(set(nx.all_neighbors(network, name)))
    known = [found[one] for one in near if one in found]
    if not known:
        return None
    return sum(x for x, _ in known) // len(known), sum(y for _, y in known) // len(known)


def _angle(place: Place | None, middle: Place) -> float:
    """Clockwise from the left upper corner, 0 to 4 as a square's sides; who has none comes last."""
    if place is None or place == middle:
        return 4.0
    x, y = place[0] - middle[0], place[1] - middle[1]
    if abs(y) >= abs(x):
        along = x / abs(y)
        return (1 + along) / 2 if y < 0 else 2 + (1 - along) / 2
    along = y / abs(x)
    return 1 + (1 + along) / 2 if x > 0 else 3 + (1 - along) / 2


def _on_rectangle(share: float, half_x: int, half_y: int) -> Place:
    """The point that ``share`` of the way round, clockwise from the left upper corner."""
    way = share * 4.0 * (half_x + half_y)
    if way < 2 * half_x:
        return round(way) - half_x, -half_y
    way -= 2 * half_x
    if way < 2 * half_y:
        return half_x, round(way) - half_y
    way -= 2 * half_y
    if way < 2 * half_x:
        return half_x - round(way), half_y
    return -half_x, half_y - round(way - 2 * half_x)
