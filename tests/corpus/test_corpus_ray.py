"""``--engine ray`` on a real cluster of this machine: the bytes of one process, whoever is killed.

Where the extra ``ray`` is not installed there is nothing to prove.
"""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("ray", reason="the extra ray is not installed")

ROOT = Path(__file__).parents[2]
WHO = ("Kenya", "Haiti", "Presiden Peru Rosa Quispe", "Tentara Chad")


def kg(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "build", *arguments, "-f", "shards,turtle"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stderr=subprocess.PIPE,
        text=True,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "facts.db"
    }


def workers(ancestor: int) -> list[int]:
    """Workers of Ray below a process that read articles."""
    parents: dict[int, int] = {}
    readers = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            parents[int(entry.name)] = int(stat.rpartition(")")[2].split()[1])
            if line.startswith(b"ray::") and b"_Articles" in line:
                readers.append(int(entry.name))
    return [one for one in readers if _descends(one, ancestor, parents)]


def _descends(process: int, ancestor: int, parents: dict[int, int]) -> bool:
    while process > 1:
        if process == ancestor:
            return True
        process = parents.get(process, 0)
    return False


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(tmp_path: Path) -> None:
    """Two files, one packed, with an id twice and a broken line; kill -9 of a worker in mid-run."""
    with gzip.open(tmp_path / "a.jsonl.gz", "wt", encoding="utf-8") as stream:
        for n in range(90):
            text = f"{WHO[n % 4]} mengirim bantuan ke Niger pada tanggal {1 + n % 28} Maret.\n" * 3
            stream.write(json.dumps({"id": f"a-{n}", "text": text}) + "\n")
    (tmp_path / "b.jsonl").write_text(
        json.dumps({"id": "a-1", "text": "Lain."}) + '\n{"id": \n' + json.dumps({"text": "Chad."})
    )
    alone = kg(tmp_path, "a.jsonl.gz", "b.jsonl", "-o", "alone", "--jobs", "1")
    assert alone.communicate(timeout=280)[1]
    arguments = ("a.jsonl.gz", "b.jsonl", "-o", "many", "--engine", "ray", "--jobs", "2")
    with kg(tmp_path, *arguments) as process:
        until = time.monotonic() + 200
        while not (found := workers(process.pid)):
            assert time.monotonic() < until
            assert process.poll() is None
            time.sleep(0.1)
        time.sleep(2)
        os.kill(found[0], signal.SIGKILL)
        told = process.communicate(timeout=280)[1]
    assert process.returncode == 0, told
    assert files(tmp_path / "many") == files(tmp_path / "alone")
    assert "91 articles" in told
    again = kg(tmp_path, *arguments)
    told = again.communicate(timeout=280)[1]
    assert again.returncode == 0, told
    assert "91 as before" in told


def test_an_address_where_nobody_is(tmp_path: Path) -> None:
    """The error says how to start a cluster; nothing is written."""
    (tmp_path / "a.txt").write_text("Kenya mengirim polisi ke Haiti.\n")
    process = kg(tmp_path, "a.txt", "--engine", "ray", "--address", "auto")
    told = process.communicate(timeout=280)[1]
    assert process.returncode == 1, told
    assert "ray start --head" in told
    assert not (tmp_path / "output").exists()
