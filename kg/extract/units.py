"""What a number counts: a currency, a percentage, a measure, or the noun it stands with."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from kg.lang.pack import Pack
from kg.model import Sentence, Span, Token

_NEXT_WORD = re.compile(r"\s{1,3}([^\W\d_]+[23]?(?:-[^\W\d_]+)*)")
_GLUED = re.compile(r"(?:[^\W\d_]+[23]?|%|€)(?!\w)")
_NOMINAL = frozenset({"NOUN", "PROPN", "SYM"})
_ENCLITIC = "nya"
_SHORTEST_STEM = 4
_LOOK_BACK = 8
_FAR = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit's name; ``start`` to ``end`` is the number with the unit's signs.

    ``kind`` is money, percent, a kind of units.tsv, count, or guess (the word that follows).
    """

    name: str | None
    kind: str
    start: int
    end: int


class UnitFinder:
    """The pack's currencies and units."""

    def __init__(self, pack: Pack) -> None:
        self._kinds: dict[str, str] = {row["word"]: row["kind"] for row in pack.table("units")}
        rows = pack.table("currencies")
        self._codes = {row["word"].lower(): row["code"] for row in rows}
        before = _either(row["word"] for row in rows if row["place"] == "before")
        after = _either(row["word"] for row in rows if row["place"] == "after")
        percent = _either(word for word, kind in self._kinds.items() if kind == "percent")
        self.currency = rf"(?:{before})"
        self.percent = rf"(?:{percent})"
        self._before = re.compile(rf"(?<![^\W\d_])({before})\s{{0,2}}\Z", re.IGNORECASE)
        self._after = re.compile(rf"\s{{0,3}}({after})(?!\w)", re.IGNORECASE)
        modifiers = _either(word for word, kind in self._kinds.items() if kind == "modifier")
        self._modifier = re.compile(rf"\s{{1,3}}({modifiers})(?!\w)", re.IGNORECASE)
        self._nouns = frozenset(row["noun"] for row in pack.table("nouns"))
        self._percent = re.compile(rf"\s{{0,3}}({percent})(?!\w)", re.IGNORECASE)

    def kind(self, word: str) -> str:
        return self._kinds.get(word.lower(), "")

    def attached(self, text: str, within: Span, start: int, end: int) -> Unit | None:
        """Currency, per cent or a short unit that is written with the number."""
        ceiling = within.end
        money = self._before.search(text, max(within.start, start - _LOOK_BACK), start)
        if money:
            return Unit(self._code(money[1]), "money", money.start(), end)
        money = self._after.match(text, end, ceiling)
        if money:
            return Unit(self._code(money[1]), "money", start, money.end())
        percent = self._percent.match(text, end, ceiling)
        if percent:
            return Unit("persen", "percent", start, percent.end())
        glued = _GLUED.match(text, end, ceiling)
        if glued and self.kind(glued[0]) == "short":
            return Unit(glued[0], "measure", start, glued.end())
        return None

    def counted(self, text: str, sentence: Sentence, start: int, end: int) -> Unit | None:
        """The noun after the number: by the tree where there is one, else the next word."""
        word = _NEXT_WORD.match(text, end, sentence.span.end)
        kind = self._kind_of(text, word) if word else ""
        if kind in {"duration", "frequency"}:
            return Unit(word[1].lower() if word else None, kind, start, end)
        at = _token(sentence, start, end)
        if at is None:
            name = self._by_text(word, kind)
            kind = kind or ("count" if name in self._nouns else "guess")
        else:
            name = self._by_tree(sentence.tokens, at)
        return Unit(self._widened(text, word, name), kind or "count", start, end) if name else None

    def _kind_of(self, text: str, word: re.Match[str]) -> str:
        """The kind of the unit that begins with ``word``; "kali lipat" is not "kali"."""
        following = _NEXT_WORD.match(text, word.end())
        both = self.kind(f"{word[1]} {following[1]}") if following else ""
        return both or self.kind(word[1])

    def _by_tree(self, tokens: Sequence[Token], at: int) -> str | None:
        head, following = tokens[at].head, at + 1
        if at < head <= at + _FAR and tokens[head].upos in _NOMINAL:
            return tokens[head].text
        if following < len(tokens) and tokens[following].upos == "NOUN":
            return tokens[following].text
        return None

    def _by_text(self, word: re.Match[str] | None, kind: str) -> str | None:
        if word is None or kind == "notunit" or not word[1].islower():
            return None
        name = word[1]
        if name.endswith(_ENCLITIC) and len(name) >= len(_ENCLITIC) + _SHORTEST_STEM:
            return name.removesuffix(_ENCLITIC)
        return name

    def _widened(self, text: str, word: re.Match[str] | None, name: str) -> str:
        """Give "kilometer" the "persegi" or "per jam" that follows it."""
        if word is None or word[1].lower() != name.lower():
            return name
        modifier = self._modifier.match(text, word.end())
        return f"{name} {modifier[1]}" if modifier else name

    def _code(self, word: str) -> str:
        return self._codes[" ".join(word.lower().split())]


def _token(sentence: Sentence, start: int, end: int) -> int | None:
    """The last token of the number, None where the sentence is not parsed."""
    tokens = sentence.tokens
    at = bisect_left(tokens, end, key=lambda token: token.span.end)
    if at == len(tokens) or not start <= tokens[at].span.start < end or tokens[at].upos == "X":
        return None
    return at


@cache
def unit_finder(pack: Pack) -> UnitFinder:
    """The units of a pack, made once."""
    return UnitFinder(pack)


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in longest_first)
