"""Which files an input stands for: a file, a folder's files in order, a pattern, standard input."""

from __future__ import annotations

import glob
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from kg.errors import InputError
from kg.read import compressed

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
_PACKED = " or ".join(compressed.SUFFIXES)


@dataclass(frozen=True, slots=True)
class Source:
    """One file or standard input; ``name`` is how the user knows it."""

    name: str
    kind: Kind
    path: Path | None = None

    @property
    def stem(self) -> str:
        """The file's name without ``.txt``, or ``.jsonl.gz``."""
        return "stdin" if self.path is None else _unpacked(self.path).stem

    def size(self) -> int | None:
        """How many bytes there are to read, if that can be known."""
        if self.path is None:
            return None
        try:
            return self.path.stat().st_size
        except OSError:
            return 0


class Sources:
    """The files that inputs stand for, one at a time; folders are walked in sorted order.

    Hidden files and folders inside a folder are passed over, and so is ``exclude`` (where output
    goes). A pattern ("news/*.jsonl.gz", with ``**`` for any folders between) is a name with
    ``*``, ``?`` or ``[`` that no file has. ``size`` is that of all files; None where it cannot be
    known.

    Raises:
        InputError: there is no such file, a folder holds no article, a file is of no known kind.
    """

    def __init__(self, inputs: Sequence[str], exclude: Path | None = None) -> None:
        self._inputs = tuple(inputs)
        self._exclude = exclude
        sizes = [source.size() for source in self]
        self.size = None if None in sizes else sum(size or 0 for size in sizes)

    def __iter__(self) -> Iterator[Source]:
        for name in self._inputs:
            yield from self._of(name)

    def _of(self, name: str) -> Iterator[Source]:
        path = Path(name)
        if name == STDIN:
            yield Source("standard input", Kind.STDIN)
        elif path.is_dir():
            yield from _folder(path, self._exclude)
        elif path.exists():
            yield _file(path)
        elif glob.has_magic(name):
            yield from self._matching(name)
        else:
            raise InputError(f"there is no file or folder '{_shown(name)}'", "Check the path.")

    def _matching(self, pattern: str) -> Iterator[Source]:
        found = sorted(Path(name) for name in glob.iglob(pattern, recursive=True))  # noqa: PTH207
        if not found:
            raise InputError(f"nothing matches '{_shown(pattern)}'", "Check the pattern.")
        inner = "**" in Path(pattern).parts
        for path in found:
            if not path.is_dir():
                if not inner or _kind(path) is not None:
                    yield _file(path)
            elif not inner:
                yield from _folder(path, self._exclude)


def _folder(folder: Path, exclude: Path | None) -> Iterator[Source]:
    found = False
    for path in _walk(folder, exclude.resolve() if exclude is not None else None):
        found = True
        yield _file(path)
    if not found:
        raise InputError(f"the folder '{folder}' holds no article", f"Articles end in {KNOWN}.")


def _walk(folder: Path, outside: Path | None) -> Iterator[Path]:
    """Files by their path; the names of one folder are in memory at a time."""
    try:
        with os.scandir(folder) as entries:
            names = sorted((e.name, e.is_dir(follow_symlinks=False), e.is_dir()) for e in entries)
    except OSError as error:
        raise InputError(
            f"the folder '{error.filename}' cannot be read: {error.strerror}"
        ) from error
    for name, is_folder, leads_to_folder in names:
        path = folder / name
        if name.startswith(".") or (leads_to_folder and path.resolve() == outside):
            continue
        if is_folder:
            yield from _walk(path, outside)
        elif not leads_to_folder and _kind(path) is not None:
            yield path


def _unpacked(path: Path) -> Path:
    """The path without the ending of an archive."""
    return path.with_suffix("") if path.suffix.lower() in compressed.SUFFIXES else path


def _kind(path: Path) -> Kind | None:
    return SUFFIXES.get(_unpacked(path).suffix.lower())


def _file(path: Path) -> Source:
    kind = _kind(path)
    if kind is None:
        suffix = "".join(path.suffixes[-2:]) if _unpacked(path) != path else path.suffix
        files = f"files that end in '{suffix.lower()}'" if suffix else "files without a suffix"
        raise InputError(
            f"{_shown(str(path))}: kg does not read {files}",
            f"Articles end in {KNOWN}, and {_PACKED} behind; any text can be piped in: "
            "kg build - < FILE",
        )
    name = str(path)
    if _shown(name) != name:
        raise InputError(f"the file name '{_shown(name)}' is not UTF-8", "Rename the file.")
    return Source(name, kind, path)


def _shown(name: str) -> str:
    return name.encode("utf-8", "backslashreplace").decode("utf-8")
