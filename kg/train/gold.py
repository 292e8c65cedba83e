"""Annotated articles: reading them, and matching what was found with what is there.

The format is that of tests/gold (one JSON beside one text, one sentence a line). An event matches
where one of its mentions overlaps a trigger, an entity where a name is shared; each at most once,
the best pairs first.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from kg.model import Facts, Role, Span

Record = Mapping[str, Any]
Figures = dict[str, tuple[int, int, int]]
#: Roles that measure as one.
_MERGED: Final = {
    Role.AGENT: "agent",
    Role.PATIENT: "undergoer",
    Role.RECIPIENT: "undergoer",
    Role.PLACE: "location",
    Role.ORIGIN: "location",
    Role.DESTINATION: "location",
}


@dataclass(frozen=True, slots=True)
class Gold:
    """One annotated article; ``spans`` are each event's triggers, the first its own."""

    id: str
    text: str
    entities: tuple[Record, ...]
    events: tuple[Record, ...]
    claims: tuple[Record, ...]
    spans: Mapping[str, tuple[Span, ...]]

    @classmethod
    def read(cls, path: Path) -> Gold:
        """Read ``ID.json`` and the text beside it.

        Raises:
            ValueError: a trigger does not stand where the annotation says.
        """
        record = json.loads(path.read_text(encoding="utf-8"))
        text = path.with_suffix(".txt").read_text(encoding="utf-8")
        listed = path.with_suffix(".lines")
        lines = (listed.read_text(encoding="utf-8") if listed.exists() else text).split("\n")
        starts, at = [], 0
        for line in lines:
            at = text.index(line, at)
            starts.append(at)
            at += len(line)
        spans = {
            event["id"]: tuple(
                _span(lines, starts, mark) for mark in (event, *event.get("also", ()))
            )
            for event in record["events"]
        }
        return cls(
            id=record["id"],
            text=text,
            entities=tuple(record["entities"]),
            events=tuple(record["events"]),
            claims=tuple(record["claims"]),
            spans=spans,
        )


def _span(lines: Sequence[str], starts: Sequence[int], mark: Record) -> Span:
    line, word = lines[mark["sent"]], str(mark["trigger"])
    found = list(re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", line))
    nth = mark.get("nth", 1)
    if len(found) < nth:
        raise ValueError(f"{word!r} does not stand {nth} times in {line!r}")
    start = starts[mark["sent"]] + found[nth - 1].start()
    return Span(start, start + len(word))


def _normal(name: str) -> str:
    return re.sub(r"[\W_]+", " ", name).strip().casefold()


def _best(pairs: Iterable[tuple[float, str, str]]) -> dict[str, str]:
    """Theirs -> ours, best pairs first."""
    found: dict[str, str] = {}
    for worth, theirs, ours in sorted(pairs, key=lambda p: (-p[0], p[1], p[2])):
        if worth > 0 and theirs not in found and ours not in found.values():
            found[theirs] = ours
    return found


def match_events(gold: Gold, facts: Facts) -> dict[str, str]:
    """Our event's key -> the annotated event's id."""
    pairs = []
    for event in gold.events:
        spans = gold.spans[event["id"]]
        for ours in facts.events:
            met = [any(s.overlaps(m.span) for m in ours.mentions) for s in spans]
            if any(met):
                worth = 2 + (event["type"] == ours.type) + met[0] * 0.5
                pairs.append((worth, str(event["id"]), ours.key))
    return {ours: theirs for theirs, ours in _best(pairs).items()}


def match_entities(gold: Gold, facts: Facts) -> dict[str, str]:
    """Our entity's key -> the annotated entity's id."""
    names = {
        e.key: {_normal(n) for n in (e.name, *e.aliases, *(m.text for m in e.mentions))}
        for e in facts.entities
    }
    pairs = [
        (float(len({_normal(n) for n in entity["names"]} & ours)), str(entity["id"]), key)
        for entity in gold.entities
        for key, ours in names.items()
    ]
    return {ours: theirs for theirs, ours in _best(pairs).items()}


def figures(gold: Gold, facts: Facts) -> Figures:
    """Right, wrong and missed for events (with type), roles, and claims of sources."""
    events, entities = match_events(gold, facts), match_entities(gold, facts)
    kinds = {event["id"]: event["type"] for event in gold.events}
    typed = sum(1 for e in facts.events if e.key in events and kinds[events[e.key]] == e.type)
    wanted = {
        (event["id"], _MERGED[role], who)
        for event in gold.events
        for role in Role
        for who in event.get(role.value, ())
    }
    given = {
        (events.get(e.key, f"our {e.key}"), _MERGED[r], entities.get(who, f"our {who}"))
        for e in facts.events
        for r, who in e.roles
    }
    told = {
        (event, source)
        for claim in gold.claims
        for event in claim["events"]
        for source in claim["source"]
        if source != "article"
    }
    heard = {
        (events.get(event, f"our {event}"), entities.get(source, f"our {source}"))
        for claim in facts.claims
        for event in claim.events
        for source in claim.sources
    }
    return {
        "entities": _counts(len(entities), len(facts.entities), len(gold.entities)),
        "events": _counts(len(events), len(facts.events), len(gold.events)),
        "events with type": _counts(typed, len(facts.events), len(gold.events)),
        "roles": _counts(len(wanted & given), len(given), len(wanted)),
        "claims": _counts(len(told & heard), len(heard), len(told)),
    }


def _counts(right: int, found: int, there: int) -> tuple[int, int, int]:
    return right, found - right, there - right


def f1(counts: Iterable[tuple[int, int, int]]) -> float:
    """F1 in percent of summed (right, wrong, missed)."""
    right, wrong, missed = (sum(column) for column in zip(*counts, strict=True))
    return 200 * right / max(1, 2 * right + wrong + missed)
