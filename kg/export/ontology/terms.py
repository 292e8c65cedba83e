"""The ontology's terms as its files explain them, in sections, for people to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.graph.ontology import ontology_file
from kg.graph.vocab import PREFIXES, SHORT, TYPE, K

_ELSEWHERE = {**PREFIXES, "cameo": "http://gdelt.stream/onto/cameo#",
              "foaf": "http://xmlns.com/foaf/0.1/", "org": "http://www.w3.org/ns/org#"}  # fmt: skip
_ABOUT: tuple[tuple[str, URIRef], ...] = (
    ("domain", RDFS.domain),
    ("range", RDFS.range),
    ("below", RDFS.subClassOf),
    ("below", RDFS.subPropertyOf),
    ("below", SKOS.broader),
    ("close to", SKOS.closeMatch),
)


@dataclass(frozen=True, slots=True)
class Link:
    """A term that another refers to; ``anchor`` is empty where this page does not explain it."""

    iri: str
    short: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Term:
    """A term: names and definitions by language, an example in «guillemets», what it refers to."""

    iri: str
    short: str
    anchor: str
    names: tuple[str, str]
    definitions: tuple[str, str]
    example: str
    about: tuple[tuple[str, tuple[Link, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Terms of one kind, in English and Indonesian."""

    anchor: str
    title: str
    titel: str
    terms: tuple[Term, ...]


def sections() -> tuple[Section, ...]:
    """Every term of berita.ttl and event-types.ttl, once."""
    graph = Graph()
    for name in ("berita.ttl", "event-types.ttl"):
        graph.parse(ontology_file(name), format="turtle")
    short = set(map(str, SHORT.values()))
    ours = {str(term) for term in graph.subjects(RDFS.isDefinedBy, None)}
    kinds: tuple[tuple[str, str, str, Iterable[Node]], ...] = (
        ("classes", "Classes", "Kelas", graph.subjects(RDF.type, OWL.Class)),
        ("things", "Properties that lead to things", "Properti ke sesuatu",
         (p for p in graph.subjects(RDF.type, OWL.ObjectProperty) if str(p) not in short)),
        ("values", "Properties with values", "Properti bernilai",
         graph.subjects(RDF.type, OWL.DatatypeProperty)),
        ("stances", "Stances", "Sikap sumber", graph.subjects(RDF.type, K.Stance)),
        ("bounds", "Bounds", "Batas bilangan", graph.subjects(RDF.type, K.Bound)),
        ("types", "Types of events", "Jenis peristiwa", graph.subjects(RDF.type, SKOS.Concept)),
        ("shortcuts", "Shortcuts", "Jalan pintas",
         (p for p in graph.subjects(RDF.type, OWL.ObjectProperty) if str(p) in short)),
    )  # fmt: skip
    return tuple(
        Section(
            anchor,
            title,
            titel,
            tuple(_term(graph, iri, ours) for iri in sorted({str(n) for n in nodes} & ours)),
        )
        for anchor, title, titel, nodes in kinds
    )


def _term(graph: Graph, iri: str, ours: set[str]) -> Term:
    node = URIRef(iri)
    about: dict[str, set[str]] = {}
    for word, predicate in _ABOUT:
        for value in graph.objects(node, predicate):
            if isinstance(value, URIRef):
                about.setdefault(word, set()).add(str(value))
    names = SKOS.prefLabel if iri.startswith(str(TYPE)) else RDFS.label
    if not list(graph.objects(node, names)):
        names = RDFS.label
    return Term(
        iri,
        short(iri),
        anchor(iri),
        (_in(graph, node, names, "en"), _in(graph, node, names, "id")),
        (_in(graph, node, SKOS.definition, "en"), _in(graph, node, SKOS.definition, "id")),
        _in(graph, node, SKOS.example, "id"),
        tuple(
            (
                word,
                tuple(
                    Link(one, short(one), anchor(one) if one in ours else "")
                    for one in sorted(values)
                ),
            )
            for word, values in about.items()
        ),
    )


def short(iri: str) -> str:
    """``iri`` with a prefix, where one fits."""
    fits = [(len(space), name) for name, space in _ELSEWHERE.items() if iri.startswith(space)]
    if not fits:
        return iri
    length, name = max(fits)
    return f"{name}:{iri[length:]}"


def anchor(iri: str) -> str:
    """The name of a term's place on the page: ``k-agent``, ``type-AID``."""
    return short(iri).replace(":", "-")


def _in(graph: Graph, node: Node, predicate: URIRef, language: str) -> str:
    texts = (str(one) for one in graph.objects(node, predicate) if _language(one) == language)
    return min(texts, default="")


def _language(node: Node) -> str:
    return str(getattr(node, "language", None) or "")
