"""What the page's timeline, map, compact network and Turtle are given."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import RDF, Graph, URIRef

from kg.export.html.borders import borders, point
from kg.export.html.compact import compact, pairs
from kg.export.html.projection import WIDTH, projected
from kg.export.html.times import span
from kg.export.html.triples import triples
from kg.export.records import EntityRecord, EventRecord, records
from kg.graph.newsgraph import NewsGraph
from kg.graph.project import project
from kg.graph.vocab import K
from kg.link.gazetteer import load_gazetteer

SHAPE = re.compile(r"(?:M-?\d+[ -]-?\d*(?:l[\d -]+z)?)*")


def event(*roles: tuple[str, str]) -> EventRecord:
    return EventRecord(
        iri="e", types=("AID",), label="", roles=roles, edtf="", earliest="", latest="",
        certainty="CERTAIN", polarity="POSITIVE", quantities=(), mentions=(),
    )  # fmt: skip


def entity(kind: str, iso: str = "", latitude: str = "", longitude: str = "") -> EntityRecord:
    return EntityRecord(
        iri="x", type=kind, label="x", aliases=(), iso=iso, position="", affiliations=(),
        within=(), same_as=(), latitude=latitude, longitude=longitude, mentions=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("edtf", "first", "last", "side"),
    [
        ("2025-02-27", "2025-02-27", "2025-02-27", ""),
        ("2024-02", "2024-02-01", "2024-02-29", ""),
        ("2024", "2024-01-01", "2024-12-31", ""),
        ("199X", "1990-01-01", "1999-12-31", ""),
        ("2024-22", "2024-06-01", "2024-08-31", ""),
        ("2024-24", "2024-12-01", "2025-02-28", ""),
        ("2022-09/..", "2022-09-01", "2022-09-30", "end"),
        ("../2022-09-05", "2022-09-05", "2022-09-05", "start"),
        ("2022/2023-05", "2022-01-01", "2023-05-31", ""),
    ],
)
def test_a_time_with_a_year_has_its_days(edtf: str, first: str, last: str, side: str) -> None:
    found = span(edtf)
    assert found == {"from": first, "to": last, "open": side, "rough": "X" in edtf, "year": True}


@pytest.mark.parametrize(
    ("edtf", "first", "last", "side"),
    [
        ("XXXX-02", "2000-02-01", "2000-02-29", ""),
        ("XXXX-02-01/XXXX-02-10", "2000-02-01", "2000-02-10", ""),
        ("XXXX-08/..", "2000-08-01", "2000-08-31", "end"),
        ("XXXX-11/XXXX-02", "2000-11-01", "2000-12-31", "end"),
    ],
)
def test_a_time_without_a_year_says_so(edtf: str, first: str, last: str, side: str) -> None:
    """Its days are those of a leap year; one that goes on into the next year is open there."""
    found = span(edtf)
    assert found == {"from": first, "to": last, "open": side, "rough": False, "year": False}


@pytest.mark.parametrize("edtf", ["2025~", "2025-02?", "2025-XX-03", "202X"])
def test_doubt_is_kept(edtf: str) -> None:
    found = span(edtf)
    assert found is not None
    assert found["rough"]


@pytest.mark.parametrize(
    "edtf",
    ["", "..", "../..", "XXXX", "XXXX-XX", "2025-13", "2025-02-30", "kemarin", "2025/XXXX-02",
     "2025/2024", "0000", "2024/x"],
)  # fmt: skip
def test_what_is_no_time_has_no_place(edtf: str) -> None:
    assert span(edtf) is None


@given(st.dates(date(1, 1, 1), date(9999, 12, 31)), st.sampled_from(["", "~", "?"]))
def test_every_day_stands_where_it_is(day: date, doubt: str) -> None:
    found = span(day.isoformat() + doubt)
    assert found is not None
    assert found["from"] == found["to"] == day.isoformat()


def test_the_map_knows_every_country_of_the_gazetteer() -> None:
    """By its borders, or at least by the coordinates that mark it as a point."""
    known = load_gazetteer()
    for iso in ("ID", "SG", "TV", "GI", "PS", "XK", "KR", "UA", "US", "VA", "MC"):
        country = known.country(iso)
        assert iso in borders() or (country and country.latitude is not None), iso
    assert len(borders()) > 230
    for iso, (x, y, path) in borders().items():
        assert abs(x) <= WIDTH * 0.52, iso
        assert abs(y) <= WIDTH * 0.26, iso
        assert SHAPE.fullmatch(path), iso


def test_no_country_is_drawn_across_the_date_line() -> None:
    """Russia and Fiji go on beyond 180° instead of back around the whole world."""
    for iso in ("RU", "FJ", "NZ", "ID"):
        for step in re.findall(r"[l ](-?\d+)(?=[ -])", borders()[iso][2]):
            assert abs(int(step)) < WIDTH / 2, iso


def test_a_country_is_marked_inside_its_borders_and_a_place_where_it_lies() -> None:
    assert point(entity("Country", iso="ID", latitude="-6.2", longitude="106.8")) == (
        borders()["ID"][0],
        borders()["ID"][1],
    )
    right, down = projected(106.8, -6.2)
    assert point(entity("Place", latitude="-6.2", longitude="106.8")) == (
        round(right),
        round(down),
    )
    assert point(entity("Place")) is None


def test_the_projection_keeps_directions() -> None:
    assert projected(0, 0) == (0, 0)
    assert projected(180, 0)[0] == pytest.approx(WIDTH / 2)
    assert projected(10, 60)[0] < projected(10, 0)[0]
    assert projected(0, 60)[1] < projected(0, 30)[1] < 0


def test_the_compact_network_goes_from_who_acts_to_whom_it_concerns() -> None:
    assert pairs(event(("agent", "a"), ("patient", "b"))) == [("a", "b")]
    assert pairs(event(("agent", "a"), ("patient", "b"), ("place", "c"))) == [
        ("a", "b"),
        ("a", "c"),
    ]
    assert pairs(event(("patient", "b"), ("destination", "c"))) == [("b", "c")]
    assert pairs(event(("agent", "a"), ("agent", "b"), ("recipient", "c"))) == [
        ("a", "c"),
        ("b", "c"),
    ]
    assert pairs(event(("agent", "a"), ("patient", "a"))) == []
    assert pairs(event(("agent", "a"))) == []
    assert pairs(event()) == []


def test_every_entity_stands_in_the_compact_network_and_no_event(news: NewsGraph) -> None:
    union = news.union()
    found = records(union)
    near = compact(project(union), found.events)
    assert set(near) == {one.iri for one in found.entities}
    acts = [(start, end, own["events"]) for start, end, own in near.edges(data=True)]
    attack = next(one for one in found.events if "ASSAULT" in one.types)
    assert [events for _, _, events in acts if attack.iri in events]


def parts(text: str) -> tuple[str, list[str]]:
    head, *blocks = text.split("\n\n")
    return head, blocks


def test_each_block_of_turtle_is_all_that_the_graph_says_of_the_thing(news: NewsGraph) -> None:
    union = news.union()
    head, blocks = parts(str(triples(union, news.base or "")))
    kinds = (K.Country, K.Person, K.Organization, K.Group, K.Place, K.Object, K.Event, K.Claim)
    things = {thing for kind in kinds for thing in union.subjects(RDF.type, kind)}
    said = Graph()
    for block in blocks:
        one = Graph().parse(data=f"{head}\n{block}", format="turtle")
        assert len(set(one.subjects())) == 1
        said += one
    assert set(said) == {triple for triple in union if triple[0] in things}


def test_turtle_in_the_page_cannot_end_its_element(news: NewsGraph) -> None:
    text = str(triples(news.union(), news.base or ""))
    assert "jahat" in text
    assert not re.search(r"</|<!", text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]", text)


def test_dots_in_a_name_stay() -> None:
    """``article/..`` is not written relative to the base, where a reader would resolve it."""
    graph = Graph()
    name = URIRef("https://x.example/id/article/../event/e")
    graph.add((name, RDF.type, K.Event))
    assert str(name) in str(triples(graph, "https://x.example/id/"))
