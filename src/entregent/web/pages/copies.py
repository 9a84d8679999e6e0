"""Copies: a backup, the book as open files, a copy brought back under the open pages, and a check-up."""

import asyncio
from functools import partial
from pathlib import Path
from typing import Final

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from entregent.app import language
from entregent.app.book import Book
from entregent.app.diagnosing import gathered
from entregent.app.opening import WritesInThePastError
from entregent.app.settings_views import CopyLine
from entregent.app.views import BackupReport
from entregent.app.wording import complaint
from entregent.model.errors import EntregentError, MissingPathError
from entregent.web.pages.settings import Trouble, page
from entregent.web.routing import apart, get
from entregent.web.shelf import Shelf
from entregent.web.visit import Visit

OF_THE_DOOR: Final = ("web-sessions", "web-token", "web-password")
"""What decides who may come in: a copy from before must not let in whom the owner has shut out since."""


def back_up(visit: Visit) -> Response:
    """A copy of the book, beside it."""
    try:
        visit.book.backup()
    except EntregentError as error:
        return page(visit, Trouble("copies", complaint(error, on_page=True)))
    return visit.go("/settings#copies", told="copied")


def export(visit: Visit) -> Response:
    """Everything as open files, in a folder beside the book."""
    path = visit.book.path
    folder = path.with_name(f"{path.stem}-{visit.today.isoformat()}-export")
    try:
        visit.book.export(folder)
    except EntregentError as error:
        return page(visit, Trouble("copies", complaint(error, on_page=True)))
    return visit.go("/settings#copies", told="exported", name=folder.name)


def choose(visit: Visit) -> Response:
    """Which copy to bring back, and what that means."""
    return _choice(visit)


def _choice(visit: Visit, sentence: str = "", typed: str = "") -> Response:
    copies = visit.book.copies()
    return visit.show(
        "settings/restore.html",
        status=422 if sentence else 200,
        copies=copies,
        wished=visit.asked("copy") or (copies[0].path if copies else ""),
        when=lambda line: _when(visit, line),
        sentence=sentence,
        typed=typed,
        kept=f"{visit.book.path.name}.before-restore",
        command=f"entregent --book {visit.book.path} restore",
    )


def _when(visit: Visit, line: CopyLine) -> str:
    return language.clock(line.at, visit.book.zone)


async def bring_back(request: Request) -> Response:
    """The chosen copy takes the book's place; the book is kept beside it, and every open page shows the copy.

    What takes long is done first, while pages are used; then the books are closed for a moment.
    """
    if not request.scope["known"]:
        return RedirectResponse("/enter", 303)
    shelf: Shelf = request.app.state.shelf
    form = await request.form(max_files=0, max_fields=20)
    async with _ONE_AT_A_TIME:
        near = await shelf.apart(partial(_bring_near, request, form))
        if isinstance(near, Response):
            return near
        return await shelf.write(partial(_put_in_place, request, form, near))


_ONE_AT_A_TIME: Final = asyncio.Lock()


def _bring_near(request: Request, form: FormData, book: Book) -> BackupReport | Response:
    """The chosen copy, read whole; or the page that says why it can't come back."""
    visit = Visit(request, book, form)
    typed = visit.said("path")
    source = Path(typed or visit.said("copy")).expanduser()
    try:
        if book.as_of:
            raise WritesInThePastError(day=book.as_of)
        if not source.is_file():
            raise MissingPathError(path=str(source) if typed or visit.said("copy") else "")
        book.refuse_while_importing()
        return Book.bring_near(source, book.path, now=book.now)
    except EntregentError as error:
        return _choice(visit, complaint(error, on_page=True), typed)


def _put_in_place(request: Request, form: FormData, near: BackupReport, book: Book) -> Response:
    visit = Visit(request, book, form)
    try:
        book.refuse_while_importing()
        _replace(visit, near)
    except EntregentError as error:
        Path(near.path).unlink(missing_ok=True)
        return _choice(visit, complaint(error, on_page=True), visit.said("path"))
    return visit.go("/settings#copies", told="restored")


def _replace(visit: Visit, near: BackupReport) -> None:
    shelf: Shelf = visit.request.app.state.shelf
    kept = {key: visit.book.remembered(key) for key in OF_THE_DOOR}
    try:
        shelf.renew(lambda: Book.put_in_place(near, shelf.path, now=shelf.clock()))
    finally:
        visit.book = shelf.mine()
    for key, value in kept.items():
        if value is not None or visit.book.remembered(key) is not None:
            visit.book.remember(key, value if value is not None else "")
    visit.book.make_ready()


def check(visit: Visit) -> Response:
    """Whether the book and this computer are well."""
    findings = gathered(visit.book.doctor())
    return visit.show("settings/check.html", part="settings/findings.html", findings=findings)


ROUTES = [
    apart("/settings/backup", back_up),
    apart("/settings/export", export),
    get("/settings/restore", choose),
    Route("/settings/restore", bring_back, methods=["POST"]),
    apart("/settings/check", check, method="GET"),
]
