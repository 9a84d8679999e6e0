"""Weighing: parts become tie states, tie states become today's standing, plates become a price and a curve."""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, NamedTuple

from entregent.app.opening import CIRCLE_WEIGHT, OpenBook
from entregent.attention.channels import (
    HABITS,
    Option,
    Tally,
    choose_channel,
    learn,
    learn_channels,
    possible_channels,
)
from entregent.attention.index import attention_index
from entregent.attention.plate import Plate, kind_of, weight_of
from entregent.attention.replies import Moment, Tries, read_tries
from entregent.model.interaction import DIGEST_BITS, Channel, Contact, Direction
from entregent.model.tie import Level
from entregent.store import events, handles, memos, people
from entregent.store.events import ATTEMPT, BULK, CHANNEL_MASK, COPY, DIRECTION_SHIFT, FORWARDED, OWN, TIMELESS
from entregent.store.people import PersonRow, StandingRow
from entregent.ties.chance import SHIPPED, Calibration, chance
from entregent.ties.levels import propose
from entregent.ties.rhythm import owes_reply
from entregent.ties.state import DAY, TieState, fold_all
from entregent.ties.strength import fall_rate_per_week, silence_days, strength, usual_gap_days
from entregent.ties.weights import DIRECT_OTHERS, contact

_PACKED: Final = struct.Struct(
    "<" + "".join("q" if TieState.__annotations__[name] is int else "d" for name in TieState._fields)
)
SAME_EVENT_SECONDS: Final = 2 * 3600
"""What the owner logged and what a source tells of the same channel within two hours are one event."""


TIE_FORMAT: Final = f"{_PACKED.format} {' '.join(TieState._fields)}"
"""Remembered beside the packed states: a version that packs otherwise works them out anew."""

PartRow = tuple[int, int, int, int]
"""(event, how, others, amount) of a part."""


def pack(state: TieState) -> bytes:
    """A tie state as the book keeps it."""
    return _PACKED.pack(*state)


def unpack(packed: bytes) -> TieState:
    """A tie state out of the book."""
    return TieState._make(_PACKED.unpack(packed))


class Weighed(NamedTuple):
    """One person's tie, ready to be kept."""

    person: int
    state: TieState
    interactions: int
    tries: dict[int, Tries]


# ── ties ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def weigh(book: OpenBook, persons: Iterable[int]) -> None:
    """Work out the ties of these people from all their parts, and keep them."""
    shift = zone_shift(book)
    wanted = set(persons)
    human = wanted & people.human_ids(book.connection)
    kept: list[tuple[int, bytes, int, str]] = []
    weighed_people = set()
    for person, rows in _rows_by_person(book, human):
        weighed = weigh_rows(person, rows, book.now, shift)
        if weighed is not None:
            kept.append(tie_row(weighed))
            weighed_people.add(person)
    for begin in range(0, len(kept), _AT_ONCE):
        with book.connection.writing():
            people.put_ties(book.connection, kept[begin : begin + _AT_ONCE])
    with book.connection.writing():
        people.drop_ties(book.connection, sorted(wanted - weighed_people))
        memos.put(book.connection, "tie-format", TIE_FORMAT)


_SCAN_SHARE: Final = 4
"""From a quarter of the people on, one scan of all parts is quicker than a look-up for each."""


def _rows_by_person(book: OpenBook, human: set[int]) -> Iterator[tuple[int, list[PartRow]]]:
    """(person, their dated exchanges in time order), one person at a time so that memory stays flat."""
    until = until_event(book)
    own = handles.by_person(book.connection, human)
    one_scan = len(human) * _SCAN_SHARE >= people.count(book.connection)
    single = {of[0]: person for person, of in own.items() if len(of) == 1} if one_scan else {}
    if single:
        scan = events.all_exchanges(book.connection, until)
        for handle, group in groupby(scan, key=itemgetter(0)):
            if handle in single:
                yield single[handle], [row[1:] for row in group]
    for person, of in own.items():
        if of[0] not in single:
            yield person, _rows_of(book, of, until)


def tie_row(weighed: Weighed) -> tuple[int, bytes, int, str]:
    """A tie as the book keeps it."""
    return weighed.person, pack(weighed.state), weighed.interactions, _tries_text(weighed.tries)


def until_event(book: OpenBook) -> int:
    """The first event number after the book's instant."""
    return (book.now + 1) << DIGEST_BITS


def zone_shift(book: OpenBook) -> int:
    """Seconds that the book's zone lies east of UTC today: days are cut there."""
    from datetime import datetime

    offset = datetime.fromtimestamp(book.now, book.zone).utcoffset()
    return int(offset.total_seconds()) if offset else 0


def _rows_of(book: OpenBook, own: Sequence[int], until: int) -> list[PartRow]:
    rows = [row for handle in own for row in events.exchanges(book.connection, handle, until)]
    if len(own) > 1:
        # One event may reach two addresses of one person: it counts once.
        rows = list({row[0]: row for row in rows}.values())
        rows.sort()
    return rows


def weigh_rows(person: int, rows: list[PartRow], now: int, shift: int) -> Weighed | None:
    """A tie from (event, how, others, amount) rows in time order; None where nothing passed."""
    rows = without_told_twice(rows)
    moments = [
        Moment(
            event >> DIGEST_BITS,
            how & CHANNEL_MASK,
            how >> DIRECTION_SHIFT & 3,
            others <= DIRECT_OTHERS and not how & COPY,
            bool(how & ATTEMPT),
        )
        for event, how, others, _ in rows
        if not how & BULK
    ]
    if not moments:
        return None
    contacts = _contacts(rows)
    state = fold_all(contacts, shift=shift)
    return Weighed(person, state, len(contacts), read_tries(moments, now))


def without_told_twice(rows: list[PartRow]) -> list[PartRow]:
    """Leave out what the owner logged of an event that a source tells too: evidence gives time and length."""
    if not any(row[1] & OWN for row in rows):
        return rows
    told = [(row[0] >> DIGEST_BITS, row[1] & CHANNEL_MASK) for row in rows if not row[1] & OWN]
    return [row for row in rows if not (row[1] & OWN and _is_told(row, told))]


def _is_told(row: PartRow, told: list[tuple[int, int]]) -> bool:
    at, channel = row[0] >> DIGEST_BITS, row[1] & CHANNEL_MASK
    reach = DAY // 2 if row[1] & TIMELESS else SAME_EVENT_SECONDS
    return any(other == channel and abs(when - at) <= reach for when, other in told)


def _tries_text(tries: Mapping[int, Tries]) -> str:
    return json.dumps({str(channel): list(row) for channel, row in sorted(tries.items())})


def read_tries_text(text: str) -> dict[int, Tries]:
    """Tries per channel as `tie.tries` keeps them."""
    return {int(channel): Tries(*row) for channel, row in json.loads(text).items()}


# ── standing ──────────────────────────────────────────────────────────────────────────────────────────────────────


class Costs(NamedTuple):
    """Minutes and answer chance of each channel: defaults, the owner's settings, and what was learned."""

    longest: float
    """No attempt longer than a day's minutes is proposed."""
    minutes: dict[Channel, float]
    chances: dict[Channel, float]
    circle_weights: dict[str, float]
    calibration: Calibration


def costs(book: OpenBook) -> Costs:
    """What the plan counts with."""
    minutes = {}
    for channel, habit in HABITS.items():
        own = book.setting(f"minutes-{channel.name.lower()}")
        minutes[channel] = float(own) if own else habit.minutes
    learned = book.memo("tallies", {})
    tallies = {Channel(int(channel)): Tally(*row) for channel, row in learned.items()}
    fitted = book.memo("calibration")
    calibration = Calibration(fitted[0], tuple(fitted[1]), fitted[2]) if fitted else SHIPPED
    weights = {
        key[len(CIRCLE_WEIGHT) :]: float(value)
        for key, value in book.all_settings().items()
        if key.startswith(CIRCLE_WEIGHT)
    }
    return Costs(float(book.setting("minutes-per-day")), minutes, learn_channels(tallies), weights, calibration)


def settle_plan(book: OpenBook) -> None:
    """After an import or a change: what replies teach, levels proposed, everybody's standing, price and curves."""
    rows = people.ties(book.connection)
    states = {row[0]: unpack(row[1]) for row in rows}
    _learn_replies(book, rows)
    _learn_chance(book, states)
    _propose_levels(book, states)
    refresh_standing(book)
    keep_curves(book, whole=not book.as_of)


def _learn_replies(book: OpenBook, rows: Iterable[Sequence[Any]]) -> None:
    sums: dict[int, list[int]] = {}
    for row in rows:
        for channel, tries in read_tries_text(row[3]).items():
            tally = sums.setdefault(channel, [0, 0])
            tally[0] += tries.answered
            tally[1] += tries.tries
    memos.put(book.connection, "tallies", {str(channel): tally for channel, tally in sorted(sums.items())})


LEARN_FROM: Final = 600
"""Ties that the owner's own calibration looks at: with twelve cut-offs each, more teach nothing more."""
LEARN_AGAIN_DAYS: Final = 30


def _learn_chance(book: OpenBook, states: Mapping[int, TieState]) -> None:
    """Fit the chance to the owner's own history, from time to time; the shipped weights stand while it is short."""
    day = book.today.toordinal()
    fitted = book.memo("calibration")
    # An older book's first import may be small: until something was learned, each import tries again.
    if (fitted and abs(day - fitted[3]) < LEARN_AGAIN_DAYS) or not states:
        return
    from entregent.ties.backtest import owner_rows
    from entregent.ties.calibration import fit

    stride = max(1, len(states) // LEARN_FROM)
    some = sorted(states)[::stride]
    shift = zone_shift(book)
    first_at = min(state.first_at for state in states.values())
    rows = owner_rows((contacts_of(book, person) for person in some), book.now, first_at, shift=shift)
    found = fit(rows)
    if found.rows:
        memos.put(book.connection, "calibration", [found.intercept, list(found.weights), found.rows, day])


def contacts_of(book: OpenBook, person: int) -> list[Contact]:
    """What passed with somebody, as ties weigh it, in time order."""
    own = [handle[0] for handle in handles.of_person(book.connection, person)]
    return _contacts(without_told_twice(_rows_of(book, own, until_event(book))))


def _contacts(rows: Iterable[PartRow]) -> list[Contact]:
    found = []
    for event, how, others, amount in rows:
        if not how & (BULK | ATTEMPT):
            direction = how >> DIRECTION_SHIFT & 3
            one = contact(event >> DIGEST_BITS, how & CHANNEL_MASK, direction, others, amount, copied=bool(how & COPY))
            found.append(one._replace(direct=False) if how & FORWARDED else one)
    return found


def _propose_levels(book: OpenBook, states: Mapping[int, TieState]) -> None:
    open_people = {
        row.id: states[row.id] for row in people.list_all(book.connection) if row.id in states and not row.never
    }
    proposed = propose(open_people, book.now)
    with book.connection.writing():
        people.set_levels(book.connection, [(int(proposed.get(person, Level.NONE)), person) for person in open_people])


_AT_ONCE: Final = 4_000
"""Standings written in one transaction: the owner's own edits go in between."""


def refresh_standing(book: OpenBook, persons: Iterable[int] | None = None) -> None:
    """How everybody (or these people) stand on the book's day, kept for lists and the plan."""
    connection = book.connection
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
        memos.put(connection, "standing-day", book.today.isoformat())


def _stand_some(book: OpenBook, ties: Sequence[Sequence[Any]], counted: Costs) -> None:
    rows = {row.id: row for row in people.list_some(book.connection, {tie[0] for tie in ties}) if row.sort == "person"}
    kinds = _handle_kinds(book, rows)
    standings = [
        stand(
            rows[person],
            unpack(packed),
            interactions,
            read_tries_text(tries),
            kinds.get(person, ()),
            book.now,
            counted,
        )
        for person, packed, interactions, tries in ties
        if person in rows
    ]
    people.put_standings(book.connection, standings)
    _add_owed_titles(book, standings)


def _handle_kinds(book: OpenBook, rows: Mapping[int, PersonRow]) -> dict[int, tuple[str, ...]]:
    """Which kinds of handle the people with a level have: nobody else needs a channel."""
    plates = [row.id for row in rows.values() if row.level]
    return {person: tuple(handle[1] for handle in handles.of_person(book.connection, person)) for person in plates}


def stand(  # noqa: PLR0913, PLR0917 - a person, a tie, and the day
    row: PersonRow,
    state: TieState,
    interactions: int,
    tries: Mapping[int, Tries],
    kinds: Sequence[str],
    now: int,
    counted: Costs,
) -> StandingRow:
    """How one person stands now: strength, chance, silence; and for a plate the channel, its minutes and worth."""
    circles = json.loads(row.circles) if row.circles != "[]" else []
    kin = "family" in circles or "love" in circles
    steady = strength(state, now, kin=kin)
    silent = silence_days(state, now)
    # A stranger whom the owner never wrote to is no debt: most of them are mailings that look like people.
    owed = owes_reply(state, now) if state.n_out else None
    has_plate = bool(row.level) and not row.resting and not row.never
    option = None
    worth = 0.0
    if has_plate:
        level = Level(row.level)
        weight = weight_of(level, max((counted.circle_weights.get(c, 1.0) for c in circles), default=1.0))
        fall = fall_rate_per_week(state, kin=kin)
        ways = options(tries, kinds, counted)
        option = choose_channel(ways, weight, fall, steady, kind_of(level), longest=counted.longest)
        if option:
            worth = attention_index(weight, fall, option.minutes, option.chance, steady)
    return StandingRow(
        person=row.id,
        strength=steady,
        chance=chance(state, now, counted.calibration).value,
        silence_days=int(silent) if silent is not None else 0,
        gap_days=usual_gap_days(state),
        last_at=state.last_at,
        interactions=interactions,
        owed_since=state.last_direct_in if owed is not None and not row.never else None,
        owed_title=None,
        plate=int(has_plate and option is not None),
        worth=worth,
        channel=Channel(option.channel).name.lower() if option else "",
        minutes=round(option.minutes) if option else 0,
        answer=option.chance if option else 0.0,
    )


def options(tries: Mapping[int, Tries], kinds: Sequence[str], counted: Costs) -> list[Option]:
    """The ways to reach somebody, each with its minutes, its chance with this person, and how much it was used."""
    used = [Channel(channel) for channel, row in tries.items() if row.exchanges]
    found = []
    for channel in possible_channels(kinds, used):
        row = tries.get(int(channel), Tries())
        found.append(
            Option(
                channel,
                counted.minutes[channel],
                learn(row.answered, row.tries, counted.chances[channel]),
                float(row.exchanges),
            )
        )
    return found


def _add_owed_titles(book: OpenBook, standings: Iterable[StandingRow]) -> None:
    """The subject that waits for an answer, beside those who wait."""
    for row in standings:
        if row.owed_since is not None:
            own = [handle[0] for handle in handles.of_person(book.connection, row.person)]
            title = events.title_at(book.connection, own, row.owed_since)
            people.set_owed_title(book.connection, row.person, title)


# ── price and curves ──────────────────────────────────────────────────────────────────────────────────────────────


def plates_of(book: OpenBook) -> list[Plate]:
    """The owner's plates as the planner sees them."""
    found = []
    counted = costs(book)
    rows = {row.id: row for row in people.list_all(book.connection) if row.level}
    for standing in people.plates(book.connection):
        row = rows[standing.person]
        tie = people.tie(book.connection, standing.person)
        if tie is None:
            continue
        circles = json.loads(row.circles)
        level = Level(row.level)
        found.append(
            Plate(
                standing.person,
                weight_of(level, max((counted.circle_weights.get(c, 1.0) for c in circles), default=1.0)),
                fall_rate_per_week(unpack(tie[1]), kin="family" in circles or "love" in circles),
                float(standing.minutes),
                standing.answer,
                standing.strength,
                kind_of(level),
            )
        )
    return found


def keep_curves(book: OpenBook, *, whole: bool = True) -> None:
    """Work out price, bound, share and curves for the weekly minutes, and keep them for `today` and `plates`.

    Unless `whole` the curves are left to whoever asks for them: a look back at one day rarely does.
    """
    plates = plates_of(book)
    minutes = float(book.setting("minutes-per-week"))
    memos.put(book.connection, "plan", curves_of(plates, minutes, whole=whole) if plates else None)


def curves_of(plates: Sequence[Plate], minutes: float, *, whole: bool = True) -> dict[str, Any]:
    """Price, bound, share of the bound that this rule reaches, curves for both kinds of effort, and who could rest."""
    from entregent.attention.bound import price_and_bound, rests
    from entregent.attention.curve import curve, curves, kept_people
    from entregent.attention.simulate import simulate

    bound = price_and_bound(plates, minutes)
    both = curves(plates) if whole else {}
    return {
        "minutes": minutes,
        "price": bound.price,
        "bound": bound.value,
        "share": bound.value / bound.total_weight if bound.total_weight else 1.0,
        "share_of_bound": simulate(plates, minutes),
        "kept": len(kept_people(plates, bound.price)),
        "plates": len(plates),
        "curve": [(round(p.minutes), p.kept, p.share) for p in curve(plates)] if whole else [],
        "kinds": {kind: [(round(p.minutes), p.kept, p.share) for p in points] for kind, points in both.items()},
        "rest": [plate.person for plate in rests(plates, bound.price)],
    }


def contact_days(book: OpenBook) -> list[list[int]]:
    """Each person's distinct days of contact, sorted: what capacity is measured on."""
    shift, until = zone_shift(book), until_event(book)
    found = []
    for row in people.list_all(book.connection):
        if row.sort != "person" or row.never:
            continue
        own = [handle[0] for handle in handles.of_person(book.connection, row.id)]
        days = {
            ((event >> DIGEST_BITS) + shift) // DAY
            for event, how, others, _ in _rows_of(book, own, until)
            if not how & (BULK | ATTEMPT) and others <= DIRECT_OTHERS
        }
        if days:
            found.append(sorted(days))
    return found


def ensure_standing(book: OpenBook) -> None:
    """At the first use of a day, bring everybody's standing to it; after an upgrade that changed ties, weigh anew."""
    if memos.find(book.connection, "tie-format", TIE_FORMAT) != TIE_FORMAT:
        weigh(book, people.human_ids(book.connection))
        settle_plan(book)
    if memos.find(book.connection, "standing-day") != book.today.isoformat():
        refresh_standing(book)


def direction_word(how: int) -> str:
    """The word for a part's direction."""
    if how & ATTEMPT:
        return "attempt"
    return {Direction.OUT: "out", Direction.IN: "in", Direction.BOTH: "both"}.get(
        Direction(how >> DIRECTION_SHIFT & 3), "beside"
    )
