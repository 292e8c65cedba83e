"""The ledger brought up to date: what is new, changed or read by another program is read now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import partial
from urllib.parse import unquote

from kg.corpus import codec
from kg.corpus.ledger import Ledger, State
from kg.corpus.pool import spread
from kg.corpus.rows import Row
from kg.corpus.work import Trouble, Work
from kg.errors import InputError
from kg.model import Article, Facts
from kg.read import Problem, boilerplate

_EVERY = 5.0
"""Seconds of work that may be lost when the process is killed."""
_SHARE = 0.01
"""How much of the time may go into keeping what is done."""

_SECONDS, _SECONDS_A_CHARACTER = 60.0, 0.002
"""How long an article may take: a hundred times what it takes."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one article: whether anything was found in it, and when it came before.

    ``row`` is None for one that is the same again, and for one in ``trouble``.
    """

    article: Article
    place: str
    state: State
    found: bool
    found_before: bool = False
    row: Row | None = None
    seconds: float = 0.0
    trouble: Trouble | None = None

    def facts(self) -> Facts | None:
        """What was read now."""
        return None if self.row is None else codec.unpack(self.row.facts, self.article)


@dataclass(frozen=True, slots=True)
class Reader:
    """How articles are read: ``read`` gives facts, ``made`` tells by the language what reads.

    ``prepare`` and ``read`` may be called in other processes, as many as ``jobs`` says; None
    leaves it to the number of articles and processors.
    """

    read: Callable[[Article], Facts]
    made: Callable[[str], str]
    prepare: Callable[[], object]
    jobs: int | None = None


@dataclass(frozen=True, slots=True)
class _Due:
    """An article to be read by what ``made`` tells, or why there is none."""

    step: Step | Problem
    made: str = ""


Answer = tuple[Row | None, float]
"""What was read, if there was anything to read, and in how many seconds."""


def take_in(
    ledger: Ledger, articles: Iterable[tuple[Article, str] | Problem], reader: Reader
) -> Iterator[Step | Problem]:
    """Read the articles that the ledger does not have as they are, one step each, in order.

    Each comes with the place where it is; problems keep their place among them. Now and then what
    is done is kept, so that a long build goes on from there when it is killed.
    """
    work = Work(partial(_read, reader.read), reader.prepare, _limit, _size, _known)
    answered = spread(_due(ledger, articles, reader.made), work, reader.jobs)
    return keep(ledger, ((due.step, answer) for due, answer in answered))


def keep(
    ledger: Ledger, answered: Iterable[tuple[Step | Problem, Answer | Trouble]]
) -> Iterator[Step | Problem]:
    """Keep the answers to what was read, and now and then make sure that they stay."""
    kept, cost = time.monotonic(), 0.0
    for step, answer in answered:
        if isinstance(step, Problem):
            yield step
            continue
        if isinstance(answer, Trouble):
            _forget(ledger, step)
            yield replace(step, found=False, trouble=answer)
            continue
        row, seconds = answer
        if row is None:
            yield step
            continue
        ledger.put(row)
        now = time.monotonic()
        if now - kept > max(_EVERY, cost / _SHARE) and ledger.says_anything():
            ledger.commit()
            kept = time.monotonic()
            cost = kept - now
        yield replace(step, found=row.found, row=row, seconds=seconds)


def standing(ledger: Ledger, article: Article, place: str, made: str) -> Step:
    """How an article that stands at ``place`` stands to what is kept."""
    before = ledger.says(article.id)
    return Step(article, place, ledger.state(article, made), before, before)


def _forget(ledger: Ledger, step: Step) -> None:
    """What it said before is no longer sure; its text stays, unless there is a newer one."""
    if step.state is State.CHANGED:
        ledger.remove([step.article.id])
    else:
        ledger.silence(step.article.id)


def _due(
    ledger: Ledger,
    articles: Iterable[tuple[Article, str] | Problem],
    made: Callable[[str], str],
) -> Iterator[_Due]:
    for item in articles:
        if isinstance(item, Problem):
            yield _Due(item)
            continue
        article, place = item
        by = made(article.language)
        yield _Due(standing(ledger, article, place, by), by)


def _known(due: _Due) -> Answer | None:
    nothing = isinstance(due.step, Problem) or due.step.state is State.SAME
    return (None, 0.0) if nothing else None


def _read(read: Callable[[Article], Facts], due: _Due) -> Answer:
    start = time.monotonic()
    row = None if isinstance(due.step, Problem) else Row.of(read(due.step.article), due.made)
    return row, time.monotonic() - start


def reading(
    reader: Reader, known: Callable[[tuple[Article, str]], Answer | None]
) -> Work[tuple[Article, str], Answer]:
    """The work of reading articles, each with what reads it, for processes anywhere."""
    run = partial(_read_article, reader.read)
    return Work(run, reader.prepare, _article_limit, _article_size, known)


def _read_article(read: Callable[[Article], Facts], item: tuple[Article, str]) -> Answer:
    start = time.monotonic()
    row = Row.of(read(item[0]), item[1])
    return row, time.monotonic() - start


def _article_limit(item: tuple[Article, str]) -> float:
    return _SECONDS + _SECONDS_A_CHARACTER * len(item[0].text)


def _article_size(item: tuple[Article, str]) -> int:
    return len(item[0].text)


def _limit(due: _Due) -> float:
    return _SECONDS + _SECONDS_A_CHARACTER * _size(due)


def _size(due: _Due) -> int:
    return 0 if isinstance(due.step, Problem) else len(due.step.article.text)


def stored(ledger: Ledger, ids: Iterable[str]) -> Iterator[tuple[Article, str]]:
    """Articles out of the ledger, to be read again; what is no news in them is looked for anew."""
    for one in ids:
        article = ledger.article(one)
        found = boilerplate.find(article.text, article.language)
        yield replace(article, boilerplate=found), str(ledger.path)


def known(ledger: Ledger, names: Iterable[str]) -> tuple[str, ...]:
    """The articles that ``names`` mean: ids, or their IRIs.

    Raises:
        InputError: there is no such article; the nearest are named.
    """
    ids = ledger.ids()
    found: list[str] = []
    missing: list[str] = []
    for name in names:
        last = unquote(name.strip("<>").rpartition("article/")[2])
        match = next((one for one in (name, last) if one in ids), None)
        (missing if match is None else found).append(match or name)
    if missing:
        near = {n for name in missing for n in get_close_matches(name, ids, n=3, cutoff=0.5)}
        raise InputError(
            f"no article '{missing[0]}' in {ledger.path.parent}"
            if len(missing) == 1
            else f"no articles {', '.join(map(repr, missing))} in {ledger.path.parent}",
            f"Nearest: {', '.join(sorted(near))}" if near else _some(ids),
        )
    return tuple(dict.fromkeys(found))


def _some(ids: tuple[str, ...]) -> str:
    few = 5
    more = f" and {len(ids) - few} more" if len(ids) > few else ""
    return f"There are {', '.join(ids[:few])}{more}." if ids else "It has no articles."
