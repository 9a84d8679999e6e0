"""The path on a book: weeks of steps, come-backs, first times, fear, élan; and a year looked back on."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from entregent.app import elan, footprints, treading
from entregent.app.footprint_views import Footprint
from entregent.app.laddering import ladders_of
from entregent.app.opening import OpenBook
from entregent.app.path_views import FearLine, Landmark, LastStep, PathView, WeekLine, YearView
from entregent.app.rung_words import rung_sentence
from entregent.app.views import Done
from entregent.coaching import path
from entregent.coaching.path import First, Return, Step
from entregent.model.errors import RequestError
from entregent.model.judgement import Reason, reason
from entregent.store import people

WEEKS: Final = 26
MOST_WEEKS: Final = 106
LEAST_WEEKS: Final = 8
LAST: Final = 6
MOST_DRAINS: Final = 20
MOST_LANDMARKS: Final = 12
YEARS: Final = range(1970, 10_000)


class NoSuchYearError(RequestError):
    """No step was taken in `year`."""

    code = "no-such-year"


def path_view(book: OpenBook, weeks: int = WEEKS) -> PathView:
    """The path of so many weeks up to today."""
    taken = footprints.footprints(book)
    steps = steps_of(book, taken)
    own = [step for step in steps if step.day.year == book.today.year]
    landmarks = _landmarks(book, path.firsts(steps), path.returns(steps))
    first = min((step.day for step in steps), default=book.today)
    begin = max(first, book.today - timedelta(weeks=min(max(weeks, 1), MOST_WEEKS) - 1))
    begin = min(begin, book.today - timedelta(weeks=LEAST_WEEKS - 1))
    return PathView(
        taken=len(own),
        tried=sum(step.tried for step in own),
        golden=sum(step.golden for step in own),
        year=book.today.year,
        recent=path.recent(steps, book.today),
        recent_of=path.RECENT,
        weeks=_weeks(steps, landmarks, begin, book.today),
        landmarks=tuple(reversed(landmarks))[:MOST_LANDMARKS],
        fears=_fears(steps),
        fear_way=path.fear_way(steps),
        last=_lines(book, taken[-LAST:]),
        gives=tuple(elan.givers(book)),
        drains=_lines(book, [step for step in taken if step.elan == -1][-MOST_DRAINS:]),
        years=_years(steps),
    )


def year_view(book: OpenBook, year: int) -> YearView:
    """A year looked back on. Raises NoSuchYearError."""
    steps = steps_of(book, footprints.footprints(book))
    own = [step for step in steps if step.day.year == year]
    if not own:
        raise NoSuchYearError(year=year)
    told = path.look_back(steps, year)
    landmarks = _landmarks(book, told.firsts, told.returns)
    begin = own[0].day if own[0] is steps[0] else date(year, 1, 1)
    end = min(date(year, 12, 31), book.today)
    return YearView(
        year=told,
        weeks=_weeks(own, landmarks, begin, end),
        landmarks=tuple(landmarks),
        met=named(book, told.met),
        lifted=named(book, told.lifted),
        fears=_fears(own),
        years=_years(steps),
    )


def steps_of(book: OpenBook, taken: Iterable[Footprint]) -> list[Step]:
    """Footprints as the path sees them, oldest first. Having observed is no landmark, but it is a step."""
    return [
        Step(
            day=book.day_of(one.at),
            tried=one.tried,
            golden=one.golden,
            kind=one.kind,
            channel=one.channel,
            rung=one.rung,
            outcome=one.outcome,
            people=one.people,
            fear=one.fear,
            elan=one.elan,
        )
        for one in taken
    ]


def make_golden(book: OpenBook, number: int, *, golden: bool = True) -> Done:
    """A step counted for the owner, or does no more. Raises UnknownFootprintError."""
    return treading.afterward(book, number, golden=golden)


def _fears(steps: Sequence[Step]) -> tuple[FearLine, ...]:
    return tuple(FearLine(*one) for one in path.fears(steps))


def _years(steps: Sequence[Step]) -> tuple[int, ...]:
    return tuple(sorted({step.day.year for step in steps}, reverse=True))


def named(book: OpenBook, persons: Iterable[int]) -> tuple[tuple[int, str], ...]:
    """Those who may be named: whoever is to be left in peace is not."""
    rows = [people.find(book.connection, person) for person in persons]
    return tuple((row.id, row.name) for row in rows if row is not None and row.never not in {"never", "private"})


# ── weeks and what was special in them ────────────────────────────────────────────────────────────────────────────


def _weeks(steps: Sequence[Step], landmarks: Sequence[Landmark], begin: date, end: date) -> tuple[WeekLine, ...]:
    by_week: dict[date, list[Landmark]] = {}
    for one in landmarks:
        by_week.setdefault(path.monday_of(date.fromisoformat(one.day)), []).append(one)
    found = []
    for week in path.weeks(steps, begin, end):
        own = by_week.get(week.monday, [])
        kinds = {one.kind for one in own}
        found.append(WeekLine(week, "return" in kinds, "first" in kinds, tuple(one.reason for one in own)))
    return tuple(found)


def _landmarks(book: OpenBook, firsts: Sequence[First], returns: Sequence[Return]) -> list[Landmark]:
    """First times and come-backs, oldest first."""
    found = [Landmark(one.day.isoformat(), "return", reason("come-back", weeks=one.weeks)) for one in returns]
    found += [Landmark(one.day.isoformat(), "first", _first_reason(book, one)) for one in firsts]
    return sorted(found, key=lambda one: (one.day, one.kind))


def _first_reason(book: OpenBook, one: First) -> Reason:
    done, tried = FIRSTS[one.of if one.of == "rung" else one.what]
    told = {}
    if one.of == "rung":
        said = rung_in_words(book, one.what)
        told["what"] = said[:1].lower() + said[1:]
    return reason(tried if one.tried else done, **told)


FIRSTS: Final = {
    "rung": ("first-rung", "first-rung-tried"),
    "call": ("first-call", "first-call-tried"),
    "meeting": ("first-meeting", "first-meeting-tried"),
    "room": ("first-room", "first-room-tried"),
    "post": ("first-post", "first-post-tried"),
}
"""What was done for the first time -> the signal for it, and for its first try."""


def rung_in_words(book: OpenBook, rung: str) -> str:
    """What is done on a rung, ours or the owner's own; "" for none."""
    if not rung:
        return ""
    own = next((held.sentence for ladder in ladders_of(book).values() if (held := ladder.find(rung))), "")
    return rung_sentence(rung, own)


def _lines(book: OpenBook, taken: Sequence[Footprint]) -> tuple[LastStep, ...]:
    """Steps as they are shown one by one, newest first."""
    return tuple(
        LastStep(
            number=one.number,
            at=one.at,
            people=named(book, one.people),
            what=one.outcome or one.kind,
            channel=one.channel,
            rung_sentence=rung_in_words(book, one.rung),
            tried=one.tried,
            golden=one.golden,
            elan=one.elan,
            asks_elan=elan.asks(one),
            note=one.note,
        )
        for one in reversed(taken)
    )
