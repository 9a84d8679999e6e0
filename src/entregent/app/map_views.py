"""What a drawn map gives back: everybody who is on it with what colours them, its groups, small maps."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from entregent.app.network_views import Coverage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WARMTHS: tuple[str, ...] = ("", "silent", "spacing-out", "holds-well")
"""How a tie of the owner's stands, coldest first; "" where there was no exchange."""


class MapGroup(NamedTuple):
    """A group of the map: how many are in it, and who of them is tied to other groups too (id, name)."""

    number: int
    name: str
    size: int
    warm: int
    """With how many of them the owner's tie holds well."""
    ties: tuple[tuple[int, str], ...]


@dataclass(frozen=True)
class Drawn:
    """The map of a day. Arrays have one entry for each person shown; ties name them by their place in these."""

    day: str
    today: str
    first: str
    """The earliest day that it is worth looking back to."""
    people: NDArray[np.int64]
    names: list[str]
    places: NDArray[np.float64]
    groups: NDArray[np.int64]
    group_names: dict[int, str]
    circles: list[str]
    """The first circle of each, by the owner's word or a guess; ""."""
    warmth: NDArray[np.uint8]
    """A place in WARMTHS, as it stands on the book's day."""
    strength: NDArray[np.float64]
    a: NDArray[np.int64]
    b: NDArray[np.int64]
    weights: NDArray[np.float64]
    """The strongest tie first."""
    others: list[tuple[int, ...]]
    """The other groups that each joins to their own."""
    alone: int
    """How many people are on no map: nothing shows them with others."""
    coverage: Coverage | None
    made: dict[str, Any] = field(default_factory=dict, compare=False)
    """What is worked out of this very map at its first use."""

    @property
    def joins(self) -> list[int]:
        """How many groups each ties, their own counted: 1, 2, or 3 for more."""
        return [min(len(others) + 1, 3) for others in self.others]


class MapPerson(NamedTuple):
    """One person of the map's list: the group, and a sentence of what they tie."""

    person: int
    name: str
    circle: str
    group: int
    group_name: str
    sentence: str
    warmth: str
    tied: int
    """With how many others on the map."""


class MapPage(NamedTuple):
    """One page of the map's list."""

    lines: tuple[MapPerson, ...]
    offset: int
    total: int


class MapShape(NamedTuple):
    """The map in words: how many people and ties, the groups by size, how much of it one sees."""

    day: str
    people: int
    ties: int
    alone: int
    coverage: Coverage | None
    groups: tuple[MapGroup, ...]


class SmallPlace(NamedTuple):
    """Somebody on a small map: where, and in which colour of twelve."""

    person: int
    name: str
    x: float
    y: float
    colour: int
    is_middle: bool
    group_name: str


class SmallMap(NamedTuple):
    """A few people and the ties among them; `more` others are left out. Ties are (x1, y1, x2, y2)."""

    places: tuple[SmallPlace, ...]
    ties: tuple[tuple[float, float, float, float], ...]
    more: int
    about: str
    """The person or group that it is of."""


class Export(NamedTuple):
    """A map as a file for other programs."""

    name: str
    media: str
    text: str
