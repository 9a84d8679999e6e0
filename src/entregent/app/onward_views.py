"""What onward questions give back: ways to somebody, next bridges, whom to tell first."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class Known(NamedTuple):
    """Somebody on the map."""

    person: int
    name: str


class WayLine(NamedTuple):
    """One way to somebody: whom to ask, and who comes after; `words` is "good", "fair" or "slim".

    `hops` are the chances one by one: that the first answers, then that each is in touch with the next within a
    quarter. `says` is a first sentence for the one who is asked.
    """

    people: tuple[Known, ...]
    words: str
    chance: float
    hops: tuple[float, ...]
    why: tuple[Reason, ...]
    offer: str
    says: str
    channel: str


class WaysView(NamedTuple):
    """The ways to somebody, best first. `direct` is the owner's own tie with them, if there is a living one.

    Where no way leads there, `nearest` names the group to begin with.
    """

    target: Known
    direct: Reason | None
    ways: tuple[WayLine, ...]
    nearest: str
    nearest_group: int | None
    learned: int
    """Ties whose own past the chances rest on; 0 for starting values."""


class BridgeLine(NamedTuple):
    """Where a bridge may be built: toward whom, into which group, through whom, and why."""

    target: Known
    group: int | None
    group_name: str
    through: Known | None
    why: tuple[Reason, ...]


class WakingLine(NamedTuple):
    """A tie that rests by itself and is worth waking."""

    target: Known
    group_name: str
    why: tuple[Reason, ...]


class NextBridgesView(NamedTuple):
    """Where to build next; `toward` is what was asked for, in words, "" for anywhere."""

    toward: str
    bridges: tuple[BridgeLine, ...]
    waking: tuple[WakingLine, ...]
    begins: int
    """Living ties of the owner's on the map, from which a bridge may begin."""


class TellLine(NamedTuple):
    """Somebody to tell first."""

    target: Known
    group_name: str
    channel: str


class Comparison(NamedTuple):
    """Who would be told ("chosen", "most-connected", "everyone"), how many that is, and how many hear of it."""

    who: str
    told: int
    reach: float
    low: float
    high: float


class TippingLine(NamedTuple):
    """Under one assumption ("easily", "usually", "reluctantly"): first followers needed; None: more than were tried."""

    mood: str
    needed: int | None
    tried: int


class TellView(NamedTuple):
    """Whom to tell first so that something spreads.

    `within` people are on the map; `certified` is the share of the best possible reach that is certain.
    """

    subject: str
    ease: str
    chosen: tuple[TellLine, ...]
    compared: tuple[Comparison, ...]
    tipping: tuple[TippingLine, ...]
    within: int
    coverage: float
    certified: float
    learned: int
