"""Finding somebody whom a rung fits: in touch, lost sight of, helpful lately, known from afar. Each with a reason."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from math import log
from typing import Final, NamedTuple

from entregent.app import stepping
from entregent.app.opening import OpenBook
from entregent.app.reaching import handle_for
from entregent.app.weighing import read_tries_text
from entregent.attention.channels import HABITS, Attempt, free_from
from entregent.coaching import rungs
from entregent.coaching.small_dare import Fitting, choose, choose_some
from entregent.model.handle import NAME
from entregent.model.interaction import Channel
from entregent.model.judgement import Reason, reason
from entregent.store import facts, handles, people, rung_people
from entregent.store.rung_people import Near
from entregent.ties.state import DAY

LOOKED_AT: Final = 150
MOST_IN_CIRCLE: Final = 500
IN_TOUCH: Final = 0.5
"""Half strength: the tie holds well."""
LOST: Final = 0.15
LOST_DAYS: Final = 180
ONCE_RICH: Final = 8
"""Exchanges that make it a tie that was."""
LATELY_DAYS: Final = 30
THANKS_DAYS: Final = 365
PRIVATE: Final = frozenset(("love", "family", "friends"))
EASY: Final = {"friends": 1.0, "pals": 1.0, "family": 0.8, "collaborators": 0.2}
"""Circles in which an easy line is easiest; to whom one lives with, a line is no step."""
BUSINESS: Final = ("clients", "partners", "collaborators")
WRITTEN: Final = (Channel.TEXT, Channel.MAIL, Channel.SOCIAL)
_EPOCH: Final = date(1970, 1, 1).toordinal()


class Found(NamedTuple):
    """Somebody whom a rung fits, why, and how to reach them."""

    near: Near
    merit: float
    reasons: tuple[Reason, ...]
    channel: Channel = Channel.OTHER
    handle: str = ""


def find(book: OpenBook, toward: str, channel: str) -> Found | None:
    """Somebody for a rung, the same all day; None where nobody fits, or the rung is toward nobody."""
    gather = _GATHER.get(toward)
    if gather is None:
        return None
    free = _Free(book)
    wished = Channel[channel.upper()]
    fitting = {one.near.person: one for one in gather(book) if free.may_be_asked(one.near)}
    for merit in (True, False):
        reached = _reached(book, fitting.values(), wished, strictly=merit)
        chosen = choose(_day(book), [Fitting(one.near.person, one.merit) for one in reached])
        if chosen is not None:
            return next(one for one in reached if one.near.person == chosen.person)
    return None


def friends(book: OpenBook, many: int) -> list[Found]:
    """People in touch with the owner, to whom an easy line may go today."""
    free = _Free(book)
    fitting = [one for one in _in_touch(book) if free.may_be_asked(one.near)]
    reached = _reached(book, fitting, Channel.TEXT, strictly=False)
    by_person = {one.near.person: one for one in reached}
    chosen = choose_some(_day(book), [Fitting(one.near.person, one.merit) for one in reached], many)
    return [by_person[one.person] for one in chosen]


def _day(book: OpenBook) -> int:
    return book.today.toordinal() - _EPOCH


class _Free:
    """Who may be proposed today: not put off, not tried today, no answer awaited, no step planned already."""

    def __init__(self, book: OpenBook) -> None:
        self._today = book.today.isoformat()
        self._day = _day(book)
        self._book = book
        self._taken = set(stepping.tried_today(book)) | _planned_with(book)

    def may_be_asked(self, near: Near) -> bool:
        """Whether nothing speaks against this person today."""
        if near.person in self._taken or (near.later_until and near.later_until > self._today):
            return False
        for channel, row in read_tries_text(near.tries).items():
            waits = Attempt(Channel(channel), self._book.day_of(row.last_try_at).toordinal() - _EPOCH, row.misses)
            if row.misses and free_from(waits) >= self._day:
                return False
        return True


def _planned_with(book: OpenBook) -> set[int]:
    own = [fact.handle for fact in facts.of_kinds(book.connection, "step") if fact.handle is not None]
    found = {handles.person_of(book.connection, handle) for handle in own}
    return {person for person in found if person is not None}


def _reached(book: OpenBook, found: Iterable[Found], wished: Channel, *, strictly: bool) -> list[Found]:
    """Those who can be reached so; where not `strictly`, a written line by another way will do, or whoever is known."""
    best = sorted(found, key=lambda one: (-one.merit, one.near.person))[:_TRIED]
    reached = []
    for one in best:
        own = handles.of_person(book.connection, one.near.person)
        kinds = {row[1] for row in own}
        way = _way(wished, kinds, strictly=strictly)
        if way is not None:
            reached.append(one._replace(channel=way, handle=handle_for(own, way)))
    return reached


_TRIED: Final = 12
"""So many of the best are looked at more closely."""


def _way(wished: Channel, kinds: set[str], *, strictly: bool) -> Channel | None:
    if _can(wished, kinds):
        return wished
    if wished in WRITTEN:
        other = next((way for way in WRITTEN if _can(way, kinds)), None)
        if other is not None:
            return other
    return None if strictly else wished


def _can(way: Channel, kinds: set[str]) -> bool:
    habit = HABITS.get(way)
    return habit is None or bool(kinds - {NAME} and kinds & set(habit.handles))


# ── who ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _circles(near: Near) -> frozenset[str]:
    """The circles that somebody is in, or may be."""
    own = json.loads(near.circles)
    return frozenset(own or [name for name, _why in json.loads(near.circles_proposed)])


def _in_touch(book: OpenBook) -> list[Found]:
    """Current friends: strong ties, the private ones before those of work."""
    return [
        Found(
            near,
            near.strength + max((EASY.get(one, 0.0) for one in _circles(near)), default=0.0),
            (reason("dare-in-touch", days=near.silence_days),),
        )
        for near in rung_people.in_touch(book.connection, LOOKED_AT)
        if near.strength >= IN_TOUCH
    ]


def _lost(book: OpenBook) -> list[Found]:
    """Old friends: once rich, long silent; what is new about them speaks for them (SCIENCE §1: novel, trusted)."""
    familiar = {near.organisation for near in rung_people.in_touch(book.connection, 50)}
    return [
        Found(
            near,
            log(near.interactions) + bool(near.organisation and near.organisation not in familiar),
            (reason("dare-dormant", days=near.silence_days),),
        )
        for near in rung_people.lost_sight_of(book.connection, LOST_DAYS, ONCE_RICH, LOST, LOOKED_AT)
    ]


def _helpers(book: OpenBook) -> list[Found]:
    """Who introduced somebody this year, then who was heard from lately."""
    introduced: dict[int, str] = {}
    for person, handle in rung_people.introducers(book.connection, book.now - THANKS_DAYS * DAY):
        other = people.of_handles(book.connection, [handle]).get(handle)
        if other is not None and other.person != person:
            introduced.setdefault(person, other.name)
    thanked = [
        Found(near, 3.0 + near.strength, (reason("dare-introduced", name=introduced[near.person]),))
        for near in rung_people.some(book.connection, list(introduced))
    ]
    lately = [
        Found(near, near.strength, (reason("dare-heard", days=near.silence_days),))
        for near in rung_people.heard_of(book.connection, LATELY_DAYS, LOOKED_AT)
        if near.person not in introduced and any(row.answered for row in read_tries_text(near.tries).values())
    ]
    return thanked + lately


def _sharers(book: OpenBook) -> list[Found]:
    """Who said something in public, or on a network, in the last two months."""
    public = {int(Channel.COMMENT), int(Channel.SOCIAL)}
    return [
        Found(near, -float(near.silence_days), (reason("dare-shared"),))
        for near in rung_people.heard_of(book.connection, 2 * LATELY_DAYS, 4 * LOOKED_AT)
        if public & read_tries_text(near.tries).keys()
    ]


def _advisers(book: OpenBook) -> list[Found]:
    """Who does something to ask about: people in touch, and those lost sight of, who are often the better ones."""
    around = [near for near in rung_people.in_touch(book.connection, LOOKED_AT) if near.title or near.organisation]
    asked = [
        Found(near, near.strength, (reason("dare-advice", what=near.title or near.organisation),)) for near in around
    ]
    lost = [
        one._replace(merit=one.merit / 4, reasons=(reason("dare-advice-dormant", days=one.near.silence_days),))
        for one in _lost(book)
    ]
    return asked + lost


def _strangers(book: OpenBook) -> list[Found]:
    """The wide net: who is worth a first step."""
    from entregent.app.wide_net import worth_a_step

    return [Found(near, -float(place), why) for place, (near, why) in enumerate(worth_a_step(book))]


def _clients(book: OpenBook) -> list[Found]:
    return _of_business(book, BUSINESS, lambda near: reason("dare-business", days=near.silence_days))


def _prospects(book: OpenBook) -> list[Found]:
    return _of_business(book, ("prospects",), lambda _near: reason("dare-prospect"))


def _of_business(book: OpenBook, circles: Sequence[str], why: Callable[[Near], Reason]) -> list[Found]:
    """Who is in one of these circles by the owner's word, and in none where business has no place."""
    return [
        Found(near, near.strength, (why(near),))
        for near in rung_people.some(book.connection, rung_people.in_circle(book.connection, circles)[:MOST_IN_CIRCLE])
        if _circles(near) & set(circles) and not _circles(near) & PRIVATE
    ]


_GATHER: Final[dict[str, Callable[[OpenBook], list[Found]]]] = {
    rungs.FRIEND: _in_touch,
    rungs.OLD_FRIEND: _lost,
    rungs.HELPER: _helpers,
    rungs.SHARER: _sharers,
    rungs.ADVISER: _advisers,
    rungs.STRANGER: _strangers,
    rungs.CLIENT: _clients,
    rungs.PROSPECT: _prospects,
}
