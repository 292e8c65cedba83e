"""Software that is not ours: Virtuoso takes our graph and rapper reads our files, to the triple."""

from __future__ import annotations

import csv
import io
import os
import runpy
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from kg.export import EXPORTERS
from kg.export.write import write
from kg.graph.build import build, nquads
from kg.link.iri import Minter
from kg.model import Run
from kg.query.graphs import open_graphs
from kg.query.run import Rows, ask

TESTS = Path(__file__).parents[1]
ANNOTATED = (
    TESTS / "query" / "seed" / "000_a39da216cea299ce.json",
    TESTS / "gold" / "own-02-diplomasi.json",
)
ALL = "SELECT ?g ?s ?p WHERE { GRAPH ?g { ?s ?p ?o } }"
LOGIN = {"KG_USER": "dba", "KG_PASSWORD": "dba"}
CONFIGURATION = """[Database]
DatabaseFile = {folder}/virtuoso.db
ErrorLogFile = {folder}/virtuoso.log
LockFile = {folder}/virtuoso.lck
TransactionFile = {folder}/virtuoso.trx
xa_persistent_file = {folder}/virtuoso.pxa
[TempDatabase]
DatabaseFile = {folder}/temp.db
TransactionFile = {folder}/temp.trx
[Parameters]
ServerPort = 127.0.0.1:{sql}
NumberOfBuffers = 2000
MaxDirtyBuffers = 1200
[HTTPServer]
ServerPort = 127.0.0.1:{http}
ServerThreads = 4
[SPARQL]
ResultSetMaxRows = 100000
"""


def program(name: str) -> str:
    """Where a program of Debian is; the Makefile says how to get it."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"no {name}: apt-get install virtuoso-opensource-7-bin raptor2-utils (Debian)")
    return found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of two annotated articles in every format that a store reads."""
    path = tmp_path_factory.mktemp("others")
    read = runpy.run_path(str(TESTS / "query" / "gold_facts.py"))["gold_facts"]
    run = Run(software="annotation", version="1", model="people")
    facts = [read(one, None) for one in ANNOTATED]
    lines = [line for one in facts for line in nquads(one, run, Minter())]
    (path / "graph.nq").write_text("".join(lines), encoding="utf-8")
    graph = build(facts, run)
    for name in ("turtle", "trig", "nt"):
        write(EXPORTERS[name].render(graph), path)
    return path


@pytest.mark.parametrize(
    ("suffix", "syntax"),
    [("ttl", "turtle"), ("trig", "trig"), ("nt", "ntriples"), ("nq", "nquads")],
)
def test_a_third_parser_reads_what_we_write(folder: Path, suffix: str, syntax: str) -> None:
    """rapper finds as many statements as the engine that we use, and nothing to complain of."""
    result = subprocess.run(
        [program("rapper"), "-q", "-i", syntax, "-o", "ntriples", folder / f"graph.{suffix}"],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (result.returncode, result.stderr) == (0, "")
    assert len(set(result.stdout.splitlines())) == len(open_graphs(folder / f"graph.{suffix}"))


def free() -> int:
    """A port that nobody has."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running Virtuoso, empty; where its web server is."""
    path = tmp_path_factory.mktemp("virtuoso")
    port = free()
    ini = path / "virtuoso.ini"
    ini.write_text(CONFIGURATION.format(folder=path, sql=free(), http=port), encoding="utf-8")
    process = subprocess.Popen(
        [program("virtuoso-t"), "-f", "+configfile", ini],
        cwd=path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None, (path / "virtuoso.log").read_text("utf-8")
            time.sleep(0.1)
        else:
            break
    yield f"http://127.0.0.1:{port}"
    process.kill()
    process.wait()


def load(address: str, folder: Path, *options: str, **login: str) -> tuple[int, str]:
    """Runs ``kg load``; exit code and what it says."""
    result = subprocess.run(
        [sys.executable, "-m", "kg", "load", f"{address}/sparql-graph-crud-auth", str(folder),
         *options],
        capture_output=True, text=True, check=False, env={**os.environ, **LOGIN, **login},
    )  # fmt: skip
    return result.returncode, result.stderr


def rows(address: str) -> list[list[str]]:
    """Graph, subject and predicate of all that is in the articles' graphs."""
    ours = ALL.removesuffix("}") + " FILTER(CONTAINS(STR(?g), '/article/')) }"
    query = urlencode({"query": ours})
    request = Request(f"{address}/sparql?{query}", headers={"Accept": "text/csv"})
    with urlopen(request, timeout=30) as reply:
        text = reply.read().decode("utf-8")
    return sorted(list(csv.reader(io.StringIO(text)))[1:])


def test_virtuoso_takes_our_graph(virtuoso: str, folder: Path) -> None:
    """With digest authentication: as many rows as here, twice; a wrong password; and back out."""
    answer = ask(open_graphs(folder), ALL)
    assert isinstance(answer, Rows)
    local = sorted([term.value for term in row] for row in answer.rows)  # type: ignore[union-attr]
    for _ in range(2):
        code, said = load(virtuoso, folder)
        assert code == 0, said
        assert rows(virtuoso) == local
    code, said = load(virtuoso, folder, KG_PASSWORD="wrong")
    assert code == 1
    assert "does not know the user" in said
    assert "KG_PASSWORD" in said
    code, said = load(virtuoso, folder, "--retract")
    assert code == 0, said
    assert rows(virtuoso) == []
