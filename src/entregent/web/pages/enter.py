"""The door: a one-time key, or beyond this machine the password, becomes a session."""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from entregent.app import language
from entregent.web.rendering import environment
from entregent.web.sessions import LASTS_SECONDS, Sessions


async def enter(request: Request) -> Response:
    """Begin a session with the key that `entregent serve` printed; else say how to come in."""
    sessions: Sessions = request.app.state.sessions
    key = request.query_params.get("key", "")
    if request.scope["known"]:
        return RedirectResponse("/", 303)
    if key and sessions.use_key(key):
        return with_session(request, RedirectResponse("/", 303))
    return ask(request, status=401, failed=bool(key))


def with_session(request: Request, response: Response) -> Response:
    """The answer, with the cookie of a new session."""
    state = request.app.state
    response.set_cookie(
        state.cookie,
        state.sessions.begin(),
        max_age=LASTS_SECONDS,
        httponly=True,
        samesite="strict",
        secure=request.url.scheme == "https",
        path="/",
    )
    return response


def ask(request: Request, *, status: int, failed: bool) -> Response:
    """The page of those who are not known yet: it holds nothing of the book."""
    from entregent.web.visit import spoken_to

    lang = spoken_to(request, "")
    language.use(lang)
    text = environment().get_template("enter.html").render(lang=lang, failed=failed)
    return Response(text, status, media_type="text/html")


ROUTES = [Route("/enter", enter, methods=["GET"])]
