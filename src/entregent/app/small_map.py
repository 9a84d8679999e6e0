"""Small map: a few people around somebody, or of a group, with the ties among them."""

from __future__ import annotations

from math import cos, pi, sin
from typing import TYPE_CHECKING, Final

from entregent.app import drawing
from entregent.app.map_views import Drawn, SmallMap, SmallPlace
from entregent.app.map_words import COLOURS
from entregent.app.opening import OpenBook

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MOST: Final = 40
RADIUS: Final = 100.0


def around(book: OpenBook, person: int, most: int = MOST) -> SmallMap | None:
    """Somebody in the middle, those they are tied to most around them; None for whoever is tied to nobody.

    Raises TooLittleMapError.
    """
    found = drawing.drawn(book)
    at = int(found.people.searchsorted(person))
    if at >= len(found.people) or int(found.people[at]) != person:
        return None
    # Ties are kept strongest first.
    near = [*found.b[found.a == at].tolist(), *found.a[found.b == at].tolist()]
    strength = dict(zip(near, [*found.weights[found.a == at], *found.weights[found.b == at]], strict=True))
    near.sort(key=lambda other: -strength[other])
    return _ring(found, at, near[:most], len(near) - most, found.names[at])


def of_group(book: OpenBook, number: int, most: int = MOST) -> SmallMap | None:
    """The people of a group who are tied most within it; None for a group that is not on the map.

    Raises TooLittleMapError.
    """
    import numpy as np

    found = drawing.drawn(book)
    members = np.flatnonzero(found.groups == number)
    if not len(members):
        return None
    inside = (found.groups[found.a] == number) & (found.groups[found.b] == number)
    n, weights = len(found.people), found.weights[inside]
    sums = np.bincount(found.a[inside], weights, n) + np.bincount(found.b[inside], weights, n)
    chosen = members[np.argsort(-sums[members], kind="stable")]
    return _ring(found, None, chosen[:most].tolist(), len(chosen) - most, found.group_names.get(number, ""))


def _ring(found: Drawn, middle: int | None, near: list[int], more: int, about: str) -> SmallMap:
    """People on a circle, each group side by side and tied people near each other, by their places on the map."""
    ringed = sorted(near, key=lambda at: (int(found.groups[at]), found.names[at].casefold()))
    spots = {
        at: (RADIUS * cos(2 * pi * place / len(ringed) - pi / 2), RADIUS * sin(2 * pi * place / len(ringed) - pi / 2))
        for place, at in enumerate(ringed)
    }
    if middle is not None:
        spots[middle] = (0.0, 0.0)
    places = tuple(
        SmallPlace(
            int(found.people[at]),
            found.names[at],
            round(x, 1),
            round(y, 1),
            int(found.groups[at]) % COLOURS,
            at == middle,
            found.group_names.get(int(found.groups[at]), ""),
        )
        for at, (x, y) in spots.items()
    )
    ties = tuple(
        (round(spots[a][0], 1), round(spots[a][1], 1), round(spots[b][0], 1), round(spots[b][1], 1))
        for a, b in _among(found, spots)
    )
    return SmallMap(places, ties, max(more, 0), about)


def _among(found: Drawn, spots: dict[int, tuple[float, float]]) -> list[tuple[int, int]]:
    import numpy as np

    there: NDArray[np.bool_] = np.zeros(len(found.people), dtype=bool)
    there[list(spots)] = True
    both = there[found.a] & there[found.b]
    return list(zip(found.a[both].tolist(), found.b[both].tolist(), strict=True))
