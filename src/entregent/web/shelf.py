"""The open books of a running server: a few that are read from, one that is written to, each in a thread of its own."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, TypeVar

from entregent.app.book import Book

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
        self._readers = ThreadPoolExecutor(READERS, "read", self._open)
        self._writer = ThreadPoolExecutor(1, "write", self._open)

    def _open(self) -> None:
        """Open this thread's book; one that can't be opened is tried again, and told, at each visit."""
        book = Book.open(self.path, now=self.clock(), as_of=self.as_of)
        book.tread_lightly()
        self._own.book = book
        with self._lock:
            self._books.append(book)

    def _with_book(self, work: Callable[[Book], Result]) -> Result:
        book: Book = self._own.book
        if not self.as_of:
            book.look_again(self.clock())
        return work(book)

    async def read(self, look: Callable[[Book], Result]) -> Result:
        """What `look` finds in an open book."""
        return await asyncio.get_running_loop().run_in_executor(self._readers, self._with_book, look)

    async def write(self, act: Callable[[Book], Result]) -> Result:
        """What `act` did to the book; nobody else of this server writes meanwhile."""
        return await asyncio.get_running_loop().run_in_executor(self._writer, self._with_book, act)

    def close(self) -> None:
        """Let go of the file, after what is being done."""
        for pool in (self._readers, self._writer):
            pool.shutdown(wait=True, cancel_futures=True)
        for book in self._books:
            book.close()
        self._books.clear()
