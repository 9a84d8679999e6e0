"""The plates on their poles: which ties the scene shows, and how each stands."""

import json
from collections.abc import Collection
from typing import Final

from entregent.app import settling
from entregent.app.opening import OpenBook
from entregent.app.views import ScenePlate
from entregent.app.wording import HOLDS_WELL, SILENT
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.store import people
from entregent.store.people import PersonRow, Placed

MOST_FALLEN: Final = 2
"""Fallen plates that a short scene shows: enough to be picked up, too few to weigh."""


def scene(book: OpenBook, most: int, asked: Collection[int] = ()) -> list[ScenePlate]:
    """At most so many plates: those that are asked for, a few fallen ones that mattered, then the dearest ties.

    They come by level and name, so that nobody changes place from day to day.
    """
    settling.ensure_standing(book)
    placed = people.placed_plates(book.connection)
    kept = _kept(placed, most, asked)
    kept.sort(key=lambda one: (one.person.level, one.person.folded, one.person.id))
    return [_plate(one, asked) for one in kept]


def _kept(placed: list[Placed], most: int, asked: Collection[int]) -> list[Placed]:
    if len(placed) <= most:
        return placed
    called = [one for one in placed if one.person.id in asked]
    others = [one for one in placed if one.person.id not in asked]
    fallen = [one for one in others if _state(one) == "fallen"]
    standing = [one for one in others if _state(one) != "fallen"]
    fallen.sort(key=lambda one: (one.person.level, -one.standing.last_at if one.standing else 0))
    standing.sort(key=lambda one: (one.person.level, -(one.standing.interactions if one.standing else 0)))
    return [*called, *fallen[:MOST_FALLEN], *standing][:most]


def _state(one: Placed) -> str:
    strength = one.standing.strength if one.standing else 0.0
    return "steady" if strength >= HOLDS_WELL else "wobbling" if strength >= SILENT else "fallen"


def _plate(one: Placed, asked: Collection[int]) -> ScenePlate:
    row, standing = one.person, one.standing
    assert standing is not None
    return ScenePlate(
        person=row.id,
        name=row.name,
        level=LEVEL_WORDS[Level(row.level)],
        circles=shown_circles(row),
        strength=standing.strength,
        silence_days=standing.silence_days,
        last_at=standing.last_at,
        state=_state(one),
        asks=row.id in asked,
    )


def shown_circles(row: PersonRow) -> tuple[str, ...]:
    """The circles that colour somebody: the owner's, else those that evidence suggests."""
    own = tuple(json.loads(row.circles))
    return own or tuple(name for name, _why in json.loads(row.circles_proposed))
