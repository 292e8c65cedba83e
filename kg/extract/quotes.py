"""Which sentences stand inside a quotation that runs over several of them."""

from __future__ import annotations

_OPENING, _CLOSING, _STRAIGHT = "“«", "”»", '"'


def open_quotation(text: str, start: int) -> bool:
    """Whether a quotation opened before ``start`` in the same paragraph is still open there.

    Curly marks are counted by direction; straight ones by parity. A paragraph ends quotations,
    because newspapers often leave the closing mark out.
    """
    begin = text.rfind("\n", 0, start) + 1
    before = text[begin:start]
    curly = sum(map(before.count, _OPENING)) - sum(map(before.count, _CLOSING))
    return curly > 0 or before.count(_STRAIGHT) % 2 == 1
