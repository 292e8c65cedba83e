"""The files of an output folder, made of all that its ledger holds; none is written twice."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.corpus import program
from kg.corpus.corrections import load
from kg.corpus.ledger import File, Ledger
from kg.errors import OutputError
from kg.export import EXPORTERS
from kg.graph.corrections import Correction
from kg.model import Facts, Run

if TYPE_CHECKING:
    from kg.graph.across import Across
    from kg.graph.newsgraph import NewsGraph

STORE = "store"
"""Beside the exporters' names: the local store, made from graph.trig or graph.ttl."""


_CARRIED_OUT = "corrections"


@dataclass(frozen=True, slots=True)
class Written:
    """The files of the formats asked for; ``fresh`` are those that were not as they should be.

    ``idle`` are corrections of what is no longer there.
    """

    paths: tuple[Path, ...]
    fresh: tuple[Path, ...]
    idle: tuple[Correction, ...] = ()


def write(ledger: Ledger, names: Sequence[str], run: Run, base: str, folder: Path) -> Written:
    """Write the formats ``names``, all or none, and remember them in the ledger.

    Raises:
        OutputError: the folder cannot be written.
        EvidenceError, InputError: facts that RDF cannot hold.
    """
    corrections = load(folder, base)
    state = _state(ledger, run, base, corrections)
    due = [name for name in names if name != STORE and not _standing(ledger, name, state, folder)]
    fresh: tuple[Path, ...] = ()
    idle: tuple[Correction, ...] = ()
    if due:
        from kg.graph.build import build  # noqa: PLC0415

        facts = list(ledger.facts())
        known = among(lambda: facts, base, corrections, former(ledger))
        fresh = _render(ledger, due, build(facts, run, base, among=known), folder, state)
        ledger.choose({_CARRIED_OUT: json.dumps([str(one) for one in corrections])})
        idle = known.idle
    if STORE in names:
        fresh = (*fresh, *_store(folder))
    records = ledger.files().values()
    paths = {folder / one.name for one in records if one.format in names and one.state == state}
    if STORE in names:
        paths.add(folder / "graph.store")
    return Written(tuple(sorted(paths)), tuple(sorted(fresh)), idle)


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
    """The formats whose files stand in a folder, the store among them."""
    names = [name for name in EXPORTERS if (folder / EXPORTERS[name].filename).is_file()]
    return (*names, *([STORE] if (folder / "graph.store").is_dir() else []))


def remove(ledger: Ledger, folder: Path) -> None:
    """Take away every file that was made of the ledger, when nothing is left to write.

    Raises:
        OutputError: a file cannot be removed.
    """
    names = [*ledger.files(), *(EXPORTERS[n].filename for n in formats_in(folder) if n != STORE)]
    try:
        for name in names:
            (folder / name).unlink(missing_ok=True)
        if (folder / "graph.store").is_dir():
            shutil.rmtree(folder / "graph.store")
    except OSError as error:
        raise OutputError(f"cannot remove '{error.filename}': {error.strerror}") from error


def _state(ledger: Ledger, run: Run, base: str, corrections: Sequence[Correction]) -> str:
    decided = [[str(one), one.because] for one in corrections]
    how = [run.software, run.version, run.model, *map(list, run.options)]
    values = [ledger.contents(), how, base, decided, program.writer()]
    return hashlib.sha256(json.dumps(values).encode("ascii")).hexdigest()


def _standing(ledger: Ledger, name: str, state: str, folder: Path) -> bool:
    """Whether every file of a format is there as it was written, of this state."""
    files = [one for one in ledger.files().values() if one.format == name]
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
