"""Five tables for spreadsheets and data frames: entities, events, roles, claims, mentions."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.export.base import Exporter
from kg.export.records import QuantityRecord, Records, records
from kg.graph.newsgraph import NewsGraph

Row = tuple[str, ...]

# What a spreadsheet takes for the start of a formula (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


@dataclass(frozen=True, slots=True)
class Csv:
    """RFC 4180 in UTF-8, keyed by IRI; several values in a cell are separated by ``" | "``.

    A cell that a spreadsheet would run as a formula gets an apostrophe in front.
    """

    name: str = "csv"
    filename: str = "entities.csv"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        found = records(graph.union())
        return {
            self.filename: _table(_ENTITY, _entities(found)),
            "events.csv": _table(_EVENT, _events(found)),
            "roles.csv": _table(_ROLE, _roles(found)),
            "claims.csv": _table(_CLAIM, _claims(found)),
            "mentions.csv": _table(_MENTION, _mentions(found)),
        }


_ENTITY = (
    "iri", "type", "label", "aliases", "iso", "position", "affiliation", "within", "same_as",
    "latitude", "longitude", "mentions",
)  # fmt: skip
_EVENT = (
    "iri", "type", "label", "time", "earliest", "latest", "certainty", "polarity", "quantity",
    "mentions",
)  # fmt: skip
_ROLE = ("event", "role", "entity", "event_label", "entity_label")
_CLAIM = (
    "iri", "article", "source", "source_label", "cue", "stance", "certainty", "polarity", "event",
    "event_label", "addressee", "via", "said", "quantity", "contradicts", "text",
)  # fmt: skip
_MENTION = ("of", "article", "start", "end", "text")


def _entities(found: Records) -> Iterable[Row]:
    for one in found.entities:
        yield (
            one.iri, one.type, one.label, _list(one.aliases), one.iso, one.position,
            _list(one.affiliations), _list(one.within), _list(one.same_as),
            one.latitude, one.longitude, str(len(one.mentions)),
        )  # fmt: skip


def _events(found: Records) -> Iterable[Row]:
    numbers = {one.iri: _number(one) for one in found.quantities}
    for one in found.events:
        yield (
            one.iri, _list(one.types), one.label, one.edtf, one.earliest, one.latest,
            one.certainty, one.polarity, _list(numbers.get(q, q) for q in one.quantities),
            str(len(one.mentions)),
        )  # fmt: skip


def _roles(found: Records) -> Iterable[Row]:
    labels = {one.iri: one.label for one in found.entities}
    for one in found.events:
        for role, entity in one.roles:
            yield (one.iri, role, entity, one.label, labels.get(entity, ""))


def _claims(found: Records) -> Iterable[Row]:
    labels = {one.iri: one.label for one in found.entities}
    labels |= {one.iri: one.label for one in found.events}
    titles = {one.iri: one.title or one.id for one in found.articles}
    numbers = {one.iri: _number(one) for one in found.quantities}
    for one in found.claims:
        yield (
            one.iri, one.article, _list(one.sources),
            _list(labels.get(s) or titles.get(s, "") for s in one.sources),
            one.cue, one.stance, one.certainty, one.polarity, _list(one.events),
            _list(labels.get(event, "") for event in one.events), _list(one.addressees),
            _list(one.via), one.said, _list(numbers.get(q, q) for q in one.quantities),
            _list(one.contradicts), one.text,
        )  # fmt: skip


def _mentions(found: Records) -> Iterable[Row]:
    mentioned = [
        *((one.iri, one.mentions) for one in found.entities),
        *((one.iri, one.mentions) for one in found.events),
        *((one.iri, one.mentions) for one in found.claims),
        *((one.iri, one.mentions) for one in found.quantities),
    ]
    for iri, mentions in mentioned:
        for one in mentions:
            yield (iri, one.article, str(one.start), str(one.end), one.text)


def _number(quantity: QuantityRecord) -> str:
    """``≥1000 tentara``: bound, number and unit in a few characters."""
    sign = {"min": "≥", "max": "≤", "approx": "≈"}.get(quantity.bound, "")
    ends = "–".join(end for end in (quantity.low, quantity.high) if end)
    return f"{sign}{quantity.value or ends} {quantity.unit}".strip()


def _list(values: Iterable[str]) -> str:
    return " | ".join(value for value in values if value)


def _table(header: Row, rows: Iterable[Row]) -> bytes:
    stream = io.StringIO(newline="")
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(tuple(_inert(cell) for cell in row) for row in rows)
    return stream.getvalue().encode("utf-8")


def _inert(cell: str) -> str:
    if _NUMBER.fullmatch(cell) or not cell.lstrip(" ").startswith(_FORMULA):
        return cell
    return f"'{cell}"


EXPORTER: Exporter = Csv()
