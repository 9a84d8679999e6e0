"""Steps: what was dared lately. Tried steps count like those that were answered."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from entregent.app import footprints
from entregent.app.opening import OpenBook
from entregent.store import facts, handles

WEEKS: Final = 8


def weeks(book: OpenBook, count: int = WEEKS) -> tuple[int, ...]:
    """How many steps were taken in each of the last weeks (Monday to Sunday, the book's zone), this one last."""
    monday = book.today - timedelta(days=book.today.weekday())
    begins = monday - timedelta(weeks=count - 1)
    steps = [0] * count
    for step in footprints.footprints(book, since=_midnight(book, begins)):
        steps[(book.day_of(step.at) - begins).days // 7] += 1
    return tuple(steps)


def tried_today(book: OpenBook) -> dict[int, int]:
    """Person -> when a step with them was last logged today. One try a day is enough, whatever came of it."""
    own = facts.logged_with_since(book.connection, _midnight(book, book.today), book.now)
    found = {handles.person_of(book.connection, handle): at for handle, at in own}
    return {person: at for person, at in found.items() if person is not None}


def _midnight(book: OpenBook, day: date) -> int:
    return int(datetime.combine(day, time(), book.zone).astimezone(UTC).timestamp())
