"""Parameters of queries: text that a user types becomes an RDF term, which is bound, never pasted.

A term goes beside the query into the engine, so that no text can turn into syntax.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

import pyoxigraph as ox

from kg.errors import QueryError, UsageError
from kg.graph.vocab import MODES, PREFIXES, STANCES, TYPE
from kg.query.graphs import Graphs, Term
from kg.query.resolve import named, nearest, resolve

_XSD = "http://www.w3.org/2001/XMLSchema#"
_IRI = re.compile(r"<.*>|[a-z]+://.*|id:.*|\w+/\S+")


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query wants to know: a name, a kind, and what it means, by language."""

    name: str
    kind: str
    required: bool = False
    description: Mapping[str, str] = field(default_factory=dict)


def bind(
    graphs: Graphs, parameters: tuple[Parameter, ...], given: Mapping[str, str]
) -> dict[str, Term | None]:
    """A term for each of ``parameters``; None for those that are not ``given``.

    Raises:
        UsageError: one is unknown, missing, or not of its kind.
        QueryError: it names a thing by an IRI that is not in the graph.
    """
    names = [parameter.name for parameter in parameters]
    for name in given:
        if name not in names:
            there = f"It has {', '.join(names)}." if names else "It has none."
            raise UsageError(f"the query has no parameter '{name}'", there)
    for name, value in given.items():
        if not value.strip():
            raise UsageError(f"the parameter '{name}' is empty", f"Give it: {name}=..., or not.")
    for parameter in parameters:
        if parameter.required and parameter.name not in given:
            said = parameter.description.get("en", "")
            raise UsageError(
                f"the query needs the parameter '{parameter.name}': {said}",
                f"Give it: --param {parameter.name}=...",
            )
    return {
        parameter.name: KINDS[parameter.kind](graphs, parameter.name, given[parameter.name])
        if parameter.name in given
        else None
        for parameter in parameters
    }


def unknown(
    graphs: Graphs, parameters: tuple[Parameter, ...], given: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Names that nothing in the graph has, each with the nearest that something has."""
    return {
        value: tuple(nearest(graphs, value))
        for parameter in parameters
        for value in (given.get(parameter.name),)
        if value is not None
        and parameter.kind == "thing"
        and not _IRI.fullmatch(value.strip())
        and not named(graphs, value.strip())
    }


def _thing(graphs: Graphs, _: str, value: str) -> Term:
    """An entity by its name, of which there may be several, or by its IRI."""
    typed = value.strip()
    if not named(graphs, typed) and _IRI.fullmatch(typed):
        return ox.NamedNode(resolve(graphs, typed))
    return ox.Literal(typed)


def _statement(graphs: Graphs, _: str, value: str) -> Term:
    return ox.NamedNode(resolve(graphs, value))


def _date(_: Graphs, name: str, value: str) -> Term:
    try:
        day = date.fromisoformat(value) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", value) else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(f"{name}: '{value}' is no date", "Write it as YYYY-MM-DD.")
    return ox.Literal(day.isoformat(), datatype=ox.NamedNode(f"{_XSD}date"))


def _number(_: Graphs, name: str, value: str) -> Term:
    if not re.fullmatch(r"[+-]?[0-9]{1,18}", value):
        raise UsageError(f"{name}: '{value}' is no whole number", "Write digits alone: 1000.")
    return ox.Literal(int(value))


def _type(_: Graphs, name: str, value: str) -> Term:
    code, dash, mode = value.strip().removeprefix("type:").partition("-")
    try:
        return ox.NamedNode(TYPE[f"{code.upper()}{dash}{mode.lower()}"])
    except KeyError:
        raise UsageError(
            f"{name}: there is no event type '{value}'", f"Types are {', '.join(MODES)}."
        ) from None


def _stance(_: Graphs, name: str, value: str) -> Term:
    known = {stance.casefold(): stance for stance in STANCES}
    found = known.get(value.strip().replace("-", "").casefold())
    if found is None:
        raise UsageError(f"{name}: '{value}' is no stance", f"There are {', '.join(STANCES)}.")
    return ox.NamedNode(f"{PREFIXES['k']}{found}")


def _text(_: Graphs, name: str, value: str) -> Term:
    try:
        return ox.Literal(value)
    except ValueError as error:
        raise QueryError(f"{name}: this is no text for a graph: {error}") from None


KINDS: Mapping[str, Callable[[Graphs, str, str], Term]] = {
    "thing": _thing,
    "statement": _statement,
    "date": _date,
    "number": _number,
    "type": _type,
    "stance": _stance,
    "text": _text,
}
"""What parameters may be, and how a term is made of what the user types."""
