"""Daring on a book: steps, the ladder, first sentences, the moment, commitments. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Mapping

from entregent.app import footprint_views, opening, views


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
        from entregent.app import footprints

        return footprints.leave_footprint(
            self._inner, kind, outcome=outcome, at=at, minutes=minutes, note=note, about=about
        )

    def afterward(self, number: int, *, matters: str = "", **said: object) -> views.Done:
        """What is said of a step later: `fear`, `warmth`, `elan`, `golden`, and what matters to the person."""
        from entregent.app import footprints

        return footprints.afterward(self._inner, number, matters=matters, **said)

    def matters(self, who: str, line: str) -> views.Done:
        """What matters to somebody at this moment."""
        from entregent.app import footprints

        return footprints.matters(self._inner, who, line)
