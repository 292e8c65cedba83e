"""Makes kg/export/html/data/borders.tsv again: python tests/export/make_borders.py COUNTRIES-50M

COUNTRIES-50M is ``countries-50m.json`` of the npm package world-atlas 2.0.2 (``npm pack``): Natural
Earth's admin 0 countries, public domain. Needs pycountry for the two letters of a country's number;
the package itself needs neither. Same versions in, same bytes out.
"""

from __future__ import annotations

import heapq
import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

sys.path.insert(0, str(Path(__file__).parents[2]))
from kg.export.html.projection import projected

TARGET = Path(__file__).parents[2] / "kg" / "export" / "html" / "data" / "borders.tsv"
LEAST_DETAIL = 10.0  # square units: a corner that spans less is cut off
LEAST_ISLAND = 60.0  # square units: smaller islands go, unless they are all that a country has
ANTARCTICA = "010"
KOSOVO = {"Kosovo": "XK"}

Point = tuple[float, float]


def main(source: Path) -> None:
    topology = json.loads(source.read_text("utf-8"))
    arcs = [simplified(line) for line in decoded(topology)]
    shapes: dict[str, list[list[Point]]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        if country.get("id") != ANTARCTICA:
            shapes.setdefault(code(country), []).extend(rings(country, arcs))
    rows = sorted((iso, *written(found)) for iso, found in shapes.items())
    lines = ["iso\tx\ty\tpath", *("\t".join(map(str, row)) for row in rows)]
    TARGET.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")


def code(country: dict[str, Any]) -> str:
    found = pycountry.countries.get(numeric=country.get("id", "")) if "id" in country else None
    name = country["properties"]["name"]
    return found.alpha_2 if found else KOSOVO.get(name, "-")


def decoded(topology: dict[str, Any]) -> Iterator[list[Point]]:
    """The arcs in degrees; one that crosses the date line goes on beyond 180."""
    (wide, high), (west, south) = (topology["transform"][key] for key in ("scale", "translate"))
    for arc in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for right, up in arc:
            x, y = x + right, y + up
            line.append(beside(line[-1] if line else None, (x * wide + west, y * high + south)))
        yield line


def beside(before: Point | None, point: Point) -> Point:
    """``point`` less than half the world away from the one ``before`` it."""
    turns = 0 if before is None else round((before[0] - point[0]) / 360)
    return point[0] + 360 * turns, point[1]


def area(a: Point, b: Point, c: Point) -> float:
    return abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2


def simplified(degrees: list[Point]) -> list[Point]:
    """Visvalingam and Whyatt 1993: the corner of the least area goes first; the ends stay."""
    line = [projected(*point) for point in degrees]
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    heap = [(area(*line[i - 1 : i + 2]), i) for i in range(1, len(line) - 1)]
    sizes = {i: size for size, i in heap}
    heapq.heapify(heap)
    fewest = 2 if degrees[0] == degrees[-1] else 0  # an island stays a triangle
    while heap and heap[0][0] < LEAST_DETAIL and len(sizes) > fewest:
        size, i = heapq.heappop(heap)
        if sizes.get(i) != size:
            continue
        del sizes[i]
        left, right = before[i], after[i]
        after[left], before[right] = right, left
        for one in (left, right):
            if one in sizes:
                now = max(size, area(line[before[one]], line[one], line[after[one]]))
                sizes[one] = now
                heapq.heappush(heap, (now, one))
    return [degrees[0], *(degrees[i] for i in sorted(sizes)), degrees[-1]]


def rings(country: dict[str, Any], arcs: list[list[Point]]) -> Iterator[list[Point]]:
    """The rings in units of the map, those beyond the date line beside the first one."""
    polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
    found = []
    for polygon in polygons:
        for ring in polygon:
            line: list[Point] = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                for point in arc[1:] if line else arc:
                    line.append(beside(line[-1] if line else None, point))
            found.append(line)
    home = sum(x for x, _ in max(found, key=len)) / max(map(len, found))
    for line in found:
        east = sum(x for x, _ in line) / len(line)
        turn = 360 if home > 90 and east < -165 else -360 if home < -90 and east > 165 else 0
        yield [projected(x + turn, y) for x, y in line]


def surface(ring: list[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) / 2


def written(found: list[list[Point]]) -> tuple[int, int, str]:
    """The middle of the largest ring, and all rings that are large enough as one SVG path."""
    found = sorted(found, key=lambda ring: -abs(surface(ring)))
    kept = [ring for ring in found if abs(surface(ring)) >= LEAST_ISLAND] or found[:1]
    return *middle(kept[0]), "".join(path(ring) for ring in kept)


def middle(ring: list[Point]) -> tuple[int, int]:
    """The centroid; where that is outside, the middle of the widest stretch at its height."""
    whole = surface(ring)
    if abs(whole) < 1:  # a state too small for the scale
        return round(ring[0][0]), round(ring[0][1])
    x = y = 0.0
    for a, b in pairwise(ring):
        cross = a[0] * b[1] - b[0] * a[1]
        x, y = x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    x, y = x / (6 * whole), y / (6 * whole)
    cuts = sorted(
        a[0] + (y - a[1]) * (b[0] - a[0]) / (b[1] - a[1])
        for a, b in pairwise(ring)
        if (a[1] > y) != (b[1] > y)
    )
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    if spans and not any(low <= x <= high for low, high in spans):
        low, high = max(spans, key=lambda span: span[1] - span[0])
        x = (low + high) / 2
    return round(x), round(y)


def path(ring: list[Point]) -> str:
    whole = [(round(x), round(y)) for x, y in ring]
    x, y = whole[0]
    out = [f"M{x}{pair(y)}l"]
    steps = []
    for right, down in whole[1:-1]:
        if (right, down) != (x, y):
            steps.append((right - x, down - y))
            x, y = right, down
    out += [f"{dx if not n or dx < 0 else f' {dx}'}{pair(dy)}" for n, (dx, dy) in enumerate(steps)]
    return "".join(out) + "z" if len(steps) > 1 else ""


def pair(second: int) -> str:
    return str(second) if second < 0 else f" {second}"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
