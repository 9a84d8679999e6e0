"""First tries: the first contact with each person, read off the book. Where from, by what, whether they answered."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import Any, Final, NamedTuple, TypeVar

from entregent.app import footprints, weighing
from entregent.app.footprint_views import Footprint
from entregent.app.opening import OpenBook
from entregent.model.errors import LockedBookError, ReadOnlyBookError
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.model.tie import Outcome
from entregent.store import crossings, handles, memos
from entregent.store import first_tries as kept
from entregent.store.first_tries import Firsts
from entregent.ties.state import DAY
from entregent.ties.weights import RELATIONS

LOOKED_BACK_DAYS: Final = 730
"""First contacts older than two years say little of the owner of today."""

_LEFT: Final = frozenset((Outcome.WROTE, Outcome.LEFT_MESSAGE, Outcome.NO_ANSWER, Outcome.TALKED))
"""Steps by which something reached the other: what was hung up or not sent is effort, and no try of an approach."""
_BOTH: Final = frozenset((Outcome.TALKED, Outcome.MET))
_WAYS: Final = {way.name.lower(): int(way) for way in kept.WAYS}

_FORMAT: Final = 1
HOUR: Final = 3_600
Kept = TypeVar("Kept")


class FirstTry(NamedTuple):
    """The first contact with one person. Instants are UTC seconds, 0 for never."""

    person: int
    at: int
    channel: int
    opener: str
    whence: str
    """Where from, in the owner's words or as the book knows it (`whence_seen`); "" where nothing tells."""
    said: bool
    """Whether the owner said where from."""
    heard_at: int
    """When they were heard from first."""
    met_at: int


def first_tries(book: OpenBook) -> list[FirstTry]:
    """The first contacts of the last two years, read once while nobody writes."""
    return remembered(book, "first tries", lambda: _read(book))


def remembered(book: OpenBook, what: object, make: Callable[[], Kept]) -> Kept:
    """What `make` gives, made once while nobody writes and the hour does not change."""
    if book.tries_of != _stamp(book):
        book.tries = {}
    if what not in book.tries:
        made = make()
        # Making it may have written a memo: what was made before is of the same book.
        book.tries[what], book.tries_of = made, _stamp(book)
    found: Kept = book.tries[what]
    return found


def _stamp(book: OpenBook) -> tuple[int, ...]:
    return (book.now if book.as_of else book.now // HOUR, *book.connection.version())


def _read(book: OpenBook) -> list[FirstTry]:
    """What was worked out last, with whoever changed since worked out anew."""
    memo = memos.find(book.connection, kept.KEPT)
    touched = memos.find(book.connection, kept.TOUCHED)
    changed = touched[1] if touched else []
    if memo is None or memo["format"] != _FORMAT or changed is None:
        found = work_out(book)
    elif changed:
        again = set(changed)
        stay = [tried for tried in (FirstTry(*row) for row in memo["rows"]) if tried.person not in again]
        found = sorted([*stay, *work_out(book, again)])
    else:
        found = [FirstTry(*row) for row in memo["rows"]]
    if memo is None or changed or changed is None:
        _keep(book, found, touched)
    begin = book.now - LOOKED_BACK_DAYS * DAY
    return [tried for tried in found if tried.at >= begin]


def _keep(book: OpenBook, found: Sequence[FirstTry], touched: Any) -> None:
    try:
        kept.keep(book.connection, {"format": _FORMAT, "rows": found}, touched)
    except (LockedBookError, ReadOnlyBookError):
        # Somebody else writes: it is worked out again at the next look.
        return


def work_out(book: OpenBook, persons: Collection[int] | None = None) -> list[FirstTry]:
    """The first contacts of everybody, or of these people, from their exchanges and the owner's steps."""
    connection, until = book.connection, weighing.until_event(book)
    begin = (book.now - LOOKED_BACK_DAYS * DAY) << DIGEST_BITS
    steps = _steps(book, persons)
    if persons is None:
        told = {row.person: row for row in kept.approached(connection, begin, until) if row.person not in steps}
        told |= {row.person: row for row in kept.firsts(connection, steps.keys(), until)}
    else:
        told = {row.person: row for row in kept.firsts(connection, persons, until)}
    nothing = (None, None, None)
    rows = [told.get(person, Firsts(person, *nothing)) for person in told.keys() | steps.keys()]
    found = (_first(book, row, steps.get(row.person, ()), begin) for row in rows)
    return sorted(tried for tried in found if tried is not None)


def _steps(book: OpenBook, persons: Collection[int] | None) -> dict[int, list[Footprint]]:
    """The owner's logged steps by person."""
    found: dict[int, list[Footprint]] = {}
    for step in footprints.footprints(book):
        for person in step.people if step.kind == "log" else ():
            if persons is None or person in persons:
                found.setdefault(person, []).append(step)
    return found


def _first(book: OpenBook, told: Firsts, steps: Sequence[Footprint], begin: int) -> FirstTry | None:
    """The first contact with somebody; None where they came first, or it is too long ago, or there was none."""
    left = [step.number for step in steps if step.outcome in _LEFT and step.channel in _WAYS]
    sent = _earliest(told.sent, left)
    heard = _earliest(told.heard, (step.number for step in steps if step.outcome in _BOTH))
    if sent is None or sent < begin or (heard is not None and heard < sent):
        return None
    met = _earliest(told.met, (step.number for step in steps if step.outcome == Outcome.MET))
    own = [row[0] for row in handles.of_person(book.connection, told.person)]
    own_step = next((step for step in steps if step.number == sent), None)
    channel = _WAYS[own_step.channel] if own_step else kept.channel_of(book.connection, own, sent)
    about = _about(sent >> DIGEST_BITS, channel, steps)
    whence = about.whence if about else ""
    return FirstTry(
        told.person,
        sent >> DIGEST_BITS,
        channel,
        about.opener if about else "",
        whence or whence_seen(book, own, sent),
        bool(whence),
        _instant(heard),
        _instant(met),
    )


def _earliest(told: int | None, own: Iterable[int]) -> int | None:
    return min((number for number in (told, *own) if number is not None), default=None)


def _instant(event: int | None) -> int:
    return 0 if event is None else event >> DIGEST_BITS


def _about(at: int, channel: int, steps: Sequence[Footprint]) -> Footprint | None:
    """The step that tells of this first contact: what a source told of it may bear another minute."""
    near = [step for step in steps if _WAYS.get(step.channel) == channel and abs(step.at - at) <= DAY // 2]
    return min(near, key=lambda step: (not (step.opener or step.whence), abs(step.at - at)), default=None)


COMMENT: Final = "comment"
EVENT: Final = "event"
GROUP: Final = "group"
NETWORK: Final = "network"
INTRODUCTION: Final = "introduction"


def whence_seen(book: OpenBook, own: Sequence[int], event: int) -> str:
    """Where somebody with these handles was seen before an event; "" where nothing tells.

    An address book tells nothing: who answers gets a card, so that cards would seem to bring answers.
    """
    seen = kept.seen_before(book.connection, own, event)
    if Channel.COMMENT in seen:
        return COMMENT
    if Channel.MEETING in seen:
        return EVENT
    day = book.day_of(event >> DIGEST_BITS).isoformat()
    cards = [
        (reader, relation)
        for reader, relation, since in crossings.relations(book.connection, own)
        if not since or since <= day
    ]
    if any(reader.startswith("events") for reader, _ in cards):
        return EVENT
    if any(relation in RELATIONS for _, relation in cards):
        return NETWORK
    return GROUP if seen else ""
