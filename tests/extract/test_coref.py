"""Coreference: which references are one entity, and what the entity is called."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.coref import resolve
from kg.extract.mentions import find_references
from kg.lang.pack import load
from kg.model import (
    Article,
    Document,
    Entity,
    EntityType,
    Form,
    Name,
    Sentence,
    Span,
    Token,
)

PACK = load("id")
SENTENCES = {
    "presiden": "Presiden/NOUN/4/nsubj Cile/PROPN/0/nmod Rosa/PROPN/0/flat/PER2 Araya/PROPN/2/flat "
    "menemui/VERB/-1/root Tomas/PROPN/4/obj/PER2 Vidal/PROPN/5/flat",
    "ia": "Ia/PRON/1/nsubj memuji/VERB/-1/root Vidal/PROPN/1/obj/PER1",
    "araya": "Araya/PROPN/1/nsubj/PER1 pulang/VERB/-1/root",
    "jabatan": "Presiden/NOUN/1/nsubj pulang/VERB/-1/root",
    "negaranya": "Araya/PROPN/1/nsubj/PER1 mengatakan/VERB/-1/root negara/NOUN/4/nsubj "
    "+nya/PRON/2/nmod pulih/VERB/1/ccomp",
    "korut": "Korut/PROPN/1/nsubj menembakkan/VERB/-1/root rudal/NOUN/1/obj",
    "korea": "Korea/PROPN/2/nsubj Utara/PROPN/0/flat membantah/VERB/-1/root",
    "pyongyang": "Pyongyang/PROPN/1/nsubj mengancam/VERB/-1/root Seoul/PROPN/1/obj",
    "pemerintah": "Pemerintah/NOUN/1/nsubj bungkam/VERB/-1/root",
    "badan": "Badan/PROPN/6/nsubj/ORG3 Mutu/PROPN/0/flat Pangan/PROPN/0/flat (/PUNCT/4/punct "
    "BMP/PROPN/0/appos/ORG1 )/PUNCT/4/punct menyita/VERB/-1/root beras/NOUN/6/obj",
    "bmp": "BMP/PROPN/1/nsubj/ORG1 bungkam/VERB/-1/root",
    "badan itu": "Badan/NOUN/2/nsubj itu/DET/0/det bungkam/VERB/-1/root",
    "nelayan": "Tiga/NUM/1/nummod nelayan/NOUN/3/nsubj Fiji/PROPN/1/nmod hilang/VERB/-1/root",
    "para nelayan": "Para/DET/1/det nelayan/NOUN/2/nsubj diserang/VERB/-1/root ketika/SCONJ/5/mark "
    "mereka/PRON/5/nsubj tidur/VERB/2/advcl",
    "lima nelayan": "Lima/NUM/1/nummod nelayan/NOUN/2/nsubj ditolong/VERB/-1/root",
    "ujarnya": '"/PUNCT/1/punct Baik/ADJ/-1/root ,/PUNCT/1/punct "/PUNCT/1/punct '
    "ujar/VERB/1/parataxis +nya/PRON/4/nsubj",
    "kata araya": "Araya/PROPN/1/nsubj/PER1 berkata/VERB/-1/root kepada/ADP/3/case "
    "Vidal/PROPN/1/obl/PER1",
    "kota": "Banjir/NOUN/1/nsubj melanda/VERB/-1/root kota/NOUN/1/obj Bontoka/PROPN/2/nmod/LOC1",
    "bontoka": "Bontoka/PROPN/1/nsubj/LOC1 gelap/ADJ/-1/root",
    "mengusir": "Fiji/PROPN/1/nsubj/LOC1 berusaha/VERB/-1/root mengusir/VERB/1/xcomp "
    "mereka/PRON/2/obj",
    "pengacara": "Pengacara/NOUN/5/nsubj Vidal/PROPN/0/nmod/PER1 +,/PUNCT/3/punct "
    "Ana/PROPN/0/appos/PER1 +,/PUNCT/5/punct pulang/VERB/-1/root",
    "kepala": "Kepala/NOUN/10/nsubj Badan/PROPN/0/nmod/ORG2 Mutu/PROPN/1/flat (/PUNCT/4/punct "
    "BM/PROPN/1/appos/ORG1 )/PUNCT/4/punct Bontoka/PROPN/0/nmod/LOC1 +,/PUNCT/0/punct "
    "Ana/PROPN/0/appos/PER1 +,/PUNCT/10/punct pulang/VERB/-1/root",
    "dua menteri": "Menteri/NOUN/2/nsubj Vidal/PROPN/0/flat/PER1 dan/CCONJ/4/cc "
    "Menteri/NOUN/0/conj Soto/PROPN/3/flat/PER1 pergi/VERB/-1/root",
}


def document(*names: str) -> Document:
    """The resolved document of some of the sentences above, in this order."""
    text, sentences = "", []
    for index, name in enumerate(names):
        start, tokens, found = len(text), [], []
        for place, cell in enumerate(SENTENCES[name].split()):
            word, upos, head, relation, *labels = cell.split("/")
            if tokens and not word.startswith(("+", ",", ")")) and not text.endswith("("):
                text += " "
            word = word.removeprefix("+")
            span = Span(len(text), len(text) + len(word))
            text += word
            token = Token(
                span=span,
                text=word,
                lemma=word.lower(),
                upos=upos,
                head=int(head),
                deprel=relation,
            )
            tokens.append(token)
            found += [Name(start=place, end=place + int(o[3:]), label=o[:3]) for o in labels]
        sentences.append(
            Sentence(
                index=index,
                span=Span(start, len(text)),
                tokens=tuple(tokens),
                names=tuple(found),
            )
        )
        text += ".\n"
    article = Article(id="x", text=text, language="id")
    references = find_references(sentences, PACK, text)
    bare = Document(article=article, sentences=tuple(sentences), references=references)
    return resolve(bare, PACK)


def entities(*names: str) -> dict[str, Entity]:
    return {entity.name: entity for entity in document(*names).entities}


def entity_of(resolved: Document, word: str, nth: int = 0) -> str | None:
    """The name of the entity that the nth reference written so has."""
    keys = [r.entity for r in resolved.references if r.mention.text == word]
    names = {entity.key: entity.name for entity in resolved.entities}
    return names.get(keys[nth] or "")


def test_a_family_name_is_the_person() -> None:
    """The longest name is the entity's; position and state come with it."""
    found = entities("presiden", "araya")
    assert set(found) == {"Cile", "Rosa Araya", "Tomas Vidal"}
    rosa = found["Rosa Araya"]
    assert rosa.position == "Presiden"
    assert rosa.affiliation == found["Cile"].key
    assert rosa.aliases == ("Araya",)


def test_an_office_alone_is_its_holder() -> None:
    """ "Presiden" after "Presiden X"."""
    assert entity_of(document("presiden", "jabatan"), "Presiden") == "Rosa Araya"


def test_two_persons_with_different_names_stay_two() -> None:
    """Equal offices do not make them one."""
    assert {"Vidal", "Soto"} <= set(entities("dua menteri"))


def test_a_pronoun_takes_the_subject() -> None:
    """And never the object of its own verb."""
    resolved = document("presiden", "ia")
    assert entity_of(resolved, "Ia") == "Rosa Araya"


def test_nobody_tries_to_do_it_to_themselves() -> None:
    """The object of "berusaha mengusir" is not its subject."""
    assert entity_of(document("para nelayan", "mengusir"), "mereka", 1) == "nelayan"


def test_the_state_of_a_person_is_what_negaranya_means() -> None:
    """-nya is the person, the state is the person's."""
    resolved = document("presiden", "negaranya")
    assert entity_of(resolved, "negaranya") == "Cile"


def test_whose_words_are_quoted_is_the_last_speaker() -> None:
    """Not the one who was spoken to."""
    assert entity_of(document("presiden", "kata araya", "ujarnya"), "nya") == "Rosa Araya"


def test_short_form_capital_and_full_name_are_one_state() -> None:
    """The full name is the entity's name."""
    found = entities("korut", "korea", "pyongyang", "pemerintah")
    korea = found["Korea Utara"]
    assert korea.iso == "KP"
    assert set(korea.aliases) == {"Korut", "Pyongyang", "Pemerintah"}


def test_an_acronym_in_brackets_is_the_body() -> None:
    """So is "badan itu"."""
    resolved = document("badan", "bmp", "badan itu")
    assert entity_of(resolved, "BMP", 1) == "Badan Mutu Pangan"
    assert entity_of(resolved, "Badan") == "Badan Mutu Pangan"


def test_a_name_set_off_by_commas_holds_the_office_before_it() -> None:
    """The client of "pengacara X, Y," is X; a place may follow the acronym of the office's body."""
    people = {e.name: e.position for e in document("pengacara").entities}
    assert people == {"Ana": "Pengacara", "Vidal": None}
    assert entity_of(document("kepala"), "Kepala Badan Mutu") == "Ana"


def test_counted_people_come_back_without_their_number() -> None:
    """As "para nelayan", as "mereka"; another number is other people."""
    resolved = document("nelayan", "para nelayan", "lima nelayan")
    assert entity_of(resolved, "nelayan") == "Tiga nelayan Fiji"
    assert entity_of(resolved, "mereka") == "Tiga nelayan Fiji"
    assert entity_of(resolved, "Lima nelayan") == "Lima nelayan"


def test_a_description_has_its_full_phrases_as_names() -> None:
    """Determiners and what follows the noun are no part of the name, but of its aliases."""
    nelayan = entities("para nelayan")["nelayan"]
    assert nelayan.aliases == ("Para nelayan",)


def test_noun_and_name_of_a_place_are_one() -> None:
    """ "kota X" and "X"."""
    places = [e for e in document("kota", "bontoka").entities if e.type is EntityType.PLACE]
    assert len(places) == 1


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(sorted(SENTENCES)), min_size=1, max_size=8))
def test_what_holds_of_every_document(names: list[str]) -> None:
    """Whatever the sentences: keys in reading order, evidence, no entity of pronouns only."""
    resolved = document(*names)
    text = resolved.article.text
    keys = [entity.key for entity in resolved.entities]
    assert keys == [f"e{number}" for number in range(1, len(keys) + 1)]
    assert {r.entity for r in resolved.references} - {None} == set(keys)
    for entity in resolved.entities:
        own = [r for r in resolved.references if r.entity == entity.key]
        assert any(r.form is not Form.PRONOUN for r in own)
        assert all(m.span.of(text) == m.text for m in entity.mentions)
        assert entity.name not in entity.aliases
        assert entity.affiliation is None or entity.affiliation in keys
        assert entity.affiliation != entity.key
        isos = {r.iso for r in own if r.iso and r.type is EntityType.COUNTRY}
        assert len(isos) <= 1
    assert resolve(resolved, PACK).entities == resolved.entities
