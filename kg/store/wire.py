"""One line to a server, kept open from request to request, with a login where it asks for one.

Opening a connection for each article costs most of the time that loading takes. What
``urllib.request`` cannot do, keep a connection, is here; what it can, digests and the proxies of
the environment, is taken from there.
"""

from __future__ import annotations

import base64
import http.client
import ssl
import urllib.request
from dataclasses import dataclass
from email.message import Message
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import SplitResult, unquote, urlsplit

_MOST = 1_000_000
_LOST = (http.client.RemoteDisconnected, ConnectionResetError, BrokenPipeError)


@dataclass(frozen=True, slots=True)
class Login:
    """A user with a password (basic or digest, as the server asks), or a bearer token."""

    user: str = ""
    password: str = ""
    token: str = ""

    def __repr__(self) -> str:
        """Says nothing that may not be logged."""
        return "Login(...)"


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server said; of a long body the beginning."""

    status: int
    headers: Message
    body: bytes

    @property
    def media(self) -> str:
        return str(self.headers.get_content_type())


class Wire:
    """A connection to ``address``; not to be shared between threads."""

    def __init__(self, address: str, login: Login | None, seconds: float) -> None:
        self._address, self._seconds = address, seconds
        self._parts = urlsplit(address)
        self._known = _Known(address, login)
        self._proxy = _proxy(self._parts)
        self._connection: http.client.HTTPConnection | None = None

    def send(self, method: str, query: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        """The answer to a request with ``query`` in its address; logs in where it must.

        Raises:
            OSError, HTTPException: the server cannot be reached or breaks off.
        """
        url = f"{self._address}{'&' if self._parts.query else '?'}{query}"
        answer = self._exchange(method, url, body, headers | self._known.header(method, url))
        if answer.status == HTTPStatus.UNAUTHORIZED and self._known.challenged(answer.headers):
            answer = self._exchange(method, url, body, headers | self._known.header(method, url))
        return answer

    def close(self) -> None:
        """Ends the connection; the next request opens another."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def _exchange(
        self, method: str, url: str, body: bytes | None, headers: dict[str, str]
    ) -> Answer:
        """A connection that was kept may have been closed meanwhile: then a fresh one is taken."""
        kept = self._connection is not None
        try:
            return self._once(method, url, body, headers)
        except _LOST:
            self.close()
            if not kept:
                raise
        except BaseException:
            self.close()
            raise
        return self._once(method, url, body, headers)

    def _once(self, method: str, url: str, body: bytes | None, headers: dict[str, str]) -> Answer:
        connection = self._connection or self._opened()
        self._connection = connection
        plain = self._proxy is not None and self._parts.scheme == "http"
        target = url if plain else _target(url)
        more = _credentials(self._proxy) if plain and self._proxy is not None else {}
        try:
            connection.request(method, target, body, headers | more)
        except (BrokenPipeError, ConnectionResetError):
            if body is None:
                raise  # else it may have said why it does not read on
        reply = connection.getresponse()
        answer = Answer(reply.status, reply.headers, reply.read(_MOST))
        if not reply.isclosed():
            self.close()
        return answer

    def _opened(self) -> http.client.HTTPConnection:
        host, port = self._parts.hostname or "", self._parts.port
        end = self._proxy or self._parts
        if self._parts.scheme == "http":
            return http.client.HTTPConnection(
                end.hostname or "", end.port or 80, timeout=self._seconds
            )
        made = http.client.HTTPSConnection(
            end.hostname or "", end.port or 443, timeout=self._seconds,
            context=ssl.create_default_context(),
        )  # fmt: skip
        if self._proxy is not None:
            made.set_tunnel(host, port or 443, _credentials(self._proxy))
        return made


class _Known:
    """A login, and how the server wants to hear it."""

    def __init__(self, address: str, login: Login | None) -> None:
        self._login, self._way = login, ""
        self._challenge: dict[str, str] = {}
        passwords = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        if login is not None and login.user:
            passwords.add_password(None, address, login.user, login.password)
        self._digests = urllib.request.HTTPDigestAuthHandler(passwords)

    def header(self, method: str, url: str) -> dict[str, str]:
        """The header that logs in; none before the server has asked for a password."""
        login = self._login
        if login is None:
            return {}
        if login.token:
            return {"Authorization": f"Bearer {login.token}"}
        if self._way == "basic":
            pair = base64.b64encode(f"{login.user}:{login.password}".encode()).decode()
            return {"Authorization": f"Basic {pair}"}
        if self._way == "digest":
            request = urllib.request.Request(url, method=method)  # noqa: S310  (never opened)
            said = self._digests.get_authorization(request, self._challenge)
            return {"Authorization": f"Digest {said}"} if said else {}
        return {}

    def challenged(self, headers: Message) -> bool:
        """Whether there is an answer to what the server asks, other than the one it refused."""
        if self._login is None or self._login.token:
            return False
        before, nonce = self._way, self._challenge.get("nonce")
        for said in sorted(headers.get_all("WWW-Authenticate", []), key=_strength):
            way, _, rest = said.partition(" ")
            if way.lower() == "digest":
                pairs = [one for one in urllib.request.parse_http_list(rest) if one]
                challenge = urllib.request.parse_keqv_list(pairs)
                if challenge.get("algorithm", "MD5").upper() in {"MD5", "SHA"}:
                    self._way, self._challenge = "digest", challenge
                    again = before == "digest" and challenge.get("stale", "").lower() != "true"
                    return not again or challenge.get("nonce") != nonce
            elif way.lower() == "basic":
                self._way = "basic"
                return before != "basic"
        return False


def _strength(challenge: str) -> bool:
    """Digests first."""
    return not challenge.lower().startswith("digest")


def _target(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path or '/'}?{parts.query}"


def _proxy(parts: SplitResult) -> SplitResult | None:
    """What the environment says of proxies; never one to this machine itself."""
    host = parts.hostname or ""
    found = urllib.request.getproxies().get(parts.scheme)
    if not found or is_here(host) or urllib.request.proxy_bypass(host):
        return None
    return urlsplit(found if "://" in found else f"http://{found}")


def _credentials(proxy: SplitResult) -> dict[str, str]:
    if proxy.username is None:
        return {}
    pair = f"{unquote(proxy.username)}:{unquote(proxy.password or '')}"
    return {"Proxy-Authorization": f"Basic {base64.b64encode(pair.encode()).decode()}"}


def is_here(host: str) -> bool:
    """Whether a host is this machine."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
