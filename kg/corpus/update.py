"""The ledger brought up to date: what is new, changed or read by another program is read now."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import get_close_matches
from urllib.parse import unquote

from kg.corpus.ledger import Ledger, State, says_something
from kg.errors import InputError
from kg.model import Article, Facts
from kg.read import boilerplate

_EVERY = 60.0
"""Seconds of work that may be lost when the process is killed."""


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one article: whether anything was found in it, and when it came before.

    ``facts`` is None for one that is the same again.
    """

    article: Article
    state: State
    found: bool
    found_before: bool = False
    facts: Facts | None = None
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Reader:
    """How articles are read: ``read`` gives facts, ``made`` tells by the language what reads."""

    read: Callable[[Article], Facts]
    made: Callable[[str], str]


def take_in(ledger: Ledger, articles: Iterable[Article], reader: Reader) -> Iterator[Step]:
    """Read the articles that the ledger does not have as they are, one step each.

    Now and then what is done is kept, so that a long build goes on from there when it is killed.
    """
    kept = time.monotonic()
    for article in articles:
        made = reader.made(article.language)
        state, before = ledger.state(article, made), ledger.says(article.id)
        if state is State.SAME:
            yield Step(article, state, before, before)
            continue
        start = time.monotonic()
        facts = reader.read(article)
        ledger.put(facts, made)
        now = time.monotonic()
        if now - kept > _EVERY and ledger.says_anything():
            ledger.commit()
            kept = now
        yield Step(article, state, says_something(facts), before, facts, now - start)


def stored(ledger: Ledger, ids: Iterable[str]) -> Iterator[Article]:
    """Articles out of the ledger, to be read again; what is no news in them is looked for anew."""
    for one in ids:
        article = ledger.article(one)
        yield replace(article, boilerplate=boilerplate.find(article.text, article.language))


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
