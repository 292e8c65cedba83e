"""SPARQL over a graph: what is answered, in which order, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import InputError, QueryError
from kg.query.answers import FORMATS, render
from kg.query.graphs import Graphs, open_graphs
from kg.query.library import find
from kg.query.plain import visible
from kg.query.run import Rows, Triples, ask

NAMES = "SELECT ?name WHERE { ?x a k:Country ; skos:prefLabel ?name }"


def test_prefixes_are_declared_and_rows_sorted(graphs: Graphs) -> None:
    """The ontology's prefixes and id: work at once; without ORDER BY rows are in order."""
    answer = ask(graphs, NAMES)
    assert isinstance(answer, Rows)
    assert [row[0].value for row in answer.rows] == ["Haiti", "Kenya"]  # type: ignore[union-attr]
    assert ask(graphs, "ASK { id:country\\/KE a k:Country }") is True
    assert ask(graphs, "ASK { id:country\\/XX a k:Country }") is False


def test_order_by_is_kept(graphs: Graphs) -> None:
    """A query that asks for an order gets it."""
    answer = ask(graphs, f"{NAMES} ORDER BY DESC(?name)")
    assert isinstance(answer, Rows)
    assert [row[0].value for row in answer.rows] == ["Kenya", "Haiti"]  # type: ignore[union-attr]


def test_what_articles_share_counts_once(graphs: Graphs, output: Path) -> None:
    """The union has each triple once, though it stands in the graph of each article."""
    query = "SELECT (COUNT(*) AS ?n) WHERE { ?x skos:prefLabel 'Kenya'@id }"
    for source in (graphs, open_graphs(output / "graph.ttl")):
        answer = ask(source, query)
        assert isinstance(answer, Rows)
        assert answer.rows[0][0] == ox.Literal(1)
    assert len(graphs) == len(open_graphs(output / "graph.ttl"))


def test_named_graphs_are_articles(graphs: Graphs) -> None:
    """GRAPH ?g tells the articles apart."""
    answer = ask(graphs, "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?x a k:Event } }")
    assert isinstance(answer, Rows)
    assert len(answer.rows) == 2


def test_construct_and_describe_give_triples(graphs: Graphs) -> None:
    """Triples come back sorted and parse as Turtle to the same."""
    answer = ask(graphs, "DESCRIBE <https://example.org/kg/country/KE>")
    assert isinstance(answer, Triples)
    text = render(answer, None, graphs)
    again = {
        ox.Triple(q.subject, q.predicate, q.object)
        for q in ox.parse(text, format=ox.RdfFormat.TURTLE)
    }
    assert again == set(answer.triples)
    assert render(answer, "csv", graphs).startswith("subject,predicate,object\n")


@pytest.mark.parametrize(
    ("query", "said", "hint"),
    [
        ("SELECT ?x WHERE { ?x a foo:Bar }", "line 1", "foo: is declared"),
        ("SELECT ?x\nWHERE { ?x ?y }", "line 2, column", "^"),
        ("SELECT ?x WHERE { ?x ?y ?z", "no SPARQL", "opens 1 braces and closes 0"),
        ("DESCRIBE id:country/KP", "no SPARQL", "a backslash before each slash: id:country\\/"),
        ("INSERT DATA { <a:b> <a:c> 1 }", "no SPARQL", "only reads"),
        ("DROP ALL", "no SPARQL", "only reads"),
        ("Korea Utara siapa", "no SPARQL", "Begin with SELECT"),
        ("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }", "offline", "graph itself"),
        ("", "no SPARQL", "Begin with"),
    ],
)
def test_what_is_no_query_gets_a_hint(graphs: Graphs, query: str, said: str, hint: str) -> None:
    """The message says where, the hint what to do; nothing is written, nobody else asked."""
    with pytest.raises(QueryError) as caught:
        ask(graphs, query)
    assert said in caught.value.message
    assert hint in caught.value.hint


def test_words_in_strings_and_variables_are_no_keywords(graphs: Graphs) -> None:
    """SERVICE and ORDER BY count only where they are keywords."""
    answer = ask(graphs, 'SELECT ?service WHERE { BIND("SERVICE # ORDER BY" AS ?service) }')
    assert isinstance(answer, Rows)


@given(st.text(max_size=60) | st.text("SELECT{}?x:a<>\"'#. \n", max_size=40))
def test_any_text_is_answered_or_refused(graphs: Graphs, query: str) -> None:
    """No text breaks the query engine otherwise than by a QueryError."""
    try:
        answer = ask(graphs, query)
    except QueryError as error:
        assert error.hint
    else:
        assert render(answer, None, graphs).endswith("\n") or answer


def test_json_is_the_standard_form(graphs: Graphs) -> None:
    """SPARQL 1.1 Query Results JSON: the same as pyoxigraph reads and writes."""
    query = "SELECT ?x ?y ?z WHERE { ?x a k:Event ; rdfs:label ?y ; k:confidence ?z } ORDER BY ?x"
    ours = json.loads(render(ask(graphs, query), "json", graphs))
    theirs = graphs.store.query(query, prefixes=dict(graphs.prefixes)).serialize(
        format=ox.QueryResultsFormat.JSON
    )
    assert ours == json.loads(theirs or b"")
    yes = ask(graphs, "ASK {}")
    assert json.loads(render(yes, "json", graphs)) == {"head": {}, "boolean": True}


def test_csv_holds_values_whole(graphs: Graphs) -> None:
    """CSV parses back to the whole values, newlines and quotes among them."""
    text = render(ask(graphs, "SELECT DISTINCT ?t WHERE { ?a nif:isString ?t }"), "csv", graphs)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert rows[0] == ["t"]
    assert "membantah.\x1b[31m" in rows[1][0]


def test_a_table_is_aligned_and_harmless(graphs: Graphs) -> None:
    """Cells are cut, on one line, and without characters that steer a terminal."""
    text = render(ask(graphs, "SELECT ?t ?a WHERE { ?a nif:isString ?t }"), "table", graphs)
    assert "\x1b" not in text
    assert "…" in text
    assert len(text.splitlines()) == 4
    assert len({line.index("  id:") for line in text.splitlines()[2:]}) == 1


def test_markdown_is_a_table_of_plain_text(graphs: Graphs) -> None:
    """Whatever a cell holds, it is one line and one cell, and no markup of its own."""
    nasty = "a|b <b>*x*</b> [y](javascript:z)\n`c`"
    query = f"SELECT ?one ?two WHERE {{ BIND({json.dumps(nasty)} AS ?one) BIND(1 AS ?two) }}"
    lines = render(ask(graphs, query), "markdown", graphs).splitlines()
    assert lines[:2] == ["| one | two |", "| --- | --- |"]
    assert lines[2] == (r"| a\|b \<b\>\*x\*\</b\> \[y\](javascript:z) \`c\` | 1 |")
    assert render(ask(graphs, "ASK {}"), "markdown", graphs) == "true\n"


def test_a_limit_cuts_the_answer_and_says_so(graphs: Graphs) -> None:
    """As many rows or triples as are wanted, and a word on whether there are more."""
    for most, cut in ((1, True), (2, False), (9, False)):
        answer = ask(graphs, NAMES, most=most)
        assert isinstance(answer, Rows)
        assert (len(answer.rows), answer.more) == (min(most, 2), cut)
    triples = ask(graphs, "DESCRIBE <https://example.org/kg/country/KE>", most=1)
    assert isinstance(triples, Triples)
    assert (len(triples.triples), triples.more) == (1, True)


def test_a_format_that_cannot_hold_the_answer(graphs: Graphs) -> None:
    """Rows are no Turtle."""
    with pytest.raises(QueryError, match="only triples"):
        render(ask(graphs, NAMES), "ttl", graphs)
    assert set(FORMATS) == {"table", "csv", "json", "markdown", "ttl"}


def test_a_query_is_a_name_a_file_or_itself(tmp_path: Path) -> None:
    """SPARQL passes through; a name or file that is not there says so, with the nearest name."""
    file = tmp_path / "q.rq"
    file.write_text(NAMES, encoding="utf-8")
    assert find(str(file)).text == NAMES
    assert find(NAMES).text == NAMES
    with pytest.raises(QueryError, match="no query file"):
        find(str(tmp_path / "x.rq"))
    with pytest.raises(QueryError) as caught:
        find("who-did-wat")
    assert "'who-did-what'" in caught.value.hint


def test_a_graph_that_cannot_be_opened(tmp_path: Path) -> None:
    """No file, an empty folder, a file that is no graph, a broken one: each says so."""
    broken = tmp_path / "x.ttl"
    broken.write_text("@prefix", encoding="utf-8")
    (tmp_path / "leer").mkdir()
    for path, said in (
        (tmp_path / "y.ttl", "no file or folder"),
        (tmp_path / "leer", "holds no graph.shards"),
        (Path(__file__), "is no graph"),
        (broken, "is not RDF"),
    ):
        with pytest.raises(InputError, match=said):
            open_graphs(path)


@given(st.text())
def test_visible_text_steers_nothing(text: str) -> None:
    """Whatever an article says, no control character reaches the terminal."""
    shown = visible(text)
    assert shown.isprintable() or not any(c < " " or c == "\x7f" for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202d\u202e\u2066\u2067\u2068\x9b\x1b\n")
