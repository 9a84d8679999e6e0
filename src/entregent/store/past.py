"""The past: temporary tables that stand before the book's own, so that every query sees an earlier day."""

from collections.abc import Iterator, Mapping
from typing import Final

from entregent.store.connection import Connection, Row

SHADOWED: Final = ("fact", "person", "tie", "standing", "memo")
"""SQLite looks a bare name up among temporary tables first; what is written to these ends with the connection."""


def _shadow_table(connection: Connection, table: str) -> None:
    sql = str(connection.value("SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?", (table,)))
    connection.run(sql.replace("CREATE TABLE ", "CREATE TEMP TABLE ", 1).replace("AUTOINCREMENT", ""))
    if table != "standing":
        _index(connection, table)


def index_standing(connection: Connection) -> None:
    """Make the indexes of the shadowed standings, once these are written: sorting once is quicker."""
    _index(connection, "standing")


def _index(connection: Connection, table: str) -> None:
    for (index,) in connection.rows(
        "SELECT sql FROM main.sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL", (table,)
    ):
        connection.run(str(index).replace("CREATE INDEX ", "CREATE INDEX temp.", 1))


def shadow(connection: Connection, instant: int) -> None:
    """Put temporary tables before the derived ones; facts as they stood at `instant`, the rest to be worked out."""
    connection.is_view = True
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


def put_milestones(connection: Connection, wanted: Mapping[int, Mapping[int, bytes]]) -> None:
    """Let these people have these milestones (event -> course) and no others; what stands already is not rewritten."""
    gone, new = [], []
    for person, courses in wanted.items():
        known: dict[int, bytes] = dict(
            connection.rows("SELECT event, course FROM milestone WHERE person = ?", (person,))
        )
        gone += [(person, event) for event in known if event not in courses]
        new += [(person, event, course) for event, course in courses.items() if known.get(event) != course]
    connection.run_many("DELETE FROM milestone WHERE person = ? AND event = ?", gone)
    connection.run_many("INSERT OR REPLACE INTO milestone (person, event, course) VALUES (?, ?, ?)", sorted(new))


def set_out(connection: Connection, until: int, *, anew: bool) -> None:
    """Find the last milestone before an event number of everybody whose handles are the same in this view.

    With `anew`, of nobody: everything is folded from the beginning.
    """
    connection.run(
        "CREATE TEMP TABLE set_out (person INTEGER PRIMARY KEY, event INTEGER NOT NULL, course BLOB NOT NULL)"
    )
    if anew:
        return
    connection.run(
        "INSERT INTO set_out SELECT p.id, m.event, m.course FROM person p CROSS JOIN main.milestone m"
        " ON m.person = p.id AND m.event = (SELECT max(event) FROM main.milestone WHERE person = p.id AND event < ?)"
        " WHERE p.sort = 'person'",
        (until,),
    )
    connection.run(
        "DELETE FROM set_out WHERE person IN (SELECT a.person FROM main.handle a JOIN handle b ON b.id = a.id"
        " WHERE a.person <> b.person UNION SELECT b.person FROM main.handle a JOIN handle b ON b.id = a.id"
        " WHERE a.person <> b.person)"
    )


def with_many_handles(connection: Connection) -> set[int]:
    """People who have more than one handle in this view."""
    return {row[0] for row in connection.rows("SELECT person FROM handle GROUP BY person HAVING count(*) > 1")}


def courses_set_out(connection: Connection) -> dict[int, bytes]:
    """The course of each person's last milestone."""
    return dict(connection.rows("SELECT person, course FROM set_out"))


def exchanges_since(connection: Connection, until: int) -> Iterator[Row]:
    """(person, event, how, others, amount) of dated exchanges after each person's milestone, person by person.

    The handles of one person follow one another, oldest first, each in time order.
    """
    return connection.iter_rows(
        "SELECT h.person, p.event, p.how, p.others, p.amount FROM handle h LEFT JOIN set_out s ON s.person = h.person"
        " CROSS JOIN part p ON p.handle = h.id AND p.event > coalesce(s.event, -1) AND p.event < ?"
        " WHERE p.how & 24 ORDER BY h.person, h.id, p.event",
        (until,),
    )


def is_settled(connection: Connection) -> bool:
    """Whether all that was imported has been weighed: not so while an import works, or after one was killed."""
    return not connection.value("SELECT EXISTS (SELECT 1 FROM main.memo WHERE key = 'unsettled')")


def memo_of_book(connection: Connection, key: str) -> str | None:
    """A memo of the book itself, as JSON, behind the shadow."""
    found = connection.value("SELECT value FROM main.memo WHERE key = ?", (key,))
    return None if found is None else str(found)
