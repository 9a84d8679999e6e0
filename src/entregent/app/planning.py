"""Planning: today's plan, the plates that minutes can keep, and how many ties the owner has kept open."""

from calendar import isleap
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Final

from entregent.app import beginning, due_today, elan, pricing, settling, stepping, weighing
from entregent.app.opening import OpenBook
from entregent.app.promising import list_promises
from entregent.app.staging import shown_circles
from entregent.app.standing import costs, options
from entregent.app.views import (
    CapacityView,
    CurvePoint,
    Plan,
    PlatesView,
    QuarterLine,
    RestLine,
    SuggestionLine,
)
from entregent.attention.agenda import (
    BIRTHDAY,
    NUDGE,
    PROMISE,
    REPLY,
    WINDOWS,
    Candidate,
    Duty,
    Suggestion,
    plan,
    stopping_price,
)
from entregent.attention.channels import HABITS, Attempt, free_from
from entregent.attention.reasons import Standing, channel_reasons, rest_reason, tie_reasons
from entregent.attention.replies import Tries
from entregent.model.errors import BadNumberError
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE, URL
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.model.judgement import Reason, reason
from entregent.model.tie import Level
from entregent.store import events, facts, handles, imports, memos, people
from entregent.store.connection import Row
from entregent.store.people import Placed
from entregent.ties.state import DAY

OWED_CONSIDERED: Final = 40
CONSIDERED: Final = 120
"""How far down the index the plan looks: more than any day's minutes can hold."""

STALE_DAYS: Final = 1
"""Exports that end earlier than yesterday can't tell whether a reply has been given since."""

REPLY_MINUTES: Final = 5.0
"""An answer, even in two lines: less than a letter that begins something."""

_EPOCH: Final = date(1970, 1, 1).toordinal()
_KINDS: Final = {
    Channel.MAIL: (MAIL,),
    Channel.TEXT: (PHONE,),
    Channel.CALL: (PHONE,),
    Channel.SOCIAL: (ACCOUNT, URL),
    Channel.MEETING: (MAIL, PHONE),
}


def day_number(day: date) -> int:
    """Days since 1970-01-01."""
    return day.toordinal() - _EPOCH


def today(book: OpenBook, minutes: int | None = None) -> Plan:
    """The plan of the book's day within the minutes: hard rules, then down the index. Raises BadNumberError."""
    if minutes is not None and minutes <= 0:
        raise BadNumberError(text=str(minutes), what="minutes")
    settling.ensure_standing(book)
    kept: dict[str, Any] | None = memos.find(book.connection, "plan")
    price = kept["price"] if kept else None
    within = minutes if minutes is not None else int(book.setting("minutes-per-day"))
    chosen = _Candidates(book)
    errands = due_today.errands(book)
    dare = due_today.small_dare(book, within)
    agenda = plan(
        day_number(book.today),
        chosen.all(),
        stopping_price(price) if price is not None else 0.0,
        float(within),
        errands=[errand.duty for errand in errands],
        kept_free=float(dare.minutes) if dare else 0.0,
    )
    last_day = beginning.first_week_until(book)
    few = agenda.suggestions[: beginning.left_today(book)] if last_day else agenda.suggestions
    spent = sum(one.minutes for one in few) + sum(one.minutes for one in agenda.errands)
    return Plan(
        day=book.today.isoformat(),
        minutes=within,
        planned_minutes=round(spent),
        price=agenda.price if price is not None else None,
        share_of_bound=kept["share_of_bound"] if kept else None,
        fresh_until=fresh_until(book),
        suggestions=tuple(chosen.line(suggestion) for suggestion in few),
        standing_well=people.standing_well(book.connection),
        left_out=agenda.left_out if not last_day else 0,
        people=memos.find(book.connection, "people", 0),
        questions=people.question_count(book.connection),
        dared=stepping.weeks(book, 1)[0],
        first_week_until=last_day.isoformat() if last_day else "",
        held_back=len(agenda.suggestions) - len(few),
        errands=tuple(errand.line for errand in errands if errand.duty in agenda.errands),
        dare=due_today.fitting(dare, within - spent, {one.person for one in few}),
        looked_after_at=due_today.looked_after_at(book),
    )


def fresh_until(book: OpenBook) -> int | None:
    """The newest thing that any source told, not after the book's instant."""
    number = events.last_event(book.connection, weighing.until_event(book))
    return number >> DIGEST_BITS if number is not None else None


class _Candidates:
    """Everybody that today may be about, gathered once."""

    def __init__(self, book: OpenBook) -> None:
        self.book = book
        self.found: dict[int, Placed] = {}
        self.duties: dict[int, list[Duty]] = {}
        self._mails = _minutes(book, Channel.MAIL)
        self._answer = min(REPLY_MINUTES, self._mails)
        read = fresh_until(book)
        self._stale = read is not None and (book.today - book.day_of(read)).days > STALE_DAYS
        self._rest = frozenset((memos.find(book.connection, "plan") or {}).get("rest", ()))

    def all(self) -> list[Candidate]:
        """Those with a duty, and those whose minute brings most."""
        self.found = {placed.person.id: placed for placed in people.worthiest(self.book.connection, CONSIDERED)}
        self._owed()
        self._promised()
        self._born()
        for person, duty in due_today.duties(self.book, _minutes(self.book, Channel.TEXT), self._answer):
            self._add(person, duty)
        return [candidate for placed in self.found.values() if (candidate := self._candidate(placed))]

    def _add(self, person: int, duty: Duty) -> None:
        """A duty toward somebody, who need not be among the worthiest."""
        if person not in self.found:
            placed = people.place(self.book.connection, person)
            if placed is None:
                return
            self.found[person] = placed
        self.duties.setdefault(person, []).append(duty)

    def _owed(self) -> None:
        first, _ = WINDOWS[REPLY]
        since = self.book.now + (first - 1) * DAY
        tried = stepping.tried_today(self.book)
        for person, owed_since, owed_title in people.owed(self.book.connection, since, OWED_CONSIDERED):
            if tried.get(person, 0) >= owed_since or self._put_off_since(person, owed_since):
                continue
            waited = (self.book.today - self.book.day_of(owed_since)).days
            self._add(person, Duty(REPLY, -waited, self._answer, None, None, owed_title or ""))

    def _put_off_since(self, person: int, since: int) -> bool:
        """Whether the owner said "later" with the open question before their eyes; a newer one is asked again."""
        placed = self.found.get(person) or people.place(self.book.connection, person)
        if placed is None or placed.person.later_until <= self.book.today.isoformat():
            return False
        own = [handle[0] for handle in handles.of_person(self.book.connection, person)]
        said = [fact for fact in facts.of_handles(self.book.connection, own) if fact.kind == "later"]
        return bool(said) and facts.stated_at(self.book.connection, said[-1].action) >= since

    def _channel(self, suggestion: Suggestion, placed: Placed, own: Sequence[Row]) -> Channel:
        """The way to go: an answer takes the way the question came."""
        if suggestion.action == REPLY and placed.standing and placed.standing.owed_since is not None:
            ids = [handle[0] for handle in own]
            how = events.how_at(self.book.connection, ids, placed.standing.owed_since)
            return Channel(how & events.CHANNEL_MASK) if how is not None else Channel.MAIL
        return suggestion.channel or Channel.MAIL

    def _promised(self) -> None:
        for promise in list_promises(self.book):
            due_in = (date.fromisoformat(promise.by) - self.book.today).days
            if self._put_off_since(promise.person, 0):
                continue
            kind, minutes = (PROMISE, self._mails) if promise.mine else (NUDGE, self._answer)
            self._add(promise.person, Duty(kind, due_in, minutes, None, promise.id, promise.text))

    def _born(self) -> None:
        days = {self.book.today + timedelta(days=n): n for n in range(-3, 2)}
        wanted = {day.strftime("%m-%d"): n for day, n in days.items()}
        if "02-28" in wanted and not any(isleap(day.year) for day in days):
            wanted.setdefault("02-29", wanted["02-28"])
        for person, _, birthday in people.born_on(self.book.connection, list(wanted)):
            placed = self.found.get(person) or people.place(self.book.connection, person)
            # A birthday is a duty toward people one is in touch with, not toward each name of an address book;
            # whoever was in touch since its eve has given the wish.
            due_in = wanted[birthday[-5:]]
            if placed and (placed.standing or placed.person.level) and not self._in_touch_since(placed, due_in):
                self._add(person, Duty(BIRTHDAY, due_in, _minutes(self.book, Channel.TEXT)))

    def _in_touch_since(self, placed: Placed, due_in: int) -> bool:
        """Whether something passed on the birthday or later (today, for one that is tomorrow)."""
        if placed.standing is None or not placed.standing.last_at:
            return False
        return self.book.day_of(placed.standing.last_at) >= self.book.today + timedelta(days=min(due_in, 0))

    def _candidate(self, placed: Placed) -> Candidate | None:
        row, standing = placed.person, placed.standing
        if row.sort != "person":
            return None
        held = _last_miss(self.book, weighing.read_tries_text(placed.tries))
        channel = Channel[standing.channel.upper()] if standing and standing.channel else Channel.MAIL
        return Candidate(
            row.id,
            Level(row.level),
            standing.worth if standing and standing.plate else 0.0,
            float(standing.minutes) if standing and standing.minutes else self._mails,
            channel,
            standing.answer if standing and standing.answer else HABITS[channel].chance,
            (),
            tuple(self.duties.get(row.id, ())),
            bool(row.never),
            bool(row.resting),
            day_number(date.fromisoformat(row.later_until)) if row.later_until else None,
            free_from(held) if held else None,
            rests_at_price=row.id in self._rest,
        )

    def _why(self, placed: Placed, own: Sequence[Row]) -> tuple[Reason, ...]:
        """Why this tie now, and why this way: worked out only for whom the plan chose."""
        standing = placed.standing
        if standing is None:
            return ()
        level = Level(placed.person.level)
        tries = weighing.read_tries_text(placed.tries)
        held = _last_miss(self.book, tries)
        told = tie_reasons(
            Standing(level, standing.silence_days, standing.gap_days, standing.strength, held.misses if held else 0)
        )
        if elan.gives_elan(self.book, placed.person.id):
            told = (*told[:1], reason("gives-elan"), *told[1:])
        ways = options(tries, [handle[1] for handle in own], costs(self.book), standing.chance)
        chosen = [way for way in ways if way.channel.name.lower() == standing.channel]
        return (*told, *(channel_reasons(chosen[0], ways, level) if chosen else ()))

    def line(self, suggestion: Suggestion) -> SuggestionLine:
        """A suggestion as faces show it: with the handle to use and the last words exchanged."""
        placed = self.found[suggestion.person]
        own = handles.of_person(self.book.connection, suggestion.person)
        channel = self._channel(suggestion, placed, own)
        last = events.last_words(self.book.connection, [handle[0] for handle in own], weighing.until_event(self.book))
        return SuggestionLine(
            person=placed.person.id,
            name=placed.person.name,
            action=suggestion.action,
            channel=channel.name.lower(),
            minutes=round(suggestion.minutes),
            chance=placed.standing.chance if placed.standing else None,
            answer_chance=suggestion.answer_chance,
            attention_index=suggestion.attention_index,
            reasons=suggestion.reasons or self._why(placed, own),
            handle=_reach(own, channel),
            last_title=(last[1] or "") if last else "",
            last_at=last[0] >> DIGEST_BITS if last else None,
            circles=shown_circles(placed.person),
            perhaps=suggestion.action == REPLY and self._stale,
            reference=suggestion.reference,
        )


def _minutes(book: OpenBook, channel: Channel) -> float:
    own = book.setting(f"minutes-{channel.name.lower()}")
    return float(own) if own else HABITS[channel].minutes


def _last_miss(book: OpenBook, tries: dict[int, Tries]) -> Attempt | None:
    """The last unanswered try by any channel, if something still waits."""
    missed = [(row.last_try_at, channel, row.misses) for channel, row in tries.items() if row.misses]
    if not missed:
        return None
    at, channel, misses = max(missed)
    return Attempt(Channel(channel), day_number(book.day_of(at)), misses)


def _reach(own: Iterable[Any], channel: Channel) -> str:
    """The handle to use: the newest of a kind that the channel needs, else whatever there is."""
    wanted = _KINDS.get(channel, ())
    own = [handle for handle in own if handle[1] != NAME]
    fitting = [handle[2] for handle in own if handle[1] in wanted]
    return fitting[0] if fitting else (own[0][2] if own else "")


def plates(book: OpenBook, minutes: int | None = None) -> PlatesView:
    """How many plates the weekly minutes keep, at what price, and who could rest. Raises BadNumberError."""
    if minutes is not None and minutes <= 0:
        raise BadNumberError(text=str(minutes), what="minutes")
    settling.begin_day(book)
    kept = memos.find(book.connection, "plan")
    asked = float(minutes) if minutes is not None else float(book.setting("minutes-per-week"))
    if kept is None or kept["minutes"] != asked or not kept["curve"]:
        own = pricing.plates_of(book)
        kept = pricing.curves_of(own, asked) if own else None
    if kept is None:
        return PlatesView(round(asked), 0, 0, 0.0, 1.0, (), 0, (), ())
    upkeep = _points(kept["kinds"].get("upkeep", []))
    from entregent.app.keeping import kept_up

    stay = kept_up(book)
    return PlatesView(
        minutes_per_week=round(asked),
        plates=kept["plates"],
        kept=kept["kept"],
        price=kept["price"],
        share=kept["share"],
        curve=_points(kept["curve"]),
        upkeep_kept=max((point.kept for point in upkeep if point.minutes <= asked), default=0),
        upkeep_curve=upkeep,
        rest=tuple(
            RestLine(person, row.name, rest_reason())
            for person in kept["rest"]
            if person not in stay
            if (row := people.find(book.connection, person)) and not row.resting and not row.never
        ),
    )


def _points(rows: Iterable[Any]) -> tuple[CurvePoint, ...]:
    return tuple(CurvePoint(*row) for row in rows)


def capacity(book: OpenBook) -> CapacityView:
    """How many ties the owner has kept open, by quarter, with an interval; None where history is too short."""
    from entregent.ties.capacity import capacity as measure

    spans = weighing.contact_days(book)
    if not spans:
        return CapacityView(None, None, None, ())
    measured = measure(spans, book.now)
    return CapacityView(
        measured.open_ties,
        measured.low,
        measured.high,
        tuple(QuarterLine(one.quarter, one.open, one.activated, round(one.deactivated)) for one in measured.by_quarter),
    )


def last_read_at(book: OpenBook) -> int | None:
    """When a path was last looked at."""
    return imports.last_read_at(book.connection)
