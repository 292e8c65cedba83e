"""Where a point of the earth lies on the page's map: the Natural Earth projection.

A polynomial of Šavrič, Jenny, Patterson and others (2011), so that only operations are used which
IEEE 754 rounds exactly, and every machine agrees.
"""

from __future__ import annotations

from math import pi

WIDTH = 10_000
"""Units from 180° west to 180° east along the equator; 0, 0 is where it meets Greenwich."""

_SCALE = WIDTH / (2 * pi * 0.8707)


def projected(longitude: float, latitude: float) -> tuple[float, float]:
    """Right and down from the middle of the map, in units."""
    east, north = longitude * pi / 180, latitude * pi / 180
    square = north * north
    fourth = square * square
    x = (
        0.8707
        - 0.131979 * square
        + fourth * (-0.013791 + fourth * (0.003971 * square - 0.001529 * fourth))
    )
    y = 1.007226 + square * (
        0.015085 + fourth * (-0.044475 + 0.028874 * square - 0.005916 * fourth)
    )
    return east * x * _SCALE, -north * y * _SCALE
