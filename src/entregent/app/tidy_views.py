"""What tidying gives back to faces: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class PileLine(NamedTuple):
    """One pile: how many are in it (`more` where there are more than are gone through at once), and the first names."""

    pile: str
    total: int
    more: bool
    names: tuple[str, ...]


class TidyView(NamedTuple):
    """All piles, in the order in which they are gone through."""

    piles: tuple[PileLine, ...]
    minutes: int
    """Minutes a week that keeping up those without room would ask."""

    @property
    def total(self) -> int:
        """How many wait in all piles."""
        return sum(line.total for line in self.piles)


class PileCard(NamedTuple):
    """One person of a pile, with why they are in it and what may be done."""

    person: int
    name: str
    level: str
    circles: tuple[str, ...]
    silence_days: int | None
    interactions: int
    minutes: int
    """Minutes a week that keeping them up would ask; 0 without a plate."""
    reasons: tuple[Reason, ...]
    acts: tuple[str, ...]
    """rest, archive, keep: in this order."""


class GivenBack(NamedTuple):
    """What was tidied since a moment: people by what was said of them, and minutes a week that are free again."""

    rested: int
    archived: int
    merged: int
    told_apart: int
    no_person: int
    kept: int
    minutes: int

    @property
    def total(self) -> int:
        """How many answers."""
        return self.rested + self.archived + self.merged + self.told_apart + self.no_person + self.kept


class TidyHint(NamedTuple):
    """A quarter of an hour of tidying would be worth it: so many people, so many minutes a week."""

    people: int
    minutes: int
