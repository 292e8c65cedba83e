"""What each article says, kept beside the graph that is made of it: ``facts.db``, in SQLite.

A row is one article: its text as it was read, its facts, and the digests that tell whether the
same article comes again and whether the same program read it. Nothing is kept until
:meth:`Ledger.commit`; a process that is killed leaves what was kept before. The order of articles
is that of their IRIs, whatever the order they came in.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from kg.corpus import codec
from kg.corpus.rows import Row, digest_of, id_of, name_of
from kg.errors import InputError, KGError, OutputError
from kg.model import Article, Facts

NAME = "facts.db"

_OURS = 0x6B67_6C31
_LAYOUT = 1
_TABLES = (
    """CREATE TABLE article (
      name TEXT PRIMARY KEY, digest TEXT NOT NULL, made TEXT NOT NULL, found INTEGER NOT NULL,
      article BLOB NOT NULL, facts BLOB NOT NULL
    )""",
    """CREATE TABLE file (
      name TEXT PRIMARY KEY, format TEXT NOT NULL, state TEXT NOT NULL, sha256 TEXT NOT NULL
    ) WITHOUT ROWID""",
    "CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
)
# A later layout may change everything but the columns "name" and "article" of "article", so that
# any version finds the texts and reads them again.
_CANNOT_WRITE = {
    sqlite3.SQLITE_READONLY, sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PERM,
}  # fmt: skip


_Read = TypeVar("_Read", Article, Facts)


class State(StrEnum):
    """How an article stands to the ledger."""

    NEW = "new"
    CHANGED = "changed"
    OUTDATED = "outdated"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class File:
    """A file that was written: its name and format, of which state of the ledger, its SHA-256."""

    name: str
    format: str
    state: str
    sha256: str


class Ledger:
    """The articles of one output folder; made by :func:`opened`."""

    def __init__(self, path: Path, database: sqlite3.Connection) -> None:
        self.path = path
        self.committed = False
        self._database = database
        self._kept = 0

    def state(self, article: Article, made: str) -> State:
        """How ``article`` stands to what is kept; ``made`` tells what would read it now."""
        row = self._one("SELECT digest, made FROM article WHERE name = ?", name_of(article.id))
        if row is None:
            return State.NEW
        if row[0] != digest_of(article):
            return State.CHANGED
        return State.SAME if row[1] == made else State.OUTDATED

    def put(self, row: Row) -> None:
        """Take the facts of an article in, in place of those that it had."""
        with self._guarded():
            self._database.execute(
                "INSERT OR REPLACE INTO article VALUES (?, ?, ?, ?, ?, ?)",
                (row.name, row.digest, row.made, row.found, row.article, row.facts),
            )

    def silence(self, article_id: str) -> None:
        """Forget what an article says, and keep its text, to be read again some day."""
        with self._guarded():
            self._database.execute(
                "UPDATE article SET made = '', found = 0, facts = '' WHERE name = ?",
                (name_of(article_id),),
            )

    def remove(self, ids: Iterable[str]) -> None:
        """Forget articles and all that they say."""
        with self._guarded():
            self._database.executemany(
                "DELETE FROM article WHERE name = ?", [(name_of(one),) for one in ids]
            )

    def __len__(self) -> int:
        """How many articles there are."""
        return int(self._one("SELECT count(*) FROM article")[0])

    def ids(self) -> tuple[str, ...]:
        """The articles' ids in the order of their IRIs."""
        return tuple(id_of(row[0]) for row in self._rows("SELECT name FROM article ORDER BY name"))

    def says(self, article_id: str) -> bool:
        """Whether anything was found in an article that is kept."""
        row = self._one("SELECT found FROM article WHERE name = ?", name_of(article_id))
        return row is not None and bool(row[0])

    def says_anything(self) -> bool:
        """Whether anything was found in any article."""
        return self._one("SELECT 1 FROM article WHERE found LIMIT 1") is not None

    def article(self, article_id: str) -> Article:
        """An article as it was read.

        Raises:
            InputError: there is none of that id, or the ledger is damaged.
        """
        row = self._one("SELECT article FROM article WHERE name = ?", name_of(article_id))
        if row is None:
            raise InputError(f"{self.path} has no article '{article_id}'")
        return self._decoded(codec.unpack_article, row[0])

    def outdated(self, made: Callable[[str], str]) -> tuple[str, ...]:
        """Ids of the articles that another program read, or this one with other options.

        ``made`` tells by an article's language what would read it now.
        """
        rows = self._rows("SELECT DISTINCT made FROM article")
        if len(rows) == 1 and self.ids():
            first = self.article(self.ids()[0])
            if rows[0][0] == made(first.language):
                return ()
        return tuple(
            id_of(name)
            for name, by in self._rows("SELECT name, made FROM article ORDER BY name")
            if by != made(self.article(id_of(name)).language)
        )

    def marks(self) -> Iterator[tuple[str, str, str]]:
        """The :meth:`Row.mark` of every article, in which anything was found or not."""
        with self._guarded():
            yield from self._database.execute("SELECT name, digest, made FROM article")

    def rows(self) -> Iterator[Row]:
        """The rows of every article in which something was found, some in memory at a time."""
        last = ""
        while rows := self._rows(
            "SELECT name, digest, made, found, article, facts FROM article"
            " WHERE found AND name > ? ORDER BY name LIMIT 100",
            last,
        ):
            for row in rows:
                yield Row(*row)
            last = rows[-1][0]

    def facts(self) -> Iterator[Facts]:
        """The facts of every article in which something was found, one at a time."""
        for row in self.rows():
            article = self._decoded(codec.unpack_article, row.article)
            yield self._decoded(partial(codec.unpack, article=article), row.facts)

    def contents(self) -> str:
        """A digest of what is kept: equal for equal articles read by the same program."""
        sha = hashlib.sha256()
        with self._guarded():
            for row in self._database.execute(
                "SELECT name, digest, made FROM article WHERE found ORDER BY name"
            ):
                sha.update(json.dumps(row).encode("ascii"))
        return sha.hexdigest()

    def files(self) -> Mapping[str, File]:
        """The files that were written, by name."""
        rows = self._rows("SELECT name, format, state, sha256 FROM file ORDER BY name")
        return {row[0]: File(*row) for row in rows}

    def record(self, files: Iterable[File]) -> None:
        """Remember files that were written."""
        with self._guarded():
            self._database.executemany(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?)",
                [(one.name, one.format, one.state, one.sha256) for one in files],
            )

    def setting(self, name: str) -> str | None:
        """What the last build chose for ``name``."""
        row = self._one("SELECT value FROM setting WHERE name = ?", name)
        return None if row is None else str(row[0])

    def choose(self, settings: Mapping[str, str]) -> None:
        """Remember what this build chose."""
        other = [pair for pair in settings.items() if self.setting(pair[0]) != pair[1]]
        with self._guarded():
            self._database.executemany("INSERT OR REPLACE INTO setting VALUES (?, ?)", other)

    def commit(self) -> None:
        """Keep what was taken in so far."""
        if self._database.total_changes == self._kept:
            return
        with self._guarded():
            self._database.execute("COMMIT")
            self._database.execute("BEGIN EXCLUSIVE")
        self._kept = self._database.total_changes
        self.committed = True

    def close(self) -> None:
        """Let go of the file; what was not committed is gone."""
        self._database.close()

    def _rows(self, query: str, *values: str) -> list[Any]:
        with self._guarded():
            return self._database.execute(query, values).fetchall()

    def _one(self, query: str, *values: str) -> Any:  # noqa: ANN401
        with self._guarded():
            return self._database.execute(query, values).fetchone()

    def _decoded(self, read: Callable[[bytes], _Read], data: bytes) -> _Read:
        try:
            return read(data)
        except ValueError as error:
            raise _damaged(self.path, error) from error

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.Error as error:
            raise _failed(self.path, error) from error


def exists(folder: Path) -> bool:
    """Whether a folder has a ledger."""
    return (folder / NAME).is_file()


@contextmanager
def opened(folder: Path, *, fresh: bool = False) -> Iterator[Ledger]:
    """The ledger of an output folder, made where there is none, closed in the end.

    What was not committed is gone: a ledger that was made and never committed leaves no file, nor
    the folder if that was made too. A ``fresh`` one takes the old one's place once it is whole.

    Raises:
        InputError: the file is damaged, or no ledger of ours.
        OutputError: it cannot be written, or another process is writing it.
    """
    path = folder / NAME
    place = folder / f".{NAME}.new" if fresh else path
    passing = fresh or not path.exists()
    made = [one for one in (folder, *folder.parents) if not one.exists()]
    committed = False
    try:
        ledger = _ledger(place, path, fresh=fresh)
        try:
            yield ledger
        finally:
            committed = ledger.committed
            ledger.close()
        if fresh and committed:
            place.replace(path)
    finally:
        if passing and (fresh or not committed):
            _delete(place)
            with suppress(OSError):
                for one in made:
                    one.rmdir()


def _ledger(place: Path, path: Path, *, fresh: bool) -> Ledger:
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        if fresh:
            _delete(place)
    except OSError as error:
        raise OutputError(
            f"cannot write to '{place.parent}': {error.strerror or error}",
            "Choose a folder that you may write to, with -o FOLDER.",
        ) from error
    try:
        database = sqlite3.connect(place, timeout=1, isolation_level=None)
    except sqlite3.Error as error:
        raise _failed(path, error) from error
    try:
        _prepare(database, path)
    except BaseException as error:
        database.close()
        if isinstance(error, sqlite3.Error):
            raise _failed(path, error) from error
        raise
    return Ledger(path, database)


def _prepare(database: sqlite3.Connection, path: Path) -> None:
    """Lock it, and give it our tables if it has none, or those of another layout."""
    database.execute("PRAGMA locking_mode = EXCLUSIVE")
    database.execute("PRAGMA secure_delete = ON")
    database.execute("BEGIN EXCLUSIVE")
    (application,) = database.execute("PRAGMA application_id").fetchone()
    (layout,) = database.execute("PRAGMA user_version").fetchone()
    tables = [row[0] for row in database.execute("SELECT name FROM sqlite_schema WHERE sql > ''")]
    if tables and application != _OURS:
        raise InputError(
            f"'{path}' is no ledger of kg", f"Move it away: kg keeps what articles say in {NAME}."
        )
    if tables and layout == _LAYOUT:
        return
    texts = database.execute("SELECT name, article FROM article").fetchall() if tables else []
    for table in tables:
        database.execute(f'DROP TABLE "{table}"')
    for table in _TABLES:
        database.execute(table)
    for name, text in texts:
        database.execute("INSERT INTO article VALUES (?, '', '', 1, ?, '')", (name, text))
    database.execute(f"PRAGMA application_id = {_OURS}")
    database.execute(f"PRAGMA user_version = {_LAYOUT}")


def _delete(place: Path) -> None:
    for name in (place.name, f"{place.name}-journal"):
        place.with_name(name).unlink(missing_ok=True)


def _failed(path: Path, error: sqlite3.Error) -> KGError:
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if code in {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}:
        return OutputError(f"another kg is at work in '{path.parent}'", "Wait until it is done.")
    if code in _CANNOT_WRITE:
        return OutputError(
            f"cannot write '{path}': {error}",
            "Choose a folder that you may write to, with enough space, with -o FOLDER.",
        )
    return _damaged(path, error)


def _damaged(path: Path, error: Exception) -> InputError:
    return InputError(
        f"'{path}' is damaged: {error}",
        "Build from the articles anew: kg build INPUT... --fresh",
    )
