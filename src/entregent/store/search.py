"""Full-text search: accents folded, by prefix, over names, handles, notes and subjects."""

from collections.abc import Iterable
from typing import Final

from entregent.store.connection import Connection

LONGEST_QUERY: Final = 200


def put_people(connection: Connection, rows: Iterable[tuple[int, str, str, str]]) -> None:
    """Index (person, names, handles, notes) afresh."""
    connection.run_many("INSERT OR REPLACE INTO person_text (rowid, name, handles, notes) VALUES (?, ?, ?, ?)", rows)


def people(connection: Connection, query: str, limit: int) -> list[int]:
    """People whose names, handles or notes hold every word of the query, as prefixes."""
    match = _match(query)
    if not match:
        return []
    return [
        row[0]
        for row in connection.rows(
            "SELECT rowid FROM person_text WHERE person_text MATCH ? ORDER BY rank LIMIT ?", (match, limit)
        )
    ]


def matching(connection: Connection, query: str, *, by_name: bool = False) -> list[int]:
    """Whose names, handles or notes (with `by_name` only names) hold every word of the query, as prefixes; unordered.

    Nothing is ranked here: that costs more than finding.
    """
    match = _match(query)
    if not match:
        return []
    match = f"name : ({match})" if by_name else match
    return [row[0] for row in connection.rows("SELECT rowid FROM person_text WHERE person_text MATCH ?", (match,))]


def named_from(connection: Connection, folded: str) -> list[int]:
    """Those whose folded name begins so."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT id FROM person WHERE folded >= ? AND folded < ?", (folded, folded + "\U0010ffff")
        )
    ]


def reached_by_digits(connection: Connection, digits: str) -> list[int]:
    """Those with a phone number that holds these digits in a row."""
    return [
        row[0]
        for row in connection.rows("SELECT person FROM handle WHERE kind = 'phone' AND value LIKE ?", (f"%{digits}%",))
    ]


def events(connection: Connection, query: str, limit: int, *, whole: bool = False) -> list[int]:
    """Events whose subject holds every word of the query as prefix (or as `whole` word: much quicker), newest first."""
    words = _words(query)
    if not words:
        return []
    match = " AND ".join(f'"{word}"' if whole else f'"{word}"*' for word in words)
    return [
        row[0]
        for row in connection.rows(
            "SELECT rowid FROM event_text WHERE event_text MATCH ? ORDER BY rowid DESC LIMIT ?", (match, limit)
        )
    ]


def compact(connection: Connection) -> None:
    """Merge the indexes, so that what was deleted leaves no byte behind."""
    with connection.writing():
        for table in ("person_text", "event_text"):
            connection.run(f"INSERT INTO {table} ({table}) VALUES ('optimize')")


def _words(query: str) -> list[str]:
    """Words safe inside a MATCH: anything that is no letter or digit separates, as in the tokenizer."""
    from unicodedata import normalize

    kept = "".join(c if c.isalnum() else " " for c in normalize("NFC", query[:LONGEST_QUERY]))
    return kept.split()


def _match(query: str) -> str:
    return " AND ".join(f'"{word}"*' for word in _words(query))
