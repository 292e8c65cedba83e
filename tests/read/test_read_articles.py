"""Files, folders, JSON Lines and standard input become articles; the rest is told."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, KGError, LanguageError
from kg.model import Article
from kg.read import Problem, read
from kg.read.text import MAX_BYTES, headline

BODY = "Warga Desa Rawa mengungsi ke balai desa pada hari Senin karena banjir.\n"
Make = Callable[[str, str | bytes], str]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Writes a file below the test's folder and gives its path."""

    def write(name: str, content: str | bytes) -> str:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return str(path)

    return write


def articles(*inputs: str, **options: object) -> list[Article]:
    """The articles alone; a problem fails the test."""
    found = list(read(inputs, **options))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, Problem)]
    return [item for item in found if isinstance(item, Article)]


def test_a_text_file_is_an_article(make: Make) -> None:
    """Id from the stem, headline from the first line, text as it stands."""
    text = f"Banjir di Rawa\n\n{BODY}"
    (article,) = articles(make("2024-banjir.v2.txt", text))
    assert (article.id, article.title, article.text) == ("2024-banjir.v2", "Banjir di Rawa", text)
    assert (article.language, article.published, article.url) == ("id", None, None)


def test_the_date_given_wins(make: Make) -> None:
    """``published`` stands for every article, also where JSONL says otherwise."""
    path = make("a.jsonl", json.dumps({"id": "a", "text": BODY, "date": "2020-01-01"}))
    assert articles(path)[0].published == date(2020, 1, 1)
    assert articles(path, published=date(2024, 5, 6))[0].published == date(2024, 5, 6)


def test_folders_are_walked_in_order(make: Make, tmp_path: Path) -> None:
    """Known suffixes at any depth, sorted; hidden files, others and the output folder are not."""
    for name in (
        "b/z.txt",
        "a.txt",
        "b/c/y.TXT",
        ".hidden.txt",
        ".git/x.txt",
        "out/w.txt",
        "v.pdf",
    ):
        make(name, BODY)
    found = articles(str(tmp_path), exclude=tmp_path / "out")
    assert [article.id for article in found] == ["a", "y", "z"]


def test_an_input_given_twice_is_read_once(make: Make) -> None:
    """The same path on the command line is no second article."""
    path = make("a.txt", BODY)
    assert len(articles(path, path)) == 1


def test_jsonl_gives_its_fields(make: Make) -> None:
    """All fields are used; a number may be an id; without one the line's number serves."""
    lines = [
        {"id": "satu", "text": BODY, "title": "Judul", "date": "2024-02-03T07:00:00+07:00",
         "url": "https://example.org/1"},
        {"id": 7, "text": f"Judul dua\n\n{BODY}"},
        {"text": BODY, "title": "  "},
    ]  # fmt: skip
    found = articles(make("berita.jsonl", "\n\n".join(map(json.dumps, lines))))
    assert [article.id for article in found] == ["satu", "7", "berita-5"]
    assert [article.title for article in found] == ["Judul", "Judul dua", None]
    assert (found[0].published, found[0].url) == (date(2024, 2, 3), "https://example.org/1")


def test_a_broken_line_is_told_and_the_rest_is_read(make: Make) -> None:
    """Each broken line is a problem with its number; a date that is none only loses the date."""
    lines = [
        json.dumps({"id": "a", "text": BODY}),
        '{"id": "b", "text": ',
        "[1, 2]",
        json.dumps({"id": "c"}),
        json.dumps({"id": "d", "text": " \n"}),
        json.dumps({"id": "e", "text": "a\0b"}),
        '{"id": "f", "text": "\\ud800"}',
        json.dumps({"id": "g", "text": BODY, "date": "kemarin"}),
        json.dumps({"id": "\u0007", "text": BODY}),
        "9" * 5000,
        "[" * 100_000,
    ]
    found = list(read([make("x.jsonl", "\n".join(lines))]))
    problems = [item for item in found if isinstance(item, Problem)]
    assert [item.id for item in found if isinstance(item, Article)] == ["a", "g"]
    assert [(problem.line, problem.left_out) for problem in problems] == [
        (2, True), (3, True), (4, True), (5, True), (6, True), (7, True), (8, False), (9, True),
        (10, True), (11, True),
    ]  # fmt: skip
    assert "not JSON" in problems[0].message
    assert problems[0].where.endswith("x.jsonl, line 2")


def test_one_bad_file_among_many_is_a_problem(make: Make) -> None:
    """The others are read; alone, or with none that can be read, it is an error."""
    good, bad, worse = make("a.txt", BODY), make("b.txt", b"\x89PNG"), make("c.txt", "")
    found = list(read([bad, good, worse]))
    assert [type(item) for item in found] == [Problem, Article, Problem]
    with pytest.raises(InputError, match="PNG"):
        list(read([bad]))
    with pytest.raises(InputError, match="none of the inputs"):
        list(read([bad, worse]))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", "", "no text"),
        ("blank.txt", " \n\t\u200b\u2060\ufeff\n", "no text"),
        ("big.txt", "Satu. " * (MAX_BYTES // 6 + 1), "under 1 MB"),
        ("huge.txt", b"a" * (2 * MAX_BYTES + 1), "1 MB"),
        ("empty.jsonl", "\n\n", "no article"),
        ("u16.jsonl", '{"text": "a"}'.encode("utf-16"), "UTF-16"),
        ("x.docx", "a", "'.docx'"),
        ("suffixless", "a", "without a suffix"),
    ],
)
def test_what_cannot_be_an_article(make: Make, name: str, content: str | bytes, said: str) -> None:
    """Each is an InputError that says what is wrong and what to do."""
    with pytest.raises(InputError, match=said) as caught:
        list(read([make(name, content)]))
    assert caught.value.hint


def test_what_is_not_there(make: Make, tmp_path: Path) -> None:
    """A path to nothing, an empty folder, no standard input, a language without a pack."""
    (tmp_path / "kosong").mkdir()
    for inputs, said in (
        ([str(tmp_path / "tiada.txt")], "no file or folder"),
        ([str(tmp_path / "kosong")], "holds no article"),
        (["-"], "not connected"),
        (["-", "-"], "once"),
    ):
        with pytest.raises(InputError, match=said):
            list(read(inputs))
    with pytest.raises(LanguageError):
        list(read([make("a.txt", BODY)], language="xx"))


def test_of_two_articles_with_one_id_the_first_is_read(make: Make) -> None:
    """Files with one stem, and lines with one id: the second is told with both places."""
    one, two = make("x/a.txt", BODY), make("y/a.txt", BODY)
    first, problem = read([one, two])
    assert isinstance(first, Article)
    assert isinstance(problem, Problem)
    assert problem.left_out
    assert one in problem.message
    assert problem.source == two
    line = json.dumps({"id": "sama", "text": BODY})
    _, told = read([make("d.jsonl", f"{line}\n{line}")])
    assert isinstance(told, Problem)
    assert (told.line, "line 1 has" in told.message) == (2, True)


def test_standard_input_is_text_jsonl_or_a_page() -> None:
    """What is piped in is told apart by how it begins."""
    line = json.dumps({"id": "z", "text": BODY})
    page = (
        f"<!doctype html><title>Banjir</title><article><h1>Banjir</h1><p>{BODY * 4}</p></article>"
    )
    for data, identifier in ((BODY, "stdin"), (line, "z"), (page, "stdin")):
        (article,) = articles("-", stdin=io.BytesIO(data.encode()))
        assert article.id == identifier
        assert "mengungsi" in article.text
        assert "<p>" not in article.text


def test_a_line_of_200_000_characters_is_read(make: Make) -> None:
    """One endless line is an article like another."""
    (article,) = articles(make("panjang.txt", "banjir " * 28_572))
    assert len(article.text) > 200_000
    assert article.title is None


def test_strange_characters_stay(make: Make) -> None:
    """Emoji, bidi and zero-width characters, quotes and markup are text like any other."""
    text = "Judul 🇮🇩\n\nIa \u202eberkata\u202c\u200b <script>alert('{\\x}')</script> é e\u0301.\n"
    assert articles(make("a.txt", text))[0].text == text


def test_another_language_is_told(make: Make) -> None:
    """The article is read as asked, and a warning names the language that it looks like."""
    english = (
        "The minister said that the army had not been in the city since it was taken by them. "
    )
    article, problem = list(read([make("en.txt", english * 3)]))
    assert isinstance(article, Article)
    assert article.language == "id"
    assert isinstance(problem, Problem)
    assert "English" in problem.message
    assert not problem.left_out


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Banjir di Rawa\n\nIsi.", "Banjir di Rawa"),
        ("\n  Banjir  di Rawa \nIsi berita yang lebih panjang.", "Banjir di Rawa"),
        ("Benarkah banjir surut?\n\nIsi.", "Benarkah banjir surut?"),
        ("Banjir melanda desa.\n\nIsi.", None),
        ("Banjir di Rawa", None),
        ("12 / 3\n\nIsi.", None),
        (f"{'kata ' * 60}\n\nIsi.", None),
        ("Baris pertama yang panjang sekali\nIsi.", None),
    ],
)
def test_headline(text: str, title: str | None) -> None:
    """A short first line without a full stop above a body is the headline."""
    assert headline(text) == title


@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.html", "a.jsonl"]))
def test_any_bytes_are_articles_or_told(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    """No content whatsoever breaks the reader otherwise than by an error of ours."""
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(data)
    try:
        found = list(read([str(path)]))
    except KGError as error:
        assert error.message
    else:
        assert all(isinstance(item, Article | Problem) for item in found)
