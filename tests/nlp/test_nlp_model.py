"""The model answers anything with right offsets, and the same however it is asked."""

from __future__ import annotations

import time

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg.nlp
from kg.model import Sentence, Span
from kg.nlp.model import LONGEST

MODEL = kg.nlp.load("id")
ARTICLE = """Nelayan Temukan Kapal Karam

AMBON, Kabar Contoh - Gubernur Sutan Alam mengatakan kepada wartawan, Senin (3/2/2025),
bahwa tiga kapal dari Filipina karam. "Kami mencarinya," katanya.
Menurutnya, 24 orang masih hilang.
"""


def check(text: str, sentences: list[Sentence]) -> None:
    """Everything that must hold of any answer."""
    at = 0
    for number, sentence in enumerate(sentences):
        assert sentence.index == number
        assert sentence.tokens
        count = len(sentence.tokens)
        assert sentence.span.start >= at
        assert [t.head for t in sentence.tokens].count(-1) == 1
        assert sentence.vectors is not None
        assert sentence.vectors.shape[0] == count
        assert np.isfinite(sentence.vectors).all()
        inner = sentence.span.start
        for i, token in enumerate(sentence.tokens):
            assert token.text == token.span.of(text)
            assert inner <= token.span.start < token.span.end <= sentence.span.end
            assert -1 <= token.head < count
            assert token.head != i
            assert (token.deprel == "root") == (token.head == -1)
            assert token.lemma
            inner = token.span.end
        for name in sentence.names:
            assert 0 <= name.start < name.end <= count
        at = sentence.span.end


def test_an_article_comes_apart_into_sentences_with_trees_and_names() -> None:
    sentences = MODEL.annotate(ARTICLE)
    check(ARTICLE, sentences)
    assert sentences[0].span.of(ARTICLE) == "Nelayan Temukan Kapal Karam"
    names = {
        (n.label, " ".join(t.text for t in s.tokens[n.start : n.end]))
        for s in sentences
        for n in s.names
    }
    assert ("PER", "Sutan Alam") in names
    assert ("LOC", "Filipina") in names
    said = next(t for s in sentences for t in s.tokens if t.text == "mengatakan")
    assert (said.upos, said.lemma) == ("VERB", "kata")
    clitics = [t for s in sentences for t in s.tokens if t.text == "nya"]
    assert [t.upos for t in clitics] == ["PRON"] * 3


@pytest.mark.parametrize(
    ("headline", "root", "subject"),
    [
        ("Nelayan Temukan Kapal Karam", "Temukan", "Nelayan"),
        ("Gubernur Resmikan Jembatan di Ternate", "Resmikan", "Gubernur"),
        ("Polisi Tangkap Tiga Pencuri", "Tangkap", "Polisi"),
    ],
)
def test_a_headline_is_read_as_a_clause(headline: str, root: str, subject: str) -> None:
    (sentence,) = MODEL.annotate(headline)
    words = {t.text: t for t in sentence.tokens}
    assert words[root].head == -1
    assert words[subject].deprel == "nsubj"
    assert sentence.tokens[words[subject].head].text == root


def test_the_same_text_gives_the_same_answer_alone_and_among_others() -> None:
    words = [[t.text for t in s.tokens] for s in MODEL.annotate(ARTICLE)]
    together = MODEL.annotate_words(words)
    for given_words, among in zip(words, together, strict=True):
        alone = MODEL.annotate_words([given_words])[0]
        assert alone == among
        assert alone.vectors.tobytes() == among.vectors.tobytes()


def test_parts_are_annotated_in_the_offsets_of_the_whole() -> None:
    start = ARTICLE.index("Menurutnya")
    part = Span(start, len(ARTICLE))
    found = MODEL.annotate(ARTICLE, [part])
    check(ARTICLE, found)
    assert len(found) == 1
    assert found[0].span.start == start
    both = MODEL.annotate(ARTICLE, [Span(0, 27), part])
    assert [s.index for s in both] == [0, 1]
    assert both[1].tokens == found[0].tokens
    assert MODEL.annotate(ARTICLE, []) == []


def test_given_words_are_answered_as_given() -> None:
    found = MODEL.annotate_words([["Kapal", "itu", "karam", "."], [], ["Ya"]])
    assert [len(a.upos) for a in found] == [4, 0, 1]
    assert found[0].heads[2] == 0
    assert found[0].deprels[2] == "root"
    assert found[2].heads == (0,)
    assert all(label == "O" or label[:2] in {"B-", "I-"} for a in found for label in a.ner)


def test_the_model_says_who_it_is() -> None:
    assert MODEL.name
    assert MODEL.version
    assert MODEL.language == "id"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        ".",
        "Ya",
        "x" * 300,
        "ma" * 150 + " datang.",
        "😀 🎉🎉 Selamat 👨‍👩‍👧!",
        "الرئيس يزور القاهرة اليوم.",
        "\u200b\u200c\u200d",
        "Ka\u200bpal\u200b \u200bitu \ufeffkaram.",
        "PRESIDEN MENGATAKAN KAPAL ITU KARAM DI AMBON",
        "人民日报 Киев Łódź",
        "a\u0301\u0301\u0301 e\u0308",
        "</s> <s> <unk> <pad>",
        "'\"'\"((([[[---...???!!!",
        "\x00\x01\x02 kapal \x7f",
        "\ud7ff\ue000\U0010ffff",
        "İ ǅ ﬁ K",
    ],
)
def test_strange_text_gets_an_answer(text: str) -> None:
    check(text, MODEL.annotate(text))


def test_a_sentence_of_two_thousand_words_is_read_in_bounded_pieces() -> None:
    text = " ".join(f"kapal{i % 7} dari Ambon berlayar ke" for i in range(400)) + " Ternate."
    began = time.process_time()
    found = MODEL.annotate(text)
    check(text, found)
    assert max(len(sentence.tokens) for sentence in found) <= LONGEST
    assert sum(len(sentence.tokens) for sentence in found) == 2002
    assert time.process_time() - began < 60


def test_what_zero_width_characters_hide_is_no_word() -> None:
    assert MODEL.annotate("\u200b \u200b\n\ufeff") == []


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "Presiden",
                "itu",
                "mengatakan,",
                "“Kami",
                "pergi.”",
                "U.S.",
                "Rp1.000",
                "rumahnya",
                "\n",
                "anak-anak",
            ]
        ),
        max_size=14,
    ).map(" ".join)
)
def test_any_text_gets_an_answer_with_right_offsets(text: str) -> None:
    check(text, MODEL.annotate(text))
