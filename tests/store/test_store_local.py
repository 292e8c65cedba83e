"""The store on disk: the same answers as the file, asked only while it is up to date."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.cli.opened import opened
from kg.errors import InputError
from kg.query.graphs import open_graphs
from kg.query.library import find
from kg.query.run import ask
from kg.store.local import NAME, current, make

BASE = "https://example.org/kg/"
TRIG = f"""
PREFIX k: <https://w3id.org/berita-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX id: <{BASE}>
GRAPH <{BASE}article/a> {{ <{BASE}article/a> a k:Article . id:c\\/KE skos:prefLabel "Kenya" }}
GRAPH <{BASE}article/b> {{ <{BASE}article/b> a k:Article . id:c\\/KE skos:prefLabel "Kenya" }}
"""
QUERIES = (
    "SELECT ?x ?l WHERE { ?x skos:prefLabel ?l }",
    "SELECT (COUNT(*) AS ?n) WHERE { ?s ?p ?o }",
    "SELECT ?g ?s WHERE { GRAPH ?g { ?s a k:Article } }",
    f"DESCRIBE <{BASE}c/KE>",
    "ASK { id:c\\/KE skos:prefLabel 'Kenya' }",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a graph and its store."""
    (tmp_path / "graph.trig").write_text(TRIG, encoding="utf-8")
    make(tmp_path / "graph.trig")
    return tmp_path


def test_the_store_answers_as_the_file_does(folder: Path) -> None:
    """Union as default graph, named graphs, base and prefixes, number of triples."""
    stored, read = opened(folder), open_graphs(folder)
    assert current(folder / "graph.trig") is not None
    assert (stored.base, len(stored), stored.things()) == (BASE, len(read), read.things())
    for query in QUERIES:
        assert ask(stored, query) == ask(read, query), query
    named = find("who-did-what")
    assert ask(stored, named.text) == ask(read, named.text)


def test_a_store_that_lags_behind_is_not_asked(folder: Path) -> None:
    """Other content: the file is read. The same content with another time: the store still is."""
    file = folder / "graph.trig"
    os.utime(file, (0, 0))
    assert current(file) is not None
    file.write_text(TRIG.replace("Kenya", "Kenia"), encoding="utf-8")
    assert current(file) is None
    assert ask(opened(folder), "ASK { ?x skos:prefLabel 'Kenia' }") is True
    make(file)
    assert current(file) is not None
    assert ask(opened(folder), "ASK { ?x skos:prefLabel 'Kenya' }") is False
    assert sorted(path.name for path in folder.iterdir()) == [NAME, "graph.trig"]


def test_a_store_may_be_moved_and_opened_twice(folder: Path, tmp_path: Path) -> None:
    """It goes with its folder, and several may read it at once."""
    copy = shutil.copytree(folder, tmp_path / "copy")
    one, two = current(copy / "graph.trig"), current(copy / "graph.trig")
    assert one is not None
    assert two is not None
    assert len(one) == len(two)


def test_a_store_is_read_only(folder: Path) -> None:
    """Nothing that asks can write, not even through the engine."""
    store = opened(folder).store
    with pytest.raises((OSError, RuntimeError)):
        store.update("DELETE WHERE { ?s ?p ?o }")


def test_broken_files_and_stores_say_so(folder: Path) -> None:
    """A file that is no RDF leaves the earlier store alone; a damaged store says what to do."""
    file = folder / "graph.trig"
    bad = folder / "bad.ttl"
    bad.write_text("@prefix", encoding="utf-8")
    with pytest.raises(InputError, match="is not RDF"):
        make(bad)
    assert current(file) is not None
    with pytest.raises(InputError):
        make(folder / "none.ttl")
    (folder / NAME / "CURRENT").write_text("?", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        opened(folder)
    assert "kg export store" in caught.value.hint
    assert ask(opened(file), "ASK { ?x skos:prefLabel 'Kenya' }") is True


def test_quads_stand_in_their_graph_and_in_the_union(folder: Path) -> None:
    """Four quads in two graphs, three triples in all."""
    store = current(folder / "graph.trig")
    assert store is not None
    assert len(list(store.quads_for_pattern(None, None, None, ox.DefaultGraph()))) == 3
    assert len(store) == 7
