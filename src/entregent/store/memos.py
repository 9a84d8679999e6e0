"""What the program remembers for itself: JSON values by key."""

import json
from typing import Any

from entregent.model.errors import BrokenBookError
from entregent.store.connection import Connection


def find(connection: Connection, key: str, default: Any = None) -> Any:
    """The value under `key`, or the default. Raises BrokenBookError for one that is damaged."""
    text = connection.value("SELECT value FROM memo WHERE key = ?", (key,))
    if text is None:
        return default
    try:
        return json.loads(text)
    except ValueError as error:
        raise BrokenBookError(path=str(connection.path), detail=key) from error


def put(connection: Connection, key: str, value: Any) -> None:
    """Remember `value` (anything JSON holds) under `key`."""
    with connection.writing():
        connection.run(
            "INSERT INTO memo (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json.dumps(value, ensure_ascii=False)),
        )


def drop(connection: Connection, key: str) -> None:
    """Forget what stands under `key`."""
    with connection.writing():
        connection.run("DELETE FROM memo WHERE key = ?", (key,))
