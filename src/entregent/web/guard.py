"""The door: which hosts, which origins, which bodies, and who is known; and the headers that every answer bears."""

from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entregent.web.sessions import Sessions, Tokens

SAFE_METHODS: Final = frozenset(("GET", "HEAD"))
METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"))
BODY_BYTES: Final = 1_000_000
OPEN_PATHS: Final = ("/static/", "/enter", "/manifest.webmanifest", "/sw.js", "/offline", "/favicon.ico")
"""What anybody who reaches the port may see: nothing of the book."""
UPLOAD_PATHS: Final = ("/sources/drop", "/sources/files", "/welcome/files")
"""Where an export may come in: the page bounds it by the room on the disk."""

CONTENT_POLICY: Final = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "manifest-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
HEADERS: Final = {
    "content-security-policy": CONTENT_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), interest-cohort=()",
    "x-frame-options": "DENY",
}


class Guard:
    """Lets in who belongs here. Everything it refuses is refused before a page is looked for."""

    def __init__(self, app: ASGIApp, *, hosts: Iterable[str], sessions: Sessions, tokens: Tokens, cookie: str) -> None:
        self.app = app
        self.hosts = frozenset(hosts)
        self.sessions = sessions
        self.tokens = tokens
        self.cookie = cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or pass it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # no web sockets here
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await PlainTextResponse(refusal[1], refusal[0], HEADERS)(scope, receive, send)
            return
        bounded = receive if scope["path"].startswith(UPLOAD_PATHS) else _bounded(receive)
        await self.app(scope, bounded, _dressed(send, keep=scope["path"].startswith("/static/")))

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Status and words, or None where the visitor may come in; `scope["known"]` then says whether we know them."""
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self.hosts:
            return 421, "This is not a name of this server."
        if scope["method"] not in METHODS:
            return 405, "No such method here."
        length = headers.get("content-length", "0")
        if not length.isdecimal() or (int(length) > BODY_BYTES and not scope["path"].startswith(UPLOAD_PATHS)):
            return 413, "That is too much at once."
        bearer = headers.get("authorization", "")
        is_api = scope["path"].startswith("/api/")
        by_token = is_api and bearer.lower().startswith("bearer ") and self.tokens.accepts(bearer[7:].strip())
        if not by_token and not _same_site(scope["method"], headers):
            return 403, "This came from another site."
        scope["known"] = by_token or self.sessions.holds(_cookie(headers, self.cookie))
        if is_api and not scope["known"]:
            return 401, "The API wants its token: Authorization: Bearer ..."
        return None


def _same_site(method: str, headers: Headers) -> bool:
    """Whether a request came from our own pages, or from the person at the browser (the algorithm of Go 1.25).

    A foreign page may lead here by a link, but never send a form, nor use anything of ours as an image or script.
    """
    site = headers.get("sec-fetch-site")
    navigates = headers.get("sec-fetch-mode", "navigate") == "navigate"
    if method in SAFE_METHODS:
        return site in (None, "same-origin", "none") or navigates
    if site is not None:
        return site in ("same-origin", "none")
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers["host"].lower()


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


def _bounded(receive: Receive) -> Receive:
    """The body, cut off where it grows past its bound, whatever its length said."""
    seen = 0

    async def told() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > BODY_BYTES else message

    return told


def _dressed(send: Send, *, keep: bool) -> Send:
    """Every answer bears the headers; only what is the same for everybody may be kept by browsers."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if keep and message["status"] == 200:
                headers["cache-control"] = "public, max-age=31536000, immutable"
            else:
                headers["cache-control"] = "no-store"
        await send(message)

    return dressed
