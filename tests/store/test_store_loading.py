"""Loading many articles: over kept connections, at once, and through every kind of break."""

from __future__ import annotations

import base64
import os
import re
import runpy
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path
from typing import Any, ClassVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import OutputError
from kg.store.articles import articles, outline
from kg.store.journal import NAME, Journal
from kg.store.loading import Loading
from kg.store.remote import Remote
from kg.store.wire import Login, Wire

BESIDE = runpy.run_path(str(Path(__file__).with_name("test_store_load.py")))
MANY = "abcdefghijklmnopqrstuvwxyz"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with the graph of 26 articles."""
    path = tmp_path / "output"
    path.mkdir()
    (path / "graph.trig").write_text(BESIDE["graph_of"](MANY), encoding="utf-8")
    return path


@pytest.fixture
def oxigraph(tmp_path: Path) -> Iterator[Any]:
    """A running server, empty."""
    server = BESIDE["Oxigraph"](tmp_path / "data")
    server.start()
    yield server
    server.kill()


class Store(BaseHTTPRequestHandler):
    """A graph store in memory that counts its connections and closes them as it is told."""

    protocol_version = "HTTP/1.1"
    graphs: ClassVar[dict[str, bytes]]
    connections: ClassVar[list[int]]
    seen: ClassVar[list[tuple[str, str]]]
    each: ClassVar[float]
    lasts: ClassVar[int]

    def setup(self) -> None:
        super().setup()
        self.connections.append(1)
        self.served = 0

    def do_PUT(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.seen.append((self.command, self.path))
        time.sleep(self.each)
        if not self.allowed():
            return
        self.graphs[self.path] = body
        self.answer(204)

    def do_GET(self) -> None:
        if self.allowed():
            self.answer(200, "text/turtle")

    def do_DELETE(self) -> None:
        if self.allowed():
            self.answer(204 if self.graphs.pop(self.path, None) is not None else 404)

    def allowed(self) -> bool:
        return True

    def answer(self, status: int, kind: str = "text/plain", **headers: str) -> None:
        """With the promise to keep the connection, which the server may break."""
        self.served += 1
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", "0")
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        if self.served >= self.lasts:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Nothing."""


@contextmanager
def served(kind: type[Store] = Store, lasts: int = 10**6, each: float = 0) -> Iterator[Any]:
    """A store and its class, which holds what it saw; ``lasts`` requests go over a connection."""
    handler = type("Told", (kind,), {
        "graphs": {}, "connections": [], "seen": [], "lasts": lasts, "each": each,
    })  # fmt: skip
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    handler.address = f"http://127.0.0.1:{server.server_port}/store"  # type: ignore[attr-defined]
    try:
        yield handler
    finally:
        server.shutdown()
        server.server_close()


def load(address: str, folder: Path, jobs: int = 1, **more: Any) -> list[bool]:
    """Loads all that is in the folder."""
    with Remote(address, pause=0.01, **more) as remote:
        return list(Loading(remote, folder, jobs).load(articles(folder / "graph.trig")))


def test_a_connection_is_kept(folder: Path) -> None:
    """All articles over one connection and one more for the first, which is read back."""
    for jobs, most in ((1, 2), (4, 5)):
        with served() as store:
            assert load(store.address, folder, jobs) == [True] * 26
        assert len(store.graphs) == 26
        assert len(store.connections) <= most


@pytest.mark.parametrize("lasts", [1, 3])
def test_a_connection_that_was_closed_is_opened_again(folder: Path, lasts: int) -> None:
    """A server that closes without a word after some requests gets them all the same, once each."""
    with served(lasts=lasts) as store:
        assert load(store.address, folder, tries=1) == [True] * 26
    assert len(store.graphs) == 26
    assert len(store.connections) >= 26 // lasts


def test_at_once_is_faster_where_the_server_takes_its_time(folder: Path) -> None:
    """Four at a time wait for a slow server in a quarter of the time, with some to spare."""
    took = []
    for jobs in (1, 4):
        with served(each=0.03) as store:
            began = time.monotonic()
            load(store.address, folder, jobs)
            took.append(time.monotonic() - began)
    assert took[1] < took[0] * 0.7


class Digest(Store):
    """Asks for a digest, and takes a nonce for so many requests only."""

    uses: ClassVar[dict[str, int]] = {}
    challenges: ClassVar[list[str]] = []

    def allowed(self) -> bool:
        said = re.search(r'nonce="(\w+)"', self.headers.get("Authorization", ""))
        nonce = said[1] if said else ""
        if nonce in self.uses and self.uses[nonce] < 10:
            self.uses[nonce] += 1
            return True
        fresh = f"n{len(self.uses)}"
        self.uses[fresh] = 0
        self.challenges.append(fresh)
        stale = ', stale="true"' if nonce else ""
        offer = f'Digest realm="r", nonce="{fresh}", qop="auth", algorithm="MD5"{stale}'
        self.answer(401, WWW_Authenticate=offer)
        return False


def test_a_digest_is_asked_for_once_for_many_requests(folder: Path) -> None:
    """Once a connection, and again when the server has had enough of its nonce."""
    with served(Digest) as store:
        store.uses, store.challenges = {}, []
        load(store.address, folder, login=Login(user="ann", password="s3cret"))
    assert len(store.graphs) == 26
    assert len(store.challenges) == 4


class Refusing(Store):
    """Knows nobody, and offers two ways to log in."""

    def allowed(self) -> bool:
        self.send_response(401)
        self.send_header("WWW-Authenticate", 'Basic realm="r"')
        self.send_header("WWW-Authenticate", 'Digest realm="r", nonce="n", algorithm=SHA-512-256')
        self.send_header("Content-Length", "0")
        self.end_headers()
        return False


def test_a_wrong_password_is_not_tried_for_ever(folder: Path) -> None:
    """Basic where the digest is of a kind that we do not know; refused once, that is all."""
    with served(Refusing) as store:
        with pytest.raises(OutputError, match="does not know the user") as caught:
            load(store.address, folder, login=Login(user="ann", password="s3cret"))
        assert "KG_PASSWORD" in caught.value.hint
        assert len(store.seen) == 2


class Proxy(Store):
    """Takes requests for other hosts."""

    heard: ClassVar[list[tuple[str, str | None]]] = []

    def allowed(self) -> bool:
        self.heard.append((self.path, self.headers.get("Proxy-Authorization")))
        return True


def test_the_environment_names_a_proxy(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests to others go through it with its own login; those to this machine do not."""
    with served(Proxy) as proxy, served() as store:
        proxy.heard = []
        at = proxy.address.removesuffix("/store").removeprefix("http://")
        monkeypatch.setenv("http_proxy", f"http://us%40er:pw@{at}")
        monkeypatch.delenv("no_proxy", raising=False)
        wire = Wire("http://store.example/g", None, 5)
        assert wire.send("PUT", "graph=a", b"x", {}).status == 204
        wire.close()
        load(store.address, folder)
    pair = base64.b64encode(b"us@er:pw").decode()
    assert proxy.heard == [("http://store.example/g?graph=a", f"Basic {pair}")]
    assert len(store.graphs) == 26


def command(address: str, folder: Path, *options: str) -> subprocess.Popen[str]:
    none = dict.fromkeys(("KG_USER", "KG_PASSWORD", "KG_TOKEN"), "")
    return subprocess.Popen(
        [sys.executable, "-m", "kg", "load", address, str(folder), *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **none},
    )  # fmt: skip


def noted(folder: Path) -> int:
    """How many articles the journal has."""
    journal = folder / NAME
    return len(journal.read_text("utf-8").splitlines()) - 1 if journal.exists() else 0


def until(true: Any) -> None:
    for _ in range(600):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("it does not come to that")


class Gate:
    """Passes bytes on to a server, slowly, so that a load can be caught in its midst."""

    def __init__(self, port: int) -> None:
        self._to, self._socket = port, socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._socket.getsockname()[1]}/store"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        while True:
            try:
                ours = self._socket.accept()[0]
            except OSError:
                return
            threading.Thread(target=self._serve, args=(ours,), daemon=True).start()

    def _serve(self, ours: socket.socket) -> None:
        with ours:
            try:
                theirs = socket.create_connection(("127.0.0.1", self._to))
            except OSError:
                return
            with theirs:
                back = threading.Thread(target=self._pass, args=(theirs, ours, 0.0), daemon=True)
                back.start()
                self._pass(ours, theirs, 0.05)
                back.join(5)

    def _pass(self, source: socket.socket, sink: socket.socket, pause: float) -> None:
        try:
            while data := source.recv(65536):
                time.sleep(pause)
                sink.sendall(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            return

    def close(self) -> None:
        self._socket.close()


@pytest.fixture
def gate(oxigraph: Any) -> Iterator[Gate]:
    """A slow way to the server."""
    made = Gate(oxigraph.port)
    yield made
    made.close()


@pytest.mark.parametrize("jobs", ["1", "4"])
def test_a_server_that_is_killed_in_the_midst_of_a_load(
    oxigraph: Any, gate: Gate, folder: Path, jobs: str
) -> None:
    """It comes back with what it had; the load goes on by itself, nothing lost, nothing doubled."""
    process = command(gate.address, folder, "--jobs", jobs)
    until(lambda: noted(folder) >= 4)
    oxigraph.kill()
    assert noted(folder) < 26
    time.sleep(0.3)
    oxigraph.start()
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    assert "26 articles" in said
    assert oxigraph.ask(BESIDE["ALL"]) == BESIDE["here"](folder)
    assert not (folder / NAME).exists()


@pytest.mark.parametrize("by", [signal.SIGKILL, signal.SIGINT])
def test_a_load_that_is_ended_in_its_midst_goes_on(
    oxigraph: Any, gate: Gate, folder: Path, by: signal.Signals
) -> None:
    """What had been taken is not sent again; in the end all is there."""
    process = command(gate.address, folder)
    until(lambda: noted(folder) >= 4)
    process.send_signal(by)
    process.communicate(timeout=20)
    assert process.returncode != 0
    assert 4 <= noted(folder) < 26
    process = command(gate.address, folder)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 0, said
    before = re.search(r"(\d+) of them before the break", said)
    assert before
    assert int(before[1]) >= 4
    assert oxigraph.ask(BESIDE["ALL"]) == BESIDE["here"](folder)


def test_ctrl_c_is_heard_while_a_server_is_waited_for(folder: Path) -> None:
    """A server that is away is waited for a long time; nobody has to wait with it."""
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    process = command(f"http://127.0.0.1:{port}/store", folder)
    time.sleep(1.5)
    assert process.poll() is None
    process.send_signal(signal.SIGINT)
    began = time.monotonic()
    process.communicate(timeout=20)
    assert time.monotonic() - began < 5
    assert process.returncode != 0


#: What a process may write ends at 200 kB a file: to it, the disk is full.
FULL = "trap '' XFSZ; ulimit -f 200; exec \"$@\""


def test_the_disk_of_the_server_is_full(tmp_path: Path) -> None:
    """The server says so in its own words, and so do we, after a few tries."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    process = subprocess.Popen(
        ["bash", "-c", FULL, "bash", BESIDE["OXIGRAPH"], "serve", "--location", tmp_path / "d",
         "--bind", f"127.0.0.1:{port}"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        until(lambda: listening(port))
        triples = "".join(f'<a:{n}> <a:b> "{"x" * 90}{n}" .\n' for n in range(9000)).encode()
        address = f"http://127.0.0.1:{port}/store"
        with Remote(address, tries=2, pause=0.01) as remote:  # noqa: SIM117
            with pytest.raises(OutputError, match=r"refuses: 500|cannot be reached") as caught:
                put_all(remote, triples)
        assert caught.value.hint
    finally:
        process.kill()
        process.wait()


def listening(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def put_all(remote: Remote, triples: bytes) -> None:
    for number in range(4):
        remote.put(f"urn:g:{number}", triples)


def test_our_own_disk_is_full(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where it cannot be noted what is loaded, that is said; what was noted stays."""
    with served() as store:
        journal = Journal(folder, store.address)
        journal.add("urn:a", b"1")
        assert journal._stream is not None

        def full(_: str) -> int:
            raise OSError(28, "No space left on device")

        monkeypatch.setattr(journal._stream, "write", full, raising=False)
        with pytest.raises(OutputError, match="No space left"):
            journal.add("urn:b", b"2")
        journal.pause()
        assert Journal(folder, store.address).has("urn:a", b"1")


def test_a_note_that_was_cut_counts_for_nothing(folder: Path) -> None:
    """The power fails while a line is written; the lines before are good, the next load is too."""
    journal = Journal(folder, "http://localhost/store")
    journal.add("urn:a", b"1")
    journal.add("urn:b", b"2")
    journal.pause()
    path = folder / NAME
    path.write_text(path.read_text("utf-8")[:-9], encoding="utf-8")
    again = Journal(folder, "http://localhost/store")
    assert again.has("urn:a", b"1")
    assert not again.has("urn:b", b"2")
    again.add("urn:c", b"3")
    again.pause()
    third = Journal(folder, "http://localhost/store")
    assert third.has("urn:a", b"1")
    assert third.has("urn:c", b"3")
    assert not Journal(folder, "http://localhost/other").has("urn:a", b"1")


@settings(max_examples=40, deadline=None)
@given(order=st.permutations(list("aabbccdd")))
def test_a_file_is_read_as_a_stream_where_it_can_be(
    order: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """Whole graphs one behind the other come one at a time; mixed ones come whole all the same."""
    file = tmp_path_factory.mktemp("graph") / "graph.nq"
    lines = [f"<a:{name}{place}> <a:b> <a:c> <urn:{name}> ." for place, name in enumerate(order)]
    file.write_text("\n".join(lines), encoding="utf-8")
    number, apart = outline(file)
    assert number == 4
    assert apart == (sum(a != b for a, b in pairwise(order)) == 3)
    assert dict(articles(file, apart=apart)) == dict(articles(file))
    assert len(list(articles(file, apart=apart))) == 4


def test_a_web_page_that_says_yes_to_everything(folder: Path) -> None:
    """Nothing is believed of it, whichever way it is asked."""
    page = BESIDE["reply"](200, "text/html", "<html>Welcome</html>")
    with BESIDE["scripted"](page) as (address, seen):
        with pytest.raises(OutputError, match="is a web page"):
            load(address, folder, jobs=4)
        with pytest.raises(OutputError, match="is a web page"), Remote(address) as remote:
            list(Loading(remote, folder, 4).retract(articles(folder / "graph.trig")))
    assert [method for method, *_ in seen] == ["PUT", "GET", "GET"]
