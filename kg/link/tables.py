"""Sorted tables that are looked into where they lie, not read into dictionaries.

A hundred thousand names of cities in a dictionary cost a second and fifty megabytes; their lines,
sorted by the bytes of the first cell, cost their own size, and a look-up a few microseconds.
"""

from __future__ import annotations

from importlib.resources.abc import Traversable

from kg.errors import PackError


class SortedLines:
    """The lines of a table below its heading, found by their first cell."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._first = data.find(b"\n") + 1

    def find(self, cell: str) -> list[str] | None:
        """The cells of the line that begins with ``cell``."""
        wanted, data = cell.encode("utf-8"), self._data
        low, high = self._first, len(data)
        while low < high:
            start = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\t", start)
            found = data[start:end]
            if found == wanted:
                return data[start : data.find(b"\n", end)].decode("utf-8").split("\t")
            if found < wanted:
                low = data.find(b"\n", end) + 1
            else:
                high = start
        return None

    def __len__(self) -> int:
        return self._data.count(b"\n") - 1


def table_bytes(root: Traversable, table: str) -> bytes:
    """A table of the gazetteer as it is in its file.

    Raises:
        PackError: the table is missing.
    """
    try:
        return (root / f"{table}.tsv").read_bytes()
    except FileNotFoundError as error:
        raise PackError(f"the gazetteer lacks {table}.tsv", "Install the package again.") from error


def table_lines(root: Traversable, table: str) -> list[list[str]]:
    """The cells of a small table's lines, without its heading.

    Raises:
        PackError: the table is missing.
    """
    text = table_bytes(root, table).decode("utf-8")
    return [line.split("\t") for line in text.rstrip("\n").split("\n")[1:]]
