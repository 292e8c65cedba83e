"""A web page to an article: trafilatura finds the text, the headline and the date."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import date

from kg.errors import InputError, MissingExtraError
from kg.read.encoding import decode, normal
from kg.read.lines import day

MAX_PAGE_BYTES = 20_000_000

_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE
)
_SEARCHED = 4096
# The Web reads these names as Windows-1252 (WHATWG Encoding Standard, 4.2).
_WINDOWS = frozenset({"iso-8859-1", "latin-1", "latin1", "us-ascii", "ascii", "windows-1252"})


@dataclass(frozen=True, slots=True)
class Page:
    """What was found on a page; the headline is the first line of ``text``."""

    text: str
    title: str | None
    published: date | None
    url: str | None


def page(data: bytes) -> Page:
    """The article on the page.

    Raises:
        InputError: the page holds no article, or its bytes are not what it declares.
        MissingExtraError: trafilatura is not installed.
    """
    try:
        import trafilatura  # noqa: PLC0415  (an extra, and slow to import)
    except ImportError as error:
        raise MissingExtraError(
            f"reading .html needs trafilatura, which is not installed ({error})",
            "Run: pip install 'berita-kg[html]'",
        ) from error
    found = trafilatura.bare_extraction(
        _decoded(data),
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        # Today's date must not decide what is found.
        date_extraction_params={"extensive_search": False, "max_date": "2200-01-01"},
    )
    if found is None or isinstance(found, dict) or not (found.text or "").strip():
        raise InputError(
            "holds no article text", "Save the article's own page, or its text as .txt."
        )
    title = " ".join((found.title or "").split()) or None
    text = normal(found.text or "").strip()
    if title and not " ".join(text.partition("\n")[0].split()).startswith(title):
        text = f"{title}\n\n{text}"
    return Page(text, title, day(found.date or ""), found.url)


def looks_like_page(data: bytes) -> bool:
    """Whether text from standard input is HTML."""
    return bool(
        re.match(rb"(\xef\xbb\xbf)?\s*<(!doctype html|html)\b", data[:_SEARCHED], re.IGNORECASE)
    )


def _decoded(data: bytes) -> str:
    declared = _CHARSET.search(data[:_SEARCHED])
    name = declared[1].decode("ascii").lower() if declared else "utf-8"
    marked = data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if marked or name in ("utf-8", "utf8"):
        return decode(data)
    try:
        return normal(data.decode("windows-1252" if name in _WINDOWS else name))
    except (LookupError, UnicodeDecodeError):
        raise InputError(
            f"declares the encoding {name}, and its bytes are not that",
            "Save the page again as UTF-8.",
        ) from None
