"""The whole pipeline: what holds of the facts of any text, and of the parts that are news."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg import pipeline
from kg.errors import LanguageError
from kg.model import Article, Boilerplate, Facts, Mention, Span

ARTICLE = (
    "Rosa Araya: Jepang Kirim Beras ke Nepal\n\n"
    "Menteri Luar Negeri Cile Rosa Araya mengatakan, “Jepang mengirim 20 ton beras kepada "
    "Nepal pada Senin. Kami berterima kasih.” Menurut polisi Peru, sedikitnya lima warga "
    "tewas dalam serangan di Lima. Kenya membantahnya 😀.\n"
    "Baca juga: Kenya menyerang Somalia\n"
)


def article(text: str, *pieces: Span) -> Article:
    """An article in which these pieces are no news."""
    boilerplate = tuple(Boilerplate(span, "test") for span in pieces)
    return Article(id="a", text=text, language="id", boilerplate=boilerplate)


def check(facts: Facts) -> None:
    """What holds of all facts: mentions are the text, references resolve, all is claimed."""
    text = facts.article.text
    entities = {e.key for e in facts.entities}
    events = {e.key for e in facts.events}
    claims = {c.key for c in facts.claims}
    quantities, times = {q.key for q in facts.quantities}, {t.key for t in facts.times}
    for layer in (facts.entities, facts.events, facts.claims, facts.quantities, facts.times):
        for fact in layer:
            for mention in fact.mentions:
                assert mention == Mention.at(text, mention.span)
                assert mention.text.strip()
    for event in facts.events:
        assert {key for _, key in event.roles} <= entities
        assert set(event.quantities) <= quantities
        assert event.time is None or event.time in times
    for claim in facts.claims:
        assert {*claim.sources, *claim.addressees, *claim.via} <= entities
        assert claim.events
        assert set(claim.events) <= events
        assert set(claim.contradicts) <= claims - {claim.key}
        assert set(claim.quantities) <= quantities
        assert claim.said is None or claim.said in times
        assert claim.clause is None or claim.clause.end <= len(text)
        assert not set(claim.sources) & set(claim.addressees)
    assert {event for claim in facts.claims for event in claim.events} == events


def test_a_whole_article_holds_together() -> None:
    """Headline, quotation, number, denial and emoji in one: every reference resolves."""
    facts = pipeline.run(article(ARTICLE))
    check(facts)
    assert facts.events
    assert facts.claims


def test_the_same_text_gives_the_same_facts() -> None:
    """Nothing depends on what was read before."""
    first = pipeline.run(article(ARTICLE))
    pipeline.run(article("Kenya menyerang Somalia."))
    assert pipeline.run(article(ARTICLE)) == first


def test_boilerplate_yields_nothing() -> None:
    """What the reader set aside says no event, and shifts no offset behind it."""
    link = "Baca juga: Kenya menyerang Somalia.\n"
    text = f"{link}Jepang mengirim beras kepada Nepal.\n{link}"
    second = len(text) - len(link)
    facts = pipeline.run(article(text, Span(0, len(link)), Span(second, len(text))))
    check(facts)
    assert [m.text for e in facts.events for m in e.mentions] == ["mengirim"]
    only = pipeline.run(article(link, Span(0, len(link))))
    assert (only.entities, only.events, only.claims) == ((), (), ())


@pytest.mark.parametrize("text", ["", " \n\t", "😀", "...", '""', "Baca", "\u200b"])
def test_texts_without_news_have_no_facts(text: str) -> None:
    """Nothing is made of nothing."""
    facts = pipeline.run(article(text))
    assert (facts.events, facts.claims) == ((), ())


def test_an_unknown_language_is_an_error_of_ours() -> None:
    """There is no pack for it, and the message says which there are."""
    with pytest.raises(LanguageError):
        pipeline.run(article("Salve"), language="la")


MIXTURE = (
    "Kenya Jepang Somalia Rosa Araya Presiden polisi warga serangan bantuan menyerang mengirim "
    "diserang ditangkap dikirim melakukan berjanji meminta mengatakan kata menurut membantah "
    "menolak berkomentar dikutip Reuters bahwa yang oleh kepada terhadap di dari ke dan tidak "
    "akan jika mungkin lima 20 ratusan Senin 3 Mei 2021 kemarin itu tersebut ia mereka -nya "
    'beras : , . ? " “ ” ( ) - — … 😀 👩🏽‍🚀 é \n \n\n \u00a0 \u200b & <b> %'
)
PIECES = st.sampled_from(MIXTURE.split(" "))


@settings(max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=30), st.sampled_from([" ", ""]))
def test_any_mixture_of_words_is_read(pieces: list[str], between: str) -> None:
    """However odd the text: no crash, and every mention is what stands there."""
    check(pipeline.run(article(between.join(pieces))))


@given(st.text(alphabet="ab \n", max_size=30), st.data())
def test_news_is_what_boilerplate_leaves(text: str, data: st.DataObject) -> None:
    """Parts stand in order, apart, not blank, and with the boilerplate cover all but blanks."""
    places = st.integers(0, len(text))
    pieces = [
        Span(min(pair), max(pair))
        for pair in data.draw(st.lists(st.tuples(places, places), max_size=4))
        if pair[0] != pair[1]
    ]
    parts = pipeline.news_parts(article(text, *pieces))
    assert all(one.end <= other.start for one, other in pairwise(parts))
    assert all(part.of(text).strip() for part in parts)
    assert not any(part.overlaps(piece) for part in parts for piece in pieces)
    covered = {at for span in (*parts, *pieces) for at in range(span.start, span.end)}
    assert all(text[at].isspace() for at in range(len(text)) if at not in covered)


def test_an_article_may_be_read_twice() -> None:
    """The steps change nothing of the article that they are given."""
    given_article = article(ARTICLE, Span(0, 4))
    before = replace(given_article)
    assert pipeline.run(given_article).article == before
