"""Where shards lie: a folder of this machine, or an address that fsspec knows (s3://, gs://)."""

from __future__ import annotations

import os
import secrets
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from kg.errors import MissingExtraError, OutputError


class Place(Protocol):
    """Files by name, each written whole or not at all."""

    def read(self, name: str) -> bytes | None:
        """What is in a file; None if there is none."""

    def size(self, name: str) -> int | None:
        """How many bytes are in a file; None if there is none."""

    def write(self, name: str, data: bytes) -> None:
        """Put a file in the place of an older one.

        Raises:
            OutputError: it cannot be written.
        """

    def keep(self, folder: str, names: Collection[str]) -> None:
        """Remove the files of a folder but those that are named."""


def place(where: str | Path) -> Place:
    """The place of a folder's path, or of an address.

    Raises:
        MissingExtraError: fsspec, or what it needs for this address, is not installed.
        OutputError: the address cannot be reached.
    """
    return Remote(str(where)) if is_address(str(where)) else Local(Path(where))


def is_address(where: str) -> bool:
    """Whether a path is an address, such as s3://bucket/news."""
    return "://" in where


class Local:
    """A folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, name: str) -> bytes | None:
        path = self._folder / name
        return path.read_bytes() if path.is_file() else None

    def size(self, name: str) -> int | None:
        path = self._folder / name
        return path.stat().st_size if path.is_file() else None

    def write(self, name: str, data: bytes) -> None:
        path = self._folder / name
        fresh = path.with_name(f".{path.name}.{secrets.token_hex(4)}.new")
        with _telling(str(path)):
            path.parent.mkdir(parents=True, exist_ok=True)
            try:
                with fresh.open("xb") as stream:
                    stream.write(data)
                    stream.flush()
                    os.fsync(stream.fileno())
                fresh.replace(path)
            finally:
                fresh.unlink(missing_ok=True)

    def keep(self, folder: str, names: Collection[str]) -> None:
        with _telling(str(self._folder / folder)):
            for path in (self._folder / folder).glob("*"):
                if f"{folder}/{path.name}" not in names:
                    path.unlink()


class Remote:
    """A folder on an object store or another file system that fsspec reaches."""

    def __init__(self, address: str) -> None:
        self._files, self._folder = _filesystem(address)

    def read(self, name: str) -> bytes | None:
        path = self._path(name)
        with _telling(path):
            return bytes(self._files.cat_file(path)) if self._files.isfile(path) else None

    def size(self, name: str) -> int | None:
        path = self._path(name)
        with _telling(path):
            return int(self._files.size(path)) if self._files.isfile(path) else None

    def write(self, name: str, data: bytes) -> None:
        path = self._path(name)
        with _telling(path):
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.pipe_file(path, data)

    def keep(self, folder: str, names: Collection[str]) -> None:
        path = self._path(folder)
        with _telling(path):
            if self._files.isdir(path):
                for one in self._files.ls(path, detail=False):
                    if f"{folder}/{one.rpartition('/')[2]}" not in names:
                        self._files.rm_file(one)

    def _path(self, name: str) -> str:
        return f"{self._folder.rstrip('/')}/{name}"


def _filesystem(address: str) -> tuple[Any, str]:
    try:
        import fsspec  # noqa: PLC0415  (an extra)

        with _telling(address):
            files, path = fsspec.core.url_to_fs(address)
    except ImportError as error:
        raise MissingExtraError(
            f"'{address}' needs what is not installed: {error}",
            "Run: pip install 'berita-kg[ray]', and s3fs for s3://, gcsfs for gs://",
        ) from error
    except ValueError as error:
        raise OutputError(f"'{address}' is no address: {error}", "Such as s3://news/id") from error
    return files, path


@contextmanager
def _telling(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(
            f"cannot write '{path}': {error.strerror or error}",
            "Choose a place that you may write to, with enough space.",
        ) from error
