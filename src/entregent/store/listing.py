"""Lists of people: who matches, in which order, and the rows of one page."""

from collections.abc import Collection, Sequence
from typing import Any, Final

from entregent.model.record import Record
from entregent.store.connection import Connection, Row
from entregent.store.people import PersonRow, StandingRow

_CARD_TELLS: Final = (
    "EXISTS (SELECT 1 FROM handle h JOIN record_handle rh ON rh.handle = h.id JOIN record r ON r.id = rh.record"
    f" WHERE h.person = p.id AND coalesce(r.body ->> '$[{Record._fields.index('relation')}]', '') <> '')"
)
# The second number of a packed tie is when they last met, 0 for never.
_MET: Final = "EXISTS (SELECT 1 FROM tie t WHERE t.person = p.id AND substr(t.state, 9, 8) <> zeroblob(8))"
_SAID_MET: Final = (
    "EXISTS (SELECT 1 FROM handle h JOIN fact f ON f.handle = h.id WHERE h.person = p.id AND f.kind = 'met'"
    " AND f.retired_by IS NULL AND f.value <> '')"
)

CONDITIONS: Final = {
    "people": "p.sort = 'person' AND p.never = ''",
    "known": "p.sort = 'person' AND p.never IN ('', 'never', 'died')",
    "anybody": "p.sort <> 'owner'",
    "automata": "p.sort = 'automaton' AND p.never = ''",
    "resting": "p.sort = 'person' AND p.never = '' AND p.resting = 1",
    "peace": "p.sort = 'person' AND p.never IN ('never', 'died', 'private')",
    "archived": "p.sort <> 'owner' AND p.never = 'archived'",
    "circle": "p.circles <> '[]' AND EXISTS (SELECT 1 FROM json_each(p.circles) WHERE value = ?)",
    "guessed-circle": "EXISTS (SELECT 1 FROM json_each(p.circles_proposed) WHERE value ->> 0 = ?)",
    "no-circle": "p.circles = '[]'",
    "level": "p.level = ?",
    "plate": "s.plate = 1",
    "silent": "s.last_at > 0 AND s.silence_days > ?",
    "beyond-rhythm": "s.last_at > 0 AND s.silence_days > 2 * s.gap_days",
    "never-in-touch": "coalesce(s.last_at, 0) = 0",
    "never-met": f"NOT {_MET} AND (coalesce(s.last_at, 0) > 0 OR {_CARD_TELLS}) AND NOT {_SAID_MET}",
    "among": "p.id IN (SELECT value FROM json_each(?))",
}
"""What may be asked of people (`p`) and of how they stand (`s`), by the word that faces use."""

_ORDERS: Final = {
    "name": "p.folded {way}, p.id {way}",
    "strength": "s.strength IS NULL, s.strength {way}, p.folded, p.id",
    "chance": "s.chance IS NULL, s.chance {way}, p.folded, p.id",
    "silence": "coalesce(s.last_at, 0) = 0, s.silence_days {way}, s.last_at {back}, p.folded, p.id",
    "level": "p.level = 0, p.level {way}, s.strength DESC, p.folded, p.id",
    "interactions": "s.interactions IS NULL, s.interactions {way}, p.folded, p.id",
}
ORDERS: Final = tuple(_ORDERS)
"""What people may be sorted by. Whoever has nothing to compare comes last, either way round."""


_WHOLE: Final = {
    "name": "SELECT id FROM person ORDER BY folded, id",
    "strength": "SELECT person FROM standing ORDER BY strength",
    "chance": "SELECT person FROM standing ORDER BY chance",
    "silence": "SELECT person FROM standing WHERE last_at > 0 ORDER BY silence_days, last_at DESC",
    "level": "SELECT person FROM standing WHERE level > 0 ORDER BY level, strength DESC",
    "interactions": "SELECT person FROM standing ORDER BY interactions",
}


def whole_order(connection: Connection, order: str) -> list[int]:
    """Everybody who has something to compare by, rising: people, automata and all."""
    return [row[0] for row in connection.rows(_WHOLE[order])]


def members(connection: Connection, conditions: Sequence[tuple[str, Any]]) -> list[int]:
    """Those who meet every condition (its word, and its value or None), in no order: much quicker than `ordered`."""
    where = " AND ".join(CONDITIONS[word] for word, _ in conditions)
    bindings = [value for _, value in conditions if value is not None]
    joined = " LEFT JOIN standing s ON s.person = p.id" if "s." in where else ""
    return [row[0] for row in connection.rows(f"SELECT p.id FROM person p{joined} WHERE {where}", bindings)]


def ordered(
    connection: Connection, conditions: Sequence[tuple[str, Any]], order: str, among: Collection[int], *, falling: bool
) -> list[int]:
    """Those `among` a few who meet every condition, in order."""
    where = " AND ".join(CONDITIONS[word] for word, _ in conditions) or "1"
    bindings = [value for _, value in conditions if value is not None]
    where += f" AND p.id IN ({','.join(str(int(number)) for number in among)})"
    way, back = ("DESC", "ASC") if falling else ("ASC", "DESC")
    by = _ORDERS[order].format(way=way, back=back)
    sql = f"SELECT p.id FROM person p LEFT JOIN standing s ON s.person = p.id WHERE {where} ORDER BY {by}"
    return [row[0] for row in connection.rows(sql, bindings)]


_PERSON: Final = ", ".join(f"p.{name}" for name in PersonRow._fields)
_STANDING: Final = ", ".join(f"s.{name}" for name in StandingRow._fields)


def rows_of(connection: Connection, people: Sequence[int]) -> list[tuple[PersonRow, StandingRow | None]]:
    """How these people stand, in the order given."""
    width = len(PersonRow._fields)
    marks = ",".join("?" * len(people))
    found = {
        row[0]: (PersonRow(*row[:width]), StandingRow(*row[width:]) if row[width] is not None else None)
        for row in connection.rows(
            f"SELECT {_PERSON}, {_STANDING} FROM person p LEFT JOIN standing s ON s.person = p.id"
            f" WHERE p.id IN ({marks})",
            people,
        )
    }
    return [found[person] for person in people if person in found]


def handles_of(connection: Connection, people: Sequence[int]) -> dict[int, list[Row]]:
    """(id, kind, value) of the handles of these people."""
    marks = ",".join("?" * len(people))
    found: dict[int, list[Row]] = {person: [] for person in people}
    for person, *handle in connection.rows(
        f"SELECT person, id, kind, value FROM handle WHERE person IN ({marks}) ORDER BY id", people
    ):
        found[person].append(tuple(handle))
    return found


# ── where people come from ────────────────────────────────────────────────────────────────────────────────────────

_FIRST: Final = (
    "SELECT h.id, e.origin FROM handle h CROSS JOIN event e ON e.id ="
    " (SELECT p.event FROM part p WHERE p.handle = h.id ORDER BY p.event LIMIT 1)"
)
_CARDS: Final = "SELECT rh.handle, r.origin FROM record_handle rh JOIN record r ON r.id = rh.record"


def origins(connection: Connection, handles: Sequence[int] | None = None) -> list[Row]:
    """(handle, origin): where each handle's first event was read, and each card that it stands on. 0 is the owner."""
    if handles is None:
        return [*connection.rows(_FIRST), *connection.rows(_CARDS)]
    marks = ",".join("?" * len(handles))
    return [
        *connection.rows(f"{_FIRST} WHERE h.id IN ({marks})", handles),
        *connection.rows(f"{_CARDS} WHERE rh.handle IN ({marks})", handles),
    ]


def origins_stamp(connection: Connection) -> Row:
    """Changes whenever `origins` of the whole book may: with imports, and with new handles."""
    row = connection.row(
        "SELECT (SELECT max(id) FROM source), (SELECT count(*) FROM import), (SELECT max(id) FROM import),"
        " (SELECT max(id) FROM handle), (SELECT count(*) FROM tombstone)"
    )
    assert row is not None
    return row


def persons(connection: Connection) -> list[Row]:
    """(handle, person) of the whole book."""
    return connection.rows("SELECT id, person FROM handle")


def own_circles(connection: Connection) -> list[str]:
    """The names of all circles that the owner ever put somebody in, and did not take back."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT DISTINCT value FROM fact WHERE kind = 'circle' AND retired_by IS NULL AND value NOT LIKE '-%'"
            " ORDER BY value"
        )
    ]


def readers(connection: Connection) -> list[Row]:
    """(source, reader, import) of every document that an import claims."""
    return connection.rows("SELECT s.id, s.reader, c.import FROM source s JOIN claim c ON c.source = s.id")
