"""A read-only SPARQL 1.1 Protocol endpoint for this machine, with a page to ask from.

Whoever connects can read the graph and nothing else: there is no update, no file is named by a
request, other sites' pages are refused (no CORS, and the Host must be ours), and requests and
answers have limits of size and time.
"""

from __future__ import annotations

import html
from collections.abc import Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from kg.errors import OutputError, QueryError
from kg.store.worker import Question, Workers

HOST = "127.0.0.1"
LARGEST = 1_000_000
"""The most bytes that a request may have."""
_DRAINED = 4_000_000
_FORM = "application/x-www-form-urlencoded"
_QUERY = "application/sparql-query"
_OURS = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
#: The graph's own page holds all that it needs in itself.
_WHOLE = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:"


class Server(ThreadingHTTPServer):
    """Answers on 127.0.0.1; ``files`` are what it serves beside ``/sparql``: path → type, bytes."""

    daemon_threads = True

    def __init__(self, port: int, workers: Workers, files: Mapping[str, tuple[str, bytes]]) -> None:
        try:
            super().__init__((HOST, port), _Handler)
        except OSError as error:
            raise OutputError(
                f"cannot listen on {HOST}:{port}: {error.strerror or error}",
                "Choose another port with --port; 0 takes a free one.",
            ) from None
        self.workers, self.files = workers, files

    @property
    def address(self) -> str:
        return f"http://{HOST}:{self.server_port}/"


class _Handler(BaseHTTPRequestHandler):
    """One request."""

    server: Server
    server_version = "berita-kg"
    sys_version = ""
    protocol_version = "HTTP/1.1"
    timeout = 30

    def do_GET(self) -> None:
        if not self._is_ours():
            return
        path, query = urlsplit(self.path)[2:4]
        if path == "/sparql" and query:
            self._asked(_fields(query))
        elif path == "/sparql":
            self._say(HTTPStatus.BAD_REQUEST, "Ask with ?query=..., or open / for a page.")
        elif path in self.server.files:
            media, body = self.server.files[path]
            self._send(HTTPStatus.OK, media, body)
        else:
            self._say(HTTPStatus.NOT_FOUND, "There is / and /sparql.")

    do_HEAD = do_GET  # noqa: N815  (theirs)

    def do_POST(self) -> None:
        self.close_connection = True
        body = self._body() if self._is_ours() else None
        if body is None:
            return
        parts = urlsplit(self.path)
        if parts.path != "/sparql":
            self._say(HTTPStatus.NOT_FOUND, "Queries go to /sparql.")
            return
        kind = self.headers.get_content_type()
        try:
            text = body.decode("utf-8")
        except UnicodeDecodeError:
            self._say(HTTPStatus.BAD_REQUEST, "The request is not UTF-8.")
            return
        if kind == _FORM:
            self._asked(_fields(text))
        elif kind == _QUERY:
            self._asked({**_fields(parts.query), "query": [text]})
        else:
            self._say(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, f"Send {_QUERY} or {_FORM}.")

    def _asked(self, fields: Mapping[str, list[str]]) -> None:
        if "update" in fields:
            self._say(HTTPStatus.FORBIDDEN, "This endpoint only reads.")
        elif len(fields.get("query", ())) != 1:
            self._say(HTTPStatus.BAD_REQUEST, "There must be one query.")
        else:
            default, named = fields.get("default-graph-uri"), fields.get("named-graph-uri")
            self._answer(
                Question(
                    fields["query"][0],
                    self.headers.get("Accept", "*/*"),
                    None if default is None else tuple(default),
                    None if named is None else tuple(named),
                )
            )

    def _answer(self, question: Question) -> None:
        try:
            reply = self.server.workers.ask(question)
        except QueryError as error:
            self._say(HTTPStatus.BAD_REQUEST, f"{error.message}\n{error.hint}")
        except TimeoutError as error:
            self._say(HTTPStatus.SERVICE_UNAVAILABLE, str(error))
        else:
            if reply.media is None:
                self._say(HTTPStatus.NOT_ACCEPTABLE, "No form of the answer is acceptable.")
            else:
                self._send(HTTPStatus.OK, reply.media, reply.body, cut=reply.more)

    def _is_ours(self) -> bool:
        """Whether the request means this server, and not a name that leads here."""
        port = self.server.server_port
        if self.headers.get("Host", "") in {f"{HOST}:{port}", f"localhost:{port}"}:
            return True
        self.close_connection = True
        self._say(HTTPStatus.MISDIRECTED_REQUEST, f"Ask at {self.server.address}")
        return False

    def _body(self) -> bytes | None:
        length = self.headers.get("Content-Length", "")
        if not length.isascii() or not length.isdigit():
            self._say(HTTPStatus.LENGTH_REQUIRED, "Say how long the request is.")
            return None
        if len(length) > len(str(LARGEST)) or int(length) > LARGEST:
            self._drain(int(length[:12]))
            self._say(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, f"At most {LARGEST} bytes.")
            return None
        return self.rfile.read(int(length))

    def _drain(self, length: int) -> None:
        """Who is still sending does not hear why not: read on for a while, into nothing."""
        self.connection.settimeout(1)
        left = min(length, _DRAINED)
        try:
            while left > 0 and (data := self.rfile.read1(min(left, 65_536))):
                left -= len(data)
        except TimeoutError:
            self.close_connection = True

    def _say(self, status: HTTPStatus, text: str) -> None:
        self._send(status, "text/plain", f"{text.strip()}\n".encode())

    def _send(self, status: HTTPStatus, media: str, body: bytes, *, cut: bool = False) -> None:
        text = media.startswith("text/")
        self.send_response(status)
        self.send_header("Content-Type", f"{media}; charset=utf-8" if text else media)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.send_header("Vary", "Accept")
        whole = urlsplit(self.path).path == "/graph.html"
        self.send_header("Content-Security-Policy", _WHOLE if whole else _OURS)
        if cut:
            self.send_header("Warning", '199 berita-kg "there is more; the answer is cut"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """What the base class finds wrong with a request, in our words' form."""
        del explain
        self.close_connection = True
        self.path = getattr(self, "path", "/")
        self.headers = getattr(self, "headers", None) or self.MessageClass()
        self._say(HTTPStatus(code), html.escape(message or HTTPStatus(code).phrase))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (theirs)
        """Nothing: queries may be private, and standard error is for people."""


def _fields(text: str) -> dict[str, list[str]]:
    try:
        return parse_qs(text, keep_blank_values=True, max_num_fields=100, errors="strict")
    except ValueError:
        return {}
