"""What groups and bridges give back to faces: plain values. Words are made of them by `group_words`."""

from typing import NamedTuple

from entregent.app.network_views import Coverage


class Someone(NamedTuple):
    """A person with how the owner's tie to them stands."""

    person: int
    name: str
    circles: tuple[str, ...]
    strength: float | None
    level: str


class GroupLine(NamedTuple):
    """One group: `warmth` is the mean strength of the owner's three best ties in it, None where nothing ever passed."""

    number: int
    name: str
    kind: str
    size: int
    living: int
    """How many of its people the owner's tie holds with, well or spacing out."""
    warmth: float | None
    through: tuple[Someone, ...]
    """Who ties the owner to it, the strongest ties first."""
    thin: bool
    """It hangs on one person: with one tie the owner would lose it."""


class GroupsView(NamedTuple):
    """All groups of three or more, the largest first, and how much of the map is seen."""

    day: str
    lines: tuple[GroupLine, ...]
    pairs: int
    """Groups of two, which are not listed."""
    people: int
    tied: int
    """How many of the people were seen with somebody else."""
    ties: int
    coverage: Coverage | None


class Crossing(NamedTuple):
    """Another group that people of this one are tied to: who makes the link."""

    number: int
    name: str
    people: tuple[Someone, ...]
    ties: int


class GroupPage(NamedTuple):
    """One group, its people (those in its middle first) and where it leads."""

    line: GroupLine
    day: str
    members: tuple[Someone, ...]
    crossings: tuple[Crossing, ...]
    coverage: Coverage | None


class Place(NamedTuple):
    """Where somebody stands on the map. `kind`: joins, only, inside, member or alone."""

    person: int
    name: str
    kind: str
    groups: tuple[tuple[int, str], ...]
    """(number, name) of the groups that the sentence tells of, their own first."""
    tied: int
    """With how many of the owner's people they were seen."""


class PlaceDetail(NamedTuple):
    """The terms of network science behind a place, for whoever wants them."""

    place: Place
    owed: int
    """How many of the owner's people came through them, directly or from one to the next."""
    bridgeness: float
    constraint: float | None
    coordinator: int
    gatekeeper: int
    representative: int
    consultant: int
    liaison: int


class LivingBridge(NamedTuple):
    """Who opened a group to the owner, and how the tie to them stands now."""

    someone: Someone
    groups: tuple[tuple[int, str], ...]
    met_since: int
    """How many of these groups' people the owner came to know after them."""
    by: str
    """How that is known: "word" (the owner's, all of it), "traces" (introductions found), "first" (met first)."""


class FragileBridge(NamedTuple):
    """A group that hangs on one person."""

    group: int
    name: str
    size: int
    someone: Someone
    asks: bool
    """A plate is worth proposing: the owner has not decided on one yet, nor that there be none."""


class Openness(NamedTuple):
    """How open the owner's own network is: of their living ties, how many pairs know each other."""

    kind: str
    """open, between, closed; "" for fewer than five living ties."""
    living: int
    efficiency: float
    """Burt's effective size by the number of ties."""
    constraint: float | None


class BridgesView(NamedTuple):
    """Who joins groups, who opened some to the owner, what hangs on one tie."""

    day: str
    connectors: tuple[Place, ...]
    living: tuple[LivingBridge, ...]
    fragile: tuple[FragileBridge, ...]
    own: Openness
    coverage: Coverage | None
