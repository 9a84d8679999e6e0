"""Taking back: any action, from wherever it is shown; and the list of what was done last."""

from starlette.responses import Response

from entregent.model.errors import BadNumberError
from entregent.web.routing import get, post
from entregent.web.visit import Visit

SHOWN = 100


def undo(visit: Visit) -> Response:
    """Take one action back, and return to where it was shown."""
    number = visit.said("action")
    if not number.isdecimal() or len(number) > 15:
        raise BadNumberError(text=number, what="action")
    return visit.back(visit.book.undo(int(number)))


def show(visit: Visit) -> Response:
    """What was done last, each with its way back."""
    return visit.show("actions.html", actions=visit.book.actions(SHOWN))


ROUTES = [post("/undo", undo), get("/actions", show)]
