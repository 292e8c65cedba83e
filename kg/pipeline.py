"""The pipeline: named, pure steps from an article to its facts.

Each step takes a :class:`~kg.model.Document` and gives one with a further layer filled in. The
steps are the same for every language; the pack and the model of the language make the difference.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from importlib.metadata import version

from kg import nlp
from kg.extract import (
    claims,
    confidence,
    coref,
    events,
    genre,
    mentions,
    prune,
    quantities,
    times,
)
from kg.lang import Pack, load
from kg.link import linker
from kg.model import Article, Document, Facts, Run, Span

Step = Callable[[Document], Document]


@cache
def steps(language: str) -> tuple[tuple[str, Step], ...]:
    """The steps for a language, in order, each with its name.

    Raises:
        LanguageError: there is no pack or no model for the language.
    """
    pack, model = load(language), nlp.load(language)
    return (
        ("sentences", partial(_sentences, model=model)),
        ("times", partial(_times, pack=pack)),
        ("quantities", partial(_quantities, pack=pack)),
        ("mentions", partial(_mentions, pack=pack)),
        ("coreference", partial(coref.resolve, pack=pack)),
        ("events", partial(events.find_events, pack=pack)),
        ("claims", partial(claims.find_claims, pack=pack)),
        ("genre", partial(genre.only_reports, pack=pack)),
        ("confidence", partial(confidence.grade, pack=pack)),
        ("link", partial(_link, language=language)),
        ("prune", prune.keep_participants),
    )


def run(article: Article, *, language: str = "id", least: float = 0.0) -> Facts:
    """Everything that one article says and we are sure of by at least ``least`` (0 to 1).

    Raises:
        LanguageError: there is no pack or no model for the language.
    """
    document = Document(article=article)
    for name, step in steps(language):
        document = step(document)
        if name == "confidence" and least > 0:
            document = confidence.only_sure(document, least)
    return Facts(
        article=article,
        entities=document.entities,
        events=document.events,
        claims=document.claims,
        quantities=document.quantities,
        times=document.times,
    )


def describe(language: str = "id", least: float = 0.0) -> Run:
    """What makes the graphs of this run: our version, the language model's, and the options."""
    model = nlp.load(language)
    return Run(
        software="berita-kg",
        version=version("berita-kg"),
        model=f"{model.name} {model.version}",
        options=(("min-confidence", f"{least:g}"),) if least > 0 else (),
    )


def news_parts(article: Article) -> tuple[Span, ...]:
    """The stretches of the text between the pieces of boilerplate, none of them blank."""
    parts, at = [], 0
    edges = sorted((piece.span.start, piece.span.end) for piece in article.boilerplate)
    for start, end in [*edges, (len(article.text), len(article.text))]:
        if article.text[at:start].strip():
            parts.append(Span(at, start))
        at = max(at, end)
    return tuple(parts)


def _sentences(document: Document, model: nlp.Model) -> Document:
    found = model.annotate(document.article.text, news_parts(document.article))
    return replace(document, sentences=tuple(found))


def _times(document: Document, pack: Pack) -> Document:
    article = document.article
    found = times.find_times(article.text, document.sentences, article.published, pack)
    return replace(document, times=found)


def _quantities(document: Document, pack: Pack) -> Document:
    found = quantities.find_quantities(
        document.article.text, document.sentences, document.times, pack
    )
    return replace(document, quantities=found)


def _mentions(document: Document, pack: Pack) -> Document:
    found = mentions.find_references(document.sentences, pack, document.article.text)
    return replace(document, references=found)


def _link(document: Document, language: str) -> Document:
    linked = linker.link(document.entities, document, language)
    return replace(document, entities=linked)
