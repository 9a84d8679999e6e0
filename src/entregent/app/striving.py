"""Striving on a book: goals, approaches, the path, observing, following up, tidying. Each is delegated to its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from entregent.app.aiming import Aiming
from entregent.app.attending import Attending
from entregent.app.lightening import Lightening
from entregent.app.walking import Walking

if TYPE_CHECKING:
    from entregent.app import approach_views, opening, views


class Striving(Aiming, Attending, Lightening, Walking):
    """What a `Book` can do about where its owner is going."""

    _inner: opening.OpenBook

    # ── approaches ────────────────────────────────────────────────────────────────────────────────────────────────

    def approaches(self) -> approach_views.ApproachesView:
        """Every way of approaching people, what it brought, and what to do about it."""
        from entregent.app import approaching

        return approaching.approaches(self._inner)

    def next_channel(self, who: str = "") -> approach_views.NextChannel | None:
        """The channel for the next first contact, or for the first one with somebody; None where there is none."""
        from entregent.app import approaching

        return approaching.next_for(self._inner, who)

    def aim_at(self, key: str, percent: str) -> views.Done:
        """Aim at so many answers of a hundred by one way; "" for as many as everywhere."""
        from entregent.app import approaching

        return approaching.aim_at(self._inner, key, percent)

    def try_way(self, key: str, who: str = "") -> views.Done:
        """Plan the next step by one of the owner's ways, or by a channel."""
        from entregent.app import approaching

        return approaching.try_way(self._inner, key, who)
