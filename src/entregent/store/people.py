"""People, ties and standings: derived rows that lists and the plan read."""

from collections.abc import Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple

from entregent.model.interaction import DIGEST_BITS
from entregent.store.connection import Connection, Row


class PersonRow(NamedTuple):
    """One row of `person`."""

    id: int
    sort: str
    sort_reasons: str
    name: str
    folded: str
    level: int
    level_proposed: int
    circles: str
    circles_proposed: str
    resting: int
    never: str
    later_until: str
    birthday: str
    organisation: str
    title: str


class StandingRow(NamedTuple):
    """One row of `standing`."""

    person: int
    strength: float
    chance: float
    silence_days: int
    gap_days: float | None
    last_at: int
    interactions: int
    level: int
    owed_since: int | None
    owed_title: str | None
    plate: int
    worth: float
    channel: str
    minutes: int
    answer: float


_PERSON = ", ".join(PersonRow._fields)
_STANDING = ", ".join(StandingRow._fields)


def put(connection: Connection, rows: Sequence[PersonRow]) -> None:
    """Write people, replacing what stood under their ids."""
    marks = ", ".join("?" * len(PersonRow._fields))
    with connection.writing():
        connection.run_many(f"INSERT OR REPLACE INTO person ({_PERSON}) VALUES ({marks})", rows)


def drop(connection: Connection, people: Iterable[int]) -> None:
    """Remove people who are nobody's cluster any more, with what was derived for them."""
    gone = [(person,) for person in people]
    with connection.writing():
        for table, key in (("person", "id"), ("tie", "person"), ("milestone", "person"), ("standing", "person")):
            connection.run_many(f"DELETE FROM {table} WHERE {key} = ?", gone)
        connection.run_many("DELETE FROM person_text WHERE rowid = ?", gone)


def find(connection: Connection, person: int) -> PersonRow | None:
    """A person's row."""
    row = connection.row(f"SELECT {_PERSON} FROM person WHERE id = ?", (person,))
    return PersonRow(*row) if row else None


def list_all(connection: Connection) -> list[PersonRow]:
    """All rows, automata and the owner too."""
    return [PersonRow(*row) for row in connection.rows(f"SELECT {_PERSON} FROM person ORDER BY id")]


def list_some(connection: Connection, people: Collection[int]) -> list[PersonRow]:
    """The rows of these people, of those that there are."""
    if len(people) > 500:
        between = connection.rows(f"SELECT {_PERSON} FROM person WHERE id BETWEEN ? AND ?", (min(people), max(people)))
        return [PersonRow(*row) for row in between if row[0] in people]
    return [row for person in people if (row := find(connection, person))]


def levelled(connection: Connection) -> list[PersonRow]:
    """Everybody who has a level, or of whom the owner decided that they have none."""
    return [
        PersonRow(*row)
        for row in connection.rows(f"SELECT {_PERSON} FROM person WHERE level > 0 OR level_proposed = 0")
    ]


def count(connection: Connection, sort: str = "person") -> int:
    """How many people (or automata, or owners), without those who are never to be counted."""
    return int(
        connection.value(
            "SELECT (SELECT count(*) FROM person WHERE sort = ?1)"
            " - (SELECT count(*) FROM person WHERE never <> '' AND sort = ?1)",
            (sort,),
        )
    )


def sorts(connection: Connection) -> dict[int, str]:
    """Everybody's sort: person, automaton or owner."""
    return dict(connection.rows("SELECT id, sort FROM person"))


def drop_standings(connection: Connection, people: Iterable[int]) -> None:
    """Remove how these people stood."""
    connection.run_many("DELETE FROM standing WHERE person = ?", [(person,) for person in people])


def standing_ids(connection: Connection) -> set[int]:
    """Who has a standing."""
    return {row[0] for row in connection.rows("SELECT person FROM standing")}


def human_ids(connection: Connection) -> set[int]:
    """The ids of people: neither automata nor the owner."""
    return {row[0] for row in connection.rows("SELECT id FROM person WHERE sort = 'person'")}


def never_ids(connection: Connection) -> set[int]:
    """The ids of those whom the owner will never contact again, whatever the reason."""
    return {row[0] for row in connection.rows("SELECT id FROM person WHERE never <> ''")}


def named(connection: Connection, folded: str) -> list[Row]:
    """(id, name) of people whose folded name is this."""
    return connection.rows("SELECT id, name FROM person WHERE folded = ? AND sort <> 'owner'", (folded,))


def named_like(connection: Connection, folded: str, limit: int) -> list[Row]:
    """(id, name) of people with a name that begins so."""
    return connection.rows(
        "SELECT id, name FROM person WHERE folded >= ? AND folded < ? AND sort <> 'owner' ORDER BY folded LIMIT ?",
        (folded, folded + "\U0010ffff", limit),
    )


class Named(NamedTuple):
    """Whom a handle names."""

    person: int
    name: str
    sort: str


def of_handles(connection: Connection, handles: Iterable[int]) -> dict[int, Named]:
    """Handle -> whom it names, for many at once."""
    wanted = list(handles)
    found: dict[int, Named] = {}
    for begin in range(0, len(wanted), _AT_ONCE):
        some = wanted[begin : begin + _AT_ONCE]
        marks = ",".join("?" * len(some))
        for handle, *named in connection.rows(
            f"SELECT h.id, p.id, p.name, p.sort FROM handle h JOIN person p ON p.id = h.person WHERE h.id IN ({marks})",
            some,
        ):
            found[handle] = Named(*named)
    return found


_AT_ONCE: Final = 500
"""Handles looked up together."""


def set_levels(connection: Connection, rows: Iterable[tuple[int, int]]) -> None:
    """Write (proposed level, person) where the owner has not decided."""
    connection.run_many("UPDATE person SET level = ? WHERE id = ? AND level_proposed = 1", rows)


def put_ties(connection: Connection, rows: Iterable[tuple[int, bytes, int, str]]) -> None:
    """Write (person, state, interactions, tries)."""
    connection.run_many("INSERT OR REPLACE INTO tie (person, state, interactions, tries) VALUES (?, ?, ?, ?)", rows)


def drop_ties(connection: Connection, people: Iterable[int]) -> None:
    """Remove ties and standings of people who have no exchange left."""
    gone = [(person,) for person in people]
    connection.run_many("DELETE FROM tie WHERE person = ?", gone)
    connection.run_many("DELETE FROM milestone WHERE person = ?", gone)
    connection.run_many("DELETE FROM standing WHERE person = ?", gone)


def ties(connection: Connection) -> list[Row]:
    """(person, state, interactions, tries) of all."""
    return connection.rows("SELECT person, state, interactions, tries FROM tie ORDER BY person")


def tie(connection: Connection, person: int) -> Row | None:
    """(person, state, interactions, tries) of one."""
    return connection.row("SELECT person, state, interactions, tries FROM tie WHERE person = ?", (person,))


def tallies(connection: Connection) -> dict[str, list[int]]:
    """What all tries came to: channel -> [answered, tries]."""
    return {
        row[0]: [row[1], row[2]]
        for row in connection.rows(
            "SELECT t.key, sum(t.value ->> 1), sum(t.value ->> 2) FROM tie, json_each(tie.tries) t GROUP BY t.key"
        )
    }


def put_standings(connection: Connection, rows: Sequence[StandingRow]) -> None:
    """Write how people stand."""
    marks = ", ".join("?" * len(StandingRow._fields))
    with connection.writing():
        connection.run_many(f"INSERT OR REPLACE INTO standing ({_STANDING}) VALUES ({marks})", rows)


def set_owed_titles(connection: Connection, people: Iterable[int]) -> None:
    """The subject that waits for the owner's reply, beside those of these people who wait."""
    connection.run_many(
        "UPDATE standing SET owed_title = coalesce((SELECT e.title FROM handle h CROSS JOIN part p ON p.handle = h.id"
        " AND p.event >= owed_since << ?1 AND p.event < (owed_since + 1) << ?1 JOIN event e ON e.id = p.event"
        " WHERE h.person = standing.person ORDER BY h.id, p.event LIMIT 1), '')"
        " WHERE person = ?2 AND owed_since IS NOT NULL",
        [(DIGEST_BITS, person) for person in people],
    )


def standing(connection: Connection, person: int) -> StandingRow | None:
    """How one person stands."""
    row = connection.row(f"SELECT {_STANDING} FROM standing WHERE person = ?", (person,))
    return StandingRow(*row) if row else None


class Placed(NamedTuple):
    """A person with how they stand and what was tried with them."""

    person: PersonRow
    standing: StandingRow | None
    tries: str


_PLACED = (
    f"SELECT {', '.join(f'p.{name}' for name in PersonRow._fields)},"
    f" {', '.join(f's.{name}' for name in StandingRow._fields)}, coalesce(t.tries, '{{}}')"
)


def _placed(row: Row) -> Placed:
    width = len(PersonRow._fields)
    standing = StandingRow(*row[width:-1]) if row[width] is not None else None
    return Placed(PersonRow(*row[:width]), standing, row[-1])


def worthiest(connection: Connection, limit: int) -> list[Placed]:
    """The plates whose minute brings most, best first."""
    return [
        _placed(row)
        for row in connection.rows(
            f"{_PLACED} FROM standing s JOIN person p ON p.id = s.person LEFT JOIN tie t ON t.person = s.person"
            " WHERE s.plate = 1 ORDER BY s.worth DESC, s.person LIMIT ?",
            (limit,),
        )
    ]


def placed_plates(connection: Connection) -> list[Placed]:
    """All plates, with their people."""
    return [
        _placed(row)
        for row in connection.rows(
            f"{_PLACED} FROM standing s INDEXED BY standing_worth JOIN person p ON p.id = s.person"
            " LEFT JOIN tie t ON t.person = s.person WHERE s.plate = 1"
        )
    ]


def place(connection: Connection, person: int) -> Placed | None:
    """One person, placed."""
    row = connection.row(
        f"{_PLACED} FROM person p LEFT JOIN standing s ON s.person = p.id LEFT JOIN tie t ON t.person = p.id"
        " WHERE p.id = ?",
        (person,),
    )
    return _placed(row) if row else None


def owed(connection: Connection, since: int, limit: int) -> list[Row]:
    """(person, since, subject) of those to whom the owner owes a reply: dearest ties first, then the longest wait."""
    return connection.rows(
        "SELECT person, owed_since, owed_title FROM standing WHERE owed_since IS NOT NULL AND owed_since >= ?"
        " ORDER BY CASE level WHEN 0 THEN 9 ELSE level END, owed_since LIMIT ?",
        (since, limit),
    )


def plates(connection: Connection) -> list[StandingRow]:
    """All plates."""
    return [
        StandingRow(*row)
        for row in connection.rows(f"SELECT {_STANDING} FROM standing WHERE plate = 1 ORDER BY person")
    ]


def standing_well(connection: Connection) -> int:
    """How many plates are steady now."""
    return int(
        connection.value("SELECT count(*) FROM standing INDEXED BY standing_worth WHERE plate = 1 AND strength >= 0.5")
    )


def born_on(connection: Connection, days: Sequence[str]) -> list[Row]:
    """(id, name, birthday) of people born on these "MM-DD" days."""
    marks = ",".join("?" * len(days))
    return connection.rows(
        "SELECT id, name, birthday FROM person INDEXED BY person_birthday"
        " WHERE birthday <> '' AND +sort = 'person' AND never = ''"
        f" AND substr(birthday, -5) IN ({marks})",
        days,
    )


_COLUMNS = {"strength": "s.strength", "chance": "s.chance", "silence": "s.silence_days"}
"""Orders that an index of `standing` gives; whoever has no standing comes last, by name."""


def search(
    connection: Connection, *, ids: Sequence[int] | None, wheres: Sequence[tuple[str, Any]], order: str, limit: int
) -> list[tuple[PersonRow, StandingRow | None]]:
    """People with how they stand: among `ids` if given, under conditions of `wheres`, in one of four orders."""
    conditions = [condition for condition, _ in wheres] or ["1"]
    bindings: list[Any] = [value for _, value in wheres]
    if ids is not None:
        conditions.append(f"p.id IN ({','.join(str(int(number)) for number in ids)})")
    person = ", ".join(f"p.{name}" for name in PersonRow._fields)
    standing_columns = ", ".join(f"s.{name}" for name in StandingRow._fields)
    start = f"SELECT {person}, {standing_columns} FROM"
    where = " AND ".join(conditions)
    rows: list[Row] = []
    if order in _COLUMNS:
        rows = connection.rows(
            f"{start} standing s CROSS JOIN person p ON p.id = s.person WHERE {where}"
            f" ORDER BY {_COLUMNS[order]} DESC LIMIT ?",
            (*bindings, limit),
        )
        where += " AND s.person IS NULL"
    if len(rows) < limit:
        rows += connection.rows(
            f"{start} person p LEFT JOIN standing s ON s.person = p.id WHERE {where} ORDER BY p.folded, p.id LIMIT ?",
            (*bindings, limit - len(rows)),
        )
    width = len(PersonRow._fields)
    return [(PersonRow(*row[:width]), StandingRow(*row[width:]) if row[width] is not None else None) for row in rows]


def put_judgements(connection: Connection, rows: Iterable[Sequence[Any]]) -> None:
    """Replace the machine's judgements: (a, b, verdict, confidence, assumed, reasons, rank)."""
    with connection.writing():
        connection.run("DELETE FROM judgement")
        connection.run_many("INSERT OR IGNORE INTO judgement VALUES (?, ?, ?, ?, ?, ?, ?)", rows)


def questions(connection: Connection, limit: int, skip: int = 0) -> list[Row]:
    """(a, b, confidence, reasons) of what the machine could not decide, best first, after so many others."""
    return connection.rows(
        "SELECT a, b, confidence, reasons FROM judgement WHERE verdict = 'unsure' ORDER BY rank LIMIT ? OFFSET ?",
        (limit, skip),
    )


def question_count(connection: Connection) -> int:
    """How many questions wait."""
    return int(connection.value("SELECT count(*) FROM judgement WHERE verdict = 'unsure'"))


def joins_of(connection: Connection, handles: Sequence[int]) -> list[Row]:
    """(a, b, confidence, assumed, reasons) of the machine's joins among these handles."""
    marks = ",".join("?" * len(handles))
    return connection.rows(
        f"SELECT a, b, confidence, assumed, reasons FROM judgement WHERE verdict = 'same' AND a IN ({marks})",
        tuple(handles),
    )


def same_pairs(connection: Connection) -> list[tuple[int, int]]:
    """The pairs of handles that the machine joined."""
    return [(row[0], row[1]) for row in connection.rows("SELECT a, b FROM judgement WHERE verdict = 'same'")]


def assumed_joins(connection: Connection, after: int, limit: int) -> list[Row]:
    """(rank, a, b, reasons) of joins that rest on a name alone, after a rank."""
    return connection.rows(
        "SELECT rank, a, b, reasons FROM judgement WHERE verdict = 'same' AND rank > ? AND assumed = 1"
        " ORDER BY rank LIMIT ?",
        (after, limit),
    )


def doubtful(connection: Connection, limit: int) -> list[Row]:
    """(id, name, sort, reasons, sent, received, bulk, first, last) of automata, and of people who write to many.

    Those that were written to as well come first, then those that wrote to few at once.
    """
    return connection.rows(
        "SELECT p.id, p.name, p.sort, p.sort_reasons, sum(h.sent) AS sent, sum(h.received) AS received,"
        " sum(h.bulk) AS bulk, min(h.first_at), max(h.last_at) FROM person p JOIN handle h ON h.person = p.id"
        " WHERE p.never = '' AND p.sort <> 'owner' AND p.id IN (SELECT id FROM person WHERE sort = 'automaton'"
        " UNION SELECT person FROM handle WHERE bulk > 2 AND bulk * 2 >= sent)"
        " GROUP BY p.id ORDER BY p.sort = 'automaton' AND sum(h.sent) > 0 AND sum(h.received) > 0 DESC,"
        " p.sort = 'automaton' AND sum(h.bulk) * 2 < sum(h.sent) DESC, p.sort = 'person' DESC,"
        " sum(h.received) DESC, sum(h.sent) - sum(h.bulk) DESC, p.id LIMIT ?",
        (limit,),
    )


def join_counts(connection: Connection) -> tuple[int, int]:
    """(joins, of which assumed on a name) by the machine."""
    row = connection.row("SELECT count(*), coalesce(sum(assumed), 0) FROM judgement WHERE verdict = 'same'")
    return (int(row[0]), int(row[1])) if row else (0, 0)
