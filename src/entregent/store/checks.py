"""Checks of a book's soundness."""

import apsw

from entregent.store.connection import Connection


def engine_version() -> str:
    """The version of the SQLite that holds the book."""
    return str(apsw.sqlite_lib_version())


def integrity_problems(connection: Connection) -> list[str]:
    """What SQLite's own check finds wrong; empty when the book is sound."""
    rows = connection.rows("PRAGMA integrity_check(5)")
    return [str(row[0]) for row in rows if row[0] != "ok"]


def search_problems(connection: Connection) -> str:
    """What is wrong between the search index and the people it speaks of; "" when nothing is."""
    missing = connection.value(
        "SELECT count(*) FROM person WHERE NOT EXISTS (SELECT 1 FROM person_text_docsize d WHERE d.id = person.id)"
    )
    return "" if not missing else f"{missing} people are not in the index"
