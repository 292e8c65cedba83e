"""Inputs to articles: the one way in. An article's id is its file's stem, or what JSONL says."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read import boilerplate, languages
from kg.read.compressed import plain
from kg.read.encoding import decode
from kg.read.lines import Record, records
from kg.read.page import MAX_PAGE_BYTES, looks_like_page, page
from kg.read.problem import Problem
from kg.read.seen import Seen, seen
from kg.read.sources import STDIN, Kind, Source, Sources
from kg.read.text import LIMIT, MAX_BYTES, checked, headline

# UTF-16 takes up to twice the bytes of UTF-8 for what we read.
_TEXT_BYTES = 2 * MAX_BYTES
_LINES = re.compile(rb'(\xef\xbb\xbf)?\s*\{\s*"')
_ENOUGH = 2
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
    meter: Meter | None = None,
) -> Iterator[Article | Problem]:
    """The articles of ``inputs`` (files, folders, patterns, ``-``) in order, problems between them.

    ``published`` wins over the dates that pages and JSONL give; ``exclude`` is a folder that is
    not read (where output goes). A file that cannot be read is a Problem, but an error where it is
    all there is; so is an article whose id another one has. However much there is to read, an
    article or two are in memory at a time.

    Raises:
        InputError: an input does not exist, or nothing can be read.
        LanguageError: there is no language pack for ``language``.
        MissingExtraError: a page is to be read and trafilatura is not installed.
    """
    if inputs.count(STDIN) > 1:
        raise InputError("standard input can be read once", "Give - once.")
    settings = _Settings(published, language)
    boilerplate.rules(language)
    sources = Sources(inputs, exclude)
    meter = meter or Meter()
    meter.total = sources.size
    anything = False
    skipped: list[Problem] = []
    with seen() as before:
        for source in sources:
            for item in _items(source, settings, stdin, meter):
                meter.place = item.where if isinstance(item, Problem) else _place(*item[:2])
                for one in _once(item, before):
                    yield one
                    anything = anything or isinstance(one, Article)
                    if isinstance(one, Problem) and len(skipped) < _ENOUGH:
                        skipped.append(one)
    if not anything:
        raise _nothing(skipped)


def _once(item: _Item | Problem, before: Seen) -> Iterator[Article | Problem]:
    """The article and what is to be said of it, unless another one has its id."""
    if isinstance(item, Problem):
        yield item
        return
    source, line, article, warnings = item
    place = _place(source, line)
    first = before.before(article.id, place)
    if first is None:
        yield article
        yield from warnings
    elif first != place:
        hint = "An article's id is its file's name without suffix, or \"id\" in JSONL."
        yield Problem(source, line, f"has the id '{article.id}', as {first} has", hint)


def _nothing(skipped: Sequence[Problem]) -> InputError:
    if len(skipped) == 1:
        return skipped[0].error()
    if not skipped:
        return InputError("the input holds no article", "Is the file empty?")
    return InputError(f"none of the inputs can be read; the first: {skipped[0]}", skipped[0].hint)


_Item = tuple[str, int | None, Article, tuple[Problem, ...]]


def _items(
    source: Source, settings: _Settings, stdin: BinaryIO | None, meter: Meter
) -> Iterator[_Item | Problem]:
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
    name, _, article, warnings = _item(
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
    return name, number, article, warnings


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
    return source.name, line, article, warnings


def _place(source: str, line: int | None) -> str:
    return source if line is None else f"{source}, line {line}"


def _bounded(stream: BinaryIO, limit: int) -> bytes:
    data = stream.read(limit + 1)
    if len(data) > limit:
        raise InputError(
            f"is longer than {limit:,} bytes; an article must be under {LIMIT} of text",
            "Split it into articles, one file or one JSONL line each.",
        )
    return data
