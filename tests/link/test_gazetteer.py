"""The gazetteer: every row has a source and a key of its own, and names lead to the right rows."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.lang import load
from kg.link.gazetteer import load_gazetteer
from kg.link.known import Known, Level, Naming, fold
from kg.link.words import choices

GAZETTEER = load_gazetteer()
DATA = files("kg.link") / "data"
TABLES = ("countries", "regions", "districts", "cities", "organizations", "people")
KNOWN_SOURCES = {
    "geonames", "cldr", "iso3166-1", "iso3166-2", "usage", "own-name", "phoenix", "factbook",
    "factbook-2015", "factbook-2026", "public-knowledge", "kemendagri",
}  # fmt: skip
RANKED = {
    Level.DISTRICT: "words beside it; a city or region of the name goes first",
    Level.REGION: "country, words beside it, context; else none",
    Level.CITY: "number of people, country, words beside it, context; else none",
}
"""Levels whose names are shared by many, and what chooses between them in kg/link/places.py."""


def rows(table: str) -> list[dict[str, str]]:
    heading, *lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").rstrip("\n").split("\n")
    columns = heading.split("\t")
    return [dict(zip(columns, line.split("\t"), strict=True)) for line in lines]


def key_of(table: str, row: dict[str, str]) -> str:
    """The path of the IRI of a row, as the gazetteer makes it."""
    first = next(iter(row.values()))
    kinds = {
        "countries": "country/",
        "regions": "place/",
        "districts": "place/kemendagri-",
        "cities": "place/geonames-",
        "organizations": "organization/",
        "people": "person/",
    }
    return kinds[table] + first


@pytest.mark.parametrize("table", [*TABLES, "choices"])
def test_every_row_names_known_sources_that_the_readme_explains(table):
    readme = (DATA / "README.md").read_text(encoding="utf-8")
    for row in rows(table):
        sources = row["source"].split("+")
        assert sources, row
        assert set(sources) <= KNOWN_SOURCES, row
    assert all(source in readme for source in KNOWN_SOURCES)


def test_no_two_rows_have_one_iri_and_each_iri_leads_to_its_row():
    keys = Counter(key_of(table, row) for table in TABLES for row in rows(table))
    assert [key for key, count in keys.items() if count > 1] == []
    for key in list(keys)[::7]:
        known = GAZETTEER.known(key)
        assert known is not None, key
        assert known.key == key


@pytest.mark.parametrize("table", [*TABLES, "city-names"])
def test_rows_are_sorted_by_their_bytes(table):
    keys = [next(iter(row.values())).encode() for row in rows(table)]
    assert keys == sorted(set(keys))


@pytest.mark.parametrize("table", ["countries", "regions", "districts", "cities"])
def test_coordinates_lie_on_the_globe_and_countries_exist(table):
    for row in rows(table):
        assert row.get("latitude", "") == "" or -90 <= float(row["latitude"]) <= 90
        assert row.get("longitude", "") == "" or -180 <= float(row["longitude"]) <= 180
        if table in {"cities", "districts"}:
            assert GAZETTEER.country(row["country"]), row
            assert not row["region"] or GAZETTEER.known(f"place/{row['region']}"), row


def namings() -> dict[tuple[Level, str], dict[str, Naming]]:
    """What stands under each name of the small tables, by kind of thing."""
    found: dict[tuple[Level, str], dict[str, Naming]] = defaultdict(dict)
    for name, places in GAZETTEER._names.items():
        for place, naming in places:
            known = GAZETTEER._at(place)
            found[known.level, name][known.key] = naming
    return found


def test_a_name_of_two_things_of_a_kind_has_a_rule_to_choose():
    """Names of places are weighed, family names need a title, a country or fame; others are one's.

    The names of states that mean two of them, or a region too, stand in choices.tsv.
    """
    for (level, name), things in namings().items():
        if level in RANKED or len(things) == 1 or name in choices():
            continue
        full = [key for key, naming in things.items() if naming is not Naming.FAMILY]
        assert level is Level.PERSON, (name, things)
        assert len(full) <= 1, (name, things)


def test_choices_are_among_things_of_the_gazetteer_and_differ():
    for name, meanings in choices().items():
        assert len({meaning.key for meaning in meanings}) == len(meanings)
        for meaning in meanings:
            assert GAZETTEER.known(meaning.key), (name, meaning)
            assert 0 < meaning.weight < 9


def test_names_of_cities_lead_to_their_rows_the_largest_first():
    people = {row["geonames"]: int(row["population"]) for row in rows("cities")}
    names = {row["name"]: row["geonames"].split("|") for row in rows("city-names")}
    for name, ids in names.items():
        assert [people[one] for one in ids] == sorted((people[one] for one in ids), reverse=True)
        assert fold(name) == name
    for row in rows("cities")[::50]:
        assert row["geonames"] in names[fold(row["label"])]


@pytest.mark.parametrize(
    ("iso", "names"),
    [
        ("KP", {"Korea Utara", "North Korea"}),
        ("ID", {"Indonesia"}),
        ("US", {"Amerika Serikat", "United States", "AS"}),
        ("UA", {"Ukraina", "Ukraine"}),
        ("CN", {"Tiongkok", "China"}),
    ],
)
def test_countries_have_indonesian_and_english_names(iso, names):
    assert names <= set(GAZETTEER.country(iso).names)
    assert [one.id for one in GAZETTEER.countries(min(names))] == [iso]


@pytest.mark.parametrize(
    ("name", "iso", "naming"),
    [
        ("Korut", "KP", Naming.SHORT),
        ("Indonesian", "ID", Naming.DEMONYM),
        ("Zaire", "CD", Naming.FORMER),
        ("Kremlin", "RU", Naming.METONYM),
        ("Gedung Putih", "US", Naming.METONYM),
        ("Kairo", "EG", Naming.METONYM),
    ],
)
def test_it_is_told_how_a_name_names_a_country(name, iso, naming):
    found = {one.known.key: one.naming for one in GAZETTEER.candidates(name)}
    assert found[f"country/{iso}"] is naming


def test_every_state_that_the_pack_names_is_a_country_with_its_names():
    for row in load("id").table("countries"):
        assert GAZETTEER.country(row["iso"]), row


@pytest.mark.parametrize(
    ("name", "key", "country"),
    [
        ("Mogadishu", "place/geonames-53654", "SO"),
        ("moskow", "place/geonames-524901", "RU"),
        ("Kairo", "place/geonames-360630", "EG"),
        ("São Paulo", "place/geonames-3448439", "BR"),
        ("Sao Paulo", "place/geonames-3448439", "BR"),
        ("Jawa Barat", "place/ID-JB", "ID"),
        ("Kabupaten Sleman", "place/kemendagri-3404", "ID"),
        ("Sleman", "place/kemendagri-3404", "ID"),
        ("Kursk", "place/RU-KRS", "RU"),
        ("Kursk", "place/geonames-538560", "RU"),
    ],
)
def test_places_are_found_by_local_english_and_unaccented_names(name, key, country):
    assert {one.key: one.country for one in GAZETTEER.places(name)}[key] == country


def test_codes_are_those_of_iso_and_exact_matches_the_ids_of_geonames():
    assert GAZETTEER.country("KP").exact_match == ("https://sws.geonames.org/1873107/",)
    [region] = GAZETTEER.places("Jawa Barat")
    assert (region.iso, region.exact_match) == ("ID-JB", ())
    city = GAZETTEER.known("place/geonames-53654")
    assert (city.iso, city.exact_match) == (None, ("https://sws.geonames.org/53654/",))


def test_cities_of_the_united_states_know_their_state():
    assert {one.region for one in GAZETTEER.places("Birmingham") if one.country == "US"} >= {
        "US-AL"
    }


def test_acronyms_count_only_in_their_own_capitals():
    assert GAZETTEER.organization("WHO").key == "organization/world-health-organization"
    assert GAZETTEER.organization("who") is None
    assert GAZETTEER.organization("uni eropa").level is Level.ORGANIZATION


def figure(key: str) -> Known:
    known = GAZETTEER.known(f"person/{key}")
    assert known is not None
    return known


def test_figures_have_office_country_and_years():
    offices = figure("barack-obama").offices
    assert [(one.kind, one.of, one.first, one.last) for one in offices] == [
        ("president", "US", 2009, 2017)
    ]
    assert figure("antonio-guterres").offices[0].of == "organization/united-nations"
    assert figure("barack-obama").country == "US"


def test_every_office_is_of_a_country_or_organization_and_begins_before_it_ends():
    for row in rows("people"):
        known = figure(row["key"])
        assert known.offices, row
        assert 1 <= known.fame <= 4
        for office in known.offices:
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*", office.kind), row
            key = office.of if "/" in office.of else f"country/{office.of}"
            assert GAZETTEER.known(key), row
            assert office.first <= (office.last or 9999), row


def test_titles_lead_to_offices_that_somebody_has_held():
    held = {office.kind for row in rows("people") for office in figure(row["key"]).offices}
    for row in load("id").table("offices"):
        assert set(row["offices"].split("|")) - {"-"} <= held, row


@given(st.text(max_size=20))
def test_folding_is_stable_and_look_up_takes_any_text(name):
    assert fold(fold(name)) == fold(name)
    assert GAZETTEER.places(name) == GAZETTEER.places(fold(name))
    assert GAZETTEER.known(name) is None
