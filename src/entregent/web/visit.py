"""One request as a page sees it: the open book, what was asked, and the ways to answer."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from functools import cached_property
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit
from zoneinfo import ZoneInfo

from starlette.datastructures import FormData, QueryParams
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from entregent.app import language
from entregent.app.book import Book
from entregent.app.views import Done
from entregent.app.wording import done as done_in_words
from entregent.web.rendering import render

OFFLINE_SECONDS: Final = 60 * 86_400
"""How far back a step may be dated that was kept offline."""
_LOCAL: Final = re.compile(r"/(?![/\\])[^\s\\]*")


class Visit:
    """What a page's function gets: it looks into `book`, and gives back a Response.

    `is_partial` says that a part of the page is wanted: the page is there already, and HTMX asks for what changed.
    """

    def __init__(self, request: Request, book: Book, form: FormData | None = None) -> None:
        self.request = request
        self.book = book
        self.form = form or FormData()
        self.query: QueryParams = request.query_params
        self.is_partial = request.headers.get("hx-request") == "true"
        self.lang = spoken_to(request, book.lang)
        language.use(self.lang, book.region)

    @cached_property
    def today(self) -> date:
        """The day it is, in the book's zone."""
        return language.day_of(self.book.now, self.book.zone)

    @property
    def path(self) -> str:
        """The path and query of this page, to come back to; of the page that sent the form, in an answer to one."""
        if self.request.method != "GET":
            return local(self.said("back") or self.came_from)
        url = self.request.url
        return f"{url.path}?{url.query}" if url.query else url.path

    @property
    def who(self) -> str:
        """The person that the address names."""
        return str(self.request.path_params["who"])

    @cached_property
    def theme(self) -> str:
        """ "light" or "dark" where the owner chose; "" follows the system."""
        chosen = self.request.cookies.get("theme", "")
        return chosen if chosen in {"light", "dark"} else ""

    @property
    def other_theme(self) -> str:
        """The theme that the next tap on the switch gives."""
        return {"": "dark", "dark": "light", "light": "system"}[self.theme]

    @cached_property
    def done(self) -> Done | None:
        """What was just done, by the number that the address bears."""
        number = self.asked("done")
        return self.book.done(int(number)) if number.isdecimal() and len(number) < 16 else None

    @property
    def done_sentence(self) -> str:
        """What was just done, in words."""
        assert self.done is not None
        return done_in_words(self.done.verb, self.done.people, self.done.value)

    @property
    def done_undoable(self) -> bool:
        """Whether it can be taken back."""
        return self.done is not None and self.done.action is not None and not self.book.is_undone(self.done.action)

    @property
    def path_without_done(self) -> str:
        """The path of this page without what it says was done: where to come back to after an undo."""
        return with_query(self.path, {"done": ""})

    @property
    def came_from(self) -> str:
        """The page of ours that led here, else the home page."""
        try:
            referer = urlsplit(self.request.headers.get("referer", ""))
        except ValueError:
            return "/"
        if referer.netloc != self.request.headers.get("host"):
            return "/"
        return local(f"{referer.path}?{referer.query}" if referer.query else referer.path)

    def said(self, name: str, default: str = "") -> str:
        """A field of the form, without spaces around it."""
        value = self.form.get(name, default)
        return value.strip() if isinstance(value, str) else default

    @property
    def kept_at(self) -> str:
        """The moment at which a step was kept offline, as an ISO date and time in the book's zone; "" for now."""
        text = self.said("kept_at")
        at = int(text) if text.isdecimal() and len(text) < 12 else 0
        if not self.book.now - OFFLINE_SECONDS < at <= self.book.now:
            return ""
        return datetime.fromtimestamp(at, ZoneInfo(str(self.book.zone))).isoformat(timespec="minutes")

    def said_all(self, name: str) -> list[str]:
        """All values of a field that may come several times."""
        return [value.strip() for value in self.form.getlist(name) if isinstance(value, str) and value.strip()]

    def asked(self, name: str, default: str = "") -> str:
        """A field of the query."""
        return self.query.get(name, default).strip()

    def asked_number(self, name: str, default: int, *, least: int, most: int) -> int:
        """A whole number of the query, kept within bounds; the default for what is none."""
        text = self.asked(name)
        if not text.lstrip("-").isdecimal() or len(text) > 12:
            return default
        return min(max(int(text), least), most)

    def show(
        self, page: str, *, part: str = "", status: int = 200, headers: Mapping[str, str] | None = None, **facts: object
    ) -> Response:
        """The page, or its `part` where only that was asked for."""
        template = part if part and self.is_partial else page
        text = render(self.book, self.lang, template, {"visit": self, **facts})
        return Response(text, status, {"vary": "HX-Request", **(headers or {})}, "text/html")

    def go(self, path: str, done: Done | None = None, **more: str) -> Response:
        """On to a page of ours, which says what was done and offers to undo it."""
        said = {**more, **({"done": str(done.action)} if done is not None and done.action is not None else {})}
        target = with_query(local(path), said)
        if self.is_partial:
            return Response(status_code=204, headers={"HX-Redirect": quote(target, safe=":/%#?=@[]!$&'()*+,")})
        return RedirectResponse(target, 303)

    def back(self, done: Done | None = None, default: str = "/", **more: str) -> Response:
        """Back to the page that the form names in `back`."""
        return self.go(self.said("back") or default, done, **more)


def local(path: str) -> str:
    """`path` if it leads to a page of this very server, else the home page."""
    return path if _LOCAL.fullmatch(path) else "/"


def with_query(path: str, more: Mapping[str, str]) -> str:
    """A path whose query also holds `more`; "" takes a value out."""
    parts = urlsplit(path)
    asked = {**dict(parse_qsl(parts.query, keep_blank_values=True)), **more}
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"{parts.path}{'?' if query else ''}{query}{'#' if parts.fragment else ''}{parts.fragment}"


def spoken_to(request: Request, book_lang: str) -> str:
    """The language to answer in: the book's, else the first of the browser's that we speak, else English."""
    if book_lang in language.LANGUAGES:
        return book_lang
    wishes: list[tuple[float, str]] = []
    for wish in request.headers.get("accept-language", "")[:500].split(","):
        word, _, weight = wish.strip().partition(";q=")
        try:
            wishes.append((-float(weight or 1), word[:2].lower()))
        except ValueError:
            continue
    spoken = [word for _, word in sorted(wishes, key=lambda pair: pair[0]) if word in language.LANGUAGES]
    return spoken[0] if spoken else "en"
