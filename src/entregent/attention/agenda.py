"""The agenda of a day: hard rules first, then down the index until the price or the minutes stop it.

Days are whole numbers since 1970-01-01 in the book's zone; the caller says which one today is.
"""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from entregent.model.interaction import Channel
from entregent.model.judgement import Reason, reason
from entregent.model.tie import Level

COMMITMENT: Final = "commitment"
PROMISE: Final = "promise"
REPLY: Final = "reply"
SWEEP: Final = "sweep"
"""Looking back on an event: whom did I meet, what did we say, what did I promise. An errand, not a duty to one."""
THANKS: Final = "thanks"
"""A word to somebody met for the first time, within two days."""
NUDGE: Final = "nudge"
"""A kind question about what somebody promised the owner."""
STEP: Final = "step"
"""A step that the owner planned, without sealing it."""
OBSERVE: Final = "observe"
"""Something observed whose day has come: the smallest step is due. An errand."""
BIRTHDAY: Final = "birthday"
LOYALTY: Final = "loyalty"
FRIENDSHIP: Final = "friendship"
WORK: Final = "work"
REACH_OUT: Final = "reach-out"
"""The only action that the index proposes; the others are duties."""

DUTY_ORDER: Final = (
    COMMITMENT,
    PROMISE,
    REPLY,
    SWEEP,
    THANKS,
    NUDGE,
    STEP,
    OBSERVE,
    BIRTHDAY,
    LOYALTY,
    FRIENDSHIP,
    WORK,
)

CANT_WAIT: Final = (COMMITMENT, SWEEP)
"""A sealed hour is kept, and an event is forgotten within days: they are there on any day."""

DATES: Final = (BIRTHDAY, LOYALTY, FRIENDSHIP, WORK)
"""Days that come round: today's and tomorrow's come before one that is past."""

WINDOWS: Final = {
    COMMITMENT: (-30, 0),
    PROMISE: (-3650, 1),
    REPLY: (-30, 0),
    SWEEP: (-3, 0),
    THANKS: (0, 2),
    NUDGE: (-14, 0),
    STEP: (-7, 0),
    OBSERVE: (-30, 0),
    **dict.fromkeys(DATES, (-3, 1)),
}
"""When a duty counts, in days from today to its day. A reply older than a month is silence: the index judges it."""

MOST_REPLIES: Final = 5
"""Replies before anything else, so that a full inbox leaves room for others; more come last, if minutes are left."""

STOP_AT: Final = 0.7
"""The share of the price at which the index stops: see `stopping_price`."""


class Duty(NamedTuple):
    """What a hard rule asks for one person."""

    kind: str
    due_in: int
    """Days until it is due; negative: late by so many, or waiting for so many (a reply)."""
    minutes: float
    channel: Channel | None = None
    reference: int | None = None
    """The id of the promise, commitment or interaction."""
    what: str = ""
    years: int = 0
    """How many years come round, where that is what the duty is about."""
    is_over: bool = False
    """Its hour has passed, be it today's: what is left is to say how it went."""


class Errand(NamedTuple):
    """Something due that is no turn toward one person: a commitment's hour, an event to look back on."""

    kind: str
    reference: int
    minutes: float
    due_in: int = 0


class Candidate(NamedTuple):
    """One person as the planner sees them; the caller has judged tie, channel and minutes."""

    person: int
    level: Level
    attention_index: float = 0.0
    minutes: float = 0.0
    channel: Channel | None = None
    answer_chance: float = 0.0
    reasons: tuple[Reason, ...] = ()
    """Why this tie, why this channel: said when the index proposes it."""
    duties: tuple[Duty, ...] = ()
    never: bool = False
    resting: bool = False
    later_until: int | None = None
    """Not before this day, by the owner's word."""
    free_from: int | None = None
    """Not before this day, because an attempt still waits for its answer."""
    rests_at_price: bool = False
    """Even quite fallen not worth the price (`index.highest_index` < ν*): proposed to rest, so not suggested."""


class Suggestion(NamedTuple):
    """One deliberate act toward one person."""

    person: int
    action: str
    channel: Channel | None
    minutes: float
    answer_chance: float
    attention_index: float
    reasons: tuple[Reason, ...]
    reference: int | None = None


class Agenda(NamedTuple):
    """A day's list. `left_out` counts who would have come next had there been more minutes."""

    suggestions: tuple[Suggestion, ...]
    minutes: float
    planned_minutes: float
    price: float
    left_out: int
    nothing_needed: bool
    """No hard rule holds and nobody's index reaches the price: let the owner go."""
    errands: tuple[Errand, ...] = ()


def stopping_price(price: float) -> float:
    """Where to stop on the way down the index, for a price ν* of `bound.price_and_bound`: 7/10 of it.

    ν* spends the minutes on average. To wait until a tie is worth ν* itself leaves minutes of quiet weeks unused
    and costs 2-3 % of the bound; from 7/10 on nothing measurable is lost (docs/decisions/0006-attention.md).
    """
    return STOP_AT * price


def plan(  # noqa: PLR0913 - a day, who and what is due, and three measures
    day: int,
    candidates: Iterable[Candidate],
    price: float,
    minutes: float,
    *,
    errands: Iterable[Errand] = (),
    kept_free: float = 0.0,
    most_replies: int = MOST_REPLIES,
) -> Agenda:
    """The agenda of `day` within `minutes`: duties first, then the index down to `price`, skipping what won't fit.

    `price` is where to stop: `stopping_price` of the bound's price. One suggestion per person at most. `never` is
    absolute. Resting people come only by a reply owed, people put off until later only by a commitment, a reply or a
    promise. What can't wait, commitments and events to look back on, is always there and takes its minutes first. The
    very first duty is given even where it alone takes more than the minutes; replies past `most_replies` come last.
    The index leaves `kept_free` minutes for what the caller adds. The order of candidates changes nothing.
    """
    present = [candidate for candidate in candidates if not candidate.never]
    dutiful = _by_duty(day, present)
    seen = {suggestion.person for suggestion in dutiful}
    replies = [suggestion for suggestion in dutiful if suggestion.action == REPLY]
    patient = replies[most_replies:]
    errands = sorted((one for one in errands if _is_in_window(one.kind, one.due_in)), key=_errand_rank)
    due: list[Suggestion | Errand] = [*errands, *(one for one in dutiful if one not in patient)]
    first = sorted(due, key=_kind_rank)
    left = max(minutes - sum(one.minutes for one in first if _kind(one) in CANT_WAIT), 0.0)
    wanted = _by_index(day, (c for c in present if c.person not in seen), price)
    chosen, left = _take(first, left, first_always=True)
    left = max(left - kept_free, 0.0)
    for wished in (wanted, patient):
        more, left = _take(wished, left, first_always=False)
        chosen += more
    left_out = len(dutiful) + len(errands) + len(wanted) - len(chosen)
    return Agenda(
        tuple(one for one in chosen if isinstance(one, Suggestion)),
        minutes,
        sum(one.minutes for one in chosen),
        price,
        left_out,
        nothing_needed=not dutiful and not errands and not wanted,
        errands=tuple(one for one in chosen if isinstance(one, Errand)),
    )


def _take(
    wished: Sequence[Suggestion | Errand], minutes: float, *, first_always: bool
) -> tuple[list[Suggestion | Errand], float]:
    """Down the list while minutes last, skipping what does not fit: those taken, and the minutes left.

    What can't wait has had its minutes already.
    """
    taken: list[Suggestion | Errand] = []
    for one in wished:
        if _kind(one) in CANT_WAIT:
            taken.append(one)
        elif one.minutes <= minutes or (first_always and not taken):
            taken.append(one)
            minutes = max(minutes - one.minutes, 0.0)
    return taken, minutes


def _kind(one: Suggestion | Errand) -> str:
    return one.kind if isinstance(one, Errand) else one.action


def _kind_rank(one: Suggestion | Errand) -> int:
    return DUTY_ORDER.index(_kind(one))


def _errand_rank(errand: Errand) -> tuple[int, int, int]:
    return DUTY_ORDER.index(errand.kind), errand.due_in, errand.reference


def _is_in_window(kind: str, due_in: int) -> bool:
    first, last = WINDOWS[kind]
    return first <= due_in <= last


def _by_index(day: int, candidates: Iterable[Candidate], price: float) -> list[Suggestion]:
    """Everybody whose index reaches the price and whom nothing holds back today, best first."""
    open_ = [
        c
        for c in candidates
        if c.level and not c.resting and not c.rests_at_price and c.attention_index > 0.0 and c.attention_index >= price
    ]
    free = [c for c in open_ if _is_past(day, c.later_until) and _is_past(day, c.free_from)]
    free.sort(key=lambda c: (-c.attention_index, c.person))
    return [
        Suggestion(c.person, REACH_OUT, c.channel, c.minutes, c.answer_chance, c.attention_index, c.reasons)
        for c in free
    ]


def _is_past(day: int, held_until: int | None) -> bool:
    return held_until is None or day >= held_until


def _by_duty(day: int, candidates: Iterable[Candidate]) -> list[Suggestion]:
    """Everybody with a duty that counts today, in the order of `DUTY_ORDER`; the rest of a person's are reasons."""
    dutiful = []
    for candidate in candidates:
        duties = sorted((d for d in candidate.duties if _counts(day, candidate, d)), key=_duty_rank)
        if duties:
            dutiful.append((candidate, duties))
    dutiful.sort(key=lambda pair: _person_rank(*pair))
    return [_suggestion(candidate, duties) for candidate, duties in dutiful]


def _counts(day: int, candidate: Candidate, duty: Duty) -> bool:
    if not _is_in_window(duty.kind, duty.due_in):
        return False
    if candidate.resting:
        return duty.kind == REPLY
    return duty.kind in (COMMITMENT, REPLY, PROMISE) or _is_past(day, candidate.later_until)


def _duty_rank(duty: Duty) -> tuple[int, int, int, str]:
    return DUTY_ORDER.index(duty.kind), _urgency(duty), duty.reference or 0, duty.what


def _urgency(duty: Duty) -> int:
    """Late first, except for days that come round: today's and tomorrow's come before one that is past."""
    if duty.kind in DATES:
        return duty.due_in if duty.due_in >= 0 else 1 - duty.due_in
    return duty.due_in


def _person_rank(candidate: Candidate, duties: Sequence[Duty]) -> tuple[int, int, int, int]:
    """By kind of duty; replies to the ties that the owner holds dearest first, promises and dates by urgency."""
    first = duties[0]
    level = int(candidate.level) or len(Level)
    kind = DUTY_ORDER.index(first.kind)
    if first.kind == REPLY:
        return kind, level, first.due_in, candidate.person
    return kind, _urgency(first), level, candidate.person


def _suggestion(candidate: Candidate, duties: Sequence[Duty]) -> Suggestion:
    """One act for all the duties toward a person: the first names it, the longest gives its minutes."""
    first = duties[0]
    return Suggestion(
        candidate.person,
        first.kind,
        first.channel if first.channel is not None else candidate.channel,
        max(duty.minutes for duty in duties),
        candidate.answer_chance,
        candidate.attention_index,
        tuple(duty_reason(duty) for duty in duties),
        first.reference,
    )


def duty_reason(duty: Duty) -> Reason:
    """Why a duty asks: its kind and how near its day is."""
    days = abs(duty.due_in)
    if duty.kind == REPLY:
        return reason("reply-owed-since", days=days) if days > 1 else reason("reply-owed")
    if duty.kind == THANKS:
        met = WINDOWS[THANKS][1] - duty.due_in
        return reason("thanks-since", days=met) if met else reason("thanks-today")
    when = "late" if duty.is_over or duty.due_in < 0 else ("today", "tomorrow")[min(duty.due_in, 1)]
    if duty.kind == BIRTHDAY:
        return reason(f"birthday-{when}")
    if duty.kind in DATES:
        return reason(f"{duty.kind}-{when}", years=duty.years)
    return reason(f"{duty.kind}-{when}", what=duty.what)
