"""Two small articles and their facts, and an article that attacks whatever shows it."""

from __future__ import annotations

from datetime import date

from kg.graph.build import build
from kg.graph.newsgraph import NewsGraph
from kg.model import (
    Article,
    Bound,
    Certainty,
    Claim,
    Entity,
    EntityType,
    Event,
    Facts,
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

RUN = Run(software="berita-kg", version="0", model="none")

FLOOD = """Banjir melanda Kota Sarilaya

Banjir merendam Kota Sarilaya pada Februari dan menewaskan setidaknya 1.200 warga, kata Menteri \
Wira Atmaja. Pemerintah kota membantah angka itu. “Kami mungkin mengungsi,” ujar warga – 😀.
"""

HOSTILE_NAME = "</script><script>window.hacked=1</script>"
HOSTILE = (
    f"Ketua {HOSTILE_NAME} menyerang \"kota\" <img src=x onerror='window.hacked=2'> {{{{ 7*7 }}}}\n"
    '=HYPERLINK("http://jahat") \\u0041 \\ \'\'\' """ ]]> --> </style> '
    "\u202eterbalik\u202c\u200b\ufeff"
    "\x00\x01\x1f\x7f\x85\u2028\u2029 \t a\rb 😀 \U000e0001\ufffe\uffff akhir.\n"
)


def mention(text: str, words: str, nth: int = 0) -> Mention:
    """The ``nth`` occurrence of ``words``."""
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return Mention.at(text, Span(start, start + len(words)))


def flood(article_id: str = "banjir") -> Facts:
    """A flood: four entities, two events, three claims of which two contradict each other."""

    def at(words: str, nth: int = 0) -> tuple[Mention, ...]:
        return (mention(FLOOD, words, nth),)

    return Facts(
        article=Article(
            id=article_id, text=FLOOD, language="id", title="Banjir melanda Kota Sarilaya",
            published=date(2025, 2, 27), url="https://berita.example/banjir",
        ),
        entities=(
            Entity(key="kota", type=EntityType.PLACE, name="Kota Sarilaya",
                   mentions=at("Kota Sarilaya") + at("Kota Sarilaya", 1), aliases=("Sarilaya",)),
            Entity(key="warga", type=EntityType.GROUP, name="warga",
                   mentions=at("warga") + at("warga", 1)),
            Entity(key="menteri", type=EntityType.PERSON, name="Wira Atmaja", position="Menteri",
                   mentions=at("Wira Atmaja")),
            Entity(key="pemkot", type=EntityType.ORGANIZATION, name="Pemerintah kota",
                   mentions=at("Pemerintah kota"), affiliation="kota"),
            Entity(key="indonesia", type=EntityType.COUNTRY, name="Indonesia", iso="ID",
                   mentions=at("melanda"), link=Link(
                       key="country/ID", label="Indonesia", aliases=("RI",), iso="ID",
                       exact_match=("http://www.wikidata.org/entity/Q252",),
                       latitude=-5.0, longitude=120.0)),
        ),
        times=(TimeExpression(key="t", mentions=at("Februari"), edtf="2025-02",
                              earliest=date(2025, 2, 1), latest=date(2025, 2, 28)),),
        quantities=(Quantity(key="q", mentions=at("setidaknya 1.200"), bound=Bound.MIN, low=1200,
                             unit="warga"),),
        events=(
            Event(key="banjir", type="DISASTER", mode=None, label="Banjir merendam Kota Sarilaya",
                  mentions=at("Banjir"), roles=((Role.PLACE, "kota"),), time="t"),
            Event(key="tewas", type="CASUALTY", mode=None, label="menewaskan warga",
                  mentions=at("menewaskan"), roles=((Role.PATIENT, "warga"),), quantities=("q",),
                  certainty=Certainty.PROBABLE),
            Event(key="ungsi", type="MOVE", mode=None, label="warga mengungsi",
                  mentions=at("mengungsi"), roles=((Role.AGENT, "warga"),),
                  certainty=Certainty.POSSIBLE),
        ),
        claims=(
            Claim(key="c1", events=("banjir",), mentions=at("melanda")),
            Claim(key="c2", events=("tewas",), mentions=at("kata"), sources=("menteri",),
                  cue="kata", contradicts=("c3",), quantities=("q",)),
            Claim(key="c3", events=("tewas",), mentions=at("membantah"), sources=("pemkot",),
                  cue="membantah", stance=Stance.DENY, polarity=Polarity.NEGATIVE,
                  contradicts=("c2",)),
            Claim(key="c4", events=("ungsi",), mentions=at("ujar"), sources=("warga",), cue="ujar",
                  certainty=Certainty.POSSIBLE),
        ),
    )  # fmt: skip


def hostile(article_id: str = "jahat") -> Facts:
    """Facts whose every word is an attack on a format."""

    def at(words: str) -> tuple[Mention, ...]:
        return (mention(HOSTILE, words),)

    formula = '=HYPERLINK("http://jahat")'
    return Facts(
        article=Article(id=article_id, text=HOSTILE, language="id", title=HOSTILE_NAME),
        entities=(
            Entity(key="a", type=EntityType.PERSON, name=HOSTILE_NAME, mentions=at(HOSTILE_NAME)),
            Entity(key="b", type=EntityType.OBJECT, name=formula, mentions=at(formula),
                   aliases=("<img src=x onerror='window.hacked=2'>",)),
        ),
        events=(Event(key="e", type="ASSAULT", mode=None, label=HOSTILE, mentions=at("menyerang"),
                      roles=((Role.AGENT, "a"), (Role.PATIENT, "b"))),),
        claims=(Claim(key="c", events=("e",), mentions=at("menyerang"), sources=("a",),
                      cue="</td></table><script>window.hacked=3</script>",
                      clause=Span(0, len(HOSTILE))),),
    )  # fmt: skip


def graph_of(*facts: Facts) -> NewsGraph:
    return build(facts, RUN)


def news_graph() -> NewsGraph:
    """Both articles."""
    return graph_of(flood(), hostile())
