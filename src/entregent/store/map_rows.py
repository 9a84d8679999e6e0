"""Map rows: what is written beside everybody whom the map may show."""

from entregent.store.connection import Connection, Row


def people(connection: Connection) -> list[Row]:
    """(id, name, circles, circles proposed, strength or None, last exchange or None): nobody who is left in peace."""
    return connection.rows(
        "SELECT p.id, p.name, p.circles, p.circles_proposed, s.strength, s.last_at FROM person p"
        " LEFT JOIN standing s ON s.person = p.id WHERE p.sort = 'person' AND p.never = '' ORDER BY p.id"
    )


def early_day(connection: Connection) -> int | None:
    """The day (since 1970) by which one tie of fifty had been seen: wrong dates of a few mails lie before it."""
    found: int | None = connection.value(
        "SELECT first FROM seen_together ORDER BY first LIMIT 1 OFFSET (SELECT count(*) / 50 FROM seen_together)"
    )
    return found
