"""Inputs to articles: the one way in. An article's id is its file's stem, or what JSONL says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read import boilerplate, languages
from kg.read.encoding import decode
from kg.read.lines import Record, records
from kg.read.page import MAX_PAGE_BYTES, looks_like_page, page
from kg.read.problem import Problem
from kg.read.sources import STDIN, Kind, Source, sources
from kg.read.text import LIMIT, MAX_BYTES, checked, headline

# UTF-16 takes up to twice the bytes of UTF-8 for what we read.
_TEXT_BYTES = 2 * MAX_BYTES
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ID_LENGTH = 200


@dataclass(frozen=True, slots=True)
class _Settings:
    published: date | None
    language: str


def read(
    inputs: Sequence[str],
    *,
    published: date | None = None,
    language: str = "id",
    stdin: BinaryIO | None = None,
    exclude: Path | None = None,
) -> Iterator[Article | Problem]:
    """The articles of ``inputs`` (files, folders, ``-``) in order, with what went wrong between.

    ``published`` wins over the dates that pages and JSONL give; ``exclude`` is a folder that is
    not read (where output goes). A file that cannot be read is a Problem, but an error where it is
    all there is.

    Raises:
        InputError: an input does not exist, nothing can be read, two articles have the same id.
        LanguageError: there is no language pack for ``language``.
        MissingExtraError: a page is to be read and trafilatura is not installed.
    """
    if inputs.count(STDIN) > 1:
        raise InputError("standard input can be read once", "Give - once.")
    settings = _Settings(published, language)
    boilerplate.rules(language)
    taken: dict[str, str] = {}
    skipped: list[Problem] = []
    for source in sources(inputs, exclude):
        for item in _items(source, settings, stdin):
            if isinstance(item, Problem):
                skipped.append(item)
                yield item
                continue
            where, article, warnings = item
            if article.id in taken:
                raise InputError(
                    f"two articles have the id '{article.id}': {taken[article.id]} and {where}",
                    "Rename one: an article's id is its file's name without suffix"
                    ' (or "id" in JSONL).',
                )
            taken[article.id] = where
            yield article
            yield from warnings
    if not taken:
        raise _nothing(skipped)


def _nothing(skipped: Sequence[Problem]) -> InputError:
    if len(skipped) == 1:
        return skipped[0].error()
    if not skipped:
        return InputError("the input holds no article", "Is the file empty?")
    return InputError(f"none of the inputs can be read; the first: {skipped[0]}", skipped[0].hint)


_Item = tuple[str, Article, tuple[Problem, ...]]


def _items(
    source: Source, settings: _Settings, stdin: BinaryIO | None
) -> Iterator[_Item | Problem]:
    try:
        with _opened(source, stdin) as opened:
            kind, stream = _kind(source, opened)
            if kind is Kind.LINES:
                yield from _lines(source, stream, settings)
            elif kind is Kind.PAGE:
                yield _page(source, stream, settings)
            else:
                yield _text(source, stream, settings)
    except InputError as error:
        yield Problem.of(error, source.name)
    except OSError as error:
        yield Problem(source.name, None, f"cannot be read: {error.strerror or error}")


@contextmanager
def _opened(source: Source, stdin: BinaryIO | None) -> Iterator[BinaryIO]:
    if source.path is not None:
        with source.path.open("rb") as stream:
            yield stream
    elif stdin is None:
        raise InputError("is not connected", "Pipe an article in: kg build - < FILE")
    else:
        yield stdin


def _kind(source: Source, stream: BinaryIO) -> tuple[Kind, BinaryIO]:
    """What standard input holds: a page, JSON Lines or text."""
    if source.kind is not Kind.STDIN:
        return source.kind, stream
    data = stream.read(MAX_PAGE_BYTES + 1)
    if looks_like_page(data):
        kind = Kind.PAGE
    elif re.match(rb'(\xef\xbb\xbf)?\s*\{\s*"', data):
        kind = Kind.LINES
    else:
        kind = Kind.TEXT
    return kind, io.BytesIO(data)


def _text(source: Source, stream: BinaryIO, settings: _Settings) -> _Item:
    data = _bounded(stream, _TEXT_BYTES)
    text = checked(decode(data))
    return _item(source, settings, source.stem, text, title=headline(text))


def _page(source: Source, stream: BinaryIO, settings: _Settings) -> _Item:
    found = page(_bounded(stream, MAX_PAGE_BYTES))
    return _item(
        source,
        settings,
        source.stem,
        checked(found.text),
        title=found.title,
        published=found.published,
        url=found.url,
    )


def _lines(source: Source, stream: BinaryIO, settings: _Settings) -> Iterator[_Item | Problem]:
    for number, record in records(stream, source.name, source.stem):
        if isinstance(record, Problem):
            yield record
            continue
        try:
            yield _line(source, number, record, settings)
        except InputError as error:
            yield Problem.of(error, source.name, number)


def _line(source: Source, number: int, record: Record, settings: _Settings) -> _Item:
    where, article, warnings = _item(
        source,
        settings,
        record.id,
        record.text,
        title=record.title or headline(record.text),
        published=record.published,
        url=record.url,
        line=number,
    )
    if record.published_error is not None and settings.published is None:
        message = f"has a date that is none: '{record.published_error[:40]}'"
        hint = 'Write "date": "YYYY-MM-DD".'
        warnings = (Problem(source.name, number, message, hint, left_out=False), *warnings)
    return where, article, warnings


def _item(
    source: Source,
    settings: _Settings,
    identifier: str,
    text: str,
    *,
    title: str | None,
    published: date | None = None,
    url: str | None = None,
    line: int | None = None,
) -> _Item:
    if not identifier.strip() or len(identifier) > _ID_LENGTH or _CONTROL.search(identifier):
        raise InputError(
            f"has an id that cannot be one: {identifier[:40]!r}",
            f"An id is 1 to {_ID_LENGTH} visible characters.",
        )
    found = boilerplate.find(text, settings.language)
    article = Article(
        id=checked(identifier),
        text=text,
        language=settings.language,
        title=title,
        published=settings.published or published,
        url=url,
        boilerplate=found,
    )
    doubt = languages.doubt(boilerplate.without(text, found), settings.language)
    warnings: tuple[Problem, ...] = ()
    if doubt is not None:
        hint = "What is found in it may be little or wrong."
        warnings = (Problem(source.name, line, doubt, hint, left_out=False),)
    where = source.name if line is None else f"{source.name}, line {line}"
    return where, article, warnings


def _bounded(stream: BinaryIO, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"is longer than {limit:,} bytes; an article must be under {LIMIT} of text",
            "Split it into articles, one file or one JSONL line each.",
        )
    return data
