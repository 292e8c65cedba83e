"""Which files an input stands for: a file, a folder's files in order, or standard input."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import InputError

STDIN = "-"


class Kind(StrEnum):
    """How a source is read."""

    TEXT = "text"
    PAGE = "page"
    LINES = "lines"
    STDIN = "stdin"


SUFFIXES = {
    ".txt": Kind.TEXT,
    ".html": Kind.PAGE,
    ".htm": Kind.PAGE,
    ".jsonl": Kind.LINES,
    ".ndjson": Kind.LINES,
}
KNOWN = ", ".join(SUFFIXES)


@dataclass(frozen=True, slots=True)
class Source:
    """One file or standard input; ``name`` is how the user knows it."""

    name: str
    kind: Kind
    path: Path | None = None

    @property
    def stem(self) -> str:
        return "stdin" if self.path is None else self.path.stem


def sources(inputs: Sequence[str], exclude: Path | None = None) -> tuple[Source, ...]:
    """The files that ``inputs`` stand for, each once; folders are walked in sorted order.

    Hidden files and folders inside a folder are passed over, and so is ``exclude`` (where output
    goes).

    Raises:
        InputError: there is no such file, a folder holds no article, a file is of no known kind.
    """
    found: list[Source] = []
    for name in inputs:
        if name == STDIN:
            found.append(Source("standard input", Kind.STDIN))
            continue
        path = Path(name)
        if path.is_dir():
            found.extend(_walk(path, exclude))
        elif path.exists():
            found.append(_file(path))
        else:
            raise InputError(f"there is no file or folder '{_shown(name)}'", "Check the path.")
    return tuple(dict.fromkeys(found))


def _walk(folder: Path, exclude: Path | None) -> Iterator[Source]:
    outside = exclude.resolve() if exclude is not None else None
    files: list[Path] = []
    for where, folders, names in os.walk(folder, onerror=_unreadable):
        here = Path(where)
        folders[:] = [
            name
            for name in folders
            if not name.startswith(".") and (here / name).resolve() != outside
        ]
        files.extend(
            here / name
            for name in names
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        )
    if not files:
        raise InputError(f"the folder '{folder}' holds no article", f"Articles end in {KNOWN}.")
    for path in sorted(files, key=lambda path: path.parts):
        yield _file(path)


def _file(path: Path) -> Source:
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        kind = f"files that end in '{suffix}'" if suffix else "files without a suffix"
        raise InputError(
            f"{_shown(str(path))}: kg does not read {kind}",
            f"Articles end in {KNOWN}; any text can be piped in: kg build - < FILE",
        )
    name = str(path)
    if _shown(name) != name:
        raise InputError(f"the file name '{_shown(name)}' is not UTF-8", "Rename the file.")
    return Source(name, SUFFIXES[suffix], path)


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")


def _unreadable(error: OSError) -> None:
    raise InputError(f"the folder '{error.filename}' cannot be read: {error.strerror}")
