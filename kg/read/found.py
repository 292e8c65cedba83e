"""What stands in one source, article by article: text, page or JSON Lines, packed or not."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from datetime import date
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read import boilerplate, languages
from kg.read.compressed import plain
from kg.read.encoding import decode
from kg.read.lines import Record, records
from kg.read.page import MAX_PAGE_BYTES, looks_like_page, page
from kg.read.problem import Problem
from kg.read.sources import Kind, Source
from kg.read.text import LIMIT, MAX_BYTES, checked, headline

# UTF-16 takes up to twice the bytes of UTF-8 for what we read.
_TEXT_BYTES = 2 * MAX_BYTES
_LINES = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"')
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
_ID_LENGTH = 200


@dataclass(slots=True)
class Meter:
    """Where reading is, and how far in bytes; ``total`` is None where nobody knows it."""

    total: int | None = None
    done: int = 0
    place: str = ""

    def share(self) -> float | None:
        """How much of all has been read, from 0 to 1."""
        return self.done / self.total if self.total else None


@dataclass(frozen=True, slots=True)
class Settings:
    """How sources are read: a day of publication that wins over what they say, a language."""

    published: date | None
    language: str


@dataclass(frozen=True, slots=True)
class Found:
    """An article, the source and line that it is in, and what is to be said of it."""

    source: str
    line: int | None
    article: Article
    warnings: tuple[Problem, ...]

    @property
    def where(self) -> str:
        return self.source if self.line is None else f"{self.source}, line {self.line}"


def found_in(
    source: Source, settings: Settings, stdin: BinaryIO | None = None, meter: Meter | None = None
) -> Iterator[Found | Problem]:
    """The articles of one source, with what is wrong with it or them between.

    Raises:
        LanguageError: there is no language pack for the language.
        MissingExtraError: a page is to be read and trafilatura is not installed.
    """
    meter = meter or Meter()
    before = meter.done
    try:
        with _opened(source, stdin) as raw, plain(raw) as opened:
            kind, stream = _kind(source, opened)
            if kind is Kind.LINES:
                for item in _lines(source, stream, settings):
                    meter.done = before + (0 if source.path is None else raw.tell())
                    yield item
            elif kind is Kind.PAGE:
                yield _page(source, stream, settings)
            else:
                yield _text(source, stream, settings)
    except InputError as error:
        yield Problem.of(error, source.name)
    except OSError as error:
        yield Problem(source.name, None, f"cannot be read: {error.strerror or error}")
    meter.done = before + (source.size() or 0)


def _opened(source: Source, stdin: BinaryIO | None) -> AbstractContextManager[BinaryIO]:
    if source.path is not None:
        return source.path.open("rb")
    if stdin is None:
        raise InputError("is not connected", "Pipe an article in: kg build - < FILE")
    return nullcontext(stdin)


def _kind(source: Source, stream: BinaryIO) -> tuple[Kind, BinaryIO]:
    """What standard input holds: JSON Lines, which go on for as long as they do, a page or text."""
    if source.kind is not Kind.STDIN:
        return source.kind, stream
    if isinstance(stream, io.BufferedReader) and _LINES.match(stream.peek()):
        return Kind.LINES, stream
    data = stream.read(MAX_PAGE_BYTES + 1)
    if looks_like_page(data):
        return Kind.PAGE, io.BytesIO(data)
    kind = Kind.LINES if _LINES.match(data) else Kind.TEXT
    return kind, io.BytesIO(data)


def _text(source: Source, stream: BinaryIO, settings: Settings) -> Found:
    data = _bounded(stream, _TEXT_BYTES)
    text = checked(decode(data))
    return _item(source, settings, source.stem, text, title=headline(text))


def _page(source: Source, stream: BinaryIO, settings: Settings) -> Found:
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


def _lines(source: Source, stream: BinaryIO, settings: Settings) -> Iterator[Found | Problem]:
    for number, record in records(stream, source.name, source.stem):
        if isinstance(record, Problem):
            yield record
            continue
        try:
            yield _line(source, number, record, settings)
        except InputError as error:
            yield Problem.of(error, source.name, number)


def _line(source: Source, number: int, record: Record, settings: Settings) -> Found:
    found = _item(
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
        first = Problem(source.name, number, message, hint, left_out=False)
        return replace(found, warnings=(first, *found.warnings))
    return found


def _item(
    source: Source,
    settings: Settings,
    identifier: str,
    text: str,
    *,
    title: str | None,
    published: date | None = None,
    url: str | None = None,
    line: int | None = None,
) -> Found:
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
    return Found(source.name, line, article, warnings)


def _bounded(stream: BinaryIO, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"is longer than {limit:,} bytes; an article must be under {LIMIT} of text",
            "Split it into articles, one file or one JSONL line each.",
        )
    return data
