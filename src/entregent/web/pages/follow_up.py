"""Follow-up: what is to be settled, promised both ways, waited for, looked back on, and the days that come round."""

import secrets
from datetime import date
from typing import Final

from starlette.responses import Response

from entregent.app.follow_up_words import date_in_words, last_looked, waited, waiting_in_words
from entregent.app.language import gettext as _
from entregent.app.views import Done
from entregent.app.wording import complaint
from entregent.model.errors import EntregentError
from entregent.web.moments import day
from entregent.web.routing import get, post
from entregent.web.visit import Visit

ON_PAGE: Final = 8
"""Lines of a list that are shown at once; the rest is folded away."""


def show(visit: Visit) -> Response:
    """The page."""
    return page(visit)


def page(visit: Visit, *, address: str = "", trouble: str = "") -> Response:
    """The page; with a new address of the calendar, which is shown this once, or with what a form could not take."""
    book = visit.book
    view, due = book.follow_up(), book.due_state()
    secret = f"{visit.request.base_url}feed/{address}.ics" if address else ""
    return visit.show(
        "follow_up.html",
        status=422 if trouble else 200,
        view=view,
        commitments=[line for line in book.commitments(open_only=True) if not line.quiet],
        feed=book.feed_state(),
        due=due,
        address=secret,
        trouble=trouble,
        said=visit.said,
        shown=ON_PAGE,
        key=secrets.token_urlsafe,
        next_words=waiting_in_words,
        waited=waited,
        looked=last_looked(due.last_at, book.now, book.zone) if due.last_at is not None else "",
        values={line.key: line.value for line in book.settings()},
        date_words=lambda line: date_in_words(line, visit.today),
        days_to=lambda day: (date.fromisoformat(day) - visit.today).days,
    )


def promise(visit: Visit) -> Response:
    """A promise, mine or theirs, by a day."""
    who, text, theirs = visit.said("who"), visit.said("text"), visit.said("whose") == "theirs"
    try:
        by = day(visit, visit.said("by"), past=False)
        done = visit.book.once(
            visit.said("key")[:64], lambda: visit.book.promise(who, text, by=by, theirs=theirs, create=True)
        )
    except EntregentError as error:
        return page(visit, trouble=complaint(error, on_page=True))
    return visit.go("/follow-up", done)


def settle(visit: Visit) -> Response:
    """A promise was kept, or counts no more."""
    number = int(visit.request.path_params["number"])
    return visit.go("/follow-up", _settled(visit, number))


def _settled(visit: Visit, number: int) -> Done:
    if visit.said("act") == "let-go":
        return visit.book.let_promise_go(number)
    return visit.book.keep_promise(number)


def since(visit: Visit) -> Response:
    """Since when somebody is at their work, or together with me."""
    try:
        begun = day(visit, visit.said("day"), past=True) if visit.said("day") else ""
        done = visit.book.set_since(visit.said("who"), visit.said("what"), begun)
    except EntregentError as error:
        return page(visit, trouble=complaint(error, on_page=True))
    return visit.go("/follow-up#dates", done)


def brief(visit: Visit) -> Response:
    """When and how the morning's note comes."""
    wished = {key: visit.said(key) for key in ("brief", "brief-hour", "brief-days")}
    wished["brief-names"] = "yes" if visit.said("brief-names") else ""
    try:
        done = visit.book.set_settings(wished)
    except EntregentError:
        return page(visit, trouble=_("Choose how the note comes, and an hour from 0 to 23."))
    return visit.go("/follow-up#note", done)


ROUTES = [
    get("/follow-up", show),
    post("/follow-up/promises", promise),
    post("/follow-up/promises/{number:int}", settle),
    post("/follow-up/since", since),
    post("/follow-up/note", brief),
]
