"""Goals: what the owner wants from the network by a day; worded, reworded, let go with honour, counted by evidence."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any, Final, NamedTuple

from entregent.app import business, counting
from entregent.app.goal_views import Counted, GoalLine, GoalStep, GoalView, Wording
from entregent.app.keeping import LONGEST_TEXT, anchor, circle_word, named
from entregent.app.opening import OpenBook, parse_day
from entregent.app.planned_steps import planned
from entregent.app.reaching import find_person
from entregent.app.results import amount
from entregent.app.views import Done
from entregent.model.errors import BadDateError, BadNumberError, RequestError
from entregent.store import facts, stages
from entregent.store.facts import NewFact
from entregent.strategy.goals import BUSINESS_MEASURES, MEASURES, asks_again, pace

LONGEST_WHAT: Final = 300
MOST: Final = 1_000_000_000


class EmptyGoalError(RequestError):
    """A goal must say what is wanted."""

    code = "empty-goal"


class GoalWithoutMeasureError(RequestError):
    """Nothing says how many of what would show that the goal is reached (`text` is no measure)."""

    code = "goal-without-measure"


class GoalDayPastError(BadDateError):
    """`text` is a day that has gone by: a goal looks ahead."""

    code = "goal-day-past"


class GoalWithoutDayError(RequestError):
    """A goal has a day by which it is wanted."""

    code = "goal-without-day"


class UnknownGoalError(RequestError):
    """There is no goal `number`, or it was taken back."""

    code = "unknown-goal"


class HeartGoalError(RequestError):
    """What is counted is business, and `circle` is a circle of the heart."""

    code = "goal-of-the-heart"


class Kept(NamedTuple):
    """One goal as the book keeps it: every wording, oldest first, how it ended if it did, when it was last wanted."""

    number: int
    wordings: list[tuple[int, dict[str, Any]]]
    """(when it was so worded, what was said)."""
    end: tuple[int, dict[str, Any]] | None
    wanted_at: int

    @property
    def now(self) -> dict[str, Any]:
        """The wording that counts."""
        return self.wordings[-1][1]


# ── verbs ─────────────────────────────────────────────────────────────────────────────────────────────────────────


def add_goal(  # noqa: PLR0913 - what one may say of a goal
    book: OpenBook,
    what: str,
    *,
    measure: str,
    target: str,
    by: str,
    why: str = "",
    circle: str = "",
    since: str = "",
    people: Sequence[str] = (),
) -> Done:
    """A goal. Raises EmptyGoalError, GoalWithoutMeasureError, BadNumberError, GoalDayPastError, HeartGoalError …"""
    book.write_check()
    begun = parse_day(since) if since else book.today
    if begun > book.today:
        raise BadDateError(text=since)
    worded = _worded(book, what, why, measure, target, by, circle)
    persons = _wanted_people(book, people, worded["measure"])
    with book.connection.writing():
        number = stages.greatest_number(book.connection, "goal") + 1
        told = {"number": number, "first": True, "since": begun.isoformat(), **worded}
        stated = [NewFact(None, "goal", _packed(told))]
        stated += [NewFact(anchor(book, person), "goal-person", str(number)) for person in persons]
        action = facts.act(book.connection, "goal-add", book.now, stated, value=worded["what"])
    return Done(action, "goal-add", value=worded["what"])


def reword_goal(  # noqa: PLR0913 - what one may say of a goal
    book: OpenBook,
    number: int,
    *,
    what: str | None = None,
    why: str | None = None,
    measure: str | None = None,
    target: str | None = None,
    by: str | None = None,
    circle: str | None = None,
) -> Done:
    """Word a goal anew; the old wording is kept and shown. Raises as `add_goal`, and UnknownGoalError."""
    book.write_check()
    now = find(book, number).now
    worded = _worded(
        book,
        now["what"] if what is None else what,
        now["why"] if why is None else why,
        now["measure"] if measure is None else measure,
        f"{now['target']:g}" if target is None else target,
        # A day that has gone by may stand: only a new one must lie ahead.
        None if by is None or by == now["by"] else by,
        now["circle"] if circle is None else circle,
    )
    told = {"number": number, "since": now["since"], "by": now["by"], **worded}
    if {key: now.get(key) for key in told} == told:
        return Done(None, "goal-edit", value=told["what"])
    action = facts.act(
        book.connection, "goal-edit", book.now, [NewFact(None, "goal", _packed(told))], value=told["what"]
    )
    return Done(action, "goal-edit", value=told["what"])


def _worded(  # noqa: PLR0913, PLR0917 - the fields of a wording
    book: OpenBook, what: str, why: str, measure: str, target: str, by: str | None, circle: str
) -> dict[str, Any]:
    """A wording, checked; without a day where `by` is None."""
    text = " ".join(what.split())[:LONGEST_WHAT]
    if not text:
        raise EmptyGoalError
    if measure not in MEASURES:
        raise GoalWithoutMeasureError(text=measure)
    word = circle_word(book, circle) if circle.strip() else ""
    if word in business.HEART and measure in BUSINESS_MEASURES:
        raise HeartGoalError(circle=word)
    told = {
        "what": text,
        "why": why.strip()[:LONGEST_TEXT],
        "measure": measure,
        "target": _target(target, measure),
        "circle": word,
        "currency": book.setting("currency") if measure == "value" else "",
    }
    if by is not None:
        if not by:
            raise GoalWithoutDayError
        day = parse_day(by)
        if day < book.today:
            raise GoalDayPastError(text=by)
        told["by"] = day.isoformat()
    return told


def _target(text: str, measure: str) -> float:
    """How many: a whole number above zero, or an amount. Raises GoalWithoutMeasureError, BadNumberError."""
    if not text.strip():
        raise GoalWithoutMeasureError(text="")
    try:
        number = amount(text) if measure == "value" else Decimal(text.strip())
    except InvalidOperation as error:
        raise BadNumberError(text=text, what="target") from error
    if number is None or not number.is_finite() or not 0 < number <= MOST:
        raise BadNumberError(text=text, what="target")
    if measure != "value" and number != int(number):
        raise BadNumberError(text=text, what="target")
    return float(number)


def _wanted_people(book: OpenBook, whos: Iterable[str], measure: str) -> list[int]:
    persons = list(dict.fromkeys(find_person(book, who) for who in whos))
    if measure in BUSINESS_MEASURES:
        for person in persons:
            business.allowed(book, person)
    return persons


def people_of_goal(book: OpenBook, number: int, whos: Sequence[str], *, remove: bool = False) -> Done:
    """Take people into a goal, or out of it. Raises UnknownGoalError, HeartError, NotBusinessError, what WHO raises."""
    book.write_check()
    goal = find(book, number)
    persons = _wanted_people(book, whos, "" if remove else goal.now["measure"])
    value = f"-{number}" if remove else str(number)
    stated = [NewFact(anchor(book, person), "goal-person", value) for person in persons]
    verb = "goal-without" if remove else "goal-with"
    action = facts.act(book.connection, verb, book.now, stated)
    return Done(action, verb, named(book, persons))


def end_goal(book: OpenBook, number: int, *, how: str, word: str = "") -> Done:
    """Close a goal ("done"), let it go ("dropped"), or take it up again ("open"). Raises UnknownGoalError."""
    book.write_check()
    goal = find(book, number)
    told = {"number": number, "how": how, "word": word.strip()[:LONGEST_TEXT]}
    verb = {"done": "goal-done", "dropped": "goal-drop"}.get(how, "goal-again")
    action = facts.act(
        book.connection, verb, book.now, [NewFact(None, "goal-end", _packed(told))], value=goal.now["what"]
    )
    return Done(action, verb, value=goal.now["what"])


def still_wanted(book: OpenBook, number: int) -> Done:
    """Yes, this is still what the owner wants. Raises UnknownGoalError."""
    book.write_check()
    goal = find(book, number)
    action = facts.act(
        book.connection, "goal-yes", book.now, [NewFact(None, "goal-yes", str(number))], value=goal.now["what"]
    )
    return Done(action, "goal-yes", value=goal.now["what"])


def _packed(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False)


def logical_goals(book: OpenBook) -> Iterator[dict[str, Any]]:
    """The owner's goals for an export: every wording, and how each ended; their people are told with each person."""
    for goal in reversed(all_kept(book)):
        yield {
            "number": goal.number,
            "wordings": [{"on": book.day_of(at).isoformat(), **told} for at, told in goal.wordings],
            "end": {"on": book.day_of(goal.end[0]).isoformat(), **goal.end[1]} if goal.end is not None else None,
        }


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────────────


def all_kept(book: OpenBook) -> list[Kept]:
    """Every goal whose first wording stands, the newest first."""
    worded: dict[int, list[tuple[int, dict[str, Any]]]] = {}
    ends: dict[int, tuple[int, dict[str, Any]]] = {}
    wanted: dict[int, int] = {}
    for fact in stages.stated(book.connection, "goal"):
        told = json.loads(fact.value)
        worded.setdefault(told["number"], []).append((fact.at, told))
    for fact in stages.stated(book.connection, "goal-end"):
        told = json.loads(fact.value)
        ends[told["number"]] = (fact.at, told)
    for fact in stages.stated(book.connection, "goal-yes"):
        wanted[int(fact.value)] = fact.at
    return [
        Kept(number, wordings, _ended(ends.get(number)), max(wordings[-1][0], wanted.get(number, 0)))
        for number, wordings in sorted(worded.items(), reverse=True)
        if wordings[0][1].get("first")
    ]


def _ended(end: tuple[int, dict[str, Any]] | None) -> tuple[int, dict[str, Any]] | None:
    return end if end is not None and end[1]["how"] != "open" else None


def find(book: OpenBook, number: int) -> Kept:
    """The goal of this number. Raises UnknownGoalError."""
    goal = next((one for one in all_kept(book) if one.number == number), None)
    if goal is None:
        raise UnknownGoalError(number=number)
    return goal


def goals(book: OpenBook, *, ended: bool = False) -> list[GoalLine]:
    """The goals that stand, soonest day first; with `ended` those that were closed or let go too, after them."""
    own = _people_by_goal(book)
    kept = [goal for goal in all_kept(book) if ended or goal.end is None]
    lines = [_line(book, goal, _evidence(book, goal, own.get(goal.number, ()))) for goal in kept]
    return sorted(lines, key=lambda line: (bool(line.ended), line.by, line.number))


def goal(book: OpenBook, number: int) -> GoalView:
    """A goal's page. Raises UnknownGoalError."""
    found = find(book, number)
    own = _people_by_goal(book).get(number, ())
    evidence = _evidence(book, found, own)
    named_people = stages.names(book.connection, own)
    circles = {person: one.circles for person, one in business.in_circles(book).items()}
    earlier = [_wording(book, at, told) for at, told in reversed(found.wordings[:-1])]
    return GoalView(
        line=_line(book, found, evidence),
        evidence=tuple(reversed(evidence)),
        people=tuple(
            (person, named_people[person], circles.get(person, ())) for person in own if person in named_people
        ),
        steps=tuple(_planned(book, number)),
        wordings=tuple(earlier),
        begun=book.day_of(found.wordings[0][0]).isoformat(),
    )


def _wording(book: OpenBook, at: int, told: dict[str, Any]) -> Wording:
    return Wording(
        book.day_of(at).isoformat(),
        told["what"],
        told["why"],
        told["measure"],
        told["target"],
        told["currency"],
        told["circle"],
        told["by"],
    )


def _people_by_goal(book: OpenBook) -> dict[int, tuple[int, ...]]:
    """Goal -> the people who are part of it, in the order in which they came."""
    found: dict[int, dict[int, None]] = {}
    for fact in stages.stated(book.connection, "goal-person"):
        if fact.person is None:
            continue
        number = abs(int(fact.value))
        if fact.value.startswith("-"):
            found.setdefault(number, {}).pop(fact.person, None)
        else:
            found.setdefault(number, {})[fact.person] = None
    return {number: tuple(own) for number, own in found.items()}


def _evidence(book: OpenBook, goal: Kept, own: Sequence[int]) -> list[Counted]:
    kept = business.looks(book)
    key = ("goal", goal.number)
    if key not in kept:
        kept[key] = _count(book, goal, own)
    found: list[Counted] = kept[key]
    return found


def _count(book: OpenBook, goal: Kept, own: Sequence[int]) -> list[Counted]:
    told = goal.now
    among = frozenset(own) if own else counting.members(book, told["circle"]) if told["circle"] else None
    last = min(date.fromisoformat(told["by"]), book.today) + timedelta(days=1)
    if goal.end is not None:
        last = min(last, book.day_of(goal.end[0]) + timedelta(days=1))
    wanted = counting.Wanted(
        goal.number,
        told["measure"],
        _midnight(book, date.fromisoformat(told["since"])),
        min(_midnight(book, last), book.now + 1),
        among,
        told["currency"],
    )
    return counting.count(book, wanted)


def _midnight(book: OpenBook, day: date) -> int:
    return int(datetime.combine(day, time(), book.zone).timestamp())


def _line(book: OpenBook, goal: Kept, evidence: Sequence[Counted]) -> GoalLine:
    told = goal.now
    by = date.fromisoformat(told["by"])
    weights = [(date.fromisoformat(one.day), one.weight) for one in evidence]
    going = pace(weights, told["target"], date.fromisoformat(told["since"]), by, book.today)
    end = goal.end
    return GoalLine(
        number=goal.number,
        what=told["what"],
        why=told["why"],
        measure=told["measure"],
        target=told["target"],
        currency=told["currency"],
        circle=told["circle"],
        since=told["since"],
        by=told["by"],
        counted=going.counted,
        low=going.low if end is None else None,
        high=going.high if end is None else None,
        days_left=going.days_left,
        state=going.state if end is None else end[1]["how"],
        asks=end is None and asks_again(book.day_of(goal.wanted_at), book.today),
        ended=book.day_of(end[0]).isoformat() if end is not None else "",
        last_word=end[1]["word"] if end is not None else "",
    )


def _planned(book: OpenBook, number: int) -> list[GoalStep]:
    """The planned steps that serve this goal, soonest first."""
    return [
        GoalStep(step.number, step.people, step.action or step.sentence or step.rung_sentence, step.channel, step.on)
        for step in planned(book)
        if step.goal == number
    ]
