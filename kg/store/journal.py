"""What a load that broke off had done, so that the next one goes on from there."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from kg.errors import OutputError

NAME = ".graph.load.json"


class Journal:
    """Graphs that ``address`` has taken, each with a hash of its content; gone when all is done."""

    def __init__(self, folder: Path, address: str) -> None:
        self._path = folder / NAME
        self._address = hashlib.sha256(address.encode("utf-8")).hexdigest()
        self._done: dict[str, str] = dict(self._read())

    def has(self, graph: str, content: bytes) -> bool:
        """Whether exactly this was taken before the load broke off."""
        return self._done.get(graph) == _hash(content)

    def add(self, graph: str, content: bytes) -> None:
        """Note that it was taken.

        Raises:
            OutputError: the folder cannot be written.
        """
        self._done[graph] = _hash(content)
        try:
            fresh = self._path.with_suffix(".new")
            fresh.write_text(json.dumps({self._address: self._done}), encoding="utf-8")
            fresh.replace(self._path)
        except OSError as error:
            raise OutputError(
                f"cannot note in '{self._path}' what is loaded: {error.strerror or error}"
            ) from None

    def close(self) -> None:
        """All is done: the next load begins anew."""
        self._path.unlink(missing_ok=True)

    def _read(self) -> Mapping[str, str]:
        try:
            noted = json.loads(self._path.read_text(encoding="utf-8"))
            return {str(k): str(v) for k, v in noted.get(self._address, {}).items()}
        except (OSError, ValueError, AttributeError):
            return {}


def _hash(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
