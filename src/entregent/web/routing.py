"""From an address to a page's function: reads beside each other, verbs one after the other, errors as sentences."""

from __future__ import annotations

import threading
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from entregent.app.book import Book
from entregent.model.errors import EntregentError, UnknownPersonError
from entregent.web.keeping_pages import KeptPages
from entregent.web.shelf import Shelf
from entregent.web.visit import Visit

Page = Callable[[Visit], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def get(path: str, page: Page, *, kept: bool = False) -> Route:
    """A page that only reads; `kept` where it says the same until the book is written to (or an hour has gone)."""
    name = f"{page.__module__}.{page.__name__}"
    return Route(path, _reading(_kept(page) if kept else page), methods=["GET"], name=name)


_own = threading.local()


def _kept(page: Page) -> Page:
    """The page from this thread's kept ones, else made and kept."""

    def show(visit: Visit) -> Response:
        if not hasattr(_own, "pages"):
            _own.pages = {}
        pages: KeptPages = _own.pages.setdefault(visit.book.path, KeptPages())
        found = pages.find(visit)
        if found is None:
            found = page(visit)
            pages.keep(visit, found)
        return found

    return show


def post(path: str, page: Page) -> Route:
    """A form that does something to the book."""
    return Route(path, _writing(page), methods=["POST"], name=f"{page.__module__}.{page.__name__}")


def apart(path: str, page: Page, *, method: str = "POST") -> Route:
    """What takes long and changes nothing in the book: nobody waits for it but who asked."""
    return Route(path, _working_apart(page), methods=[method], name=f"{page.__module__}.{page.__name__}")


def drawn(path: str, page: Page) -> Route:
    """A page on the map: where the map is not at hand it is drawn apart first, so that no other page waits for it."""
    return Route(path, _drawing(page), methods=["GET"], name=f"{page.__module__}.{page.__name__}")


def _drawing(page: Page) -> Endpoint:
    show = _reading(page)

    async def endpoint(request: Request) -> Response:
        shelf: Shelf = request.app.state.shelf
        day = request.query_params.get("day", "")
        # A day that is none is told by the page itself.
        with suppress(EntregentError):
            if request.scope["known"] and not await shelf.read(partial(Book.is_map_drawn, day=day)):
                await shelf.apart(partial(Book.draw_map, day=day))
        return await show(request)

    return endpoint


def _working_apart(page: Page) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        if not request.scope["known"]:
            return RedirectResponse("/enter", 303)
        shelf: Shelf = request.app.state.shelf
        form = await request.form(max_files=0, max_fields=100)
        return await shelf.apart(partial(_answer, page, request, form))

    return endpoint


def _reading(page: Page) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        if not request.scope["known"]:
            return RedirectResponse("/enter", 303)
        shelf: Shelf = request.app.state.shelf
        return await shelf.read(partial(_answer, page, request, None))

    return endpoint


def _writing(page: Page) -> Endpoint:
    async def endpoint(request: Request) -> Response:
        if not request.scope["known"]:
            return RedirectResponse("/enter", 303)
        shelf: Shelf = request.app.state.shelf
        form = await request.form(max_files=0, max_fields=2_000)
        return await shelf.write(partial(_answer, page, request, form))

    return endpoint


def _answer(page: Page, request: Request, form: FormData | None, book: Book) -> Response:
    """The page's answer, with how long it took to make."""
    began = time.perf_counter()
    response = _made(page, request, form, book)
    response.headers["server-timing"] = f"page;dur={(time.perf_counter() - began) * 1000:.2f}"
    return response


def _made(page: Page, request: Request, form: FormData | None, book: Book) -> Response:
    visit = Visit(request, book, form)
    if request.method == "GET" and not book.is_ready():
        return visit.show("preparing.html", part="preparing.html", status=503, headers={"Refresh": "1"})
    try:
        return page(visit)
    except EntregentError as error:
        return complain(visit, error)


def complain(visit: Visit, error: EntregentError) -> Response:
    """The sentence of an error: a note on the page where a part was wanted, else a page of its own."""
    from entregent.app.wording import complaint

    status = 404 if isinstance(error, UnknownPersonError) else 422
    sentence, *choices = complaint(error, on_page=True).split("\n")
    response = visit.show("trouble.html", part="parts/trouble.html", status=status, sentence=sentence, choices=choices)
    if visit.is_partial:
        response.headers["HX-Retarget"] = "#notes"
        response.headers["HX-Reswap"] = "innerHTML"
    return response
