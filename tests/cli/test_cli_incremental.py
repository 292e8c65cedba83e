"""One graph from many articles: build after build, retraction, and what the ledger withstands."""

from __future__ import annotations

import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from itertools import count, permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.corpus.ledger import opened
from kg.model import Run

ROOT = Path(__file__).parents[2]
Kg = Callable[..., Any]

TEXTS = {
    "satu": "Kenya mengirim polisi ke Haiti.\n",
    "dua": "Haiti mengirim surat.\n\nKenya mengirim polisi lagi.\n",
    "tiga/empat lima": "Peru mengirim kapal.\n",
    "kosong": "Hujan turun sejak pagi.\n",
}
NUMBERS = count()
ALL = "turtle,trig,html,nt,jsonld,graphml,csv"


def put(folder: Path, name: str, text: str) -> Path:
    """An article as JSON Lines, so that its id can be anything."""
    path = folder / f"{len(name)}.jsonl"
    path.write_text(json.dumps({"id": name, "text": text}), encoding="utf-8")
    return path


def graph_files(folder: Path) -> dict[str, bytes]:
    """The files of a folder but the ledger, whose bytes tell in which order it was filled."""
    return {
        path.name: path.read_bytes()
        for path in sorted(folder.iterdir())
        if not path.name.startswith("facts.db")
    }


def test_any_order_gives_the_same_bytes(kg_: Kg, folder: Path) -> None:
    """One by one in every order, or all at once: every file of every format is the same."""
    paths = {name: str(put(folder, name, text)) for name, text in TEXTS.items()}
    assert kg_("build", *paths.values(), "-o", "whole", "-f", ALL).code == 0
    whole = graph_files(folder / "whole")
    for number, order in enumerate(permutations(TEXTS)):
        output = folder / f"o{number}"
        codes = [kg_("build", paths[name], "-o", output.name, "-f", ALL).code for name in order]
        assert codes == [4 if name == "kosong" else 0 for name in order]
        assert graph_files(output) == whole, order


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=st.lists(
        st.tuples(st.sampled_from(["build", "retract"]), st.sampled_from(sorted(TEXTS)),
                  st.sampled_from(["Kenya mengirim uang.", "Haiti mengirim beras."])),
        min_size=1, max_size=6,
    )
)  # fmt: skip
def test_whatever_happened_before_only_what_is_left_counts(
    kg_: Kg, folder: Path, steps: list[tuple[str, str, str]]
) -> None:
    """Builds, changes and retractions in any order end where one build of the rest ends."""
    output, left = folder / f"p{next(NUMBERS)}", dict[str, str]()
    for what, name, text in steps:
        if what == "build":
            assert kg_("build", str(put(folder, name, text)), "-o", output.name).code == 0
            left[name] = text
        elif name in left:
            assert kg_("retract", name, "-o", output.name).code == 0
            del left[name]
        elif left:
            assert kg_("retract", name, "-o", output.name).code == 1
    if not left:
        assert not output.exists() or graph_files(output) == {}
        return
    paths = [str(put(folder, name, text)) for name, text in left.items()]
    assert kg_("build", *paths, "-o", f"{output.name}-whole").code == 0
    assert graph_files(output) == graph_files(folder / f"{output.name}-whole")


def test_the_same_article_again_changes_nothing(kg_: Kg, built: Path, pipeline: ModuleType) -> None:
    """Not a byte and not a time of any file, nor is it read again; and that is said."""
    before = {path: path.stat().st_mtime_ns for path in (built / "output").iterdir()}
    pipeline.run = None  # type: ignore[attr-defined]
    result = kg_("build", "seeds", "-f", "turtle,trig")
    assert result.code == 0
    assert "1 article, 86 characters; 1 as before" in result.err
    assert "Nothing  changed in output/graph.trig, output/graph.ttl" in result.err
    assert {path: path.stat().st_mtime_ns for path in (built / "output").iterdir()} == before


def test_a_file_that_was_lost_or_spoilt_is_written_again(kg_: Kg, built: Path) -> None:
    """The ledger knows what the files should be."""
    turtle, trig = (built / "output" / name for name in ("graph.ttl", "graph.trig"))
    good = turtle.read_bytes()
    for spoil in (turtle.unlink, lambda: turtle.write_bytes(good + b"# more\n")):
        spoil()
        time_of_trig = trig.stat().st_mtime_ns
        result = kg_("build", "seeds", "-f", "turtle,trig")
        assert f"Written  {Path('output', 'graph.ttl')}\n" in result.err
        assert turtle.read_bytes() == good
        assert trig.stat().st_mtime_ns == time_of_trig


def test_a_changed_article_replaces_its_own_facts(kg_: Kg, built: Path) -> None:
    """What it said before is gone, also when it says nothing any more; the others stay."""
    (built / "dua.txt").write_text("Haiti mengirim surat.\n", encoding="utf-8")
    result = kg_("build", "dua.txt")
    assert "Kept     1 article of earlier builds" in result.err
    assert "2 persons, 2 events" in result.err
    (built / "dua.txt").write_text("Peru mengirim surat.\n", encoding="utf-8")
    assert "; 1 changed" in kg_("build", "dua.txt").err
    text = (built / "output" / "graph.ttl").read_text(encoding="utf-8")
    assert "Peru" in text
    assert "Haiti mengirim" not in text
    assert "Kenya" in text
    (built / "dua.txt").write_text("Hujan turun.\n", encoding="utf-8")
    result = kg_("build", "dua.txt")
    assert result.code == 0
    assert "nothing was found (dua)" in result.err
    assert "Peru" not in (built / "output" / "graph.ttl").read_text(encoding="utf-8")


def test_another_day_of_publication_is_another_article(kg_: Kg, built: Path) -> None:
    """What decides the dates in it is part of it."""
    assert "; 1 changed" in kg_("build", "seeds", "--date", "2025-02-27").err
    assert "2025-02-27" in (built / "output" / "graph.ttl").read_text(encoding="utf-8")


def test_fresh_forgets_the_others(kg_: Kg, built: Path) -> None:
    """--fresh is as if the folder were empty."""
    (built / "dua.txt").write_text("Haiti mengirim surat.\n", encoding="utf-8")
    assert kg_("build", "dua.txt", "-o", "alone").code == 0
    assert kg_("build", "dua.txt", "--fresh").code == 0
    assert graph_files(built / "output") == graph_files(built / "alone")
    assert kg_("build", "dua.txt", "seeds").code == 0
    assert not list((built / "output").glob(".*"))


def test_a_graph_without_a_ledger_is_built_anew(kg_: Kg, built: Path) -> None:
    """As builds did before there was one."""
    (built / "output" / "facts.db").unlink()
    (built / "dua.txt").write_text("Haiti mengirim surat.\n", encoding="utf-8")
    assert kg_("build", "dua.txt", "-f", "turtle").code == 0
    assert "Kenya" not in (built / "output" / "graph.ttl").read_text(encoding="utf-8")


def test_retracting_names_what_is_near(kg_: Kg, built: Path) -> None:
    """An id that is none, a folder without ledger; nothing is removed then, not even the rest."""
    before = graph_files(built / "output")
    result = kg_("retract", "satu", "sato")
    assert result.code == 1
    assert "no article 'sato' in output" in result.err
    assert "Nearest: satu" in result.err
    assert "There are satu" in kg_("retract", "zzz").err
    assert graph_files(built / "output") == before
    assert "holds no facts.db" in kg_("retract", "satu", "-o", "tiada").err
    assert not (built / "tiada").exists()


def test_retracting_takes_ids_and_iris(kg_: Kg, built: Path) -> None:
    """Several at once, and every format that stands in the folder is written again."""
    for name in ("tiga/empat lima", "dua"):
        assert kg_("build", str(put(built, name, TEXTS[name])), "-f", "turtle,trig").code == 0
    assert kg_("export", "nt,csv,store").code == 2
    assert kg_("export", "nt,csv").code == kg_("export", "store").code == 0
    iri = "https://w3id.org/berita-kg/id/article/tiga%2Fempat%20lima"
    result = kg_("retract", iri, "dua")
    assert result.code == 0
    assert "Removed  tiga/empat lima, dua; 1 article left" in result.err
    for name in ("graph.ttl", "graph.trig", "graph.nt", "mentions.csv"):
        text = (built / "output" / name).read_text(encoding="utf-8")
        assert "Peru" not in text
        assert "Kenya" in text
    assert "Peru" not in kg_("query", "who-did-what").out
    assert kg_("retract", "satu", "-q").err == ""
    assert graph_files(built / "output") == {}
    assert kg_("build", "seeds").code == 0


def test_nothing_of_a_retracted_article_is_left_in_the_ledger(kg_: Kg, built: Path) -> None:
    """Its bytes are overwritten, not only forgotten."""
    ledger = built / "output" / "facts.db"
    assert kg_("build", str(put(built, "dua", TEXTS["dua"]))).code == 0
    database = sqlite3.connect(ledger)
    (packed,) = database.execute("SELECT article FROM article WHERE name = 'dua'").fetchone()
    database.close()
    assert packed in ledger.read_bytes()
    assert kg_("retract", "dua").code == 0
    assert packed not in ledger.read_bytes()


def test_another_version_reads_again(kg_: Kg, built: Path, pipeline: ModuleType) -> None:
    """What another version or option read is read again from the text that the ledger keeps."""
    shutil.rmtree(built / "seeds")
    (built / "dua.txt").write_text("Haiti mengirim surat.\n", encoding="utf-8")
    pipeline.describe = lambda language, least: Run(  # type: ignore[attr-defined]
        software="berita-kg", version="99", model="tiny"
    )
    result = kg_("build", "dua.txt", "-f", "turtle")
    assert "Renewing 1 article" in result.err
    text = (built / "output" / "graph.ttl").read_text(encoding="utf-8")
    assert 'k:version "99"' in text
    assert 'k:version "0"' not in text
    assert "Kenya" in text


def test_a_ledger_of_another_layout_is_renewed(kg_: Kg, built: Path) -> None:
    """Its texts are read again; nothing else of it is trusted."""
    before = graph_files(built / "output")
    (built / "dua.txt").write_text("Haiti mengirim surat.\n", encoding="utf-8")
    database = sqlite3.connect(built / "output" / "facts.db")
    database.executescript(
        "PRAGMA user_version = 77; DROP TABLE file; ALTER TABLE article DROP COLUMN facts;"
    )
    database.close()
    result = kg_("build", "dua.txt", "-f", "turtle,trig")
    assert result.code == 0, result.err
    assert "Renewing 1 article" in result.err
    assert kg_("retract", "dua").code == 0
    assert graph_files(built / "output") == before


@pytest.mark.parametrize("spoilt", ["rubbish", "foreign", "row", "half"])
def test_a_spoilt_ledger_is_told(kg_: Kg, built: Path, spoilt: str) -> None:
    """No traceback, the files stay, and --fresh helps."""
    path = built / "output" / "facts.db"
    if spoilt == "rubbish":
        path.write_bytes(b"no database at all, whatever its name" * 99)
    elif spoilt == "half":
        path.write_bytes(path.read_bytes()[:5000])
    else:
        database = sqlite3.connect(path)
        database.execute(
            "PRAGMA application_id = 7" if spoilt == "foreign" else "UPDATE article SET facts = 'x'"
        )
        database.commit()
        database.close()
    before = graph_files(built / "output")
    (built / "dua.txt").write_text("Haiti mengirim surat.\n", encoding="utf-8")
    for command in (("build", "dua.txt"), ("retract", "satu")):
        if command[0] == "retract" and spoilt == "row":
            continue
        result = kg_(*command)
        assert result.code == 1
        assert "facts.db' is " in result.err
        assert "Traceback" not in result.err
        assert graph_files(built / "output") == before
    assert kg_("build", "dua.txt", "--fresh", "-f", "turtle").code == 0
    assert "Haiti" in (built / "output" / "graph.ttl").read_text(encoding="utf-8")


def test_two_builds_at_once_do_not_mix(kg_: Kg, built: Path) -> None:
    """The second is told to wait."""
    before = graph_files(built / "output")
    with opened(built / "output"):
        result = kg_("build", "seeds")
    assert result.code == 1
    assert "another kg is at work in 'output'" in result.err
    assert graph_files(built / "output") == before


SLOW = """
import sys, time
from pathlib import Path
from kg import pipeline
from kg.cli import main
from kg.corpus import update

read = pipeline.run
def slow(article, **how):
    Path(f"{article.id}.started").touch()
    if article.id == "tidur":
        time.sleep(60)
    return read(article, **how)
pipeline.run = slow
update._EVERY, update._SHARE = 0.0, float("inf")
main()
"""


def kg(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs ``kg`` as users do, with the real pipeline."""
    return subprocess.run(
        [sys.executable, "-m", "kg", *arguments],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
        timeout=120, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("earlier", [True, False], ids=["over", "new"])
def test_a_killed_build_leaves_all_usable(tmp_path: Path, *, earlier: bool) -> None:
    """kill -9 in the middle: the files are the old ones, the next build goes on, bytes and all."""
    news = {
        "aaa": "Presiden Kenya mengirim polisi ke Haiti pada Senin, kata juru bicara.\n",
        "bbb": "Menteri Luar Negeri Peru bertemu Perdana Menteri Chad di Lima.\n",
        "tidur": "Militer Chad menyerang sebuah desa di Niger pada Selasa.\n",
    }
    for name, text in news.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    names = [f"{name}.txt" for name in news]
    assert kg(tmp_path, "build", *names, "-o", "whole", "-f", "turtle").returncode == 0
    if earlier:
        assert kg(tmp_path, "build", "aaa.txt", "-o", "o", "-f", "turtle").returncode == 0
    before = graph_files(tmp_path / "o") if earlier else {}

    with subprocess.Popen(
        [sys.executable, "-c", SLOW, "build", *names, "-o", "o", "-f", "turtle"],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline and not (tmp_path / "tidur.started").exists():
            time.sleep(0.05)
        process.send_signal(signal.SIGKILL)
    assert graph_files(tmp_path / "o") == before
    if earlier:
        assert kg(tmp_path, "check", "o").returncode == 0
    result = kg(tmp_path, "build", *names, "-o", "o", "-f", "turtle")
    assert result.returncode == 0, result.stderr
    assert "1 new" in result.stderr
    assert "2 as before" in result.stderr
    assert graph_files(tmp_path / "o") == graph_files(tmp_path / "whole")
    assert not list((tmp_path / "o").glob("*-journal"))
