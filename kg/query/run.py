"""Questions in SPARQL 1.1: SELECT, ASK, CONSTRUCT and DESCRIBE, read-only and offline."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

import pyoxigraph as ox

from kg.errors import QueryError
from kg.query.graphs import Graphs, Term
from kg.query.narrow import narrowed

_NOISE = re.compile(
    r"\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''"
    r"|\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'|<[^<>\"{}|^`\\\s]*>|#[^\n]*",
    re.DOTALL,
)
_PLACE = re.compile(r"error at (\d+):(\d+): ")
_EXPECTED = re.compile(r'"([^"\s]{1,12})"')
_UPDATE = re.compile(r"\b(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY)\b", re.IGNORECASE)
_KINDS = re.compile(r"\b(SELECT|ASK|CONSTRUCT|DESCRIBE)\b", re.IGNORECASE)
_NAME = re.compile(r"(?<![\w?$:])([A-Za-z][\w-]*):")
#: A name as kg prints it ("id:country/KP"): SPARQL wants a backslash before its slashes.
_PRINTED = re.compile(r"\b(id:[a-z]+)/")
_DECLARED = re.compile(r"\bPREFIX\s+([A-Za-z][\w-]*)?\s*:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rows:
    """The answer to SELECT; where the query asks for no order, rows are sorted.

    ``more`` says that there were more rows than were wanted.
    """

    variables: tuple[str, ...]
    rows: tuple[tuple[Term | None, ...], ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Triples:
    """The answer to CONSTRUCT and DESCRIBE, sorted, without repetition."""

    triples: tuple[ox.Triple, ...]
    more: bool = False


Answer = Rows | Triples | bool


def ask(
    graphs: Graphs,
    query: str,
    given: Mapping[str, Term | None] | None = None,
    most: int | None = None,
    *,
    default: tuple[str, ...] | None = None,
    named: tuple[str, ...] | None = None,
) -> Answer:
    """The answer to ``query``; the ontology's prefixes and ``id:`` need no PREFIX line.

    ``given`` are the query's parameters with what is bound to them: they must be among what it
    selects (the engine binds nothing else), and are no columns of the answer. ``most`` cuts the
    answer after so many rows or triples. Where ``default`` or ``named`` graphs are given, the query
    sees those and no others, whatever its FROM says.

    Raises:
        QueryError: it is no SPARQL query, would write or reach out, or cannot be answered.
    """
    bare = _NOISE.sub(lambda match: " " * len(match[0]), query)
    if re.search(r"(?<![?$:\w])SERVICE\b(?!:)", bare, re.IGNORECASE):
        raise QueryError(
            "SERVICE asks another server, and kg works offline", "Ask the graph itself."
        )
    given = given or {}
    bound = {ox.Variable(name): term for name, term in given.items() if term is not None}
    stop = None if most is None else most + 1
    everything = default is None and named is None
    try:
        found = graphs.store.query(
            narrowed(graphs, query, given) if given else query,
            prefixes=dict(graphs.prefixes),
            substitutions=bound,
            default_graph=None if everything else [ox.NamedNode(one) for one in default or ()],
            named_graphs=None if everything else [ox.NamedNode(one) for one in named or ()],
        )
        if isinstance(found, ox.QueryBoolean):
            return bool(found)
        if isinstance(found, ox.QueryTriples):
            return _triples(tuple(islice(found, stop)), most)
        columns = [one for one in found.variables if one.value not in given]
        rows = [tuple(solution[name] for name in columns) for solution in islice(found, stop)]
    except SyntaxError as error:
        raise _broken(query, bare, graphs, str(error)) from None
    except (OSError, ValueError, RuntimeError) as error:
        raise QueryError(f"the query cannot be answered: {error}") from None
    if not re.search(r"\bORDER\s+BY\b", bare, re.IGNORECASE):
        rows.sort(key=lambda row: [str(term or "") for term in row])
    cut = most is not None and len(rows) > most
    return Rows(tuple(one.value for one in columns), tuple(rows[:most]), more=cut)


def _triples(found: tuple[ox.Triple, ...], most: int | None) -> Triples:
    cut = most is not None and len(found) > most
    return Triples(tuple(sorted(set(found[:most]), key=str)), more=cut)


def _broken(query: str, bare: str, graphs: Graphs, said: str) -> QueryError:
    place = _PLACE.search(said)
    where, picture = "", ""
    if place is not None:
        line, column = int(place[1]), int(place[2])
        where = f" at line {line}, column {column}"
        text = query.split("\n")[line - 1] if line <= query.count("\n") + 1 else ""
        start = max(0, column - 60)
        picture = f"{text[start : column + 20]}\n{' ' * (column - 1 - start)}^\n"
    return QueryError(f"this is no SPARQL query{where}", picture + _advice(bare, graphs, said))


def _advice(bare: str, graphs: Graphs, said: str) -> str:
    known = set(graphs.prefixes) | {name for name in _DECLARED.findall(bare) if name}
    unknown = sorted({name for name in _NAME.findall(bare) if name not in known})
    if unknown:
        known_names = ", ".join(f"{name}:" for name in sorted(known))
        return f"No prefix {unknown[0]}: is declared. These are: {known_names}"
    if _UPDATE.search(bare) and not _KINDS.search(bare):
        return "kg query only reads: SELECT, ASK, CONSTRUCT or DESCRIBE."
    if not _KINDS.search(bare):
        return 'Begin with SELECT, ASK, CONSTRUCT or DESCRIBE, or name a query: "kg query --list".'
    if printed := _PRINTED.search(bare):
        return f"Write a whole IRI in <...>, or a backslash before each slash: {printed[1]}\\/"
    if bare.count("{") != bare.count("}"):
        return f"It opens {bare.count('{')} braces and closes {bare.count('}')}."
    expected = ", ".join(dict.fromkeys(_EXPECTED.findall(said.replace("\\", ""))))
    return f"Expected there: {expected}." if expected else "Check what stands before that place."
