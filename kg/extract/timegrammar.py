"""The pack's rules of time as compiled patterns, and what they find in a sentence.

Finding is kept apart from dating: a *phrase* is where an expression stands and what its rule
captured; :mod:`kg.extract.timereading` turns it into a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property

from kg.errors import PackError
from kg.extract.numerals import number_words
from kg.lang.pack import Pack, Rule

_MACRO = re.compile(r"\{([a-z]+)\}")
_WORD = re.compile(r"[^\W\d_]+")
_FIGURES = re.compile(r"\d")
_LEAD = 40
_FIXED = {
    "day": r"(?:0?[1-9]|[12]\d|3[01])",
    "mm": r"(?:0?[1-9]|1[0-2])",
    "year": r"(?:1\d|20|21)\d\d(?!\d|[.,]\d)",
}
_TELLING = ("month", "shortmonth", "weekday", "unit", "oneunit", "dayword", "quarter", "yearly")
_DIRECTIONS = ("past", "this", "future", "recent", "ahead", "part", "same", "again")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A rule's find at ``start`` to ``end`` of the article; ``groups`` are the rule's captures."""

    start: int
    end: int
    rule: str
    reads: str
    groups: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled rule; ``anchors`` are sets of kinds of word, one of which a sentence must have."""

    name: str
    reads: str
    regex: re.Pattern[str]
    anchors: tuple[frozenset[str], ...]
    bare: bool
    needs: str


@dataclass(frozen=True, slots=True)
class Wrapper:
    """A rule that widens what was found by words before it, or between it and the next."""

    name: str
    turns: str
    before: re.Pattern[str] | None
    between: re.Pattern[str] | None
    requires_before: bool

    def lead(self, text: str, floor: int, start: int) -> re.Match[str] | None:
        """The words of this rule right before ``start`` and not before ``floor``."""
        if self.before is None:
            return None
        return self.before.search(text, max(floor, start - _LEAD), start)


class TimeGrammar:
    """The pack's time rules, ready to search."""

    def __init__(self, pack: Pack) -> None:
        self._pack = pack
        self.words: dict[str, dict[str, str]] = {}
        self._told: dict[frozenset[str], tuple[Pattern, ...]] = {}
        for row in pack.table("calendar"):
            self.words.setdefault(row["kind"], {})[row["word"]] = row["value"]
        rules = pack.rules("times")
        self._patterns = tuple(self._pattern(rule) for rule in rules if "pattern" in rule)
        self.wrappers = tuple(self._wrapper(rule) for rule in rules if "turns" in rule)

    def value(self, word: str, *kinds: str) -> str | None:
        """What calendar.tsv says of ``word`` under the first of ``kinds`` that has it."""
        plain = " ".join(word.lower().split())
        return next((self.words[k][plain] for k in kinds if plain in self.words[k]), None)

    def has(self, word: str, kind: str) -> bool:
        return word.lower() in self.words[kind]

    @cached_property
    def countable(self) -> frozenset[str]:
        """Words that, after a number, say what is counted."""
        nouns = {row["noun"] for row in self._pack.table("nouns")}
        kinds = {"classifier", "measure", "duration", "percent"}
        units = {row["word"] for row in self._pack.table("units") if row["kind"] in kinds}
        return frozenset(nouns | units | set(self.words["unit"]))

    @cached_property
    def clause_marks(self) -> re.Pattern[str]:
        """Where a clause ends; the group ``future`` holds words that turn it to what is to come."""
        future, boundary = _either(self.words["willbe"]), _either(self.words["boundary"])
        return re.compile(
            rf"[,;:()\u201c\u201d\"–—]|(?<!\w)(?:(?P<future>{future})|{boundary})(?!\w)",
            re.IGNORECASE,
        )

    def find(self, text: str, start: int, end: int) -> Iterator[tuple[Pattern, Phrase]]:
        """Every find of every rule in ``text[start:end]``; finds may overlap."""
        kinds = self._kinds(text, start, end)
        if not kinds:
            return
        for pattern in self._told_by(frozenset(kinds)):
            for found in pattern.regex.finditer(text, start, end):
                groups = {k: v for k, v in found.groupdict().items() if v is not None}
                group = "time" if "time" in groups else 0
                yield (
                    pattern,
                    Phrase(
                        found.start(group), found.end(group), pattern.name, pattern.reads, groups
                    ),
                )

    def _told_by(self, kinds: frozenset[str]) -> tuple[Pattern, ...]:
        """The patterns that a sentence with these kinds of word may fit."""
        told = self._told.get(kinds)
        if told is None:
            told = tuple(p for p in self._patterns if any(a <= kinds for a in p.anchors))
            self._told[kinds] = told
        return told

    def _kinds(self, text: str, start: int, end: int) -> set[str]:
        kinds = {"figures"} if _FIGURES.search(text, start, end) else set()
        telling = self._telling_words
        for word in _WORD.findall(text, start, end):
            told = telling.get(word.lower())
            if told is not None:
                kinds |= told
        return kinds

    @cached_property
    def _telling_words(self) -> Mapping[str, frozenset[str]]:
        kinds: dict[str, set[str]] = {}
        for kind in (*_TELLING, *_DIRECTIONS):
            place = 0 if kind in _TELLING else -1  # "yang lalu" is told by its last word
            for word in self.words[kind]:
                kinds.setdefault(_WORD.findall(word)[place], set()).add(kind)
        return {word: frozenset(found) for word, found in kinds.items()}

    def _pattern(self, rule: Rule) -> Pattern:
        named = set(_MACRO.findall(rule["pattern"])) & set(_TELLING)
        anchors = rule.get("anchors", sorted(named) or ["figures"])
        return Pattern(
            rule["name"],
            rule["reads"],
            self._compile(
                rule["name"], rf"(?<!\w)(?:(?<!\d[.,/-])|(?=\D))(?:{rule['pattern']})(?!\w)"
            ),
            tuple(frozenset(anchor.split("+")) for anchor in anchors),
            rule.get("bare", False),
            rule.get("needs", ""),
        )

    def _wrapper(self, rule: Rule) -> Wrapper:
        before, between = rule.get("before"), rule.get("between")
        return Wrapper(
            rule["name"],
            rule["turns"],
            self._compile(rule["name"], rf"(?<!\w)(?:{before}) \Z") if before else None,
            self._compile(rule["name"], between) if between else None,
            rule.get("requires_before", False),
        )

    def _compile(self, name: str, pattern: str) -> re.Pattern[str]:
        spaced = pattern.replace(" ", r"\s{1,3}").replace("~", r"\s{0,3}")
        try:
            return re.compile(_MACRO.sub(self._macro, spaced), re.IGNORECASE)
        except re.error as error:
            raise PackError(f"times rule '{name}' is no pattern: {error}") from error

    def _macro(self, macro: re.Match[str]) -> str:
        kind = macro[1]
        if kind in _FIXED:
            return _FIXED[kind]
        if kind == "numeral":
            return _either(number_words(self._pack))
        if kind == "count":
            word = _either((*number_words(self._pack), "beberapa"))
            return rf"(?:\d{{1,4}}(?!\d)|{word}(?:\s{{1,3}}{word}){{0,3}})"
        if kind not in self.words:
            raise PackError(f"times.toml asks for '{{{kind}}}', which calendar.tsv does not have")
        return _either(self.words[kind])


@cache
def time_grammar(pack: Pack) -> TimeGrammar:
    """The grammar of a pack, made once."""
    return TimeGrammar(pack)


def _either(words: Mapping[str, str] | tuple[str, ...]) -> str:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in longest_first) + ")"
