"""Charting: what a book says as a map. Each question is delegated to its file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import map_views, opening


class Charting:
    """The map of a `Book`. Every question may raise TooLittleMapError, and BadDateError for a day that is none."""

    _inner: opening.OpenBook

    def map(self, day: str = "") -> map_views.Drawn:
        """Everybody on the map of a day ("": the book's), with what colours them, and every tie."""
        from entregent.app import drawing

        return drawing.drawn(self._inner, day)

    def map_shape(self, day: str = "") -> map_views.MapShape:
        """The map in words: its groups, who ties them, how much of it one sees."""
        from entregent.app import drawing

        return drawing.shape(self._inner, day)

    def map_page(self, *, day: str = "", offset: int = 0, limit: int = 100) -> map_views.MapPage:
        """Everybody of the map as a list."""
        from entregent.app import drawing

        return drawing.page(self._inner, day=day, offset=offset, limit=limit)

    def on_map(self, person: int, day: str = "") -> map_views.MapPerson | None:
        """What the map says of one person; None for whoever is not on it."""
        from entregent.app import drawing

        return drawing.person_on(self._inner, person, day)

    def small_map(self, person: int) -> map_views.SmallMap | None:
        """Somebody with those they are tied to most; None for whoever is tied to nobody."""
        from entregent.app import small_map

        return small_map.around(self._inner, person)

    def small_map_of_group(self, number: int) -> map_views.SmallMap | None:
        """The people of a group, with the ties among them; None for a group that is not on the map."""
        from entregent.app import small_map

        return small_map.of_group(self._inner, number)

    def map_export(self, kind: str, *, day: str = "", names: bool = True) -> map_views.Export:
        """The map as a file: graphml, gexf, people.csv, ties.csv or svg."""
        from entregent.app import map_exports

        return map_exports.export(self._inner, kind, day=day, names=names)

    def write_map(self, kind: str, path: Path, *, day: str = "", names: bool = True) -> None:
        """Write the map to a file. Raises UnwritableExportError."""
        from entregent.app import map_exports

        map_exports.write(self._inner, kind, path, day=day, names=names)
