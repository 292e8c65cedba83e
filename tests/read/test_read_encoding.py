"""Bytes become text, or an error that names what they are and how to convert them."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError
from kg.read.encoding import decode, normal

TEXT = "Banjir melanda Demak – kata warga di kafé “Rawa”.\n"
# What decode must give back: no null, no byte order mark in front, newlines as LF.
plain = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufeff"))


@given(plain)
def test_utf8_comes_back_as_it_was(text: str) -> None:
    """UTF-8 with and without byte order mark is read code point for code point."""
    magic = text.encode().startswith((b"%PDF-", b"GIF8", b"PK\x03\x04", b"{\\rtf", b"\x7fELF"))
    if not magic:
        assert decode(text.encode()) == text
    assert decode(codecs.BOM_UTF8 + text.encode()) == text


@given(plain)
def test_utf16_with_mark_comes_back_as_it_was(text: str) -> None:
    """Both orders of UTF-16 are read when a byte order mark says so."""
    for codec, mark in (("utf-16-le", codecs.BOM_UTF16_LE), ("utf-16-be", codecs.BOM_UTF16_BE)):
        data = mark + text.encode(codec)
        if not data.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
            assert decode(data) == text


@given(st.binary())
def test_any_bytes_are_text_or_an_input_error(data: bytes) -> None:
    """No bytes make anything else than text or an InputError with a hint."""
    try:
        text = decode(data)
    except InputError as error:
        assert error.hint
    else:
        assert "\r" not in text
        assert "\0" not in text


def test_newlines_become_lf() -> None:
    """Windows and old Mac newlines are LF; a second mark inside the text stays."""
    assert normal("a\r\nb\rc\n\ufeff") == "a\nb\nc\n\ufeff"


@pytest.mark.parametrize(
    ("data", "named", "hint"),
    [
        (TEXT.encode("cp1252"), "Windows-1252", "iconv -f WINDOWS-1252"),
        (
            TEXT.replace("–", "-").replace("“", "").replace("”", "").encode("latin-1"),
            "Latin-1",
            "ISO-8859-1",
        ),
        (TEXT.encode("utf-16-le"), "UTF-16 without byte order mark", "UTF-16LE"),
        (TEXT.encode("utf-16-be"), "UTF-16 without byte order mark", "UTF-16BE"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "UTF-32", "UTF-32"),
    ],
)
def test_another_encoding_is_named(data: bytes, named: str, hint: str) -> None:
    """The message names the encoding that is suspected, the hint the command that converts it."""
    with pytest.raises(InputError) as caught:
        decode(data)
    assert named in caught.value.message
    assert hint in caught.value.hint


def test_broken_utf8_names_the_byte() -> None:
    """A file that is UTF-8 but for one place says which byte that is."""
    good = "Gunung é meletus".encode()
    with pytest.raises(InputError, match=r"broken UTF-8: byte 18 \(0xff\)"):
        decode(good + b" \xff" + good)


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04....", "ZIP"),
        (b"\x89PNG\r\n", "PNG"),
        (bytes(range(256)), "binary"),
        (bytes(range(1, 256)), "binary"),
        (b"Gempa \0 bumi", r"null bytes \(at 6\)"),
    ],
)
def test_binary_data_is_refused(data: bytes, kind: str) -> None:
    """What is no text is refused, with its kind where that can be told."""
    with pytest.raises(InputError, match=kind):
        decode(data)
