"""Actions and facts: what the owner says, and its undoing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from entregent.store.connection import Connection, Row


class Fact(NamedTuple):
    """Something the owner stated about a handle; `other` is a second handle where the kind has one."""

    id: int
    action: int
    handle: int | None
    kind: str
    value: str
    other: int | None


_FACT = "id, action, handle, kind, value, other"


class NewFact(NamedTuple):
    """A fact about to be stated."""

    handle: int | None
    kind: str
    value: str
    other: int | None = None


def act(
    connection: Connection,
    verb: str,
    now: int,
    facts: Sequence[NewFact],
    *,
    value: str = "",
    retires: Iterable[int] = (),
) -> int:
    """Write one action: the facts it states and those it retires. Return its id."""
    with connection.writing():
        action = connection.insert(
            "INSERT INTO action (at, verb, value) VALUES (?, ?, ?)", (now, verb, _readable(value))
        )
        connection.run_many(
            "INSERT INTO fact (action, handle, kind, value, other) VALUES (?, ?, ?, ?, ?)",
            [(action, fact.handle, fact.kind, _readable(fact.value), fact.other) for fact in facts],
        )
        connection.run_many(
            "UPDATE fact SET retired_by = ? WHERE id = ? AND retired_by IS NULL", [(action, fact) for fact in retires]
        )
        return action


def _readable(text: str) -> str:
    """What a terminal could not decode can't be kept."""
    return text.encode("utf-8", "replace").decode()


def undo(connection: Connection, action: int, now: int) -> tuple[int, list[Fact]]:
    """Retire an action by a new one; return the new action and every fact that it touched."""
    with connection.writing():
        verb = connection.value("SELECT verb FROM action WHERE id = ?", (action,))
        new = connection.insert(
            "INSERT INTO action (at, verb, value, undoes) VALUES (?, 'undo', ?, ?)", (now, verb, action)
        )
        touched = [
            Fact(*row)
            for row in connection.rows(f"SELECT {_FACT} FROM fact WHERE action = ? OR retired_by = ?", (action, action))
        ]
        connection.run("UPDATE fact SET retired_by = NULL WHERE retired_by = ?", (action,))
        connection.run("UPDATE fact SET retired_by = ? WHERE action = ? AND retired_by IS NULL", (new, action))
        connection.run("UPDATE action SET undone_by = ? WHERE id = ?", (new, action))
        return new, touched


def find_action(connection: Connection, action: int) -> Row | None:
    """(id, at, verb, value, undoes, undone_by)."""
    return connection.row("SELECT id, at, verb, value, undoes, undone_by FROM action WHERE id = ?", (action,))


def last_undoable(connection: Connection) -> int | None:
    """The newest action that was neither undone nor is an undo itself."""
    found = connection.value(
        "SELECT max(id) FROM action WHERE undone_by IS NULL AND undoes IS NULL AND verb <> 'forget'"
    )
    return None if found is None else int(found)


def logged_with_since(connection: Connection, since: int, until: int) -> list[tuple[int, int]]:
    """(handle, when) of each step that the owner logged, from `since` up to `until`; what was taken back is not."""
    return [
        (row[0], row[1])
        for row in connection.rows(
            "SELECT f.handle, a.at FROM action a JOIN fact f ON f.action = a.id AND f.kind = 'log'"
            " WHERE a.verb = 'log' AND a.undone_by IS NULL AND a.at BETWEEN ? AND ? AND f.handle IS NOT NULL"
            " ORDER BY a.id",
            (since, until),
        )
    ]


def answered_since(connection: Connection, since: int, until: int) -> int:
    """How many suggestions the owner answered: steps, promises kept, put off, let rest; what was taken back not."""
    return int(
        connection.value(
            "SELECT count(*) FROM action WHERE verb IN ('log', 'keep', 'later', 'rest') AND undone_by IS NULL"
            " AND at BETWEEN ? AND ?",
            (since, until),
        )
    )


def list_actions(connection: Connection, limit: int) -> list[Row]:
    """(id, at, verb, value, undoes, undone_by), newest first."""
    return connection.rows(
        "SELECT id, at, verb, value, undoes, undone_by FROM action ORDER BY id DESC LIMIT ?", (limit,)
    )


def of_action(connection: Connection, action: int) -> list[Fact]:
    """The facts that an action stated or retired."""
    return [
        Fact(*row)
        for row in connection.rows(f"SELECT {_FACT} FROM fact WHERE action = ? OR retired_by = ?", (action, action))
    ]


def of_handles(connection: Connection, handles: Iterable[int], *, until: int | None = None) -> list[Fact]:
    """The standing facts about these handles, oldest first; with `until`, as they stood at that instant."""
    found: list[Fact] = []
    for handle in handles:
        if until is None:
            rows = connection.rows(f"SELECT {_FACT} FROM fact WHERE handle = ? AND retired_by IS NULL", (handle,))
        else:
            rows = connection.rows(
                "SELECT f.id, f.action, f.handle, f.kind, f.value, f.other FROM fact f"
                " JOIN action a ON a.id = f.action LEFT JOIN action r ON r.id = f.retired_by"
                " WHERE f.handle = ? AND a.at <= ? AND (r.id IS NULL OR r.at > ?)",
                (handle, until, until),
            )
        found += [Fact(*row) for row in rows]
    return sorted(found)


def of_kinds(connection: Connection, *kinds: str) -> list[Fact]:
    """The standing facts of these kinds, oldest first."""
    marks = ",".join("?" * len(kinds))
    return [
        Fact(*row)
        for row in connection.rows(
            f"SELECT {_FACT} FROM fact WHERE kind IN ({marks}) AND retired_by IS NULL ORDER BY id", kinds
        )
    ]


def values_of_kind(connection: Connection, kind: str) -> list[str]:
    """The different values of the standing facts of a kind."""
    return [
        row[0]
        for row in connection.rows("SELECT DISTINCT value FROM fact WHERE kind = ? AND retired_by IS NULL", (kind,))
    ]


def kept_promises(connection: Connection) -> list[Fact]:
    """Promises that were kept, by whoever had made them, and that nothing brought back."""
    return [
        Fact(*row)
        for row in connection.rows(
            "SELECT f.id, f.action, f.handle, f.kind, f.value, f.other FROM fact f JOIN action a ON a.id = f.retired_by"
            " WHERE f.kind = 'promise' AND a.verb IN ('keep', 'keep-theirs') ORDER BY f.id"
        )
    ]


def next_action(connection: Connection) -> int:
    """The number that the next action will bear."""
    return int(connection.value("SELECT seq FROM sqlite_sequence WHERE name = 'action'") or 0) + 1


def held_back(connection: Connection, outcomes: Sequence[str], until: int) -> list[tuple[int, int]]:
    """(event, minutes) of each logged attempt with one of these outcomes that stood at `until`; once an event."""
    marks = ",".join("?" * len(outcomes))
    return [
        (row[0], row[1])
        for row in connection.rows(
            "SELECT DISTINCT f.value ->> '$.event', f.value ->> '$.minutes' FROM fact f"
            " JOIN action a ON a.id = f.action"
            f" WHERE f.kind = 'log' AND f.retired_by IS NULL AND f.value ->> '$.outcome' IN ({marks}) AND a.at <= ?",
            (*outcomes, until),
        )
    ]


def next_fact(connection: Connection) -> int:
    """The number that the next fact will bear; of several of one action they follow each other."""
    return int(connection.value("SELECT seq FROM sqlite_sequence WHERE name = 'fact'") or 0) + 1


def find(connection: Connection, fact: int) -> Fact | None:
    """A standing fact by id."""
    row = connection.row(f"SELECT {_FACT} FROM fact WHERE id = ? AND retired_by IS NULL", (fact,))
    return Fact(*row) if row else None


def stated_at(connection: Connection, action: int) -> int:
    """When an action was taken."""
    return int(connection.value("SELECT at FROM action WHERE id = ?", (action,)) or 0)


def times(connection: Connection, actions: Sequence[int]) -> dict[int, int]:
    """When each of these actions was taken."""
    found: dict[int, int] = {}
    for begin in range(0, len(actions), 500):
        some = actions[begin : begin + 500]
        found |= dict(connection.rows(f"SELECT id, at FROM action WHERE id IN ({','.join('?' * len(some))})", some))
    return found


def handles_stated(connection: Connection) -> list[int]:
    """Every handle that some standing fact speaks of."""
    return [
        row[0]
        for row in connection.rows("SELECT DISTINCT handle FROM fact WHERE handle IS NOT NULL AND retired_by IS NULL")
    ]


def erase_wholly(connection: Connection, handles: Iterable[int]) -> None:
    """Forget what was stated about handles, and the actions that said nothing else, with their undoing."""
    gone = sorted(handles)
    said: set[int] = set()
    for handle in gone:
        said |= {
            row[0] for row in connection.rows("SELECT action FROM fact WHERE handle = ?1 OR other = ?1", (handle,))
        }
    erase(connection, gone)
    for action in sorted(said):
        spoken = connection.value("SELECT 1 FROM fact WHERE action = ?1 OR retired_by = ?1 LIMIT 1", (action,))
        if spoken is None:
            connection.run("DELETE FROM action WHERE id = ?1 OR undoes = ?1", (action,))


def erase(connection: Connection, handles: Iterable[int]) -> None:
    """Forget what was stated about handles; the actions stay, without it."""
    for handle in handles:
        connection.run(
            "UPDATE action SET value = '' WHERE id IN (SELECT action FROM fact WHERE handle = ?1"
            " UNION SELECT retired_by FROM fact WHERE handle = ?1)",
            (handle,),
        )
        connection.run("DELETE FROM fact WHERE handle = ?1 OR other = ?1", (handle,))
