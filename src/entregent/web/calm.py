"""Calm: whatever breaks behind it becomes a quiet page; the traceback goes to a file that only the owner reads."""

import logging
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from entregent.app import language
from entregent.model.errors import EntregentError
from entregent.web.guard import TooMuchError, TooSlowError
from entregent.web.rendering import environment
from entregent.web.shelf import Shelf

log = logging.getLogger("entregent")


class Calm:
    """Answers for pages that failed. Nothing of the book, of the code or of the machine is in such an answer."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; say calmly where it failed."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        has_begun = False

        async def told(message: Message) -> None:
            nonlocal has_begun
            has_begun = has_begun or message["type"] == "http.response.start"
            await send(message)

        try:
            await self.app(scope, receive, told)
        except (TooMuchError, TooSlowError):
            raise
        except Exception as error:
            if has_begun:
                _keep(error, scope)
                raise
            await _answer(Request(scope), error)(scope, receive, send)


def _answer(request: Request, error: Exception) -> Response:
    """The page of a book that can't be used now, or of a bug."""
    from entregent.app.wording import complaint

    lang = speak_without_book(request)
    if isinstance(error, EntregentError):
        return _quiet(request, 503, lang, sentence=complaint(error, on_page=True).split("\n")[0], file="")
    return _quiet(request, 500, lang, sentence="", file=_keep(error, request.scope))


def _quiet(request: Request, status: int, lang: str, *, sentence: str, file: str) -> Response:
    if request.url.path.startswith("/api/"):
        told = sentence or "Something broke in Entregent itself; your book is safe."
        return JSONResponse({"error": {"code": "bug" if status == 500 else "book", "message": told}}, status)
    is_partial = request.headers.get("hx-request") == "true"
    template = environment().get_template("parts/broken.html" if is_partial else "broken.html")
    theme = request.cookies.get("theme", "")
    text = template.render(lang=lang, sentence=sentence, file=file, theme=theme if theme in {"light", "dark"} else "")
    headers = {"hx-retarget": "#notes", "hx-reswap": "innerHTML"} if is_partial else {}
    return Response(text, status, headers, "text/html")


def _keep(error: Exception, scope: Scope) -> str:
    """Write the traceback where only the owner reads it; give back the file's name, without its place."""
    from entregent.app import crashes

    shelf: Shelf = scope["app"].state.shelf
    kept = crashes.try_to_keep(error, shelf.clock())
    log.error("A page could not be made. What happened is written in %s", kept or "no file: there is no room for it")
    return Path(kept).name


def speak_without_book(request: Request) -> str:
    """Speak the browser's language where no book is open to say which; give it back."""
    from entregent.web.visit import spoken_to

    lang = spoken_to(request, "")
    language.use(lang)
    return lang
