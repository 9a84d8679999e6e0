"""Walking on a book: the path, élan, what is observed. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import opening, path_views, views


class Walking:
    """What a `Book` can do about the path behind its owner, and what is looked at before the next step."""

    _inner: opening.OpenBook

    # ── the path ──────────────────────────────────────────────────────────────────────────────────────────────────

    def path_view(self, weeks: int = 26) -> path_views.PathView:
        """The path of so many weeks up to today."""
        from entregent.app import pathing

        return pathing.path_view(self._inner, weeks)

    def path_year(self, year: int) -> path_views.YearView:
        """A year looked back on."""
        from entregent.app import pathing

        return pathing.year_view(self._inner, year)

    def path_picture(self, year: int | None = None, *, names: bool = False, counts: bool = False) -> str:
        """The path as a picture (SVG), without names and counts unless asked for."""
        from entregent.app import path_picture

        return path_picture.picture(self._inner, year, names=names, counts=counts)

    def make_golden(self, number: int, *, golden: bool = True) -> views.Done:
        """A step counted for the owner, or does no more."""
        from entregent.app import pathing

        return pathing.make_golden(self._inner, number, golden=golden)

    # ── élan ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def say_elan(self, word: int, *, who: str = "", number: int | None = None) -> views.Done:
        """What an exchange gave (1) or took (-1): the last one, the last one with somebody, or that of a number."""
        from entregent.app import treading

        return treading.say_elan(self._inner, word, who=who, number=number)

    def elan_asked_after(self, action: int) -> int | None:
        """The number of the exchange that an action noted, of which élan may be said."""
        from entregent.app import moment

        return moment.elan_asked_after(self._inner, action)

    def elan_givers(self) -> list[path_views.ElanLine]:
        """Who gives élan, by name."""
        from entregent.app import elan

        return elan.givers(self._inner)

    # ── observing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def observed(self, *, ended: bool | None = None) -> list[path_views.ObservedLine]:
        """What is observed; with `ended` only what has come to its day, or only what has not."""
        from entregent.app import observing

        return observing.observed(self._inner, ended=ended)

    def observed_before(self) -> list[path_views.ObservedLine]:
        """What was observed once."""
        from entregent.app import observing

        return observing.past(self._inner)

    def observed_line(self, number: int) -> path_views.ObservedLine:
        """One thing observed."""
        from entregent.app import observing

        return observing.observed_line(self._inner, number)

    def observe(
        self,
        what: str,
        *,
        kind: str = "",
        days: int = 14,
        until: str = "",
        notice: Sequence[str] = (),
        create: bool = False,
    ) -> views.Done:
        """Begin to observe a place, or somebody, until a day."""
        from entregent.app import observing

        return observing.observe(self._inner, what, kind=kind, days=days, until=until, notice=notice, create=create)

    def note_observed(self, number: int, text: str) -> views.Done:
        """What was seen while observing."""
        from entregent.app import observing

        return observing.note(self._inner, number, text)

    def renew_observing(self, number: int, *, days: int = 14, why: str = "") -> views.Done:
        """More time to observe: once freely, then with a why."""
        from entregent.app import observing

        return observing.renew(self._inner, number, days=days, why=why)

    def end_observing(self, number: int) -> views.Done:
        """The observing ends."""
        from entregent.app import observing

        return observing.end(self._inner, number)

    def step_after_observing(self, number: int, *, on: str = "", sentence: str = "") -> views.Done:
        """The smallest step after it is planned, and the observing ends."""
        from entregent.app import observing

        return observing.take_step(self._inner, number, on=on, sentence=sentence)
