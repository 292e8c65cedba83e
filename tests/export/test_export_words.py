"""Small things that the page says: dates, numbers, sentences, places."""

from __future__ import annotations

from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.export.html.rings import FIRST, ranked, rings
from kg.export.html.sentences import sentences
from kg.export.html.spread import Box, spread
from kg.export.html.view import status
from kg.export.html.words import spoken_quantity, spoken_time, strings
from kg.export.records import QuantityRecord

WORDS = strings()


@pytest.mark.parametrize(
    ("edtf", "indonesian", "english"),
    [
        ("2025-02-27", "27 Februari 2025", "27 February 2025"),
        ("2025-02", "Februari 2025", "February 2025"),
        ("2025", "2025", "2025"),
        ("XXXX-02", "Februari (tahun tidak disebut)", "February (year not given)"),
        ("XXXX-02-01/XXXX-02-10", "1 Februari – 10 Februari (tahun tidak disebut)",
         "1 February – 10 February (year not given)"),
        ("2024-10/2025-02", "Oktober 2024 – Februari 2025", "October 2024 – February 2025"),
        ("2024/..", "2024 –", "2024 –"),
        ("199X", "1990-an", "1990s"),
        ("2024-22", "musim panas 2024", "summer 2024"),
        ("2024~", "sekitar 2024", "about 2024"),
        ("2024-99", "2024-99", "2024-99"),
        ("kapan?", "kapan?", "kapan?"),
    ],
)  # fmt: skip
def test_times_are_spoken(edtf: str, indonesian: str, english: str) -> None:
    assert spoken_time(edtf, WORDS["id"]) == indonesian
    assert spoken_time(edtf, WORDS["en"]) == english


@pytest.mark.parametrize(
    ("quantity", "indonesian", "english"),
    [
        (
            {"bound": "min", "low": "1000", "unit": "orang"},
            "setidaknya 1.000 orang",
            "at least 1,000 orang",
        ),
        ({"bound": "exact", "value": "3.5", "unit": "km"}, "3,5 km", "3.5 km"),
        ({"bound": "approx", "low": "10", "high": "20"}, "sekitar 10–20", "about 10–20"),
        ({"bound": "exact", "value": "banyak"}, "banyak", "banyak"),
        ({"bound": "exact", "value": "nan"}, "nan", "nan"),
    ],
)  # fmt: skip
def test_quantities_are_spoken(quantity: dict[str, str], indonesian: str, english: str) -> None:
    empty = dict.fromkeys(("iri", "value", "low", "high", "bound", "unit"), "")
    record = QuantityRecord(**{**empty, **quantity}, mentions=())
    assert spoken_quantity(record, WORDS["id"]) == indonesian
    assert spoken_quantity(record, WORDS["en"]) == english


def test_sentences_end_where_readers_end_them() -> None:
    text = "Judul\n\nDr. Ani tiba pukul 10.30. “Kami siap!” katanya. Harga Rp1.000? Ya"
    assert [text[start:end] for start, end in sentences(text)] == [
        "Judul", "Dr. Ani tiba pukul 10.30.", "“Kami siap!”", "katanya.", "Harga Rp1.000?", "Ya",
    ]  # fmt: skip


@given(st.text(max_size=3000))
def test_sentences_cover_every_visible_character(text: str) -> None:
    found = sentences(text)
    assert all(0 < end - start <= 600 for start, end in found)
    assert all(one[1] <= other[0] for one, other in pairwise(found))
    covered = "".join(text[start:end] for start, end in found)
    assert "".join(covered.split()) == "".join(text.split())


def test_labels_do_not_overlap() -> None:
    """Crowded nodes end apart, and not far from each other."""
    boxes = [Box(f"n{i}", 120.0, 50.0, 8.0) for i in range(40)]
    crowd = {box.name: (37.0 * i % 400, 91.0 * i % 300) for i, box in enumerate(boxes)}
    places = spread(crowd, boxes)
    assert list(places) == [box.name for box in boxes]
    found = list(places.values())
    for i, (x, y) in enumerate(found):
        for other_x, other_y in found[i + 1 :]:
            assert abs(x - other_x) >= 110 or abs(y - other_y) >= 45
    assert max(abs(x) for x, _ in found) < 800
    assert max(abs(y) for _, y in found) < 600


def star(leaves: int) -> nx.MultiDiGraph:
    """A hub with ``leaves``, and as many pairs apart from it."""
    network = nx.MultiDiGraph()
    network.add_edges_from(("hub", f"leaf{i:04}") for i in range(leaves))
    network.add_edges_from((f"one{i:04}", f"two{i:04}") for i in range(leaves))
    return network


def test_whoever_is_shown_is_shown_with_somebody() -> None:
    """However many nodes are taken from the top, nobody but the last stands alone."""
    network = star(30)
    network.add_node("alone")
    order = ranked(network)
    assert sorted(order) == sorted(network)
    assert order[0] == "hub"
    for number in (2, 10, 30, 60):
        shown = network.subgraph(order[:number])
        assert sum(not shown.degree(name) for name in shown) <= 1


def test_the_others_stand_in_rings_around_the_first() -> None:
    network = star(300)
    order = ranked(network)
    places = spread({name: (float(i), 0.0) for i, name in enumerate(order[:FIRST])}, [
        Box(name, 100.0, 40.0, 8.0) for name in order[:FIRST]
    ])  # fmt: skip
    found = rings(places, order[FIRST:], network)
    assert list(found) == order[FIRST:]
    assert len(set(found.values())) == len(found)
    wide, high = (max(abs(place[i]) for place in places.values()) for i in (0, 1))
    assert all(abs(x) > wide or abs(y) > high for x, y in found.values())
    assert rings({}, [], nx.MultiDiGraph()) == {}


def test_nothing_has_no_places() -> None:
    assert spread({}, []) == {}


@pytest.mark.parametrize(
    ("certainty", "polarity", "stance", "line"),
    [
        ("CERTAIN", "POSITIVE", "assert", "asserted"),
        ("PROBABLE", "POSITIVE", "assert", "hedged"),
        ("POSSIBLE", "NEGATIVE", "assert", "denied"),
        ("CERTAIN", "POSITIVE", "deny", "denied"),
        ("CERTAIN", "NEGATIVE", "noComment", "hedged"),
    ],
)
def test_lines_tell_the_status(certainty: str, polarity: str, stance: str, line: str) -> None:
    assert status(certainty, polarity, stance) == line
