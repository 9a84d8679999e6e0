"""Daring on a book: steps, the ladder, first sentences, the moment, commitments. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import footprint_views, moment_views, opening, reach_views, views


class Daring:
    """What a `Book` can do about the first step and the next one."""

    _inner: opening.OpenBook

    # ── footprints ────────────────────────────────────────────────────────────────────────────────────────────────

    def footprints(
        self, *, since: int = 0, until: int | None = None, person: int | None = None
    ) -> list[footprint_views.Footprint]:
        """The steps taken, oldest first."""
        from entregent.app import footprints

        return footprints.footprints(self._inner, since=since, until=until, person=person)

    def leave_footprint(
        self,
        kind: str,
        *,
        outcome: str = "",
        at: str = "",
        minutes: int = 0,
        note: str = "",
        about: Mapping[str, object] | None = None,
    ) -> views.Done:
        """A step toward nobody in particular."""
        from entregent.app import treading

        return treading.leave_footprint(
            self._inner, kind, outcome=outcome, at=at, minutes=minutes, note=note, about=about
        )

    def afterward(self, number: int, *, matters: str = "", **said: object) -> views.Done:
        """What is said of a step later: `note`, `fear`, `warmth`, `elan`, `golden`, and what matters to the person."""
        from entregent.app import treading

        return treading.afterward(self._inner, number, matters=matters, **said)

    def matters(self, who: str, line: str) -> views.Done:
        """What matters to somebody at this moment."""
        from entregent.app import treading

        return treading.matters(self._inner, who, line)

    # ── the moment, the room ──────────────────────────────────────────────────────────────────────────────────────

    def moment(self, who: str, *, channel: str = "", step: int | None = None) -> moment_views.Moment:
        """What helps over the threshold to one person, by one way."""
        from entregent.app import moment

        return moment.moment(self._inner, who, channel=channel, step=step)

    def after_moment(self, number: int) -> moment_views.AfterMoment:
        """A step just taken, and what may be said of it."""
        from entregent.app import moment

        return moment.after(self._inner, number)

    def footprint_of(self, action: int) -> int | None:
        """The number of the step that an action noted."""
        from entregent.app import moment

        return moment.footprint_of(self._inner, action)

    def last_footprint(self, who: str = "") -> footprint_views.Footprint:
        """The newest step, with somebody where one is named."""
        from entregent.app import moment

        return moment.last_footprint(self._inner, who)

    def rooms(self) -> list[reach_views.Coming]:
        """What can be gone to: this evening's, then what is coming."""
        from entregent.app import rooms

        return rooms.rooms(self._inner)

    def room(self, *, event: int | None = None, place: str = "") -> moment_views.Room:
        """A room to go into, told by a calendar or named."""
        from entregent.app import rooms

        return rooms.room(self._inner, event=event, place=place)

    def set_aim(self, aim: str, *, event: int | None = None, place: str = "") -> views.Done:
        """The smallest success for a room."""
        from entregent.app import rooms

        return rooms.set_aim(self._inner, aim, event=event, place=place)

    def rehearse(self, *, event: int | None = None, place: str = "", at: str = "") -> views.Done:
        """The first sentence was said aloud once."""
        from entregent.app import rooms

        return rooms.rehearse(self._inner, event=event, place=place, at=at)

    def enter(
        self, outcome: str, *, event: int | None = None, place: str = "", at: str = "", note: str = ""
    ) -> views.Done:
        """The owner went in: and stayed ("met"), or left ("left-early")."""
        from entregent.app import rooms

        return rooms.enter(self._inner, outcome, event=event, place=place, at=at, note=note)
