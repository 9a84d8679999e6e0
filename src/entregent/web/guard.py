"""The door: which hosts, which origins, which bodies, and who is known; and the headers that every answer bears."""

import asyncio
import contextlib
from collections.abc import Iterable
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request, cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entregent.model.errors import EntregentError
from entregent.web.sessions import TOKEN_KEY, Sessions, Tokens
from entregent.web.shelf import Shelf

SAFE_METHODS: Final = frozenset(("GET", "HEAD"))
METHODS: Final = frozenset(("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH"))
BODY_BYTES: Final = 1_000_000
STRANGER_BYTES: Final = 10_000
"""A password form is small; nobody else has anything to send."""
PATH_BYTES, QUERY_BYTES = 1_000, 8_000
PIECE_SECONDS: Final = 20
"""How long a body may be silent; a stranger's must be whole by then."""
OPEN_PATHS: Final = frozenset(("/enter", "/manifest.webmanifest", "/sw.js", "/offline", "/favicon.ico"))
"""What anybody who reaches the port may see, beside `static`: nothing of the book."""
SECRET_PATH: Final = "/feed/"  # noqa: S105 - the address of a page, without what is secret of it
"""Below it the address itself is the key: calendars bring no cookie. The page asks whether it is the right one."""
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
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "x-frame-options": "DENY",
}
NOT_KEPT: Final = {"cache-control": "no-store"}


class TooMuchError(Exception):
    """A body grew past its bound."""


class TooSlowError(Exception):
    """A body stopped coming."""


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
        if scope["type"] != "http":  # no web sockets here
            await send({"type": "websocket.close", "code": 1008})
            return
        dressed = _dressed(send, keep=scope["path"].startswith("/static/"))
        headers = Headers(scope=scope)
        if len(headers.getlist("host")) != 1 or headers["host"].lower() not in self.hosts:
            await _spoken(scope, _plain(421, "This is not a name of this server."))(scope, receive, dressed)
            return
        refusal = self._refusal(scope, headers, by_token=await self._bears_token(scope, headers))
        if refusal is not None:
            await _spoken(scope, refusal)(scope, receive, dressed)
            return
        try:
            await self.app(scope, _bounded(receive, _most(scope), in_haste=not scope["known"]), dressed)
        except TooMuchError:
            await _spoken(scope, _plain(413, "That is too much at once."))(scope, receive, dressed)
        except TooSlowError:
            await _spoken(scope, _plain(408, "Nothing came any more."))(scope, receive, dressed)

    def _refusal(self, scope: Scope, headers: Headers, *, by_token: bool) -> Response | None:
        """The answer to who may not come in, else None; `scope["known"]` then says whether we know the visitor."""
        is_api = _is_api(scope)
        if scope["method"] not in METHODS and not is_api:
            return _plain(405, "No such method here.")
        if len(scope["path"]) > PATH_BYTES or len(scope.get("query_string", b"")) > QUERY_BYTES:
            return _plain(414, "That address is too long.")
        if not by_token and not same_site(scope["method"], headers):
            return _plain(403, "This came from another site.")
        scope["known"] = by_token or self.sessions.holds(_cookie(headers, self.cookie))
        if is_api and not scope["known"]:
            return _plain(401, "The API wants its token: Authorization: Bearer ...")
        length = headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 15 or (0 <= _most(scope) < int(length)):
            return _plain(413, "That is too much at once.")
        if scope["known"] or scope["path"] in OPEN_PATHS or scope["path"].startswith(("/static/", SECRET_PATH)):
            return None
        return _to_the_door(headers)

    async def _bears_token(self, scope: Scope, headers: Headers) -> bool:
        """Whether a program shows the token of the API; a browser's own cookie never stands for it.

        The book is asked each time: a token may have been made or dropped by the command line since.
        """
        bearer = headers.get("authorization", "")
        if not _is_api(scope) or not bearer.lower().startswith("bearer "):
            return False
        shelf: Shelf = scope["app"].state.shelf
        with contextlib.suppress(EntregentError):  # a book that can't be read now is told by whoever reads on
            self.tokens.kept = await shelf.read(lambda book: str(book.remembered(TOKEN_KEY, "")))
        if self.tokens.accepts(bearer[7:].strip()):
            return True
        await asyncio.sleep(self.tokens.pause())
        return False


def _is_api(scope: Scope) -> bool:
    return bool(scope["path"].startswith("/api/"))


def _spoken(scope: Scope, refusal: Response) -> Response:
    """A refusal in the form that its visitor reads: programs read JSON."""
    if not _is_api(scope):
        return refusal
    from entregent.web.api.answering import refuse

    return refuse(Request(scope), refusal.status_code)


def _plain(status: int, words: str) -> Response:
    return PlainTextResponse(words, status, NOT_KEPT)


def _to_the_door(headers: Headers) -> Response:
    """Where a stranger is sent: a part of a page can't be the door, so the page itself goes there."""
    if headers.get("hx-request") == "true":
        return PlainTextResponse("Come in again.", 401, {"hx-redirect": "/enter"})
    return RedirectResponse("/enter", 303)


def _most(scope: Scope) -> int:
    """How many bytes of body this visitor may send here; -1 where the page itself has the measure."""
    if not scope["known"]:
        return STRANGER_BYTES
    return -1 if scope["path"].startswith(UPLOAD_PATHS) else BODY_BYTES


def same_site(method: str, headers: Headers) -> bool:
    """Whether a request came from our own pages, or from the person at the browser (the algorithm of Go 1.25).

    A foreign page may lead here by a link, but never send a form, nor use anything of ours as an image, script or
    frame. Another port of this machine is another site's page too.
    """
    site = headers.get("sec-fetch-site")
    if method in SAFE_METHODS:
        if site in {None, "same-origin", "none"}:
            return True
        # "empty" is what our own worker says when it passes on a link that was followed; no script can.
        is_page = headers.get("sec-fetch-dest") in {"document", "empty"}
        return headers.get("sec-fetch-mode") == "navigate" and is_page
    if site is not None:
        return site in {"same-origin", "none"}
    origin = headers.get("origin")
    return origin is None or _place(origin) == headers["host"].lower()


def _place(origin: str) -> str:
    """Host and port of an origin; "" for what is none."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return ""


def _cookie(headers: Headers, name: str) -> str:
    """Our cookie, whatever other servers of this machine have left beside it."""
    return str(cookie_parser(headers.get("cookie", "")).get(name, ""))


def _bounded(receive: Receive, most: int, *, in_haste: bool) -> Receive:
    """The body, refused where it grows past its bound, whatever its length said, or where it comes no more."""
    seen = 0
    is_whole = False
    clock = asyncio.get_running_loop().time
    until = clock() + PIECE_SECONDS

    async def told() -> Message:
        nonlocal seen, is_whole
        if is_whole:
            return await receive()  # only the end of the visit is waited for
        try:
            message = await asyncio.wait_for(receive(), until - clock() if in_haste else PIECE_SECONDS)
        except TimeoutError:
            raise TooSlowError from None
        seen += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if 0 <= most < seen:
            raise TooMuchError
        return message

    return told


def _dressed(send: Send, *, keep: bool) -> Send:
    """Every answer bears the headers; only what is the same for everybody may be kept by browsers."""

    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
            if keep and message["status"] in {200, 304}:
                headers["cache-control"] = "public, max-age=31536000, immutable"
            else:
                headers["cache-control"] = "no-store"
        await send(message)

    return dressed
