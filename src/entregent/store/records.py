"""Records: what sources claimed about somebody, verbatim."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from entregent.store.connection import Connection, Row


class RecordRow(NamedTuple):
    """A claim ready to be kept: the digest of its content decides whether it is known."""

    digest: bytes
    reader: str
    name: str
    body: str
    handles: tuple[int, ...]


def add(connection: Connection, rows: Sequence[RecordRow], origin: int) -> tuple[list[int], list[tuple[int, int]]]:
    """Keep records; return the new ids, and (id, origin) of those that were known."""
    new: list[int] = []
    known: list[tuple[int, int]] = []
    with connection.writing():
        for row in rows:
            found = connection.row("SELECT id, origin FROM record WHERE digest = ?", (row.digest,))
            if found:
                known.append((found[0], found[1]))
                continue
            record = connection.insert(
                "INSERT INTO record (digest, origin, reader, name, body) VALUES (?, ?, ?, ?, ?)",
                (row.digest, origin, row.reader, row.name, row.body),
            )
            connection.run_many(
                "INSERT OR IGNORE INTO record_handle (record, handle) VALUES (?, ?)",
                [(record, handle) for handle in row.handles],
            )
            new.append(record)
    return new, known


def set_origin(connection: Connection, record: int, origin: int) -> None:
    """A record is claimed by another set of sources."""
    connection.run("UPDATE record SET origin = ? WHERE id = ?", (origin, record))


def list_all(connection: Connection) -> list[Row]:
    """(id, reader, body, origin) of all records, by id."""
    return connection.rows("SELECT id, reader, body, origin FROM record ORDER BY id")


def handles_by_record(connection: Connection) -> dict[int, tuple[int, ...]]:
    """The handles of each record."""
    gathered: dict[int, list[int]] = {}
    for record, handle in connection.iter_rows("SELECT record, handle FROM record_handle ORDER BY record, handle"):
        gathered.setdefault(record, []).append(handle)
    return {record: tuple(handles) for record, handles in gathered.items()}


def of_handles(connection: Connection, handles: Iterable[int]) -> list[Row]:
    """(id, reader, body, origin) of the records that list any of these handles, newest first."""
    found: dict[int, Row] = {}
    for handle in handles:
        for row in connection.rows(
            "SELECT r.id, r.reader, r.body, r.origin FROM record r JOIN record_handle h ON h.record = r.id"
            " WHERE h.handle = ?",
            (handle,),
        ):
            found[row[0]] = row
    return sorted(found.values(), reverse=True)


def erase(connection: Connection, records: Iterable[int]) -> None:
    """Remove records."""
    for record in records:
        connection.run("DELETE FROM record_handle WHERE record = ?", (record,))
        connection.run("DELETE FROM record WHERE id = ?", (record,))


def handles_of(connection: Connection, record: int) -> list[int]:
    """The handles that a record lists."""
    return [row[0] for row in connection.rows("SELECT handle FROM record_handle WHERE record = ?", (record,))]


def move_origin(connection: Connection, old: int, new: int) -> None:
    """All records of one origin now belong to another."""
    connection.run("UPDATE record SET origin = ? WHERE origin = ?", (new, old))


def by_origin(connection: Connection, origin: int) -> list[int]:
    """The records of one origin."""
    return [row[0] for row in connection.rows("SELECT id FROM record WHERE origin = ?", (origin,))]
