"""What in an article is no news: links to other stories, bylines, captions, calls to follow.

The rules are the pack's ``boilerplate.toml``. A rule's ``pattern`` is a regular expression (one
line at a time) and its ``scope`` says where it may match and what is then boilerplate:

``line``      at the start of a line: the whole line;
``sentence``  at the start of a line or sentence: from there to the sentence's end;
``words``     anywhere: the characters that match.

``follows = true``: where the match is all there is on its line ("Baca juga:"), the headlines below
it belong to it. The article's text stays as it is; the spans are kept out of extraction.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from kg.errors import PackError
from kg.lang.pack import load
from kg.model import Boilerplate, Span

SCOPES = ("line", "sentence", "words")

_LINE = re.compile(r"[^\n]+")
_LEAD = re.compile(r"[\s\-–—•*>|#\[(▶►»→]*")
_START = re.compile(r"[.!?…:;|][\"'”’)\]]*\s+(?=\S)")
_END = re.compile(r"(?<![\s.][A-Z])[.!?…][\"'”’)\]]*(?=\s)")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_FOLLOWERS = 6
_HEADLINE_LENGTH = 160


@dataclass(frozen=True, slots=True)
class BoilerplateRule:
    """One rule of the pack, compiled."""

    name: str
    pattern: re.Pattern[str]
    scope: str
    follows: bool


@cache
def rules(language: str) -> tuple[BoilerplateRule, ...]:
    """The pack's rules in order.

    Raises:
        LanguageError: there is no pack for ``language``.
        PackError: a pattern is no regular expression, or a scope is unknown.
    """
    compiled = []
    for rule in load(language).rules("boilerplate"):
        if rule.get("scope") not in SCOPES:
            raise PackError(f"boilerplate rule '{rule['name']}': scope is one of {SCOPES}")
        try:
            pattern = re.compile(rule["pattern"])
        except (KeyError, re.error) as error:
            raise PackError(f"boilerplate rule '{rule['name']}': pattern: {error}") from error
        follows = bool(rule.get("follows", False))
        compiled.append(BoilerplateRule(rule["name"], pattern, rule["scope"], follows))
    return tuple(compiled)


def find(text: str, language: str) -> tuple[Boilerplate, ...]:
    """The boilerplate of ``text`` in reading order, without overlaps."""
    found: list[Boilerplate] = []
    lines = list(_LINE.finditer(text))
    for index, line in enumerate(lines):
        starts = _starts(line[0])
        for rule in rules(language):
            for span in _spans(rule, line[0], starts):
                found.append(_shifted(span, line.start(), rule))
                alone = not _rest(line[0], span)
                if rule.follows and alone:
                    found.extend(_below(text, lines[index:], rule))
    return _apart(found)


def without(text: str, found: Sequence[Boilerplate]) -> str:
    """``text`` with boilerplate left out; offsets do not survive."""
    parts, at = [], 0
    for part in found:
        parts.append(text[at : part.span.start])
        at = part.span.end
    return "".join([*parts, text[at:]])


def _starts(line: str) -> tuple[int, ...]:
    """Where the line and the sentences in it begin."""
    lead = _LEAD.match(line)
    first = lead.end() if lead else 0
    return (first, *(match.end() for match in _START.finditer(line, first)))


def _spans(rule: BoilerplateRule, line: str, starts: Sequence[int]) -> Iterator[tuple[int, int]]:
    end = len(line.rstrip())
    if rule.scope == "words":
        yield from (match.span() for match in rule.pattern.finditer(line) if match[0])
        return
    if rule.scope == "line":
        if rule.pattern.match(line, starts[0]):
            yield starts[0], end
        return
    at = 0
    for start in starts:
        match = rule.pattern.match(line, start) if start >= at else None
        if match is not None:
            stop = _END.search(line, match.end())
            at = stop.end() if stop else end
            yield start, at


def _rest(line: str, span: tuple[int, int]) -> str:
    return line[: span[0]].strip() + line[span[1] :].strip()


def _below(
    text: str, lines: Sequence[re.Match[str]], rule: BoilerplateRule
) -> Iterator[Boilerplate]:
    """The headlines under a line that only announces them."""
    last = lines[0]
    for count, line in enumerate(lines[1 : _FOLLOWERS + 1]):
        content = line[0].strip()
        apart = text.count("\n", last.end(), line.start()) > 1
        if not content or (apart and count) or len(content) > _HEADLINE_LENGTH:
            return
        if _SENTENCE_END.search(content):
            return
        start = line.start() + len(line[0]) - len(line[0].lstrip())
        yield Boilerplate(Span(start, start + len(content)), rule.name)
        last = line


def _shifted(span: tuple[int, int], by: int, rule: BoilerplateRule) -> Boilerplate:
    return Boilerplate(Span(span[0] + by, span[1] + by), rule.name)


def _apart(found: Sequence[Boilerplate]) -> tuple[Boilerplate, ...]:
    kept: list[Boilerplate] = []
    for part in sorted(found, key=lambda part: (part.span.start, -part.span.end)):
        last = kept[-1].span.end if kept else 0
        if part.span.end <= last:
            continue
        start = max(part.span.start, last)
        kept.append(Boilerplate(Span(start, part.span.end), part.rule))
    return tuple(kept)
