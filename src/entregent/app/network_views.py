"""What the map gives back: the network as arrays, its groups, and the bridges between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from entregent.app.language import gettext as _

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from entregent.network.graph import Graph


class Coverage(NamedTuple):
    """How much of the ties among one's people one sees, as shares of 1: a range, and what it rests on."""

    share: float
    low: float
    high: float
    seen: int
    """How many ties were seen."""
    tied: int
    """How many of one's people were seen with another of them."""
    known: int
    """How many people one has: those with whom something passed."""


class GroupLabel(NamedTuple):
    """What names a group: `kind` is own, organisation, domain, event, words or around."""

    kind: str
    text: str
    people: tuple[int, ...]
    """The two in its middle, where nothing else names it."""


def group_name(label: GroupLabel, names: Mapping[int, str]) -> str:
    """A group's name: the owner's, what its people share, or whom it is around."""
    if label.kind != "around":
        return label.text
    some = [names.get(person, "") for person in label.people]
    if len(some) > 1:
        return _("around {one} and {other}").format(one=some[0], other=some[1])
    return _("around {one}").format(one=some[0] if some else "")


@dataclass(frozen=True)
class Network:
    """Who knows whom among one's people, on a day; a person's node is their place in `people`."""

    day: str
    people: NDArray[np.int64]
    """Person ids, ascending."""
    graph: Graph
    groups: NDArray[np.int64]
    """The number of each one's group, the same from visit to visit; -1 for whoever is tied to nobody."""
    labels: dict[int, GroupLabel]
    """What names each group of two or more."""
    names: dict[int, str]
    """The names of those whom labels name."""
    places: NDArray[np.float64]
    """(x, y) in the unit circle."""
    coverage: float | None
    """The share of the ties that one sees, None where too little is seen to tell."""
    covered: Coverage | None = None
    made: dict[str, Any] = field(default_factory=dict, compare=False)
    """What is worked out of this very network at its first use (`groups`, `bridging`)."""

    @property
    def group_names(self) -> dict[int, str]:
        """The name of each group, in the language that is spoken."""
        return {number: group_name(label, self.names) for number, label in self.labels.items()}

    def node_of(self, person: int) -> int | None:
        """The node of a person; None for whoever is not on the map."""
        at = int(self.people.searchsorted(person))
        return at if at < len(self.people) and int(self.people[at]) == person else None
