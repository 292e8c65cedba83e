"""The named queries: what each says of itself, that its parameters are bound, and its order."""

from __future__ import annotations

import re
import runpy
import time
from collections.abc import Mapping
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import QueryError, UsageError
from kg.graph.vocab import SKOS
from kg.query.graphs import Graphs, open_graphs
from kg.query.library import NamedQuery, library, read
from kg.query.parameters import KINDS, Parameter, bind, unknown
from kg.query.run import Rows, Triples, ask

Annotated = Mapping[bool, tuple[Graphs, Mapping[str, str]]]
EACH = pytest.mark.parametrize("named", library(), ids=lambda query: query.name)
#: What the queries need that answer nothing without.
NEEDED = {"relations": {"one": "Rusia", "with": "Ukraina"}}
#: Those that look at several articles.
ACROSS = {"same-events"}
#: For each kind a value that nothing in the annotated seed has.
NONE = {"thing": "Negeri Antah Berantah", "type": "DISASTER", "stance": "request", "number": "99"}
#: A name or so that answers something, by query and parameter.
SOME = {"stance": "noComment", "number": "1", "type": "CASUALTY"}


def rows(graphs: Graphs, named: NamedQuery, given_: Mapping[str, str]) -> Rows:
    """The answer to a named query."""
    answer = ask(graphs, named.text, bind(graphs, named.parameters, given_))
    assert isinstance(answer, Rows)
    return answer


def needed(annotated: Annotated, named: NamedQuery) -> Mapping[str, str]:
    """The parameters that it cannot do without."""
    if named.name == "provenance":
        return {"statement": next(iri for iri, key in annotated[True][1].items() if key == "v1")}
    return NEEDED.get(named.name, {})


CASES = [
    pytest.param(named, parameter, id=f"{named.name}-{parameter.name}")
    for named in library()
    for parameter in named.parameters
]


def test_there_are_enough() -> None:
    """At least fifteen."""
    assert len(library()) >= 15


@EACH
def test_a_query_says_what_it_is(named: NamedQuery) -> None:
    """Title, description and parameters in English and Indonesian."""
    for words in (named.title, named.description, *(p.description for p in named.parameters)):
        assert set(words) == {"en", "id"}
        assert all(words.values())
        assert words["en"] != words["id"]


@EACH
def test_parameters_are_declared_in_standard_sparql(named: NamedQuery) -> None:
    """One VALUES row of UNDEF names them all, so that the query is whole on any server."""
    names = [parameter.name for parameter in named.parameters]
    (values,) = re.findall(r"^  VALUES \(([^)]*)\) \{ \(([A-Z ]*)\) \}$", named.text, re.MULTILINE)
    assert values[0].split() == [f"?{name}" for name in names]
    assert values[1].split() == ["UNDEF"] * len(names)


@EACH
def test_a_query_finds_something_and_keeps_its_order(
    annotated: Annotated, told_twice: Graphs, named: NamedQuery
) -> None:
    """Rows for the annotated seed, none twice, and the same in a graph that was opened anew."""
    graphs = told_twice if named.name in ACROSS else annotated[True][0]
    given_ = needed(annotated, named)
    answer = rows(graphs, named, given_)
    assert answer.rows
    assert len(set(answer.rows)) == len(answer.rows)
    for _ in range(2):
        assert rows(open_graphs(graphs.path), named, given_) == answer


@pytest.mark.parametrize(("named", "parameter"), CASES)
def test_a_parameter_is_bound(
    annotated: Annotated, told_twice: Graphs, named: NamedQuery, parameter: Parameter
) -> None:
    """What nobody is, or what no day is, gives nothing; what is there gives some of the rows."""
    graphs = told_twice if named.name in ACROSS else annotated[True][0]
    base = needed(annotated, named)
    if parameter.kind == "statement":
        with pytest.raises(QueryError):
            bind(graphs, named.parameters, {**base, parameter.name: "event/none"})
        return
    whole = rows(graphs, named, base)
    if parameter.kind == "date":
        never = {"from": "2999-01-01", "to": "1000-01-01"}[parameter.name]
        ever = {"from": "1000-01-01", "to": "2999-01-01"}[parameter.name]
        none = rows(graphs, named, {**base, parameter.name: never}).rows
        assert len(none) < len(whole.rows)
        found = rows(graphs, named, {**base, parameter.name: ever}).rows
    else:
        assert not rows(graphs, named, {**base, parameter.name: NONE[parameter.kind]}).rows
        labels = sorted({label for _, label in graphs.pairs(str(SKOS.prefLabel))})
        values = labels if parameter.kind == "thing" else [SOME[parameter.kind]]
        found = tuple(
            row
            for value in values
            for row in rows(graphs, named, {**base, parameter.name: value}).rows
        )
    known = [term for row in whole.rows for term in row]
    assert found or parameter.kind == "type"
    assert named.name == "relations" or all(term in known for row in found for term in row)


@given(
    st.text(max_size=40) | st.sampled_from(['") } } DROP ALL #', "\\", "'", '"""', "?x", "<a:b>"])
)
def test_no_text_turns_into_syntax(annotated: Annotated, text: str) -> None:
    """Whatever is typed is a name that nobody has, or refused; the graph stays as it was."""
    graphs = annotated[True][0]
    (named,) = (one for one in library() if one.name == "who-said-what")
    before = len(graphs.store)
    try:
        given_ = bind(graphs, named.parameters, {"actor": text})
    except (QueryError, UsageError) as error:
        assert error.hint
        return
    answer = ask(graphs, named.text, given_)
    assert isinstance(answer, Rows)
    assert not answer.rows
    assert len(graphs.store) == before


def test_a_thing_by_its_iri_is_that_thing(annotated: Annotated) -> None:
    """By name or by IRI: the same rows; an IRI that is not there is an error, not nobody."""
    graphs = annotated[True][0]
    (named,) = (one for one in library() if one.name == "who-did-what")
    by_name = rows(graphs, named, {"agent": "pyongyang"})
    assert by_name.rows
    for name in ("id:country/KP", "country/KP", "<https://w3id.org/berita-kg/id/country/KP>"):
        assert rows(graphs, named, {"agent": name}) == by_name
    with pytest.raises(QueryError, match="nothing in"):
        rows(graphs, named, {"agent": "id:country/XX"})


def test_a_name_that_nothing_has_is_told(annotated: Annotated) -> None:
    """With what comes nearest; known names and IRIs are not told."""
    graphs = annotated[True][0]
    (named,) = (one for one in library() if one.name == "who-did-what")
    told = unknown(graphs, named.parameters, {"agent": "Ukrania", "other": "Rusia"})
    assert set(told) == {"Ukrania"}
    assert told["Ukrania"][0] == "id:country/UA"
    assert unknown(graphs, named.parameters, {"agent": "id:country/RU"}) == {}


def test_a_file_of_the_users_has_parameters_too(annotated: Annotated) -> None:
    """The same first lines; every kind makes a term, and a kind that there is not is an error."""
    graphs = annotated[True][0]
    text = (
        "# title: Named\n# param name text required: the name\n"
        "SELECT ?thing ?name WHERE { VALUES (?name) { (UNDEF) }\n"
        "  ?thing skos:prefLabel ?label FILTER(STR(?label) = STR(?name)) }"
    )
    own = read("own.rq", text)
    answer = rows(graphs, own, {"name": "Rusia"})
    assert answer.variables == ("thing",)
    assert answer.rows == ((ox.NamedNode("https://w3id.org/berita-kg/id/country/RU"),),)
    with pytest.raises(UsageError, match="needs the parameter 'name': the name"):
        rows(graphs, own, {})
    with pytest.raises(QueryError, match="no kind 'colour'"):
        read("own.rq", "# param name colour: it\nASK {}")
    assert set(KINDS) == {"thing", "statement", "date", "number", "type", "stance", "text"}


def test_named_queries_answer_a_large_graph(tmp_path: Path) -> None:
    """In a time that grows with the graph: what joins everything with everything takes minutes."""
    million = runpy.run_path(str(Path(__file__).parents[1] / "benchmarks" / "million.py"))
    million["written"](tmp_path / "graph.nq", 20_000)
    graphs = open_graphs(tmp_path / "graph.nq")
    thing = ox.NamedNode(f"{graphs.base}country/C7")
    began = time.process_time()
    for named in library():
        for value in (None, thing):
            given = {one.name: value if one.kind == "thing" else None for one in named.parameters}
            answer = ask(graphs, named.text, given)
            assert isinstance(answer, Rows | Triples)
            assert time.process_time() - began < 30, named.name
