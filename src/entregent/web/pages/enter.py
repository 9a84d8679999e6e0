"""The door: a one-time key, or beyond this machine the password, becomes a session."""

import asyncio
from typing import Final

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from entregent.web.calm import speak_without_book
from entregent.web.passwords import Guesses, is_right
from entregent.web.rendering import environment
from entregent.web.sessions import LASTS_SECONDS, Sessions
from entregent.web.shelf import Shelf

FOREIGN: Final = frozenset(("cross-site", "same-site"))


async def enter(request: Request) -> Response:
    """Begin a session with the key that `entregent serve` printed; else say how to come in."""
    sessions: Sessions = request.app.state.sessions
    if request.scope["known"]:
        return RedirectResponse("/", 303)
    key = request.query_params.get("key", "")
    if request.method == "GET" and key and sessions.use_key(key):
        return await with_session(request)
    return ask(request, status=401, trouble="key" if key else "")


async def knock(request: Request) -> Response:
    """Begin a session with the password, where others than this machine may come in."""
    if request.scope["known"]:
        return RedirectResponse("/", 303)
    if request.app.state.is_local:
        return ask(request, status=401, trouble="")
    form = await request.form(max_files=0, max_fields=4, max_part_size=4_000)
    password = form.get("password", "")
    guesses: Guesses = request.app.state.guesses
    address = request.client.host if request.client else ""
    seconds = guesses.wait(address)
    if seconds:
        return ask(request, status=429, trouble="wait", seconds=seconds)
    shelf: Shelf = request.app.state.shelf
    kept = str(await shelf.read(lambda book: book.remembered("web-password", "")))
    async with request.app.state.judging:
        is_known = await asyncio.to_thread(is_right, kept, str(password))
    if not is_known:
        return ask(request, status=401, trouble="password")
    guesses.worked(address)
    return await with_session(request)


async def with_session(request: Request) -> Response:
    """Home, with the cookie of a new session.

    Where a page of another site led here (a message's link, the file that opens the browser), the browser would keep
    the cookie to itself on a redirect: a page of our own leads on then.
    """
    state = request.app.state
    secret = await asyncio.to_thread(state.sessions.begin)
    if request.headers.get("sec-fetch-site") in FOREIGN:
        response = ask(request, status=200, trouble="", is_in=True)
        response.headers["refresh"] = "0; url=/"
    else:
        response = RedirectResponse("/", 303)
    response.set_cookie(
        state.cookie,
        secret,
        max_age=LASTS_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return response


def ask(request: Request, *, status: int, trouble: str, seconds: int = 0, is_in: bool = False) -> Response:
    """The page of those who are not known yet: it holds nothing of the book."""
    lang = speak_without_book(request)
    text = (
        environment()
        .get_template("enter.html")
        .render(
            lang=lang,
            trouble=trouble,
            seconds=seconds,
            is_in=is_in,
            is_local=request.app.state.is_local,
            is_plain=request.url.scheme != "https" and not request.app.state.is_local,
        )
    )
    headers = {"retry-after": str(seconds)} if seconds else {}
    if request.method == "GET" and not trouble and not is_in and request.headers.get("sec-fetch-site") in FOREIGN:
        # Our own cookie was kept back because another site led here: asked from our own page, it is shown.
        headers["refresh"] = "0; url=/enter"
    return Response(text, status, headers, "text/html")


ROUTES = [
    Route("/enter", enter, methods=["GET"]),
    Route("/enter", knock, methods=["POST"]),
]
