"""Which ids were read before and where, however many there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager


class Seen:
    """Names with the first place of each; what does not fit into memory goes to a temporary file.

    SQLite keeps a nameless database in its cache and spills it to the disk when that is full.
    """

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        database.execute("CREATE TABLE seen (name TEXT PRIMARY KEY, place TEXT) WITHOUT ROWID")

    def before(self, name: str, place: str) -> str | None:
        """Where ``name`` was first; None if it is new, and then it was here, at ``place``."""
        key = ascii(name)
        row = self._database.execute("SELECT place FROM seen WHERE name = ?", (key,)).fetchone()
        if row is not None:
            return str(row[0])
        self._database.execute("INSERT INTO seen VALUES (?, ?)", (key, place))
        return None


@contextmanager
def seen() -> Iterator[Seen]:
    """Nothing seen yet."""
    with closing(sqlite3.connect("", isolation_level=None)) as database:
        database.execute("BEGIN")
        yield Seen(database)
