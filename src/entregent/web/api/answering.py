"""Answers of the API: JSON documents, and errors as a code with a sentence."""

import json
from collections.abc import Mapping
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response

from entregent.app import language
from entregent.app.language import gettext
from entregent.app.marking import N_
from entregent.app.wording import complaint
from entregent.model.errors import (
    AmbiguousPersonError,
    BookError,
    EntregentError,
    ImportRunningError,
    LockedBookError,
    UnknownPersonError,
)
from entregent.web.api.checking import MalformedError
from entregent.web.visit import spoken_to

REFUSALS: Final = {
    400: ("malformed", N_("The request can’t be read.")),
    401: (
        "unauthorized",
        N_("The API wants its token, `Authorization: Bearer TOKEN`; `entregent token` makes one."),
    ),
    403: ("forbidden", N_("This came from another site.")),
    404: ("not-found", N_("There is nothing at this address. The document lists what there is: /api/v1/openapi.json")),
    405: ("method-not-allowed", N_("This address does not take that method; the Allow header says which ones.")),
    408: ("too-slow", N_("The rest of the request did not come.")),
    413: ("too-large", N_("That is too much at once.")),
    414: ("too-long", N_("That address is too long.")),
    415: ("unsupported-type", N_("The body has to be JSON: `Content-Type: application/json`")),
    421: ("misdirected", N_("This is not a name of this server.")),
    500: ("bug", N_("Something broke in Entregent itself; your book is safe.")),
    503: ("preparing", N_("The book is working out today’s plan. Ask again in a moment.")),
}
"""Status -> code and sentence of what is refused before a book is asked."""

HEADERS: Final[Mapping[int, Mapping[str, str]]] = {401: {"WWW-Authenticate": "Bearer"}, 503: {"Retry-After": "1"}}


def give(document: object, status: int = 200, headers: Mapping[str, str] | None = None) -> Response:
    """A JSON document. A letter that can't be sent is written as its escape."""
    text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    told = {"content-language": language.spoken(), **(headers or {})}
    return Response(text.encode("utf-8", "backslashreplace"), status, told, "application/json")


def error(status: int, code: str, message: str, headers: Mapping[str, str] | None = None, **more: object) -> Response:
    """An error, under the keys that the command line's --json has too."""
    return give({"error": {"code": code, "message": message, **more}}, status, headers)


def refuse(request: Request, status: int, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal that no book was asked about."""
    speak(request)
    code, sentence = REFUSALS.get(status, REFUSALS[400])
    return error(status, code, gettext(sentence), {**HEADERS.get(status, {}), **(headers or {})})


def malformed(trouble: MalformedError) -> Response:
    """What the request does not say as it should, and which value is meant."""
    more: dict[str, Any] = {"field": trouble.field} if trouble.field else {}
    return error(400, "malformed", trouble.sentence, **more)


def complain(trouble: EntregentError) -> Response:
    """What the book can't do, with the sentence that every face has for it."""
    more: dict[str, Any] = {}
    if isinstance(trouble, AmbiguousPersonError):
        found = trouble.facts.get("choices")
        choices = found if isinstance(found, list) else []
        more["choices"] = [{"id": number, "name": name, "apart": apart} for number, name, apart in choices]
    return error(_status_of(trouble), trouble.code, complaint(trouble), **more)


def _status_of(trouble: EntregentError) -> int:
    if isinstance(trouble, UnknownPersonError) or trouble.code == "unknown-import":
        return 404
    if isinstance(trouble, AmbiguousPersonError | LockedBookError | ImportRunningError):
        return 409
    return 503 if isinstance(trouble, BookError) else 422


def speak(request: Request, book_lang: str = "") -> None:
    """Use the language that the request asks for, else the book's, from here on in this thread."""
    asks = request.headers.get("accept-language", "").strip() not in {"", "*"}
    language.use(spoken_to(request, "" if asks else book_lang))
