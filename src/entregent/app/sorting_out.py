"""Sorting out: the five piles of a calm review, who is in each, what an answer does, and what it gives back.

Who may be in a pile is worked out once a day (a memo); whoever was handled lately, or is about to be turned to, is
left out at each look.
"""

import json
from collections.abc import Collection, Iterable
from datetime import datetime, time
from typing import Any, Final

from entregent.app import asking, keeping, planning, pricing, settling, standing, weighing
from entregent.app.opening import OpenBook
from entregent.app.reaching import find_person
from entregent.app.staging import shown_circles
from entregent.app.tidy_views import GivenBack, PileCard, PileLine, TidyHint, TidyView
from entregent.app.views import Done
from entregent.app.who_views import Doubt
from entregent.attention.piles import (
    AUTOMATA,
    DUPLICATES,
    FADED,
    HEART,
    LONG_AGO_DAYS,
    NEVER_ANSWERED,
    NO_ROOM,
    PILES,
    Quiet,
    quiet_pile,
)
from entregent.attention.upkeep import upkeep_minutes
from entregent.model.errors import BadSettingError
from entregent.model.judgement import Reason, reason
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.store import events, handles, listing, memos, people, piles
from entregent.store.people import PersonRow, Placed, StandingRow
from entregent.text.scripts import fold
from entregent.ties.state import DAY
from entregent.ties.strength import fall_rate_per_week

MOST: Final = 200
"""So many of a pile are gathered: more than anybody goes through in a season."""
HALF_A_YEAR: Final = 182 * DAY
SHOWN_NAMES: Final = 3
_MEMO: Final = "piles"
_HANDLED: Final = ("rest", "archive", "keep-up", "sort")
"""Kinds of facts by which somebody was handled."""

ENOUGH_PEOPLE: Final = 10
ENOUGH_MINUTES: Final = 20
"""From so many people or minutes a week on, tidying is worth a word elsewhere."""


# ── who is in which pile ──────────────────────────────────────────────────────────────────────────────────────────


def tidy(book: OpenBook) -> TidyView:
    """All piles as they stand."""
    lines = []
    for pile in PILES:
        if pile == DUPLICATES:
            lines.append(_pairs(book))
            continue
        found = in_pile(book, pile)
        lines.append(PileLine(pile, len(found), len(found) >= MOST, _names(book, found[:SHOWN_NAMES])))
    return TidyView(tuple(lines), round(sum(minutes for _person, minutes in _asks(book, handled(book)))))


def _pairs(book: OpenBook) -> PileLine:
    count = people.question_count(book.connection)
    names = []
    for first, second, _confidence, _why in people.questions(book.connection, SHOWN_NAMES):
        told = people.of_handles(book.connection, [first, second])
        names += [one.name for one in list(told.values())[:1]]
    return PileLine(DUPLICATES, min(count, MOST), count > MOST, tuple(names))


def _names(book: OpenBook, persons: Iterable[int]) -> tuple[str, ...]:
    return tuple(name for _person, name in keeping.named(book, persons))


def in_pile(book: OpenBook, pile: str) -> list[int]:
    """The people of a pile, by name or by the longest silence. Raises BadSettingError for an unknown one."""
    if pile not in PILES or pile == DUPLICATES:
        raise BadSettingError(key="pile", value=pile)
    settling.begin_day(book)
    if pile == NO_ROOM:
        done = handled(book)
        rest = [line for line in planning.plates(book).rest if line.person not in done]
        rest.sort(key=lambda line: (fold(line.name), line.person))
        return [person for person in _still(book, [line.person for line in rest]) if person not in done][:MOST]
    gathered = [person for person in _gathered(book)[pile] if person not in handled(book)]
    return _still(book, gathered, any_sort=pile == AUTOMATA)


def _still(book: OpenBook, persons: list[int], *, any_sort: bool = False) -> list[int]:
    """Those of them who may still be proposed today, in their order."""
    if any_sort:
        return persons
    own = people.of_handles(book.connection, piles.planned_handles(book.connection))
    planned = {one.person for one in own.values()}
    today = book.today.isoformat()
    rows = {row.id: row for row in people.list_some(book.connection, set(persons))}
    return [person for person in persons if person not in planned and _may_be_proposed(rows.get(person), today)]


def _may_be_proposed(row: PersonRow | None, today: str) -> bool:
    return row is not None and not (row.never or row.resting or row.sort != "person" or row.later_until > today)


def handled(book: OpenBook) -> set[int]:
    """Whom the owner decided about within half a year: they are not asked about again."""
    told = piles.decided_since(book.connection, _HANDLED, book.now - HALF_A_YEAR)
    found = people.of_handles(book.connection, {one.handle for one in told})
    return {one.person for one in found.values()}


def _gathered(book: OpenBook) -> dict[str, list[int]]:
    """Who may be in a pile, worked out at the first look of a day, or after something was read."""
    newest = events.last_event(book.connection, weighing.until_event(book))
    of = [book.today.isoformat(), newest, list(listing.origins_stamp(book.connection))]
    kept: dict[str, Any] | None = memos.find(book.connection, _MEMO)
    if kept is None or kept["of"] != of:
        found: dict[str, list[int]] = {AUTOMATA: [doubt.person for doubt in asking.doubts(book)[:MOST]]}
        kept = {"of": of, **found, **_quiet(book)}
        memos.put(book.connection, _MEMO, kept)
    return kept


def _quiet(book: OpenBook) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {NEVER_ANSWERED: [], FADED: []}
    for row in piles.silent(book.connection, LONG_AGO_DAYS):
        if len(found[NEVER_ANSWERED]) >= MOST and len(found[FADED]) >= MOST:
            break
        pile = quiet_pile(_quiet_tie(row))
        if pile and len(found[pile]) < MOST:
            found[pile].append(row.person)
    return found


def _quiet_tie(row: piles.SilentRow) -> Quiet:
    state = weighing.unpack(row.state)
    tries = weighing.read_tries_text(row.tries).values()
    circles = {*json.loads(row.circles), *(name for name, _why in json.loads(row.circles_proposed))}
    return Quiet(
        row.silence_days,
        state.n_in,
        sum(one.tries for one in tries),
        sum(one.answered for one in tries),
        state.real_days,
        row.gap_days,
        Level(row.level),
        not HEART.isdisjoint(circles),
    )


# ── one person ────────────────────────────────────────────────────────────────────────────────────────────────────


def cards(book: OpenBook, pile: str, limit: int = MOST, skip: int = 0) -> list[PileCard]:
    """The people of a pile with why they are in it, so many after so many others."""
    found = in_pile(book, pile)[skip : skip + limit]
    if pile == AUTOMATA:
        doubts = {doubt.person: doubt for doubt in asking.doubts(book)}
        return [_doubt_card(doubts[person]) for person in found if person in doubts]
    counted = standing.costs(book)
    places = [placed for person in found if (placed := people.place(book.connection, person))]
    return [_card(book, pile, placed, counted) for placed in places]


def _doubt_card(one: Doubt) -> PileCard:
    messages = one.sent + one.received
    return PileCard(one.person, one.name, "none", (), None, messages, 0, one.reasons, ("archive", "keep"))


def _card(book: OpenBook, pile: str, placed: Placed, counted: standing.Costs) -> PileCard:
    row, stands = placed.person, placed.standing
    circles = shown_circles(row)
    near = not HEART.isdisjoint(circles)
    return PileCard(
        row.id,
        row.name,
        LEVEL_WORDS[Level(row.level)],
        circles,
        stands.silence_days if stands and stands.last_at else None,
        stands.interactions if stands else 0,
        round(weekly_minutes(book, row.id, counted)),
        (_why(book, pile, placed, stands),),
        ("rest", "keep") if pile == NO_ROOM and near else ("rest", "archive", "keep"),
    )


def _why(book: OpenBook, pile: str, placed: Placed, stands: StandingRow | None) -> Reason:
    if pile == NO_ROOM:
        return reason("rest-beyond-minutes")
    days = stands.silence_days if stands else 0
    if pile == NEVER_ANSWERED:
        tries = sum(one.tries for one in weighing.read_tries_text(placed.tries).values())
        return reason("tidy-no-answer", tries=tries, days=days)
    tie = people.tie(book.connection, placed.person.id)
    return reason("tidy-faded", together=weighing.unpack(tie[1]).real_days if tie else 0, days=days)


def weekly_minutes(book: OpenBook, person: int, counted: standing.Costs) -> float:
    """Minutes a week that keeping somebody up would ask, resting or not; 0 without a level."""
    row, tie = people.find(book.connection, person), people.tie(book.connection, person)
    if row is None or tie is None or not row.level:
        return 0.0
    kinds = [handle[1] for handle in handles.of_person(book.connection, person)]
    awake = row._replace(resting=0, never="")
    state = weighing.unpack(tie[1])
    stood = standing.stand(awake, state, tie[2], tie[3], kinds, book.now, book.day_end, counted)
    if not stood.minutes:
        return 0.0
    kin = not {"family", "love"}.isdisjoint(json.loads(row.circles))
    return upkeep_minutes(fall_rate_per_week(state, kin=kin), float(stood.minutes), stood.answer)


# ── what an answer does ───────────────────────────────────────────────────────────────────────────────────────────


def act(book: OpenBook, pile: str, what: str, who: str) -> Done:
    """Rest, archive or keep somebody of a pile; of automata "archive" says no person, "keep" a person.

    Raises BadSettingError for what a pile does not offer.
    """
    if pile == AUTOMATA and what in {"archive", "keep"}:
        return keeping.human(book, who, automaton=what == "archive")
    if pile in {NEVER_ANSWERED, FADED, NO_ROOM}:
        if what == "rest":
            return keeping.rest(book, [who])
        if what == "archive" and not (pile == NO_ROOM and _is_near(book, who)):
            return keeping.archive(book, [who])
        if what == "keep":
            return keeping.keep_up(book, who) if pile == NO_ROOM else keeping.leave_be(book, [who])
    raise BadSettingError(key="act", value=what)


def _is_near(book: OpenBook, who: str) -> bool:
    row = people.find(book.connection, find_person(book, who))
    return row is not None and not HEART.isdisjoint(shown_circles(row))


# ── what it gives back ────────────────────────────────────────────────────────────────────────────────────────────


def given_back(book: OpenBook) -> GivenBack:
    """What was tidied on this day."""
    begin = int(datetime.combine(book.today, time(), book.zone).timestamp())
    told = piles.decided_since(book.connection, (*_HANDLED, "same", "different"), begin)
    owners = people.of_handles(book.connection, {one.handle for one in told})
    last = {(one.kind, owners[one.handle].person): one.value for one in told if one.handle in owners}
    pairs = [one.kind for one in told if one.kind in {"same", "different"}]

    def said(kind: str, value: str) -> set[int]:
        return {person for (stated, person), given in last.items() if stated == kind and given == value}

    rested, archived = said("rest", "1"), said("archive", "1")
    counted = standing.costs(book)
    return GivenBack(
        len(rested),
        len(archived),
        pairs.count("same"),
        pairs.count("different"),
        len(said("sort", "automaton")),
        sum(kind == "keep-up" for kind, _person in last) + len(said("sort", "person")),
        round(sum(weekly_minutes(book, person, counted) for person in rested | archived)),
    )


def hint(book: OpenBook) -> TidyHint | None:
    """Whether a quarter of an hour of tidying is worth a word, from what is worked out already; None where not."""
    if book.as_of:
        return None
    done = handled(book)
    asks = _asks(book, done)
    kept = memos.find(book.connection, _MEMO) or {}
    quiet = {*kept.get(NEVER_ANSWERED, ()), *kept.get(FADED, ())} - done
    count, minutes = len(quiet | {person for person, _minutes in asks}), round(sum(m for _person, m in asks))
    return TidyHint(count, minutes) if count >= ENOUGH_PEOPLE or minutes >= ENOUGH_MINUTES else None


def _asks(book: OpenBook, done: Collection[int]) -> list[tuple[int, float]]:
    """(person, minutes a week) of each plate that the week has no room for, those handled left out."""
    kept = memos.find(book.connection, "plan") or {}
    return [(person, minutes) for person, minutes in kept.get(pricing.ASKS, ()) if person not in done]
