"""Bad input through the command line: a clear message, the right exit code, nothing lost."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest

NEWS = "Kenya mengirim polisi ke Haiti pada hari Senin, kata juru bicara.\n"
Kg = Callable[..., Any]
Snapshot = Callable[[Path], Sequence[tuple[str, bytes]]]
LATIN = f"{NEWS}Kafé itu tutup.".encode("latin-1")


@pytest.mark.parametrize(
    "bad",
    [
        ("tiada.txt", None, "no file or folder"),
        ("kosong.txt", b"", "holds no text"),
        ("spasi.txt", b" \n\t\xe2\x80\x8b\n", "holds no text"),
        ("biner.txt", bytes(range(256)), "binary data"),
        ("gambar.txt", b"\x89PNG\r\n", "is a PNG picture"),
        ("latin.txt", LATIN, "looks like Latin-1"),
        ("windows.txt", f"{NEWS}“Ya”".encode("cp1252"), "looks like Windows-1252"),
        ("utf16.txt", NEWS.encode("utf-16-le"), "UTF-16 without byte order mark"),
        ("rusak.txt", "é".encode() + b"\xff", "broken UTF-8: byte 2"),
        ("nol.txt", b"Kenya \0 mengirim", "null bytes (at 6)"),
        ("besar.txt", NEWS.encode() * 16_000, "under 1 MB"),
        ("halaman.html", b"<html><body><script>x</script></body></html>", "no article text"),
        ("naskah.docx", b"PK\x03\x04", "does not read files that end in '.docx'"),
    ],
)
def test_one_bad_input_ends_with_1(
    kg_: Kg, built: Path, snapshot: Snapshot, bad: tuple[str, bytes | None, str]
) -> None:
    """Alone, it is an error with a hint; the earlier output stays as it was."""
    name, content, said = bad
    if content is not None:
        (built / name).write_bytes(content)
    before = snapshot(built / "output")
    result = kg_("build", name)
    assert result.code == 1
    assert result.err.startswith("Error: ")
    assert name in result.err
    assert said in result.err
    assert len(result.err.splitlines()) >= 2
    assert "Traceback" not in result.err
    assert snapshot(built / "output") == before


def test_an_empty_folder(kg_: Kg, folder: Path) -> None:
    """A folder without articles is an error that says what articles are."""
    (folder / "kosong").mkdir()
    result = kg_("build", "kosong")
    assert result.code == 1
    assert ".jsonl" in result.err


def test_utf16_with_a_mark_is_read(kg_: Kg, folder: Path) -> None:
    """UTF-16 that says so is read like UTF-8."""
    (folder / "a.txt").write_bytes(NEWS.encode("utf-16"))
    assert kg_("build", "a.txt").code == 0


def test_bad_files_beside_good_ones_are_told(kg_: Kg, folder: Path) -> None:
    """The good article is built; every bad one is named with its reason."""
    (folder / "seeds" / "latin.txt").write_bytes(LATIN)
    (folder / "seeds" / "kosong.txt").write_bytes(b"")
    result = kg_("build", "seeds")
    assert result.code == 0
    assert "left out, it is not UTF-8; it looks like Latin-1" in result.err
    assert "left out, it holds no text" in result.err


def test_jsonl_with_a_broken_line(kg_: Kg, folder: Path) -> None:
    """The line is reported by its number, the rest is built."""
    good = json.dumps({"id": "a", "text": NEWS})
    (folder / "a.jsonl").write_text(f'{good}\n{{"id": \n', encoding="utf-8")
    result = kg_("build", "a.jsonl")
    assert result.code == 0
    assert "a.jsonl, line 2" in result.err
    assert "1 article" in result.err


def test_two_articles_with_one_id(kg_: Kg, folder: Path) -> None:
    """Both places are named; the first is built."""
    (folder / "satu.txt").write_text(NEWS, encoding="utf-8")
    result = kg_("build", "seeds", "satu.txt", "-f", "turtle")
    assert result.code == 0
    assert "it has the id 'satu', as seeds/satu.txt has" in result.err
    assert "(satu.txt)" in result.err
    assert "1 left out" in result.err


def test_an_english_article_is_warned_of(kg_: Kg, folder: Path) -> None:
    """The language that was found is named."""
    english = "The minister said that the army had not been in the city since they took it. " * 3
    (folder / "seeds" / "english.txt").write_text(english, encoding="utf-8")
    result = kg_("build", "seeds")
    assert result.code == 0
    assert "looks English, not Indonesian" in result.err
    assert "seeds/english.txt" in result.err


@pytest.mark.parametrize("output", ["seeds/satu.txt", "seeds/satu.txt/deeper", "/proc/kg"])
def test_output_that_cannot_be_written(kg_: Kg, folder: Path, output: str) -> None:
    """A file in place of the folder, or a place where none can be made, is an error."""
    before = (folder / "seeds" / "satu.txt").read_bytes()
    result = kg_("build", "seeds", "-o", output)
    assert result.code == 1
    assert "cannot write" in result.err
    assert "-o FOLDER" in result.err
    assert (folder / "seeds" / "satu.txt").read_bytes() == before


def test_a_line_of_200_000_characters_is_built(kg_: Kg, folder: Path) -> None:
    """One endless line is read, searched for boilerplate, and written."""
    (folder / "a.txt").write_text(f"{NEWS.strip()} {'banjir ' * 28_572}", encoding="utf-8")
    assert kg_("build", "a.txt", "-f", "turtle").code == 0


STRANGE = (
    'Kenya mengirim "polisi" </script><script>alert(1)</script> {{x}} {% y %} \\ \' & < > ]]> '
    "\u202eHaiti\u202c \u200b\u2066 🇮🇩 e\u0301 $(rm) `x` \x1b[31m\n=1+1\n"
)


@pytest.mark.parametrize("name", ["turtle", "trig", "nt", "jsonld", "html", "graphml", "csv"])
def test_strange_text_is_escaped_in_every_format(kg_: Kg, folder: Path, name: str) -> None:
    """Markup, quotes, braces, backslashes, bidi, emoji: no format breaks or runs them."""
    (folder / "a.txt").write_text(STRANGE, encoding="utf-8")
    assert kg_("build", "a.txt", "-f", name).code == 0
    files = [file for file in (folder / "output").iterdir() if file.name != "facts.db"]
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        if file.suffix == ".html":
            assert "</script><script>alert(1)" not in text
        if file.suffix in (".ttl", ".trig", ".nt", ".jsonld"):
            format_ = ox.RdfFormat.from_extension(file.suffix[1:])
            values = {q.object.value for q in ox.parse(text, format=format_)}  # type: ignore[union-attr]
            assert STRANGE in values


def test_nothing_steers_the_terminal(kg_: Kg, folder: Path) -> None:
    """Escape characters of a file's name or of an article never reach the terminal."""
    (folder / "a.txt").write_text(STRANGE, encoding="utf-8")
    assert kg_("build", "a.txt", "-f", "turtle").code == 0
    for arguments in (
        ("explain", "Kenya"),
        ("query", "SELECT ?t WHERE { ?a nif:isString ?t }"),
        ("build", "tiada\x1b[31m.txt"),
        ("explain", "\x1b[31mKenya"),
    ):
        result = kg_(*arguments)
        assert "\x1b" not in result.out + result.err
        assert "\u202e" not in result.out + result.err
