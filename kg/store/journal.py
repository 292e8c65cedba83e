"""What a load that broke off had done, so that the next one goes on from there."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from pathlib import Path
from typing import TextIO

from kg.errors import OutputError

NAME = ".graph.load.jsonl"


class Journal:
    """Graphs that ``address`` has taken, each with a hash of its content; gone when all is done.

    A line a graph, so that noting one more costs the same for the first and the millionth.
    """

    def __init__(self, folder: Path, address: str) -> None:
        self._path = folder / NAME
        self._address = hashlib.sha256(address.encode("utf-8")).hexdigest()
        self._done: dict[str, str] = self._read()
        self._stream: TextIO | None = None

    def has(self, graph: str, content: bytes) -> bool:
        """Whether exactly this was taken before the load broke off."""
        return self._done.get(graph) == _hash(content)

    def add(self, graph: str, content: bytes) -> None:
        """Note that it was taken.

        Raises:
            OutputError: the folder cannot be written.
        """
        try:
            if self._stream is None:
                self._stream = self._opened()
            self._stream.write(f"{json.dumps([graph, _hash(content)])}\n")
            self._stream.flush()
        except OSError as error:
            raise OutputError(
                f"cannot note in '{self._path}' what is loaded: {error.strerror or error}"
            ) from None

    def pause(self) -> None:
        """Keep what is noted, for a load that goes on later."""
        if self._stream is not None:
            with suppress(OSError):
                self._stream.close()
            self._stream = None

    def close(self) -> None:
        """All is done: the next load begins anew."""
        self.pause()
        self._path.unlink(missing_ok=True)

    def _opened(self) -> TextIO:
        """At the end of what is noted for this address; notes for another are dropped."""
        fresh = self._path.with_suffix(".new")
        with fresh.open("w", encoding="utf-8") as stream:
            lines = [
                json.dumps(self._address),
                *(json.dumps([*pair]) for pair in self._done.items()),
            ]
            stream.write("".join(f"{line}\n" for line in lines))
        fresh.replace(self._path)
        return self._path.open("a", encoding="utf-8")

    def _read(self) -> dict[str, str]:
        """What is noted; a last line that was cut counts for nothing."""
        try:
            first, *lines = self._path.read_text(encoding="utf-8").splitlines()
            if json.loads(first) != self._address:
                return {}
        except (OSError, ValueError):
            return {}
        done: dict[str, str] = {}
        for line in lines:
            try:
                graph, content = json.loads(line)
            except ValueError:
                return done
            done[str(graph)] = str(content)
        return done


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
