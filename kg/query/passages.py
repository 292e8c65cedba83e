"""The sentence around a mention: found again in the article's text, which the graph holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kg.graph.vocab import NIF, SCHEMA
from kg.query.graphs import Graphs

# A full stop after a short capitalised word is taken for an abbreviation ("Dr. Amina").
_BREAK = re.compile(
    r"\n|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\bProf)[.!?…][\"'”’)\]]*\s+(?=[^a-z\s])"
)
_WIDEST = 300


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence of an article; ``marks`` are the mentions in it, as offsets into ``text``."""

    article: str
    text: str
    marks: tuple[tuple[int, int], ...]

    def marked(self) -> str:
        """The sentence on one line, its mentions in [brackets]."""
        parts, at = [], 0
        for start, end in self.marks:
            if start >= at:
                parts += [self.text[at:start], "[", self.text[start:end], "]"]
                at = end
        return " ".join("".join([*parts, self.text[at:]]).split())


def passages(graphs: Graphs, mentions: Iterable[str]) -> tuple[Passage, ...]:
    """The sentences that hold ``mentions`` (IRIs), each once, in reading order."""
    found: dict[tuple[str, int, int], list[tuple[int, int]]] = {}
    texts: dict[str, str] = {}
    for mention in mentions:
        article, start, end = _place(graphs, mention)
        if article not in texts:
            texts[article] = _one(graphs, article, str(NIF.isString))
        first, last = sentence(texts[article], start, end)
        found.setdefault((article, first, last), []).append((start - first, end - first))
    return tuple(
        Passage(
            _one(graphs, article, str(SCHEMA.identifier)),
            texts[article][first:last],
            tuple(sorted(marks)),
        )
        for (article, first, last), marks in sorted(found.items())
    )


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around ``start`` to ``end`` begins and ends; cut where it is endless."""
    left = max(0, start - _WIDEST)
    first = left
    for match in _BREAK.finditer(text, left, start + 1):
        if match.end() <= start:
            first = match.end()
    stop = _BREAK.search(text, end, min(len(text), end + _WIDEST))
    last = end + _WIDEST if stop is None else stop.start() + len(stop[0].rstrip())
    last = min(last, len(text))
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _place(graphs: Graphs, mention: str) -> tuple[str, int, int]:
    return (
        _one(graphs, mention, str(NIF.referenceContext)),
        int(_one(graphs, mention, str(NIF.beginIndex)) or 0),
        int(_one(graphs, mention, str(NIF.endIndex)) or 0),
    )


def _one(graphs: Graphs, thing: str, term: str) -> str:
    return next(iter(graphs.values(thing, term)), "")
