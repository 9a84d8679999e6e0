"""The outbox: each mail with its state, its one Message-ID, and what became of it."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from entregent.store.connection import Connection


class MailRow(NamedTuple):
    """A mail of the outbox."""

    id: int
    message_id: str
    made_at: int
    due_at: int
    reason: str
    about: int | None
    automatic: int
    recipient: str
    subject: str
    body: str
    state: str
    again: int
    tries: int
    tried_at: int | None
    holder: str
    code: int
    detail: str


_MAIL = ", ".join(MailRow._fields)


def add(  # noqa: PLR0913 - the parts of a mail
    connection: Connection,
    message_id: str,
    *,
    made_at: int,
    due_at: int,
    reason: str,
    about: int | None,
    automatic: bool,
    recipient: str,
    subject: str,
    body: str,
    state: str,
) -> int:
    """Keep a new mail; return its number."""
    return connection.insert(
        "INSERT INTO outbox (message_id, made_at, due_at, reason, about, automatic, recipient, subject, body, state)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (message_id, made_at, due_at, reason, about, int(automatic), recipient, subject, body, state),
    )


def find(connection: Connection, number: int) -> MailRow | None:
    """A mail by its number."""
    row = connection.row(f"SELECT {_MAIL} FROM outbox WHERE id = ?", (number,))
    return MailRow(*row) if row else None


def newest(connection: Connection, limit: int) -> list[MailRow]:
    """The newest mails, those that wait for something first."""
    rows = connection.rows(
        f"SELECT {_MAIL} FROM outbox ORDER BY state IN ('sent', 'dropped'), id DESC LIMIT ?", (limit,)
    )
    return [MailRow(*row) for row in rows]


def in_states(connection: Connection, states: Sequence[str]) -> list[MailRow]:
    """All mails in these states, oldest first."""
    marks = ",".join("?" * len(states))
    return [
        MailRow(*row)
        for row in connection.rows(f"SELECT {_MAIL} FROM outbox WHERE state IN ({marks}) ORDER BY id", states)
    ]


def of_reason(connection: Connection, about: int, reasons: Sequence[str]) -> list[MailRow]:
    """The mails about a seal, of these reasons, oldest first."""
    marks = ",".join("?" * len(reasons))
    return [
        MailRow(*row)
        for row in connection.rows(
            f"SELECT {_MAIL} FROM outbox WHERE about = ? AND reason IN ({marks}) ORDER BY id", (about, *reasons)
        )
    ]


def next_due(connection: Connection, now: int) -> MailRow | None:
    """The mail that waits longest for its turn at `now`."""
    row = connection.row(
        f"SELECT {_MAIL} FROM outbox WHERE (state = 'waiting' OR state = 'failed' AND again = 1) AND due_at <= ?"
        " ORDER BY due_at, id LIMIT 1",
        (now,),
    )
    return MailRow(*row) if row else None


def count(connection: Connection, states: Sequence[str]) -> int:
    """How many mails are in these states."""
    marks = ",".join("?" * len(states))
    return int(connection.value(f"SELECT count(*) FROM outbox WHERE state IN ({marks})", states))


def tried_since(connection: Connection, since: int) -> int:
    """How many mails a server was asked to take since an instant."""
    return int(connection.value("SELECT count(*) FROM outbox WHERE tried_at > ?", (since,)))


def claim(connection: Connection, number: int, holder: str, now: int) -> bool:
    """Take a waiting mail in hand, once: the state is `sending` on the disk before any server is asked."""
    return bool(
        connection.run(
            "UPDATE outbox SET state = 'sending', holder = ?, tried_at = ?, tries = tries + 1"
            " WHERE id = ? AND (state = 'waiting' OR state = 'failed' AND again = 1)",
            (holder, now, number),
        )
    )


def settle(  # noqa: PLR0913 - what became of it
    connection: Connection, number: int, holder: str, state: str, *, code: int, detail: str, again_at: int | None
) -> bool:
    """Say what became of a mail that this holder had in hand; False where somebody said otherwise meanwhile.

    `again_at` is when it is tried again by itself, None for never.
    """
    return bool(
        connection.run(
            "UPDATE outbox SET state = ?, code = ?, detail = ?, again = ?, due_at = coalesce(?, due_at)"
            " WHERE id = ? AND holder = ? AND state IN ('sending', 'unknown')",
            (state, code, detail, int(again_at is not None), again_at, number, holder),
        )
    )


def set_state(
    connection: Connection,
    number: int,
    state: str,
    *,
    among: Sequence[str],
    detail: str = "",
    due_at: int | None = None,
) -> bool:
    """Move a mail from one of some states to another; False where it was in none of them."""
    marks = ",".join("?" * len(among))
    return bool(
        connection.run(
            "UPDATE outbox SET state = ?, detail = ?, code = 0, again = 0, due_at = coalesce(?, due_at)"
            f" WHERE id = ? AND state IN ({marks})",
            (state, detail, due_at, number, *among),
        )
    )


def blank(connection: Connection, recipients: Iterable[str], seals: Iterable[int], words: Iterable[str]) -> None:
    """Leave no text of mails to these addresses, about these seals, or that hold one of these words."""
    gone: set[int] = set()
    for recipient in recipients:
        gone |= {row[0] for row in connection.rows("SELECT id FROM outbox WHERE recipient = ?", (recipient,))}
    for seal in seals:
        gone |= {row[0] for row in connection.rows("SELECT id FROM outbox WHERE about = ?", (seal,))}
    for word in words:
        gone |= {
            row[0]
            for row in connection.rows("SELECT id FROM outbox WHERE instr(body, ?1) OR instr(subject, ?1)", (word,))
        }
    connection.run_many(
        "UPDATE outbox SET recipient = '', subject = '', body = '', detail = '',"
        " state = CASE WHEN state IN ('draft', 'waiting', 'failed') THEN 'dropped' ELSE state END WHERE id = ?",
        [(number,) for number in sorted(gone)],
    )
