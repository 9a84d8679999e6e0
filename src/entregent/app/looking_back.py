"""Looking back: the book as of the end of an earlier day, worked out in temporary tables; the book is not touched."""

import gc
import json
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from entregent.app import milestones, resolving, settling, weighing
from entregent.app.composing import compose_again
from entregent.app.listed import yielding
from entregent.app.opening import OpenBook
from entregent.store import handles, past, people


def look_back(book: OpenBook) -> None:
    """Let every later query see the book as of its instant: no later interaction, step or word.

    Who is who is judged from today's evidence, but without the owner's later answers. Whose book it is stays.
    """
    # A book's worth of rows lives until the end and holds no cycle: looking for some costs a fifth of the time.
    collecting = gc.isenabled()
    gc.disable()
    try:
        _look_back(book)
    finally:
        if collecting:
            gc.enable()


def _look_back(book: OpenBook) -> None:
    connection = book.connection
    past.shadow(connection, book.now)
    book.forget_settings()
    if past.is_rejudged_since(connection, book.now):
        past.shadow_people_of(connection)
        resolving.resolve_all(book, handles.all_ids(connection))
    past.hide(connection, past.people_unknown_before(connection, weighing.until_event(book)))
    restated = {
        person
        for handle in past.handles_stated_since(connection, book.now)
        if (person := handles.person_of(connection, handle)) is not None
    }
    compose_again(book, [person for person in restated if people.find(connection, person)])
    _weigh_everybody(book)
    settling.settle_plan(book)
    past.index_standing(connection)


def _weigh_everybody(book: OpenBook) -> None:
    """All ties from what precedes the instant, each folded from its last milestone before it."""
    connection = book.connection
    shift = weighing.zone_shift(book)
    past.set_out(connection, weighing.until_event(book), anew=not _has_milestones(book))
    human = people.human_ids(connection)
    begun = past.courses_set_out(connection)
    kept = []
    for person, rows in _rows_since(book):
        if person in human:
            weighed = _weigh(book, person, rows, begun.pop(person, None), shift)
            if weighed is not None:
                kept.append(weighing.tie_row(weighed))
    for person, packed in begun.items():
        weighed = _weigh(book, person, [], packed, shift)
        if weighed is not None:
            kept.append(weighing.tie_row(weighed))
    with connection.writing():
        people.put_ties(connection, kept)


def _has_milestones(book: OpenBook) -> bool:
    """Whether the book's milestones are of this version, and of all that was imported."""
    format_kept = past.memo_of_book(book.connection, "tie-format")
    return past.is_settled(book.connection) and format_kept == json.dumps(weighing.TIE_FORMAT)


def _rows_since(book: OpenBook) -> Iterator[tuple[int, list[weighing.PartRow]]]:
    """Each person's parts since their milestone, in time order; an event that reached two addresses counts once."""
    many = past.with_many_handles(book.connection)
    scan = past.exchanges_since(book.connection, weighing.until_event(book))
    for person, group in groupby(scan, key=itemgetter(0)):
        if person in many:
            rows = {row[1]: row[1:] for row in group}
            yield person, yielding(book.connection, [rows[event] for event in sorted(rows)])
        else:
            yield person, yielding(book.connection, [row[1:] for row in group])


def _weigh(
    book: OpenBook, person: int, rows: list[weighing.PartRow], packed: bytes | None, shift: int
) -> weighing.Weighed | None:
    course = milestones.departure()
    if packed:
        course, folded_with = milestones.unpack_course(packed)
        if folded_with != shift:
            # The zone was another, or its own clock: days are cut elsewhere.
            rows = weighing.rows_of(book, person)
            course = milestones.departure()
    course = weighing.advance(course, weighing.without_told_twice(rows), shift)
    return weighing.settled(person, course, book.now, {})
