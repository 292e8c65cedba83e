"""The graph of any number of articles as shards, made by several processes in little memory.

A shard is named for what it is made of, so that one that is there already is not made again: an
interrupted build goes on from there, and a new article renews only the shards that it changes.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import islice
from typing import Protocol

import zstandard

from kg.corpus import codec
from kg.corpus.canonical import plain
from kg.corpus.places import Place
from kg.corpus.rows import Row
from kg.corpus.work import Trouble, Work
from kg.errors import KGError
from kg.graph.across import Beside
from kg.graph.build import nquads
from kg.graph.shards import FOLDER, NAME, Shard, listed, shards
from kg.link.iri import Minter
from kg.model import Run

ARTICLES = 500
"""Articles in a shard."""

_LEVEL = 6
_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class Way:
    """How facts become quads; ``program`` tells of the rest that this depends on."""

    run: Run
    base: str
    moment: datetime | None
    program: str


@dataclass(frozen=True, slots=True)
class Part:
    """The articles of one shard, each with what the others tell of it, and the shard's file."""

    file: str
    articles: tuple[tuple[Row, Beside], ...]


class Spread(Protocol):
    """How work is done: by processes of this machine, or of others."""

    def __call__(
        self, items: Iterable[Part], work: Work[Part, Made]
    ) -> Iterator[tuple[Part, Made | Trouble]]:
        """Each item with its value, in order."""


Made = Shard | tuple[int, bytes]
"""A shard that is there already, or the quads of a new one: how many, and its bytes."""


def write(articles: Iterable[tuple[Row, Beside]], way: Way, place: Place, spread: Spread) -> bytes:
    """Make the shards of ``articles``, which come in the order of their names; the list of them.

    Those of an earlier list that are not on it any more go.

    Raises:
        KGError: a shard cannot be made; those that were there stay.
        OutputError: ``place`` cannot be written.
    """
    there = _there(place)
    work: Work[Part, Made] = Work(
        run=partial(_made, way),
        prepare=_nothing,
        seconds=_limit,
        size=_size,
        known=partial(_known, there, place),
    )
    found: list[Shard] = []
    for part, answer in spread(_parts(articles, way), work):
        if isinstance(answer, Trouble):
            raise KGError(f"shard {part.file} {answer.reason}", answer.hint)
        found.append(answer if isinstance(answer, Shard) else _kept(part, *answer, place))
    listing = listed(found)
    place.write(NAME, listing)
    place.keep(FOLDER, {one.file for one in found})
    return listing


def standing(place: Place) -> str | None:
    """The SHA-256 of the list of shards, if every shard on it is there."""
    listing = place.read(NAME)
    if listing is None or len(_there(place)) < len(list(shards(listing, NAME))):
        return None
    return hashlib.sha256(listing).hexdigest()


def _there(place: Place) -> dict[str, Shard]:
    """The shards of the last list that are still there."""
    listing = place.read(NAME)
    if listing is None:
        return {}
    return {one.file: one for one in shards(listing, NAME) if place.size(one.file) == one.bytes}


def _kept(part: Part, quads: int, data: bytes, place: Place) -> Shard:
    place.write(part.file, data)
    return _shard(part, quads, data)


def _shard(part: Part, quads: int, data: bytes) -> Shard:
    sha256 = hashlib.sha256(data).hexdigest()
    return Shard(
        file=part.file, articles=len(part.articles), quads=quads, bytes=len(data), sha256=sha256
    )


def _parts(articles: Iterable[tuple[Row, Beside]], way: Way) -> Iterator[Part]:
    source = iter(articles)
    how = json.dumps(plain([way.run, way.base, way.moment, way.program]))
    number = 0
    while some := tuple(islice(source, ARTICLES)):
        sha = hashlib.sha256(how.encode("utf-8"))
        for row, beside in some:
            values = [row.name, row.digest, row.made, plain(beside)]
            sha.update(json.dumps(values).encode("utf-8"))
        yield Part(f"{FOLDER}/{number:05}-{sha.hexdigest()[:16]}.nq.zst", some)
        number += 1


def _made(way: Way, part: Part) -> Made:
    """The quads of the articles of a shard, compressed.

    Raises:
        KGError: facts that RDF cannot hold.
    """
    minter = Minter(way.base)
    packer = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compressobj()
    packed: list[bytes] = []
    quads = 0
    for row, beside in part.articles:
        facts = codec.unpack(row.facts, codec.unpack_article(row.article))
        lines = nquads(facts, way.run, minter, way.moment, beside)
        quads += len(lines)
        packed.append(packer.compress("".join(lines).encode("utf-8")))
    return quads, b"".join([*packed, packer.flush()])


def _known(there: Mapping[str, Shard], place: Place, part: Part) -> Made | None:
    """A shard that an earlier build made, or this one before it was interrupted."""
    listed_shard = there.get(part.file)
    if listed_shard is not None:
        return listed_shard
    data = place.read(part.file)
    if data is None:
        return None
    with zstandard.ZstdDecompressor().stream_reader(data) as stream:
        quads = stream.read().count(b"\n")
    return _shard(part, quads, data)


def _nothing() -> None:
    """Nothing is to be loaded before."""


def _limit(part: Part) -> float:
    del part
    return _SECONDS


def _size(part: Part) -> int:
    return sum(len(row.article) + len(row.facts) for row, _ in part.articles)
