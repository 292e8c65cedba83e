"""An annotated article (the format of tests/gold) as Facts: what a perfect reader finds."""

from __future__ import annotations

import calendar
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

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
    Span,
    Stance,
    TimeExpression,
)
from kg.train.gold import Gold

Record = Mapping[str, Any]
#: Keys of claims that the annotation leaves out because the article itself makes them.
ARTICLE = "article-"


def gold_facts(path: Path, published: date | None) -> Facts:
    """What is annotated in ``path``; with a publication date times are resolved against it."""
    return _Reader(path, published).facts()


def lines_of(path: Path) -> list[str]:
    """The lines that ``sent`` counts."""
    listed = path.with_suffix(".lines")
    return (listed if listed.exists() else path.with_suffix(".txt")).read_text("utf-8").split("\n")


class _Reader:
    """Reads one annotated article; quantities at one place are one, as in the text."""

    def __init__(self, path: Path, published: date | None) -> None:
        self.gold = Gold.read(path)
        self.text, self.published = self.gold.text, published
        self.lines, self.starts, at = lines_of(path), [], 0
        for line in self.lines:
            at = self.text.index(line, at)
            self.starts.append(at)
            at += len(line)
        self.quantities: dict[str, Quantity] = {}
        self.times: list[TimeExpression] = []

    def facts(self) -> Facts:
        events = tuple(self.event(event) for event in self.gold.events)
        claims = [self.claim(claim, n) for n, claim in enumerate(self.gold.claims, 1)]
        claimed = {event for claim in claims for event in claim.events}
        claims += [
            Claim(key=ARTICLE + event.key, events=(event.key,), mentions=event.mentions[:1],
                  certainty=event.certainty, polarity=event.polarity)
            for event in events if event.key not in claimed
        ]  # fmt: skip
        return Facts(
            article=Article(
                id=self.gold.id, text=self.text, language="id", title=self.lines[0],
                published=self.published,
            ),
            entities=tuple(map(self.entity, self.gold.entities)),
            events=events,
            claims=tuple(claims),
            quantities=tuple(self.quantities.values()),
            times=tuple(self.times),
        )  # fmt: skip

    def entity(self, said: Record) -> Entity:
        names, iso = said["names"], said["iso"]
        named = names[0][0].isupper()
        return Entity(
            key=said["id"],
            type=EntityType(said["type"]),
            name=names[0],
            aliases=tuple(names[1:]),
            mentions=tuple(self.first(name) for name in names),
            form=Form.NAME if named else Form.NOMINAL,
            iso=iso,
            affiliation=said["affiliation"],
            position=said["position"],
            link=Link(key=f"country/{iso}", label=names[0], iso=iso) if iso else None,
        )

    def event(self, said: Record) -> Event:
        spans = self.gold.spans[said["id"]]
        mentions = tuple(Mention.at(self.text, span) for span in spans)
        sents = [mark["sent"] for mark in (said, *said.get("also", ()))]
        return Event(
            key=said["id"],
            type=said["type"],
            mode=None,
            label=said["trigger"],
            mentions=mentions,
            roles=tuple((role, who) for role in Role for who in said[role.value]),
            time=self.time(said, mentions[0]),
            quantities=self.numbers(said, sents),
            certainty=Certainty[said["certainty"].upper()],
            polarity=Polarity[said["polarity"].upper()],
        )

    def claim(self, said: Record, number: int) -> Claim:
        cue = self.word(said["sent"], said["cue"], said.get("nth", 1))
        return Claim(
            key=said.get("id", f"c{number}"),
            events=tuple(said["events"]),
            mentions=(cue,),
            sources=tuple(source for source in said["source"] if source != "article"),
            cue=said["cue"],
            stance=Stance("noComment" if said["stance"] == "no-comment" else said["stance"]),
            certainty=Certainty[said["certainty"].upper()],
            polarity=Polarity[said["polarity"].upper()],
            addressees=tuple(said["addressee"]),
            via=tuple(said["via"]),
            said=self.time(said, cue),
            quantities=self.numbers(said, [said["sent"]]),
            contradicts=tuple(said.get("contradicts", ())),
        )

    def numbers(self, said: Record, sents: Sequence[int]) -> tuple[str, ...]:
        return tuple(self.number(one, sents) for one in said.get("quantities", ()))

    def number(self, said: Record, sents: Sequence[int]) -> str:
        everywhere = (*sents, *range(len(self.lines)))
        sent = next(sent for sent in everywhere if said["text"] in self.lines[sent])
        mention = self.word(sent, said["text"], 1)
        bound, value = Bound(said["bound"]), said["value"]
        low, high = said.get("low"), said.get("high")
        key = f"q{mention.span.start}"
        self.quantities[key] = Quantity(
            key=key,
            mentions=(mention,),
            bound=bound,
            value=value if bound in {Bound.EXACT, Bound.APPROX} else None,
            low=value if bound is Bound.MIN else low,
            high=value if bound is Bound.MAX else high,
            unit=said["of"],
        )
        return key

    def time(self, said: Record, mention: Mention) -> str | None:
        edtf = said.get("time_dated" if self.published else "time")
        if not edtf:
            return None
        key = f"t{len(self.times)}"
        earliest, latest = bounds(edtf)
        self.times.append(
            TimeExpression(
                key=key, mentions=(mention,), edtf=edtf, earliest=earliest, latest=latest
            )
        )
        return key

    def first(self, name: str) -> Mention:
        found = re.search(rf"(?<!\w){re.escape(name)}(?!\w)", self.text)
        assert found, name
        return Mention.at(self.text, Span(*found.span()))

    def word(self, sent: int, word: str, nth: int) -> Mention:
        line = self.lines[sent]
        found = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", line))[nth - 1]
        start = self.starts[sent] + found.start()
        return Mention.at(self.text, Span(start, start + len(word)))


def bounds(edtf: str) -> tuple[date | None, date | None]:
    """The first and the last day of an EDTF date or interval, where the year is known."""
    begin, _, end = edtf.partition("/")
    return _days(begin)[0], _days(end or begin)[1]


def _days(edtf: str) -> tuple[date | None, date | None]:
    parts = edtf.split("-")
    if not all(part.isdigit() for part in parts):
        return None, None
    year, month, day = [int(part) for part in parts] + [0] * (3 - len(parts))
    last = day or calendar.monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last)


def claims_by_line(path: Path) -> Mapping[str, int]:
    """The line of each annotated claim's cue, by the claim's id."""
    record = json.loads(path.read_text("utf-8"))
    return {claim["id"]: claim["sent"] for claim in record["claims"]}
