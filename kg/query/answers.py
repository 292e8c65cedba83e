"""Answers as text: a table, Markdown, CSV, JSON (SPARQL 1.1 Query Results) and Turtle."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.graphs import Graphs, Term
from kg.query.plain import visible
from kg.query.run import Answer, Rows, Triples

_CELL = 80
#: What Markdown or the HTML in it would take for more than a character.
_ACTIVE = re.compile(r"[\\`*_\[\]<>|~&]")
_ESCAPED = r"\\\g<0>"
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def render(answer: Answer, format_: str | None, graphs: Graphs) -> str:
    """``answer`` in ``format_``: table, csv, json, markdown or ttl; None takes what fits.

    Raises:
        QueryError: the format cannot hold this kind of answer.
    """
    if isinstance(answer, Triples):
        if format_ in (None, "ttl"):
            return _turtle(answer, graphs)
        answer = Rows(
            ("subject", "predicate", "object"),
            tuple((t.subject, t.predicate, t.object) for t in answer.triples),
        )
    elif format_ == "ttl":
        raise QueryError(
            "only triples can be written as ttl",
            "Ask with CONSTRUCT or DESCRIBE, or take --format table, csv, json or markdown.",
        )
    write = _WRITERS[format_ or "table"]
    return write(answer, graphs)


def table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Columns side by side under a line; long cells but in the last column are cut."""
    cells = [
        [*(_cut(cell) for cell in row[:-1]), *(_line(cell) for cell in row[-1:])]
        for row in (header, *rows)
    ]
    widths = [max(_width(row[column]) for row in cells) for column in range(len(header))]
    lines = [
        "  ".join(
            cell + " " * (width - _width(cell)) for cell, width in zip(row, widths, strict=True)
        )
        for row in cells
    ]
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _table(answer: Rows | bool, graphs: Graphs) -> str:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    if not answer.variables:
        return ""
    rows = [["" if term is None else _said(term, graphs) for term in row] for row in answer.rows]
    return table(answer.variables, rows)


def _csv(answer: Rows | bool, _: Graphs) -> str:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow(["" if term is None else _plain(term) for term in row])
    return stream.getvalue()


def _json(answer: Rows | bool, _: Graphs) -> str:
    content: dict[str, object]
    if isinstance(answer, bool):
        content = {"head": {}, "boolean": answer}
    else:
        bindings = [
            {
                name: binding(term)
                for name, term in zip(answer.variables, row, strict=True)
                if term is not None
            }
            for row in answer.rows
        ]
        content = {"head": {"vars": list(answer.variables)}, "results": {"bindings": bindings}}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def _turtle(answer: Triples, graphs: Graphs) -> str:
    text = ox.serialize(
        answer.triples, format=ox.RdfFormat.TURTLE, prefixes=dict(sorted(graphs.prefixes.items()))
    )
    return text.decode("utf-8") if text else ""


def _plain(term: Term) -> str:
    return str(term) if isinstance(term, ox.Triple) else term.value


def _said(term: Term, graphs: Graphs) -> str:
    return graphs.short(term.value) if isinstance(term, ox.NamedNode) else _plain(term)


def binding(term: Term) -> dict[str, str]:
    """A term as SPARQL 1.1 Query Results JSON has it."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        return {"type": "literal", "value": str(term)}
    binding = {"type": "literal", "value": term.value}
    if term.language is not None:
        binding["xml:lang"] = term.language
    elif term.datatype.value != _STRING:
        binding["datatype"] = term.datatype.value
    return binding


def _markdown(answer: Rows | bool, graphs: Graphs) -> str:
    if isinstance(answer, bool):
        return f"{str(answer).lower()}\n"
    if not answer.variables:
        return ""
    rows = [["" if term is None else _said(term, graphs) for term in row] for row in answer.rows]
    lines = [
        f"| {' | '.join(_ACTIVE.sub(_ESCAPED, _line(cell)) for cell in row)} |"
        for row in (answer.variables, *rows)
    ]
    lines.insert(1, f"|{' --- |' * len(answer.variables)}")
    return "\n".join(lines) + "\n"


_WRITERS: Mapping[str, Callable[[Rows | bool, Graphs], str]] = {
    "table": _table,
    "csv": _csv,
    "json": _json,
    "markdown": _markdown,
}
FORMATS = (*_WRITERS, "ttl")


def _line(text: str) -> str:
    return visible(" ".join(text.split()))


def _cut(text: str) -> str:
    line = _line(text)
    return line if len(line) <= _CELL else line[: _CELL - 1] + "…"


def _width(text: str) -> int:
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(c) in "WF")
        for c in text
    )
