"""The wide net: who of the followers and mere connections is worth a first step, and why."""

from collections.abc import Iterable
from datetime import date
from typing import Final

from entregent.app import coming, weighing
from entregent.app.companions import companions_of
from entregent.app.language import listed
from entregent.app.opening import OpenBook
from entregent.app.reach_views import Coming
from entregent.coaching.wide_net import MOST, Stranger
from entregent.coaching.wide_net import worth_a_step as rank
from entregent.model.interaction import DIGEST_BITS, Channel, Direction
from entregent.model.judgement import Reason, reason
from entregent.store import events, handles, rung_people
from entregent.store.rung_people import Near
from entregent.ties.state import DAY

HEARD_WITHIN_DAYS: Final = 365
LOOKED_AT: Final = 800
CLOSELY: Final = 20
"""So many of the latest are looked at one by one."""
CLOSE: Final = (Channel.MAIL, Channel.CALL, Channel.TEXT, Channel.LETTER, Channel.OTHER)
"""Whoever was written to or called by one of these ways is no stranger."""
SOON_DAYS: Final = 30


def worth_a_step(book: OpenBook, most: int = MOST) -> list[tuple[Near, tuple[Reason, ...]]]:
    """The few who answer, come to the same events, or know the same people; with the reasons. Never more than three."""
    soon = _soon(book)
    afar = rung_people.known_from_afar(book.connection, HEARD_WITHIN_DAYS, LOOKED_AT, CLOSE)
    known = {near.person: near for near in afar[:CLOSELY]}
    known |= {near.person: near for near in rung_people.known_at_all(book.connection, list(soon)) if not near.level}
    strangers, common = {}, {}
    for person, near in known.items():
        told = _stranger(book, near, soon)
        if told is not None:
            strangers[person], common[person] = told
    return [
        (known[one.person], tuple(_reasons(one, soon.get(one.person), common[one.person])))
        for one in rank(strangers.values(), most)
    ]


def _soon(book: OpenBook) -> dict[int, Coming]:
    """Those known online alone who will be at something coming: person -> the soonest."""
    last = book.now + SOON_DAYS * DAY
    found: dict[int, Coming] = {}
    for one in coming.coming(book):
        if one.at < last:
            for person, _name in one.never_met:
                found.setdefault(person, one)
    return found


def _stranger(book: OpenBook, near: Near, soon: dict[int, Coming]) -> tuple[Stranger, tuple[str, ...]] | None:
    """What speaks for a first step toward somebody; None where the two already talk."""
    own = [row[0] for row in handles.of_person(book.connection, near.person)]
    until = weighing.until_event(book)
    rows = [row for handle in own for row in events.exchanges(book.connection, handle, until)]
    private = [how for _event, how, _others, _amount in rows if how & 7 == Channel.SOCIAL and not how & events.ATTEMPT]
    ways = {how >> events.DIRECTION_SHIFT & 3 for how in private}
    if {Direction.OUT, Direction.IN} <= ways:
        return None
    heard = sum(1 for _e, how, _o, _a in rows if how >> events.DIRECTION_SHIFT & 3 == Direction.IN)
    together = sum(1 for _e, how, _o, _a in rows if how & 7 == Channel.MEETING and not how & events.ATTEMPT)
    common = tuple(one.name for one in companions_of(book, own, near.person, until))[:2]
    at = max((row[0] >> DIGEST_BITS for row in rows), default=0)
    return Stranger(near.person, heard, together, len(common), near.person in soon, at), common


def _reasons(one: Stranger, soon: Coming | None, common: tuple[str, ...]) -> Iterable[Reason]:
    if soon is not None:
        yield reason("net-coming", title=soon.title, on=date.fromisoformat(soon.day).isoformat())
    if one.answered:
        yield reason("net-answered", times=one.answered)
    if one.together:
        yield reason("net-together", times=one.together)
    if common:
        yield reason("net-common", names=listed(common))
