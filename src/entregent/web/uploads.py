"""Files that come in: each streamed to the disk beside the book, under a name of ours, as far as there is room."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Final

from python_multipart.multipart import parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, Headers, UploadFile
from starlette.formparsers import MultiPartException, MultiPartParser
from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from entregent.app import dropping
from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.model.errors import EntregentError, ImportRunningError
from entregent.web.importer import Importer
from entregent.web.visit import Visit, local

_TOGETHER: Final = 1 << 20
"""Bytes handed to the disk at once."""
_MOST_FIELDS: Final = 20

Endpoint = Callable[[Request], Awaitable[Response]]


def known(endpoint: Endpoint) -> Endpoint:
    """Only for who is known; what is refused is told as a sentence, in the reader's language."""

    async def guarded(request: Request) -> Response:
        if not request.scope["known"]:
            return RedirectResponse("/enter", 303)
        try:
            return await endpoint(request)
        except EntregentError as error:
            return await _told(request, error)
        except ClientDisconnect:
            return Response(status_code=400)

    return guarded


async def _told(request: Request, error: EntregentError) -> Response:
    def say(book: Book) -> Response:
        from entregent.app.wording import complaint

        Visit(request, book)  # speaks the reader's language from here on
        sentence = complaint(error, on_page=True)
        if isinstance(error, ImportRunningError):
            sentence = _("One import at a time: wait until the one at work is done, then drop it again.")
        return JSONResponse({"sentence": sentence}, 409 if isinstance(error, ImportRunningError) else 422)

    response: Response = await request.app.state.shelf.read(say)
    return response


def _importer(request: Request) -> Importer:
    importer: Importer = request.app.state.importer
    return importer


def _refuse_a_second(request: Request) -> None:
    if _importer(request).is_running():
        raise ImportRunningError(job=0, since=0)


async def begin(request: Request) -> Response:
    """A new drop, of so many bytes in all: refused at once where there is no room."""
    _refuse_a_second(request)
    size = request.query_params.get("bytes", "0")
    importer = _importer(request)
    dropping.check_room(importer.book, int(size) if size.isdecimal() and len(size) < 19 else 0)
    return JSONResponse({"drop": importer.new_drop().id})


async def take(request: Request) -> Response:
    """One file of a drop, its bytes as they are; its name is in the query, and only ever a name."""
    importer = _importer(request)
    drop = importer.drop(request.path_params["drop"])
    if drop is None:
        return Response(status_code=404)
    length = request.headers.get("content-length", "0")
    dropping.check_room(importer.book, int(length))
    file = drop.open(request.query_params.get("name", ""))
    waiting = bytearray()
    try:
        async for piece in request.stream():
            waiting += piece
            if len(waiting) >= _TOGETHER:
                await run_in_threadpool(file.write, bytes(waiting))
                waiting.clear()
        await run_in_threadpool(file.write, bytes(waiting))
        file.keep()
    finally:
        file.close()
    return JSONResponse({"bytes": file.size})


async def take_many(request: Request) -> Response:
    """Small files of a drop, together in a form: one by one they would wait for each other's answers."""
    importer = _importer(request)
    drop = importer.drop(request.path_params["drop"])
    if drop is None:
        return Response(status_code=404)
    dropping.check_room(importer.book, int(request.headers.get("content-length", "0")))
    try:
        await form_into(request, drop)
    except (MultiPartException, KeyError):
        return Response(status_code=400)
    return Response(status_code=204)


async def read(request: Request) -> Response:
    """All is here: read it. Answers where its progress is shown."""
    name = request.path_params["drop"]
    importer = _importer(request)
    if importer.drop(name) is None:
        return Response(status_code=404)
    signals = request.query_params.get("signals") == "1"
    await run_in_threadpool(partial(importer.begin_drop, name, signals=signals))
    return JSONResponse({"go": local(request.query_params.get("back", "") or "/sources")})


async def forget(request: Request) -> Response:
    """The drop was given up."""
    await run_in_threadpool(_importer(request).forget_drop, request.path_params["drop"])
    return Response(status_code=204)


async def form_into(request: Request, drop: dropping.Drop) -> FormData:
    """A form whose files go straight into a drop. Raises MultiPartException, NoRoomError."""
    parser = _IntoDrop(request.headers, request.stream(), max_files=2_000, max_fields=_MOST_FIELDS)
    parser.into = drop
    return await parser.parse()


class _IntoDrop(MultiPartParser):
    """Starlette's form parser, whose files are those of a drop instead of spools in the system's temporary folder."""

    into: dropping.Drop

    def on_headers_finished(self) -> None:
        """A part begins: a field, or a file that was chosen."""
        _kind, options = parse_options_header(self._current_part.content_disposition)
        name = options.get(b"filename", b"")
        if not name:
            if b"filename" in options:  # the field of files, left empty
                self._current_part.content_disposition = b'form-data; name="' + options.get(b"name", b"") + b'"'
            super().on_headers_finished()
            return
        self._current_files += 1
        if self._current_files > self.max_files:
            raise MultiPartException("too many files")
        file = self.into.open(name.decode("utf-8", "replace"))
        self._files_to_close_on_error.append(file)  # type: ignore[arg-type]
        self._current_part.field_name = "files"
        self._current_part.file = UploadFile(file, size=0, filename=file.path.name, headers=Headers())  # type: ignore[arg-type]
