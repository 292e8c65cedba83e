"""The files of an output folder, made of all that its ledger holds; none is written twice."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kg.corpus import program
from kg.corpus.corrections import load
from kg.corpus.ledger import File, Ledger
from kg.corpus.places import Place, is_address, place
from kg.corpus.pool import as_fits
from kg.corpus.select import EVERYTHING, Selection
from kg.errors import NothingFoundError, OutputError
from kg.export import EXPORTERS
from kg.graph import shards
from kg.graph.corrections import Correction
from kg.model import Facts, Run

if TYPE_CHECKING:
    from kg.corpus.sharding import Spread, Way
    from kg.graph.across import Across
    from kg.graph.newsgraph import NewsGraph

STORE = "store"
"""Beside the exporters' names: the local store, made from shards, graph.trig or graph.ttl."""

SHARDS = "shards"
"""The graph in many files, for any number of articles."""


_CARRIED_OUT = "corrections"


_HALF_MADE = re.compile(r"\..+\.[0-9a-f]{8}\.(new|old)|\.failures\.jsonl\.new")


@dataclass(frozen=True, slots=True)
class Written:
    """The files of the formats asked for; ``fresh`` are those that were not as they should be.

    ``idle`` are corrections of what is no longer there.
    """

    paths: tuple[Path, ...]
    fresh: tuple[Path, ...]
    idle: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Manner:
    """How files are made: by which run, under which IRIs, of which articles, by whose hands.

    ``selection`` holds for the formats of one file; shards and the store are of all articles.
    ``place`` is where shards lie if not in the folder, ``moment`` the run's time if it has one.
    """

    run: Run
    base: str
    selection: Selection = EVERYTHING
    moment: datetime | None = None
    place: str = ""
    spread: Spread = as_fits

    def way(self) -> Way:
        """What decides how facts become quads."""
        from kg.corpus.sharding import Way  # noqa: PLC0415

        return Way(self.run, self.base, self.moment, program.writer())


def write(ledger: Ledger, names: Sequence[str], manner: Manner, folder: Path) -> Written:
    """Write the formats ``names`` and remember them in the ledger: those of one file all or none.

    Shards that stand in the folder are kept up to date, whether they are among ``names`` or not.

    Raises:
        OutputError: the folder cannot be written.
        NothingFoundError: no article fits the selection.
        EvidenceError, InputError: facts that RDF cannot hold.
    """
    _sweep(folder)
    corrections = load(folder, manner.base)
    whole = _state(ledger, manner, corrections)
    if (folder / shards.NAME).is_file() and not manner.place:
        names = tuple(dict.fromkeys((*names, SHARDS)))
    states = {name: whole if name == SHARDS else _selected(whole, manner) for name in names}
    due = [
        name
        for name in names
        if name != STORE and not _standing(ledger, name, states[name], folder, manner)
    ]
    fresh: tuple[Path, ...] = ()
    idle: tuple[Correction, ...] = ()
    if due:
        across = among(ledger.facts, manner.base, corrections, former(ledger))
        graph = _graph(ledger, manner, across) if set(due) - {SHARDS} else None
        if SHARDS in due:
            fresh = _shards(ledger, manner, across, folder, whole)
        if graph is not None:
            files = [name for name in due if name != SHARDS]
            fresh += _render(ledger, files, graph, folder, states[files[0]])
        ledger.choose({_CARRIED_OUT: json.dumps([str(one) for one in corrections])})
        idle = across.idle
    if STORE in names:
        fresh = (*fresh, *_store(folder))
    records = ledger.files().values()
    paths = {
        folder / one.name
        for one in records
        if states.get(one.format) == one.state and not is_address(one.name)
    }
    if STORE in names:
        paths.add(folder / "graph.store")
    return Written(tuple(sorted(paths)), tuple(sorted(fresh)), idle)


def _sweep(folder: Path) -> None:
    """Take away what a build that was killed left half made; the ledger's lock is ours alone."""
    for path in folder.iterdir():
        if _HALF_MADE.fullmatch(path.name):
            if path.is_dir():
                shutil.rmtree(path, ignore_errors=True)
            else:
                with suppress(OSError):
                    path.unlink()


def among(
    facts: Callable[[], Iterable[Facts]],
    base: str,
    corrections: Sequence[Correction],
    carried_out: Collection[str] = (),
) -> Across:
    """What all articles tell of each other, and what people decided.

    Raises:
        InputError: a correction names what is not there, or cannot be carried out.
    """
    from kg.graph.settle import settle  # noqa: PLC0415
    from kg.link.iri import Minter  # noqa: PLC0415
    from kg.link.linker import link_to  # noqa: PLC0415

    return settle(facts, Minter(base), corrections, link_to, carried_out)


def former(ledger: Ledger) -> frozenset[str]:
    """The corrections that an earlier build carried out."""
    return frozenset(json.loads(ledger.setting(_CARRIED_OUT) or "[]"))


def formats_in(folder: Path) -> tuple[str, ...]:
    """The formats whose files stand in a folder, shards and the store among them."""
    names = [name for name in EXPORTERS if (folder / EXPORTERS[name].filename).is_file()]
    names += [SHARDS] if (folder / shards.NAME).is_file() else []
    return (*names, *([STORE] if (folder / "graph.store").is_dir() else []))


def remove(ledger: Ledger, folder: Path) -> None:
    """Take away every file that was made of the ledger, when nothing is left to write.

    Raises:
        OutputError: a file cannot be removed.
    """
    files = [EXPORTERS[name].filename for name in formats_in(folder) if name in EXPORTERS]
    try:
        for name in (*ledger.files(), *files, shards.NAME):
            if is_address(name):
                continue
            (folder / name).unlink(missing_ok=True)
        for name in ("graph.store", shards.FOLDER):
            if (folder / name).is_dir():
                shutil.rmtree(folder / name)
    except OSError as error:
        raise OutputError(f"cannot remove '{error.filename}': {error.strerror}") from error


def remove_selected(folder: Path) -> None:
    """Take away the files that are made of selected articles, when none is left that fits.

    Raises:
        OutputError: a file cannot be removed.
    """
    for name in formats_in(folder):
        if name in EXPORTERS:
            path = folder / EXPORTERS[name].filename
            try:
                path.unlink()
            except OSError as error:
                raise OutputError(f"cannot remove '{path}': {error.strerror}") from error


def _graph(ledger: Ledger, manner: Manner, across: Across) -> NewsGraph:
    from kg.graph.build import build  # noqa: PLC0415

    wanted = manner.selection
    facts = [
        one
        for one in ledger.facts()
        if not wanted or wanted.fits(one, across.of(one.article.id).identities)
    ]
    if not facts:
        raise NothingFoundError(
            f"no article fits --select {' --select '.join(wanted.words())}",
            "Names stand in the graph as kg explain NAME shows them.",
        )
    return build(facts, manner.run, manner.base, manner.moment, among=across)


def _shards(
    ledger: Ledger, manner: Manner, across: Across, folder: Path, state: str
) -> tuple[Path, ...]:
    from kg.corpus.sharding import write as write_shards  # noqa: PLC0415

    articles = ((row, across.of(row.article_id)) for row in ledger.rows())
    listing = write_shards(articles, manner.way(), _place(manner, folder), manner.spread)
    name = f"{manner.place}/{shards.NAME}" if manner.place else shards.NAME
    ledger.record([File(name, SHARDS, state, hashlib.sha256(listing).hexdigest())])
    return () if manner.place else (folder / name,)


def _place(manner: Manner, folder: Path) -> Place:
    return place(manner.place or folder)


def _state(ledger: Ledger, manner: Manner, corrections: Sequence[Correction]) -> str:
    run = manner.run
    decided = [[str(one), one.because] for one in corrections]
    how = [run.software, run.version, run.model, *map(list, run.options)]
    moment = None if manner.moment is None else manner.moment.isoformat()
    values = [ledger.contents(), how, manner.base, moment, decided, program.writer()]
    return hashlib.sha256(json.dumps(values).encode("ascii")).hexdigest()


def _selected(state: str, manner: Manner) -> str:
    """The state of what is made of the selected articles only."""
    words = manner.selection.words()
    return (
        hashlib.sha256(json.dumps([state, words]).encode("ascii")).hexdigest() if words else state
    )


def _standing(ledger: Ledger, name: str, state: str, folder: Path, manner: Manner) -> bool:
    """Whether every file of a format is there as it was written, of this state."""
    files = [one for one in ledger.files().values() if one.format == name]
    if name == SHARDS:
        from kg.corpus.sharding import standing  # noqa: PLC0415

        sha256 = standing(_place(manner, folder))
        return any(one.state == state and one.sha256 == sha256 for one in files)
    return bool(files) and all(
        one.state == state and _sha(folder / one.name) == one.sha256 for one in files
    )


def _sha(path: Path) -> str | None:
    if not path.is_file():
        return None
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _render(
    ledger: Ledger, names: Iterable[str], graph: NewsGraph, folder: Path, state: str
) -> tuple[Path, ...]:
    from kg.export.write import write as write_files  # noqa: PLC0415

    files: dict[str, bytes] = {}
    records = []
    for name in names:
        made: Mapping[str, bytes] = EXPORTERS[name].render(graph)
        files.update(made)
        records += [
            File(file, name, state, hashlib.sha256(data).hexdigest()) for file, data in made.items()
        ]
    written = write_files(files, folder)
    ledger.record(records)
    return written


def _store(folder: Path) -> tuple[Path, ...]:
    """The store, made again unless it holds what the graph's file says."""
    from kg.query.graphs import graph_file  # noqa: PLC0415
    from kg.store.local import current, make  # noqa: PLC0415

    file = graph_file(folder)
    return () if current(file) is not None else (make(file),)
