"""What stands around an expression of time: whether it is one, and whether its clause looks ahead.

"Mei" is a month or a name, "Minggu" a day or a week, "2000" a year or a count; the words beside
them tell.
"""

from __future__ import annotations

import re
from bisect import bisect_left

from kg.extract.timegrammar import Pattern, Phrase, TimeGrammar
from kg.model import Sentence

_WORD = re.compile(r"[^\W\d_]+(?:[-'][^\W\d_]+)*")
_LAST_WORD = re.compile(r"([^\W\d_]+(?:-[^\W\d_]+)*)\.?[ \t\n\u00a0]{1,3}\Z")
_NEXT_WORD = re.compile(r"[ \t\n\u00a0]{1,3}([^\W\d_]+(?:-[^\W\d_]+)*)")
_NEAR = 40
_CLAUSE = 160


def plausible(
    text: str, sentence: Sentence, pattern: Pattern, phrase: Phrase, grammar: TimeGrammar
) -> bool:
    """Whether the find is a time in its place, not a name or a count that looks like one."""
    start, end = sentence.span.start, sentence.span.end
    before, after = _beside(text, start, end, phrase)
    if grammar.has(before, "namer") or grammar.has(after, "nametail"):
        return False
    if pattern.bare and (after.lower() in grammar.countable or _counts(sentence, phrase)):
        return False
    if pattern.needs == "perfect":
        words = _WORD.findall(text, max(start, phrase.start - _CLAUSE), phrase.start)
        return any(grammar.has(word, "perfect") for word in words)
    if pattern.reads == "weekday":
        return _is_weekday(text, start, phrase, before)
    if pattern.reads == "date" and _lone_month(phrase):
        return _is_month(text, start, phrase, before, after)
    return True


def clause_is_future(text: str, start: int, end: int, phrase: Phrase, grammar: TimeGrammar) -> bool:
    """Whether a word of the future ("akan") governs the phrase.

    It stands before the phrase in the same clause, or after it where the phrase opens the sentence.
    """
    near = max(start, phrase.start - _CLAUSE)
    future = False
    for mark in grammar.clause_marks.finditer(text, near, phrase.start):
        future = mark["future"] is not None
    if future or near > start or len(_WORD.findall(text, start, phrase.start)) > 1:
        return future
    for mark in grammar.clause_marks.finditer(text, phrase.end, min(end, phrase.end + _CLAUSE)):
        if mark["future"]:
            return True
        if mark[0].isalpha():
            return False
    return False


def _beside(text: str, start: int, end: int, phrase: Phrase) -> tuple[str, str]:
    before = _LAST_WORD.search(text, max(start, phrase.start - _NEAR), phrase.start)
    after = _NEXT_WORD.match(text, phrase.end, end)
    return before[1] if before else "", after[1] if after else ""


def _counts(sentence: Sentence, phrase: Phrase) -> bool:
    """Whether the parser takes the figure for a count of something that follows it."""
    tokens = sentence.tokens
    at = bisect_left(tokens, phrase.end, key=lambda token: token.span.end)
    if at == len(tokens) or tokens[at].span.end != phrase.end or tokens[at].deprel != "nummod":
        return False
    head = tokens[at].head
    return head >= 0 and tokens[head].span.start >= phrase.end


def _lone_month(phrase: Phrase) -> bool:
    groups = set(phrase.groups)
    return "month" in groups and not groups & {"day", "year", "yearshift", "direction"}


def _is_month(text: str, start: int, phrase: Phrase, before: str, after: str) -> bool:
    """A month by itself: with "bulan", or written like a name and not next to another name."""
    written = text[phrase.start : phrase.end]
    if written.lower() != phrase.groups["month"].lower():
        return True
    if not written[0].isupper():
        return False
    if before.islower():
        return not after[:1].isupper() or before in _BEFORE_TIMES
    opens = phrase.start - start < len(before) + 3
    return (not before or opens) and not after[:1].isupper()


_BEFORE_TIMES = frozenset({"pada", "sejak", "hingga", "sampai", "mulai", "awal", "akhir", "bulan"})


def _is_weekday(text: str, start: int, phrase: Phrase, before: str) -> bool:
    """A weekday: after "hari", or written like a name; "minggu" is mostly the week."""
    if "hari" in phrase.groups:
        return True
    written = text[phrase.start : phrase.end]
    if not written[0].isupper():
        return False
    if phrase.groups["weekday"].lower() != "minggu":
        return True
    return phrase.start > start and (not before or before[0].islower())
