"""The slots of a verb on handmade trees: the same participants, whatever the construction."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.grammar import compile_grammar
from kg.extract.slots import clause_slots, nominal_slots, voice_of
from kg.extract.tree import Tree
from kg.lang import load
from kg.model import Sentence, Span, Token

MakeTree = Callable[..., Tree]
PREPOSITIONS = compile_grammar(load("id")).prepositions


def slots(made: Tree, verb: str, known: str = "none") -> dict[str, str]:
    """The words in the slots of a verb; its voice is read from its prefix."""
    place = next(p for p in range(len(made)) if made.word(p) == verb)
    voice = voice_of(made, place, known, PREPOSITIONS)
    found = clause_slots(made, place, voice, PREPOSITIONS)
    return {slot: made.words(places) for slot, places in found.items() if places}


SAME = {
    "active": "1 Kenya PROPN 2 nsubj; 2 menyerang VERB 0 root; 3 Malta PROPN 2 obj",
    "bare agent": "1 Malta PROPN 2 nsubj; 2 diserang VERB 0 root; 3 Kenya PROPN 2 obj",
    "bare oblique": "1 Malta PROPN 2 nsubj; 2 diserang VERB 0 root; 3 Kenya PROPN 2 obl",
    "accidental": "1 Malta PROPN 2 nsubj; 2 terserang VERB 0 root; 3 Kenya PROPN 2 obj",
    "who attacked": "1 Kenya PROPN 5 nsubj; 2 yang PRON 3 nsubj; 3 menyerang VERB 1 acl; "
    "4 Malta PROPN 3 obj; 5 kalah VERB 0 root",
    "who was attacked": "1 Malta PROPN 5 nsubj; 2 yang PRON 3 nsubj; 3 diserang VERB 1 acl; "
    "4 Kenya PROPN 3 obj; 5 kalah VERB 0 root",
    "whom they attack": "1 Malta PROPN 5 nsubj; 2 yang PRON 4 obj; 3 Kenya PROPN 4 nsubj; "
    "4 menyerang VERB 1 acl; 5 kalah VERB 0 root",
    "coordination": "1 Kenya PROPN 2 nsubj; 2 datang VERB 0 root; 3 lalu CCONJ 4 cc; "
    "4 menyerang VERB 2 conj; 5 Malta PROPN 4 obj",
    "subject control": "1 Kenya PROPN 2 nsubj; 2 berjanji VERB 0 root; 3 menyerang VERB 2 xcomp; "
    "4 Malta PROPN 3 obj",
    "object control": "1 Fiji PROPN 2 nsubj; 2 meminta VERB 0 root; 3 Kenya PROPN 2 obj; "
    "4 menyerang VERB 2 xcomp; 5 Malta PROPN 4 obj",
    "asked to": "1 Fiji PROPN 2 nsubj; 2 mendesak VERB 0 root; 3 kepada ADP 4 case; "
    "4 Kenya PROPN 2 obl; 5 menyerang VERB 2 ccomp; 6 Malta PROPN 5 obj",
    "whose plan to": "1 Rencana NOUN 6 nsubj; 2 Kenya PROPN 1 nmod; 3 untuk SCONJ 4 mark; "
    "4 menyerang VERB 1 acl; 5 Malta PROPN 4 obj; 6 bocor VERB 0 root",
    "object voice": "1 Malta PROPN 4 nsubj; 2 akan AUX 4 aux; 3 Kenya PROPN 4 nsubj; "
    "4 serang VERB 0 root",
    "whom they bare attack": "1 Malta PROPN 5 nsubj; 2 yang PRON 4 nsubj; 3 Kenya PROPN 4 nsubj; "
    "4 serang VERB 1 acl; 5 kalah VERB 0 root",
    "after an earlier clause": "1 Fiji PROPN 5 nsubj; 2 datang VERB 1 acl; 3 , PUNCT 5 punct; "
    "4 Kenya PROPN 5 nsubj; 5 menyerang VERB 0 root; 6 Malta PROPN 5 obj",
    "asked with a marker": "1 Fiji PROPN 2 nsubj; 2 membujuk VERB 0 root; 3 Kenya PROPN 2 obj; "
    "4 untuk SCONJ 5 mark; 5 menyerang VERB 3 acl; 6 Malta PROPN 5 obj",
    "set to": "1 Kenya PROPN 3 nsubj; 2 dalam ADP 3 case; 3 misi NOUN 0 root; "
    "4 untuk SCONJ 5 mark; 5 menyerang VERB 3 acl; 6 Malta PROPN 5 obj",
    "behind a colon": "1 Fiji PROPN 4 nsubj; 2 : PUNCT 1 punct; 3 Kenya PROPN 4 nsubj; "
    "4 menyerang VERB 0 root; 5 Malta PROPN 4 obj",
}


@pytest.mark.parametrize("rows", SAME.values(), ids=list(SAME))
def test_who_and_whom_are_found_in_every_construction(tree: MakeTree, rows: str) -> None:
    """Kenya attacks and Malta is attacked, be it active, passive, relative or understood."""
    verb = next(w for w in ("menyerang", "diserang", "terserang", "serang") if f" {w} " in rows)
    found = slots(tree(rows), verb)
    assert {slot: found.get(slot) for slot in ("subject", "object")} == {
        "subject": "kenya",
        "object": "malta",
    }


def test_prepositions_open_their_slots(tree: MakeTree) -> None:
    """ "oleh", "ke", "dari", "kepada", "di" each have a place of their own."""
    made = tree(
        "1 Beras NOUN 2 nsubj; 2 dikirim VERB 0 root; 3 oleh ADP 4 case; 4 Kenya PROPN 2 obl; "
        "5 dari ADP 6 case; 6 Fiji PROPN 2 obl; 7 ke ADP 8 case; 8 Malta PROPN 2 obl; "
        "9 kepada ADP 10 case; 10 warga NOUN 2 obl; 11 di ADP 12 case; 12 pasar NOUN 2 obl"
    )
    assert slots(made, "dikirim") == {
        "object": "beras",
        "by": "kenya",
        "from": "fiji",
        "into": "malta",
        "to": "warga",
        "in": "pasar",
    }


def test_a_phrase_that_the_parser_hung_on_the_object_is_the_verbs(tree: MakeTree) -> None:
    """ "mengirim beras ke Malta dari Fiji": goal and origin fill the verb's empty slots."""
    made = tree(
        "1 Kenya PROPN 2 nsubj; 2 mengirim VERB 0 root; 3 beras NOUN 2 obj; 4 ke ADP 5 case; "
        "5 Malta PROPN 3 nmod; 6 dari ADP 7 case; 7 Fiji PROPN 3 nmod; 8 bagi ADP 9 case; "
        "9 warga NOUN 2 obl"
    )
    assert slots(made, "mengirim") == {
        "subject": "kenya",
        "object": "beras",
        "into": "malta",
        "from": "fiji",
        "to": "warga",
    }


def test_whose_child_was_hit_is_not_who_was_hit(tree: MakeTree) -> None:
    """ "Anak saya diserang": a pronoun right after a noun owns it, whatever the parser says."""
    made = tree("1 Anak NOUN 3 nsubj; 2 saya PRON 3 nsubj; 3 diserang VERB 0 root")
    assert slots(made, "diserang") == {"object": "anak"}


def test_what_is_asked_to_be_taken_is_taken(tree: MakeTree) -> None:
    """ "Kenya menuntut izin dicabut": the licence is revoked, not whoever demands it."""
    made = tree(
        "1 Kenya PROPN 2 nsubj; 2 menuntut VERB 0 root; 3 izin NOUN 2 obj; 4 dicabut VERB 3 acl"
    )
    assert slots(made, "dicabut") == {"object": "izin"}


def test_a_clause_right_behind_a_passive_is_not_its_agent(tree: MakeTree) -> None:
    """ "dibatalkan sebelum Mei": only a bare noun phrase is."""
    made = tree(
        "1 tarif NOUN 2 nsubj; 2 dibatalkan VERB 0 root; 3 sebelum SCONJ 4 mark; 4 Mei PROPN 2 obl"
    )
    assert slots(made, "dibatalkan") == {"object": "tarif"}


def test_a_noun_that_is_tagged_as_a_verb_is_an_object(tree: MakeTree) -> None:
    """ "memuji kerja polisi": what belongs to somebody is a thing."""
    made = tree(
        "1 Kenya PROPN 2 nsubj; 2 memuji VERB 0 root; 3 kerja VERB 2 obj; 4 polisi NOUN 3 nmod"
    )
    assert slots(made, "memuji") == {"subject": "kenya", "object": "kerja"}


def test_where_partners_meet_is_where_the_meeting_is(tree: MakeTree) -> None:
    """ "bertemu dengan Malta di pasar": the place of the partner is the place of the event."""
    made = tree(
        "1 Kenya PROPN 2 nsubj; 2 bertemu VERB 0 root; 3 dengan ADP 4 case; 4 Malta PROPN 2 obl; "
        "5 di ADP 6 case; 6 pasar NOUN 4 nmod"
    )
    assert slots(made, "bertemu") == {"subject": "kenya", "with": "malta", "in": "pasar"}


def test_the_coordinated_stand_together(tree: MakeTree) -> None:
    """Both of "Kenya dan Fiji" are subjects."""
    made = tree(
        "1 Kenya PROPN 4 nsubj; 2 dan CCONJ 3 cc; 3 Fiji PROPN 1 conj; 4 menyerang VERB 0 root"
    )
    assert slots(made, "menyerang")["subject"] == "kenya fiji"


def test_a_noun_has_its_possessor_and_its_phrases(tree: MakeTree) -> None:
    """ "serangan Kenya terhadap Malta di laut": whose, against whom, where."""
    made = tree(
        "1 Serangan NOUN 0 root; 2 Kenya PROPN 1 nmod; 3 terhadap ADP 4 case; "
        "4 Malta PROPN 1 nmod; 5 di ADP 6 case; 6 laut NOUN 1 nmod"
    )
    found = nominal_slots(made, 0, PREPOSITIONS)
    assert {slot: made.words(places) for slot, places in found.items()} == {
        "of": "kenya",
        "against": "malta",
        "in": "laut",
    }


WORDS = ["yang", "meminta", "dikirim", "oleh", "kepada", "ke", "Kenya", "upaya", ":", "untuk"]
UPOS = ["NOUN", "PROPN", "VERB", "PRON", "ADP", "ADJ", "PUNCT", "NUM"]
RELATIONS = ["nsubj", "obj", "iobj", "obl", "nmod", "conj", "acl", "xcomp", "ccomp", "advcl",
             "parataxis", "case", "mark", "appos", "flat", "csubj"]  # fmt: skip


def test_the_subject_after_a_verb_is_of_the_clause_behind_it(tree: MakeTree) -> None:
    """ "mereka percaya warga tewas", where the tree hangs both nouns from the first verb."""
    made = tree(
        "1 mereka PRON 2 nsubj; 2 percaya VERB 0 root; 3 warga NOUN 2 nsubj; 4 tewas VERB 2 ccomp"
    )
    assert slots(made, "percaya")["subject"] == "mereka"
    assert slots(made, "tewas")["subject"] == "warga"


@given(st.data())
def test_slots_of_any_tree_end_and_repeat_nothing(data: st.DataObject) -> None:
    """However odd the parse, the search ends, and no slot holds a word twice."""
    size = data.draw(st.integers(1, 10))
    order = data.draw(st.permutations(range(size)))
    heads = {order[0]: -1}
    for at, place in enumerate(order[1:], 1):
        heads[place] = order[data.draw(st.integers(0, at - 1))]
    tokens = tuple(
        Token(
            span=Span(9 * place, 9 * place + 8),
            text=(word := data.draw(st.sampled_from(WORDS))),
            lemma=word,
            upos=data.draw(st.sampled_from(UPOS)),
            head=heads[place],
            deprel="root" if heads[place] < 0 else data.draw(st.sampled_from(RELATIONS)),
        )
        for place in range(size)
    )
    made = Tree.of(Sentence(index=0, span=Span(0, 9 * size), tokens=tokens))
    for place in range(size):
        for voice in ("active", "passive"):
            found = clause_slots(made, place, voice, PREPOSITIONS)
            for fillers in found.values():
                assert len(fillers) == len(set(fillers))
                assert set(fillers) <= set(range(size))


def test_names_after_a_title_stand_together(tree: MakeTree) -> None:
    """Of "presiden Rosa dan Juan", where the second name hangs from the first, both are meant."""
    made = tree(
        "1 presiden NOUN 5 nsubj; 2 Rosa PROPN 1 appos; 3 dan CCONJ 4 cc; 4 Juan PROPN 2 conj; "
        "5 menyerang VERB 0 root"
    )
    assert slots(made, "menyerang")["subject"] == "presiden juan"


def test_a_suspect_did_what_they_are_suspected_of(tree: MakeTree) -> None:
    """ "tersangka serangan terhadap Malta": the suspect attacks."""
    made = tree(
        "1 tersangka NOUN 0 root; 2 serangan NOUN 1 nmod; 3 terhadap ADP 4 case; "
        "4 Malta PROPN 2 nmod"
    )
    found = nominal_slots(made, 1, PREPOSITIONS)
    assert made.words(found["subject"]) == "tersangka"
