"""What the program remembers for itself: JSON values by key."""

import json
from typing import Any

from entregent.store.connection import Connection


def find(connection: Connection, key: str, default: Any = None) -> Any:
    """The value under `key`, or the default."""
    text = connection.value("SELECT value FROM memo WHERE key = ?", (key,))
    return default if text is None else json.loads(text)


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
