"""Mentions: the columns where somebody's name may stand although it is not theirs: paths, actions, facts, titles."""

from collections.abc import Callable, Iterable
from typing import Final

from entregent.store.connection import Connection, Row

FORGOTTEN: Final = "forgotten"
"""The state of an import whose path named somebody who is forgotten: it can't be read again by itself."""


def action_values(connection: Connection) -> list[Row]:
    """(action, value) of every action that has a value."""
    return connection.rows("SELECT id, value FROM action WHERE value <> ''")


def blank_actions(connection: Connection, actions: Iterable[int]) -> None:
    """Leave these actions without their value."""
    connection.run_many("UPDATE action SET value = '' WHERE id = ?", [(action,) for action in actions])


def fact_values(connection: Connection) -> list[Row]:
    """(fact, kind, value, handle, other, retired_by) of everything that was ever stated."""
    return connection.rows("SELECT id, kind, value, handle, other, retired_by FROM fact ORDER BY id")


def reword_facts(connection: Connection, values: Iterable[tuple[str, int]]) -> None:
    """Give these (value, fact) their value."""
    connection.run_many("UPDATE fact SET value = ? WHERE id = ?", values)


def memo_values(connection: Connection) -> list[Row]:
    """(key, value as JSON) of what the program remembers for itself."""
    return connection.rows("SELECT key, value FROM memo")


def event_titles(connection: Connection, word: str) -> list[Row]:
    """(event, title) of the exchanges under whose title all words of a query for the search stand."""
    return connection.rows(
        "SELECT e.id, e.title FROM event_text t JOIN event e ON e.id = t.rowid WHERE event_text MATCH ?", (word,)
    )


def mask_paths(connection: Connection, masked: Callable[[str], str]) -> dict[str, str]:
    """Put every path that was read through `masked`; an import that this changes is not read again by itself.

    Returns the new path of each that was changed.
    """
    changed: dict[str, str] = {}
    taken = {row[0] for row in connection.rows("SELECT path FROM import UNION SELECT path FROM source")}
    for table in ("import", "source", "problem"):
        for (path,) in connection.rows(f"SELECT DISTINCT path FROM {table}"):
            bare = masked(path)
            if bare == path:
                continue
            name, number = changed.get(path, bare), 1
            # Paths of imports are unique, and two documents stay two.
            while path not in changed and name in taken:
                number += 1
                name = f"{bare} ({number})"
            changed[path] = name
            taken.add(name)
            connection.run(f"UPDATE {table} SET path = ? WHERE path = ?", (name, path))
            if table == "import":
                connection.run("UPDATE import SET state = ? WHERE path = ?", (FORGOTTEN, name))
    for job, cursor in connection.rows("SELECT id, cursor FROM job"):
        if masked(cursor) != cursor:
            connection.run("UPDATE job SET cursor = ? WHERE id = ?", (masked(cursor), job))
    return changed
