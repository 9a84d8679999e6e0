"""Rooms: what helps to go in where few are known, and leave to go out again."""

import json
from typing import Any, Final

from entregent.app import coming, footprints
from entregent.app.listed import plain_name
from entregent.app.moment_views import Greeted, Room
from entregent.app.opening import OpenBook
from entregent.app.reach_views import Coming
from entregent.app.staging import shown_circles
from entregent.app.treading import leave_footprint
from entregent.app.views import Done
from entregent.coaching.room import Guest, questions, successes, to_greet
from entregent.model.errors import BadSettingError, RequestError
from entregent.store import facts, handles, people
from entregent.store.facts import NewFact

LONGEST_PLACE: Final = 200
LONGEST_AIM: Final = 200
OUTCOMES: Final = ("met", "left-early")
"""What can become of a room: stayed, or entered and left. Both are steps."""


class UnknownRoomError(RequestError):
    """No calendar tells of a meeting of this number."""

    code = "unknown-room"


def rooms(book: OpenBook) -> list[Coming]:
    """What can be gone to: what began a few hours ago, then what is coming."""
    begun = coming.this_evening(book)
    known = {(one.day, plain_name(one.title)) for one in begun}
    return [*begun, *(one for one in coming.coming(book) if (one.day, plain_name(one.title)) not in known)]


def room(book: OpenBook, *, event: int | None = None, place: str = "") -> Room:
    """A room to go into: told by a calendar, or named. Raises UnknownRoomError, BadSettingError."""
    there, called = _place_of(book, event, place)
    guests = _guests(book, there) if there is not None else {}
    greet = to_greet([guest for guest, _ in guests.values()])
    steps = [step for step in footprints.footprints(book) if step.place == called]
    entered = [step for step in steps if step.kind == "room"]
    return Room(
        event=event,
        place=called,
        day=there.day if there is not None else "",
        at=there.at if there is not None else None,
        timeless=there.timeless if there is not None else True,
        greet=tuple(_greeted(guest, guests[guest.person][1]) for guest in greet),
        others=tuple((who, name) for who, (_, name) in guests.items() if who not in {one.person for one in greet}),
        introduction=book.setting("introduction"),
        rehearsed=sum(step.kind == "rehearse" for step in steps),
        aim=_aim(book, event, called),
        successes=successes(greet),
        questions=tuple((one.kind, one.about) for one in questions(None)),
        outcome=entered[-1].outcome if entered and _is_of_this(book, entered[-1].at, there) else "",
        why=book.setting("why"),
    )


def _is_of_this(book: OpenBook, at: int, there: Coming | None) -> bool:
    """Whether a step into a room of this name was into this very one: a weekly meeting is entered anew each week."""
    if there is None:
        return bool(book.day_of(at) == book.today)
    return bool(book.day_of(at).isoformat() >= there.day)


def _place_of(book: OpenBook, event: int | None, place: str) -> tuple[Coming | None, str]:
    if event is None:
        called = _line(place, LONGEST_PLACE)
        if not called:
            raise BadSettingError(key="place", value=place)
        return None, called
    there = coming.told_of(book, event) if (event + 1).bit_length() < 64 else None
    if there is None:
        raise UnknownRoomError(event=event)
    return there, _line(there.title, LONGEST_PLACE) or there.day


def _line(text: str, most: int) -> str:
    return " ".join(text.split())[:most]


def _guests(book: OpenBook, there: Coming) -> dict[int, tuple[Guest, str]]:
    """Those of the owner's who will be there, with what is known of each."""
    new = {person for person, _ in there.never_met}
    rows = {row.id: row for row in people.list_some(book.connection, {person for person, _ in there.people})}
    found = {}
    for person, name in there.people:
        row, stands = rows[person], people.standing(book.connection, person)
        own = [handle[0] for handle in handles.of_person(book.connection, person)]
        said = [fact.value for fact in facts.of_handles(book.connection, own) if fact.kind == "matters"]
        guest = Guest(
            person=person,
            never_met=person in new,
            level=row.level,
            silence_days=stands.silence_days if stands is not None else None,
            circles=shown_circles(row),
            matters=said[-1] if said else "",
            organisation=row.organisation,
            title=row.title,
        )
        found[person] = (guest, name)
    return found


def _greeted(guest: Guest, name: str) -> Greeted:
    asked = tuple((one.kind, one.about) for one in questions(guest))
    return Greeted(
        guest.person, name, guest.circles, guest.never_met, guest.matters, guest.organisation, questions=asked
    )


# ── what the owner says of a room ─────────────────────────────────────────────────────────────────────────────────


def _aims(book: OpenBook, event: int | None, place: str) -> list[tuple[int, dict[str, Any]]]:
    """(fact, what it says) of the success chosen for a room."""
    told = [(fact.id, json.loads(fact.value)) for fact in facts.of_kinds(book.connection, "room-aim")]
    wanted = (event, "" if event is not None else place)
    return [(fact, one) for fact, one in told if (one["event"], one["place"]) == wanted]


def _aim(book: OpenBook, event: int | None, place: str) -> str:
    found = _aims(book, event, place)
    return str(found[-1][1]["aim"]) if found else ""


def set_aim(book: OpenBook, aim: str, *, event: int | None = None, place: str = "") -> Done:
    """Choose the smallest success for a room; "" takes the choice back. Raises UnknownRoomError, BadSettingError."""
    book.write_check()
    _, called = _place_of(book, event, place)
    line = _line(aim, LONGEST_AIM)
    before = [fact for fact, _ in _aims(book, event, called)]
    named = called if event is None else ""
    content = json.dumps({"event": event, "place": named, "aim": line}, ensure_ascii=False)
    stated = [NewFact(None, "room-aim", content)] if line else []
    if not stated and not before:
        return Done(None, "aim")
    action = facts.act(book.connection, "aim", book.now, stated, retires=before)
    return Done(action, "aim")


def rehearse(book: OpenBook, *, event: int | None = None, place: str = "", at: str = "") -> Done:
    """The first sentence was said aloud once. Raises UnknownRoomError, BadSettingError."""
    _, called = _place_of(book, event, place)
    return leave_footprint(book, "rehearse", at=at, about={"place": called})


def enter(
    book: OpenBook, outcome: str, *, event: int | None = None, place: str = "", at: str = "", note: str = ""
) -> Done:
    """The owner went in: and stayed ("met"), or left ("left-early"). Both count.

    Raises UnknownRoomError, BadSettingError, BadDateError, BadNumberError.
    """
    if outcome not in OUTCOMES:
        raise BadSettingError(key="outcome", value=outcome)
    _, called = _place_of(book, event, place)
    return leave_footprint(book, "room", outcome=outcome, at=at, note=note, about={"place": called})
