"""``kg build``: what it writes, what it says where, and how it ends."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from kg.errors import ModelError

NEWS = "Kenya mengirim polisi ke Haiti pada hari Senin, kata juru bicara.\n"
Kg = Callable[..., Any]
Snapshot = Callable[[Path], Sequence[tuple[str, bytes]]]


def test_a_build_writes_turtle_trig_and_the_page(kg_: Kg, folder: Path) -> None:
    """The default formats; nothing on standard output; the summary says what to do next."""
    result = kg_("build", "seeds")
    assert (result.code, result.out) == (0, "")
    assert sorted(path.name for path in (folder / "output").iterdir()) == [
        "facts.db",
        "graph.html",
        "graph.trig",
        "graph.ttl",
    ]
    lines = dict(line.split(maxsplit=1) for line in result.err.splitlines())
    assert lines["Read"] == "1 article, 86 characters"
    assert lines["Found"] == "1 person, 1 event, 1 claim"
    assert lines["Written"] == "output/graph.html, output/graph.trig, output/graph.ttl"
    assert lines["Next"].startswith("open output/graph.html in a browser; kg query who-said-what")


def test_quiet_says_nothing(kg_: Kg) -> None:
    """With --quiet both streams stay empty."""
    result = kg_("build", "seeds", "-q")
    assert (result.code, result.out, result.err) == (0, "", "")


def test_verbose_says_what_each_article_gave(kg_: Kg, folder: Path) -> None:
    """With --verbose every article has a line, with its boilerplate by rule."""
    (folder / "seeds" / "dua.txt").write_text(f"{NEWS}\nTinggalkan komentar\n", encoding="utf-8")
    result = kg_("build", "seeds", "-v", "--format", "turtle")
    assert "dua: 1 person, 1 event, 1 claim" in result.err
    assert "no news: comments 1" in result.err


def test_the_same_input_gives_the_same_bytes(kg_: Kg, folder: Path, snapshot: Snapshot) -> None:
    """A second build changes no byte, also when it reads a folder that holds its output."""
    assert kg_("build", ".", "-o", "out").code == 0
    first = snapshot(folder / "out")
    assert kg_("build", ".", "-o", "out").code == 0
    assert snapshot(folder / "out") == first


def test_formats_are_chosen_by_name(kg_: Kg, folder: Path) -> None:
    """Several with commas or repeated; an older file that is not written again is named."""
    assert kg_("build", "seeds").code == 0
    result = kg_("build", "seeds", "-f", "turtle,NT", "-f", "csv")
    assert result.code == 0
    assert (folder / "output" / "graph.nt").exists()
    assert (folder / "output" / "claims.csv").exists()
    assert "from an earlier build: output/graph.html, output/graph.trig" in result.err


def test_the_date_and_the_base_reach_the_graph(kg_: Kg, folder: Path) -> None:
    """--date is every article's date of publication, --base-iri begins every name."""
    result = kg_("build", "seeds", "--date", "2025-02-27", "--base-iri", "https://example.org/x/")
    assert result.code == 0
    text = (folder / "output" / "graph.ttl").read_text(encoding="utf-8")
    assert '"2025-02-27"^^xsd:date' in text
    assert "https://example.org/x/" in text
    assert "w3id.org/berita-kg/id/" not in text


def test_standard_input_is_an_article(kg_: Kg, folder: Path) -> None:
    """``-`` reads what is piped in."""
    assert kg_("build", "-", "-f", "turtle", stdin=NEWS.encode()).code == 0
    assert '"stdin"' in (folder / "output" / "graph.ttl").read_text(encoding="utf-8")


def test_progress_is_shown_for_many_articles(kg_: Kg, folder: Path) -> None:
    """Four articles have a bar on standard error; one has none; --quiet has none."""
    lines = [json.dumps({"id": str(n), "text": NEWS}) for n in range(4)]
    (folder / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    result = kg_("build", "a.jsonl", "-f", "turtle")
    assert (result.code, result.out) == (0, "")
    assert "Reading" in result.err
    assert "Reading" not in kg_("build", "seeds", "-f", "turtle").err
    assert kg_("build", "a.jsonl", "-f", "turtle", "-q").err == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("build",), "Missing argument"),
        (("build", "seeds", "--date", "27-02-2025"), "YYYY-MM-DD"),
        (("build", "seeds", "--date", "2025-02-30"), "YYYY-MM-DD"),
        (("build", "seeds", "--date", "kemarin"), "'kemarin' is no date"),
        (("build", "seeds", "--format", "docx"), "there are annotations, csv, graphml"),
        (("build", "seeds", "--base-iri", "not an iri"), "cannot be the base"),
        (("bild", "seeds"), "Did you mean"),
        (("build", "seeds", "--colour"), "No such option"),
    ],
)
def test_wrong_usage_ends_with_2(
    kg_: Kg, folder: Path, arguments: tuple[str, ...], said: str
) -> None:
    """The message says what is wrong; nothing is written."""
    result = kg_(*arguments)
    assert result.code == 2
    assert said in result.err
    assert not (folder / "output").exists()


def test_nothing_found_ends_with_4_and_writes_nothing(
    kg_: Kg, folder: Path, snapshot: Snapshot
) -> None:
    """Articles that say nothing leave the earlier output as it was."""
    assert kg_("build", "seeds").code == 0
    before = snapshot(folder / "output")
    (folder / "kosong.txt").write_text("123 --- ### 456\n", encoding="utf-8")
    result = kg_("build", "kosong.txt")
    assert result.code == 4
    assert "nothing was found in 1 article" in result.err
    assert snapshot(folder / "output") == before


def test_what_is_less_sure_than_asked_for_is_left_out(kg_: Kg, folder: Path) -> None:
    """Where that leaves nothing, the error says why; a number outside 0..1 is wrong usage."""
    assert kg_("build", "seeds", "--min-confidence", "0.7").code == 0
    result = kg_("build", "seeds", "--min-confidence", "0.9", "-o", "sure")
    assert result.code == 4
    assert "lower --min-confidence" in result.err
    assert not (folder / "sure").exists()
    assert kg_("build", "seeds", "--min-confidence", "2").code == 2


def test_one_article_that_says_nothing_is_told(kg_: Kg, folder: Path) -> None:
    """Among others it is a warning, not an error."""
    (folder / "seeds" / "kosong.txt").write_text("123 --- ### 456\n", encoding="utf-8")
    result = kg_("build", "seeds", "-f", "turtle")
    assert result.code == 0
    assert "Warning: nothing was found (kosong)" in result.err


def test_warnings_are_grouped_with_counts(kg_: Kg, folder: Path) -> None:
    """Five files of one kind are one line with the first places, and all with --verbose."""
    for number in range(5):
        (folder / "seeds" / f"x{number}.txt").write_bytes(b"\x89PNG")
    result = kg_("build", "seeds", "-f", "turtle")
    warnings = [line for line in result.err.splitlines() if line.startswith("Warning")]
    assert len(warnings) == 1
    assert "5 times: left out, it is a PNG picture" in warnings[0]
    assert "and 2 more" in warnings[0]
    assert "1 article, 86 characters; 5 left out" in result.err
    assert "seeds/x4.txt" in kg_("build", "seeds", "-f", "turtle", "-v").err


def test_an_interrupted_build_leaves_the_output(
    kg_: Kg, folder: Path, pipeline: ModuleType, snapshot: Snapshot
) -> None:
    """Ctrl-C, an error of ours or a defect in the middle: the earlier files stay alone."""
    assert kg_("build", "seeds").code == 0
    (folder / "seeds" / "satu.txt").write_text(f"Lain\n\n{NEWS}", encoding="utf-8")
    before = snapshot(folder)

    for error, said in (
        (KeyboardInterrupt(), "Aborted"),
        (ModelError("the weights are truncated", "Install again."), "Install again."),
        (ZeroDivisionError("oh"), "Error: 'satu' makes kg fail: ZeroDivisionError: oh"),
    ):

        def fail(article: object, *, error: BaseException = error, **_: object) -> None:
            raise error

        pipeline.run = fail  # type: ignore[attr-defined]
        result = kg_("build", "seeds")
        assert result.code == 1
        assert said in result.err
        assert "Traceback" not in result.err
        assert snapshot(folder) == before


def test_a_failing_write_leaves_the_output(
    kg_: Kg, folder: Path, monkeypatch: pytest.MonkeyPatch, snapshot: Snapshot
) -> None:
    """A disk that is full half-way puts every earlier file back."""
    assert kg_("build", "seeds").code == 0
    before = snapshot(folder)
    (folder / "seeds" / "dua.txt").write_text(NEWS, encoding="utf-8")
    seeds = snapshot(folder)
    real = Path.replace
    calls = []

    def replace(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        return real(self, target)

    monkeypatch.setattr(Path, "replace", replace)
    result = kg_("build", "seeds")
    monkeypatch.undo()
    assert result.code == 1
    assert "No space left" in result.err
    assert snapshot(folder) == seeds
    assert len(seeds) == len(before) + 1
