"""Where the ontology's files are: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from rdflib import Graph

from kg.errors import InputError

FILES = ("berita.ttl", "event-types.ttl", "shapes.ttl")

_PACKAGE = Path(__file__).resolve().parent.parent
_FOLDERS = (_PACKAGE / "_ontology", _PACKAGE.parent / "ontology")


def ontology_file(name: str) -> Path:
    """The path of one of :data:`FILES`.

    Raises:
        InputError: it is in neither place.
    """
    for folder in _FOLDERS:
        if (folder / name).is_file():
            return folder / name
    raise InputError(f"the ontology's file {name} is missing", "Install berita-kg again.")


@cache
def shapes() -> Graph:
    """The SHACL shapes, read once; not to be changed."""
    return Graph().parse(ontology_file("shapes.ttl"), format="turtle")
