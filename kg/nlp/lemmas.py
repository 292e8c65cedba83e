"""Lemmas: the treebanks' own where they know the word, else affixes off until a root remains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

INFLECTED: Final = frozenset({"VERB", "NOUN", "ADJ", "ADV", "NUM", "DET", "ADP", "SCONJ", "AUX"})
VOWELS: Final = frozenset("aiueo")
#: Prefixes, and for the nasal ones the first letter of the root that they may have swallowed.
PREFIXES: Final = (
    "memper", "mengge", "menge", "meng", "meny", "mem", "men", "me",
    "penge", "peng", "peny", "pember", "pemer", "pem", "pen", "pel", "per", "pe",
    "diper", "diber", "di", "keber", "keter", "kese", "ke", "beber", "ber", "bel", "be",
    "ter", "te", "seper", "sepe", "se",
)  # fmt: skip
SWALLOWED: Final = {"meng": "k", "peng": "k", "meny": "s", "peny": "s", "mem": "p", "pem": "p",
                    "men": "t", "pen": "t"}  # fmt: skip
ACTIVE: Final = ("menge", "meng", "meny", "mem", "men", "me")
SUFFIXES: Final = ("kan", "an", "i")
DEPTH: Final = 3
#: Words that are analysed but once; the number bounds memory, not meaning.
_REMEMBERED: Final = 200_000


class Lemmas:
    """Looks words up, then analyses them; ``known`` maps (form, UPOS) to a lemma."""

    def __init__(self, known: Mapping[tuple[str, str], str], roots: frozenset[str]) -> None:
        self._known = known
        self._roots = roots
        self._seen: dict[tuple[str, str], str] = {}

    def of(self, word: str, upos: str) -> str:
        """The lemma: names keep their spelling, everything else is lower-cased."""
        lemma = self._seen.get((word, upos))
        if lemma is None:
            lemma = self._find(word, upos)
            if len(self._seen) < _REMEMBERED:
                self._seen[word, upos] = lemma
        return lemma

    def _find(self, word: str, upos: str) -> str:
        if upos in {"PROPN", "X", "SYM", "PUNCT"}:
            return word
        low = word.lower()
        known = self._known.get((low, upos))
        if known is not None:
            return known
        if upos not in INFLECTED or not low.replace("-", "").isalpha():
            return low
        left, hyphen, right = low.partition("-")
        if hyphen and right:
            return self._doubled(left, right)
        return self._root(low) or low

    def without_me(self, word: str) -> str:
        """A verb without me- and its nasal ("menyerang" -> "serang"), or nothing."""
        for shorter in _shorter(word, ACTIVE, ()):
            if self._root(shorter):
                return shorter
        return ""

    def _doubled(self, left: str, right: str) -> str:
        a, b = self._root(left) or left, self._root(right) or right
        return a if a == b or b.endswith(a) or a[-3:] == b[-3:] else f"{left}-{right}"

    def _root(self, word: str) -> str:
        if word in self._roots:
            return word
        seen = {word}
        level = [word]
        for _ in range(DEPTH):
            level = [c for w in level for c in _shorter(w) if c not in seen]
            seen.update(level)
            for candidate in level:
                if candidate in self._roots:
                    return candidate
        return ""


def _shorter(
    word: str, prefixes: tuple[str, ...] = PREFIXES, suffixes: tuple[str, ...] = SUFFIXES
) -> Iterator[str]:
    """The word with one affix less, likelier cuts first."""
    for prefix in prefixes:
        rest = word.removeprefix(prefix)
        if rest == word or len(rest) < 2:  # noqa: PLR2004
            continue
        letter = SWALLOWED.get(prefix, "")
        if letter and rest[0] in VOWELS:
            yield letter + rest
            if prefix in {"meng", "peng"}:
                yield rest
        else:
            yield rest
    for suffix in suffixes:
        stem = word.removesuffix(suffix)
        if stem != word and len(stem) > 2:  # noqa: PLR2004
            yield stem
