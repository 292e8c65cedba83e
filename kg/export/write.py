"""Files reach the disk as a set: all of them, or the folder stays as it was."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from kg.errors import OutputError, UsageError


def write(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    """Write ``files`` (name → bytes) into ``folder`` and return their paths, sorted by name.

    Every file is first written beside its place and flushed to the disk; only when all of them are
    complete do they take their names, and what stood there before is kept aside until the last one
    has. Whatever goes wrong, a full disk, a lost permission or Ctrl-C, puts the earlier files back.

    Raises:
        OutputError: the folder cannot be made or written.
        UsageError: a name leads out of the folder.
    """
    for name in files:
        if name in {"", ".", ".."} or Path(name).name != name:
            raise UsageError(f"'{name}' is no file name", "Give names without folders.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return _replace(files, folder)
    except OSError as error:
        reason = error.strerror or str(error)
        raise OutputError(
            f"cannot write to '{folder}': {reason}",
            "Choose a folder that you may write to, with enough space, with -o FOLDER. "
            "What stood there before is unchanged.",
        ) from error


def _replace(files: Mapping[str, bytes], folder: Path) -> tuple[Path, ...]:
    token = secrets.token_hex(4)
    fresh = {folder / name: folder / f".{name}.{token}.new" for name in sorted(files)}
    kept = {path: folder / f".{path.name}.{token}.old" for path in fresh}
    complete = False
    try:
        for path, temporary in fresh.items():
            _write_through(temporary, files[path.name])
        for path, aside in kept.items():
            if path.is_file():
                _keep(path, aside)
        complete = True
        for path, temporary in fresh.items():
            temporary.replace(path)
    except BaseException:
        if complete:
            _put_back(fresh, kept)
        raise
    finally:
        for leftover in (*fresh.values(), *kept.values()):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
    _sync_folder(folder)
    return tuple(fresh)


def _write_through(path: Path, data: bytes) -> None:
    with path.open("xb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _keep(path: Path, aside: Path) -> None:
    try:
        os.link(path, aside)
    except OSError:  # a file system without hard links
        shutil.copy2(path, aside)


def _put_back(fresh: Mapping[Path, Path], kept: Mapping[Path, Path]) -> None:
    """Undo the renames that were made: those whose temporary file is gone."""
    for path, temporary in fresh.items():
        with suppress(OSError):
            if temporary.exists():
                continue
            if kept[path].exists():
                kept[path].replace(path)
            else:
                path.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make the new names durable where the system can flush a folder (not on Windows)."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
