"""A small article of our own and its facts, made by hand."""

from __future__ import annotations

from datetime import UTC, date, datetime

from kg.model import (
    Article,
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
    Run,
    Span,
    Stance,
    TimeExpression,
)

TEXT = (
    "Kenya mengirim setidaknya 200 polisi ke Haiti pada awal Maret, kata juru bicara Amina "
    "Wanjiru. Haiti membantah bahwa polisi itu telah tiba."
)


def said(words: str, nth: int = 1) -> Mention:
    """The ``nth`` place in TEXT where ``words`` stand."""
    start = -1
    for _ in range(nth):
        start = TEXT.index(words, start + 1)
    return Mention.at(TEXT, Span(start, start + len(words)))


def example() -> Facts:
    """Two countries, a person, a group; two events; one claim by each side; all layers."""
    return Facts(
        article=Article(
            id="kenya haiti",
            text=TEXT,
            language="id",
            title="Kenya mengirim polisi ke Haiti",
            published=date(2025, 3, 20),
            url="https://example.org/berita?id=1",
        ),
        entities=(
            Entity(
                key="e1",
                type=EntityType.COUNTRY,
                name="Kenya",
                mentions=(said("Kenya"),),
                iso="KE",
                link=Link(
                    key="country/KE",
                    label="Kenya",
                    iso="KE",
                    exact_match=("http://www.wikidata.org/entity/Q114",),
                    latitude=1.0,
                    longitude=38.25,
                ),
            ),
            Entity(
                key="e2",
                type=EntityType.COUNTRY,
                name="Haiti",
                mentions=(said("Haiti"), said("Haiti", 2)),
                link=Link(
                    key="country/HT",
                    label="Republik Haiti",
                    iso="HT",
                    within="region/caribbean",
                    confidence=0.926,
                ),
            ),
            Entity(
                key="e3",
                type=EntityType.PERSON,
                name="Amina Wanjiru",
                mentions=(said("Amina Wanjiru"),),
                aliases=("Amina\u200b Wanjiru", "Wanjiru"),
                position="juru bicara",
                affiliation="e1",
                candidates=("person/wanjiru-muda", "person/wanjiru-tua"),
            ),
            Entity(
                key="e4",
                type=EntityType.GROUP,
                name="polisi",
                mentions=(said("polisi"), said("polisi", 2)),
                form=Form.NOMINAL,
                affiliation="e1",
            ),
        ),
        events=(
            Event(
                key="v1",
                type="AID",
                mode=None,
                label="Kenya mengirim polisi ke Haiti",
                mentions=(said("mengirim"),),
                roles=(
                    (Role.AGENT, "e1"),
                    (Role.PATIENT, "e4"),
                    (Role.RECIPIENT, "e2"),
                    (Role.DESTINATION, "e2"),
                ),
                time="t1",
                quantities=("q1",),
                rule="lexicon:kirim",
                confidence=0.875,
            ),
            Event(
                key="v2",
                type="MOBILIZE",
                mode="police",
                label="polisi tiba",
                mentions=(said("tiba"),),
                roles=((Role.AGENT, "e4"), (Role.PLACE, "e2")),
                polarity=Polarity.NEGATIVE,
            ),
        ),
        claims=(
            Claim(
                key="c1",
                events=("v1",),
                mentions=(said("kata"),),
                sources=("e3",),
                cue="kata",
                clause=Span(0, 61),
                quantities=("q1",),
                said="t1",
                contradicts=("c2",),
                rule="cue:kata",
            ),
            Claim(
                key="c2",
                events=("v2",),
                mentions=(said("membantah"),),
                sources=("e2",),
                cue="membantah",
                stance=Stance.DENY,
                certainty=Certainty.PROBABLE,
                polarity=Polarity.NEGATIVE,
                addressees=("e1",),
                via=("e3",),
                rule="cue:bantah",
                confidence=0.5,
            ),
            Claim(key="c3", events=("v1", "v2"), mentions=(said("mengirim"),), rule="article"),
        ),
        quantities=(
            Quantity(
                key="q1",
                mentions=(said("setidaknya 200"),),
                bound=Bound.MIN,
                low=200.0,
                unit="polisi",
                rule="at-least",
            ),
        ),
        times=(
            TimeExpression(
                key="t1",
                mentions=(said("awal Maret"),),
                edtf="2025-03-01/2025-03-10",
                earliest=date(2025, 3, 1),
                latest=date(2025, 3, 10),
                rule="early-month",
            ),
        ),
    )


MOMENT = datetime(2025, 3, 21, 6, 30, tzinfo=UTC)
RUN = Run(software="berita-kg", version="0.0.0", model="none", options=(("language", "id"),))
