"""Bytes to text: UTF-8, UTF-16 with a byte order mark, or an error that names what was found."""

from __future__ import annotations

import codecs
import re

from kg.errors import InputError

_MAGIC = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\x7fELF", "a program"),
)
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_WINDOWS = re.compile(rb"[\x80-\x9f]")
_BINARY_SHARE = 0.02
_TO_TEXT = "Save its text as UTF-8 in a .txt file."


def decode(data: bytes) -> str:
    """``data`` as text without byte order mark, newlines as LF.

    Raises:
        InputError: the bytes are no text, or text in another encoding.
    """
    if data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise _foreign("UTF-32", "UTF-32")
    if data.startswith(codecs.BOM_UTF16_LE):
        return normal(_utf16(data, "utf-16-le"))
    if data.startswith(codecs.BOM_UTF16_BE):
        return normal(_utf16(data, "utf-16-be"))
    for magic, kind in _MAGIC:
        if data.startswith(magic):
            raise InputError(f"is {kind}, not text", _TO_TEXT)
    if b"\0" in data:
        raise _with_nulls(data)
    return normal(_utf8(data.removeprefix(codecs.BOM_UTF8), data.startswith(codecs.BOM_UTF8)))


def normal(text: str) -> str:
    """``text`` with newlines as LF and without byte order mark.

    Raises:
        InputError: it holds null characters, so it is no text.
    """
    if "\0" in text:
        at = text.index("\0")
        raise InputError(f"holds a null character (at {at}): binary data, not text", _TO_TEXT)
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _utf8(data: bytes, marked: bool) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        bad = error.start
    if len(_CONTROL.findall(data)) > _BINARY_SHARE * len(data):
        raise InputError("is binary data, not text", _TO_TEXT)
    if marked or _MULTIBYTE.search(data):
        at = bad + (len(codecs.BOM_UTF8) if marked else 0)
        raise InputError(
            f"is broken UTF-8: byte {at} (0x{data[bad]:02x}) cannot stand there",
            "Get a fresh copy of the file, or repair that place in an editor.",
        )
    if _WINDOWS.search(data):
        raise _foreign("Windows-1252", "WINDOWS-1252")
    raise _foreign("Latin-1 (ISO-8859-1)", "ISO-8859-1")


def _utf16(data: bytes, codec: str) -> str:
    try:
        return data[len(codecs.BOM_UTF16) :].decode(codec)
    except UnicodeDecodeError as error:
        at = error.start + len(codecs.BOM_UTF16)
        raise InputError(
            f"is broken UTF-16: it breaks at byte {at}",
            "Get a fresh copy of the file, or save it as UTF-8.",
        ) from None


def _with_nulls(data: bytes) -> InputError:
    half = len(data) / 2
    even, odd = data[::2].count(0), data[1::2].count(0)
    if max(even, odd) > half / 2 and min(even, odd) < half / 10:
        order = "BE" if even > odd else "LE"
        return _foreign("UTF-16 without byte order mark", f"UTF-16{order}")
    return InputError(f"holds null bytes (at {data.index(0)}): binary data, not text", _TO_TEXT)


def _foreign(name: str, codec: str) -> InputError:
    return InputError(
        f"is not UTF-8; it looks like {name}",
        f"Convert it: iconv -f {codec} -t UTF-8 FILE > NEW-FILE",
    )
