"""Facts survive being written: every field, every character, and one way to write them."""

from __future__ import annotations

import zlib
from dataclasses import fields

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.corpus import codec
from kg.model import (
    Article,
    Boilerplate,
    Bound,
    Certainty,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
    Form,
    Link,
    Mention,
    Polarity,
    Quantity,
    Role,
    Span,
    Stance,
    TimeExpression,
)

WORDS = st.text(max_size=12)
MAYBE = st.none() | WORDS
KEYS = st.lists(WORDS, max_size=3).map(tuple)
NUMBERS = st.none() | st.floats(allow_nan=False) | st.integers()
SPANS = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))


@st.composite
def facts(draw: st.DrawFn) -> Facts:
    """Any facts, sensible or not: what the types allow."""
    # Lone surrogates stand in for whatever a reader lets through.
    text = draw(st.text(st.characters(), max_size=60))
    mentions = st.lists(
        SPANS.map(lambda span: Mention.at(text, span)) | st.builds(Mention, SPANS, WORDS),
        min_size=1,
        max_size=3,
    ).map(tuple)
    pieces = st.lists(st.builds(Boilerplate, SPANS, WORDS), max_size=2).map(tuple)
    days = st.none() | st.dates()
    article = draw(
        st.builds(
            Article, id=WORDS, text=st.just(text), language=WORDS, title=MAYBE, published=days,
            url=MAYBE, boilerplate=pieces,
        )
    )  # fmt: skip
    links = st.builds(
        Link, key=WORDS, label=WORDS, aliases=KEYS, iso=MAYBE, exact_match=KEYS, latitude=NUMBERS,
        longitude=NUMBERS, within=MAYBE, confidence=st.floats(0, 1),
    )  # fmt: skip
    name = iter(range(100))
    key = st.builds(lambda: f"k{next(name)}")
    kinds = {
        "entities": st.builds(
            Entity, key=key, type=st.sampled_from(EntityType), name=WORDS, mentions=mentions,
            aliases=KEYS, form=st.sampled_from(Form), iso=MAYBE, affiliation=MAYBE,
            position=MAYBE, link=st.none() | links,
        ),
        "events": st.builds(
            Event, key=key, type=WORDS, mode=MAYBE, label=WORDS, mentions=mentions,
            roles=st.lists(st.tuples(st.sampled_from(Role), WORDS), max_size=2).map(tuple),
            time=MAYBE, quantities=KEYS, certainty=st.sampled_from(Certainty),
            polarity=st.sampled_from(Polarity), rule=WORDS, confidence=st.floats(0, 1),
        ),
        "claims": st.builds(
            Claim, key=key, events=KEYS, mentions=mentions, sources=KEYS, cue=MAYBE,
            stance=st.sampled_from(Stance), certainty=st.sampled_from(Certainty),
            polarity=st.sampled_from(Polarity), addressees=KEYS, via=KEYS, said=MAYBE,
            quantities=KEYS, clause=st.none() | SPANS, contradicts=KEYS, rule=WORDS,
            confidence=st.floats(0, 1),
        ),
        "quantities": st.builds(
            Quantity, key=key, mentions=mentions, bound=st.sampled_from(Bound), value=NUMBERS,
            low=NUMBERS, high=NUMBERS, unit=MAYBE, rule=WORDS,
        ),
        "times": st.builds(
            TimeExpression, key=key, mentions=mentions, edtf=WORDS, earliest=days, latest=days,
            rule=WORDS,
        ),
    }  # fmt: skip
    layers = {name: tuple(draw(st.lists(kind, max_size=2))) for name, kind in kinds.items()}
    return Facts(article=article, **layers)


@settings(max_examples=80, deadline=None)
@given(facts())
def test_facts_come_back_as_they_were(said: Facts) -> None:
    """Article and facts are the same after both ways, and so are their bytes."""
    article = codec.unpack_article(codec.pack_article(said.article))
    assert article == said.article
    again = codec.unpack(codec.pack(said), article)
    assert again == said
    assert codec.pack(again) == codec.pack(said)
    assert repr(again) == repr(said)


def test_no_field_is_forgotten() -> None:
    """What the strategy above makes is all that the model has."""
    assert {field.name for field in fields(Facts)} == {
        "article", "entities", "events", "claims", "quantities", "times",
    }  # fmt: skip


@pytest.mark.parametrize("data", [b"", b"x", zlib.compress(b"[]"), zlib.compress(b'{"id":1}')])
def test_damaged_bytes_are_a_value_error(data: bytes) -> None:
    """Whatever is wrong with them, a reader has one exception to expect."""
    with pytest.raises(ValueError, match="not "):
        codec.unpack_article(data)
    with pytest.raises(ValueError, match="not "):
        codec.unpack(data, Article(id="a", text="b", language="id"))


def test_boilerplate_makes_no_other_article() -> None:
    """It is the rules' finding; title, day, address, language and text are the article's own."""
    one = Article(id="a", text="b c", language="id")
    found = Article(id="a", text="b c", language="id", boilerplate=(Boilerplate(Span(0, 1), "r"),))
    assert codec.digest_of(one) == codec.digest_of(found)
    assert codec.digest_of(one) != codec.digest_of(Article(id="a", text="b d", language="id"))
    titled = Article(id="a", text="b c", language="id", title="t")
    assert codec.digest_of(one) != codec.digest_of(titled)
