"""The pack's rules about the words beside a number, compiled."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from kg.errors import PackError
from kg.extract.units import UnitFinder, unit_finder
from kg.lang.pack import Pack, Rule
from kg.model import Bound, Span

_LEAD = 40
_MORE = "(?: (?:ada|terdapat|sebanyak|sekitar|sejumlah|total))?"


@dataclass(frozen=True, slots=True)
class QuantityRule:
    """One rule: the words it looks for, and what they do to the number."""

    name: str
    before: re.Pattern[str] | None
    after: re.Pattern[str] | None
    between: re.Pattern[str] | None
    bound: Bound | None
    skip: bool
    keep: bool
    only_one: bool
    one: bool

    def beside(self, text: str, within: Span, start: int, end: int) -> Span | None:
        """``start`` to ``end`` widened by this rule's words, None where they are not there."""
        first, last = start, end
        if self.before is not None:
            found = self.before.search(text, max(within.start, start - _LEAD), start)
            if found is None:
                return None
            first = found.start()
        if self.after is not None:
            found = self.after.match(text, end, within.end)
            if found is None:
                return None
            last = found.end()
        return Span(first, last)


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """All rules of a pack, in file order; ``any_before`` matches where one with ``before`` may."""

    all: tuple[QuantityRule, ...]
    without_before: tuple[QuantityRule, ...]
    any_before: re.Pattern[str]

    def near(self, text: str, within: Span, start: int) -> tuple[QuantityRule, ...]:
        """The rules that the words before ``start`` leave possible: most numbers have few."""
        first = max(within.start, start - _LEAD)
        return self.all if self.any_before.search(text, first, start) else self.without_before


@cache
def quantity_rules(pack: Pack) -> QuantityRules:
    """The rules of a pack, made once.

    Raises:
        PackError: a pattern cannot be compiled.
    """
    units = unit_finder(pack)
    rules = tuple(_compiled(rule, units) for rule in pack.rules("quantities"))
    before = "|".join(rule["before"] for rule in pack.rules("quantities") if "before" in rule)
    return QuantityRules(
        rules,
        tuple(rule for rule in rules if rule.before is None),
        _pattern(rf"(?<!\w)(?:{before}){_MORE}~\Z"),
    )


def _compiled(rule: Rule, units: UnitFinder) -> QuantityRule:
    before, after, between = rule.get("before"), rule.get("after"), rule.get("between")
    bound = Bound(rule["bound"]) if "bound" in rule else None
    try:
        return QuantityRule(
            rule["name"],
            _pattern(_before(before, counts=bound is not None)) if before else None,
            _pattern(after) if after else None,
            _pattern(f"(?:~{units.percent})?(?:{between})(?:{units.currency}~)?")
            if between
            else None,
            bound,
            rule.get("skip", False),
            rule.get("keep", False),
            rule.get("only", "") == "one",
            rule.get("one", False),
        )
    except re.error as error:
        raise PackError(f"quantities rule '{rule['name']}' is no pattern: {error}") from error


def _before(words: str, *, counts: bool) -> str:
    """Right before the number; a bound may have "ada" or "sebanyak" in between."""
    blank = "" if words.endswith("~") else " "
    return rf"(?<!\w)(?:{words}){_MORE if counts else ''}{blank}\Z"


def _pattern(pattern: str) -> re.Pattern[str]:
    spaced = pattern.replace(" ", r"\s{1,3}").replace("~", r"\s{0,3}")
    return re.compile(spaced, re.IGNORECASE)
