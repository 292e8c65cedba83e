"""Queries with a name: each is an .rq file in ``named/`` whose first lines say what it answers.

The lines that begin with ``#`` hold ``title``, ``description`` and parameters, each in English
and (``@id``) in Indonesian::

    # title: Who said what
    # title@id: Siapa mengatakan apa
    # param actor thing: who says it
    # param@id actor: yang mengatakannya

A query declares its parameters in a VALUES row of UNDEF, so that it is whole SPARQL without us:
on another server, write the values there. A file of the user's may do the same.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import QueryError
from kg.query.parameters import KINDS, Parameter

_HEAD = re.compile(r"# (title|description)(?:@(\w+))?: *(.*)")
_PARAM = re.compile(r"# param (\w+) (\w+)( required)?: *(.*)")
_PARAM_IN = re.compile(r"# param@(\w+) (\w+): *(.*)")

Words = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query and what its first lines say; ``title`` and ``description`` by language."""

    name: str
    text: str
    title: Words = field(default_factory=dict)
    description: Words = field(default_factory=dict)
    parameters: tuple[Parameter, ...] = ()


@cache
def library() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    folder = files("kg.query") / "named"
    found = [
        read(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".rq")
    ]
    return tuple(sorted(found, key=lambda query: query.name))


def find(query: str) -> NamedQuery:
    """What ``query`` stands for: a named query, an .rq file, or SPARQL itself.

    Raises:
        QueryError: it looks like a name or file, and there is none.
    """
    for named in library():
        if named.name == query:
            return named
    if query.endswith(".rq"):
        return read(query, _file(Path(query)))
    if not any(character in query for character in " \t\n{<"):
        near = difflib.get_close_matches(query, [named.name for named in library()], n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise QueryError(f"there is no query named '{query}'", f"{hint}List them: kg query --list")
    return NamedQuery("", query)


def read(name: str, text: str) -> NamedQuery:
    """The query ``text`` with what its first lines say.

    Raises:
        QueryError: it declares a parameter of a kind that there is not.
    """
    said: dict[str, dict[str, str]] = {"title": {}, "description": {}}
    parameters: dict[str, tuple[str, bool]] = {}
    words: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        if not line.startswith("#"):
            break
        if head := _HEAD.fullmatch(line):
            said[head[1]][head[2] or "en"] = head[3]
        elif param := _PARAM.fullmatch(line):
            parameters[param[1]] = (param[2], param[3] is not None)
            words.setdefault(param[1], {})["en"] = param[4]
        elif other := _PARAM_IN.fullmatch(line):
            words.setdefault(other[2], {})[other[1]] = other[3]
    for parameter, (kind, _) in parameters.items():
        if kind not in KINDS:
            raise QueryError(
                f"parameter '{parameter}' of {name} has no kind '{kind}'",
                f"Kinds are {', '.join(KINDS)}.",
            )
    return NamedQuery(
        name,
        text,
        said["title"],
        said["description"],
        tuple(Parameter(one, *how, words[one]) for one, how in parameters.items()),
    )


def _file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise QueryError(f"there is no query file '{path}'", "Check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"the query file '{path}' cannot be read: {error}") from None
