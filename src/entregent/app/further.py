"""Further: ways to somebody, next bridges and whom to tell first, on a book. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import onward_views, opening, views


class Further:
    """What a `Book` can do to lead beyond the people whom its owner knows."""

    _inner: opening.OpenBook

    def ways_to(self, who: str, count: int = 5) -> onward_views.WaysView:
        """The best ways to somebody, each through another of one's people."""
        from entregent.app import ways_to

        return ways_to.ways_to(self._inner, who, count)

    def next_bridges(
        self, *, group: int | None = None, organisation: str = "", goal: int | None = None, count: int = 6
    ) -> onward_views.NextBridgesView:
        """Where to build the next bridge, and which old ties are worth waking."""
        from entregent.app import next_bridges

        return next_bridges.next_bridges(self._inner, group=group, organisation=organisation, goal=goal, count=count)

    def tell_first(self, *, count: int = 5, ease: str = "usual", subject: str = "") -> onward_views.TellView:
        """Whom to tell first so that something spreads."""
        from entregent.app import telling_first

        return telling_first.tell_first(self._inner, count=count, ease=ease, subject=subject)

    def plan_telling(self, people: Sequence[str], subject: str, *, on: str = "") -> views.Done:
        """Make a step of telling each of these people."""
        from entregent.app import telling_first

        return telling_first.plan_telling(self._inner, list(people), subject, on=on)

    def map_groups(self) -> list[tuple[int, str, int]]:
        """(number, name, people) of each group on the map, the largest first."""
        from entregent.app import onward

        return onward.map_groups(self._inner)
