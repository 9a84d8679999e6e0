"""Imports, the sources they claim, jobs with their lease, and problems."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from entregent.store.connection import Connection, Row


class SourceRow(NamedTuple):
    """A document that was read; `fingerprint` is empty until it was read to its end."""

    id: int
    path: str
    reader: str
    reader_version: int
    signals: int
    fingerprint: str
    size: int
    interactions: int
    records: int
    problems: int


_SOURCE = "id, path, reader, reader_version, signals, fingerprint, size, interactions, records, problems"


def begin_import(connection: Connection, path: str, now: int, *, signals: bool) -> int:
    """The import of this path, remembered once; it runs from now."""
    with connection.writing():
        connection.run(
            "INSERT INTO import (path, first_at, checked_at, signals, state) VALUES (?, ?, ?, ?, 'running')"
            " ON CONFLICT (path) DO UPDATE SET checked_at = excluded.checked_at, state = 'running',"
            " signals = max(signals, excluded.signals)",
            (path, now, now, int(signals)),
        )
        return int(connection.value("SELECT id FROM import WHERE path = ?", (path,)))


def is_remembered(connection: Connection, path: str) -> bool:
    """Whether a path was imported, and not removed."""
    return connection.value("SELECT 1 FROM import WHERE path = ? LIMIT 1", (path,)) is not None


def end_import(connection: Connection, import_id: int, state: str) -> None:
    """Say how the import of a path ended: done or interrupted."""
    with connection.writing():
        connection.run("UPDATE import SET state = ? WHERE id = ?", (state, import_id))


def list_imports(connection: Connection) -> list[Row]:
    """(id, path, first_at, checked_at, signals, state, interactions, records, problems) in order of id."""
    return connection.rows(
        "SELECT i.id, i.path, i.first_at, i.checked_at, i.signals, i.state,"
        " coalesce(sum(s.interactions), 0), coalesce(sum(s.records), 0),"
        " max(coalesce(sum(s.problems), 0), (SELECT count(*) FROM problem p WHERE p.import = i.id))"
        # A document that was read again after it changed counts as it is now.
        " FROM import i LEFT JOIN (SELECT c.import, max(n.id) AS id FROM claim c JOIN source n ON n.id = c.source"
        " WHERE n.fingerprint <> '' GROUP BY c.import, n.path, n.reader) newest ON newest.import = i.id"
        " LEFT JOIN source s ON s.id = newest.id GROUP BY i.id ORDER BY i.id"
    )


def begin_source(connection: Connection, row: SourceRow) -> int:
    """The row for a document about to be read; one that was left unfinished is taken up again."""
    with connection.writing():
        left = connection.value(
            "SELECT id FROM source WHERE path = ? AND reader = ? AND fingerprint = ''", (row.path, row.reader)
        )
        if left is not None:
            connection.run(
                "UPDATE source SET reader_version = ?, signals = ?, size = ? WHERE id = ?",
                (row.reader_version, row.signals, row.size, left),
            )
            return int(left)
        return connection.insert(f"INSERT INTO source ({_SOURCE}) VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row[1:])


def end_source(connection: Connection, source: int, fingerprint: str, counts: tuple[int, int, int]) -> None:
    """Mark a source as read to its end, with (interactions, records, problems)."""
    with connection.writing():
        connection.run(
            "UPDATE source SET fingerprint = ?, interactions = ?, records = ?, problems = ? WHERE id = ?",
            (fingerprint, *counts, source),
        )


def find_source(connection: Connection, fingerprint: str, reader: str) -> SourceRow | None:
    """The newest finished source with this fingerprint and reader."""
    row = connection.row(
        f"SELECT {_SOURCE} FROM source WHERE fingerprint = ? AND reader = ?"
        " ORDER BY signals DESC, reader_version DESC, id DESC LIMIT 1",
        (fingerprint, reader),
    )
    return SourceRow(*row) if row else None


def finished_sources(connection: Connection) -> list[SourceRow]:
    """Every source that was read to its end."""
    return [SourceRow(*row) for row in connection.rows(f"SELECT {_SOURCE} FROM source WHERE fingerprint <> ''")]


def claim(connection: Connection, import_id: int, source: int) -> None:
    """This import claims this source."""
    with connection.writing():
        connection.run("INSERT OR IGNORE INTO claim (import, source) VALUES (?, ?)", (import_id, source))


def wants_signals(connection: Connection, import_id: int) -> bool:
    """Whether the path was ever to be read with the second pass."""
    return bool(connection.value("SELECT signals FROM import WHERE id = ?", (import_id,)))


def has_claims(connection: Connection, import_id: int) -> bool:
    """Whether an import brought any source."""
    return connection.value("SELECT 1 FROM claim WHERE import = ?", (import_id,)) is not None


def intern_origin(connection: Connection, members: Iterable[int]) -> int:
    """The number of a set of sources."""
    text = ",".join(str(member) for member in sorted(set(members)))
    with connection.writing():
        found = connection.value("SELECT id FROM origin WHERE members = ?", (text,))
        if found is not None:
            return int(found)
        return connection.insert("INSERT INTO origin (members) VALUES (?)", (text,))


def origin_members(connection: Connection, origin: int) -> frozenset[int]:
    """The sources of an origin; empty for 0, the owner's own."""
    text = connection.value("SELECT members FROM origin WHERE id = ?", (origin,))
    return frozenset(int(part) for part in text.split(",")) if text else frozenset()


def list_origins(connection: Connection) -> dict[int, frozenset[int]]:
    """All origins with their sources."""
    rows = connection.rows("SELECT id, members FROM origin")
    return {row[0]: frozenset(int(part) for part in row[1].split(",") if part) for row in rows}


def paths_by_origin(connection: Connection) -> dict[int, str]:
    """The path of each origin's first source."""
    paths = {row[0]: row[1] for row in connection.rows("SELECT id, path FROM source")}
    return {origin: paths.get(min(members), "") for origin, members in list_origins(connection).items() if members}


def scrub_problems(connection: Connection, words: Sequence[str]) -> None:
    """Drop problems that quote any of these words: somebody is being forgotten."""
    for word in words:
        if word:
            connection.run("DELETE FROM problem WHERE instr(facts, ?) OR instr(place, ?)", (word, word))


def release_import(connection: Connection, import_id: int) -> list[int]:
    """Drop an import with its claims and problems; return the sources that nobody claims any more, dropped too."""
    with connection.writing():
        connection.run("DELETE FROM claim WHERE import = ?", (import_id,))
        connection.run("DELETE FROM problem WHERE import = ?", (import_id,))
        connection.run("DELETE FROM import WHERE id = ?", (import_id,))
        orphans = [
            row[0] for row in connection.rows("SELECT id FROM source WHERE id NOT IN (SELECT source FROM claim)")
        ]
        connection.run_many("DELETE FROM source WHERE id = ?", [(orphan,) for orphan in orphans])
        connection.run_many("DELETE FROM owner_hint WHERE source = ?", [(orphan,) for orphan in orphans])
        return orphans


def shrink_origin(connection: Connection, origin: int, members: frozenset[int]) -> int:
    """Give an origin fewer members; return the number that now stands for them (0 where none is left)."""
    with connection.writing():
        target = intern_origin(connection, members) if members else 0
        if target != origin:
            connection.run("DELETE FROM origin WHERE id = ?", (origin,))
        return target


def clear_problems(connection: Connection, import_id: int) -> None:
    """Before a path is read again, its old problems go."""
    with connection.writing():
        connection.run("DELETE FROM problem WHERE import = ?", (import_id,))


def add_problems(connection: Connection, import_id: int, problems: Sequence[tuple[str, str, str, Any, bool]]) -> None:
    """Keep (path, place, code, facts, lost) of what could not be read."""
    with connection.writing():
        connection.run_many(
            "INSERT INTO problem (import, path, place, code, facts, lost) VALUES (?, ?, ?, ?, ?, ?)",
            [
                (import_id, path, place, code, json.dumps(facts, ensure_ascii=False), int(lost))
                for path, place, code, facts, lost in problems
            ],
        )


def problems_of(connection: Connection, import_id: int, codes: Sequence[str]) -> list[Row]:
    """(document, code, facts as JSON) of an import's problems of these codes."""
    marks = ",".join("?" * len(codes))
    return connection.rows(
        f"SELECT path, code, facts FROM problem WHERE import = ? AND code IN ({marks}) ORDER BY id", (import_id, *codes)
    )


# ── jobs ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def running_job(connection: Connection) -> Row | None:
    """(id, holder, started_at, beat_at, cursor, counts) of the job that holds the lease, or None."""
    return connection.row(
        "SELECT id, holder, started_at, beat_at, cursor, counts FROM job WHERE state = 'running' ORDER BY id DESC"
    )


def begin_job(connection: Connection, holder: str, now: int) -> int:
    """Take the lease; the caller has seen to it that nobody alive holds it."""
    with connection.writing():
        connection.run("UPDATE job SET state = 'interrupted' WHERE state = 'running'")
        return connection.insert(
            "INSERT INTO job (state, holder, started_at, beat_at, cursor, counts)"
            " VALUES ('running', ?, ?, ?, '', '{}')",
            (holder, now, now),
        )


def beat(connection: Connection, job: int, now: int, cursor: str, counts: dict[str, int]) -> None:
    """Show that the job lives and how far it is; call it inside the batch's transaction."""
    with connection.writing():
        connection.run(
            "UPDATE job SET beat_at = ?, cursor = ?, counts = ? WHERE id = ?", (now, cursor, json.dumps(counts), job)
        )


def end_job(connection: Connection, job: int, state: str, now: int) -> None:
    """Give the lease back."""
    with connection.writing():
        connection.run("UPDATE job SET state = ?, beat_at = ? WHERE id = ?", (state, now, job))


def first_at(connection: Connection) -> int | None:
    """When the first path was given, UTC seconds."""
    found = connection.value("SELECT min(first_at) FROM import")
    return None if found is None else int(found)


def last_read_at(connection: Connection) -> int | None:
    """When a path was last looked at, UTC seconds."""
    found = connection.value("SELECT max(checked_at) FROM import WHERE state = 'done'")
    return None if found is None else int(found)
