"""Files appear together or not at all, and what stood there before survives any failure."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from kg.errors import OutputError, UsageError
from kg.export.write import write

OLD = {"a.ttl": b"old a", "b.html": b"old b"}
NEW = {"a.ttl": b"new a", "b.html": b"new b", "c.csv": b"new c"}


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_files_are_written_and_named(tmp_path: Path) -> None:
    folder = tmp_path / "deep" / "output"
    assert write(NEW, folder) == tuple(folder / name for name in sorted(NEW))
    assert contents(folder) == NEW


def test_files_of_other_names_are_left_alone(tmp_path: Path) -> None:
    write({"notes.txt": b"mine"}, tmp_path)
    write(NEW, tmp_path)
    assert contents(tmp_path) == NEW | {"notes.txt": b"mine"}


@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_failure_at_any_step_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, error: BaseException, nth: int
) -> None:
    write(OLD, tmp_path)
    calls = 0
    owner, real = (os, os.fsync) if step == "fsync" else (Path, Path.replace)

    def failing(*arguments: object) -> object:
        nonlocal calls
        calls += 1
        if calls == nth:
            raise error
        return real(*arguments)

    monkeypatch.setattr(owner, step, failing)
    expected = OutputError if isinstance(error, OSError) else KeyboardInterrupt
    with pytest.raises(expected):
        write(NEW, tmp_path)
    monkeypatch.undo()
    assert contents(tmp_path) == OLD


def test_a_killed_process_leaves_the_earlier_files(tmp_path: Path) -> None:
    """Killed while it writes, before any file has its name."""
    write(OLD, tmp_path)
    code = (
        "import os, sys; from pathlib import Path; from kg.export.write import write\n"
        "os.fsync = lambda descriptor: os._exit(9)\n"
        f"write({NEW!r}, Path({str(tmp_path)!r}))\n"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    assert {name: data for name, data in contents(tmp_path).items() if name in NEW} == OLD


def test_without_hard_links_files_are_copied_aside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_link(*_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_link)
    write(OLD, tmp_path)
    write(NEW, tmp_path)
    assert contents(tmp_path) == NEW


def test_a_folder_that_cannot_be_made_is_an_error_with_a_hint(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(OutputError) as caught:
        write(NEW, tmp_path / "file" / "output")
    assert "-o" in caught.value.hint


def test_a_folder_in_the_place_of_a_file_is_an_error_and_changes_nothing(tmp_path: Path) -> None:
    write(OLD, tmp_path)
    (tmp_path / "c.csv").mkdir()
    with pytest.raises(OutputError):
        write(NEW, tmp_path)
    (tmp_path / "c.csv").rmdir()
    assert contents(tmp_path) == OLD


@pytest.mark.parametrize("name", ["../x", "a/b", "", "..", "/etc/x"])
def test_names_stay_in_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(UsageError):
        write({name: b""}, tmp_path / "output")
    assert not (tmp_path / "output").exists()
