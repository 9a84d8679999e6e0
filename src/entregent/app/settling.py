"""Settling: after an import or a change, what replies and history teach, levels proposed, standing, price."""

from collections.abc import Iterable, Mapping
from typing import Final

from entregent.app.netting import spoil
from entregent.app.opening import OpenBook
from entregent.app.pricing import keep_curves
from entregent.app.standing import refresh_standing
from entregent.app.weighing import TIE_FORMAT, contacts_of, unpack, weigh, zone_shift
from entregent.model.tie import Level
from entregent.store import memos, people
from entregent.store.people import PersonRow
from entregent.ties.levels import propose
from entregent.ties.state import TieState


def settle_plan(book: OpenBook) -> None:
    """After an import or a change: what replies teach, levels proposed, everybody's standing, price and curves."""
    rows = people.ties(book.connection)
    states = {row[0]: unpack(row[1]) for row in rows}
    memos.put(book.connection, "tallies", people.tallies(book.connection))
    _learn_chance(book, states)
    _propose_levels(book, states)
    refresh_standing(book)
    keep_curves(book, whole=not book.as_of)
    if not book.as_of:
        spoil(book)


LEARN_FROM: Final = 600
"""Ties that the owner's own calibration looks at: with twelve cut-offs each, more teach nothing more."""


LEARN_AGAIN_DAYS: Final = 30


def _learn_chance(book: OpenBook, states: Mapping[int, TieState]) -> None:
    """Fit the chance to the owner's own history, from time to time; the shipped weights stand while it is short."""
    day = book.today.toordinal()
    fitted = book.memo("calibration")
    # An older book's first import may be small: until something was learned, each import tries again.
    if (fitted and abs(day - fitted[3]) < LEARN_AGAIN_DAYS) or not states:
        return
    from entregent.ties.backtest import owner_rows
    from entregent.ties.calibration import fit

    stride = max(1, len(states) // LEARN_FROM)
    some = sorted(states)[::stride]
    shift = zone_shift(book)
    first_at = min(state.first_at for state in states.values())
    rows = owner_rows((contacts_of(book, person) for person in some), book.now, first_at, shift=shift)
    found = fit(rows)
    if found.rows:
        memos.put(book.connection, "calibration", [found.intercept, list(found.weights), found.rows, day])


def settle_levels(book: OpenBook, grown: Iterable[int] | None) -> set[int]:
    """Propose levels anew after these people's ties grew, or (None) some tie shrank; return whose level changed.

    Counts fade at one pace for all, so that ranks move only with an exchange: those who have a level and those whose
    tie grew are all that can matter.
    """
    if grown is None:
        return _propose_levels(book, {row[0]: unpack(row[1]) for row in people.ties(book.connection)})
    rows = {row.id: row for row in (*people.levelled(book.connection), *people.list_some(book.connection, set(grown)))}
    ties = [tie for person in rows if (tie := people.tie(book.connection, person))]
    return _set_levels(book, rows.values(), {tie[0]: unpack(tie[1]) for tie in ties})


def _propose_levels(book: OpenBook, states: Mapping[int, TieState]) -> set[int]:
    """Propose levels among everybody: those who have one, or come to have one, are all that is read."""
    never = people.never_ids(book.connection)
    found = propose({person: state for person, state in states.items() if person not in never}, book.now)
    rows = {row.id: row for row in (*people.levelled(book.connection), *people.list_some(book.connection, set(found)))}
    return _set_levels(book, rows.values(), states)


def _set_levels(book: OpenBook, among: Iterable[PersonRow], states: Mapping[int, TieState]) -> set[int]:
    rows = [row for row in among if not row.never]
    proposed = propose({row.id: states[row.id] for row in rows if row.id in states}, book.now)
    moved = {
        row.id: int(proposed.get(row.id, Level.NONE))
        for row in rows
        if row.level_proposed and row.level != proposed.get(row.id, Level.NONE)
    }
    with book.connection.writing():
        people.set_levels(book.connection, [(level, person) for person, level in moved.items()])
    return set(moved)


def settle_all(book: OpenBook) -> None:
    """Weigh everybody anew: the zone changed, and days are cut elsewhere."""
    weigh(book, people.human_ids(book.connection))
    settle_plan(book)


def ensure_standing(book: OpenBook) -> None:
    """At the first use of a day, bring everybody's standing to it; after an upgrade that changed ties, weigh anew."""
    if memos.find(book.connection, "tie-format", TIE_FORMAT) != TIE_FORMAT:
        settle_all(book)
    if memos.find(book.connection, "standing-day") != book.today.isoformat():
        refresh_standing(book)


def begin_day(book: OpenBook) -> None:
    """Bring standing, price and curves to the day: what a server does ahead, for numbers take longer than `today`."""
    ensure_standing(book)
    if memos.find(book.connection, "plan-day") != book.today.isoformat():
        keep_curves(book, whole=not book.as_of)
        memos.put(book.connection, "plan-day", book.today.isoformat())
