"""Where statements come from: the article, its characters, the run and the rule (PROV-O, NIF)."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from rdflib import RDF, RDFS, XSD

from kg.errors import EvidenceError
from kg.graph.corrections import Correction
from kg.graph.literals import day, offset, storable, two_digits
from kg.graph.ntriples import Triples, iri, plain, typed, words
from kg.graph.ties import Tie
from kg.graph.vocab import GAF, NIF, PROV, SCHEMA, K
from kg.link.iri import Minter, digest
from kg.model import Article, Facts, Mention, Run

# A third of all triples are about mentions: their terms are looked up once.
_MENTION: Final = (iri(K.Mention), iri(NIF.OffsetBasedString))
_TYPE: Final = str(RDF.type)
_DENOTED_BY: Final = str(GAF.denotedBy)
_CONTEXT: Final = str(NIF.referenceContext)
_BEGIN: Final = str(NIF.beginIndex)
_END: Final = str(NIF.endIndex)
_ANCHOR: Final = str(NIF.anchorOf)


def add_run(triples: Triples, run: Run, node: str, moment: datetime | None) -> None:
    """The run: software, version, model, options; its time only where one is given.

    The clock would make every build differ, so that nobody could compare two of them.
    """
    triples.add(node, RDF.type, iri(K.Run), iri(PROV.Activity))
    triples.add(node, K.software, plain(run.software))
    triples.add(node, K.version, plain(run.version))
    triples.add(node, K.model, plain(run.model))
    triples.add(node, K.option, *[plain(f"{name}={value}") for name, value in run.options])
    if moment is not None:
        time = typed(moment.isoformat(), XSD.dateTime)
        triples.add(node, PROV.startedAtTime, time)
        triples.add(node, PROV.endedAtTime, time)


def add_article(triples: Triples, article: Article, node: str, run: str) -> None:
    """The article with its text, character for character.

    Raises:
        InputError: RDF cannot hold its text, title, address or name.
    """
    where = f"article '{article.id!a}'"
    kinds = (K.Article, SCHEMA.NewsArticle, NIF.Context, PROV.Entity)
    triples.add(node, RDF.type, *map(iri, kinds))
    triples.add(node, SCHEMA.identifier, plain(storable(article.id, where)))
    triples.add(node, SCHEMA.inLanguage, plain(article.language))
    triples.add(node, NIF.isString, plain(storable(article.text, where)))
    triples.add(node, PROV.wasGeneratedBy, run)
    if article.title:
        triples.add(node, SCHEMA.headline, words(storable(article.title, where), article.language))
    if article.published is not None:
        triples.add(node, SCHEMA.datePublished, day(article.published))
    if article.url:
        triples.add(node, SCHEMA.url, typed(storable(article.url, where), XSD.anyURI))


def add_correction(triples: Triples, one: Correction, node: str, run: str, thing: str) -> None:
    """What people decided, that the run used it, and what it changed, if that is still there."""
    triples.add(node, RDF.type, iri(K.Correction), iri(PROV.Entity))
    triples.add(node, K.operation, plain(one.kind.value))
    triples.add(node, RDFS.label, plain(str(one)))
    if one.because:
        triples.add(node, RDFS.comment, plain(one.because))
    triples.add(run, PROV.used, node)
    if thing:
        triples.add(thing, K.correctedBy, node)


def add_mentions(
    triples: Triples, article: Article, thing: str, mentions: tuple[Mention, ...], minter: Minter
) -> None:
    """The characters of the article that say ``thing``.

    Raises:
        EvidenceError: a mention's text is not what stands at its offsets.
    """
    context = iri(minter.article(article.id))
    for mention in mentions:
        span = mention.span
        if mention.text != span.of(article.text):
            raise EvidenceError(
                f"'{mention.text}' does not stand at {span.start}-{span.end} of '{article.id}'"
            )
        node = iri(minter.mention(article.id, span))
        triples.add(thing, _DENOTED_BY, node)
        triples.add(node, _TYPE, *_MENTION)
        triples.add(node, _CONTEXT, context)
        triples.add(node, _BEGIN, offset(span.start))
        triples.add(node, _END, offset(span.end))
        triples.add(node, _ANCHOR, plain(mention.text))


def add_linking(triples: Triples, facts: Facts, minter: Minter) -> None:
    """How sure it is that mentions mean a thing of the gazetteer, and what else they may mean.

    This stands at the mentions, for an entity that many articles share has no confidence of its
    own. Of two entities with a mention in common the first one counts.
    """
    sure: dict[str, float] = {}
    for entity in facts.entities:
        others = [iri(minter.known(key)) for key in entity.candidates]
        for mention in entity.mentions:
            node = iri(minter.mention(facts.article.id, mention.span))
            triples.add(node, K.candidate, *others)
            if entity.link is not None:
                sure.setdefault(node, entity.link.confidence)
    for node, confidence in sure.items():
        triples.add(node, K.linkConfidence, two_digits(confidence))


def add_origin(triples: Triples, thing: str, rule: str, confidence: float) -> None:
    """What found an event or a claim, and how sure that is."""
    triples.add(thing, K.rule, plain(rule))
    triples.add(thing, K.confidence, two_digits(confidence))


def add_tie(triples: Triples, tie: Tie, article: str, minter: Minter, run: str) -> None:
    """That an event of ``article`` is one with an event of another article, and on what grounds.

    Each of the two articles says so of its own event, in its own graph: with an article goes all
    that it says, and what the other one still says points at an event that is no more.
    """
    mine, theirs = tie.events if tie.articles[0] == article else reversed(tie.events)
    event, other = iri(minter.base + mine), iri(minter.base + theirs)
    node = iri(f"{minter.article(article)}/match/{digest(mine, theirs)}")
    triples.add(event, K.sameEventAs, other)
    triples.add(node, RDF.type, iri(K.EventMatch), iri(PROV.Entity))
    triples.add(node, K.matches, event, other)
    triples.add(node, K.ground, *map(plain, tie.grounds))
    triples.add(node, K.shares, *[iri(minter.known(one)) for one in tie.shared])
    triples.add(node, K.confidence, two_digits(tie.confidence))
    triples.add(node, PROV.wasGeneratedBy, run)
