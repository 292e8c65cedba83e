"""The sentence behind each row of an answer."""

from __future__ import annotations

import pyoxigraph as ox

from kg.graph.vocab import GAF, NIF
from kg.query.graphs import Graphs
from kg.query.passages import passages
from kg.query.run import Rows

#: The column of our queries that names what a row says.
STATEMENT = "statement"
#: What our queries name for machines; tables leave it out.
ASIDE = frozenset({STATEMENT, "what", "other", "otherwhat"})
EVIDENCE = "evidence"


def with_evidence(graphs: Graphs, rows: Rows) -> Rows:
    """``rows`` with a last column: the sentences, their words in [brackets].

    A row's sentences are those of its column ``statement``; where the query has no such column,
    of every thing in the row. Sentences of several articles or places follow one another.
    """
    place = rows.variables.index(STATEMENT) if STATEMENT in rows.variables else None
    extended = tuple(
        (*row, _sentences(graphs, row if place is None else (row[place],))) for row in rows.rows
    )
    return Rows((*rows.variables, EVIDENCE), extended, rows.more)


def without(rows: Rows, names: frozenset[str]) -> Rows:
    """``rows`` without the columns ``names``; equal neighbours become one."""
    kept = [place for place, name in enumerate(rows.variables) if name not in names]
    if len(kept) == len(rows.variables):
        return rows
    narrow = (tuple(row[place] for place in kept) for row in rows.rows)
    return Rows(
        tuple(rows.variables[place] for place in kept), tuple(dict.fromkeys(narrow)), rows.more
    )


def _sentences(graphs: Graphs, terms: tuple[object, ...]) -> ox.Literal | None:
    things = dict.fromkeys(term.value for term in terms if isinstance(term, ox.NamedNode))
    mentions = [
        mention
        for thing in things
        for mention in (
            (thing,)
            if graphs.values(thing, str(NIF.anchorOf))
            else graphs.values(thing, str(GAF.denotedBy))
        )
    ]
    found = [f"{one.article}: {one.marked()}" for one in passages(graphs, mentions)]
    return ox.Literal(" … ".join(found)) if found else None
