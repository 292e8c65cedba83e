"""The graphs of a file, one an article, each as sorted N-Triples (which are Turtle)."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.newsgraph import load


def articles(file: Path) -> tuple[tuple[str, bytes], ...]:
    """Pairs of a graph's IRI and its triples, sorted by IRI.

    Raises:
        InputError: the file cannot be read, or is not RDF.
    """
    if file.suffix not in {".trig", ".nq"}:
        return tuple(
            (iri, _lines(set(graph.serialize(format="nt", encoding="utf-8").splitlines())))
            for iri, graph in load(file).articles
        )
    graphs: dict[str, set[bytes]] = {}
    try:
        with file.open("rb") as stream:
            for quad in ox.parse(stream, format=ox.RdfFormat.from_extension(file.suffix[1:])):
                if isinstance(quad.graph_name, ox.NamedNode):
                    line = f"{ox.Triple(quad.subject, quad.predicate, quad.object)} ."
                    graphs.setdefault(quad.graph_name.value, set()).add(line.encode("utf-8"))
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{file} is not RDF: {error}", "Build it again with kg build.") from None
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from None
    return tuple((iri, _lines(lines)) for iri, lines in sorted(graphs.items()))


def _lines(lines: set[bytes]) -> bytes:
    return b"\n".join(sorted(line for line in lines if line)) + b"\n"
