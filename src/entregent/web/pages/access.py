"""Who may come in: browsers that are known, and the token of the API."""

import secrets

from starlette.responses import RedirectResponse, Response

from entregent.app.opening import WritesInThePastError
from entregent.web.pages.settings import page
from entregent.web.routing import post
from entregent.web.sessions import TOKEN_KEY, digest_of
from entregent.web.visit import Visit


def leave(visit: Visit) -> Response:
    """This browser, or every browser, is no longer known."""
    state = visit.request.app.state
    if visit.said("all"):
        state.sessions.end_all()
    else:
        state.sessions.end(visit.request.cookies.get(state.cookie, ""))
    response = RedirectResponse("/enter", 303)
    response.delete_cookie(state.cookie, path="/", httponly=True, samesite="strict")
    return response


def token(visit: Visit) -> Response:
    """A new token, shown once and kept as a digest; or none any more."""
    if visit.book.as_of:
        raise WritesInThePastError(day=visit.book.as_of)
    made = "" if visit.said("act") == "drop" else secrets.token_urlsafe(32)
    digest = digest_of(made) if made else ""
    visit.book.remember(TOKEN_KEY, digest)
    visit.request.app.state.tokens.kept = digest
    return page(visit, token=made) if made else visit.go("/settings#access")


ROUTES = [post("/settings/leave", leave), post("/settings/token", token)]
