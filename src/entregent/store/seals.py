"""The chain of sealed entries, which only grows; and beside it what they say, which only `forget` may blank."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from entregent.store.connection import Connection, Row


class SealedRow(NamedTuple):
    """An entry: its link, and what lies beside it (None where it was blanked)."""

    number: int
    at: int
    kind: str
    about: int
    text: str | None
    handle: int | None


_ROW = "c.number, c.at, c.kind, c.about, s.text, s.handle"
_JOINED = "FROM chain c LEFT JOIN sealed_text s ON s.number = c.number"


def last(connection: Connection) -> tuple[int, bytes] | None:
    """Number and digest of the newest link."""
    return connection.row("SELECT number, digest FROM chain ORDER BY number DESC LIMIT 1")


def last_given(connection: Connection) -> int:
    """The greatest number that was ever given."""
    return int(connection.value("SELECT seq FROM sqlite_sequence WHERE name = 'chain'") or 0)


def append(
    connection: Connection,
    link: tuple[int, int, str, int, bytes, bytes],
    *,
    salt: bytes,
    text: str,
    handle: int | None,
) -> None:
    """Add a link (number, at, kind, about, content, digest) and its content, in the caller's transaction."""
    connection.run("INSERT INTO chain (number, at, kind, about, content, digest) VALUES (?, ?, ?, ?, ?, ?)", link)
    connection.run(
        "INSERT INTO sealed_text (number, salt, text, handle) VALUES (?, ?, ?, ?)", (link[0], salt, text, handle)
    )


def links(connection: Connection, until: int) -> list[Row]:
    """(number, at, kind, about, content, digest) of every link made up to an instant, by number."""
    return connection.rows(
        "SELECT number, at, kind, about, content, digest FROM chain WHERE at <= ? ORDER BY number", (until,)
    )


def contents(connection: Connection) -> list[Row]:
    """(number, salt, text, handle id, handle kind, handle value) of what lies beside the chain."""
    return connection.rows(
        "SELECT s.number, s.salt, s.text, s.handle, h.kind, h.value FROM sealed_text s"
        " LEFT JOIN handle h ON h.id = s.handle ORDER BY s.number"
    )


def is_empty(connection: Connection) -> bool:
    """Whether nothing was ever sealed."""
    return last_given(connection) == 0


def entries(connection: Connection, until: int) -> list[SealedRow]:
    """Every entry made up to an instant, oldest first."""
    rows = connection.rows(f"SELECT {_ROW} {_JOINED} WHERE c.at <= ? ORDER BY c.number", (until,))
    return [SealedRow(*row) for row in rows]


def about(connection: Connection, number: int, until: int) -> list[SealedRow]:
    """A seal with all that was said of it later, oldest first."""
    where = "WHERE c.about = ? AND c.at <= ? ORDER BY c.number"
    rows = connection.rows(f"SELECT {_ROW} {_JOINED} {where}", (number, until))
    return [SealedRow(*row) for row in rows]


def about_unsettled(connection: Connection, ways: Sequence[str], until: int) -> list[SealedRow]:
    """The seals of which none of these ways was said, each with all that was said of it."""
    marks = ",".join("?" * len(ways))
    rows = connection.rows(
        f"SELECT {_ROW} {_JOINED} WHERE c.at <= ? AND c.about IN"
        " (SELECT number FROM chain WHERE kind = 'seal' AND at <= ? EXCEPT"
        f" SELECT about FROM chain WHERE kind IN ({marks}) AND at <= ?) ORDER BY c.number",
        (until, until, *ways, until),
    )
    return [SealedRow(*row) for row in rows]


def telling_of(connection: Connection, handles: Iterable[int], words: Iterable[str]) -> list[int]:
    """The entries that are about these handles or hold one of these words, and all that is about a seal of theirs."""
    found: set[int] = set()
    for handle in handles:
        found |= {row[0] for row in connection.rows("SELECT number FROM sealed_text WHERE handle = ?", (handle,))}
    for word in words:
        found |= {row[0] for row in connection.rows("SELECT number FROM sealed_text WHERE instr(text, ?)", (word,))}
    for number in list(found):
        found |= {row[0] for row in connection.rows("SELECT number FROM chain WHERE about = ?", (number,))}
    return sorted(found)


def blank(connection: Connection, numbers: Iterable[int]) -> None:
    """Leave nothing of what these entries say, nor of the salt that could prove a guess at it."""
    connection.run_many(
        "UPDATE sealed_text SET salt = NULL, text = NULL, handle = NULL WHERE number = ?",
        [(number,) for number in numbers],
    )
