"""Queries with a name: each is an .rq file in ``named/`` whose first lines say what it answers."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

from kg.errors import QueryError


@dataclass(frozen=True, slots=True)
class NamedQuery:
    """A query of ours: ``# title:`` and ``# description:`` head its file."""

    name: str
    title: str
    description: str
    text: str


@cache
def library() -> tuple[NamedQuery, ...]:
    """All named queries, by name."""
    folder = files("kg.query") / "named"
    found = [
        _named(file.name.removesuffix(".rq"), file.read_text(encoding="utf-8"))
        for file in folder.iterdir()
        if file.name.endswith(".rq")
    ]
    return tuple(sorted(found, key=lambda query: query.name))


def find(query: str) -> str:
    """The SPARQL text that ``query`` stands for: a named query, an .rq file, or SPARQL itself.

    Raises:
        QueryError: it looks like a name or file, and there is none.
    """
    for named in library():
        if named.name == query:
            return named.text
    if query.endswith(".rq"):
        return _file(Path(query))
    if not any(character in query for character in " \t\n{<"):
        near = difflib.get_close_matches(query, [named.name for named in library()], n=1)
        hint = f"Did you mean '{near[0]}'? " if near else ""
        raise QueryError(f"there is no query named '{query}'", f"{hint}List them: kg query --list")
    return query


def _file(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise QueryError(f"there is no query file '{path}'", "Check the path.") from None
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"the query file '{path}' cannot be read: {error}") from None


def _named(name: str, text: str) -> NamedQuery:
    said: dict[str, str] = {}
    for line in text.splitlines():
        if not line.startswith("# "):
            break
        key, _, value = line.removeprefix("# ").partition(":")
        said[key.strip()] = value.strip()
    return NamedQuery(name, said.get("title", name), said.get("description", ""), text)
