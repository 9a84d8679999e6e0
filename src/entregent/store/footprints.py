"""Footprints: the steps that the owner took, and what was said of them later."""

from entregent.store.connection import Connection, Row


def taken(connection: Connection, until: int) -> list[Row]:
    """(fact, kind, value, person, said at) of each step that stood at `until`, oldest fact first.

    A step with several people has a row for each; `person` is null where it was toward nobody in particular.
    """
    return connection.rows(
        "SELECT f.id, f.kind, f.value, h.person, a.at FROM fact f JOIN action a ON a.id = f.action"
        " LEFT JOIN action r ON r.id = f.retired_by LEFT JOIN handle h ON h.id = f.handle"
        " WHERE f.kind IN ('log', 'footprint') AND a.at <= ?1 AND (r.id IS NULL OR r.at > ?1) ORDER BY f.id",
        (until,),
    )


def said_after(connection: Connection, until: int) -> list[str]:
    """What was said of steps later, as it stood at `until`, oldest first."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT f.value FROM fact f JOIN action a ON a.id = f.action LEFT JOIN action r ON r.id = f.retired_by"
            " WHERE f.kind = 'after' AND a.at <= ?1 AND (r.id IS NULL OR r.at > ?1) ORDER BY f.id",
            (until,),
        )
    ]


def planned_facts(connection: Connection, number: int) -> list[int]:
    """The standing facts of the planned step `number`: the number is the id of its first fact."""
    return [
        row[0]
        for row in connection.rows(
            "SELECT id FROM fact WHERE kind = 'step' AND retired_by IS NULL"
            " AND coalesce(json_extract(value, '$.number'), id) = ?",
            (number,),
        )
    ]


def any_elan(connection: Connection) -> bool:
    """Whether it was ever said of a step that it gave élan, or took it."""
    return bool(
        connection.value(
            "SELECT 1 FROM fact WHERE kind = 'after' AND retired_by IS NULL AND value ->> '$.elan' <> 0 LIMIT 1"
        )
    )


def observed(connection: Connection) -> list[Row]:
    """(value, person) of each thing observed as it is worded last; `person` is null for a place."""
    return connection.rows(
        "SELECT f.value, h.person FROM fact f LEFT JOIN handle h ON h.id = f.handle"
        " WHERE f.kind = 'observe' AND f.retired_by IS NULL ORDER BY f.id"
    )
