"""Copies: a backup, the book as open files, a copy brought back under the open pages, and a check-up."""

from pathlib import Path
from typing import Final

from starlette.responses import Response

from entregent.app import language
from entregent.app.book import Book
from entregent.app.opening import WritesInThePastError
from entregent.app.settings_views import CopyLine
from entregent.app.wording import complaint
from entregent.model.errors import EntregentError, MissingPathError
from entregent.web.pages.settings import Trouble, page
from entregent.web.routing import apart, get, post
from entregent.web.shelf import Shelf
from entregent.web.visit import Visit

OF_THE_DOOR: Final = ("web-sessions", "web-token", "web-password")
"""What decides who may come in: a copy from before must not let in whom the owner has shut out since."""


def back_up(visit: Visit) -> Response:
    """A copy of the book, beside it."""
    try:
        visit.book.backup()
    except EntregentError as error:
        return page(visit, Trouble("copies", complaint(error)))
    return visit.go("/settings#copies", told="copied")


def export(visit: Visit) -> Response:
    """Everything as open files, in a folder beside the book."""
    path = visit.book.path
    folder = path.with_name(f"{path.stem}-{visit.today.isoformat()}-export")
    try:
        visit.book.export(folder)
    except EntregentError as error:
        return page(visit, Trouble("copies", complaint(error)))
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


def bring_back(visit: Visit) -> Response:
    """The chosen copy takes the book's place; the book is kept beside it, and every open page shows the copy."""
    typed = visit.said("path")
    source = Path(typed or visit.said("copy")).expanduser()
    try:
        if visit.book.as_of:
            raise WritesInThePastError(day=visit.book.as_of)
        if not source.is_file():
            raise MissingPathError(path=str(source) if typed or visit.said("copy") else "")
        visit.book.refuse_while_importing()
        _replace(visit, source)
    except EntregentError as error:
        return _choice(visit, complaint(error), typed)
    return visit.go("/settings#copies", told="restored")


def _replace(visit: Visit, source: Path) -> None:
    shelf: Shelf = visit.request.app.state.shelf
    kept = {key: visit.book.remembered(key) for key in OF_THE_DOOR}
    try:
        shelf.renew(lambda: Book.restore(source, shelf.path, now=shelf.clock()))
    finally:
        visit.book = shelf.mine()
    for key, value in kept.items():
        if value is not None or visit.book.remembered(key) is not None:
            visit.book.remember(key, value if value is not None else "")
    visit.book.make_ready()


def check(visit: Visit) -> Response:
    """Whether the book and this computer are well."""
    findings = visit.book.doctor()
    return visit.show("settings/check.html", part="settings/findings.html", findings=findings)


ROUTES = [
    apart("/settings/backup", back_up),
    apart("/settings/export", export),
    get("/settings/restore", choose),
    post("/settings/restore", bring_back),
    apart("/settings/check", check, method="GET"),
]
