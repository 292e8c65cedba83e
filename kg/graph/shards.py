"""A graph in many files: ``graph.shards`` lists them, each is N-Quads under Zstandard.

The list is JSON Lines, one shard a line: its file, what it was made of, how many articles and
quads are in it, and its SHA-256. A shard holds whole articles, in the order of their IRIs.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pyoxigraph as ox
import zstandard

from kg.errors import InputError

NAME = "graph.shards"
FOLDER = "shards"
SUFFIX = ".shards"

_AGAIN = "Build it again with kg build."


@dataclass(frozen=True, slots=True, kw_only=True)
class Shard:
    """One file of a graph; ``file`` is its path from the list."""

    file: str
    articles: int
    quads: int
    bytes: int
    sha256: str


def listed(shards: list[Shard]) -> bytes:
    """The list of shards as it is written."""
    return "".join(f"{json.dumps(asdict(one))}\n" for one in shards).encode("utf-8")


def shards(listing: bytes, name: str) -> Iterator[Shard]:
    """The shards that a list names; ``name`` is what the list is called.

    Raises:
        InputError: it is no such list.
    """
    try:
        for line in listing.decode("utf-8").splitlines():
            yield Shard(**json.loads(line))
    except (TypeError, ValueError) as error:
        raise InputError(f"{name} is no list of shards: {error}", _AGAIN) from error


def parse(file: Path) -> Iterator[ox.Quad]:
    """The quads of a graph file by its ending, or of all shards of a list, one at a time.

    Raises:
        InputError: it cannot be read, is not RDF, or a shard is not what its list says.
    """
    parts = _shards(file) if file.suffix == SUFFIX else _one(file)
    try:
        yield from parts
    except (SyntaxError, ValueError) as error:
        raise InputError(f"{file} is not RDF: {error}", _AGAIN) from error
    except OSError as error:
        raise InputError(f"{file} cannot be read: {error.strerror or error}") from error


def _one(file: Path) -> Iterator[ox.Quad]:
    with file.open("rb") as stream:
        yield from ox.parse(stream, format=ox.RdfFormat.from_extension(file.suffix[1:]))


def _shards(file: Path) -> Iterator[ox.Quad]:
    for shard in shards(file.read_bytes(), str(file)):
        data = (file.parent / shard.file).read_bytes()
        if hashlib.sha256(data).hexdigest() != shard.sha256:
            raise InputError(f"{file.parent / shard.file} is not what {file} says", _AGAIN)
        with zstandard.ZstdDecompressor().stream_reader(io.BytesIO(data)) as stream:
            yield from ox.parse(stream, format=ox.RdfFormat.N_QUADS)
