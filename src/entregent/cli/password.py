"""The password of a book that others on the network can reach: asked twice, kept as a slow hash."""

import getpass
from pathlib import Path

import click

from entregent.app.book import Book
from entregent.app.language import gettext as _
from entregent.cli import paint
from entregent.cli.face import Face
from entregent.model.errors import PasswordNeededError, UnreadablePathError, WeakPasswordError


def settle(face: Face, *, is_new: bool, file: Path | None) -> None:
    """See to it that the book has a password: the file's, the kept one, or one that is chosen now.

    Whoever came in with another one must come in again. Raises PasswordNeededError, WeakPasswordError.
    """
    from entregent.web.passwords import LEAST_LETTERS, MOST_LETTERS, hash_of, is_right

    with Book.open(face.path, now=face.clock()) as book:
        kept = str(book.remembered("web-password", ""))
        if kept and not is_new and file is None:
            return
        chosen = _read(file) if file is not None else _ask(face)
        if not LEAST_LETTERS <= len(chosen) <= MOST_LETTERS:
            raise WeakPasswordError(least=LEAST_LETTERS, most=MOST_LETTERS)
        if is_new or not is_right(kept, chosen):
            book.remember("web-password", hash_of(chosen))
            book.remember("web-sessions", [])


def _read(file: Path) -> str:
    try:
        with file.expanduser().open(encoding="utf-8") as opened:
            return opened.readline(10_000).rstrip("\r\n")
    except (OSError, ValueError) as error:
        raise UnreadablePathError(path=str(file), detail=getattr(error, "strerror", None) or str(error)) from error


def _ask(face: Face) -> str:
    if not face.is_interactive():
        raise PasswordNeededError
    paint.paragraph(_("Others on the network will be able to reach your book: choose a password for it."))
    while True:
        chosen = getpass.getpass(_("Password:") + " ")
        if chosen == getpass.getpass(_("Once more:") + " "):
            return chosen
        click.echo(_("These two differ. Again:"))
