"""The calendar of what is due: behind an address that nobody can guess, and as a file; with names only if chosen."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from entregent.app import coming_dates, committed, planned_steps, promising
from entregent.app.follow_up_views import FeedState
from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.opening import OpenBook
from entregent.formats.ical_writing import Entry, write_calendar
from entregent.store import facts, follow_ups, handles, imports, memos

PAST_DAYS: Final = 31
AHEAD_DAYS: Final = 400
COMMITMENT_MINUTES: Final = 15
ALARM_MINUTES: Final = 15
SECRET_BYTES: Final = 16
"""128 bits: nobody guesses an address."""

_KEY: Final = "feed"
_SETTINGS: Final = ("setting:feed-names", "setting:language", "setting:zone")
_OF_PEOPLE: Final = {
    "birthday": ("birthday", "name"),
    "loyalty": ("circle", "together-since", "name"),
    "friendship": ("circle", "together-since", "name"),
    "work": ("works-since", "name"),
}
"""Kind of a day that comes round -> the kinds of facts by which the owner changes it."""

NEUTRAL: Final = {
    "commitment": N_("An hour of mine"),
    "step": N_("A planned step"),
    "promise": N_("A promise of mine"),
    "theirs": N_("A promise to me"),
    "birthday": N_("A birthday"),
    "loyalty": N_("Years of loyalty"),
    "friendship": N_("Years of friendship"),
    "work": N_("Years at work"),
}
"""What an event is called where no name is to be seen: on a lock screen, in a calendar that others read."""

NAMED: Final = {
    "commitment": N_("{name}: {what}"),
    "step": N_("{name}: {what}"),
    "promise": N_("For {name}: {what}"),
    "theirs": N_("From {name}: {what}"),
    "birthday": N_("Birthday: {name}"),
    "loyalty": N_("Years of loyalty ({years}): {name}"),
    "friendship": N_("Years of friendship ({years}): {name}"),
    "work": N_("Years at work ({years}): {name}"),
}
"""The same, with names."""


# ── the address ───────────────────────────────────────────────────────────────────────────────────────────────────


def open_feed(book: OpenBook) -> str:
    """A new secret address; the one before it leads nowhere any more. Only its digest is kept."""
    import secrets

    book.write_check()
    secret = secrets.token_urlsafe(SECRET_BYTES)
    memos.put(book.connection, _KEY, {"digest": _digest(secret), "since": book.now})
    return secret


def close_feed(book: OpenBook) -> None:
    """No address leads to the calendar any more."""
    book.write_check()
    memos.drop(book.connection, _KEY)


def feed_state(book: OpenBook) -> FeedState:
    """Whether the calendar has an address, since when, and whether it says names."""
    kept = memos.find(book.connection, _KEY)
    return FeedState(kept is not None, kept["since"] if kept else None, book.setting("feed-names") == "yes")


def opens(book: OpenBook, secret: str) -> bool:
    """Whether this is the address in force; as slow for a wrong one as for the right one."""
    import hmac

    kept = memos.find(book.connection, _KEY)
    return hmac.compare_digest(_digest(secret), kept["digest"] if kept else "") and kept is not None


def _digest(secret: str) -> str:
    from hashlib import sha256

    return sha256(secret.encode("utf-8", "replace")).hexdigest()


def write_feed(book: OpenBook, path: Path, *, names: bool | None = None) -> int:
    """Write the calendar to a file that the owner alone reads; return how many events.

    Raises UnwritableExportError.
    """
    import os

    found = list(entries(book, names=names))
    data = write_calendar(_("Entregent: what is due"), found)
    near = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(near, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(data)
        near.replace(path)
    except OSError as error:
        from entregent.app.map_exports import UnwritableExportError  # the map’s words only where they are needed

        raise UnwritableExportError(path=str(path), detail=error.strerror or type(error).__name__) from error
    return len(found)


# ── what is in it ─────────────────────────────────────────────────────────────────────────────────────────────────


def feed(book: OpenBook, *, names: bool | None = None) -> bytes:
    """The calendar: commitments, planned steps, promises both ways, and the days that come round within a year."""
    return write_calendar(_("Entregent: what is due"), entries(book, names=names))


def entries(book: OpenBook, *, names: bool | None = None) -> Iterator[Entry]:
    """Its events, each with a name of its own that stays while the event does."""
    writer = _Writer(book, names=book.setting("feed-names") == "yes" if names is None else names)
    yield from writer.commitments()
    yield from writer.steps()
    yield from writer.promises()
    yield from writer.dates()


class _Writer:
    """Events of one book, with titles as the owner wants them, and numbers that only ever grow with each change."""

    def __init__(self, book: OpenBook, *, names: bool) -> None:
        self.book = book
        self.names = names
        kinds = {kind for own in _OF_PEOPLE.values() for kind in own}
        self.said = follow_ups.last_said(book.connection, (*sorted(kinds), *_SETTINGS))
        self.looks = max((self.said.get((kind, 0), 0) for kind in _SETTINGS), default=0)
        self.salt = book.salt()
        self.begun = imports.first_at(book.connection) or 0

    def _entry(
        self,
        kind: str,
        key: str,
        start: date | int,
        *,
        said: int,
        at: int | None = None,
        told: Mapping[str, object],
    ) -> Entry:
        """An event whose wording or day was last touched by the action `said` (0: a source tells it)."""
        sequence = max(said, self.looks)
        stamp = facts.stated_at(self.book.connection, sequence) if sequence else at or self.begun
        template = NAMED[kind] if self.names and told.get("name") else NEUTRAL[kind]
        title = _(template).format(**told)
        alarm = ALARM_MINUTES if isinstance(start, int) else None
        return Entry(self._uid(kind, key), max(stamp, at or 0), sequence, start, COMMITMENT_MINUTES, title, alarm)

    def _uid(self, kind: str, key: str) -> str:
        """A name that says nothing of whom it is about, and is the same each time."""
        from hashlib import blake2b

        return blake2b(f"{kind}\n{key}".encode(), digest_size=16, key=self.salt).hexdigest() + "@entregent"

    def commitments(self) -> Iterator[Entry]:
        for line in committed.commitments(self.book, open_only=True):
            if not line.quiet:
                told = {"name": line.name or _("Me"), "what": line.what}
                key = str(line.number)
                yield self._entry("commitment", key, line.due_at, said=0, at=line.sealed_at, told=told)

    def steps(self) -> Iterator[Entry]:
        newest = _newest(self.book, "step", lambda fact: fact.id)
        for step in planned_steps.planned(self.book):
            who = ", ".join(name for _person, name in step.people) or step.place or _("Me")
            what = step.sentence or step.action or step.rung_sentence or step.place
            said = newest.get(step.number, 0)
            told = {"name": who, "what": what}
            yield self._entry("step", str(step.number), date.fromisoformat(step.on), said=said, told=told)

    def promises(self) -> Iterator[Entry]:
        actions = {fact.id: fact.action for fact in facts.of_kinds(self.book.connection, "promise")}
        for line in promising.shown_promises(self.book):
            kind = "promise" if line.mine else "theirs"
            told = {"name": line.name, "what": line.text}
            yield self._entry(kind, str(line.id), date.fromisoformat(line.by), said=actions.get(line.id, 0), told=told)

    def dates(self) -> Iterator[Entry]:
        first, last = (self.book.today + timedelta(days=days) for days in (-PAST_DAYS, AHEAD_DAYS))
        for line in coming_dates.dates(self.book, first, last):
            own = [row[0] for row in handles.of_person(self.book.connection, line.person)]
            said = max((self.said.get((kind, one), 0) for kind in _OF_PEOPLE[line.kind] for one in own), default=0)
            told = {"name": line.name, "years": line.years}
            day = date.fromisoformat(line.day)
            yield self._entry(line.kind, f"{min(own)} {day.year}", day, said=said, told=told)


def _newest(book: OpenBook, kind: str, number: Callable[[facts.Fact], int]) -> dict[int, int]:
    """Number of a thing that lives on through edits -> the action that worded it last."""
    import json

    found: dict[int, int] = {}
    for fact in facts.of_kinds(book.connection, kind):
        key = json.loads(fact.value).get("number") or number(fact)
        found[int(key)] = max(found.get(int(key), 0), fact.action)
    return found
