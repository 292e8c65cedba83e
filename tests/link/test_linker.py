"""Linking: what is sure gets the gazetteer's name, what is not stays NIL, persons always do."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.link.linker import link
from kg.model import Article, Document, Entity, EntityType, Form, Mention, Span

COUNTRY, PLACE = EntityType.COUNTRY, EntityType.PLACE


def linked(text: str, *wanted: tuple[EntityType, str] | Entity) -> dict[str, str | None]:
    """Keys of the links by name; each entity is mentioned where its name first stands."""
    entities = []
    for number, one in enumerate(wanted):
        if isinstance(one, Entity):
            entities.append(one)
            continue
        type_, name = one
        start = text.index(name)
        mention = Mention.at(text, Span(start, start + len(name)))
        entities.append(Entity(key=f"e{number}", type=type_, name=name, mentions=(mention,)))
    document = Document(article=Article(id="a", text=text, language="id"))
    found = link(tuple(entities), document, "id")
    assert [replace(one, link=None) for one in found] == entities
    return {one.name: one.link.key if one.link else None for one in found}


def entity(name: str, type_: EntityType, **more) -> Entity:
    return Entity(key="x", type=type_, name=name, mentions=(Mention(Span(0, 1), "x"),), **more)


def test_countries_follow_from_their_code_or_name():
    by_code = entity("Pyongyang", COUNTRY, iso="KP")
    assert linked("Pyongyang diam.", by_code) == {"Pyongyang": "country/KP"}
    assert linked("Korsel marah.", (COUNTRY, "Korsel")) == {"Korsel": "country/KR"}
    assert linked("Wakanda marah.", (COUNTRY, "Wakanda")) == {"Wakanda": None}
    assert linked("Ada.", entity("Ada", COUNTRY, iso="ZZ")) == {"Ada": None}


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Mogadishu", "place/geonames-53654"),
        ("Surabaya", "place/geonames-1625822"),
        ("Jawa Barat", "place/ID-JB"),
        ("Krimea", "place/UA-43"),
        ("Springfield", None),
        ("Cordoba", None),
        ("Cannes", None),
        ("Lembah Sunyi", None),
    ],
)
def test_a_place_alone_is_linked_only_where_one_stands_out(name, key):
    assert linked(f"Ia tiba di {name}.", (PLACE, name)) == {name: key}


def test_the_countries_of_an_article_decide_between_namesakes():
    spain = linked("Di Cordoba, Spanyol, hujan.", (PLACE, "Cordoba"), (COUNTRY, "Spanyol"))
    argentina = linked("Di Cordoba, Argentina, hujan.", (PLACE, "Cordoba"), (COUNTRY, "Argentina"))
    assert spain["Cordoba"] == "place/geonames-2519240"
    assert argentina["Cordoba"] == "place/geonames-3860259"


def test_they_also_vouch_for_small_towns():
    found = linked("Di Cannes, Prancis, hujan.", (PLACE, "Cannes"), (COUNTRY, "Prancis"))
    assert found["Cannes"] == "place/geonames-3028808"


def test_the_words_before_a_name_decide_between_city_and_region():
    assert linked("Di kota Kursk.", (PLACE, "Kursk")) == {"Kursk": "place/geonames-538560"}
    assert linked("Di wilayah Kursk.", (PLACE, "Kursk")) == {"Kursk": "place/RU-KRS"}
    assert linked("Di kota Kursk.", (PLACE, "kota Kursk"))["kota Kursk"] == "place/geonames-538560"
    assert linked("Di bandara Surabaya.", (PLACE, "Surabaya")) == {"Surabaya": None}


def test_organizations_follow_from_their_name_unless_they_belong_to_somebody():
    text = "Uni Eropa dan PBB sepakat dengan WHO."
    organizations = [(EntityType.ORGANIZATION, name) for name in ("Uni Eropa", "PBB", "WHO")]
    assert linked(text, *organizations) == {
        "Uni Eropa": "organization/european-union",
        "PBB": "organization/united-nations",
        "WHO": "organization/world-health-organization",
    }
    owned = entity("Taliban", EntityType.ORGANIZATION, affiliation="e9")
    assert linked("Taliban.", owned) == {"Taliban": None}


def test_an_organization_of_a_country_may_belong_to_it_and_to_no_other():
    for iso, key in (("ID", "organization/tni"), ("MY", None)):
        state = Entity(
            key="e9", type=COUNTRY, name="X", iso=iso, mentions=(Mention(Span(0, 1), "x"),)
        )
        army = entity("TNI", EntityType.ORGANIZATION, affiliation="e9")
        assert linked("TNI.", state, army)["TNI"] == key


def test_a_part_of_a_place_is_in_it_and_a_longer_name_is_another():
    west = entity("Kursk barat", PLACE, aliases=("Kursk",))
    club = entity("Belfast Giants", PLACE, aliases=("Belfast",))
    assert linked("Kursk.", west) == {"Kursk barat": "place/geonames-538560"}
    assert linked("Belfast.", club) == {"Belfast Giants": None}


@pytest.mark.parametrize("type_", [EntityType.PERSON, EntityType.GROUP, EntityType.OBJECT])
def test_persons_groups_and_objects_are_never_linked(type_):
    assert linked("Paris tiba.", (type_, "Paris")) == {"Paris": None}


def test_descriptions_are_never_linked():
    assert linked("kota.", entity("Jakarta", PLACE, form=Form.NOMINAL)) == {"Jakarta": None}


def test_a_link_says_what_the_gazetteer_knows():
    document = Document(article=Article(id="a", text="Kairo.", language="id"))
    [found] = link((entity("Kairo", PLACE),), document, "id")
    assert found.link is not None
    assert found.link.label == "Kairo"
    assert found.link.aliases == ("Cairo",)
    assert found.link.exact_match == ("https://sws.geonames.org/360630/",)
    assert found.link.within == "country/EG"
    assert found.link.latitude == pytest.approx(30.06, abs=0.1)
    assert 0 < found.link.confidence < 1


def test_a_language_without_a_pack_still_links():
    document = Document(article=Article(id="a", text="Cairo.", language="en"))
    [country, city] = link((entity("Egypt", COUNTRY), entity("Cairo", PLACE)), document, "en")
    assert (country.link.key, city.link.key) == ("country/EG", "place/geonames-360630")


@given(st.text(max_size=30), st.sampled_from(EntityType), st.sampled_from(Form))
def test_any_name_is_linked_or_not_without_a_crash(name, type_, form):
    document = Document(article=Article(id="a", text="x", language="id"))
    [one] = link((entity(name, type_, form=form),), document, "id")
    assert one.link is None or type_ in {COUNTRY, PLACE, EntityType.ORGANIZATION}
