"""Plain text to an article's parts: is there anything to read, and is the first line a headline?"""

from __future__ import annotations

import re
import unicodedata

from kg.errors import InputError

MAX_BYTES = 1_000_000
LIMIT = "1 MB"

_ENDS_SENTENCE = re.compile(r"[.;:,…]['\"”’)\]]*$")
_HEADLINE_LENGTH = 200
_INVISIBLE = {"Cc", "Cf", "Zs", "Zl", "Zp", "Cn", "Co"}


def checked(text: str) -> str:
    """``text``, if it can be an article.

    Raises:
        InputError: it is empty, too long, or cannot be written as UTF-8.
    """
    try:
        size = len(text.encode("utf-8"))
    except UnicodeEncodeError as error:
        raise InputError(
            f"holds half a surrogate pair (at character {error.start}), which is no text",
            "Repair the escape \\ud800-\\udfff at that place.",
        ) from None
    if size >= MAX_BYTES:
        raise InputError(
            f"holds {size:,} bytes of text; an article must be under {LIMIT}",
            "Split it into articles, one file or one JSONL line each.",
        )
    if all(unicodedata.category(character) in _INVISIBLE for character in text):
        raise InputError("holds no text", "Give a file with the article's words in it.")
    return text


def headline(text: str) -> str | None:
    """The first line with words, if it stands and reads like a headline above a body."""
    first, _, rest = text.lstrip().partition("\n")
    line = " ".join(first.split())
    body = rest.strip()
    if not line or not body or len(line) > _HEADLINE_LENGTH or _ENDS_SENTENCE.search(line):
        return None
    if not any(character.isalpha() for character in line):
        return None
    below_blank = not rest.partition("\n")[0].strip()
    return line if below_blank or len(body) > len(line) else None
