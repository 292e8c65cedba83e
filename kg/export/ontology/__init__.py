"""``ontology.html``: every term explained, with sentences of the graph that show it at work.

One file without script or network: it can be read anywhere, printed, and searched by a browser.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from jinja2 import Environment
from markupsafe import Markup

from kg.export.base import Exporter
from kg.export.ontology.quotes import collected
from kg.export.ontology.terms import sections
from kg.graph.newsgraph import NewsGraph
from kg.graph.vocab import PREFIXES

_MARKED = re.compile("«([^»]*)»")


@dataclass(frozen=True, slots=True)
class Ontology:
    """Definitions in English and Indonesian, the ontology's examples, and quotes."""

    name: str = "ontology"
    filename: str = "ontology.html"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        shown = sections()
        terms = [term.iri for section in shown for term in section.terms]
        here = files(__package__)
        style = here.joinpath("page.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode()
        environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
        template = environment.from_string(
            here.joinpath("page.html").read_text(encoding="utf-8"), globals={"marked": _marked}
        )
        text = template.render(
            sections=shown,
            used=collected(graph.union(), terms),
            articles=len(graph.articles),
            prefixes=sorted(PREFIXES.items()),
            style=Markup(style),  # noqa: S704  (ours)
            digest=digest,
        )
        return {self.filename: text.encode("utf-8", "xmlcharrefreplace") + b"\n"}


def _marked(example: str) -> list[tuple[str, bool]]:
    """An example in pieces: what stands in «guillemets» is marked."""
    pieces = _MARKED.split(example)
    return [(piece, place % 2 == 1) for place, piece in enumerate(pieces) if piece]


EXPORTER: Exporter = Ontology()
