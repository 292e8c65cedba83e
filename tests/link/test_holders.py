"""Who is named by an office and its place is described, and belongs to that place."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from kg.link.linker import link
from kg.model import Article, Document, Entity, EntityType, Form, Mention, Span

PERSON, PLACE = EntityType.PERSON, EntityType.PLACE


def said(text: str, name: str, nth: int = 1) -> Mention:
    start = -1
    for _ in range(nth):
        start = text.index(name, start + 1)
    return Mention.at(text, Span(start, start + len(name)))


def linked(text: str, *entities: Entity) -> tuple[Entity, ...]:
    return link(entities, Document(article=Article(id="a", text=text, language="id")), "id")


def person(text: str, name: str, position: str, *nths: int) -> Entity:
    mentions = tuple(said(text, name, nth) for nth in nths or (1,))
    return Entity(key="e1", type=PERSON, name=name, position=position, mentions=mentions)


def test_the_holder_is_described_and_belongs_to_the_place():
    text = "Wali Kota Madiun meminta bantuan."
    holder, place = linked(text, person(text, "Madiun", "Wali Kota"))
    assert (holder.name, holder.form, holder.type) == ("Wali Kota Madiun", Form.NOMINAL, PERSON)
    assert (holder.affiliation, holder.link) == (place.key, None)
    assert [one.text for one in holder.mentions] == ["Wali Kota Madiun"]
    assert (place.name, place.type, place.link.within) == ("Madiun", PLACE, "country/ID")


def test_other_mentions_of_the_name_are_the_place():
    text = "Wali Kota Madiun menutup pasar di Madiun."
    holder, place = linked(text, person(text, "Madiun", "Wali Kota", 1, 2))
    assert [one.text for one in holder.mentions] == ["Wali Kota Madiun"]
    assert [one.span.start for one in place.mentions] == [10, 34]


def test_a_place_that_the_article_names_elsewhere_is_that_place():
    text = "Wali Kota Madiun menutup pasar di Madiun."
    town = Entity(key="e2", type=PLACE, name="Madiun", mentions=(said(text, "Madiun", 2),))
    holder, place = linked(text, person(text, "Madiun", "Wali Kota"), town)
    assert (holder.affiliation, place.key) == ("e2", "e2")
    assert [one.span.start for one in place.mentions] == [10, 34]


def test_a_name_that_is_no_place_at_home_or_a_figures_stays_a_persons():
    for name in ("Ganjar", "Hartono", "Sutiyoso"):
        text = f"Gubernur {name} tiba."
        [holder] = linked(text, person(text, name, "Gubernur"))
        assert (holder.name, holder.form) == (name, Form.NAME)


def test_other_titles_before_a_places_name_tell_persons():
    text = "Dokter Sleman tiba."
    [holder] = linked(text, person(text, "Sleman", "Dokter"))
    assert holder.form is Form.NAME


@given(st.lists(st.sampled_from(["Bupati Sleman", "Sleman", "Wali Kota Madiun", "x"]), min_size=1))
def test_mentions_always_stand_in_the_text_and_keys_are_unique(words):
    text = ", ".join(words)
    entities, at = [], 0
    for number, word in enumerate(words):
        title, _, name = word.rpartition(" ")
        start = at + len(word) - len(name)
        mention = Mention.at(text, Span(start, at + len(word)))
        entities.append(
            Entity(
                key=f"e{number}",
                type=PERSON if title else PLACE,
                name=name,
                position=title or None,
                mentions=(mention,),
            )
        )
        at += len(word) + 2
    found = linked(text, *entities)
    assert len({one.key for one in found}) == len(found) >= len(entities)
    for one in found:
        assert one.affiliation is None or one.affiliation in {other.key for other in found}
        assert all(mention.text == mention.span.of(text) for mention in one.mentions)
