"""Claims that cannot both be right, on handmade documents."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.contradictions import tie
from kg.model import (
    Article,
    Bound,
    Claim,
    Document,
    Mention,
    Polarity,
    Quantity,
    Span,
    Stance,
)

HERE = (Mention(Span(0, 1), "x"),)
ARTICLE = Article(id="a", text="x", language="id")


def claim(key: str, **changes: Any) -> Claim:
    """Source ``key`` claims the event, with changes."""
    return Claim(key=key, **{"events": ("v1",), "mentions": HERE, "sources": (key,), **changes})


def quantity(key: str, unit: str = "orang", **bounds: Any) -> Quantity:
    return Quantity(key=key, mentions=HERE, unit=unit, **{"bound": Bound.EXACT, **bounds})


def against(*claims: Claim, quantities: tuple[Quantity, ...] = ()) -> bool:
    """Whether the first two claims contradict each other, and both say so."""
    tied = tie(claims, Document(article=ARTICLE, quantities=quantities))
    assert (tied[1].key in tied[0].contradicts) == (tied[0].key in tied[1].contradicts)
    return bool(tied[0].contradicts)


DENIED = {"polarity": Polarity.NEGATIVE, "stance": Stance.DENY}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({**DENIED}, True),
        ({**DENIED, "events": ("v2",)}, False),
        ({**DENIED, "sources": ("one",)}, False),
        ({**DENIED, "stance": Stance.NO_COMMENT}, False),
        ({**DENIED, "stance": Stance.REQUEST}, False),
        ({**DENIED, "sources": ()}, True),
        ({}, False),
    ],
    ids=["denial", "of another event", "by the same", "silence", "request", "article", "agreed"],
)
def test_a_denial_contradicts(changes: dict[str, Any], *, expected: bool) -> None:
    """Of the same event and by somebody else; who keeps silent or asks contradicts nobody."""
    assert against(claim("one"), claim("two", **changes)) is expected


NUMBERS = [
    ({"value": 5}, {"value": 9}, True),
    ({"value": 5}, {"value": 5}, False),
    ({"value": 5}, {"value": 9, "unit": "rumah"}, False),
    ({"value": 100}, {"value": 105, "bound": Bound.APPROX}, False),
    ({"value": 100}, {"value": 200, "bound": Bound.APPROX}, True),
    ({"value": 100}, {"low": 90, "bound": Bound.MIN}, False),
    ({"value": 100}, {"low": 150, "bound": Bound.MIN}, True),
    ({"high": 10, "bound": Bound.MAX}, {"low": 20, "high": 30, "bound": Bound.APPROX}, True),
]


@pytest.mark.parametrize(("one", "other", "expected"), NUMBERS)
def test_numbers_contradict_where_no_value_fits_both(
    one: dict[str, Any], other: dict[str, Any], *, expected: bool
) -> None:
    """Of one unit; "about" leaves a tenth, "at least" everything above."""
    pair = (quantity("q1", **one), quantity("q2", **other))
    first, second = claim("one", quantities=("q1",)), claim("two", quantities=("q2",))
    assert against(first, second, quantities=pair) is expected


@given(
    st.lists(
        st.tuples(
            st.sampled_from([(), ("a",), ("b",), ("a", "b")]),
            st.sampled_from(list(Polarity)),
            st.sampled_from(list(Stance)),
        ),
        max_size=6,
    )
)
def test_contradiction_is_mutual_and_with_others(
    rows: list[tuple[tuple[str, ...], Polarity, Stance]],
) -> None:
    """It goes both ways, never to oneself or to a claim that shares a source."""
    claims = tuple(
        claim(f"c{n}", sources=sources, polarity=polarity, stance=stance)
        for n, (sources, polarity, stance) in enumerate(rows)
    )
    tied = {c.key: c for c in tie(claims, Document(article=ARTICLE))}
    for one in tied.values():
        for key in one.contradicts:
            other = tied[key]
            assert one.key in other.contradicts
            assert not set(one.sources) & set(other.sources)
            assert one.polarity is not other.polarity
