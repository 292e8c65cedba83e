"""Which triggers join to one event: what ties them, what keeps them apart, and order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extract.drafts import Draft
from kg.extract.lexicon import Entry
from kg.extract.modality import Modality
from kg.extract.samevent import cluster
from kg.extract.senses import Trigger
from kg.model import Bound, Mention, Polarity, Quantity, Role, Span, TimeExpression


def draft(sentence: int, place: int = 0, **changes: Any) -> Draft:
    """The draft of an attack by Kenya on Malta, with changes."""
    root = changes.pop("root", "serang")
    entry = Entry(
        rule="test", root=root, kin=changes.pop("kin", ""), rest=(), upos="VERB", voice="active",
        bare=False, type="ASSAULT", mode=None, frame={}, conditions=(),
    )  # fmt: skip
    at = Span(100 * sentence + place, 100 * sentence + place + 1)
    plain = Draft(
        sentence=sentence,
        trigger=Trigger(place, (place,), entry, {}),
        mention=Mention(at, "x"),
        type="ASSAULT",
        mode=None,
        roles=((Role.AGENT, "kenya"), (Role.PATIENT, "malta")),
        modality=Modality(),
        label="x",
        definite=False,
    )
    return replace(plain, **changes)


def number(value: float, unit: str = "orang") -> Quantity:
    mention = Mention(Span(0, 1), "x")
    return Quantity(key="q", mentions=(mention,), bound=Bound.EXACT, value=value, unit=unit)


def day(edtf: str) -> TimeExpression:
    return TimeExpression(key=edtf, mentions=(Mention(Span(0, 1), "x"),), edtf=edtf)


def joined(*drafts: Draft) -> bool:
    return len(cluster(drafts)) == 1


def test_the_same_word_by_and_to_the_same_is_one_event() -> None:
    """And so is a bare noun that points back to it, from near."""
    assert joined(draft(1), draft(2))
    assert joined(draft(1), draft(2, roles=(), definite=True))
    assert joined(draft(1), draft(2, roles=(), definite=True, root="gempur"))
    assert not joined(draft(1), draft(9, roles=(), root="gempur"))


def test_other_words_for_it_are_one_event_where_they_tell_of_the_same() -> None:
    """ "menewaskan" and "pembunuhan" of the same people, near; not without the table of kin."""
    who = {"roles": ((Role.AGENT, "kenya"),)}
    assert joined(draft(3, kin="die"), draft(6, root="bunuh", kin="die", **who))
    assert not joined(draft(3), draft(6, root="bunuh", **who))


def test_counted_people_are_not_others() -> None:
    """Two tolls of one event name different numbers of nobody in particular."""
    toll = {"type": "CASUALTY", "kin": "die", "vague": frozenset({"14 orang", "21 orang"})}
    first = draft(1, roles=((Role.PATIENT, "14 orang"),), quantities=(number(14),), **toll)
    other = {"roles": ((Role.PATIENT, "21 orang"),), "quantities": (number(21),)}
    assert joined(first, draft(2, root="tewas", **other, **toll))
    named = {**toll, "vague": frozenset()}
    late = draft(9, root="tewas", **other, **named)
    assert joined(first, replace(late, sentence=2, vague=first.vague))
    assert not joined(replace(first, vague=frozenset()), late)


def test_of_equals_the_latest_is_meant() -> None:
    """ "serangan itu", after attacks by two states on two others, is the latter."""
    first = draft(1)
    second = draft(2, roles=((Role.AGENT, "palau"), (Role.PATIENT, "fiji")))
    back = draft(3, roles=(), definite=True)
    assert cluster((first, second, back)) == ((first,), (second, back))


APART = [
    {"roles": ((Role.AGENT, "palau"), (Role.PATIENT, "fiji"))},
    {"modality": Modality(polarity=Polarity.NEGATIVE)},
    {"times": (day("2024-05-02"),)},
    {"quantities": (number(7),)},
    {"type": "AID", "root": "bantu"},
    {"topics": frozenset({"impor"})},
]


@pytest.mark.parametrize(
    "changes", APART, ids=["who", "not", "when", "how many", "what", "of what"]
)
def test_what_conflicts_keeps_apart(changes: dict[str, Any]) -> None:
    """Other participants, a denial, another day, another number, another type."""
    ours = {"times": (day("2024-05-01"),), "quantities": (number(5),)}
    first = draft(1, topics=frozenset({"ekspor"}), **ours)
    assert joined(first, draft(2))
    assert not joined(first, draft(2, **changes))


def test_one_other_participant_is_a_doubt() -> None:
    """Who did it is often mistaken: near, the same words still join, far away they do not."""
    other = {"roles": ((Role.AGENT, "palau"), (Role.PATIENT, "malta"))}
    assert joined(draft(3), draft(4, **other))
    assert not joined(draft(3), draft(9, **other))
    assert not joined(draft(3), draft(4, root="gempur", **other))


def test_numbers_of_other_units_are_no_conflict() -> None:
    """Five people and seven houses may well be of one attack."""
    one = draft(1, quantities=(number(5),))
    assert joined(one, draft(2, quantities=(number(7, "rumah"),)))


@given(st.data())
def test_grouping_is_a_partition_in_reading_order(data: st.DataObject) -> None:
    """Every draft is in one group, and the order in which they come does not matter."""
    drafts = [
        draft(
            sentence,
            place,
            root=data.draw(st.sampled_from(["serang", "gempur"])),
            roles=tuple((Role.AGENT, name) for name in data.draw(st.sets(st.sampled_from("kmf")))),
            definite=data.draw(st.booleans()),
        )
        for sentence, place in data.draw(
            st.lists(st.tuples(st.integers(0, 5), st.integers(0, 3)), unique=True, max_size=8)
        )
    ]
    groups = cluster(drafts)
    assert sorted(d.at for group in groups for d in group) == sorted(d.at for d in drafts)
    assert [group[0].at for group in groups] == sorted(group[0].at for group in groups)
    assert cluster(data.draw(st.permutations(drafts))) == groups
