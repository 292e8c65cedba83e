"""Loading into any triple store: the SPARQL 1.1 Graph Store Protocol, one named graph an article.

A graph is put whole in the place of what stood there, so that loading twice is loading once. What
a server does not take at once is tried again with growing pauses; what it refuses is an error that
says why. https is verified, and no password goes over plain http to another machine. No redirect is
followed: a login must not go to another server.
"""

from __future__ import annotations

import http.client
import ssl
import threading
from http import HTTPStatus
from typing import Self
from urllib.parse import quote, urlsplit

from kg.errors import OutputError, UsageError
from kg.store.wire import Answer, Login, Wire, is_here

_AGAIN = {429, 500, 502, 503, 504}
_GONE = {404, 410}
_REDIRECTS = 300
_LONGEST = 60.0
_HEADERS = {
    "PUT": {"Content-Type": "text/turtle; charset=utf-8"},
    "GET": {"Accept": "text/turtle, application/n-triples;q=0.9"},
    "DELETE": {"Accept": "*/*"},
}
_WHY = {
    401: "it does not know the user or the password",
    403: "the user may not write there",
    404: "there is no graph store at this address",
    405: "there is no graph store at this address that can be written",
    413: "the graph is too large for it",
    507: "its disk is full",
}


class Remote:
    """A graph store by its address; ``pause`` is the first wait before a request is repeated.

    Threads may share it: each keeps a connection of its own.

    Raises:
        UsageError: the address is none, holds a password, or would send one in the clear.
    """

    def __init__(
        self,
        address: str,
        login: Login | None = None,
        *,
        seconds: float = 60.0,
        tries: int = 6,
        pause: float = 0.5,
    ) -> None:
        _checked(address, login)
        self.address, self._seconds, self._tries, self._pause = address, seconds, tries, pause
        self._login = login
        self._here, self._stopped = threading.local(), threading.Event()
        self._wires: list[Wire] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        """Ends every connection; no thread may be sending any more."""
        for wire in self._wires:
            wire.close()

    def put(self, graph: str, triples: bytes) -> None:
        """Make ``triples`` (Turtle) the whole content of the graph named ``graph``.

        Raises:
            OutputError: the server refuses, or cannot be reached.
        """
        self._send("PUT", graph, triples)

    def delete(self, graph: str) -> None:
        """Remove the graph; there may be none.

        Raises:
            OutputError: the server refuses, or cannot be reached.
        """
        self._send("DELETE", graph, None)

    def verify(self, graph: str) -> None:
        """Whether the graph can be read, or is not there: not every page that says yes is a store.

        Raises:
            OutputError: what answers is no graph store.
        """
        kind = self._send("GET", graph, None)
        if kind in {"text/html", "application/xhtml+xml"}:
            raise OutputError(
                f"{self.address} is a web page, not a graph store", "Check the address."
            )

    def stop(self) -> None:
        """Let no thread wait any longer to repeat a request."""
        self._stopped.set()

    def _send(self, method: str, graph: str, body: bytes | None) -> str:
        """Sends until there is an answer; the media type of the answer."""
        query = f"graph={quote(graph, safe='')}"
        headers = {"User-Agent": "berita-kg", **_HEADERS[method]}
        wait = self._pause
        for attempt in range(1, self._tries + 1):
            try:
                answer = self._wire().send(method, query, body, headers)
            except (OSError, http.client.HTTPException, ValueError) as error:
                if isinstance(error, ssl.SSLCertVerificationError) or attempt == self._tries:
                    raise OutputError(
                        f"{self.address} cannot be reached: {error}",
                        "Is the server running? What was loaded stays; load again to go on.",
                    ) from None
                pause = wait
            else:
                if answer.status < _REDIRECTS:
                    return answer.media
                if method != "PUT" and answer.status in _GONE:
                    return ""  # no such graph
                if answer.status not in _AGAIN or attempt == self._tries:
                    raise self._refused(answer)
                said = answer.headers.get("Retry-After", "")
                pause = float(said) if said.isascii() and said.isdigit() else wait
            if self._stopped.wait(min(pause, _LONGEST)):
                raise OutputError(f"{self.address} is not asked again")
            wait = min(wait * 2, _LONGEST)
        raise AssertionError("the last attempt returns or raises")

    def _wire(self) -> Wire:
        """The connection of this thread."""
        if not hasattr(self._here, "wire"):
            self._here.wire = Wire(self.address, self._login, self._seconds)
            self._wires.append(self._here.wire)
        wire: Wire = self._here.wire
        return wire

    def _refused(self, answer: Answer) -> OutputError:
        why = _WHY.get(answer.status) or http.client.responses.get(answer.status, "no reason given")
        said = answer.body[:2000].decode("utf-8", "replace")
        page = answer.media == "text/html"
        line = "" if page else " ".join(said.split())[:200]
        return OutputError(
            f"{self.address} refuses: {answer.status}, {why}",
            line
            or (
                "Set KG_USER and KG_PASSWORD, or KG_TOKEN."
                if answer.status in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
                else "Check the address: it must be the store's Graph Store Protocol endpoint."
            ),
        )


def _checked(address: str, login: Login | None) -> None:
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        host, parts = None, urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or parts.fragment:
        raise UsageError(
            "the endpoint is no address of a server",
            "Write it like http://localhost:7878/store or https://example.org/store.",
        )
    if parts.username is not None or parts.password is not None:
        raise UsageError(
            "the address holds a user or a password",
            "Leave it out: set KG_USER and KG_PASSWORD, or KG_TOKEN.",
        )
    if login is not None and parts.scheme == "http" and not is_here(host):
        raise UsageError(
            f"a password would go to {host} unencrypted", "Use https, or a tunnel to localhost."
        )
