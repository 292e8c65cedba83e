"""References: who is found in a noun phrase, how it is named, and what it belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.extract.coref import resolve
from kg.extract.mentions import find_references
from kg.lang.pack import load
from kg.model import (
    Article,
    Document,
    EntityType,
    Form,
    Name,
    Reference,
    Sentence,
    Span,
    Token,
)

PACK = load("id")


def parse(*lines: str) -> tuple[str, tuple[Sentence, ...]]:
    """Text and sentences from lines of "word/UPOS/head/relation"; "+" writes a clitic on.

    A word followed by ":PER", ":ORG" or ":LOC" and a length opens a name of so many tokens.
    """
    text, sentences = "", []
    for index, line in enumerate(lines):
        start, tokens, names = len(text), [], []
        for place, cell in enumerate(line.split()):
            word, upos, head, relation, *label = cell.split("/")
            joined = word.startswith("+") or word in {",", ".", ")"}
            word = word.removeprefix("+")
            if tokens and not joined and not text.endswith("("):
                text += " "
            span = Span(len(text), len(text) + len(word))
            text += word
            tokens.append(
                Token(
                    span=span,
                    text=word,
                    lemma=word.lower(),
                    upos=upos,
                    head=int(head),
                    deprel=relation,
                )
            )
            names += [Name(start=place, end=place + int(o[3:]), label=o[:3]) for o in label]
        span = Span(start, len(text))
        sentences.append(Sentence(index=index, span=span, tokens=tuple(tokens), names=tuple(names)))
        text += "\n"
    return text, tuple(sentences)


def references(*lines: str) -> dict[str, Reference]:
    """Names and descriptions by their name; echoes left out."""
    text, sentences = parse(*lines)
    return {
        r.name: r
        for r in find_references(sentences, PACK, text)
        if not r.rule.endswith("-echo") and r.form is not Form.PRONOUN
    }


TITLED = (
    "Mantan/ADJ/1/amod Presiden/NOUN/5/nsubj Cile/PROPN/1/nmod Rosa/PROPN/1/flat/PER2 "
    "Araya/PROPN/3/flat tiba/VERB/-1/root di/ADP/7/case Lima/PROPN/5/obl ./PUNCT/5/punct"
)


def test_a_person_has_title_and_state_beside_the_name() -> None:
    """The name is without the title, which is the position; the state is the owner."""
    rosa = references(TITLED)["Rosa Araya"]
    assert rosa.type is EntityType.PERSON
    assert rosa.position == "Mantan Presiden"
    assert rosa.head == 1
    assert rosa.of == 2
    assert rosa.mention.text == "Rosa Araya"


def test_a_capital_after_a_preposition_is_a_place() -> None:
    """It locates, and still knows its state."""
    lima = references(TITLED)["Lima"]
    assert (lima.type, lima.iso) == (EntityType.PLACE, "PE")


def test_a_capital_that_acts_is_its_state() -> None:
    """As a subject, and as the possessor of a deed."""
    found = references(
        "Ankara/PROPN/1/nsubj menolak/VERB/-1/root tuntutan/NOUN/1/obj Athena/PROPN/2/nmod"
    )
    assert found["Ankara"].type is EntityType.COUNTRY
    assert (found["Athena"].type, found["Athena"].iso) == (EntityType.COUNTRY, "GR")


@pytest.mark.parametrize(
    ("phrase", "type_"),
    [
        ("para/DET/1/det hakim/NOUN/2/nsubj pergi/VERB/-1/root", EntityType.GROUP),
        ("seorang/DET/1/det pejabat/NOUN/2/nsubj pergi/VERB/-1/root", EntityType.PERSON),
        ("pejabat/NOUN/1/nsubj pergi/VERB/-1/root", EntityType.GROUP),
        ("tiga/NUM/1/nummod bank/NOUN/2/nsubj tutup/VERB/-1/root", EntityType.GROUP),
        ("bank-bank/NOUN/1/nsubj tutup/VERB/-1/root", EntityType.GROUP),
        ("bank/NOUN/1/nsubj tutup/VERB/-1/root", EntityType.ORGANIZATION),
        ("para/DET/1/det peselancar/NOUN/2/nsubj pergi/VERB/-1/root", EntityType.GROUP),
    ],
)
def test_number_decides_between_persons_bodies_and_groups(phrase: str, type_: EntityType) -> None:
    """Plural persons and bodies are groups, one of a group is a person."""
    (found,) = references(phrase).values()
    assert found.type is type_


def test_people_are_named_with_their_number() -> None:
    """Determiners and adverbs stay outside the name, numbers inside."""
    found = references(
        "sedikitnya/ADV/1/advmod 30/NUM/2/nummod pekerja/NOUN/4/nsubj tambang/NOUN/2/nmod "
        "tewas/ADJ/-1/root"
    )
    assert [r.name for r in found.values()] == ["30 pekerja tambang"]


def test_a_number_alone_stands_for_people() -> None:
    """Headlines leave the people out."""
    found = references("Enam/NUM/1/nsubj tewas/ADJ/-1/root di/ADP/3/case Fiji/PROPN/1/obl")
    assert found["Enam"].type is EntityType.GROUP


def test_nationality_is_the_owner() -> None:
    """The state beside a noun has its own reference and is what the noun belongs to."""
    found = references(
        "Nelayan/NOUN/3/nsubj Papua/PROPN/0/nmod Nugini/PROPN/1/flat hilang/VERB/-1/root"
    )
    assert found["Nelayan Papua Nugini"].of == 1
    assert found["Papua Nugini"].iso == "PG"


def test_a_relative_clause_and_a_demonstrative_stay_outside() -> None:
    """The name ends before them."""
    found = references(
        "kapal/NOUN/4/nsubj patroli/NOUN/0/nmod itu/DET/0/det kemudian/ADV/4/advmod "
        "menembak/VERB/-1/root perahu/NOUN/4/obj yang/PRON/7/nsubj lewat/VERB/5/acl"
    )
    assert set(found) == {"kapal patroli", "perahu"}


def test_a_place_noun_and_its_name_are_one_phrase() -> None:
    """ "kota X" is a place with the name inside."""
    found = references("ledakan/NOUN/-1/root di/ADP/2/case kota/NOUN/0/nmod Bontoka/PROPN/2/nmod")
    assert found["kota Bontoka"].type is EntityType.PLACE
    assert found["Bontoka"].type is EntityType.PLACE


def test_a_body_of_a_state_has_the_state_in_its_name() -> None:
    """The ministries of two states are not one."""
    found = references(
        "Kementerian/PROPN/4/nsubj Luar/PROPN/0/flat Negeri/PROPN/0/flat Kenya/PROPN/0/nmod "
        "membantah/VERB/-1/root"
    )
    assert found["Kementerian Luar Negeri Kenya"].iso == "KE"


def test_the_place_of_a_court_is_no_judge() -> None:
    """ "hakim Pengadilan Negeri X": the tagger ends the court's name before its place."""
    found = references(
        "Hakim/NOUN/4/nsubj Pengadilan/PROPN/0/nmod/ORG2 Negeri/PROPN/1/flat "
        "Bontoka/PROPN/1/flat/LOC1 pulang/VERB/-1/root"
    )
    assert found["Bontoka"].type is EntityType.PLACE
    assert found["Bontoka"].position is None


def test_money_is_no_state() -> None:
    """ "dolar AS" names no country."""
    found = references("utang/NOUN/-1/root 5/NUM/2/nummod dolar/NOUN/0/nmod AS/PROPN/2/nmod")
    assert all(r.type is not EntityType.COUNTRY for r in found.values())


@pytest.mark.parametrize(
    "word",
    [
        "Senin",
        "Agustus",
        "Rp",
        "hal",
        "kemungkinan",
        "rumah tangga",
        "lapangan kerja",
        "perang saudara",
        "hukuman badan",
    ],
)
def test_words_without_referent_are_none(word: str) -> None:
    """Days, currencies and abstract nouns name nobody."""
    head, *rest = word.split()
    line = f"{head}/PROPN/-1/root " + " ".join(f"{w}/NOUN/0/nmod" for w in rest)
    assert references(line) == {}


def test_each_head_has_one_reference_and_every_mention_its_characters() -> None:
    """The extractor of events looks references up by their head."""
    text, sentences = parse(
        TITLED,
        "Ia/PRON/1/nsubj memuji/VERB/-1/root tentara/NOUN/1/obj +nya/PRON/2/nmod yang/PRON/5/nsubj "
        "menang/VERB/2/acl",
    )
    found = find_references(sentences, PACK, text)
    heads = [(r.sentence, r.head) for r in found]
    assert len(heads) == len(set(heads))
    assert all(r.mention.span.of(text) == r.mention.text for r in found)
    assert all(r.start <= r.head < r.end for r in found)
    pronouns = [r.name for r in found if r.form is Form.PRONOUN]
    assert pronouns == ["Ia", "nya", "yang"]


WORDS = (
    *("Presiden", "menteri", "Korea", "Utara", "AS", "Barat", "barat", "kota", "Bontoka", "dan"),
    *(",", "(", ")", "itu", "para", "seorang", "tiga", "1.000", "yang", "di", "dari", "nya", "tak"),
    *("+nya", "mereka", "Ia", "mengatakan", "tentara", "negara", "pemerintah", "-", "'", "Lima"),
    *("orang", "lain", "dolar", "$", "Badan", "Mahkamah", "Agung", "Senin", "semua", "ibu", "PT"),
    *("tersangka", "TN", "keduanya", "pihak", "Jenderal", "wakil"),
)
TAGS = ("NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON", "DET", "ADP", "CCONJ", "PUNCT", "X", "ADV")
RELATIONS = ("nsubj", "obj", "obl", "nmod", "flat", "appos", "conj", "case", "det", "amod", "cop")


@st.composite
def any_sentence(draw: st.DrawFn) -> tuple[str, tuple[Sentence, ...]]:
    """A tree without sense: any words, tags, relations and names."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=14))
    cells = [
        f"{word}/{draw(st.sampled_from(TAGS))}/{draw(st.integers(-1, place - 1))}"
        f"/{draw(st.sampled_from(RELATIONS))}"
        for place, word in enumerate(words)
    ]
    first = draw(st.integers(0, len(words) - 1))
    label = draw(st.sampled_from(["PER", "ORG", "LOC"]))
    length = draw(st.integers(1, min(5, len(words) - first)))
    cells[first] += f"/{label}{length}"
    return parse(" ".join(cells))


@settings(deadline=None, max_examples=150)
@given(any_sentence())
def test_no_tree_breaks_the_reader(given_: tuple[str, tuple[Sentence, ...]]) -> None:
    """Whatever a parser says: one reference a head, true characters, every entity with evidence."""
    text, sentences = given_
    found = find_references(sentences, PACK, text)
    heads = [r.head for r in found]
    assert len(heads) == len(set(heads))
    assert all(r.mention.span.of(text) == r.mention.text for r in found)
    article = Article(id="x", text=text, language="id")
    bare = Document(article=article, sentences=sentences, references=found)
    resolved = resolve(bare, PACK)
    assert all(entity.mentions and entity.name for entity in resolved.entities)


def test_a_clause_tells_people() -> None:
    """ "mereka" with a relative clause of its own is a description, not a pronoun."""
    found = references(
        "Mereka/PRON/3/nsubj yang/PRON/2/nsubj selamat/VERB/0/acl pulang/VERB/-1/root "
        "./PUNCT/3/punct"
    )
    assert found["Mereka yang selamat"].type is EntityType.GROUP


def test_pihak_only_opens_a_phrase() -> None:
    """ "pihak" makes no plural and leaves the body its type."""
    found = references(
        "Pihak/NOUN/2/nsubj militer/NOUN/0/nmod membantah/VERB/-1/root ./PUNCT/2/punct"
    )
    assert found["militer"].type is EntityType.ORGANIZATION


def test_hundreds_are_a_count() -> None:
    """Counted people are named with their number, be it a word for many."""
    found = references("ribuan/DET/1/det orang/NOUN/2/nsubj mengungsi/VERB/-1/root")
    assert list(found) == ["ribuan orang"]


def test_a_counted_office_names_nobody() -> None:
    """Of "sembilan menteri X", X is no minister's name."""
    found = references(
        "sembilan/NUM/1/nummod menteri/NOUN/3/nsubj Navarra/PROPN/1/nmod "
        "ditahan/VERB/-1/root ./PUNCT/3/punct"
    )
    assert found["Navarra"].position is None


@pytest.mark.parametrize(
    ("name", "type_"),
    [
        ("Ostra/PROPN/3/nsubj/PER2 University/PROPN/0/flat", EntityType.ORGANIZATION),
        ("Ostra/PROPN/3/nsubj/ORG2 Street/PROPN/0/flat", EntityType.PLACE),
        ("Ostra/PROPN/3/nsubj/PER2 Trophy/PROPN/0/flat", EntityType.OBJECT),
    ],
)
def test_the_last_word_of_a_foreign_name_tells(name: str, type_: EntityType) -> None:
    """ "University", "Street" and "Trophy" are surer than the model's type."""
    words = name.replace("/3/", "/2/")
    found = references(f"{words} bergetar/VERB/-1/root ./PUNCT/2/punct")
    assert [reference.type for reference in found.values()] == [type_]


def test_a_form_of_address_is_no_part_of_the_name() -> None:
    """ "Ny." before the name, tagged with it or not."""
    found = references(
        "Ny./PROPN/2/nsubj/PER2 Araya/PROPN/0/flat pulang/VERB/-1/root ./PUNCT/2/punct"
    )
    assert list(found) == ["Araya"]


def test_the_person_is_no_part_of_the_body_in_the_title() -> None:
    """Of "direktur bank Rosa Araya", the body is "bank"."""
    found = references(
        "direktur/NOUN/4/nsubj bank/NOUN/0/nmod Rosa/PROPN/1/nmod/PER2 Araya/PROPN/2/flat "
        "pergi/VERB/-1/root ./PUNCT/4/punct"
    )
    assert {"Rosa Araya", "bank"} == set(found)


def test_a_trade_before_a_full_name_is_a_title() -> None:
    """ "penyelam Rosa Araya" is one person; before one name alone it may be somebody else's."""
    found = references(
        "Penyelam/NOUN/3/nsubj Rosa/PROPN/0/flat/PER2 Araya/PROPN/1/flat pulang/VERB/-1/root "
        "./PUNCT/3/punct"
    )
    assert list(found) == ["Rosa Araya"]
    assert found["Rosa Araya"].position == "Penyelam"
