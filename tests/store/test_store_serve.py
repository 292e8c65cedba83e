"""``kg serve``: the SPARQL protocol by an independent client, its limits, and what it refuses."""

from __future__ import annotations

import contextlib
import csv
import http.client
import json
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlencode

import pyoxigraph as ox
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import Graph
from rdflib.plugins.stores.sparqlstore import SPARQLStore

from kg.query.library import library
from kg.query.protocol import best

BASE = "https://example.org/kg/"
TRIG = f"""
PREFIX k: <https://w3id.org/berita-kg/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX c: <{BASE}c/>
GRAPH <{BASE}article/a> {{ <{BASE}article/a> a k:Article . c:KE a k:Country ;
  skos:prefLabel "Kenya <&>\\u0001\\t!"@id . c:HT a k:Country ; skos:prefLabel "Haiti"@id }}
GRAPH <{BASE}article/b> {{ <{BASE}article/b> a k:Article . c:HT a k:Country }}
"""
NAMES = "SELECT ?c ?name WHERE { ?c a k:Country ; skos:prefLabel ?name } ORDER BY ?c"
ENDLESS = "SELECT (COUNT(*) AS ?n) {" + " ".join(f"?a{n} ?b{n} ?c{n} ." for n in range(14)) + "}"
_JSON = "application/sparql-results+json"


@dataclass(frozen=True)
class Reply:
    status: int
    headers: http.client.HTTPMessage
    text: str


@dataclass(frozen=True)
class Served:
    """A running server."""

    process: subprocess.Popen[str]
    port: int

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Reply:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        try:
            connection.request(method, path, body, named)
            reply = connection.getresponse()
            return Reply(reply.status, reply.headers, reply.read().decode("utf-8"))
        finally:
            connection.close()

    def query(self, query: str, accept: str = _JSON) -> Reply:
        return self.ask("GET", f"/sparql?query={quote(query)}", Accept=accept)


def start(folder: Path, *options: str) -> Served:
    """Starts the command and waits until it says where it serves."""
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "serve", str(folder), "--port", "0", *options],
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    line = process.stderr.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+)/sparql", line)
    assert found, line + process.stderr.read()
    return Served(process, int(found[1]))


def stop(served: Served, by: signal.Signals = signal.SIGTERM) -> tuple[int, str]:
    """Ends it; its exit code, and what else it said."""
    served.process.send_signal(by)
    _, said = served.process.communicate(timeout=20)
    return served.process.returncode, said


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a graph and its page."""
    path = tmp_path_factory.mktemp("served")
    (path / "graph.trig").write_text(TRIG, encoding="utf-8")
    (path / "graph.html").write_text("<!doctype html><title>g</title>", encoding="utf-8")
    (path / "secret.txt").write_text("secret", encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def served(folder: Path) -> Iterator[Served]:
    """The server, with a second for each query and a limit of four rows."""
    running = start(folder, "--timeout", "1.5", "--limit", "4")
    yield running
    code, said = stop(running)
    assert code == 0, said
    assert said == "Ended\n"


def test_an_independent_client_is_answered(served: Served) -> None:
    """rdflib's SPARQLStore, by GET and by both kinds of POST: SELECT, ASK, CONSTRUCT."""
    address = f"http://127.0.0.1:{served.port}/sparql"
    for method in ("GET", "POST", "POST_FORM"):
        store = SPARQLStore(address, method=method)
        rows = list(Graph(store).query("SELECT ?g { GRAPH ?g { ?a a ?b } } ORDER BY ?g LIMIT 1"))
        assert [str(row[0]) for row in rows] == [f"{BASE}article/a"]
        assert Graph(store).query(f"ASK {{ <{BASE}c/HT> ?p ?o }}").askAnswer is True
        built = Graph(store).query("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }").graph
        assert built is not None
        assert len(built) == 4


@pytest.mark.parametrize("media", [_JSON, "application/sparql-results+xml", "text/csv",
                                   "text/tab-separated-values"])  # fmt: skip
def test_each_form_holds_the_same_rows(served: Served, media: str) -> None:
    """Another parser reads each form; special characters and languages come through."""
    reply = served.query(NAMES, media)
    assert reply.status == 200
    assert reply.headers.get_content_type() == media
    if media == "text/csv":
        assert reply.text == f"c,name\r\n{BASE}c/HT,Haiti\r\n{BASE}c/KE,Kenya <&>\x01\t!\r\n"
        return
    form = ox.QueryResultsFormat.from_media_type(media)
    found = ox.parse_query_results(reply.text, format=form)
    assert isinstance(found, ox.QuerySolutions)
    rows = [(row["c"], row["name"]) for row in found]
    kenya = "Kenya <&>\ufffd\t!" if "xml" in media else "Kenya <&>\x01\t!"
    assert rows == [
        (ox.NamedNode(f"{BASE}c/HT"), ox.Literal("Haiti", language="id")),
        (ox.NamedNode(f"{BASE}c/KE"), ox.Literal(kenya, language="id")),
    ]
    yes = ox.parse_query_results(served.query("ASK {}", media).text, format=form)
    assert isinstance(yes, ox.QueryBoolean)
    assert bool(yes)


@pytest.mark.parametrize("media", ["text/turtle", "application/n-triples", "application/rdf+xml",
                                   "application/ld+json"])  # fmt: skip
def test_each_form_of_triples(served: Served, media: str) -> None:
    """CONSTRUCT in every form is the same triples."""
    reply = served.query("CONSTRUCT { ?s a ?o } WHERE { ?s a ?o }", media)
    assert reply.headers.get_content_type() == media
    format_ = ox.RdfFormat.from_media_type(media)
    assert format_ is not None
    assert len({str(quad) for quad in ox.parse(reply.text, format=format_)}) == 4


@pytest.mark.parametrize(
    ("accept", "media"),
    [("", "a/b"), ("*/*", "a/b"), ("c/*", "c/d"), ("a/b;q=0.1, c/d", "c/d"), ("e/f", None),
     ("*/*;q=0.1, c/e", "c/e"), ("a/b;q=0", None), ("a/b;q=x, c/e", "c/e")],
)  # fmt: skip
def test_the_client_chooses(accept: str, media: str | None) -> None:
    """Content negotiation by weight; of equals the first that we have."""
    assert best(accept, ("a/b", "c/d", "c/e")) == media


def test_what_is_refused(served: Served) -> None:
    """Updates, other hosts, broken queries, unknown forms and paths: a status and a sentence."""
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    sparql = {"Content_Type": "application/sparql-query"}
    update = {"Content_Type": "application/sparql-update"}
    drop = b"DROP ALL"
    for status, reply in (
        (403, served.ask("POST", "/sparql", urlencode({"update": "DROP ALL"}).encode(), **form)),
        (415, served.ask("POST", "/sparql", drop, **update)),
        (400, served.ask("POST", "/sparql", drop, **sparql)),
        (400, served.query("INSERT DATA { <a:a> <a:a> 1 }")),
        (400, served.query("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")),
        (400, served.query("SELECT * {")),
        (400, served.ask("GET", "/sparql")),
        (400, served.ask("GET", "/sparql?query=ASK{}&query=ASK{}")),
        (400, served.ask("GET", "/sparql?query=ASK{}&default-graph-uri=%20")),
        (400, served.ask("GET", "/sparql?query=ASK{}&named-graph-uri=")),
        (400, served.ask("POST", "/sparql", b"\xff\xfe", **sparql)),
        (406, served.query("ASK {}", "image/png")),
        (404, served.ask("GET", "/secret.txt")),
        (404, served.ask("GET", "/../secret.txt")),
        (404, served.ask("GET", "/%2e%2e/secret.txt")),
        (404, served.ask("GET", "//etc/passwd")),
        (404, served.ask("POST", "/", b"ASK {}", **sparql)),
        (413, served.ask("POST", "/sparql", b"#" * 1_000_001, **sparql)),
        (414, served.ask("GET", f"/sparql?query={'a' * 70_000}")),
        (421, served.ask("GET", "/sparql?query=ASK{}", Host="evil.example")),
        (501, served.ask("DELETE", "/sparql")),
        (501, served.ask("PUT", "/graph.html", b"x")),
    ):
        assert reply.status == status, reply
        assert reply.text.strip()
        assert "Access-Control-Allow-Origin" not in reply.headers
    assert served.query("ASK { ?s ?p ?o }").text.count("true") == 1


FOUND = "SELECT DISTINCT ?c ?g { { ?c a k:Country } UNION { GRAPH ?g { ?c a k:Country } } }"


@pytest.mark.parametrize("how", ["GET", "form", "direct"])
@pytest.mark.parametrize(
    ("default", "named", "rows"),
    [
        ("a", "", {("KE", ""), ("HT", "")}),
        ("b", "", {("HT", "")}),
        ("", "b", {("HT", "b")}),
        ("ab", "", {("KE", ""), ("HT", "")}),
        ("a", "b", {("KE", ""), ("HT", ""), ("HT", "b")}),
        ("x", "", set()),
    ],
)
def test_the_protocol_names_the_graphs(
    served: Served, how: str, default: str, named: str, rows: set[tuple[str, str]]
) -> None:
    """default-graph-uri and named-graph-uri, in each kind of request, before FROM in the query."""
    given = [("default-graph-uri", f"{BASE}article/{name}") for name in default]
    given += [("named-graph-uri", f"{BASE}article/{name}") for name in named]
    query = FOUND.replace("{ {", f"FROM <{BASE}article/none> {{ {{", 1)
    if how == "direct":
        reply = served.ask("POST", f"/sparql?{urlencode(given)}", query.encode(),
                           Content_Type="application/sparql-query", Accept="text/csv")  # fmt: skip
    elif how == "form":
        form = urlencode([("query", query), *given]).encode()
        reply = served.ask("POST", "/sparql", form, Accept="text/csv",
                           Content_Type="application/x-www-form-urlencoded")  # fmt: skip
    else:
        reply = served.ask("GET", f"/sparql?{urlencode([('query', query), *given])}",
                           Accept="text/csv")  # fmt: skip
    assert reply.status == 200, reply.text
    found = {tuple(row) for row in csv.reader(reply.text.splitlines()[1:])}
    cut = [(f"{BASE}c/{name}", f"{BASE}article/{graph}" if graph else "") for name, graph in rows]
    assert found == set(cut)


HUNGRY = (
    "SELECT (GROUP_CONCAT(?s) AS ?all) {"
    + " ".join(f"VALUES ?v{n} {{ {' '.join(map(str, range(60)))} }}" for n in range(4))
    + f' BIND (CONCAT("{"x" * 400}", STR(?v0), STR(?v1)) AS ?s) }}'
)


def test_a_query_that_needs_too_much_is_ended(folder: Path) -> None:
    """It dies alone: 503, nothing on the terminal, and the next query is answered."""
    running = start(folder, "--timeout", "25", "--memory", "100")
    try:
        for _ in range(2):
            reply = running.query(HUNGRY)
            assert reply.status == 503
            assert "memory" in reply.text
        assert running.query(NAMES).status == 200
    finally:
        code, said = stop(running)
    assert (code, said) == (0, "Ended\n")


def test_a_query_that_takes_too_long_is_ended(served: Served) -> None:
    """503, soon; others are answered meanwhile and after."""
    began = time.monotonic()
    assert served.query(ENDLESS).status == 503
    assert time.monotonic() - began < 10
    assert served.query(NAMES).status == 200


def test_an_answer_that_is_cut_says_so(served: Served) -> None:
    """Four rows of more, with a warning; no warning where nothing was cut."""
    reply = served.query("SELECT ?s ?p ?o WHERE { ?s ?p ?o }")
    assert len(json.loads(reply.text)["results"]["bindings"]) == 4
    assert "cut" in reply.headers["Warning"]
    assert "Warning" not in served.query(NAMES).headers


def test_the_page_loads_nothing_from_elsewhere(served: Served) -> None:
    """The page, its parts and the graph's page are there, with a policy that keeps them here."""
    for path, media in (("/", "text/html"), ("/page.js", "text/javascript"),
                        ("/page.css", "text/css"), ("/graph.html", "text/html")):  # fmt: skip
        reply = served.ask("GET", path)
        assert (reply.status, reply.headers.get_content_type()) == (200, media)
        assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
        assert not re.search(r"https?://", reply.text)
        assert served.ask("HEAD", path).text == ""
    catalogue = json.loads(served.ask("GET", "/catalogue.json").text)
    assert [one["name"] for one in catalogue["queries"]] == [named.name for named in library()]
    assert catalogue["prefixes"]["id"] == BASE
    for one in catalogue["queries"]:
        assert served.query(one["text"]).status == 200, one["name"]


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    path=st.text(st.characters(min_codepoint=33, max_codepoint=126), max_size=30),
    body=st.binary(max_size=50),
    kind=st.sampled_from(["application/sparql-query", "application/x-www-form-urlencoded", "x"]),
    method=st.sampled_from(["GET", "POST", "PUT"]),
)
def test_no_request_breaks_the_server(
    served: Served, path: str, body: bytes, kind: str, method: str
) -> None:
    """Whatever is sent: an answer of HTTP, never a server error, and the graph as it was."""
    reply = served.ask(method, f"/{path}", body, Content_Type=kind)
    assert reply.status in {200, 400, 403, 404, 406, 415, 501, 503}
    assert "secret" not in reply.text


def spoken(served: Served, data: bytes) -> bytes:
    """What comes back to raw bytes, after which nothing more is sent."""
    with socket.create_connection(("127.0.0.1", served.port), 10) as line:
        heard = b""
        with contextlib.suppress(OSError):
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
        with contextlib.suppress(ConnectionError):
            while more := line.recv(65536):
                heard += more
    return heard


HOST = st.sampled_from([b"Host: 127.0.0.1:{port}", b"Host: evil", b"", b"host:127.0.0.1:{port}"])
FIELD = st.one_of(
    st.sampled_from([
        b"Content-Length: 5", b"Content-Length: -1", b"Content-Length: 9999999999999999999999",
        b"Content-Length: \xb2", b"Content-Length: 3\r\nContent-Length: 4", b"Expect: 100-continue",
        b"Transfer-Encoding: chunked", b"Content-Type: application/sparql-query",
        b"Content-Type: application/x-www-form-urlencoded", b"Content-Type: ;;=", b"Connection: x",
        b"Accept: ;q=,*;q=2", b"Accept: " + b"a/b," * 900, b": no name", b" folded", b"\x00: \x00",
        b"X: LONG",
    ]),
    st.binary(max_size=40),
)  # fmt: skip
START = st.one_of(
    st.builds(
        b" ".join,
        st.tuples(
            st.sampled_from([b"GET", b"POST", b"HEAD", b"PUT", b"OPTIONS", b"", b"g\xff"]),
            st.sampled_from([
                b"/sparql", b"/sparql?query=ASK{}", b"/sparql?query=%", b"/sparql?query=%ff%00",
                b"/../../etc/passwd", b"/%2e%2e/secret.txt", b"/..\\secret.txt", b"//secret.txt",
                b"http://evil.example/secret.txt", b"file:///etc/passwd", b"*", b"/\x00", b"[",
                b"/sparql?" + b"&" * 200, b"/sparql?query=" + b"(" * 5000, b"//[/sparql",
                b"/sparql?query=SELECT+*+%7B+SERVICE+%3Cfile:///etc/passwd%3E+%7B%7D%7D",
                b"/sparql?query=SELECT+*+FROM+%3Cfile:///etc/passwd%3E+%7B%3Fs+%3Fp+%3Fo%7D",
            ]),
            st.sampled_from([b"HTTP/1.1", b"HTTP/1.0", b"HTTP/0.9", b"HTTP/2", b"HTTP/x", b""]),
        ),
    ),
    st.binary(max_size=200),
)  # fmt: skip


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(start_line=START, host=HOST, fields=st.lists(FIELD, max_size=4), body=st.binary(max_size=60))
def test_no_bytes_break_the_server(
    served: Served, start_line: bytes, host: bytes, fields: list[bytes], body: bytes
) -> None:
    """Whatever bytes come: no crash, no error of ours, no file; the next is answered as ever."""
    named = host.replace(b"{port}", str(served.port).encode())
    head = b"\r\n".join([start_line, named, *fields])
    heard = spoken(served, head.replace(b"LONG", b"y" * 70_000) + b"\r\n\r\n" + body)
    assert b"secret\n" not in heard
    assert b"root:" not in heard
    assert not re.match(rb"HTTP/1\.\d 500", heard)
    assert b"Traceback" not in heard
    assert served.process.poll() is None


def test_it_is_as_ever_after_all_that(served: Served) -> None:
    """Deep, long and half queries; many at once; then the graph is what it was."""
    deep = "SELECT * {" * 3000
    for query in ("(" * 40_000, deep, "{" * 100_000, "ASK { ?s <" + "a" * 200_000 + "> ?o }",
                  'ASK { FILTER(REGEX("' + "a" * 50 + '", "(a+)+$")) }'):  # fmt: skip
        form = urlencode({"query": query}).encode()
        kind = {"Content_Type": "application/x-www-form-urlencoded"}
        assert served.ask("POST", "/sparql", form, **kind).status in {200, 400, 413, 503}
    lines = [socket.create_connection(("127.0.0.1", served.port), 10) for _ in range(40)]
    assert served.query(NAMES).status == 200
    for line in lines:
        line.close()
    assert "Kenya" in served.query(NAMES).text


def test_it_ends_at_ctrl_c_and_says_where_it_cannot_listen(folder: Path) -> None:
    """Ctrl-C: exit 0 and no process left; a port in use or a missing graph: exit 1."""
    running = start(folder)
    taken = subprocess.run(
        [sys.executable, "-m", "kg", "serve", str(folder), "--port", str(running.port)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert taken.returncode == 1
    assert "cannot listen" in taken.stderr
    assert stop(running, signal.SIGINT) == (0, "Ended\n")
    none = subprocess.run(
        [sys.executable, "-m", "kg", "serve", str(folder / "none")],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert none.returncode == 1
    assert "no file or folder" in none.stderr
