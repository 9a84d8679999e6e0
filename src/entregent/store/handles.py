"""Handles, the names beside them, and the evidence that identity asks for."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from entregent.store.connection import Connection, Row

_FEW: Final = 200
"""So many look-ups cost less than a scan."""


class HandleCounts(NamedTuple):
    """What a batch adds to a handle's evidence."""

    sent: int
    received: int
    bulk: int
    listed: int
    first_at: int | None
    last_at: int | None


def intern(connection: Connection, wanted: Sequence[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Ids of (kind, value) handles, made where they were unknown; a new handle is its own person."""
    with connection.writing():
        found = find_all(connection, wanted)
        fresh = [pair for pair in dict.fromkeys(wanted) if pair not in found]
        if fresh:
            last = int(connection.value("SELECT seq FROM sqlite_sequence WHERE name = 'handle'") or 0)
            rows = [(last + n, kind, value, last + n) for n, (kind, value) in enumerate(fresh, 1)]
            connection.run_many("INSERT INTO handle (id, kind, value, person) VALUES (?, ?, ?, ?)", rows)
            found.update({(row[1], row[2]): row[0] for row in rows})
        return found


def find_all(connection: Connection, wanted: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """Ids of those of the (kind, value) handles that the book knows."""
    found = {}
    for kind, value in wanted:
        row = connection.row("SELECT id FROM handle WHERE value = ? AND kind = ?", (value, kind))
        if row:
            found[(kind, value)] = row[0]
    return found


def find(connection: Connection, handle: int) -> Row | None:
    """(id, kind, value, person) of a handle id."""
    return connection.row("SELECT id, kind, value, person FROM handle WHERE id = ?", (handle,))


def find_by_value(connection: Connection, value: str) -> list[Row]:
    """(id, kind, value, person) of every kind of handle with this value."""
    return connection.rows("SELECT id, kind, value, person FROM handle WHERE value = ?", (value,))


def of_person(connection: Connection, person: int) -> list[Row]:
    """(id, kind, value) of a person's handles, oldest first."""
    return connection.rows("SELECT id, kind, value FROM handle WHERE person = ? ORDER BY id", (person,))


def all_ids(connection: Connection) -> set[int]:
    """Every handle's id."""
    return {row[0] for row in connection.rows("SELECT id FROM handle")}


def by_person(connection: Connection, people: set[int]) -> dict[int, list[int]]:
    """The handle ids of each of these people, oldest first."""
    gathered: dict[int, list[int]] = {}
    if len(people) < _FEW:
        for person in sorted(people):
            gathered[person] = [row[0] for row in of_person(connection, person)]
        return gathered
    for person, handle in connection.iter_rows("SELECT person, id FROM handle ORDER BY person, id"):
        if person in people:
            gathered.setdefault(person, []).append(handle)
    return gathered


def person_of(connection: Connection, handle: int) -> int | None:
    """The person that a handle (or a person id of former days, which is a handle's) belongs to now."""
    found = connection.value("SELECT person FROM handle WHERE id = ?", (handle,))
    return None if found is None else int(found)


def add_counts(connection: Connection, counts: Mapping[int, HandleCounts]) -> None:
    """Add a batch's evidence, by handle id."""
    connection.run_many(
        "UPDATE handle SET sent = sent + ?, received = received + ?, bulk = bulk + ?, listed = listed + ?,"
        " first_at = CASE WHEN first_at IS NULL OR ?5 < first_at THEN ?5 ELSE first_at END,"
        " last_at = CASE WHEN last_at IS NULL OR ?6 > last_at THEN ?6 ELSE last_at END WHERE id = ?7",
        [(*count, handle) for handle, count in sorted(counts.items())],
    )


def add_names(connection: Connection, names: Iterable[tuple[int, str, int]]) -> None:
    """Add (handle, name, times)."""
    connection.run_many(
        "INSERT INTO handle_name (handle, name, times) VALUES (?, ?, ?)"
        " ON CONFLICT (handle, name) DO UPDATE SET times = times + excluded.times",
        names,
    )


def meet_names(connection: Connection, names: Iterable[tuple[int, str]]) -> list[int]:
    """Note (handle, name) pairs seen on further copies, which count for nothing; return the handles that gained one."""
    return [
        handle
        for handle, name in names
        if connection.run("INSERT OR IGNORE INTO handle_name (handle, name, times) VALUES (?, ?, 0)", (handle, name))
    ]


def evidence(connection: Connection) -> list[Row]:
    """(id, kind, value, sent, received, bulk, listed, first_at, last_at, person) of all handles, by id."""
    return connection.rows(
        "SELECT id, kind, value, sent, received, bulk, listed, first_at, last_at, person FROM handle ORDER BY id"
    )


def names(connection: Connection) -> dict[int, list[tuple[str, int]]]:
    """Names with how often, by handle, most frequent first."""
    gathered: dict[int, list[tuple[str, int]]] = {}
    for handle, name, times in connection.iter_rows(
        "SELECT handle, name, times FROM handle_name ORDER BY handle, times DESC, name"
    ):
        gathered.setdefault(handle, []).append((name, times))
    return gathered


def names_of(connection: Connection, handles: Iterable[int]) -> list[tuple[str, int, int]]:
    """(name, times, handle) beside these handles, most frequent first."""
    found: list[tuple[str, int, int]] = []
    for handle in handles:
        found += connection.rows("SELECT name, times, handle FROM handle_name WHERE handle = ?", (handle,))
    return sorted(found, key=lambda row: (-row[1], row[0]))


def set_people(connection: Connection, pairs: Iterable[tuple[int, int]]) -> None:
    """Write (person, handle) where it changed."""
    connection.run_many("UPDATE handle SET person = ? WHERE id = ?", pairs)


def add_owner_hints(connection: Connection, source: int, hints: Iterable[tuple[int, str, int]]) -> None:
    """Add (handle, kind, times) for a source."""
    connection.run_many(
        "INSERT INTO owner_hint (source, handle, kind, times) VALUES (?, ?, ?, ?)"
        " ON CONFLICT (source, handle, kind) DO UPDATE SET times = excluded.times",
        [(source, handle, kind, times) for handle, kind, times in hints],
    )


def owner_hints(connection: Connection) -> list[tuple[int, str, int]]:
    """(handle, kind, times) summed over sources."""
    return [
        (row[0], row[1], row[2])
        for row in connection.rows(
            "SELECT handle, kind, sum(times) FROM owner_hint GROUP BY handle, kind ORDER BY 1, 2"
        )
    ]


def tombstone_digest(salt: bytes, kind: str, value: str) -> bytes:
    """What a forgotten handle leaves behind: a keyed digest that says nothing of it."""
    from hashlib import blake2b  # not for `today`: OpenSSL takes 15 ms to load

    return blake2b(f"{kind}\n{value}".encode("utf-8", "surrogatepass"), digest_size=16, key=salt).digest()


def tombstones(connection: Connection) -> frozenset[bytes]:
    """All digests of what was forgotten."""
    return frozenset(row[0] for row in connection.rows("SELECT digest FROM tombstone"))


def add_tombstones(connection: Connection, digests: Iterable[bytes]) -> None:
    """Keep these from coming back."""
    connection.run_many("INSERT OR IGNORE INTO tombstone (digest) VALUES (?)", [(digest,) for digest in digests])


def erase(connection: Connection, handles: Iterable[int]) -> None:
    """Remove handles with their names and hints."""
    for handle in handles:
        connection.run("DELETE FROM handle_name WHERE handle = ?", (handle,))
        connection.run("DELETE FROM owner_hint WHERE handle = ?", (handle,))
        connection.run("DELETE FROM record_handle WHERE handle = ?", (handle,))
        connection.run("DELETE FROM handle WHERE id = ?", (handle,))


def is_bare(connection: Connection, handle: int) -> bool:
    """Whether nothing but undone words speaks of a handle: no event, no record, no fact that stands or may again."""
    return not any(
        connection.value(sql, (handle,))
        for sql in (
            "SELECT 1 FROM part WHERE handle = ?",
            "SELECT 1 FROM record_handle WHERE handle = ?",
            "SELECT 1 FROM owner_hint WHERE handle = ?",
            # The owner's own handles have no parts, but counts.
            "SELECT 1 FROM handle WHERE id = ? AND (sent > 0 OR received > 0)",
            (
                "SELECT 1 FROM fact f LEFT JOIN action r ON r.id = f.retired_by"
                " WHERE ? IN (f.handle, f.other) AND (r.id IS NULL OR r.verb <> 'undo')"
            ),
            "SELECT 1 FROM sealed_text WHERE handle = ?",
        )
    )


def recount(connection: Connection, handles: Iterable[int], counted: Mapping[int, HandleCounts]) -> None:
    """Write these handles' evidence as `counted` from the events that are left; without any, their names go too."""
    none = HandleCounts(0, 0, 0, 0, None, None)
    gone = [(handle,) for handle in handles if handle not in counted]
    connection.run_many(
        "UPDATE handle SET sent = ?, received = ?, bulk = ?, listed = ?, first_at = ?, last_at = ? WHERE id = ?",
        [(*counted.get(handle, none), handle) for handle in handles],
    )
    connection.run_many("DELETE FROM handle_name WHERE handle = ?", gone)


def orphans(connection: Connection) -> list[int]:
    """Handles that no part, no record and no fact speaks of any more (after an import was removed).

    The owner's own handles have no parts: the caller looks whether an event names them.
    """
    return [
        row[0]
        for row in connection.rows(
            "SELECT id FROM handle h WHERE NOT EXISTS (SELECT 1 FROM part WHERE handle = h.id)"
            " AND NOT EXISTS (SELECT 1 FROM record_handle WHERE handle = h.id)"
            " AND NOT EXISTS (SELECT 1 FROM owner_hint WHERE handle = h.id)"
            " AND NOT EXISTS (SELECT 1 FROM fact WHERE handle = h.id OR other = h.id)"
            " AND NOT EXISTS (SELECT 1 FROM sealed_text WHERE handle = h.id)"
        )
    ]
