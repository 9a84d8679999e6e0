"""Surveying on a book: the groups of one's people and the bridges between them. Each is delegated to its file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import group_views, opening, views


class Surveying:
    """What a `Book` tells of the map of its people."""

    _inner: opening.OpenBook

    def is_map_drawn(self, day: str = "") -> bool:
        """Whether the map of today, or of an ISO day, is at hand: otherwise asking it may take a second or more."""
        from entregent.app import mapping

        return mapping.is_kept(self._inner, day)

    def draw_map(self, day: str = "") -> None:
        """Work the map out and keep it in this process. Raises BadDateError."""
        from entregent.app import mapping

        mapping.network_at(self._inner, day or self._inner.today.isoformat(), least=0)

    def groups(self, day: str = "") -> group_views.GroupsView:
        """The groups that one's people form. Raises TooLittleMapError, BadDateError."""
        from entregent.app import bridging

        return bridging.groups_view(self._inner, day)

    def group(self, number: int, day: str = "") -> group_views.GroupPage:
        """One group, its people and where it leads. Raises UnknownGroupError, TooLittleMapError, BadDateError."""
        from entregent.app import bridging

        return bridging.group_page(self._inner, number, day)

    def name_group(self, number: int, name: str) -> views.Done:
        """Give a group a name of one's own; "" takes it back. Raises UnknownGroupError."""
        from entregent.app import bridging

        return bridging.rename(self._inner, number, name)

    def bridges(self, day: str = "") -> group_views.BridgesView:
        """Who joins groups, who opened some, what hangs on one tie. Raises TooLittleMapError, BadDateError."""
        from entregent.app import bridging

        return bridging.bridges_view(self._inner, day)

    def place_of(self, who: str) -> group_views.Place | None:
        """Where somebody stands among the groups; None for whoever is not on the map. Raises TooLittleMapError."""
        from entregent.app import bridging

        return bridging.place_of(self._inner, who)

    def place_detail(self, who: str) -> group_views.PlaceDetail | None:
        """The same with the terms of network science. Raises TooLittleMapError."""
        from entregent.app import bridging

        return bridging.place_detail(self._inner, who)
