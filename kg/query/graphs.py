"""A graph to ask: read into memory, with the prefixes that queries may use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError
from kg.graph.newsgraph import FILES, SUFFIXES
from kg.graph.shards import parse
from kg.graph.vocab import PREFIXES, SCHEMA
from kg.link.iri import BASE

_LANGUAGE = ox.NamedNode(SCHEMA.inLanguage)

Term = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple


@dataclass(frozen=True, slots=True)
class Graphs:
    """Everything of one file: the default graph is the union of the articles' named graphs."""

    path: Path
    store: ox.Store
    base: str

    @property
    def prefixes(self) -> Mapping[str, str]:
        """The prefixes of the ontology, and ``id:`` for the base of this graph."""
        return {**PREFIXES, "id": self.base}

    def __len__(self) -> int:
        """How many triples there are, each once."""
        return sum(1 for _ in self._quads(None, None, None, ox.DefaultGraph()))

    def objects(self, subject: str, predicate: str) -> tuple[Term, ...]:
        """The values of a property, sorted."""
        pattern = (ox.NamedNode(subject), ox.NamedNode(predicate), None, ox.DefaultGraph())
        return tuple(sorted((quad.object for quad in self._quads(*pattern)), key=str))

    def values(self, subject: str, predicate: str) -> tuple[str, ...]:
        """The same as plain text: the value of a literal, the IRI of a thing."""
        return tuple(
            term.value
            for term in self.objects(subject, predicate)
            if not isinstance(term, ox.Triple)
        )

    def subjects(self, predicate: str, value: str) -> tuple[str, ...]:
        """The things that have the thing ``value`` for a property, sorted."""
        pattern = (None, ox.NamedNode(predicate), ox.NamedNode(value), ox.DefaultGraph())
        return tuple(
            sorted(
                q.subject.value
                for q in self._quads(*pattern)
                if isinstance(q.subject, ox.NamedNode)
            )
        )

    def pairs(self, predicate: str) -> tuple[tuple[str, str], ...]:
        """Every thing with that property, and its value as plain text, sorted."""
        quads = self._quads(None, ox.NamedNode(predicate), None, ox.DefaultGraph())
        return tuple(
            sorted(
                (quad.subject.value, quad.object.value)
                for quad in quads
                if isinstance(quad.subject, ox.NamedNode) and not isinstance(quad.object, ox.Triple)
            )
        )

    def bearing(self, predicate: str, texts: Iterable[str]) -> tuple[str, ...]:
        """The things that have one of ``texts`` for a property, in whatever language; sorted."""
        said = self._quads(None, _LANGUAGE, None, ox.DefaultGraph())
        languages = {q.object.value for q in said if isinstance(q.object, ox.Literal)}
        terms = [ox.Literal(text) for text in texts]
        terms += [ox.Literal(t.value, language=tag) for t in terms for tag in sorted(languages)]
        found = {
            quad.subject.value
            for term in terms
            for quad in self._quads(None, ox.NamedNode(predicate), term, ox.DefaultGraph())
            if isinstance(quad.subject, ox.NamedNode)
        }
        return tuple(sorted(found))

    def things(self) -> tuple[str, ...]:
        """Every IRI that something is said of, sorted."""
        quads = self._quads(None, None, None, ox.DefaultGraph())
        return tuple(
            sorted({q.subject.value for q in quads if isinstance(q.subject, ox.NamedNode)})
        )

    def short(self, iri: str) -> str:
        """``iri`` with the prefix that fits best, for people to read."""
        fitting = [(space, name) for name, space in self.prefixes.items() if iri.startswith(space)]
        if not fitting:
            return iri
        space, name = max(fitting, key=lambda pair: len(pair[0]))
        return f"{name}:{iri.removeprefix(space)}"

    def _quads(
        self,
        subject: ox.NamedNode | None,
        predicate: ox.NamedNode | None,
        value: ox.NamedNode | ox.Literal | None,
        graph: ox.DefaultGraph,
    ) -> Iterator[ox.Quad]:
        return iter(self.store.quads_for_pattern(subject, predicate, value, graph))


def open_graphs(path: Path) -> Graphs:
    """The graph in a file, or in a folder that ``kg build`` wrote, the first of ``FILES``.

    Raises:
        InputError: there is no such file, its name ends otherwise, or it is not RDF.
    """
    file = graph_file(path)
    store = ox.Store()
    for quad in parse(file):
        store.add(quad)
        store.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    return Graphs(file, store, _base(store))


def stored_graphs(file: Path, store: ox.Store) -> Graphs:
    """The graph of ``file`` as it is in ``store``, with the union as default graph."""
    return Graphs(file, store, _base(store))


def graph_file(path: Path) -> Path:
    """The graph file that ``path`` is, or that stands in it.

    Raises:
        InputError: there is none.
    """
    if path.is_dir():
        for name in FILES:
            if (path / name).is_file():
                return path / name
        raise InputError(
            f"the folder '{path}' holds no {' or '.join(FILES)}",
            f"Make one: kg build seeds -o {path}",
        )
    if not path.exists():
        raise InputError(
            f"there is no file or folder '{path}'", "Check the path, or run kg build first."
        )
    if path.suffix not in SUFFIXES:
        raise InputError(f"'{path}' is no graph", f"Graphs end in {', '.join(SUFFIXES)}.")
    return path


def _base(store: ox.Store) -> str:
    kind = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
    article = ox.NamedNode(f"{PREFIXES['k']}Article")
    bases = {
        quad.subject.value.rpartition("article/")[0]
        for quad in store.quads_for_pattern(None, kind, article, ox.DefaultGraph())
        if isinstance(quad.subject, ox.NamedNode)
    }
    return min(bases - {""}, default=BASE)
