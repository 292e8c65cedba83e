"""IRIs: valid, the same every time, and no two facts share one."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import URIRef

from kg.errors import UsageError
from kg.link.iri import BASE, Minter, digest, plain_name, slug
from kg.model import (
    Article,
    Bound,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Form,
    Link,
    Mention,
    Quantity,
    Run,
    Span,
    TimeExpression,
)

VALID = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[!#-;=?-\[\]_a-z~]*")
texts = st.text(min_size=1, max_size=30)


def mention(start: int, text: str = "kata") -> Mention:
    return Mention(Span(start, start + max(1, len(text))), text)


@st.composite
def facts(draw):
    """Facts in which much is equal, so that only care keeps names apart."""
    starts = st.integers(0, 3)
    words = st.sampled_from(["kata", "Kata", "ka ta", "\u200b", "日本", "a" * 60]) | texts
    many = st.integers(0, 4)
    entities = [
        Entity(
            key=f"e{n}",
            type=draw(st.sampled_from(EntityType)),
            name=draw(words),
            mentions=(mention(draw(starts)),),
            form=draw(st.sampled_from(Form)),
        )
        for n in range(draw(many))
    ]
    events = [
        Event(
            key=f"v{n}",
            type=draw(st.sampled_from(["AID", "ASSAULT"])),
            mode=None,
            label="x",
            mentions=(mention(draw(starts), draw(words)),),
        )
        for n in range(draw(many))
    ]
    claims = [
        Claim(
            key=f"c{n}",
            events=tuple(draw(st.lists(st.sampled_from([e.key for e in events]), max_size=2)))
            if events
            else (),
            mentions=(mention(draw(starts)),),
            cue=draw(st.none() | words),
        )
        for n in range(draw(many))
    ]
    quantities = [
        Quantity(
            key=f"q{n}",
            mentions=(mention(draw(starts), draw(words)),),
            bound=draw(st.sampled_from(Bound)),
            value=1.0,
        )
        for n in range(draw(many))
    ]
    times = [
        TimeExpression(
            key=f"t{n}",
            mentions=(mention(draw(starts)),),
            edtf=draw(st.sampled_from(["XXXX-02", "2024/..", "199X"])),
        )
        for n in range(draw(many))
    ]
    return Facts(
        article=Article(id=draw(texts), text="x" * 100, language="id", published=date(2025, 1, 1)),
        entities=tuple(entities),
        events=tuple(events),
        claims=tuple(claims),
        quantities=tuple(quantities),
        times=tuple(times),
    )


@given(facts())
def test_every_fact_gets_a_valid_iri_of_its_own(given_facts):
    names = Minter().names(given_facts)
    layers = (
        given_facts.entities,
        given_facts.events,
        given_facts.claims,
        given_facts.quantities,
        given_facts.times,
    )
    assert set(names) == {fact.key for layer in layers for fact in layer}
    assert len(set(names.values())) == len(names)
    for iri in names.values():
        assert iri.startswith(BASE)
        assert VALID.fullmatch(iri)
        URIRef(iri).n3()


@given(facts(), st.randoms())
def test_names_do_not_depend_on_the_order_of_facts(given_facts, random):
    def shuffled(layer):
        return tuple(random.sample(layer, len(layer)))

    other = Facts(
        article=given_facts.article,
        entities=shuffled(given_facts.entities),
        events=shuffled(given_facts.events),
        claims=shuffled(given_facts.claims),
        quantities=shuffled(given_facts.quantities),
        times=shuffled(given_facts.times),
    )
    assert Minter().names(given_facts) == Minter().names(other)


def test_names_do_not_depend_on_the_hash_seed():
    program = (
        "from kg.link.iri import Minter, digest; from kg.model import *;"
        "m = (Mention(Span(0, 4), 'Budi'),);"
        "e = Entity(key='e1', type=EntityType.PERSON, name='Budi', mentions=m);"
        "a = Article(id='a', text='Budi', language='id');"
        "print(Minter().names(Facts(article=a, entities=(e,))), digest('a', 1))"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("0", "1", "2")
    }
    assert len(outputs) == 1


@given(texts)
def test_slugs_are_short_and_plain(text):
    assert re.fullmatch(r"(?:[a-z0-9]+(?:-[a-z0-9]+)*)?", slug(text))
    assert len(slug(text)) <= 40


@given(st.text())
def test_articles_get_valid_iris_whatever_their_id(article_id):
    assert VALID.fullmatch(Minter().article(article_id))


@given(texts, texts)
def test_different_articles_get_different_iris(one, other):
    minter = Minter()
    assert (minter.article(one) == minter.article(other)) == (one == other)


def test_a_name_that_looks_the_same_is_the_same():
    assert plain_name("Jos\u00e9  \u200bRamos") == plain_name("Jose\u0301 Ramos")


def test_named_entities_are_shared_by_articles_and_described_ones_are_not():
    def named(article_id: str, form: Form) -> str:
        entity = Entity(
            key="e1", type=EntityType.GROUP, name="warga", mentions=(mention(0),), form=form
        )
        article = Article(id=article_id, text="x", language="id")
        return Minter().names(Facts(article=article, entities=(entity,)))["e1"]

    assert named("a", Form.NAME) == named("b", Form.NAME)
    assert named("a", Form.NOMINAL) != named("b", Form.NOMINAL)


def test_what_the_gazetteer_knows_keeps_its_name():
    link = Link(key="country/KP", label="Korea Utara")
    entity = Entity(
        key="e1", type=EntityType.COUNTRY, name="Korut", mentions=(mention(0),), link=link
    )
    facts_ = Facts(article=Article(id="a", text="x", language="id"), entities=(entity,))
    assert Minter("https://example.org/").names(facts_) == {"e1": "https://example.org/country/KP"}


@pytest.mark.parametrize("base", ["", "kg", "https://example.org", "https://exa mple.org/", "//x/"])
def test_a_base_must_be_absolute_and_end_in_slash_or_hash(base):
    with pytest.raises(UsageError) as raised:
        Minter(base)
    assert "https://example.org/id/" in raised.value.hint


@given(st.lists(texts | st.integers() | st.lists(texts)))
def test_digests_are_ten_hexadecimal_digits_of_the_content(content):
    assert re.fullmatch(r"[0-9a-f]{10}", digest(*content))
    assert digest(*content) == digest(*json.loads(json.dumps(content)))


def test_a_run_is_named_for_what_made_the_graph():
    run = Run(software="kg", version="1", model="m", options=(("b", "2"), ("a", "1")))
    same = Run(software="kg", version="1", model="m", options=(("a", "1"), ("b", "2")))
    other = Run(software="kg", version="1", model="n")
    assert Minter().run(run) == Minter().run(same) != Minter().run(other)
