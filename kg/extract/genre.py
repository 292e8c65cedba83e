"""Texts that report nothing: recipes, definitions, how-tos, descriptions and poems have no events.

News names people, bodies and places, dates what it tells, quotes sources, and marks what has come
about and what is to come; other prose names nobody, or defines, advises and says what is usual.
The shares are per hundred words; the limits lie between our eventless texts and the annotated
articles (tests/extract/test_genre.py), with room on both sides. Short texts cannot be told apart
and pass.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from kg.lang import Pack
from kg.model import Document, Form

#: Texts with fewer words are taken for news.
_SHORT = 60
#: Names and times below which a text tells of nobody and of no day.
_NAMED = 1.6
#: Times, sources and marks of the past and the future; words of definition, advice and habit.
_REPORTED, _GENERAL = 1.6, 2.3


def only_reports(document: Document, pack: Pack) -> Document:
    """The document, without events and claims where it reports nothing."""
    if _reports(document, pack):
        return document
    return replace(document, events=(), claims=())


def _reports(document: Document, pack: Pack) -> bool:
    words = [
        token.text.lower()
        for sentence in document.sentences
        for token in sentence.tokens
        if token.text[:1].isalnum()
    ]
    if len(words) < _SHORT:
        return True
    reporting, general = _marks(pack)
    share = 100 / len(words)
    names = sum(reference.form is Form.NAME for reference in document.references)
    sources = sum(bool(claim.sources) for claim in document.claims)
    told = len(document.times) + sources + sum(word in reporting for word in words)
    said = sum(word in general for word in words)
    named = (names + len(document.times)) * share
    return named >= _NAMED and (told * share >= _REPORTED or said * share <= _GENERAL)


@cache
def _marks(pack: Pack) -> tuple[frozenset[str], frozenset[str]]:
    """Words that mark a report, and words that mark a general truth."""
    rows = pack.table("syntax")
    return (
        frozenset(row["word"] for row in rows if row["kind"] == "reporting"),
        frozenset(row["word"] for row in rows if row["kind"] == "general"),
    )
