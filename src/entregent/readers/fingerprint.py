"""A document that is hashed while it is read, so that each file is read once."""

import io
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import BinaryIO, Final

from entregent.readers.base import HEAD_BYTES, Document

DIGEST_BYTES: Final = 16
_PIECE: Final = 1 << 20


class Fingerprinted:
    """A document, how far it was read, and its fingerprint: half the SHA-256 of its content, or of a folder's listing.

    SHA-256, because processors compute it themselves: 1,640 MB/s where BLAKE2b reached 540.

    `alive` is called with the position as reading moves on.
    """

    def __init__(self, document: Document, stamp: bytes, alive: Callable[[int], None]) -> None:
        self._document, self._stamp, self._alive = document, stamp, alive
        self._digest = sha256(usedforsecurity=False)
        self._hashed_to = 0
        self.position = 0
        """Bytes that the furthest stream of this document has given."""

    def document(self) -> Document:
        """The document with its streams and its list of files watched."""
        entries = self._document.entries
        if self._document.is_folder and entries is not None:
            return self._document._replace(entries=lambda: _Watched(entries(), self._at_entry))
        return self._document._replace(open_stream=self._open)

    def whole(self) -> bytes:
        """The fingerprint, after reading what nobody has read yet."""
        if self._stamp:
            return self._stamp
        if not self._finished:
            with self._open() as stream:
                while stream.read(_PIECE):
                    pass
        return self._digest.digest()[:DIGEST_BYTES]

    _finished = False

    def _open(self) -> BinaryIO:
        return io.BufferedReader(_Tracking(self._document.open_stream(), self._passed), HEAD_BYTES)

    def _passed(self, start: int, piece: memoryview) -> None:
        """Hash what no earlier stream has given."""
        if not piece:
            self._finished = True
            return
        end = start + len(piece)
        if end > self._hashed_to:
            self._digest.update(piece[max(0, self._hashed_to - start) :])
            self._hashed_to = self.position = end
        self._alive(self.position)

    def _at_entry(self, index: int, count: int) -> None:
        self.position = self._document.size * index // max(count, 1)
        self._alive(self.position)


class _Tracking(io.RawIOBase):
    """A stream that shows what passes."""

    def __init__(self, inner: BinaryIO, passed: Callable[[int, memoryview], None]) -> None:
        self._inner, self._passed, self._at = inner, passed, 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "memoryview | bytearray") -> int:  # type: ignore[override]
        view = memoryview(buffer).cast("B")
        count = self._inner.readinto(view)  # type: ignore[attr-defined]
        self._passed(self._at, view[:count])
        self._at += count
        return int(count)

    def close(self) -> None:
        self._inner.close()
        super().close()


class _Watched(list[str]):
    """The files of a folder, counted as they are gone through."""

    def __init__(self, paths: list[str], at: Callable[[int, int], None]) -> None:
        super().__init__(paths)
        self._at = at

    def __iter__(self) -> Iterator[str]:
        count = len(self)
        for index, path in enumerate(super().__iter__()):
            if not index & 63:
                self._at(index, count)
            yield path
