"""Standing: how everybody stands on the book's day, kept for lists and the plan."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

from entregent.app import elan
from entregent.app.opening import CIRCLE_WEIGHT, OpenBook
from entregent.app.weighing import read_tries_text, unpack
from entregent.attention.channels import (
    HABITS,
    Option,
    Tally,
    choose_channel,
    learn,
    learn_channels,
    possible_channels,
)
from entregent.attention.effort import effort_minutes
from entregent.attention.index import attention_index
from entregent.attention.plate import kind_of, weight_of
from entregent.attention.replies import Tries
from entregent.model.handle import NAME
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.model.tie import HELD_BACK, Level
from entregent.store import events, facts, handles, memos, people
from entregent.store.people import PersonRow, StandingRow
from entregent.ties.chance import SHIPPED, Calibration, chance
from entregent.ties.rhythm import owes_reply
from entregent.ties.state import DAY, TieState
from entregent.ties.strength import fall_rate_per_week, silence_days, strength, usual_gap_days


class Costs(NamedTuple):
    """Minutes and answer chance of each channel: defaults, the owner's settings, and what was learned."""

    longest: float
    """No attempt longer than a day's minutes is proposed."""
    minutes: dict[Channel, float]
    chances: dict[Channel, float]
    circle_weights: dict[str, float]
    calibration: Calibration
    effort: dict[Channel, float]
    """Minutes that attempts held back add to each channel."""
    elan: dict[int, float]
    """By what the weight of those is multiplied of whom the owner said that they give élan, or take it."""


def costs(book: OpenBook) -> Costs:
    """What the plan counts with."""
    minutes = {channel: _minutes(book, channel) for channel in HABITS}
    learned = book.memo("tallies", {})
    tallies = {Channel(int(channel)): Tally(*row) for channel, row in learned.items()}
    fitted = book.memo("calibration")
    calibration = Calibration(fitted[0], tuple(fitted[1]), fitted[2]) if fitted else SHIPPED
    weights = {
        key[len(CIRCLE_WEIGHT) :]: float(value)
        for key, value in book.all_settings().items()
        if key.startswith(CIRCLE_WEIGHT)
    }
    effort = {Channel(int(channel)): more for channel, more in book.memo(EFFORT, {}).items()}
    day = float(book.setting("minutes-per-day"))
    return Costs(day, minutes, learn_channels(tallies), weights, calibration, effort, elan.factors(book))


EFFORT: Final = "effort"
"""Under this key the book remembers what attempts held back add to each channel."""
EFFORT_DAYS: Final = 365


def keep_effort(book: OpenBook) -> None:
    """Count what was held back in a year against what took place since the first time, and remember it."""
    since = book.now - EFFORT_DAYS * DAY
    tries = facts.held_back(book.connection, tuple(HELD_BACK), book.now)
    held = [(event, minutes) for event, minutes in tries if event >> DIGEST_BITS >= since]
    more: dict[Channel, float] = {}
    if held:
        until = (book.now + 1) << DIGEST_BITS
        took_place = events.exchanges_by_channel(book.connection, min(event for event, _ in held), until)
        channels = events.channels(book.connection, [event for event, _ in held])
        usual = {channel: float(_minutes(book, channel)) for channel in HABITS}
        told = [(Channel(channels[event]), float(minutes)) for event, minutes in held if event in channels]
        more = effort_minutes(told, {Channel(channel): count for channel, count in took_place.items()}, usual)
    kept = {str(int(channel)): minutes for channel, minutes in more.items()}
    if kept != book.memo(EFFORT, {}):
        memos.put(book.connection, EFFORT, kept)


def _minutes(book: OpenBook, channel: Channel) -> float:
    own = book.setting(f"minutes-{channel.name.lower()}")
    return float(own) if own else HABITS[channel].minutes


_AT_ONCE: Final = 4_000
"""Standings written in one transaction: the owner's own edits go in between."""


def refresh_standing(book: OpenBook, persons: Iterable[int] | None = None) -> None:
    """How everybody (or these people) stand on the book's day, kept for lists and the plan."""
    connection = book.connection
    keep_effort(book)
    counted = costs(book)
    if persons is not None:
        wanted = list(persons)
        with connection.writing():
            people.drop_standings(connection, wanted)
            _stand_some(book, [row for person in wanted if (row := people.tie(connection, person))], counted)
        return
    ties = people.ties(connection)
    for begin in range(0, len(ties), _AT_ONCE):
        with connection.writing():
            _stand_some(book, ties[begin : begin + _AT_ONCE], counted)
    with connection.writing():
        human = people.human_ids(connection)
        people.drop_standings(connection, people.standing_ids(connection) - {row[0] for row in ties if row[0] in human})
        memos.put(connection, "people", people.count(connection))
        memos.put(connection, "standing-day", book.today.isoformat())


def _stand_some(book: OpenBook, ties: Sequence[Sequence[Any]], counted: Costs) -> None:
    rows = {row.id: row for row in people.list_some(book.connection, {tie[0] for tie in ties}) if row.sort == "person"}
    kinds = _handle_kinds(book, rows)
    day_end = book.day_end
    standings = [
        stand(
            rows[person],
            unpack(packed),
            interactions,
            tries,
            kinds.get(person, ()),
            book.now,
            day_end,
            counted,
        )
        for person, packed, interactions, tries in ties
        if person in rows
    ]
    people.put_standings(book.connection, standings)
    people.set_owed_titles(book.connection, [row.person for row in standings if row.owed_since is not None])


def _handle_kinds(book: OpenBook, rows: Mapping[int, PersonRow]) -> dict[int, tuple[str, ...]]:
    """Which kinds of handle the people with a level have: nobody else needs a channel."""
    plates = [row.id for row in rows.values() if row.level]
    return {person: tuple(handle[1] for handle in handles.of_person(book.connection, person)) for person in plates}


def stand(  # noqa: PLR0913, PLR0917 - a person, a tie, and the day
    row: PersonRow,
    state: TieState,
    interactions: int,
    tries: str,
    kinds: Sequence[str],
    now: int,
    day_end: int,
    counted: Costs,
) -> StandingRow:
    """How one person stands now: strength, chance, silence; and for a plate the channel, its minutes and worth.

    Silence is told in days of the calendar, as people count them: up to the end of the day it is.
    """
    circles = json.loads(row.circles) if row.circles != "[]" else []
    kin = "family" in circles or "love" in circles
    steady = strength(state, now, kin=kin)
    likely = chance(state, now, counted.calibration).value
    silent = silence_days(state, day_end)
    # A stranger whom the owner never wrote to is no debt: most of them are mailings that look like people.
    owed = owes_reply(state, now) if state.n_out else None
    has_plate = bool(row.level) and not row.resting and not row.never
    option = None
    worth = 0.0
    if has_plate:
        level = Level(row.level)
        weight = weight_of(level, weight_beside(counted, row.id, circles))
        fall = fall_rate_per_week(state, kin=kin)
        ways = options(read_tries_text(tries), kinds, counted, likely)
        option = choose_channel(ways, weight, fall, steady, kind_of(level), longest=counted.longest)
        if option:
            worth = attention_index(weight, fall, option.minutes, option.chance, steady)
    return StandingRow(
        person=row.id,
        strength=steady,
        chance=likely,
        silence_days=int(silent) if silent is not None else 0,
        gap_days=usual_gap_days(state),
        last_at=state.last_at,
        interactions=interactions,
        level=row.level,
        owed_since=state.last_direct_in if owed is not None and not row.never else None,
        owed_title=None,
        plate=int(has_plate and option is not None),
        worth=worth,
        channel=Channel(option.channel).name.lower() if option else "",
        minutes=round(option.minutes) if option else 0,
        answer=option.chance if option else 0.0,
    )


def weight_beside(counted: Costs, person: int, circles: Iterable[str]) -> float:
    """By what the level's weight is multiplied: the owner's weight of the circle, and what gives them élan."""
    return max((counted.circle_weights.get(c, 1.0) for c in circles), default=1.0) * counted.elan.get(person, 1.0)


def options(tries: Mapping[int, Tries], kinds: Sequence[str], counted: Costs, likely: float) -> list[Option]:
    """The ways to reach somebody, each with its minutes, its chance with this person, and how much it was used.

    Before tries with this very person count, half of what is expected comes from how tries by this channel fare with
    everybody, half from how likely the two are to be in touch anyway: whoever writes every week also answers.
    """
    used = [Channel(channel) for channel, row in tries.items() if row.exchanges]
    found = []
    # A way that was used is possible, whatever the address book says.
    ways = dict.fromkeys([*possible_channels(kinds, used), *(channel for channel in used if channel in HABITS)])
    if all(kind == NAME for kind in kinds):
        # Whom the book has no address of, the owner reaches somehow: a call or a line is never out of the question.
        ways |= dict.fromkeys((Channel.CALL, Channel.TEXT))
    for channel in ways:
        row = tries.get(int(channel), Tries())
        expected = (counted.chances[channel] + likely * HABITS[channel].chance) / 2
        answered = learn(row.answered, row.tries, expected)
        minutes = counted.minutes[channel] + counted.effort.get(channel, 0.0)
        found.append(Option(channel, minutes, answered, float(row.exchanges)))
    return found
