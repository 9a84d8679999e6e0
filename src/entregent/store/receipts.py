"""Receipts: which requests were carried out, so that what a browser sends twice is done once."""

from typing import Final

from entregent.store.connection import Connection

KEPT_SECONDS: Final = 90 * 86_400


def find(connection: Connection, key: str) -> int | None:
    """The action that the request of this key became; 0 for one that made none."""
    found = connection.value("SELECT action FROM receipt WHERE key = ?", (key,))
    return None if found is None else int(found)


def put(connection: Connection, key: str, action: int, now: int) -> None:
    """Remember that this request became this action; forget very old ones."""
    connection.run("DELETE FROM receipt WHERE at < ?", (now - KEPT_SECONDS,))
    connection.run("INSERT INTO receipt (key, action, at) VALUES (?, ?, ?)", (key, action, now))
