"""``void.ttl``: what the graph holds, for catalogues and query planners (VoID and DCAT).

Every part has a name, since a graph has no blank nodes; no clock is read, so that the same graph
has the same description.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from rdflib import DCAT, DCTERMS, PROV, RDF, RDFS, VOID, XSD, Graph, Literal, URIRef
from rdflib.term import Node

from kg.export.base import Exporter
from kg.export.terms import prefixes
from kg.graph.newsgraph import NewsGraph, Triple
from kg.graph.vocab import ONTOLOGY, PREFIXES, SCHEMA, SKOS, K
from kg.link.iri import BASE

_DUMPS = (
    ("graph.ttl", "text/turtle"),
    ("graph.trig", "application/trig"),
    ("graph.nt", "application/n-triples"),
    ("graph.jsonld", "application/ld+json"),
)
_MEDIA = "https://www.iana.org/assignments/media-types/"
_WIKIDATA = URIRef("http://www.wikidata.org/")


@dataclass(frozen=True, slots=True)
class Void:
    """A void:Dataset that is a dcat:Dataset, its partitions, distributions and links."""

    name: str = "void"
    filename: str = "void.ttl"

    def render(self, graph: NewsGraph) -> Mapping[str, bytes]:
        made = Graph(bind_namespaces="none")
        known = {
            **prefixes(graph), "dcat": str(DCAT), "dct": str(DCTERMS), "void": str(VOID),
        }  # fmt: skip
        for prefix, namespace in sorted(known.items()):
            made.bind(prefix, namespace)
        for triple in _described(graph, graph.union()):
            made.add(triple)
        return {self.filename: made.serialize(format="turtle", encoding="utf-8")}


def _described(graph: NewsGraph, union: Graph) -> Iterator[Triple]:
    base = graph.base or BASE
    whole = URIRef(f"{base}dataset/graph")
    articles = sorted(str(one) for one in union.subjects(RDF.type, K.Article))
    for kind in (VOID.Dataset, DCAT.Dataset, PROV.Entity):
        yield whole, RDF.type, kind
    yield whole, DCTERMS.title, Literal("Berita KG", lang="en")
    yield whole, DCTERMS.description, Literal(_description(len(articles)), lang="en")
    yield whole, DCTERMS.conformsTo, URIRef(ONTOLOGY)
    yield whole, VOID.uriSpace, Literal(base)
    yield whole, VOID.triples, _count(len(union))
    yield whole, VOID.documents, _count(len(articles))
    yield whole, VOID.entities, _count(len({*union.subjects(RDF.type, None)}))
    yield whole, VOID.distinctSubjects, _count(len({*union.subjects()}))
    yield whole, VOID.distinctObjects, _count(len({*union.objects()}))
    for language in {str(value) for value in union.objects(None, SCHEMA.inLanguage)}:
        yield whole, DCTERMS.language, Literal(language)
    for run in union.subjects(RDF.type, K.Run):
        yield whole, PROV.wasGeneratedBy, run
    for kind in (K.Article, K.Event, K.Claim):
        for example in sorted(map(str, union.subjects(RDF.type, kind)))[:1]:
            yield whole, VOID.exampleResource, URIRef(example)
    yield from _vocabularies(union, whole)
    yield from _partitions(union, whole, base)
    yield from _period(union, whole, base)
    yield from _distributions(whole, base)
    yield from _links(union, whole, base)


def _description(articles: int) -> str:
    counted = "1 article" if articles == 1 else f"{articles} articles"
    return f"Who did what to whom, and who says so, in {counted}: entities, events and claims."


def _vocabularies(union: Graph, whole: URIRef) -> Iterator[Triple]:
    used = {str(term) for term in (*union.predicates(), *union.objects(None, RDF.type))}
    for namespace in PREFIXES.values():
        if any(term.startswith(namespace) for term in used):
            yield whole, VOID.vocabulary, URIRef(namespace)


def _partitions(union: Graph, whole: URIRef, base: str) -> Iterator[Triple]:
    classes = Counter(union.objects(None, RDF.type))
    predicates = Counter(union.predicates())
    yield whole, VOID.classes, _count(len(classes))
    yield whole, VOID.properties, _count(len(predicates))
    for kind, number in classes.items():
        part = URIRef(f"{base}dataset/class/{_short(kind)}")
        yield whole, VOID.classPartition, part
        yield part, VOID["class"], kind
        yield part, VOID.entities, _count(number)
    for predicate, number in predicates.items():
        part = URIRef(f"{base}dataset/property/{_short(predicate)}")
        yield whole, VOID.propertyPartition, part
        yield part, VOID.property, predicate
        yield part, VOID.triples, _count(number)


def _period(union: Graph, whole: URIRef, base: str) -> Iterator[Triple]:
    """From the first day of publication to the last, where articles have one."""
    days = sorted(str(day) for day in union.objects(None, SCHEMA.datePublished))
    if days:
        period = URIRef(f"{base}dataset/period")
        yield whole, DCTERMS.temporal, period
        yield period, RDF.type, DCTERMS.PeriodOfTime
        yield period, DCAT.startDate, Literal(days[0], datatype=XSD.date)
        yield period, DCAT.endDate, Literal(days[-1], datatype=XSD.date)


def _distributions(whole: URIRef, base: str) -> Iterator[Triple]:
    """The files that ``kg build`` and ``kg export`` write of it."""
    for name, media in _DUMPS:
        file = URIRef(f"{base}dataset/{name}")
        yield whole, DCAT.distribution, file
        yield file, RDF.type, DCAT.Distribution
        yield file, RDFS.label, Literal(name)
        yield file, DCAT.mediaType, URIRef(_MEDIA + media)


def _links(union: Graph, whole: URIRef, base: str) -> Iterator[Triple]:
    links = [o for o in union.objects(None, SKOS.exactMatch) if str(o).startswith(_WIKIDATA)]
    if links:
        linked = URIRef(f"{base}dataset/wikidata")
        yield whole, VOID.subset, linked
        yield linked, RDF.type, VOID.Linkset
        yield linked, VOID.linkPredicate, SKOS.exactMatch
        yield linked, VOID.subjectsTarget, whole
        yield linked, VOID.objectsTarget, _WIKIDATA
        yield linked, VOID.triples, _count(len(links))


def _short(term: Node) -> str:
    """``k-Event``: the prefix and the rest, fit for the end of an IRI."""
    fits = [(len(space), name) for name, space in PREFIXES.items() if str(term).startswith(space)]
    if not fits:
        return str(term).rpartition("/")[2].rpartition("#")[2]
    length, name = max(fits)
    return f"{name}-{str(term)[length:]}"


def _count(number: int) -> Literal:
    return Literal(number, datatype=XSD.integer)


EXPORTER: Exporter = Void()
