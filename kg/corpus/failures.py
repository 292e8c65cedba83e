"""``failures.jsonl``: which articles are not in the graph, where they are, and why."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import SpooledTemporaryFile

from kg.errors import OutputError

NAME = "failures.jsonl"
_IN_MEMORY = 1_000_000


class Failures:
    """Collects failures, in little memory, until it is known where they belong."""

    def __init__(self, stream: SpooledTemporaryFile[bytes]) -> None:
        self._stream = stream
        self.count = 0

    def add(self, article: str | None, source: str, reason: str, hint: str) -> None:
        """One that failed; ``article`` is its id where it has got that far."""
        values = {"id": article, "source": source, "reason": reason, "hint": hint}
        line = json.dumps(values, ensure_ascii=False)
        self._stream.write(line.encode("utf-8", "backslashreplace") + b"\n")
        self.count += 1

    def write(self, folder: Path) -> Path | None:
        """Put them into ``folder``, in the place of older ones; None if there are none.

        Raises:
            OutputError: the folder cannot be written.
        """
        path, fresh = folder / NAME, folder / f".{NAME}.new"
        try:
            if not self.count:
                path.unlink(missing_ok=True)
                return None
            self._stream.seek(0)
            with fresh.open("wb") as target:
                shutil.copyfileobj(self._stream, target)
            fresh.replace(path)
        except OSError as error:
            reason = error.strerror or error
            raise OutputError(f"cannot write '{path}': {reason}", "Is the disk full?") from error
        return path


@contextmanager
def failures() -> Iterator[Failures]:
    """None so far."""
    with SpooledTemporaryFile(max_size=_IN_MEMORY) as stream:
        yield Failures(stream)
