"""Corpora through the real command line: killed at any moment, in little memory, in shards."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.graph.shards import parse

ROOT = Path(__file__).parents[2]
WHO = ("Kenya", "Haiti", "Presiden Peru Rosa Quispe", "Tentara Chad", "Polisi Kenya")
FORMATS = "shards,store"
WHAT = ("mengirim bantuan ke", "menyerang", "mengecam")


def corpus(path: Path, number: int) -> Path:
    """An archive of so many short articles, the same whenever it is made."""
    some = random.Random(7)
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as stream:
        for n in range(number):
            text = f"{some.choice(WHO)} {some.choice(WHAT)} Niger.\n"
            day = f"2025-{1 + n % 12:02}-{1 + n % 28:02}"
            stream.write(json.dumps({"id": f"b-{n:05}", "text": text, "date": day}) + "\n")
    return path


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kg", *arguments]


def kg(folder: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    """Runs ``kg`` as users do."""
    return subprocess.run(
        command(*arguments),
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), **more},
        capture_output=True,
        text=True,
        timeout=280,
        check=False,
    )


def files(folder: Path) -> dict[str, bytes]:
    """All files below a folder but the ledger and the store, whose bytes tell of their making."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "facts.db" and "graph.store" not in path.parts
    }


def quads(store: ox.Store) -> set[str]:
    """What a store holds in named graphs; stores write numbers in their own way."""
    return {str(quad) for quad in store if not isinstance(quad.graph_name, ox.DefaultGraph)}


def stored(folder: Path) -> set[str]:
    return quads(ox.Store.read_only(str(folder / "graph.store")))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a corpus, and in ``out`` what one process makes of it undisturbed."""
    folder = tmp_path_factory.mktemp("corpus")
    corpus(folder / "a.jsonl.gz", 60)
    with gzip.open(folder / "a.jsonl.gz", "at", encoding="utf-8") as stream:
        stream.write('{"id": "rusak"\n' + json.dumps({"id": "b-00001", "text": "Lain."}) + "\n")
    result = kg(folder, "build", "a.jsonl.gz", "-o", "out", "-f", FORMATS, "--jobs", "1")
    assert result.returncode == 0, result.stderr
    return folder


def test_a_corpus_becomes_shards_and_a_store(whole: Path) -> None:
    """Every quad of the shards is in the store; a query is answered; failures are told."""
    out = whole / "out"
    assert {path.name for path in out.iterdir()} == {
        "facts.db",
        "failures.jsonl",
        "graph.shards",
        "graph.store",
        "shards",
    }
    read = ox.Store()
    read.extend(parse(out / "graph.shards"))
    assert quads(read) == stored(out)
    result = kg(whole, "query", "SELECT (COUNT(*) AS ?n) WHERE { ?a a k:Article }", "out")
    assert "60" in result.stdout
    told = [json.loads(line) for line in (out / "failures.jsonl").read_text().splitlines()]
    assert [(one["id"], one["source"]) for one in told] == [
        (None, "a.jsonl.gz, line 61"),
        (None, "a.jsonl.gz, line 62"),
    ]
    assert "not JSON" in told[0]["reason"]
    assert "as a.jsonl.gz, line 2 has" in told[1]["reason"]


def test_killed_at_any_moment_it_ends_with_the_same_bytes(whole: Path) -> None:
    """kill -9 after random times, again and again, until a build comes through."""
    some = random.Random(20)
    start = time.monotonic()
    assert (
        kg(whole, "build", "a.jsonl.gz", "-o", "again", "-f", FORMATS, "--jobs", "2").returncode
        == 0
    )
    took = time.monotonic() - start
    assert files(whole / "again") == files(whole / "out")
    build = command("build", "a.jsonl.gz", "-o", "killed", "-f", FORMATS, "--jobs", "2", "-q")
    for moment in (0.6, 0.9, some.random()):
        with subprocess.Popen(
            build, cwd=whole, env={**os.environ, "PYTHONPATH": str(ROOT)}
        ) as process:
            try:
                process.wait(moment * took)
            except subprocess.TimeoutExpired:
                process.send_signal(signal.SIGKILL)
    for half in (
        ".graph.store.0123abcd.new/x.sst",
        ".graph.shards.0123abcd.new",
        ".failures.jsonl.new",
    ):
        (whole / "killed" / half).parent.mkdir(parents=True, exist_ok=True)
        (whole / "killed" / half).write_text("half")
    result = kg(whole, "build", "a.jsonl.gz", "-o", "killed", "-f", FORMATS, "--jobs", "2")
    assert result.returncode == 0, result.stderr
    assert files(whole / "killed") == files(whole / "out")
    assert stored(whole / "killed") == stored(whole / "out")


def test_a_further_article_and_a_selection(whole: Path) -> None:
    """Shards, list and store follow by themselves; a file is of the articles that are selected."""
    out = whole / "out"
    (whole / "z-baru.txt").write_text("Tomas Vidal menyerang Bolivia pada Senin.\n")
    result = kg(
        whole, "build", "z-baru.txt", "-o", "out", "-s", "article=z-*", "-f", "turtle,store"
    )
    assert result.returncode == 0, result.stderr
    assert len(list((out / "shards").iterdir())) == 1
    assert "Bolivia" in (out / "graph.ttl").read_text(encoding="utf-8")
    assert "Niger" not in (out / "graph.ttl").read_text(encoding="utf-8")
    asked = kg(whole, "query", "SELECT (COUNT(*) AS ?n) WHERE { ?a a k:Article }", "out")
    assert "61" in asked.stdout
    result = kg(whole, "retract", "z-baru", "-o", "out")
    assert result.returncode == 0, result.stderr
    assert not (out / "graph.ttl").exists()
    assert b"Bolivia" not in b"".join(str(quad).encode() for quad in parse(out / "graph.shards"))


PEAK = """
import resource, runpy, sys
sys.argv = ["kg", *sys.argv[1:]]
try:
    runpy.run_module("kg", run_name="__main__")
finally:
    who = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    peaks = [resource.getrusage(one).ru_maxrss for one in who]
    print(*peaks)
"""


def test_memory_is_flat(tmp_path: Path) -> None:
    """Ten times the articles take the same memory, here and in the worker."""

    def peaks(number: int) -> list[int]:
        corpus(tmp_path / f"{number}.jsonl.gz", number)
        result = subprocess.run(
            [sys.executable, "-c", PEAK, "build", f"{number}.jsonl.gz", "-o", str(number),
             "-f", "shards", "--jobs", "1"],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
            capture_output=True, timeout=280, check=True,
        )  # fmt: skip
        return [int(kilobytes) for kilobytes in result.stdout.split()]

    few, many = peaks(200), peaks(2000)
    assert many[0] < 1.15 * few[0]
    assert many[1] < 1.15 * few[1]


def test_the_time_of_a_build_is_told_where_it_is_given(tmp_path: Path) -> None:
    """SOURCE_DATE_EPOCH is when the run began and ended; no number is an error before any work."""
    (tmp_path / "a.txt").write_text("Kenya mengirim polisi ke Haiti.\n")
    assert kg(tmp_path, "build", "a.txt", SOURCE_DATE_EPOCH="1740614400").returncode == 0
    text = (tmp_path / "output" / "graph.ttl").read_text(encoding="utf-8")
    assert text.count('"2025-02-27T00:00:00+00:00"^^xsd:dateTime') == 2
    assert kg(tmp_path, "build", "a.txt", SOURCE_DATE_EPOCH="").returncode == 0
    assert "dateTime" not in (tmp_path / "output" / "graph.ttl").read_text(encoding="utf-8")
    result = kg(tmp_path, "build", "a.txt", SOURCE_DATE_EPOCH="kemarin")
    assert result.returncode == 2
    assert "SOURCE_DATE_EPOCH" in result.stderr
