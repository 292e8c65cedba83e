"""``kg load``: into a real Oxigraph server, and against servers that refuse, break or lie."""

from __future__ import annotations

import base64
import http.client
import json
import re
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import parse_qs, quote, urlsplit

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from kg.cli import cli
from kg.errors import OutputError, UsageError
from kg.query.graphs import open_graphs
from kg.query.library import find
from kg.query.run import Rows, ask
from kg.store.articles import articles
from kg.store.journal import NAME, Journal
from kg.store.remote import Remote
from kg.store.wire import Login

OXIGRAPH = Path(sys.executable).with_name("oxigraph")
BASE = "https://example.org/kg/"
HEAD = f"""PREFIX k: <https://w3id.org/berita-kg/ontology#>
PREFIX sem: <http://semanticweb.cs.vu.nl/2009/11/sem/>
PREFIX type: <https://w3id.org/berita-kg/event-type/>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX c: <{BASE}c/>
"""
ARTICLE = """GRAPH <{base}article/{name}> {{
  <{base}article/{name}> a k:Article .
  <{base}article/{name}/event/1> a k:Event ; sem:eventType type:AID ; k:agent c:KE ;
    rdfs:label "Kenya mengirim é🙂 \\"{name}\\"\\n"@id .
  c:KE skos:prefLabel "Kenya"@id
}}
"""
ALL = "SELECT ?g ?s ?p ?o WHERE { GRAPH ?g { ?s ?p ?o } }"


def graph_of(names: str) -> str:
    """TriG of an article for each letter."""
    return HEAD + "".join(ARTICLE.format(base=BASE, name=name) for name in names)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the graph of three articles."""
    path = tmp_path / "output"
    path.mkdir()
    (path / "graph.trig").write_text(graph_of("abc"), encoding="utf-8")
    return path


class Oxigraph:
    """A server that can be killed and started again, with its data on disk."""

    def __init__(self, location: Path) -> None:
        self.location = location
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}/store"
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Until it answers."""
        self.process = subprocess.Popen(
            [OXIGRAPH, "serve", "--location", self.location, "--bind", f"127.0.0.1:{self.port}",
             "--union-default-graph"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.05)
            else:
                return
        raise AssertionError("oxigraph does not start")

    def kill(self) -> None:
        """At once, as when the power fails."""
        if self.process is not None:
            self.process.kill()
            self.process.wait()
            self.process = None

    def ask(self, query: str) -> set[tuple[str, ...]]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        accept = {"Accept": "application/sparql-results+json"}
        connection.request("GET", f"/query?query={quote(query)}", headers=accept)
        found = ox.parse_query_results(
            connection.getresponse().read(), format=ox.QueryResultsFormat.JSON
        )
        connection.close()
        assert isinstance(found, ox.QuerySolutions)
        return {tuple(str(term) for term in row) for row in found}


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Oxigraph]:
    """A running server, empty."""
    server = Oxigraph(tmp_path / "data")
    server.start()
    yield server
    server.kill()


def kg(*arguments: object, **environment: str) -> tuple[int, str, str]:
    """Runs ``kg`` with a login from the environment only."""
    none = dict.fromkeys(("KG_USER", "KG_PASSWORD", "KG_TOKEN"))
    result = CliRunner().invoke(cli, [str(one) for one in arguments], env={**none, **environment})
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def here(folder: Path) -> set[tuple[str, ...]]:
    """All quads in named graphs, as the local engine answers."""
    answer = ask(open_graphs(folder), ALL)
    assert isinstance(answer, Rows)
    return {tuple(str(term) for term in row) for row in answer.rows}


def test_loading_twice_is_loading_once(oxigraph: Oxigraph, folder: Path) -> None:
    """The same quads as here, to the row, also after a second load; a query of ours agrees too."""
    for _ in range(2):
        code, out, said = kg("load", oxigraph.address, folder)
        assert (code, out) == (0, ""), said
        assert "3 articles" in said
        assert oxigraph.ask(ALL) == here(folder)
    graphs = open_graphs(folder)
    named = find("who-did-what")
    ours = ask(graphs, named.text, {one.name: None for one in named.parameters})
    assert isinstance(ours, Rows)
    prefixes = "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in graphs.prefixes.items())
    theirs = oxigraph.ask(prefixes + named.text)
    unbound = tuple("None" for _ in named.parameters)
    assert theirs == {(*(str(term) for term in row), *unbound) for row in ours.rows}
    assert len(theirs) == 3
    assert not (folder / NAME).exists()


def test_an_article_is_replaced_and_retracted(oxigraph: Oxigraph, folder: Path) -> None:
    """What changed is as it is now; retracting leaves what is not ours."""
    with Remote(oxigraph.address) as remote:
        remote.put("urn:other", b"<a:a> <a:b> <a:c> .\n")
    kg("load", oxigraph.address, folder)
    changed = graph_of("ab").replace("Kenya mengirim", "Kenya menarik")
    (folder / "graph.trig").write_text(changed, encoding="utf-8")
    kg("load", oxigraph.address, folder)
    loaded = oxigraph.ask(ALL)
    assert here(folder) <= loaded
    assert not any("mengirim" in row[3] for row in loaded if "article/c" not in row[0])
    (folder / "graph.trig").write_text(graph_of("abc"), encoding="utf-8")
    for _ in range(2):
        assert kg("load", oxigraph.address, folder, "--retract")[0] == 0
    assert {row[0] for row in oxigraph.ask(ALL)} == {"<urn:other>"}


def test_a_server_that_is_killed_and_comes_back(oxigraph: Oxigraph, folder: Path) -> None:
    """While it is away requests wait; in the end nothing is lost and nothing doubled."""
    oxigraph.kill()
    back = threading.Timer(0.7, oxigraph.start)
    back.start()
    code, _, said = kg("load", oxigraph.address, folder)
    back.join()
    assert code == 0, said
    assert oxigraph.ask(ALL) == here(folder)
    oxigraph.kill()
    oxigraph.start()
    assert oxigraph.ask(ALL) == here(folder)


def test_a_load_that_broke_off_goes_on(oxigraph: Oxigraph, folder: Path) -> None:
    """What was taken is not sent again unless it changed; then all is there."""
    (first, content), *_ = articles(folder / "graph.trig")
    with Remote(oxigraph.address) as remote:
        remote.put(first, content)
    journal = Journal(folder, oxigraph.address)
    journal.add(first, content)
    journal.pause()
    assert Journal(folder, "http://localhost/other").has(first, content) is False
    assert Journal(folder, oxigraph.address).has(first, content + b"x") is False
    code, _, said = kg("load", oxigraph.address, folder)
    assert code == 0
    assert "1 of them before the break" in said
    assert oxigraph.ask(ALL) == here(folder)
    assert not (folder / NAME).exists()


def test_a_dry_run_sends_nothing(folder: Path) -> None:
    """It says what it would send, even where there is no server."""
    code, out, said = kg("load", "http://127.0.0.1:1/store", folder, "--dry-run")
    assert (code, said) == (0, "")
    assert out.splitlines() == [f"PUT  {BASE}article/{name}  6 triples" for name in "abc"]


def test_a_file_without_named_graphs_is_taken_apart(folder: Path) -> None:
    """Turtle gives the same articles as TriG."""
    store = open_graphs(folder).store
    quads = store.quads_for_pattern(None, None, None, ox.DefaultGraph())
    turtle = ox.serialize((quad.triple for quad in quads), format=ox.RdfFormat.TURTLE)
    assert turtle is not None
    (folder / "graph.ttl").write_bytes(turtle)
    assert dict(articles(folder / "graph.ttl")) == dict(articles(folder / "graph.trig"))


class Script(BaseHTTPRequestHandler):
    """Answers as it is told: ``answers`` are taken one by one, the last for ever."""

    answers: ClassVar[list[Callable[[Script], None]]] = []
    seen: ClassVar[list[tuple[str, str, str | None]]] = []

    def do_PUT(self) -> None:
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.command, self.path, self.headers.get("Authorization")))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        answer(self)

    do_GET = do_DELETE = do_PUT  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


def reply(
    status: int, kind: str = "text/plain", body: str = "", **headers: str
) -> Callable[[Script], None]:
    def answer(request: Script) -> None:
        request.send_response(status)
        request.send_header("Content-Type", kind)
        request.send_header("Content-Length", str(len(body.encode())))
        for name, value in headers.items():
            request.send_header(name.replace("_", "-"), value)
        request.end_headers()
        request.wfile.write(body.encode())

    return answer


@contextmanager
def scripted(*answers: Callable[[Script], None]) -> Iterator[tuple[str, list[Any]]]:
    """A server with these answers; its address, and what it saw."""
    handler = type("Told", (Script,), {"answers": list(answers), "seen": []})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/store", handler.seen  # type: ignore[attr-defined]
    finally:
        server.shutdown()
        server.server_close()


def test_a_busy_server_is_asked_again() -> None:
    """429 and 5xx are repeated, as late as the server wishes."""
    busy = (reply(429, Retry_After="0"), reply(503), reply(500), reply(204))
    with scripted(*busy) as (address, seen), Remote(address, pause=0.01) as remote:
        remote.put("urn:g x", b"")
    assert len(seen) == 4
    assert parse_qs(urlsplit(seen[0][1]).query) == {"graph": ["urn:g x"]}


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (reply(401, WWW_Authenticate='Basic realm="r"'), "does not know the user"),
        (reply(403), "may not write"),
        (reply(404, "text/html", "<h1>Not found</h1>"), "no graph store at this address"),
        (reply(405), "can be written"),
        (reply(400, body="line 3: bad\x1b[31m triple"), "refuses: 400"),
        (reply(413), "too large"),
        (reply(507), "disk is full"),
        (reply(503), "refuses: 503"),
        (reply(307, Location="http://127.0.0.1:1/"), "refuses: 307"),
    ],
)
def test_what_a_server_refuses_is_said(
    answer: Callable[[Script], None], said: str, folder: Path
) -> None:
    """One clear message each, with what the server says where that is no page."""
    with scripted(answer) as (address, seen):
        with pytest.raises(OutputError) as caught, Remote(address, pause=0.01, tries=2) as remote:
            remote.put("urn:g", b"")
        assert len(seen) <= 2
    assert said in caught.value.message
    assert caught.value.hint
    assert "<h1>" not in caught.value.hint


def test_unreachable_slow_and_lying_servers(folder: Path) -> None:
    """Nobody there, no answer in time, a connection that is cut, a web page that says yes."""
    with pytest.raises(OutputError, match="cannot be reached"):
        Remote("http://127.0.0.1:1/store", tries=2, pause=0.01).put("urn:g", b"")
    with scripted(lambda _: time.sleep(1)) as (address, _):  # noqa: SIM117
        with pytest.raises(OutputError, match="cannot be reached"):
            Remote(address, seconds=0.2, tries=2, pause=0.01).put("urn:g", b"")
    with scripted(lambda _: None) as (address, _):  # noqa: SIM117
        with pytest.raises(OutputError, match="cannot be reached"):
            Remote(address, tries=2, pause=0.01).put("urn:g", b"")
    with scripted(reply(200, "text/html", "<html>Welcome</html>")) as (address, _):
        code, _, said = kg("load", address, folder)
    assert code == 1
    assert "is a web page, not a graph store" in said


def digest(request: Script) -> None:
    """Lets a user in who knows the digest of this challenge."""
    given = request.headers.get("Authorization", "")
    known = re.match(r'Digest username="ann", realm="r", nonce="n1"', given)
    challenge = 'Digest realm="r", nonce="n1", qop="auth", algorithm=MD5'
    (reply(204) if known else reply(401, WWW_Authenticate=challenge))(request)


def basic(request: Script) -> None:
    wanted = "Basic " + base64.b64encode(b"ann:s3cret").decode()
    known = request.headers.get("Authorization") == wanted
    (reply(204) if known else reply(401, WWW_Authenticate='Basic realm="r"'))(request)


def bearer(request: Script) -> None:
    known = request.headers.get("Authorization") == "Bearer t0ken"
    (reply(204) if known else reply(401))(request)


@pytest.mark.parametrize(
    ("server", "login"),
    [(digest, {"KG_USER": "ann", "KG_PASSWORD": "s3cret"}),
     (basic, {"KG_USER": "ann", "KG_PASSWORD": "s3cret"}), (bearer, {"KG_TOKEN": "t0ken"})],
)  # fmt: skip
def test_logins(server: Callable[[Script], None], login: dict[str, str], folder: Path) -> None:
    """Digest, basic and bearer, from the environment; the secret is sent when asked, never said."""
    with scripted(server) as (address, seen):
        code, out, said = kg("load", address, folder, **login)
        assert code == 0, said
        assert kg("load", address, folder)[0] == 1
    assert len([one for one in seen if one[2]]) >= 3
    noted = "".join(path.read_text("utf-8") for path in folder.iterdir())
    assert not re.search("s3cret|t0ken", out + said + noted)
    if server is digest:
        assert "s3cret" not in json.dumps(seen)


def test_a_password_is_not_given_away(folder: Path) -> None:
    """Not over plain http to others, not in the address, not in a repr; nor asked of a pipe."""
    for address in ("http://example.org/store", "http://10.0.0.1/store"):
        with pytest.raises(UsageError, match="unencrypted"):
            Remote(address, Login(token="t0ken"))
    for address in ("http://ann:s3cret@localhost/store", "ftp://localhost/", "localhost", "",
                    "http://[", "http://localhost:x/"):  # fmt: skip
        code, out, said = kg("load", address, folder)
        assert code == 2
        assert "s3cret" not in out + said
    assert "s3cret" not in repr(Login(user="ann", password="s3cret"))
    code, _, said = kg("load", "http://localhost:1/", folder, KG_USER="ann")
    assert code == 2
    assert "KG_PASSWORD is not" in said
