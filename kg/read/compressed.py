"""Files as streams of plain bytes: as they are, or out of gzip (.gz) or Zstandard (.zst)."""

from __future__ import annotations

import gzip
import io
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, BinaryIO, cast

import zstandard

from kg.errors import InputError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SUFFIXES = (".gz", ".zst")

_GZIP, _ZSTD = b"\x1f\x8b", b"\x28\xb5\x2f\xfd"
_CHUNK = 4096
_AGAIN = "Get a fresh copy of the file."


@contextmanager
def plain(stream: BinaryIO) -> Iterator[BinaryIO]:
    """The bytes of ``stream``, unpacked if it begins like an archive of a kind that is known.

    Raises:
        InputError: the archive is damaged or cut off; also while reading.
    """
    peekable = stream if isinstance(stream, io.BufferedReader) else _peekable(stream)
    start = peekable.peek(len(_ZSTD))
    unpacked: BinaryIO = peekable
    if start.startswith(_GZIP):
        inner = gzip.GzipFile(fileobj=peekable)
        unpacked = io.BufferedReader(_Unpacked(inner.read1))
    elif start.startswith(_ZSTD):
        chunks = _frames(peekable)
        unpacked = io.BufferedReader(_Unpacked(lambda _: next(chunks, b"")))
    try:
        yield unpacked
    finally:
        if peekable is not stream:
            peekable.detach()


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    return io.BufferedReader(cast("io.RawIOBase", stream))


def _frames(stream: io.BufferedReader) -> Iterator[bytes]:
    """What the Zstandard frames of ``stream`` hold, a little at a time.

    The library's own reader takes a file that is cut off for a whole one.
    """
    frame, begun = _frame(), False
    while data := stream.read1(_CHUNK):
        while data:
            content, begun = frame.decompress(data), True
            data = frame.unused_data if frame.eof else b""
            if frame.eof:
                frame, begun = _frame(), False
            if content:
                yield content
    if begun:
        raise EOFError


def _frame() -> zstandard.ZstdDecompressionObj:
    return zstandard.ZstdDecompressor().decompressobj()


class _Unpacked(io.RawIOBase):
    """A raw stream of what ``more`` gives; what is wrong with the archive is an error of ours."""

    def __init__(self, more: Callable[[int], bytes]) -> None:
        self._more = more
        self._left = memoryview(b"")

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: WriteableBuffer) -> int:
        target = memoryview(buffer).cast("B")
        if not self._left:
            self._left = memoryview(self._next(len(target)))
        size = min(len(target), len(self._left))
        target[:size] = self._left[:size]
        self._left = self._left[size:]
        return size

    def _next(self, size: int) -> bytes:
        try:
            return self._more(size)
        except EOFError:
            raise InputError("is an archive that is cut off", _AGAIN) from None
        except (gzip.BadGzipFile, zlib.error, zstandard.ZstdError) as error:
            raise InputError(f"is a damaged archive: {error}", _AGAIN) from None
