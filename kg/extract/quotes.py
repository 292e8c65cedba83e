"""Which sentences stand inside a quotation that runs over several of them."""

from __future__ import annotations

import re

from kg.extract.tree import Tree

#: Characters that a quotation may open and close with.
OPENING, CLOSING = "“«\"'", "”»\"'"
#: Tokens that may close a quotation.
_ENDS = frozenset({'"', "”", "»", "''", "’", "'"})
_OPENING, _CLOSING = "“«", "”»"
_MARK = re.compile(r"[“«”»\"]|''")
#: How many lines a quotation may run on, and how far back in characters it is looked for.
_LINES, _REACH = 8, 6000


def open_quotation(text: str, start: int) -> bool:
    """Whether a quotation opened before ``start`` is still open there.

    Curly marks have a direction, straight ones take turns. A blank line ends a quotation, because
    newspapers often leave the closing mark out, and so does a line that opens one of its own.
    """
    begin = max(text.rfind("\n\n", 0, start) + 1, start - _REACH, 0)
    inside = False
    for line in text[begin:start].split("\n")[-_LINES:]:
        if _MARK.match(line.lstrip()):
            inside = False
        for mark in _MARK.findall(line):
            inside = mark in _OPENING or (mark not in _CLOSING and not inside)
    return inside


def follows_quotation(tree: Tree, place: int) -> bool:
    """A word that stands right behind a closing mark, with or without a comma between."""
    before = place - 1 if place > 0 and tree.word(place - 1) != "," else place - 2
    return before > 0 and tree.word(before) in _ENDS
