"""What a number counts: a currency, a percentage, a measure, or the noun it stands with."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from kg.lang.pack import Pack
from kg.model import Sentence, Span

_NEXT_WORD = re.compile(r"\s{1,3}([^\W\d_]+[23]?(?:-[^\W\d_]+)*)")
_GLUED = re.compile(r"(?:[^\W\d_]+[23]?|%|€)(?!\w)")
_NOMINAL = frozenset({"NOUN", "PROPN", "SYM"})
_ENCLITIC = "nya"
_SHORTEST_STEM = 4
_LOOK_BACK = 8
_FAR = 4


@dataclass(frozen=True, slots=True)
class Unit:
    """The unit's name; ``start`` to ``end`` is the number with the unit's signs."""

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

    def certain(self, unit: Unit, sentence: Sentence) -> bool:
        """Whether the unit is known to be one, not only the word that happens to follow."""
        if unit.kind != "count" or unit.name is None:
            return True
        return unit.name.lower() in self._nouns or _is_parsed(sentence)

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
        kind = self.kind(word[1]) if word else ""
        if kind in {"duration", "frequency"}:
            return Unit(word[1].lower() if word else None, kind, start, end)
        if _is_parsed(sentence):
            name = self._by_tree(sentence, start, end)
        else:
            name = self._by_text(word, kind)
        if name is None:
            return None
        return Unit(self._widened(text, word, name), kind or "count", start, end)

    def _by_tree(self, sentence: Sentence, start: int, end: int) -> str | None:
        tokens = sentence.tokens
        for index, token in enumerate(tokens):
            if token.span.end < end or token.span.start < start:
                continue
            if token.span.start >= end:
                return None
            head = token.head
            if index < head <= index + _FAR and tokens[head].upos in _NOMINAL:
                return tokens[head].text
            following = index + 1
            if following < len(tokens) and tokens[following].upos == "NOUN":
                return tokens[following].text
            return None
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


def _is_parsed(sentence: Sentence) -> bool:
    return any(token.upos in _NOMINAL for token in sentence.tokens)


@cache
def unit_finder(pack: Pack) -> UnitFinder:
    """The units of a pack, made once."""
    return UnitFinder(pack)


def _either(words: Iterable[str]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in longest_first)
