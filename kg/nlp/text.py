"""Where sentences and words begin and end; nothing here knows grammar, only marks and letters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from kg.model import Span

OPENING: Final = "\"'“‘«„‚([{<*"
CLOSING: Final = "\"'”’»)]}>*"
#: Dots, question and exclamation marks with what closes behind them.
END: Final = re.compile(r"(?:\.{2,}|…|[.?!]+)[\"'”’»)\]]*")
LOWER_WORD: Final = re.compile(r"(?:^|[\s\"“'‘(])([a-zà-öø-ÿ-]{3,}(?:\"|”|’|'|\))?)$")
CAPITAL_NEXT: Final = re.compile(r"[\"“'‘(]?[A-ZÀ-ÖØ-Þ][a-zà-öø-ÿ]+(?:[ ,-]|\.?\s|\.?$)")


def sentences(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[Span]:
    """Sentences of ``text[start:end]`` without the white space around them.

    A line break always ends a sentence. A full stop does not after an abbreviation, an initial,
    within a number, or before a small letter.
    """
    at = start
    for line in text[start:end].splitlines(keepends=True):
        yield from _in_line(text, at, at + len(line), abbreviations)
        at += len(line)


def _in_line(text: str, start: int, end: int, abbreviations: frozenset[str]) -> Iterator[Span]:
    begin = start
    for match in END.finditer(text, start, end):
        if match.start() < begin:
            continue
        if _ends(text, begin, match, end, abbreviations):
            yield from _trimmed(text, begin, match.end())
            begin = match.end()
    yield from _trimmed(text, begin, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    part = text[start:end]
    inner = part.strip()
    if inner:
        lead = len(part) - len(part.lstrip())
        yield Span(start + lead, start + lead + len(inner))


def _ends(
    text: str, begin: int, match: re.Match[str], end: int, abbreviations: frozenset[str]
) -> bool:
    """Whether a sentence ends at these marks."""
    after = text[match.end() : end]
    before = text[begin : match.start()]
    if not after.strip():
        return True
    if not after[0].isspace():
        return _space_forgotten(before, match.group(), after)
    if after.lstrip()[0] in "([" and before.rpartition(" ")[2][:1].isupper():
        return False  # "PT Maju Tbk. (MAJU)"
    following = after.lstrip().lstrip(OPENING + "-–—•·").lstrip()
    if following and (following[0].islower() or following[0] in ",;:.?!%"):
        return False
    return _closes(before, match.group(), following, abbreviations)


def _space_forgotten(before: str, mark: str, after: str) -> bool:
    """As in "katanya.Presiden": a sentence ends, but not in an address or a number."""
    return (
        mark[0] in ".?!"
        and LOWER_WORD.search(before) is not None
        and CAPITAL_NEXT.match(after) is not None
        and "/" not in before.rpartition(" ")[2]
    )


def _closes(before: str, mark: str, following: str, abbreviations: frozenset[str]) -> bool:
    if mark[0] == "…" or mark.startswith(".."):
        return bool(before.strip()) and not before[-1:].isspace()
    if mark[0] != ".":
        return bool(before.strip(OPENING + " "))
    return len(mark) > 1 or not _abbreviated(before, following, abbreviations)


def _abbreviated(before: str, following: str, abbreviations: frozenset[str]) -> bool:
    word = re.split(r"[\s\"“”'‘’(\[/]", before)[-1]
    if not word:
        return not before.strip()
    if word.casefold() in abbreviations:
        return True
    if len(word) == 1 and word.isalpha() and word.isupper():
        return bool(before[: -len(word)].strip()) or bool(following)
    if re.fullmatch(r"(?:[^\W\d_]\.)+[^\W\d_]", word):
        return following[:1].isupper()
    # "1. Judul": an enumerator at the beginning of a line
    return re.fullmatch(r"\(?(?:\d{1,2}|[ivxIVX]+)", before.strip()) is not None


LETTER: Final = r"[^\W\d_]"
WORD: Final = re.compile(
    rf"""
      (?:https?://|www\.)[^\s<>"“”]+[^\s<>"“”.,;:!?)\]'’]
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+
    | [@\#]\w+
    | [\w-]+(?:\.[\w-]+)*\.(?:com|co|id|net|org|tv|info|gov|go|ac|edu)(?:\.[a-z]{{2}})?\b
    | [IVX]+/\d+(?![\d/])
    | \d{{1,2}}/\d{{1,2}}(?:/\d{{2,4}})?(?![\d/]) | \d{{4}}-\d{{2}}-\d{{2}}(?!\d)
    | \d+(?:[.,:]\d+)*(?:-?an\b|-{LETTER}+)?
    | (?:[A-Z]\.)+[A-Z][a-z]{{0,3}}\b\.? | (?:{LETTER}\.){{2,}} | {LETTER}\.{LETTER}(?!\w)
    | (?:{LETTER}|[\u0300-\u036f])[\w\u0300-\u036f]*(?:['’`][^\W\d_]\w*|&{LETTER}+)*
      (?:-[\w]+)*
    | \.{{2,}} | -{{2,}} | ``| ''
    | [^\w\s]
    | \S
    """,
    re.VERBOSE,
)
CURRENCY: Final = re.compile(r"(Rp|IDR|USD|US|EUR|Rm|RM|S|A|No)(?=\d|\$)")
POSSESSIVE: Final = re.compile(r"['’]s$")


def orthographic_words(text: str, span: Span, abbreviations: frozenset[str]) -> Iterator[Span]:
    """Words, numbers and marks of a sentence: what white space and punctuation set apart."""
    at = span.start
    while at < span.end:
        if text[at].isspace():
            at += 1
            continue
        end = _word_end(text, at, span.end, abbreviations)
        yield Span(at, end)
        at = end


def _word_end(text: str, at: int, limit: int, abbreviations: frozenset[str]) -> int:
    money = CURRENCY.match(text, at, limit)
    if money and (at == 0 or not text[at - 1].isalnum()):
        return money.end()
    match = WORD.match(text, at, limit)
    if match is None:
        return at + 1
    word, end = match.group(), match.end()
    tail = POSSESSIVE.search(word)
    if tail and tail.start() > 0:
        return at + tail.start()
    if text[end : min(end + 1, limit)] == "." and _keeps_dot(text, word, end, limit, abbreviations):
        return end + 1
    return end


def _keeps_dot(text: str, word: str, end: int, limit: int, abbreviations: frozenset[str]) -> bool:
    """A full stop before the end of a sentence belongs to the abbreviation that it follows."""
    rest = text[end + 1 : limit]
    if not rest.strip(CLOSING + " "):
        return False
    if word.casefold() in abbreviations or (len(word) == 1 and word.isupper()):
        return True
    return word.isalpha() and rest[0].isspace()
