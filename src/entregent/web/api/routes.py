"""The API's addresses: each operation reads its request, asks the shelf, and answers."""

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import Final

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount, Route, Router

from entregent.app.book import Book
from entregent.app.shapes import done_shape
from entregent.model.errors import EntregentError
from entregent.web.api.aiming import AIMING
from entregent.web.api.answering import complain, give, malformed, refuse, speak
from entregent.web.api.approaching import APPROACHING
from entregent.web.api.asking import WrongTypeError, key_of, read
from entregent.web.api.charting import CHARTING
from entregent.web.api.checking import MalformedError
from entregent.web.api.climbing import CLIMBING
from entregent.web.api.daring import DARING
from entregent.web.api.following import FOLLOWING
from entregent.web.api.introducing import INTRODUCING
from entregent.web.api.lightening import LIGHTENING
from entregent.web.api.onward import ONWARD
from entregent.web.api.operations import Asked, Operation
from entregent.web.api.questions import QUESTIONS
from entregent.web.api.sealing import SEALING
from entregent.web.api.speaking import SPEAKING
from entregent.web.api.surveying import SURVEYING
from entregent.web.api.verbs import VERBS
from entregent.web.api.walking import WALKING
from entregent.web.shelf import Shelf

ROOT: Final = "/api/v1"
OPERATIONS: Final = (
    *QUESTIONS,
    *VERBS,
    *DARING,
    *CLIMBING,
    *AIMING,
    *APPROACHING,
    *FOLLOWING,
    *SPEAKING,
    *SEALING,
    *LIGHTENING,
    *WALKING,
    *SURVEYING,
    *CHARTING,
    *ONWARD,
    *INTRODUCING,
)
"""The one list: addresses, checks and the document are made of it."""


def mount(operations: Iterable[Operation] = OPERATIONS) -> Mount:
    """The API's addresses, one route a path; there are no others below its root."""
    listed = tuple(operations)
    by_path: dict[str, dict[str, Operation]] = {}
    for operation in listed:
        by_path.setdefault(operation.path, {})[operation.method] = operation
    routes: list[BaseRoute] = [
        Route(path, _endpoint(methods), methods=list(methods), name=path) for path, methods in by_path.items()
    ]
    routes.append(Route("/openapi.json", partial(_document, listed), methods=["GET"], name="openapi"))
    return Mount(ROOT, app=Router(routes, redirect_slashes=False), name="api")


async def _document(operations: tuple[Operation, ...], request: Request) -> Response:
    from entregent.web.api.document import describe

    speak(request)
    return give(describe(operations, ROOT))


def _endpoint(methods: dict[str, Operation]) -> Callable[[Request], Awaitable[Response]]:
    async def endpoint(request: Request) -> Response:
        return await _answer(methods["GET" if request.method == "HEAD" else request.method], request)

    return endpoint


async def _answer(operation: Operation, request: Request) -> Response:
    shelf: Shelf = request.app.state.shelf
    speak(request)
    try:
        key = key_of(request, operation)
        asked = await read(request, operation)
        turn = shelf.write if operation.writes else shelf.read
        return await turn(partial(_told, operation, request, asked, key))
    except MalformedError as trouble:
        return malformed(trouble)
    except WrongTypeError:
        return refuse(request, 415)
    except EntregentError as trouble:
        return complain(trouble)


def _told(operation: Operation, request: Request, asked: Asked, key: str, book: Book) -> Response:
    """What the book answers, in its turn and thread."""
    speak(request, book.lang)
    if not operation.writes and not book.is_ready():
        return refuse(request, 503)
    try:
        if operation.is_deed:
            return give(done_shape(book.once(key, partial(operation.call, book, asked))))
        return give(operation.call(book, asked))
    except EntregentError as trouble:
        return complain(trouble)


def not_here(request: Request, trouble: HTTPException) -> Response:
    """No such address or method, as JSON."""
    return refuse(request, trouble.status_code, trouble.headers)
