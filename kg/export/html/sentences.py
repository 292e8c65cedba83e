"""Where sentences end in a text of which only the characters are known, to quote around a mention.

The graph holds no sentences, so the page finds them again by punctuation. It only decides how much
is quoted; offsets and marks come from the graph.
"""

from __future__ import annotations

import re

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|\n+")
_ABBREVIATION = re.compile(r"(?:^|[\s(\"“])(?:[A-Z]|[A-Z][a-z]{1,2}|[a-z]\.[a-z]|[A-Z]\.[A-Z])\.$")
_LONGEST = 600


def sentences(text: str) -> list[tuple[int, int]]:
    """Start and end of each sentence of ``text``, without the white space around it.

    No sentence is longer than 600 characters: a text without punctuation is cut between words.
    """
    found: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if _ABBREVIATION.search(text[max(start, match.end() - 6) : match.end()]):
            continue
        found.extend(_pieces(text, start, match.end()))
        start = match.end()
    found.extend(_pieces(text, start, len(text)))
    return found


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces: list[tuple[int, int]] = []
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        space = text.rfind(" ", start + 1, start + _LONGEST)
        cut = space if space > start else start + _LONGEST
        pieces.append((start, cut))
        start = cut + 1 if space > start else cut
    if end > start:
        pieces.append((start, end))
    return pieces
