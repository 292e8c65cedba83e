"""Which program it is, down to its code and its tables, so that what another one made is renewed.

The version alone does not tell: between two releases rules and tables change every day.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

import kg
from kg.corpus import codec
from kg.graph.ontology import FILES, ontology_file
from kg.model import Run

_PACKAGE = Path(kg.__file__).parent if kg.__file__ else Path(__file__).parents[1]
_READING = ("model.py", "pipeline.py", "read", "nlp", "lang", "extract", "link")
_SUFFIXES = {".py", ".tsv", ".toml", ".json", ".txt", ".css", ".js", ".html", ".svg"}


def reader(run: Run) -> str:
    """A digest of what turns an article into facts: the run, the code and tables behind it."""
    values = [run.software, run.version, run.model, *map(list, run.options), codec.FORMAT]
    return hashlib.sha256(json.dumps([values, _reading()]).encode("ascii")).hexdigest()


@cache
def writer() -> str:
    """A digest of what turns facts into files: all of our code, and the ontology."""
    paths = [path for path in _files(_PACKAGE) if path.relative_to(_PACKAGE).parts[0] != "train"]
    return _digest([*paths, *map(ontology_file, FILES)])


@cache
def _reading() -> str:
    return _digest([path for name in _READING for path in _files(_PACKAGE / name)])


def _files(place: Path) -> list[Path]:
    found = [place] if place.is_file() else sorted(place.rglob("*"))
    return [path for path in found if path.suffix in _SUFFIXES]


def _digest(paths: list[Path]) -> str:
    """The weights are not among them: their config.json holds their checksums."""
    sha = hashlib.sha256()
    for path in paths:
        sha.update(f"{path.name} {path.stat().st_size}\n".encode())
        sha.update(path.read_bytes())
    return sha.hexdigest()
