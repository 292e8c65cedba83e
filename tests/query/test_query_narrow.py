"""A query that begins with what it is asked about answers what it would answer as it is written."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import islice

import pytest

from kg.graph.vocab import SKOS
from kg.query import run
from kg.query.graphs import Graphs
from kg.query.library import NamedQuery, find, library
from kg.query.narrow import narrowed
from kg.query.parameters import bind
from kg.query.resolve import named as bearing

Annotated = Mapping[bool, tuple[Graphs, Mapping[str, str]]]
EACH = pytest.mark.parametrize("query", library(), ids=lambda query: query.name)
VALUES = {
    "type": ("CASUALTY", "MOBILIZE"),
    "stance": ("confirm", "noComment"),
    "date": ("2025-01-01",),
    "number": ("1",),
    "text": ("tentara",),
}


def names(graphs: Graphs) -> list[str]:
    """Some names of things, one in other capitals, an IRI, and one that nothing has."""
    labels = sorted({label for _, label in graphs.pairs(str(SKOS.prefLabel))})
    iri = graphs.pairs(str(SKOS.prefLabel))[0][0]
    return [*islice(labels, 0, None, 3), labels[0].swapcase(), iri, "Negeri Antah Berantah"]


def tries(graphs: Graphs, query: NamedQuery, statement: str) -> list[dict[str, str]]:
    """Nothing, then each parameter alone with several values, beside what is needed."""
    values = VALUES | {"thing": tuple(names(graphs)), "statement": (statement,)}
    needed = {one.name: values[one.kind][0] for one in query.parameters if one.required}
    found = [needed]
    for one in query.parameters:
        found += [needed | {one.name: value} for value in values[one.kind]]
    return found


@EACH
def test_the_answer_stays_the_same(
    annotated: Annotated, query: NamedQuery, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of every named query, for names, IRIs, dates, types and names that nothing has."""
    graphs, ids = annotated[True]
    statement = next(iri for iri, key in ids.items() if key == "v1")
    for given in tries(graphs, query, statement):
        terms = bind(graphs, query.parameters, given)
        fast = run.ask(graphs, query.text, terms)
        with monkeypatch.context() as patch:
            patch.setattr(run, "narrowed", lambda graphs, text, given: text)
            assert fast == run.ask(graphs, query.text, terms), given


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("who-said-what", {"actor": "Volodymyr Zelensky"}),
        ("who-did-what", {"agent": "Ukraina", "other": "Rusia"}),
        ("timeline", {"actor": "Korea Utara"}),
        ("relations", {"one": "Rusia", "with": "Ukraina"}),
        ("events-in", {"place": "Rusia"}),
    ],
)
def test_a_thing_is_where_a_query_begins(
    annotated: Annotated, name: str, given: Mapping[str, str]
) -> None:
    """No condition is left that would be tried on every claim or event."""
    graphs, query = annotated[True][0], find(name)
    text = narrowed(graphs, query.text, bind(graphs, query.parameters, given))
    assert "LCASE(STR(?actor" not in text
    assert "EXISTS" not in text
    for value in given.values():
        (iri, *_) = bearing(graphs, value)
        assert f"<{iri}>" in text


def test_names_are_found_in_usual_and_unusual_capitals(annotated: Annotated) -> None:
    """By the index where it is written as usual, else among all names."""
    graphs = annotated[True][0]
    wanted = bearing(graphs, "Korea Utara")
    assert wanted
    for typed in ("korea utara", "KOREA UTARA", "kOREA uTARA"):
        assert bearing(graphs, typed) == wanted
    assert bearing(graphs, "tidak ada") == ()
