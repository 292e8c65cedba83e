"""Web pages: the article's text, headline and date, and nothing around it."""

from __future__ import annotations

import sys
from datetime import date

import pytest

from kg.errors import InputError, MissingExtraError
from kg.read.page import page

PARAGRAPH = (
    "Warga Desa Rawa mengungsi ke balai desa pada hari Senin karena banjir &lt;script&gt; dan "
    "hujan deras yang turun sejak malam, kata kepala desa di kafé setempat."
)
PAGE = f"""<!doctype html><html lang="id"><head><meta charset="CHARSET">
<title>Banjir di Rawa | Kabar</title>
<meta property="article:published_time" content="2018-09-28T10:00:00+07:00"></head>
<body><nav><a href="/">Beranda</a> <a href="/politik">Politik</a></nav>
<article><h1>Banjir di Rawa</h1><p>{PARAGRAPH}</p><p>{PARAGRAPH}</p></article>
<script>var berita = "jangan dibaca";</script><footer>Redaksi Kabar</footer></body></html>"""


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
def test_a_page_is_read_in_the_encoding_it_declares(charset: str) -> None:
    """Headline first, then the body; menus, scripts and footers are left out."""
    found = page(PAGE.replace("CHARSET", charset).encode(charset))
    assert found.text.splitlines()[0] == found.title == "Banjir di Rawa"
    assert found.published == date(2018, 9, 28)
    assert "kafé" in found.text
    assert "<script>" in found.text
    for other in ("Beranda", "jangan dibaca", "Redaksi Kabar"):
        assert other not in found.text


def test_a_page_of_the_future_keeps_its_date() -> None:
    """What is found does not depend on the day on which it is read."""
    found = page(PAGE.replace("CHARSET", "utf-8").replace("2018-09", "2091-09").encode())
    assert found.published == date(2091, 9, 28)


@pytest.mark.parametrize(
    "data", [b"<html><body></body></html>", b"<html>", b"", b"<p>  </p>", b"\n\n", b"hello"]
)
def test_a_page_without_article(data: bytes) -> None:
    """A page without text is an error, whatever else stands on it."""
    with pytest.raises(InputError, match="no article text"):
        page(data)


def test_a_page_that_declares_what_it_is_not() -> None:
    """An unknown or wrong declared encoding is named."""
    for charset in ("x-klingon", "euc-kr"):
        with pytest.raises(InputError, match=charset):
            page(PAGE.replace("CHARSET", charset).encode("cp1252"))


def test_without_trafilatura_the_command_to_install_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The extra is named exactly as pip wants it."""
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    with pytest.raises(MissingExtraError) as caught:
        page(b"<html>")
    assert "pip install 'berita-kg[html]'" in caught.value.hint
