"""Attending on a book: following up, what is due, its calendar. Each is delegated to its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import follow_up_views, opening, views


class Attending:
    """What a `Book` can do about what is due, and what must not be forgotten."""

    _inner: opening.OpenBook

    # ── following up ──────────────────────────────────────────────────────────────────────────────────────────────

    def follow_up(self) -> follow_up_views.FollowUpView:
        """All that is to be followed up."""
        from entregent.app import following_up

        return following_up.follow_up(self._inner)

    def waiting(self, limit: int = 50) -> list[follow_up_views.WaitingLine]:
        """Who has not answered yet."""
        from entregent.app import waiting

        return waiting.waiting(self._inner, limit)

    def coming_dates(self, days: int = 30) -> list[follow_up_views.DateLine]:
        """The days that come round, from today on."""
        from datetime import timedelta

        from entregent.app import coming_dates

        return coming_dates.dates(self._inner, self._inner.today, self._inner.today + timedelta(days=days))

    def set_since(self, who: str, what: str, day: str) -> views.Done:
        """Since when somebody is at their work, or together with me."""
        from entregent.app import coming_dates

        return coming_dates.set_since(self._inner, who, what, day)

    def let_promise_go(self, promise_id: int) -> views.Done:
        """A promise counts no more."""
        from entregent.app import noting

        return noting.let_go(self._inner, promise_id)

    def sweeps(self) -> list[follow_up_views.SweepLine]:
        """The events to look back on."""
        from entregent.app import sweeping

        return sweeping.sweeps(self._inner)

    def find_event(self, text: str) -> int:
        """The event that a number or a name means."""
        from entregent.app import sweeping

        return sweeping.find_event(self._inner, text)

    def sweep(self, event: int) -> follow_up_views.SweepView:
        """Who was at an event, and what was noted since."""
        from entregent.app import sweeping

        return sweeping.sweep(self._inner, event)

    def note_at(  # noqa: PLR0913 - one tap, with its details
        self,
        event: int,
        who: str,
        *,
        outcome: str = "met",
        matters: str = "",
        promise: str = "",
        by: str = "",
        theirs: bool = False,
    ) -> views.Done:
        """Somebody was met at an event, and what came of it."""
        from entregent.app import sweeping

        return sweeping.note_at(
            self._inner, event, who, outcome=outcome, matters=matters, promise=promise, by=by, theirs=theirs
        )

    def add_at(self, event: int, name: str, *, handle: str = "", matters: str = "") -> views.Done:
        """Somebody new met at an event."""
        from entregent.app import sweeping

        return sweeping.add_at(self._inner, event, name, handle=handle, matters=matters)

    def close_sweep(self, event: int) -> views.Done:
        """The event was looked back on."""
        from entregent.app import sweeping

        return sweeping.close(self._inner, event)

    # ── what is due, once ─────────────────────────────────────────────────────────────────────────────────────────

    def look_after(self, *, refresh: bool = True) -> follow_up_views.DueReport:
        """Do what is due, if anything is and nobody else is at it."""
        from entregent.app import due

        return due.run(self._inner, refresh=refresh)

    def due_state(self) -> follow_up_views.DueState:
        """When what is due was last looked after."""
        from entregent.app import due

        return due.state(self._inner)

    def schedule(self, *, on: bool) -> follow_up_views.Scheduled:
        """Let a timer of the system look after what is due, or no more."""
        from entregent.app import scheduling

        return scheduling.turn_on(self._inner) if on else scheduling.turn_off(self._inner)

    # ── the calendar of what is due ───────────────────────────────────────────────────────────────────────────────

    def feed(self, *, names: bool | None = None) -> bytes:
        """The calendar of what is due."""
        from entregent.app import calendar_feed

        return calendar_feed.feed(self._inner, names=names)

    def write_feed(self, path: Path, *, names: bool | None = None) -> int:
        """The calendar as a file; how many events."""
        from entregent.app import calendar_feed

        return calendar_feed.write_feed(self._inner, path, names=names)

    def feed_state(self) -> follow_up_views.FeedState:
        """Whether the calendar has an address."""
        from entregent.app import calendar_feed

        return calendar_feed.feed_state(self._inner)

    def open_feed(self) -> str:
        """A new secret address of the calendar."""
        from entregent.app import calendar_feed

        return calendar_feed.open_feed(self._inner)

    def close_feed(self) -> None:
        """The calendar has no address any more."""
        from entregent.app import calendar_feed

        calendar_feed.close_feed(self._inner)

    def feed_opens(self, secret: str) -> bool:
        """Whether this is the calendar's address."""
        from entregent.app import calendar_feed

        return calendar_feed.opens(self._inner, secret)
