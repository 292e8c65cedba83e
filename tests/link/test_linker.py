"""Linking: what is sure gets the gazetteer's name, what is not stays NIL with its candidates."""

from __future__ import annotations

import time

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
    kept = [(one.key, one.name, one.mentions) for one in found]
    assert kept == [(one.key, one.name, one.mentions) for one in entities]
    return {one.name: one.link.key if one.link else None for one in found}


def entity(name: str, type_: EntityType, **more) -> Entity:
    at = {"key": "x", "mentions": (Mention(Span(0, 1), "x"),)}
    return Entity(type=type_, name=name, **(at | more))


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
def test_what_is_no_place_is_not_linked_to_one(type_):
    assert linked("Paris tiba.", (type_, "Paris")) == {"Paris": None}


PERSON = EntityType.PERSON


def person(name: str, text: str, position: str | None = None, of: str | None = None) -> Entity:
    """A person where the name first stands, with a title and the key of whom he belongs to."""
    start = text.index(name)
    mention = Mention.at(text, Span(start, start + len(name)))
    return Entity(
        key=name, type=PERSON, name=name, mentions=(mention,), position=position, affiliation=of
    )


@pytest.mark.parametrize(
    ("text", "name", "position", "key"),
    [
        ("Barack Obama tiba.", "Barack Obama", None, "person/barack-obama"),
        ("Obama tiba.", "Obama", None, "person/barack-obama"),
        ("Michelle Obama tiba.", "Michelle Obama", None, "person/michelle-obama"),
        ("Malik Obama tiba.", "Malik Obama", None, None),
        ("Vladimir Vladimirovich Putin tiba.", "Vladimir Vladimirovich Putin", None,
         "person/vladimir-putin"),
        ("Johnson tiba.", "Johnson", None, None),
        ("Perdana Menteri Johnson tiba.", "Johnson", "Perdana Menteri", "person/boris-johnson"),
        ("Petani Prabowo tiba.", "Prabowo", "Petani", None),
        ("Presiden Prabowo tiba.", "Prabowo", "Presiden", "person/prabowo-subianto"),
        ("Donald Trump Jr tiba.", "Donald Trump Jr", None, None),
        ("Trump Tower tutup.", "Trump Tower", None, None),
    ],
)  # fmt: skip
def test_a_person_is_a_figure_by_full_name_title_or_fame(text, name, position, key):
    assert linked(text, person(name, text, position)) == {name: key}


@pytest.mark.parametrize(
    ("state", "key"),
    [("Singapura", "person/lawrence-wong"), ("Australia", "person/penny-wong")],
)
def test_a_family_name_with_title_and_country_is_the_one_of_that_country(state, key):
    title = "Perdana Menteri" if state == "Singapura" else "Menteri Luar Negeri"
    text = f"{title} {state} Wong tiba."
    country = Entity(
        key="e9",
        type=COUNTRY,
        name=state,
        mentions=(Mention.at(text, Span(len(title) + 1, len(title) + 1 + len(state))),),
    )
    assert linked(text, country, person("Wong", text, title, "e9"))["Wong"] == key


def test_a_year_tells_father_from_son():
    then = "Presiden Bush berpidato pada 1990."
    later = "Presiden Bush berpidato pada 2003."
    assert linked(later, person("Bush", later, "Presiden"))["Bush"] == "person/george-w-bush"
    [found] = link(
        (person("Bush", then, "Presiden"),),
        Document(article=Article(id="a", text=then, language="id")),
        "id",
    )
    assert found.link is None or found.link.key == "person/george-h-w-bush"


def one(text: str, name: str, type_: EntityType, *others: tuple[EntityType, str]) -> Entity:
    """The entity of that name once linked."""
    entities = []
    for number, (kind, said) in enumerate([(type_, name), *others]):
        start = text.index(said)
        mention = Mention.at(text, Span(start, start + len(said)))
        entities.append(Entity(key=f"e{number}", type=kind, name=said, mentions=(mention,)))
    document = Document(article=Article(id="a", text=text, language="id"))
    return link(tuple(entities), document, "id")[0]


def test_the_name_of_a_state_may_mean_a_region_and_changes_its_type():
    state = one("Pemilu di Georgia, kata Tbilisi.", "Georgia", COUNTRY)
    region = one(
        "Pemilu di negara bagian Georgia, Amerika Serikat.",
        "Georgia",
        COUNTRY,
        (COUNTRY, "Amerika Serikat"),
    )
    assert (state.link.key, state.type, state.link.iso) == ("country/GE", COUNTRY, "GE")
    assert (region.link.key, region.type, region.link.iso) == ("place/US-GA", PLACE, "US-GA")
    assert region.link.within == "country/US"


def test_the_name_of_a_place_may_mean_a_state():
    found = one("Pengungsi Suriah di Jordan.", "Jordan", PLACE, (COUNTRY, "Suriah"))
    assert (found.link.key, found.type, found.iso) == ("country/JO", COUNTRY, "JO")


def test_two_states_of_one_name_are_told_apart_by_words_of_the_article():
    east = one("Kongo berperang di Goma.", "Kongo", COUNTRY)
    west = one("Kongo menutup pelabuhan, kata Brazzaville.", "Kongo", COUNTRY)
    assert (east.link.key, west.link.key) == ("country/CD", "country/CG")


def test_a_state_named_beside_a_town_decides_more_than_one_far_away():
    far = " Hujan turun lama sekali di sana." * 12
    text = f"Di Paris, Texas, hujan.{far} Prancis diam."
    found = one(text, "Paris", PLACE, (PLACE, "Texas"), (COUNTRY, "Prancis"))
    assert found.link.key == "place/geonames-4717560"


def test_what_stays_unlinked_keeps_its_candidates():
    found = one("Ia tiba di Cordoba.", "Cordoba", PLACE)
    assert found.link is None
    assert set(found.candidates) >= {"place/geonames-2519240", "place/geonames-3860259"}


def test_confidence_is_lower_where_there_are_rivals():
    sure = one("Di Surabaya, Indonesia.", "Surabaya", PLACE, (COUNTRY, "Indonesia"))
    less = one("Di Alexandria.", "Alexandria", PLACE)
    assert 0.9 < sure.link.confidence < 1
    assert less.link is None or less.link.confidence < sure.link.confidence


def test_the_beginning_of_a_longer_name_is_no_place():
    assert one("Penyanyi Victoria Widjaja tiba.", "Victoria", PLACE).link is None


def test_a_regency_is_meant_where_the_words_say_so_or_no_town_has_its_name():
    said = one("Di Kabupaten Malang.", "Malang", PLACE)
    alone = one("Di Wakatobi.", "Wakatobi", PLACE)
    town = one("Di Malang.", "Malang", PLACE)
    assert (said.link.key, said.link.label) == ("place/kemendagri-3507", "Kabupaten Malang")
    assert (said.link.iso, said.link.within) == (None, "country/ID")
    assert alone.link.key == "place/kemendagri-7407"
    assert town.link.key.startswith("place/geonames-")


def test_regions_have_their_iso_code():
    found = one("Di Jawa Barat.", "Jawa Barat", PLACE)
    assert (found.link.iso, found.link.within) == ("ID-JB", "country/ID")


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
    [country, city] = link(
        (entity("Egypt", COUNTRY), entity("Cairo", PLACE, key="y")), document, "en"
    )
    assert (country.link.key, city.link.key) == ("country/EG", "place/geonames-360630")


@given(st.text(max_size=30), st.sampled_from(EntityType), st.sampled_from(Form))
def test_any_name_is_linked_or_not_without_a_crash(name, type_, form):
    document = Document(article=Article(id="a", text="x", language="id"))
    [one] = link((entity(name, type_, form=form),), document, "id")
    linked_types = {COUNTRY, PLACE, EntityType.ORGANIZATION, EntityType.PERSON}
    assert one.link is None or type_ in linked_types


def many(number: int) -> tuple[tuple[Entity, ...], Document]:
    """An article of so many names, all things of their own."""
    kinds = [(PLACE, "Cordoba"), (COUNTRY, "Georgia"), (PERSON, "Clinton"), (COUNTRY, "Spanyol")]
    text = " dan ".join(kinds[place % 4][1] for place in range(number))
    entities, at = [], 0
    for place in range(number):
        type_, name = kinds[place % 4]
        mention = Mention.at(text, Span(at, at + len(name)))
        at = mention.span.end + len(" dan ")
        entities.append(Entity(key=f"e{place}", type=type_, name=name, mentions=(mention,)))
    return tuple(entities), Document(article=Article(id="a", text=text, language="id"))


def test_time_grows_with_the_number_of_names_not_its_square():
    spent = {}
    for number in (400, 3200):
        entities, document = many(number)
        link(entities, document, "id")
        rounds = []
        for _ in range(3):
            start = time.process_time()
            link(entities, document, "id")
            rounds.append(time.process_time() - start)
        spent[number] = min(rounds)
    assert spent[3200] < 24 * spent[400]
