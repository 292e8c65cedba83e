"""Entities, events and claims as Turtle, a block each, for the evidence panel to show.

The text stands in the page between tags, so that whatever could end its element, or would not come
back as it was, is written as an escape, which Turtle's literals know.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

import pyoxigraph
from markupsafe import Markup
from rdflib import RDF, Graph

from kg.export.terms import ordered, quad
from kg.graph.vocab import PREFIXES, K

_SHOWN = (K.Country, K.Person, K.Organization, K.Group, K.Place, K.Object, K.Event, K.Claim)
_LOCAL = re.compile(r"[A-Za-z](?:[\w-]*\w)?", re.ASCII)
_TYPE = f"<{RDF.type}>"
_PLAIN = re.compile(r'"([+-]?\d+(?:\.\d+)?)"\^\^<http://www\.w3\.org/2001/XMLSchema#(\w+)>')
_UNSAFE = re.compile(r"<(?=[/!])|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def triples(union: Graph, base: str) -> Markup:
    """``@base`` and ``@prefix`` lines, then a blank line before each thing's block.

    Everything that ``union`` says of the thing, mentions as IRIs. The block of a thing starts with
    its IRI in angle brackets, relative to ``base``.
    """
    shown = {thing for kind in _SHOWN for thing in union.subjects(RDF.type, kind)}
    own = ordered(triple for triple in union if triple[0] in shown)
    blocks = [_block(found, base) for _, found in groupby(map(quad, own), lambda one: one.subject)]
    heads = [f"@base <{base}> ."] if base else []
    heads += [f"@prefix {name}: <{iri}> ." for name, iri in sorted(PREFIXES.items())]
    text = "\n\n".join(["\n".join(heads), *blocks])
    return Markup(_UNSAFE.sub(_escaped, text))  # noqa: S704


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


def _block(quads: Iterable[pyoxigraph.Quad], base: str) -> str:
    found = list(quads)
    lines = [f"{name} {', '.join(values)}" for name, values in _said(found, base)]
    body = " ;\n    ".join(lines)
    return f"{_relative(str(found[0].subject), base)} {body} ."


def _said(found: list[pyoxigraph.Quad], base: str) -> Iterator[tuple[str, list[str]]]:
    """Predicates with their values, the types first."""
    typed = sorted(found, key=lambda one: str(one.predicate) != _TYPE)
    for predicate, quads in groupby(typed, lambda one: str(one.predicate)):
        name = "a" if predicate == _TYPE else _short(predicate, base)
        yield name, [_short(str(one.object), base) for one in quads]


def _short(term: str, base: str) -> str:
    """``term`` in N-Triples with a prefix or relative to the base; numbers as they are written."""
    number = _PLAIN.fullmatch(term)
    if number and (number[2] == "integer" or (number[2] == "decimal" and "." in number[1])):
        return number[1]
    if term.startswith('"'):
        words, typed, kind = term.rpartition('"^^')
        return f'{words}"^^{_short(kind, base)}' if typed and kind.endswith(">") else term
    for prefix, namespace in PREFIXES.items():
        local = term[1 + len(namespace) : -1]
        if term.startswith(f"<{namespace}") and _LOCAL.fullmatch(local):
            return f"{prefix}:{local}"
    return _relative(term, base)


def _relative(term: str, base: str) -> str:
    """Relative to the base, unless a reader would take dots or slashes out of it."""
    local = term[1 + len(base) : -1]
    if base and term.startswith(f"<{base}") and not re.search(r"(?:^|/)(?:\.|/|$)|^[^/]*:", local):
        return f"<{local}>"
    return term
