"""The gazetteer: every row has a source and a key of its own, and names lead to the right rows."""

from __future__ import annotations

from collections import Counter
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.gazetteer import Level, fold, load_gazetteer

GAZETTEER = load_gazetteer()
DATA = files("kg.link") / "data"
TABLES = ("countries", "regions", "cities", "organizations")
KNOWN_SOURCES = {
    "geonames", "cldr", "iso3166-1", "iso3166-2", "usage", "own-name", "phoenix",
}  # fmt: skip


def rows(table: str) -> list[dict[str, str]]:
    heading, *lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    columns = heading.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_names_known_sources_that_the_readme_explains(table):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for row in rows(table):
        sources = row["source"].split("+")
        assert sources, row
        assert set(sources) <= KNOWN_SOURCES, row
    assert all(source in readme for source in KNOWN_SOURCES)


@pytest.mark.parametrize("table", TABLES)
def test_no_key_stands_twice_and_rows_are_in_order(table):
    keys = [next(iter(row.values())) for row in rows(table)]
    assert [key for key, count in Counter(keys).items() if count > 1] == []
    assert keys == (sorted(keys, key=int) if table == "cities" else sorted(keys))


@pytest.mark.parametrize("table", ["countries", "regions", "cities"])
def test_coordinates_lie_on_the_globe_and_countries_exist(table):
    for row in rows(table):
        assert row["latitude"] == "" or -90 <= float(row["latitude"]) <= 90
        assert row["longitude"] == "" or -180 <= float(row["longitude"]) <= 180
        if table == "cities":
            assert GAZETTEER.country(row["country"]), row


def test_no_organization_shares_a_name_with_another():
    names = Counter(
        name
        for row in rows("organizations")
        for name in {row["label"], *row["aliases"].split("|")} - {""}
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_keys_of_cities_are_folded_names():
    for row in rows("cities")[::50]:
        assert fold(row["label"]) == row["keys"].split("|")[0]
        assert all(fold(key) == key for key in row["keys"].split("|"))


@pytest.mark.parametrize(
    ("iso", "names"),
    [
        ("KP", {"Korea Utara", "North Korea"}),
        ("ID", {"Indonesia"}),
        ("US", {"Amerika Serikat", "United States"}),
        ("UA", {"Ukraina", "Ukraine"}),
        ("CN", {"Tiongkok", "China"}),
    ],
)
def test_countries_have_indonesian_and_english_names(iso, names):
    assert names <= set(GAZETTEER.country(iso).names)
    assert [one.id for one in GAZETTEER.countries(min(names))] == [iso]


@pytest.mark.parametrize(
    ("name", "key", "country"),
    [
        ("Mogadishu", "place/geonames-53654", "SO"),
        ("moskow", "place/geonames-524901", "RU"),
        ("Kairo", "place/geonames-360630", "EG"),
        ("São Paulo", "place/geonames-3448439", "BR"),
        ("Sao Paulo", "place/geonames-3448439", "BR"),
        ("Jawa Barat", "place/ID-JB", "ID"),
        ("Kursk", "place/RU-KRS", "RU"),
        ("Kursk", "place/geonames-538560", "RU"),
    ],
)
def test_places_are_found_by_local_english_and_unaccented_names(name, key, country):
    assert {one.key: one.country for one in GAZETTEER.places(name)}[key] == country


def test_exact_matches_are_the_geonames_ids_of_the_source():
    assert GAZETTEER.country("KP").exact_match == ("https://sws.geonames.org/1873107/",)
    [region] = GAZETTEER.places("Jawa Barat")
    assert region.exact_match == ()


def test_acronyms_count_only_in_their_own_capitals():
    assert GAZETTEER.organization("WHO").key == "organization/world-health-organization"
    assert GAZETTEER.organization("who") is None
    assert GAZETTEER.organization("uni eropa").level is Level.ORGANIZATION


@given(st.text(max_size=20))
def test_folding_is_stable_and_look_up_takes_any_text(name):
    assert fold(fold(name)) == fold(name)
    assert GAZETTEER.places(name) == GAZETTEER.places(fold(name))
