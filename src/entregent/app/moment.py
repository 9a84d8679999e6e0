"""The moment: what helps over the threshold to one person, and what a step left to be said."""

import json
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from entregent.app import elan, footprints, settling, stepping
from entregent.app.committed import commitment_of
from entregent.app.footprint_views import Footprint
from entregent.app.moment_views import AfterMoment, Moment, MomentOpener, PlannedHere, Sealed, Way
from entregent.app.opening import OpenBook
from entregent.app.portraying import Known, know
from entregent.app.promising import promises_of
from entregent.app.reaching import find_person
from entregent.app.staging import shown_circles
from entregent.attention.agenda import BIRTHDAY, PROMISE, REPLY, WINDOWS, Duty, duty_reason
from entregent.attention.reasons import Standing, tie_reasons
from entregent.coaching.moment import DONE, HEARD, chosen_way, felt, outcomes, smaller
from entregent.model.errors import BadSettingError, LeftInPeaceError
from entregent.model.handle import ACCOUNT, MAIL, PHONE, URL
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.model.judgement import Reason, reason
from entregent.model.tie import Level
from entregent.store import events, facts, people
from entregent.store.people import StandingRow
from entregent.ties.state import DAY

OPENERS: Final = 3
REACHED_BY: Final = {"call": (PHONE,), "text": (PHONE,), "mail": (MAIL,), "social": (ACCOUNT, URL)}
"""Way -> the kinds of handle that it goes to."""


def moment(book: OpenBook, who: str, *, channel: str = "", step: int | None = None) -> Moment:
    """What helps now, toward one person by one way.

    Raises UnknownPersonError, AmbiguousPersonError, LeftInPeaceError, BadSettingError.
    """
    if channel and channel.upper() not in Channel.__members__:
        raise BadSettingError(key="channel", value=channel)
    settling.ensure_standing(book)
    known = know(book, find_person(book, who))
    if known.row.never in {"never", "died", "private"}:
        raise LeftInPeaceError(name=known.row.name)
    stands = people.standing(book.connection, known.row.id)
    planned = _planned(known, step, book.today.isoformat())
    ways = _ways(known)
    owed = _owed_since(book, stands)
    way = channel or _usual(book, known, stands, planned, ways, owed)
    said = known.said("matters")
    last = events.last_words(book.connection, known.own, known.until)
    words = _openers(book, known.row.id, way)
    return Moment(
        person=known.row.id,
        name=known.row.name,
        circles=shown_circles(known.row),
        channel=way,
        handle=next((one.handle for one in ways if one.channel == way), ""),
        ways=ways,
        why=book.setting("why"),
        matters=said.value if said is not None else "",
        matters_at=facts.stated_at(book.connection, said.action) if said is not None and said.value else None,
        reasons=_reasons(book, known, stands, owed),
        last_title=(last[1] or "").strip() if last else "",
        last_at=last[0] >> DIGEST_BITS if last else (stands.last_at or None) if stands else None,
        last_note=_last_note(book, known.row.id),
        openers=words[0],
        gift=words[1],
        outcomes=outcomes(way, owed=owed is not None),
        smaller=smaller(way, [one.channel for one in ways]),
        step=planned,
        commitment=_sealed(book, known.row.id),
    )


def after(book: OpenBook, number: int) -> AfterMoment:
    """A step just taken with somebody, and what may be said of it. Raises UnknownFootprintError."""
    step = footprints.find(book, number)
    if not step.people:
        raise footprints.UnknownFootprintError(number=number)
    known = know(book, step.people[0])
    said = known.said("matters")
    return AfterMoment(
        number=number,
        person=known.row.id,
        name=known.row.name,
        circles=shown_circles(known.row),
        at=step.at,
        channel=step.channel,
        outcome=step.outcome,
        tried=step.tried,
        heard=step.outcome in HEARD,
        note=step.note,
        fear=step.fear,
        fear_after=step.fear_after,
        expected=step.expected,
        warmth=step.warmth,
        elan=step.elan,
        golden=step.golden,
        felt=felt(step.expected, step.warmth),
        matters=said.value if said is not None else "",
        smaller=smaller(step.channel, [one.channel for one in _ways(known)]),
    )


def footprint_of(book: OpenBook, action: int) -> int | None:
    """The number of the step that an action logged; None where it logged none."""
    for fact in facts.of_action(book.connection, action):
        if fact.kind == "log":
            return int(json.loads(fact.value)["event"])
        if fact.kind == "footprint":
            return fact.id
    return None


def elan_asked_after(book: OpenBook, action: int) -> int | None:
    """The number of the exchange that an action noted, of which élan may be said; None where there is none."""
    number = footprint_of(book, action)
    step = footprints.find_or_none(book, number) if number is not None else None
    return step.number if step is not None and elan.asks(step) and step.elan is None else None


def last_footprint(book: OpenBook, who: str = "") -> Footprint:
    """The newest step, with somebody where one is named. Raises UnknownFootprintError, UnknownPersonError."""
    person = find_person(book, who) if who else None
    taken = footprints.footprints(book, person=person)
    if not taken:
        raise footprints.UnknownFootprintError(number=0)
    return taken[-1]


# ── the way ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _ways(known: Known) -> tuple[Way, ...]:
    """Every way by which somebody can be reached; to meet is always one."""
    found = [
        Way(way, handle)
        for way, kinds in REACHED_BY.items()
        if (handle := next((value for kind, value in known.handles.values() if kind in kinds), ""))
    ]
    return (*found, Way("meeting", ""))


def _usual(
    book: OpenBook,
    known: Known,
    stands: StandingRow | None,
    planned: PlannedHere | None,
    ways: Sequence[Way],
    owed: int | None,
) -> str:
    """By which way: as planned, as the question came that waits, as is usual."""
    wished = [_channel_of_plan(known, planned.number)] if planned is not None else []
    if owed is not None:
        how = events.how_at(book.connection, known.own, owed)
        wished += [Channel(how & events.CHANNEL_MASK).name.lower()] if how is not None else []
    wished += [stands.channel] if stands is not None and stands.channel else []
    return chosen_way([way for way in wished if way], [way.channel for way in ways])


def _planned(known: Known, step: int | None, today: str) -> PlannedHere | None:
    """The step that is meant; without a number the oldest whose day has come."""
    for fact in known.stated:
        told = _step_of(fact.kind, fact.value)
        number = told.get("number") or fact.id
        if told and (step == number or (step is None and str(told.get("on") or "") <= today)):
            words = {name: str(told.get(name) or "") for name in PlannedHere._fields[1:]}
            return PlannedHere(number, **words)
    return None


def _channel_of_plan(known: Known, number: int) -> str:
    for fact in known.stated:
        told = _step_of(fact.kind, fact.value)
        if told and (told.get("number") or fact.id) == number:
            channel = str(told.get("channel") or "")
            return channel if channel.upper() in Channel.__members__ else ""
    return ""


def _step_of(kind: str, value: str) -> dict[str, Any]:
    return dict(json.loads(value)) if kind == "step" else {}


# ── why ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def _owed_since(book: OpenBook, stands: StandingRow | None) -> int | None:
    """Since when an answer is owed, while it is still worth being reminded of."""
    if stands is None or stands.owed_since is None:
        return None
    if stands.owed_since < book.now + (WINDOWS[REPLY][0] - 1) * DAY:
        return None
    tried = stepping.tried_today(book).get(stands.person, 0)
    return stands.owed_since if tried < stands.owed_since else None


def _reasons(book: OpenBook, known: Known, stands: StandingRow | None, owed: int | None) -> tuple[Reason, ...]:
    """Why this person: what is due first, then how the tie stands."""
    found = [duty_reason(duty) for duty in _duties(book, known, owed)]
    if stands is not None and stands.last_at:
        level = Level(known.row.level)
        told = tie_reasons(Standing(level, stands.silence_days, stands.gap_days, stands.strength))
        found += [one for one in told if owed is None or not one.signal.startswith("silence")]
    else:
        found.append(reason("no-exchange-yet"))
    return tuple(found)


def _duties(book: OpenBook, known: Known, owed: int | None) -> list[Duty]:
    found = []
    if owed is not None:
        found.append(Duty(REPLY, -(book.today - book.day_of(owed)).days, 0.0))
    for promise in promises_of(book, known.stated, known.row):
        due_in = (date.fromisoformat(promise.by) - book.today).days
        if due_in <= 1:
            found.append(Duty(PROMISE, due_in, 0.0, None, promise.id, promise.text))
    days = {date.fromordinal(book.today.toordinal() + n).strftime("%m-%d"): n for n in range(-3, 2)}
    if known.row.birthday[-5:] in days:
        found.append(Duty(BIRTHDAY, days[known.row.birthday[-5:]], 0.0))
    return found


def _sealed(book: OpenBook, person: int) -> Sealed | None:
    """The commitment with somebody that this step may fulfil."""
    line = commitment_of(book, person)
    if line is None or line.quiet or line.forgotten:
        return None
    return Sealed(line.number, line.what, line.due, is_due=line.due_at - book.now < DAY)


def _last_note(book: OpenBook, person: int) -> str:
    """What was noted last of a step with somebody."""
    taken = footprints.footprints(book, person=person)
    return next((step.note for step in reversed(taken) if step.note), "")


def _openers(book: OpenBook, person: int, way: str) -> tuple[tuple[MomentOpener, ...], str]:
    """First sentences to begin with, and one thing to offer."""
    from entregent.app import openers

    sheet = openers.openers(book, str(person), OPENERS, purpose="call" if way == "call" else "")
    return tuple(MomentOpener(one.kind, one.text, one.gives) for one in sheet.openers), sheet.gift


def outcome_fits(channel: str, outcome: str) -> bool:
    """Whether this can come of a step by this way."""
    return outcome in outcomes(channel, owed=True)


def settles(outcome: str) -> str:
    """What an outcome makes of a commitment: "done", or "tried"."""
    return "done" if outcome in DONE else "tried"
