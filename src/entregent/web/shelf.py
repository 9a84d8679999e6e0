"""The open books of a running server: a few that are read from, one that is written to, each in a thread of its own."""

import asyncio
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Final, TypeVar

from entregent.app.book import Book

PATIENCE_SECONDS: Final = 2.0
READERS: Final = 2
"""As many as the machine this is meant for has cores: more would only wait for each other."""

Result = TypeVar("Result")


class Shelf:
    """Hands out open books. Pages read at their ease while one verb after the other is written."""

    def __init__(self, path: Path, clock: Callable[[], int], as_of: str = "") -> None:
        self.path = path
        self.clock = clock
        self.as_of = as_of
        self._own = threading.local()
        self._books: list[Book] = []
        self._lock = threading.Lock()
        self._turn = threading.Condition()
        self._looking = 0
        self._is_renewing = False
        self.is_closed = False
        self._readers = ThreadPoolExecutor(READERS, "read")
        self._writer = ThreadPoolExecutor(1, "write")

    def mine(self) -> Book:
        """This thread's book, opened at its first visit; anew where another file has taken the book's place since."""
        book: Book | None = getattr(self._own, "book", None)
        standing = _identity(self.path)
        if book is not None and book in self._books and standing in (None, self._own.file):
            return book
        if book is not None:
            self._let_go([book])
        book = Book.open(self.path, now=self.clock(), as_of=self.as_of)
        book.tread_lightly()
        self._own.book, self._own.file = book, standing
        with self._lock:
            self._books.append(book)
        return book

    def _with_book(self, work: Callable[[Book], Result]) -> Result:
        book = self.mine()
        if not self.as_of:
            book.look_again(self.clock())
        return work(book)

    def _look(self, look: Callable[[Book], Result]) -> Result:
        with self._beside():
            return self._with_book(look)

    def _with_book_apart(self, work: Callable[[Book], Result]) -> Result:
        with self._beside(), Book.open(self.path, now=self.clock(), as_of=self.as_of) as book:
            return work(book)

    @contextmanager
    def _beside(self) -> Iterator[None]:
        """While somebody looks, the file stays where it is."""
        with self._turn:
            self._turn.wait_for(lambda: not self._is_renewing)
            self._looking += 1
        try:
            yield
        finally:
            with self._turn:
                self._looking -= 1
                self._turn.notify_all()

    async def read(self, look: Callable[[Book], Result]) -> Result:
        """What `look` finds in an open book."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._look, look)

    async def write(self, act: Callable[[Book], Result]) -> Result:
        """What `act` did to the book; nobody else of this server writes meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._with_book, act)

    async def apart(self, work: Callable[[Book], Result]) -> Result:
        """What takes long and changes nothing in the book: in a thread and a book of its own, so that no page waits."""
        return await asyncio.to_thread(self._with_book_apart, work)

    def renew(self, replace: Callable[[], Result]) -> Result:
        """Close every open book while `replace` puts another file in its place. Call it from a verb alone.

        Whoever looks is waited for, whoever comes waits. The verb's own book is closed too: `mine` opens it anew.
        """
        with self._turn:
            self._is_renewing = True
            self._turn.wait_for(lambda: self._looking == 0)
        try:
            self._let_go(list(self._books))
            return replace()
        finally:
            with self._turn:
                self._is_renewing = False
                self._turn.notify_all()

    def _let_go(self, books: list[Book]) -> None:
        with self._lock:
            self._books = [book for book in self._books if book not in books]
        for book in books:
            book.close()

    def close(self) -> bool:
        """Let go of the file, after what is being written; False where somebody still looks (a page that takes long).

        Who only looks is not waited for beyond two seconds: nothing is lost with them.
        """
        self._writer.shutdown(wait=True, cancel_futures=True)
        self._readers.shutdown(wait=False, cancel_futures=True)
        with self._turn:
            is_quiet = self._turn.wait_for(lambda: self._looking == 0, timeout=PATIENCE_SECONDS)
        if is_quiet:
            self._let_go(list(self._books))
        self.is_closed = is_quiet
        return is_quiet


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file stands there now, whatever it is called; None where there is none."""
    try:
        found = os.stat(path)  # noqa: PTH116 - asked at every visit: a Path's own way takes three times as long
    except OSError:
        return None
    return found.st_dev, found.st_ino
