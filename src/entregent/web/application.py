"""The application: pages, API and static files behind one guard."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterable
from typing import Final

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from entregent.app import crashes
from entregent.model.errors import EntregentError
from entregent.web.api.routes import mount, not_here
from entregent.web.calm import Calm
from entregent.web.guard import Guard
from entregent.web.importer import Importer
from entregent.web.pages.catalogue import routes
from entregent.web.passwords import Guesses
from entregent.web.rendering import STATIC, build
from entregent.web.sessions import Sessions, Tokens
from entregent.web.shelf import Shelf


def make_application(
    shelf: Shelf, *, hosts: Iterable[str], sessions: Sessions, tokens: Tokens, cookie: str, is_local: bool = True
) -> Starlette:
    """The server's application. `hosts` are the names, with ports, by which it may be called."""

    importer = Importer(shelf.path, shelf.clock, shelf.as_of)

    @contextlib.asynccontextmanager
    async def living(app: Starlette) -> AsyncIterator[None]:
        tasks = [asyncio.create_task(keep_ready(shelf)), asyncio.create_task(look_after(shelf))]
        yield
        for task in tasks:
            task.cancel()
        importer.close()
        shelf.close()

    app = Starlette(
        routes=[Mount(f"/static/{build()}", StaticFiles(directory=STATIC)), mount(), *routes()],
        middleware=[
            Middleware(Guard, hosts=hosts, sessions=sessions, tokens=tokens, cookie=cookie),
            Middleware(GZipMiddleware, minimum_size=1_000, compresslevel=4),
            Middleware(Calm),
        ],
        exception_handlers={HTTPException: _not_here},
        lifespan=living,
    )
    app.state.shelf = shelf
    app.state.importer = importer
    app.state.sessions = sessions
    app.state.tokens = tokens
    app.state.cookie = cookie
    app.state.is_local = is_local
    app.state.guesses = Guesses(shelf.clock)
    app.state.judging = asyncio.Semaphore(2)
    return app


LOOK_SECONDS: Final = 20


async def keep_ready(shelf: Shelf) -> None:
    """Work out everybody's standing at the start, and again when a new day has begun."""
    while True:
        # A book that can't be read or written now is told by the pages; the next look may find it mended.
        with contextlib.suppress(EntregentError):
            if not await shelf.read(lambda book: book.is_ready()):
                await shelf.write(lambda book: book.make_ready())
        await asyncio.sleep(LOOK_SECONDS)


DUE_SECONDS: Final = 60


async def look_after(shelf: Shelf, seconds: float = DUE_SECONDS) -> None:
    """Each minute, do what is due: beside the writer, for a mail server may take its time."""
    while not shelf.as_of:
        await asyncio.sleep(seconds)
        try:
            await shelf.apart(lambda book: book.look_after(refresh=False))
        except EntregentError:
            continue  # told by the pages; the next minute may find it mended
        except Exception as error:
            crashes.try_to_keep(error, shelf.clock())


async def _not_here(request: Request, error: Exception) -> Response:
    """No such page: said on a page, for who is known."""
    assert isinstance(error, HTTPException)
    if not request.scope.get("known"):
        return RedirectResponse("/enter", 303)
    if request.url.path.startswith("/api/"):
        return not_here(request, error)
    if request.url.path.startswith("/static/"):
        return PlainTextResponse(error.detail, error.status_code)
    from entregent.web.visit import Visit

    shelf: Shelf = request.app.state.shelf
    return await shelf.read(lambda book: Visit(request, book).show("nowhere.html", status=error.status_code))
