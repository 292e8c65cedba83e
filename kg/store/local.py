"""The graph on disk, indexed: opened at once, where reading the file again takes its time.

``graph.store`` stands beside the file that it was made from and remembers that file's content, so
that a store which lags behind is never asked. It can be deleted at any time.
"""

from __future__ import annotations

import hashlib
import json
import secrets
import shutil
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from kg.errors import InputError, OutputError
from kg.graph.shards import parse

NAME = "graph.store"
_SOURCE = "source.json"
_AGAIN = "Make it again: kg export store FOLDER"


def make(file: Path) -> Path:
    """Build the store of ``file`` beside it; an earlier one stays until the new one is whole.

    Raises:
        InputError: the file cannot be read, or is not RDF.
        OutputError: the folder cannot be written.
    """
    target = file.parent / NAME
    token = secrets.token_hex(4)
    fresh, old = (file.parent / f".{NAME}.{token}.{end}" for end in ("new", "old"))
    try:
        _fill(file, fresh)
        if target.exists():
            target.replace(old)
        fresh.replace(target)
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{file} is not RDF: {error}", "Build it again with kg build.") from None
    except (OSError, RuntimeError) as error:
        raise OutputError(
            f"cannot write '{target}': {error}",
            "It needs a folder that can be written, with space for twice the file.",
        ) from None
    finally:
        for leftover in (fresh, old):
            shutil.rmtree(leftover, ignore_errors=True)
    return target


def current(file: Path) -> ox.Store | None:
    """The store beside ``file``, read-only, if it holds what the file says now; else None.

    Raises:
        InputError: there is one, and it is damaged.
    """
    folder = file.parent / NAME
    source = folder / _SOURCE
    if not source.is_file():
        return None
    try:
        if json.loads(source.read_text(encoding="utf-8")) != _content(file):
            return None
        return ox.Store.read_only(str(folder))
    except (OSError, RuntimeError, ValueError) as error:
        raise InputError(f"the store '{folder}' cannot be opened: {error}", _AGAIN) from None


def _fill(file: Path, folder: Path) -> None:
    store = ox.Store(str(folder))
    store.bulk_extend(_quads(file))
    store.flush()
    store.optimize()
    del store
    (folder / _SOURCE).write_text(json.dumps(_content(file)), encoding="utf-8")


def _quads(file: Path) -> Iterator[ox.Quad]:
    """Each quad in its graph and in the default graph, which is the union of all."""
    for quad in parse(file):
        yield quad
        yield ox.Quad(quad.subject, quad.predicate, quad.object)


def _content(file: Path) -> dict[str, str]:
    with file.open("rb") as stream:
        return {"file": file.name, "sha256": hashlib.file_digest(stream, "sha256").hexdigest()}
