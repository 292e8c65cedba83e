"""Triples as lines of N-Triples: the one place where terms are spelt.

Terms are plain strings here, as N-Triples writes them. To write lines costs a tenth of what
objects for terms and an index of them cost, and a corpus needs no more than its lines.
"""

from __future__ import annotations

import re
from typing import Final

# Canonical N-Triples escapes these, and what XML 1.1 has no character for.
_NAMED: Final = {
    "\b": r"\b",
    "\t": r"\t",
    "\n": r"\n",
    "\f": r"\f",
    "\r": r"\r",
    '"': r"\"",
    "\\": r"\\",
}
_SPECIAL: Final = re.compile('[\x00-\x1f"\\\\\x7f\ufffe\uffff]')


def iri(value: str) -> str:
    """An IRI; the minter and the vocabularies let no character in that would end it."""
    return f"<{value}>"


def plain(text: str) -> str:
    """A string."""
    return f'"{_SPECIAL.sub(_escaped, text)}"'


def words(text: str, language: str) -> str:
    """A string in a language."""
    return f'"{_SPECIAL.sub(_escaped, text)}"@{language.lower()}'


def typed(text: str, datatype: str) -> str:
    """A value of another datatype, as it is written."""
    return f'"{_SPECIAL.sub(_escaped, text)}"^^<{datatype}>'


class Triples:
    """A set of triples, written down as they come."""

    def __init__(self) -> None:
        self._lines: set[str] = set()

    def add(self, subject: str, predicate: str, *values: str) -> None:
        """One triple a value; ``predicate`` is a plain IRI, the others are terms."""
        for value in values:
            self._lines.add(f"{subject} <{predicate}> {value}")

    def ntriples(self) -> list[str]:
        """The lines of N-Triples, sorted."""
        return [f"{line} .\n" for line in sorted(self._lines)]

    def nquads(self, graph: str) -> list[str]:
        """The lines of N-Quads in a graph of that IRI, sorted by triple."""
        return [f"{line} <{graph}> .\n" for line in sorted(self._lines)]


def _escaped(found: re.Match[str]) -> str:
    return _NAMED.get(found[0]) or f"\\u{ord(found[0]):04X}"
