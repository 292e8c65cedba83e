"""Text of others on a terminal: nothing in it may steer the terminal or turn the writing."""

from __future__ import annotations

import unicodedata

_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


def visible(text: str) -> str:
    r"""``text`` with control characters and marks of direction written out (``\u001b``)."""
    return "".join(
        f"\\u{ord(character):04x}"
        if unicodedata.category(character) in ("Cc", "Cs") or character in _TURNING
        else character
        for character in text
    )
