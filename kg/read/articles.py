"""Inputs to articles: the one way in. An article's id is its file's stem, or what JSONL says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import BinaryIO

from kg.errors import InputError
from kg.model import Article
from kg.read import boilerplate
from kg.read.found import Found, Meter, Settings, found_in
from kg.read.problem import Problem
from kg.read.seen import seen
from kg.read.sources import STDIN, Sources

_ENOUGH = 2


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
    settings = Settings(published, language)
    boilerplate.rules(language)
    sources = Sources(inputs, exclude)
    meter = meter or Meter()
    meter.total = sources.size
    found = (item for source in sources for item in found_in(source, settings, stdin, meter))
    for item, place in once(found):
        meter.place = place
        yield item


def once(found: Iterable[Found | Problem]) -> Iterator[tuple[Article | Problem, str]]:
    """Articles with their places, each id once, and what is to be said of each after it.

    Raises:
        InputError: there is no article.
    """
    anything = False
    skipped: list[Problem] = []
    with seen() as before:
        for item in found:
            told: tuple[Problem, ...] = ()
            if isinstance(item, Problem):
                told = (item,)
            elif (first := before.before(item.article.id, item.where)) is None:
                anything = True
                yield item.article, item.where
                told = item.warnings
            elif first != item.where:
                told = (_again(item, first),)
            for problem in told:
                yield problem, problem.where
            skipped += told[: _ENOUGH - len(skipped)]
    if not anything:
        raise _nothing(skipped)


def _again(item: Found, first: str) -> Problem:
    hint = "An article's id is its file's name without suffix, or \"id\" in JSONL."
    message = f"has the id '{item.article.id}', as {first} has"
    return Problem(item.source, item.line, message, hint)


def _nothing(skipped: Sequence[Problem]) -> InputError:
    if len(skipped) == 1:
        return skipped[0].error()
    if not skipped:
        return InputError("the input holds no article", "Is the file empty?")
    return InputError(f"none of the inputs can be read; the first: {skipped[0]}", skipped[0].hint)
