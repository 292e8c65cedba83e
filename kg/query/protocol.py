"""Answers as the SPARQL 1.1 Protocol has them: the media type that a client accepts, and bytes."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from kg.query.answers import binding, render
from kg.query.graphs import Graphs
from kg.query.run import Rows, Triples, ask

_RESULTS = "application/sparql-results"
_GRAPHS: Mapping[str, ox.RdfFormat] = {
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}
#: What XML cannot hold at all.
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer in bytes; ``media`` is None where the client accepts no form that there is."""

    media: str | None
    body: bytes
    more: bool = False


def respond(
    graphs: Graphs,
    query: str,
    accept: str,
    most: int,
    *,
    default: tuple[str, ...] | None = None,
    named: tuple[str, ...] | None = None,
) -> Reply:
    """The answer to ``query`` in the form that ``accept`` (an Accept header) likes best.

    ``default`` and ``named`` are the protocol's default-graph-uri and named-graph-uri.

    Raises:
        QueryError: it is no SPARQL query, would write or reach out, or cannot be answered.
    """
    answer = ask(graphs, query, most=most, default=default, named=named)
    if isinstance(answer, Triples):
        media = best(accept, tuple(_GRAPHS))
        if media is None:
            return Reply(None, b"")
        body = ox.serialize(
            answer.triples, format=_GRAPHS[media], prefixes=dict(sorted(graphs.prefixes.items()))
        )
        return Reply(media, body or b"", answer.more)
    media = best(accept, tuple(_ROWS))
    if media is None:
        return Reply(None, b"")
    more = isinstance(answer, Rows) and answer.more
    return Reply(media, _ROWS[media](answer, graphs).encode("utf-8"), more)


def best(accept: str, offered: tuple[str, ...]) -> str | None:
    """The media type of ``offered`` that an Accept header ranks first; of equals the first."""
    wanted = [_range(part) for part in accept.split(",") if part.strip()] or [("*/*", 1.0)]
    ranked = []
    for place, media in enumerate(offered):
        fitting = [
            (len(name.replace("*", "")), weight)
            for name, weight in wanted
            if name in {media, "*/*", f"{media.partition('/')[0]}/*"}
        ]
        weight = max(fitting)[1] if fitting else 0.0
        if weight > 0:
            ranked.append((-weight, place, media))
    return min(ranked)[2] if ranked else None


def _range(part: str) -> tuple[str, float]:
    name, *options = (piece.strip().lower() for piece in part.split(";"))
    weight = next((option[2:] for option in options if option.startswith("q=")), "1")
    return name, float(weight) if re.fullmatch(r"[01](\.\d{0,3})?", weight) else 0.0


def _json(answer: Rows | bool, graphs: Graphs) -> str:
    return render(answer, "json", graphs)


def _csv(answer: Rows | bool, _: Graphs) -> str:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\r\n"
    stream = io.StringIO()
    writer = csv.writer(stream)
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow(
            "" if term is None else str(term) if isinstance(term, ox.Triple) else term.value
            for term in row
        )
    return stream.getvalue()


def _tsv(answer: Rows | bool, _: Graphs) -> str:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += [
        "\t".join("" if term is None else str(term).replace("\t", "\\t") for term in row)
        for row in answer.rows
    ]
    return "\n".join(lines) + "\n"


def _xml(answer: Rows | bool, _: Graphs) -> str:
    if isinstance(answer, bool):
        names, inner = "", f"<boolean>{str(answer).lower()}</boolean>"
    else:
        names = "".join(f'<variable name="{name}"/>' for name in answer.variables)
        rows = "".join(
            "<result>"
            + "".join(
                f'<binding name="{name}">{_xml_term(binding(term))}</binding>'
                for name, term in zip(answer.variables, row, strict=True)
                if term is not None
            )
            + "</result>\n"
            for row in answer.rows
        )
        inner = f"<results>\n{rows}</results>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<sparql xmlns="http://www.w3.org/2005/sparql-results#">'
        f"<head>{names}</head>\n{inner}</sparql>\n"
    )


def _xml_term(said: Mapping[str, str]) -> str:
    value = escape(_NO_XML.sub("\ufffd", said["value"]))
    attributes = "".join(
        f" {name}={quoteattr(said[name])}" for name in ("xml:lang", "datatype") if name in said
    )
    return f"<{said['type']}{attributes}>{value}</{said['type']}>"


_ROWS: Mapping[str, Callable[[Rows | bool, Graphs], str]] = {
    f"{_RESULTS}+json": _json,
    f"{_RESULTS}+xml": _xml,
    "text/csv": _csv,
    "text/tab-separated-values": _tsv,
    "application/json": _json,
    "application/xml": _xml,
}
