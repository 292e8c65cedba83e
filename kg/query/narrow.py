"""Named queries made to begin with what they are asked about.

A named query says of each parameter ``FILTER(COALESCE(STR(?actor), "") = "" || EXISTS {...})``: all
is well where nothing is asked, else something holds. That reads well, and makes the engine look at
every claim of the graph. So the conditions of parameters that are not given are left out, and those
on things are turned round: their names are looked up first, and the rest is joined to what has
them. The answer stays the same; conditions of another form stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import pyoxigraph as ox

from kg.query.graphs import Graphs, Term
from kg.query.resolve import named

_PATH = r"\(?[\w:|/*+]+\)?"
_STEP = rf"\?\w+ {_PATH} \?\w+\s*\.?\s*"
_VALUES = r"VALUES \?\w+ \{[^{}]*\}"
_EXISTS = re.compile(r"EXISTS \{(?P<body>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_WITHIN = re.compile(r"FILTER EXISTS \{(?P<body>[^{}]*(?:\{[^{}]*\}[^{}]*)*)\}")
_FOUND = re.compile(r"\s*VALUES \?(?P<thing>\w+) \{[^{}]*\}\s*")
_REACHED = re.compile(rf"\s*(?=\?(?P<start>\w+) )(?:{_STEP})+{_VALUES}\s*")
_UNBOUND = re.compile(r"VALUES \([^)]*\) \{ \((?:UNDEF ?)+\) \}")


def narrowed(graphs: Graphs, query: str, given: Mapping[str, Term | None]) -> str:
    """``query`` with the conditions on its parameters turned into where to begin."""
    one = _Narrowing(graphs, query)
    for name, term in given.items():
        one.by(name, term)
    top = _UNBOUND.search(one.query)
    if top is None:
        return query
    return "\n  ".join([one.query[: top.end()], *one.begin]) + one.query[top.end() :]


@dataclass(slots=True)
class _Narrowing:
    """A query on its way, and the patterns that it will begin with."""

    graphs: Graphs
    query: str
    begin: list[str] = field(default_factory=list)

    def by(self, name: str, term: Term | None) -> None:
        """Leave out the conditions on one parameter, or make them shorter."""
        opening = f'FILTER(COALESCE(STR(?{name}), "") = "" || '
        at = self.query.find(opening)
        while at >= 0:
            end = _closing(self.query, at + len("FILTER"))
            held = self.query[at + len(opening) : end]
            rest = "" if term is None else self._turned(held, at, name, term)
            self.query = self.query[:at] + rest + self.query[end + 1 :]
            at = self.query.find(opening, at + len(rest))

    def _turned(self, held: str, at: int, name: str, term: Term) -> str:
        """What stays of a condition that must hold; what can be begun with is kept for that."""
        labels = r"skos:prefLabel\|skos:altLabel \?\w+\s+FILTER\("
        same = rf"LCASE\(STR\(\?\w+\)\) = LCASE\(STR\(\?{name}\)\)\)"
        looked_up = re.compile(
            rf"\?(?P<a>\w+) {labels}\?(?P=a) = \?{name} \|\| {same}"
            rf"|FILTER\(\?(?P<b>\w+) = \?{name} \|\| "
            rf"EXISTS \{{\s*\?(?P=b) {labels}{same}\s*\}}\)"
        )
        if looked_up.search(held) is None:
            return f"FILTER({held})"
        things = self._things(term)
        held = looked_up.sub(
            lambda found: f"VALUES ?{found['a'] or found['b']} {{ {things} }}", held
        )
        while (inner := _WITHIN.search(held)) is not None:
            held = (
                f"{held[: inner.start()].rstrip()} . {inner['body'].strip()}{held[inner.end() :]}"
            )
        bodies = [found["body"] for found in _EXISTS.finditer(held)]
        alone = " || ".join(f"EXISTS {{{body}}}" for body in bodies) == held.strip()
        turned = _start(bodies) if alone else None
        always = self.query[:at].partition("OPTIONAL")[0].partition("WHERE")[2]
        if turned is None or f"?{turned[0]} " not in always:
            return f"FILTER({held})"
        self.begin.append(turned[1])
        return ""

    def _things(self, term: Term) -> str:
        """The things that a parameter names: itself, or all that bear the name."""
        if isinstance(term, ox.Literal):
            return " ".join(str(ox.NamedNode(iri)) for iri in named(self.graphs, term.value))
        return str(term)


def _start(bodies: Sequence[str]) -> tuple[str, str] | None:
    """The variable that all conditions are on, and the pattern that gives its values."""
    if len(bodies) == 1 and (found := _FOUND.fullmatch(bodies[0])):
        return found["thing"], bodies[0].strip()
    reached = [_REACHED.fullmatch(body) for body in bodies]
    starts = {found["start"] for found in reached if found is not None}
    if None in reached or len(starts) != 1:
        return None
    (start,) = starts
    ways = " UNION ".join(f"{{{_values_first(body)}}}" for body in bodies)
    return start, f"{{ SELECT DISTINCT ?{start} WHERE {{ {ways} }} }}"


def _values_first(body: str) -> str:
    before, values, after = body.partition("VALUES")
    return f"{values}{after.rstrip()} {before.strip()} "


def _closing(query: str, opening: int) -> int:
    """Where the bracket that opens at ``opening`` closes; those in strings do not count."""
    depth, quoted = 0, False
    for place in range(opening, len(query)):
        letter = query[place]
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter in "()":
            depth += 1 if letter == "(" else -1
            if depth == 0:
                return place
    return len(query) - 1
