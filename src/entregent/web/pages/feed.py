"""The calendar of what is due: read by calendars, which bring no cookie; opened, renewed and closed by the owner."""

from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from entregent.app import language
from entregent.app.book import Book
from entregent.web.pages import follow_up
from entregent.web.routing import get, post
from entregent.web.shelf import Shelf
from entregent.web.visit import Visit

MEDIA: Final = "text/calendar; charset=utf-8"


async def read(request: Request) -> Response:
    """The calendar, for whoever has its address; a wrong address is no place at all."""
    shelf: Shelf = request.app.state.shelf
    secret = str(request.path_params["secret"])
    return await shelf.read(lambda book: _told(book, secret))


def _told(book: Book, secret: str) -> Response:
    if len(secret) > 100 or not book.feed_opens(secret):
        return PlainTextResponse("Not found.", 404)
    language.use(book.lang or "en", book.region)
    return Response(book.feed(), media_type=MEDIA)


def take(visit: Visit) -> Response:
    """The calendar as a file, for who is known."""
    return Response(
        visit.book.feed(), media_type=MEDIA, headers={"content-disposition": 'attachment; filename="entregent.ics"'}
    )


def renew(visit: Visit) -> Response:
    """A new address, shown this once; the old one leads nowhere."""
    visit.book.set_settings({"feed-names": "yes" if visit.said("names") else ""})
    return follow_up.page(visit, address=visit.book.open_feed())


def close(visit: Visit) -> Response:
    """No address any more."""
    visit.book.close_feed()
    return visit.go("/follow-up#calendar")


ROUTES = [
    Route("/feed/{secret}.ics", read, methods=["GET"]),
    get("/follow-up/calendar.ics", take),
    post("/follow-up/calendar", renew),
    post("/follow-up/calendar/close", close),
]
