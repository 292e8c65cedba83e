"""Loading into any triple store: the SPARQL 1.1 Graph Store Protocol, one named graph an article.

A graph is put whole in the place of what stood there, so that loading twice is loading once. What
a server does not take at once is tried again with growing pauses; what it refuses is an error that
says why. https is verified, and no password goes over plain http to another machine.
"""

from __future__ import annotations

import http.client
import ssl
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from kg.errors import OutputError, UsageError

_AGAIN = {429, 500, 502, 503, 504}
_GONE = {404, 410}
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


@dataclass(frozen=True, slots=True)
class Login:
    """A user with a password (basic or digest, as the server asks), or a bearer token."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        """Says nothing that may not be logged."""
        return "Login(...)"


class Remote:
    """A graph store by its address; ``pause`` is the first wait before a request is repeated.

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
        self._headers = {"User-Agent": "berita-kg"}
        handlers: list[urllib.request.BaseHandler] = [
            urllib.request.HTTPSHandler(context=ssl.create_default_context()),
            _NoRedirects(),
        ]
        if login is not None and login.token:
            self._headers["Authorization"] = f"Bearer {login.token}"
        elif login is not None:
            known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
            known.add_password(None, address, login.user, login.password)
            handlers += [
                urllib.request.HTTPDigestAuthHandler(known),
                urllib.request.HTTPBasicAuthHandler(known),
            ]
        self._opener = urllib.request.build_opener(*handlers)

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
        """Whether the graph that was put can be read back: not every page that says yes is a store.

        Raises:
            OutputError: what answers is no graph store.
        """
        kind = self._send("GET", graph, None)
        if kind in {"text/html", "application/xhtml+xml"}:
            raise OutputError(
                f"{self.address} is a web page, not a graph store", "Check the address."
            )

    def _send(self, method: str, graph: str, body: bytes | None) -> str:
        """Sends until there is an answer; the media type of the answer."""
        joint = "&" if "?" in self.address else "?"
        request = urllib.request.Request(  # noqa: S310  (_checked: http or https)
            f"{self.address}{joint}graph={quote(graph, safe='')}",
            data=body,
            method=method,
            headers={**self._headers, **_HEADERS[method]},
        )
        wait = self._pause
        for attempt in range(1, self._tries + 1):
            try:
                with self._opener.open(request, timeout=self._seconds) as reply:
                    reply.read()
                    return str(reply.headers.get_content_type())
            except urllib.error.HTTPError as error:
                with error:
                    if method == "DELETE" and error.code in _GONE:
                        return ""
                    if error.code not in _AGAIN or attempt == self._tries:
                        raise self._refused(error) from None
                    said = error.headers.get("Retry-After", "")
                    pause = float(said) if said.isdigit() else wait
            except (OSError, http.client.HTTPException, ValueError) as error:
                reason = getattr(error, "reason", None) or error
                if isinstance(reason, ssl.SSLCertVerificationError) or attempt == self._tries:
                    raise OutputError(
                        f"{self.address} cannot be reached: {reason}",
                        "Is the server running? What was loaded stays; load again to go on.",
                    ) from None
                pause = wait
            time.sleep(min(pause, _LONGEST))
            wait = min(wait * 2, _LONGEST)
        raise AssertionError("the last attempt returns or raises")

    def _refused(self, error: urllib.error.HTTPError) -> OutputError:
        why = _WHY.get(error.code, str(error.reason))
        said = error.read(2000).decode("utf-8", "replace")
        page = error.headers.get_content_type() == "text/html"
        line = "" if page else " ".join(said.split())[:200]
        return OutputError(
            f"{self.address} refuses: {error.code}, {why}",
            line
            or (
                "Set KG_USER and KG_PASSWORD, or KG_TOKEN."
                if error.code in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN}
                else "Check the address: it must be the store's Graph Store Protocol endpoint."
            ),
        )


class _NoRedirects(urllib.request.HTTPRedirectHandler):
    """A login must not follow to another server."""

    def redirect_request(self, *_: object) -> None:
        return None


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
    if login is not None and parts.scheme == "http" and not _here(host):
        raise UsageError(
            f"a password would go to {host} unencrypted", "Use https, or a tunnel to localhost."
        )


def _here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
