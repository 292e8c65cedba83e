"""The world of the page's map: countries as SVG paths, and where an entity lies among them."""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from kg.export.html.projection import projected
from kg.export.records import EntityRecord

Border = tuple[int, int, str]
Point = tuple[int, int]


@cache
def borders() -> Mapping[str, Border]:
    """ISO 3166 code → the middle of the country (right, down), and its SVG path.

    From Natural Earth; ``data/README.md`` says how. A state too small to be drawn has no path.
    """
    text = files(__package__).joinpath("data", "borders.tsv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE)
    return {row["iso"]: (int(row["x"]), int(row["y"]), row["path"]) for row in rows}


def point(one: EntityRecord) -> Point | None:
    """Where ``one`` is marked: a country in its middle, anything else where its coordinates say."""
    if one.type == "Country" and one.iso in borders():
        x, y, _ = borders()[one.iso]
        return x, y
    if not one.latitude or not one.longitude:
        return None
    right, down = projected(float(one.longitude), float(one.latitude))
    return round(right), round(down)
