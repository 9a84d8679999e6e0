"""The past: temporary tables that stand before the book's own, so that every query sees an earlier day."""

from typing import Final

from entregent.store.connection import Connection

SHADOWED: Final = ("fact", "person", "tie", "standing", "memo")
"""SQLite looks a bare name up among temporary tables first; what is written to these ends with the connection."""


def _shadow_table(connection: Connection, table: str) -> None:
    sql = str(connection.value("SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (table,)))
    connection.run(sql.replace("CREATE TABLE ", "CREATE TEMP TABLE ", 1).replace("AUTOINCREMENT", ""))
    for (index,) in connection.rows(
        "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ):
        connection.run(str(index).replace("CREATE INDEX ", "CREATE INDEX temp.", 1))


def shadow(connection: Connection, instant: int) -> None:
    """Put temporary tables before the derived ones; facts as they stood at `instant`, the rest to be worked out."""
    for table in SHADOWED:
        _shadow_table(connection, table)
    connection.run(
        "INSERT INTO temp.fact SELECT f.id, f.action, f.handle, f.kind, f.value, f.other, NULL FROM main.fact f"
        " JOIN action a ON a.id = f.action LEFT JOIN action r ON r.id = f.retired_by"
        " WHERE a.at <= ?1 AND (r.id IS NULL OR r.at > ?1)",
        (instant,),
    )
    connection.run("INSERT INTO temp.person SELECT * FROM main.person")
    connection.run("UPDATE temp.person SET level = 0 WHERE level_proposed = 1")
    connection.run("INSERT INTO temp.memo SELECT * FROM main.memo WHERE key IN ('settings', 'owner', 'salt')")


def shadow_people_of(connection: Connection) -> None:
    """Let who is who be judged anew for this view alone."""
    for table in ("handle", "judgement"):
        _shadow_table(connection, table)
    connection.run("INSERT INTO temp.handle SELECT * FROM main.handle")


def is_rejudged_since(connection: Connection, instant: int) -> bool:
    """Whether the owner answered after `instant` who is who, or who is human."""
    return bool(
        connection.value(
            "SELECT EXISTS (SELECT 1 FROM main.fact f JOIN action a ON a.id = f.action"
            " LEFT JOIN action r ON r.id = f.retired_by"
            " WHERE f.kind IN ('same', 'different', 'sort') AND (a.at > ?1 OR r.at > ?1))",
            (instant,),
        )
    )


def handles_stated_since(connection: Connection, instant: int) -> list[int]:
    """Handles of which something was stated or retired after `instant`."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT DISTINCT f.handle FROM main.fact f JOIN action a ON a.id = f.action"
            " LEFT JOIN action r ON r.id = f.retired_by WHERE f.handle IS NOT NULL AND (a.at > ?1 OR r.at > ?1)",
            (instant,),
        )
    ]


def people_unknown_before(connection: Connection, event: int) -> list[int]:
    """People of whom nothing was heard before an event number, and whom no card and no fact named by then."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT p.id FROM temp.person p WHERE NOT EXISTS ("
            " SELECT 1 FROM handle h JOIN part ON part.handle = h.id WHERE h.person = p.id AND part.event < ?1)"
            " AND (EXISTS (SELECT 1 FROM handle h JOIN part ON part.handle = h.id WHERE h.person = p.id)"
            " OR NOT EXISTS (SELECT 1 FROM handle h JOIN record_handle r ON r.handle = h.id WHERE h.person = p.id))"
            " AND p.sort <> 'owner'"
            " AND NOT EXISTS (SELECT 1 FROM handle h JOIN temp.fact f ON f.handle = h.id WHERE h.person = p.id)",
            (event,),
        )
    ]


def hide(connection: Connection, people: list[int]) -> None:
    """Leave people out of this view."""
    connection.run_many("DELETE FROM temp.person WHERE id = ?", [(person,) for person in people])
