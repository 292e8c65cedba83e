"""Where statements come from: the article, its characters, the run and the rule (PROV-O, NIF)."""

from __future__ import annotations

from datetime import datetime

from rdflib import RDF, XSD, Graph, Literal, URIRef

from kg.errors import EvidenceError
from kg.graph.literals import day, offset, storable, two_digits
from kg.graph.vocab import GAF, NIF, PROV, SCHEMA, K
from kg.link.iri import Minter
from kg.model import Article, Mention, Run


def add_run(graph: Graph, run: Run, iri: URIRef, moment: datetime | None) -> None:
    """The run: software, version, model, options; its time only where one is given.

    The clock would make every build differ, so that nobody could compare two of them.
    """
    graph.add((iri, RDF.type, K.Run))
    graph.add((iri, RDF.type, PROV.Activity))
    graph.add((iri, K.software, Literal(run.software)))
    graph.add((iri, K.version, Literal(run.version)))
    graph.add((iri, K.model, Literal(run.model)))
    for name, value in run.options:
        graph.add((iri, K.option, Literal(f"{name}={value}")))
    if moment is not None:
        time = Literal(moment.isoformat(), datatype=XSD.dateTime)
        graph.add((iri, PROV.startedAtTime, time))
        graph.add((iri, PROV.endedAtTime, time))


def add_article(graph: Graph, article: Article, iri: URIRef, run: URIRef) -> None:
    """The article with its text, character for character.

    Raises:
        InputError: RDF cannot hold its text, title, address or name.
    """
    where = f"article '{article.id!a}'"
    for kind in (K.Article, SCHEMA.NewsArticle, NIF.Context, PROV.Entity):
        graph.add((iri, RDF.type, kind))
    graph.add((iri, SCHEMA.identifier, Literal(storable(article.id, where))))
    graph.add((iri, SCHEMA.inLanguage, Literal(article.language)))
    graph.add((iri, NIF.isString, Literal(storable(article.text, where))))
    graph.add((iri, PROV.wasGeneratedBy, run))
    if article.title:
        title = Literal(storable(article.title, where), lang=article.language)
        graph.add((iri, SCHEMA.headline, title))
    if article.published is not None:
        graph.add((iri, SCHEMA.datePublished, day(article.published)))
    if article.url:
        address = Literal(storable(article.url, where), datatype=XSD.anyURI)
        graph.add((iri, SCHEMA.url, address))


def add_mentions(
    graph: Graph, article: Article, thing: URIRef, mentions: tuple[Mention, ...], minter: Minter
) -> None:
    """The characters of the article that say ``thing``.

    Raises:
        EvidenceError: a mention's text is not what stands at its offsets.
    """
    context = URIRef(minter.article(article.id))
    for mention in mentions:
        span = mention.span
        if mention.text != span.of(article.text):
            raise EvidenceError(
                f"'{mention.text}' does not stand at {span.start}-{span.end} of '{article.id}'"
            )
        iri = URIRef(minter.mention(article.id, span))
        graph.add((thing, GAF.denotedBy, iri))
        graph.add((iri, RDF.type, K.Mention))
        graph.add((iri, RDF.type, NIF.OffsetBasedString))
        graph.add((iri, NIF.referenceContext, context))
        graph.add((iri, NIF.beginIndex, offset(span.start)))
        graph.add((iri, NIF.endIndex, offset(span.end)))
        graph.add((iri, NIF.anchorOf, Literal(mention.text)))


def add_origin(graph: Graph, thing: URIRef, rule: str, confidence: float) -> None:
    """What found an event or a claim, and how sure that is."""
    graph.add((thing, K.rule, Literal(rule)))
    graph.add((thing, K.confidence, two_digits(confidence)))
