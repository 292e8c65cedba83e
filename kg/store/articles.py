"""The graphs of a file, one an article, each as sorted N-Triples (which are Turtle)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pyoxigraph as ox

from kg.graph.newsgraph import load
from kg.graph.shards import parse

_QUADS = {".trig", ".nq", ".shards"}


def outline(file: Path) -> tuple[int, bool]:
    """How many named graphs a file has, and whether the triples of each stand together.

    Raises:
        InputError: the file cannot be read, or is not RDF.
    """
    if file.suffix not in _QUADS:
        return len(load(file).articles), False
    runs = [name for name, _ in groupby(parse(file), _graph) if name]
    return len(set(runs)), len(runs) == len(set(runs))


def articles(file: Path, *, apart: bool = False) -> Iterator[tuple[str, bytes]]:
    """Pairs of a graph's IRI and its triples.

    ``apart`` says that the triples of each graph stand together (see :func:`outline`): then one
    graph at a time is in memory, in the order of the file; else all are, sorted by IRI.

    Raises:
        InputError: the file cannot be read, or is not RDF.
    """
    if file.suffix not in _QUADS:
        for iri, graph in load(file).articles:
            yield iri, _lines(set(graph.serialize(format="nt", encoding="utf-8").splitlines()))
    elif apart:
        for name, quads in groupby(parse(file), _graph):
            if name:
                yield name, _lines({_line(quad) for quad in quads})
    else:
        graphs: dict[str, set[bytes]] = {}
        for quad in parse(file):
            if name := _graph(quad):
                graphs.setdefault(name, set()).add(_line(quad))
        for name, lines in sorted(graphs.items()):
            yield name, _lines(lines)


def _graph(quad: ox.Quad) -> str:
    name = quad.graph_name
    return name.value if isinstance(name, ox.NamedNode) else ""


def _line(quad: ox.Quad) -> bytes:
    return f"{ox.Triple(quad.subject, quad.predicate, quad.object)} .".encode()


def _lines(lines: set[bytes]) -> bytes:
    return b"\n".join(sorted(line for line in lines if line)) + b"\n"
