"""Waiting: those whom the owner wrote to and who have not answered yet, with the next smallest thing."""

import json
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final, NamedTuple

from entregent.app import owning, standing, weighing
from entregent.app.follow_up_views import WaitingLine
from entregent.app.opening import OpenBook
from entregent.attention.channels import HABITS, choose_channel
from entregent.attention.replies import Tries
from entregent.coaching.follow_up import ANOTHER_WAY, LONGEST_WAIT, Wait, next_thing
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.store import events, follow_ups, handles, people
from entregent.ties.state import DAY

MOST: Final = 50


class _Open(NamedTuple):
    """Somebody whose answer has not come: the last try, and how long it has waited."""

    person: int
    name: str
    circles: str
    tries: dict[int, Tries]
    at: int
    channel: int
    wait: Wait


def waiting(book: OpenBook, limit: int = MOST) -> list[WaitingLine]:
    """Who still owes an answer to a try of the last six weeks: those whose patience ran out last, then the soonest."""
    stamp = (book.today, limit, *book.connection.version())
    if book.waits_of != stamp:
        book.waits, book.waits_of = _found(book, limit), stamp
    found: list[WaitingLine] = book.waits
    return found


def _found(book: OpenBook, limit: int) -> list[WaitingLine]:
    found = sorted(_open(book), key=lambda one: (one.wait.patience_days - one.wait.days, one.person))
    # What ran out a day ago comes before what ran out long ago: the older, the less a word is expected.
    over = [one for one in found if one.wait.is_over]
    patient = [one for one in found if not one.wait.is_over]
    return [_line(book, one) for one in [*reversed(over), *patient][:limit]]


def _open(book: OpenBook) -> Iterator[_Open]:
    first = (book.now - LONGEST_WAIT * DAY) << DIGEST_BITS
    until = weighing.until_event(book)
    packed = follow_ups.written_to(book.connection, first, until, owning.owner_handles(book))
    wanted = {handle for parts in packed for handle in events.handles_in(parts)}
    persons = {named.person for named in people.of_handles(book.connection, wanted).values()}
    today = book.today
    for person, name, circles, text in follow_ups.tries_of(book.connection, persons):
        tries = weighing.read_tries_text(text)
        missed = [(one.last_try_at, channel) for channel, one in tries.items() if one.misses]
        if not missed:
            continue
        at, channel = max(missed)
        days = (today - book.day_of(at)).days
        if 0 <= days <= LONGEST_WAIT:
            patience = HABITS.get(Channel(channel), HABITS[Channel.MAIL]).patience_days
            wait = Wait(days, patience, sum(one.misses for one in tries.values()))
            yield _Open(person, name, circles, tries, at, channel, wait)


def _line(book: OpenBook, one: _Open) -> WaitingLine:
    wait = one.wait
    another = ""
    if wait.is_over:
        kinds = [handle[1] for handle in handles.of_person(book.connection, one.person)]
        another = _another(book, one.tries, kinds, one.channel)
    todo = next_thing(wait, has_another_way=bool(another))
    return WaitingLine(
        person=one.person,
        name=one.name,
        circles=tuple(json.loads(one.circles)),
        channel=Channel(one.channel).name.lower(),
        since=one.at,
        days=wait.days,
        patience_days=wait.patience_days,
        is_over=wait.is_over,
        until=(book.day_of(one.at) + timedelta(days=wait.patience_days)).isoformat(),
        misses=wait.misses,
        next=todo,
        another=another if todo == ANOTHER_WAY else "",
    )


def _another(book: OpenBook, tries: dict[int, Tries], kinds: Iterable[str], tried: int) -> str:
    """The other way by which this person can be reached, as a channel's word; "" where there is none."""
    ways = standing.options(tries, list(kinds), standing.costs(book), 0.5)
    chosen = choose_channel([way for way in ways if way.channel != tried], 1.0, 1.0, 0.0)
    return Channel(chosen.channel).name.lower() if chosen else ""
