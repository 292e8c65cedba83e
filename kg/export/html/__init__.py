"""``graph.html``: the page to open, one file without any network request."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.export.base import Exporter
from kg.export.html.borders import borders
from kg.export.html.canvas import canvas, compact_lines
from kg.export.html.claims import claim_rows
from kg.export.html.compact import compact
from kg.export.html.page import page
from kg.export.html.triples import triples
from kg.export.html.types import type_names
from kg.export.html.view import view
from kg.export.html.words import strings
from kg.export.records import Records, records
from kg.graph.newsgraph import NewsGraph
from kg.graph.project import project


@dataclass(frozen=True, slots=True)
class Html:
    """Network, timeline, map, evidence, article; the claims can be read without JavaScript."""

    name: str = "html"
    filename: str = "graph.html"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        union = graph.union()
        found = records(union)
        words = strings()
        base = graph.base or ""
        shown = view(found, base, words) | {"types": type_names(found)}
        triggers = {one.iri: one.mentions[0].text for one in found.events if one.mentions}
        whole = project(union)
        near = compact(whole, found.events)
        given = {
            "compact": compact_lines(near, base),
            "borders": borders(),
            "turtle": triples(union, base),
            "title": _title(shown["articles"]),
            "counts": _counts(found),
            "strings": words,
            "t": words["id"],
            "view": shown,
            **claim_rows(shown),
        }
        return {self.filename: page(canvas(whole, near, triggers, base), given)}


def _title(articles: list[dict[str, str]]) -> str:
    return articles[0]["title"] if len(articles) == 1 else "Berita KG"


def _counts(found: Records) -> dict[str, int]:
    return {
        "entities": len(found.entities),
        "events": len(found.events),
        "claims": len(found.claims),
        "articles": len(found.articles),
    }


EXPORTER: Exporter = Html()
