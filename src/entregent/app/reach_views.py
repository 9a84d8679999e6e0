"""What is told of sources and people: who is known from where, what is coming, as plain values."""

from typing import NamedTuple


class SourceReach(NamedTuple):
    """One kind of source: how many people are known from it, and how many of them ever took part there."""

    kind: str
    people: int
    exchanged: int
    """With whom anything ever passed there."""
    both_ways: int
    last_year: int
    """With whom something passed there within the last year."""


class SeenOn(NamedTuple):
    """Where somebody was seen: one kind of source, in person or not."""

    kind: str
    in_person: bool
    times: int
    more: bool
    """There were more times than these."""
    first_at: int | None
    last_at: int | None
    relation: str
    """What the source says of the two: a word of `Record.relation`, or ""."""
    since: str
    """The ISO day since when it does, or ""."""


class Coming(NamedTuple):
    """A meeting that is coming, with those of the owner's people who will be there."""

    event: int
    day: str
    at: int
    timeless: bool
    """Only the day is known."""
    title: str
    people: tuple[tuple[int, str], ...]
    """(id, name)."""
    never_met: tuple[tuple[int, str], ...]
    """Those among them who are known online alone."""
