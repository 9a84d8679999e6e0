"""Planned steps: what the owner means to do, toward whom, by which way, at which cue, with which first sentence."""

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final, NamedTuple

from entregent.app import noting, treading
from entregent.app.keeping import anchor, follow, named
from entregent.app.ladder_views import PlannedStep
from entregent.app.noting import channel_of, find_or_create
from entregent.app.opening import OpenBook, parse_day
from entregent.app.reaching import handle_for
from entregent.app.rung_words import rung_sentence
from entregent.app.views import Done
from entregent.coaching.ladders import UnknownRungError
from entregent.coaching.rungs import RUNGS
from entregent.model.errors import BadNumberError, PastDateError, RequestError
from entregent.model.tie import EXCHANGES
from entregent.store import facts, handles, people
from entregent.store.facts import Fact, NewFact

LONGEST_LINE: Final = 500
MOST_MINUTES: Final = 1_440


class EmptyStepError(RequestError):
    """A step is toward somebody, or at a place, or says what is done."""

    code = "empty-step"


class NotPlannedError(RequestError):
    """No step `number` is planned."""

    code = "not-planned"


class Wish(NamedTuple):
    """A step as it is planned: the words are the owner's, `on` an ISO date ("" is today)."""

    action: str = ""
    channel: str = ""
    cue: str = ""
    sentence: str = ""
    minutes: int = 0
    on: str = ""
    ladder: str = ""
    rung: str = ""
    place: str = ""
    goal: int | None = None


def plan_step(
    book: OpenBook,
    whos: Sequence[str],
    wish: Wish,
    *,
    create: bool = False,
    beside: Sequence[NewFact] = (),
    retires: Sequence[int] = (),
) -> Done:
    """Plan a step toward these people, or toward somebody new at `place`; the same action states what is `beside`.

    Raises EmptyStepError, PastDateError, BadDateError, BadNumberError, BadSettingError; UnknownPersonError unless
    `create`.
    """
    book.write_check()
    content = _content(book, wish)
    _refuse_empty(whos, content)
    with book.connection.writing():
        persons, created, stated = find_or_create(book, whos, create=create)
        own = [anchor(book, person) for person in persons]
        number = facts.next_fact(book.connection) + len(stated)
        stated += [*_rows(number, own, content), *beside]
        action = facts.act(book.connection, "plan-step", book.now, stated, value=content["on"], retires=retires)
        if created:
            follow(book, persons)
    return Done(action, "plan-step", named(book, persons), created=tuple(created), value=content["on"])


def plan_each(book: OpenBook, whos: Sequence[str], wish: Wish) -> Done:
    """Plan the same step toward each of these people, one by one, as one action. Raises what `plan_step` raises."""
    book.write_check()
    content = _content(book, wish)
    _refuse_empty(whos, content)
    with book.connection.writing():
        persons, _created, _stated = find_or_create(book, whos, create=False)
        number = facts.next_fact(book.connection)
        stated: list[NewFact] = []
        for person in persons:
            stated += _rows(number + len(stated), [anchor(book, person)], content)
        action = facts.act(book.connection, "plan-step", book.now, stated, value=content["on"])
    return Done(action, "plan-step", named(book, persons), value=content["on"])


def edit_step(book: OpenBook, number: int, wish: Mapping[str, Any]) -> Done:
    """Plan a step anew, with the same people; what `wish` leaves out stays, a day that has passed becomes today.

    Raises NotPlannedError and what `plan_step` raises.
    """
    book.write_check()
    with book.connection.writing():
        old = _rows_of(book, number)
        kept = {key: value for key, value in json.loads(old[-1].value).items() if key in Wish._fields}
        kept["on"] = max(kept["on"], book.today.isoformat())
        content = _content(book, Wish(**{**kept, **wish}))
        own = [fact.handle for fact in old if fact.handle is not None]
        _refuse_empty(own, content)
        stated = _rows(number, own, content)
        ids = [fact.id for fact in old]
        action = facts.act(book.connection, "edit-step", book.now, stated, value=content["on"], retires=ids)
    return Done(action, "edit-step", named(book, _people(book, old)), value=content["on"])


def _refuse_empty(toward: Sequence[object], content: Mapping[str, Any]) -> None:
    if not toward and not any(content.get(key) for key in ("place", "action", "rung")):
        raise EmptyStepError


def drop_step(book: OpenBook, number: int) -> Done:
    """Let a planned step go. Raises NotPlannedError."""
    book.write_check()
    old = _rows_of(book, number)
    action = facts.act(book.connection, "drop-step", book.now, [], retires=[fact.id for fact in old])
    return Done(action, "drop-step", named(book, _people(book, old)))


def do_step(book: OpenBook, number: int, outcome: str, *, channel: str = "", note: str = "", at: str = "") -> Done:
    """A planned step was done, or tried: it is noted with all that was planned. "done" is what fits its way.

    Raises NotPlannedError, BadSettingError, BadDateError.
    """
    step = planned_step(book, number)
    about = {"step": number, "ladder": step.ladder, "rung": step.rung, "goal": step.goal, "place": step.place}
    way = channel or step.channel
    came = LIKELY.get(way, "wrote") if outcome == "done" else outcome
    if not step.people:
        kind = footprint_kind(step.rung, step.place)
        came = "" if came in EXCHANGES else came
        return treading.leave_footprint(book, kind, outcome=came, at=at, minutes=step.minutes, note=note, about=about)
    whos = [str(person) for person, _name in step.people]
    return noting.log(book, whos, channel=way, outcome=came, at=at, minutes=step.minutes, note=note, about=about)


def tread(book: OpenBook, rung: str, outcome: str, *, ladder: str, note: str, about: Mapping[str, Any]) -> Done:
    """A rung toward nobody in particular was done, or tried (an attempt's outcome). Raises UnknownRungError."""
    from entregent.app.laddering import chosen_ladder, ladder_of

    slug = ladder or chosen_ladder(book)
    held = ladder_of(book, slug).find(rung)
    if held is None:
        raise UnknownRungError(rung=rung)
    came = "" if outcome in {"done", *EXCHANGES} else outcome
    told = {"ladder": slug, "rung": rung, **about}
    kind = footprint_kind(rung, str(about.get("place", "")))
    return treading.leave_footprint(book, kind, outcome=came, minutes=held.minutes, note=note, about=told)


def footprint_kind(rung: str, place: str) -> str:
    """What a step toward nobody in particular was, by its rung."""
    return _KINDS.get(rung, "room" if place and rung not in RUNGS else "step")


_KINDS: Final = {
    "observe": "observe",
    "react": "post",
    **dict.fromkeys(("enter-room", "greet-host", "speak-beside", "say-who", "join-group", "stay-in-touch"), "room"),
}
LIKELY: Final = {"call": "talked", "meeting": "met"}
"""What "done" means, by the way; else: wrote."""


def planned(book: OpenBook, *, on: date | None = None) -> list[PlannedStep]:
    """The planned steps, soonest first; with `on` those of that day and of days before it.

    Toward whoever is to be left in peace or archived, nothing is shown.
    """
    by_number: dict[int, list[Fact]] = {}
    for fact in facts.of_kinds(book.connection, "step"):
        by_number.setdefault(_number(fact), []).append(fact)
    found = [step for number, rows in by_number.items() if (step := _step(book, number, rows)) is not None]
    if on is not None:
        found = [step for step in found if step.on <= on.isoformat()]
    return sorted(found, key=lambda step: (step.on, step.number))


def planned_step(book: OpenBook, number: int) -> PlannedStep:
    """One planned step. Raises NotPlannedError."""
    step = _step(book, number, _rows_of(book, number))
    if step is None:
        raise NotPlannedError(number=number)
    return step


def _content(book: OpenBook, wish: Wish) -> dict[str, Any]:
    """What is kept of a wish; empty words are left out."""
    day = parse_day(wish.on) if wish.on else book.today
    if day < book.today:
        raise PastDateError(text=wish.on)
    if isinstance(wish.minutes, bool) or not 0 <= wish.minutes <= MOST_MINUTES:
        raise BadNumberError(text=str(wish.minutes), what="minutes")
    rung = RUNGS.get(wish.rung)
    channel = wish.channel or (rung.channel if rung else "other")
    told: dict[str, Any] = {"on": day.isoformat(), "channel": channel_of(channel).name.lower()}
    lines = {"action": wish.action, "cue": wish.cue, "sentence": wish.sentence, "place": wish.place}
    lines |= {"ladder": wish.ladder, "rung": wish.rung}
    told |= {key: kept for key, text in lines.items() if (kept := " ".join(text.split())[:LONGEST_LINE])}
    minutes = wish.minutes or (rung.minutes if rung else 0)
    return told | ({"minutes": minutes} if minutes else {}) | ({"goal": wish.goal} if wish.goal else {})


def _rows(number: int, own: Sequence[int], content: dict[str, Any]) -> list[NewFact]:
    """A row for each person, so that forgetting one leaves the others; one of nobody's where it is toward nobody."""
    value = json.dumps({"number": number, **content}, ensure_ascii=False)
    return [NewFact(handle, "step", value) for handle in own] or [NewFact(None, "step", value)]


def _rows_of(book: OpenBook, number: int) -> list[Fact]:
    found = [fact for fact in facts.of_kinds(book.connection, "step") if _number(fact) == number]
    if not found:
        raise NotPlannedError(number=number)
    return found


def _number(fact: Fact) -> int:
    return int(json.loads(fact.value).get("number", fact.id))


def _people(book: OpenBook, rows: Iterable[Fact]) -> list[int]:
    found = [handles.person_of(book.connection, fact.handle) for fact in rows if fact.handle is not None]
    return list(dict.fromkeys(person for person in found if person is not None))


def _step(book: OpenBook, number: int, rows: Sequence[Fact]) -> PlannedStep | None:
    told = json.loads(rows[-1].value)
    persons = [row for one in _people(book, rows) if (row := people.find(book.connection, one))]
    there = [row for row in persons if not row.never]
    if persons and not there:
        return None
    own = handles.of_person(book.connection, there[0].id) if len(there) == 1 else []
    channel, rung = told["channel"], told.get("rung", "")
    return PlannedStep(
        number=number,
        people=tuple((row.id, row.name) for row in there),
        place=told.get("place", ""),
        action=told.get("action", ""),
        channel=channel,
        cue=told.get("cue", ""),
        sentence=told.get("sentence", ""),
        minutes=told.get("minutes", 0),
        on=told["on"],
        is_late=told["on"] < book.today.isoformat(),
        ladder=told.get("ladder", ""),
        rung=rung,
        rung_sentence=rung_sentence(rung) if rung in RUNGS else _own_sentence(book, told.get("ladder", ""), rung),
        goal=told.get("goal"),
        handle=handle_for(own, channel_of(channel)),
    )


def _own_sentence(book: OpenBook, ladder: str, rung: str) -> str:
    if not rung:
        return ""
    from entregent.app.laddering import ladders_of

    held = ladders_of(book).get(ladder)
    found = held.find(rung) if held else None
    return found.sentence if found else ""
