"""The contract of a language pack: a folder of tables and rule files, checked when they are read.

A *table* is a UTF-8 TSV file whose first line names the columns; empty lines and lines that begin
with ``#`` are comments. A *rule file* is TOML with a list ``[[rule]]``; every rule has a unique
``name``, at least one sentence in ``examples`` on which it must fire and at least one in
``counterexamples`` on which it must not. ``pack.toml`` names the language and every file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from kg.errors import LanguageError, PackError

Row = Mapping[str, str]
Rule = Mapping[str, Any]


class Pack:
    """One language's data. Tables and rules are read when first asked for, then kept."""

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._tables: dict[str, tuple[Row, ...]] = {}
        self._rules: dict[str, tuple[Rule, ...]] = {}

    @cached_property
    def about(self) -> Mapping[str, Any]:
        """``pack.toml``: ``tag`` (BCP 47), ``name``, ``tables`` (file -> columns), ``rules``."""
        return _toml(self._root / "pack.toml")

    @property
    def tag(self) -> str:
        return str(self.about["tag"])

    def table(self, name: str) -> tuple[Row, ...]:
        """The rows of ``name.tsv``, in file order; a short line's missing cells are empty.

        Raises:
            PackError: the file is missing, its columns are not those declared in pack.toml,
                or a line has more cells than columns.
        """
        if name not in self._tables:
            self._tables[name] = self._read_table(name)
        return self._tables[name]

    def rules(self, name: str) -> tuple[Rule, ...]:
        """The rules of ``name.toml``, in file order.

        Raises:
            PackError: the file is missing or broken, a name stands twice, examples are missing.
        """
        if name not in self._rules:
            self._rules[name] = self._read_rules(name)
        return self._rules[name]

    def _read_table(self, name: str) -> tuple[Row, ...]:
        path = self._root / f"{name}.tsv"
        lines = [
            (number, line)
            for number, line in enumerate(_text(path).split("\n"), 1)
            if line.strip() and not line.startswith("#")
        ]
        if not lines:
            raise PackError(f"{path} is empty", "The first line names the columns.")
        columns = lines[0][1].split("\t")
        declared = self.about["tables"].get(name)
        if columns != declared:
            raise PackError(f"{path} has columns {columns}, pack.toml says {declared}")
        rows = []
        for number, line in lines[1:]:
            cells = [cell.strip() for cell in line.split("\t")]
            if len(cells) > len(columns):
                raise PackError(
                    f"{path}, line {number}: {len(cells)} cells for {len(columns)} columns"
                )
            cells += [""] * (len(columns) - len(cells))
            rows.append(dict(zip(columns, cells, strict=True)))
        return tuple(rows)

    def _read_rules(self, name: str) -> tuple[Rule, ...]:
        path = self._root / f"{name}.toml"
        rules = tuple(_toml(path).get("rule", ()))
        seen: set[str] = set()
        for rule in rules:
            label = rule.get("name", "")
            if not label or label in seen:
                raise PackError(f"{path}: rule name {label!r} is missing or stands twice")
            seen.add(label)
            if not rule.get("examples") or not rule.get("counterexamples"):
                raise PackError(f"{path}: rule {label!r} needs examples and counterexamples")
        return rules


def available() -> tuple[str, ...]:
    """Tags of the packs in this package, sorted."""
    root = files("kg.lang")
    return tuple(sorted(f.name for f in root.iterdir() if (f / "pack.toml").is_file()))


@cache
def load(tag: str) -> Pack:
    """The pack of a language.

    Raises:
        LanguageError: there is none.
    """
    if tag not in available():
        raise LanguageError(
            f"no language pack for '{tag}'", f"Languages with a pack: {', '.join(available())}."
        )
    return Pack(files("kg.lang") / tag)


def _text(path: Traversable) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PackError(f"the language pack lacks {path}") from error


def _toml(path: Traversable) -> Mapping[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{path} is not TOML: {error}") from error
