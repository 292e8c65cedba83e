"""Syntactic words of Indonesian: clitics and joined names come apart as in the UD treebanks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Span
from kg.nlp.text import orthographic_words

CLITICS: Final = ("nya", "lah", "kah", "pun", "ku", "mu")
#: Words after which emphatic clitics are written together with anything.
SHORTEST_STEM: Final = {"nya": 2, "lah": 3, "kah": 3, "pun": 3, "ku": 3, "mu": 3}
JOINED: Final = re.compile(r"([^\W\d_]{2,})([-/])([^\W\d_]{2,})")


class Words:
    """Cuts sentences into syntactic words with spans.

    ``whole`` are forms that end like a clitic and are one word ("hanya", "masalah", "akhirnya");
    ``forms`` are known words, lower-cased.
    """

    def __init__(
        self, forms: frozenset[str], whole: frozenset[str], abbreviations: frozenset[str]
    ) -> None:
        self._forms = forms
        self._whole = whole
        self._abbreviations = abbreviations

    def of(self, text: str, sentence: Span) -> Iterator[Span]:
        """Spans of the words of a sentence, in order, without overlap."""
        for span in orthographic_words(text, sentence, self._abbreviations):
            for part in self._joined(text, span):
                yield from self._clitics(text, part)

    def _joined(self, text: str, span: Span) -> Iterator[Span]:
        """Two names with a hyphen ("RI-Jepang"); reduplications stay whole."""
        match = JOINED.fullmatch(span.of(text))
        if match is None or not self._names(match.group(1), match.group(3)):
            yield span
            return
        middle = span.start + match.start(2)
        yield Span(span.start, middle)
        yield Span(middle, middle + 1)
        yield Span(middle + 1, span.end)

    def _names(self, left: str, right: str) -> bool:
        if not (left[0].isupper() and right[0].isupper()):
            return False
        a, b = left.casefold(), right.casefold()
        if a[:3] == b[:3] or a in b or b in a:
            return False
        if left.isupper() or right.isupper():
            return True
        return min(len(a), len(b)) > 3 and a in self._forms and b in self._forms  # noqa: PLR2004

    def _clitics(self, text: str, span: Span) -> Iterator[Span]:
        word = span.of(text)
        cut = len(word)
        ends = []
        while True:
            clitic = self.clitic(word[:cut])
            if not clitic:
                break
            ends.append((span.start + cut - len(clitic), span.start + cut))
            cut -= len(clitic)
            if word[cut - 1] == "-":
                ends.append((span.start + cut - 1, span.start + cut))
                cut -= 1
        yield Span(span.start, span.start + cut)
        for start, end in reversed(ends):
            yield Span(start, end)

    def clitic(self, word: str) -> str:
        """The clitic at the end of a word, or nothing."""
        low = word.casefold()
        if len(low) != len(word) or low in self._whole or not word[-1:].isalpha():
            return ""
        for clitic in CLITICS:
            stem = low.removesuffix(clitic)
            if stem == low or len(stem) < SHORTEST_STEM[clitic]:
                continue
            if stem.endswith("-") and len(stem) > 3:  # noqa: PLR2004 - "hamba-Nya"
                return clitic
            if self._cuts(word, stem, clitic):
                return clitic
        return ""

    def _cuts(self, word: str, stem: str, clitic: str) -> bool:
        if not any(c in "aiueo" for c in stem):
            return word[:2].isupper() and word.endswith(clitic) and clitic == "nya"
        if clitic == "nya":
            return True
        known = stem in self._forms or _single(stem) in self._forms
        return known and word.casefold() not in self._forms


def _single(word: str) -> str:
    left, hyphen, right = word.partition("-")
    return left if hyphen and right.startswith(left[-3:]) else word
