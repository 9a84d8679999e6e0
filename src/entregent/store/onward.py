"""Onward: how the owner stands with everybody, read at once for the map."""

from entregent.store.connection import Connection, Row


def stances(connection: Connection) -> list[Row]:
    """Everybody with whom something passed.

    (person, strength, answer, silence_days, last_at, interactions, channel, level, resting).
    """
    return connection.rows(
        "SELECT s.person, s.strength, s.answer, s.silence_days, s.last_at, s.interactions, s.channel, s.level,"
        " p.resting FROM standing s JOIN person p ON p.id = s.person WHERE p.sort = 'person' AND p.never = ''"
    )


def employed(connection: Connection, folded_like: str) -> list[int]:
    """People whose organisation holds these words."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT id FROM person WHERE sort = 'person' AND never = '' AND organisation <> ''"
            " AND lower(organisation) LIKE ? ESCAPE '\\'",
            (f"%{folded_like}%",),
        )
    ]


def escaped(text: str) -> str:
    """Words as `employed` compares them, with nothing in them that the comparison would take for a wildcard."""
    lowered = text.strip().lower()
    return lowered.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
