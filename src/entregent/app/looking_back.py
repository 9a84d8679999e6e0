"""Looking back: the book as of the end of an earlier day, worked out in temporary tables; the book is not touched."""

from entregent.app import resolving, settling, weighing
from entregent.app.composing import compose_again
from entregent.app.opening import OpenBook
from entregent.store import events, handles, past, people


def look_back(book: OpenBook) -> None:
    """Let every later query see the book as of its instant: no later interaction, step or word.

    Who is who is judged from today's evidence, but without the owner's later answers. Whose book it is stays.
    """
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


def _weigh_everybody(book: OpenBook) -> None:
    """All ties from what precedes the instant, in one scan."""
    connection = book.connection
    person_of = {row[0]: row[9] for row in handles.evidence(connection)}
    human = {row.id for row in people.list_all(connection) if row.sort == "person"}
    rows_of: dict[int, list[weighing.PartRow]] = {}
    for handle, event, how, others, amount in events.all_exchanges(connection, weighing.until_event(book)):
        person = person_of.get(handle)
        if person in human:
            rows_of.setdefault(person, []).append((event, how, others, amount))
    shift = weighing.zone_shift(book)
    kept = []
    for person, rows in rows_of.items():
        weighed = weighing.weigh_rows(person, sorted(set(rows)), book.now, shift)
        if weighed is not None:
            kept.append(weighing.tie_row(weighed))
    with connection.writing():
        people.put_ties(connection, kept)
