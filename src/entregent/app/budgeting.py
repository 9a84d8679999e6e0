"""Budgeting: who stays up at so many minutes a week, which circle lacks room, and what was carried so far."""

from collections.abc import Iterable
from math import log
from typing import Any, Final

from entregent.app import planning, pricing, settling, weighing
from entregent.app.opening import CIRCLE_WEIGHT, OpenBook
from entregent.app.plates_views import BudgetView, Carried, CircleRoom, TieLine
from entregent.app.staging import shown_circles
from entregent.app.views import CapacityView, QuarterLine
from entregent.model.errors import BadNumberError
from entregent.model.tie import CIRCLES, LEVEL_WORDS, Level
from entregent.store import events, facts, handles, memos, people
from entregent.store.people import PersonRow, StandingRow
from entregent.ties.state import DAY, HALF_LIVES, TieState

LEAST_EXCHANGES: Final = 4.0
"""Exchanges of a circle, faded over a year, below which nothing is said of lately against usual."""
MORE: Final = 1.25
LESS: Final = 0.75


def budget(book: OpenBook, minutes: int | None = None) -> BudgetView:
    """Who stays up at so many minutes a week (the owner's own by default). Raises BadNumberError."""
    if minutes is not None and not 0 < minutes <= 10_080:
        raise BadNumberError(text=str(minutes), what="minutes")
    settling.begin_day(book)
    own = int(float(book.setting("minutes-per-week")))
    begins = dict(_begins(book))
    placed = people.placed_plates(book.connection)
    placed.sort(key=lambda one: (one.person.level, one.person.folded, one.person.id))
    ties = tuple(_line(one.person, one.standing, begins.get(one.person.id)) for one in placed)
    return BudgetView(minutes if minutes is not None else own, own, ties)


def _begins(book: OpenBook) -> Iterable[tuple[int, int | None]]:
    """From which minutes on each plate stays up: kept with the plan, else worked out."""
    kept = memos.find(book.connection, "plan")
    if kept and kept.get("kept_from"):
        return [(person, at) for person, at in kept["kept_from"]]
    from entregent.attention.curve import kept_from

    return pricing.whole_minutes(kept_from(pricing.plates_of(book)))


def _line(row: PersonRow, standing: StandingRow | None, kept_from: int | None) -> TieLine:
    level = LEVEL_WORDS[Level(row.level)]
    strength, silence = (standing.strength, standing.silence_days) if standing else (0.0, 0)
    return TieLine(row.id, row.name, level, shown_circles(row), strength, silence, kept_from)


def resting(book: OpenBook) -> list[TieLine]:
    """Those whom the owner let rest, by name: each may be woken."""
    own = {fact.handle for fact in facts.of_kinds(book.connection, "rest")}
    found = {handles.person_of(book.connection, handle) for handle in own if handle is not None}
    rows = people.list_some(book.connection, {person for person in found if person is not None})
    asleep = [row for row in rows if row.resting and not row.never]
    asleep.sort(key=lambda row: (row.folded, row.id))
    return [_line(row, None, None) for row in asleep]


# ── circles ───────────────────────────────────────────────────────────────────────────────────────────────────────


def circles(book: OpenBook, seen: BudgetView) -> list[CircleRoom]:
    """The circles among the plates, in their usual order: which one lacks room at the present minutes."""
    members: dict[str, list[TieLine]] = {}
    for tie in seen.ties:
        for circle in tie.circles:
            members.setdefault(circle, []).append(tie)
    order = {circle: place for place, circle in enumerate(CIRCLES)}
    states = {tie.person: _state(book, tie.person) for tie in seen.ties if tie.circles}
    return [
        CircleRoom(
            circle,
            len(ties),
            sum(tie.stays(seen.own) for tie in ties),
            float(book.setting(f"{CIRCLE_WEIGHT}{circle}")),
            lately([state for tie in ties if (state := states[tie.person])], book.now),
            tuple(sorted(tie.kept_from for tie in ties if tie.kept_from is not None)),
        )
        for circle, ties in sorted(members.items(), key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    ]


def _state(book: OpenBook, person: int) -> TieState | None:
    tie = people.tie(book.connection, person)
    return weighing.unpack(tie[1]) if tie else None


def lately(states: Iterable[TieState], now: int) -> str:
    """Exchanges of these last weeks against those of a year: "more", "usual", "less", or "" for too few to say.

    Both are counts that fade, so each is measured against the days that it stands for.
    """
    short = long = counted = 0.0
    for state in states:
        age = max((now - state.first_at) / DAY, 1.0)
        outward, inward = state.counts_out(now), state.counts_in(now)
        counted += outward[3] + inward[3]
        short += (outward[1] + inward[1]) / _days_of(HALF_LIVES[1], age)
        long += (outward[3] + inward[3]) / _days_of(HALF_LIVES[3], age)
    if counted < LEAST_EXCHANGES:
        return ""
    return "more" if short > MORE * long else "less" if short < LESS * long else "usual"


def _days_of(half_life: float, age: float) -> float:
    """How many whole days the fading ones of so long amount to."""
    return half_life / log(2) * (1.0 - float(0.5 ** (age / half_life)))


# ── what was carried ──────────────────────────────────────────────────────────────────────────────────────────────


def carried(book: OpenBook) -> Carried:
    """The capacity as it was worked out last, at no cost."""
    kept = memos.find(book.connection, "carried")
    if kept is None:
        return Carried(None, fresh=False)
    quarters = tuple(QuarterLine(*row) for row in kept["quarters"])
    return Carried(CapacityView(kept["open"], kept["low"], kept["high"], quarters), kept["of"] == _evidence(book))


def carry(book: OpenBook) -> Carried:
    """The capacity of this day: worked out, which takes a while in a large book, and kept."""
    of = _evidence(book)
    measured = planning.capacity(book)
    told: dict[str, Any] = {"of": of, "open": measured.open_ties, "low": measured.low, "high": measured.high}
    memos.put(book.connection, "carried", {**told, "quarters": measured.by_quarter})
    return Carried(measured, fresh=True)


def _evidence(book: OpenBook) -> list[Any]:
    """What the capacity depends on: the day, the newest event, and who is who."""
    newest = events.last_event(book.connection, weighing.until_event(book))
    return [book.today.isoformat(), newest, people.count(book.connection)]
