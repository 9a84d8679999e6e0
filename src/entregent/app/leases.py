"""Leases: one process at a time looks after something; whoever is gone, or silent for long, loses it."""

import os
import platform
import secrets
import time
from typing import Any, Final

from entregent.app.opening import OpenBook
from entregent.model.errors import EntregentError
from entregent.store import memos

SECONDS: Final = 300
"""A holder that has not shown itself for so long has lost its lease, whatever its clock said."""

_MINE: Final[set[str]] = set()


class LostLeaseError(EntregentError):
    """Another process took the lease over: what was begun is left to it."""

    code = "lost-lease"


class Lease:
    """What a holder holds: each of its writes first sees that it still does."""

    def __init__(self, book: OpenBook, name: str, token: str) -> None:
        self._book = book
        self._key = _key(name)
        self._token = token
        self._taken = time.monotonic()

    def hold_on(self) -> None:
        """Show that the holder lives. Raises LostLeaseError; inside a transaction it holds until its end."""
        with self._book.connection.writing():
            kept = memos.find(self._book.connection, self._key)
            if kept is None or kept["token"] != self._token:
                raise LostLeaseError
            beat = self._book.now + int(time.monotonic() - self._taken)
            memos.put(self._book.connection, self._key, {**kept, "beat": beat, "expires": beat + SECONDS})

    def give_back(self) -> None:
        """Let others have it, if it is still held."""
        _MINE.discard(self._token)
        with self._book.connection.writing():
            kept = memos.find(self._book.connection, self._key)
            if kept is not None and kept["token"] == self._token:
                memos.drop(self._book.connection, self._key)


def take(book: OpenBook, name: str) -> Lease | None:
    """The lease of this name, or None where somebody alive holds it."""
    token = secrets.token_hex(8)
    with book.connection.writing():
        kept = memos.find(book.connection, _key(name))
        if kept is not None and _is_held(kept, book.now):
            return None
        held = {"holder": f"{platform.node()}:{os.getpid()}", "token": token}
        memos.put(book.connection, _key(name), {**held, "beat": book.now, "expires": book.now + SECONDS})
    _MINE.add(token)
    return Lease(book, name, token)


def _key(name: str) -> str:
    return f"lease-{name}"


def _is_held(kept: dict[str, Any], now: int) -> bool:
    """Whether the holder lives and has shown itself lately, by a clock that may have been moved either way."""
    return kept["beat"] - SECONDS <= now < kept["expires"] and _is_alive(str(kept["holder"]), str(kept["token"]))


def _is_alive(holder: str, token: str) -> bool:
    """Whether the process that holds a lease still runs; of another machine nobody knows, so it counts as alive."""
    host, _, pid = holder.rpartition(":")
    if host != platform.node() or not pid.isdigit():
        return True
    if int(pid) == os.getpid():
        return token in _MINE
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
