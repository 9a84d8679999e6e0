"""What every command shares: where the book is, the day, the language, and how to answer."""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from entregent.app import language
from entregent.cli import paint

if TYPE_CHECKING:
    from entregent.app.book import Book

_ODD = re.compile("[\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


class Face:
    """The shared options of a run, and its two ways to answer: one JSON document, or lines for people."""

    def __init__(self, now: int | None = None) -> None:
        self.now = int(time.time()) if now is None else now
        self.book_path = ""
        self.as_of = ""
        self.json = False
        self.lang = ""
        self.quiet = False
        self.zone = ""

    def clock(self) -> int:
        """The instant it is, for what goes on for long."""
        return int(time.time())

    @property
    def path(self) -> Path:
        """The book: --book, else ENTREGENT_BOOK, else `carnet.book` in the platform's data folder."""
        asked = self.book_path or os.environ.get("ENTREGENT_BOOK", "")
        return Path(asked).expanduser() if asked else data_folder() / "carnet.book"

    def open(self) -> Book:
        """Open the book. Raises BookError."""
        from entregent.app.book import Book

        as_of = self.day(self.as_of, past=True).isoformat() if self.as_of else ""
        book = Book.open(self.path, now=self.now, as_of=as_of)
        return self._settled(book)

    def open_or_create(self) -> Book:
        """Open the book, or make one where there is none yet, and say so. Raises BookError."""
        from entregent.app.book import Book
        from entregent.model.errors import BookNotFoundError

        try:
            return self.open()
        except BookNotFoundError:
            book = Book.create(self.path, now=self.now, lang=language.spoken(), region=language.region_of(os.environ))
        self.aside(language.gettext("A new book was made: {path}").format(path=self.path))
        return self._settled(book)

    def open_for_people(self, *, create: bool) -> Book:
        """Open the book for a verb that can make the people it names; make one only where it will. Raises BookError."""
        return self.open_or_create() if create or self.is_interactive() else self.open()

    def _settled(self, book: Book) -> Book:
        self.zone, self.now = book.zone, book.now
        if not self.lang and book.lang:
            language.use(book.lang, book.region)
        return book

    @property
    def today(self) -> date:
        """The day it is, in the book's zone once one is open, else in the computer's."""
        if self.zone:
            return language.day_of(self.now, self.zone)
        return date.fromtimestamp(self.now)  # noqa: DTZ012 - no book yet: the computer's own zone is meant

    def day(self, text: str, *, past: bool) -> date:
        """The day that the user's words mean. Raises BadDateError."""
        from entregent.model.errors import BadDateError
        from entregent.text.days import day_from_words

        found = day_from_words(text, self.today, past=past)
        if found is None:
            raise BadDateError(text=text)
        return found

    def moment(self, text: str, *, past: bool) -> str:
        """The ISO day, or day and time, that the user's words mean; "" for none. Raises BadDateError."""
        from entregent.model.errors import BadDateError
        from entregent.text.days import moment_from_words

        if not text:
            return ""
        found = moment_from_words(text, self.today, past=past)
        if found is None:
            raise BadDateError(text=text)
        return found.iso()

    def ago(self, at: int) -> str:
        """How long ago an instant was, in words of days."""
        return language.ago((self.today - language.day_of(at, self.zone)).days)

    def date(self, at: int) -> str:
        """The day of an instant, in words."""
        return language.day(language.day_of(at, self.zone), today=self.today)

    def answer(self, document: Callable[[], object], draw: Callable[[], None]) -> None:
        """Give the JSON document with --json, else draw for people."""
        if self.json:
            give_json(document())
        else:
            draw()

    def aside(self, text: str) -> None:
        """A note beside the answer: to stderr, and not at all with --quiet."""
        if not self.quiet:
            paint.line(paint.quiet(text), error=True)

    def is_interactive(self) -> bool:
        """A person sits there: both ends are terminals and no JSON was asked."""
        return not self.json and sys.stdin.isatty() and sys.stdout.isatty()


def give_json(document: object) -> None:
    """Write one JSON document to stdout, in UTF-8 whatever the terminal speaks."""
    import json

    text = json.dumps(document, ensure_ascii=False, indent=2, allow_nan=False)
    plain = _ODD.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    click.echo(plain.encode())


def data_folder() -> Path:
    """The platform's folder for this user's data."""
    from platformdirs import user_data_path

    return user_data_path("entregent", appauthor=False)


def program() -> str:
    """How the user called us, for commands to copy: the bare name where the shell would find it."""
    called = sys.argv[0]
    folder = os.path.dirname(called)  # noqa: PTH120 - pathlib would make a bare name of "./entregent"
    if not called.endswith("entregent") or not folder:
        return "entregent"
    found = os.environ.get("PATH", "").split(os.pathsep)
    if os.path.abspath(folder) in found:  # noqa: PTH100 - no links resolved: the shell compares names
        return "entregent"
    near = os.path.relpath(called)
    return near if len(near) < len(called) else called
