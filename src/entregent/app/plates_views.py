"""What the questions about plates give back to faces: plain values."""

from typing import NamedTuple

from entregent.app.views import CapacityView


class TieLine(NamedTuple):
    """A plate in words: `kept_from` are the weekly minutes from which it stays up, None where none do."""

    person: int
    name: str
    level: str
    circles: tuple[str, ...]
    strength: float
    silence_days: int
    kept_from: int | None

    def stays(self, minutes: int) -> bool:
        """Whether it stays up at so many minutes a week."""
        return self.kept_from is not None and self.kept_from <= minutes


class BudgetView(NamedTuple):
    """Who stays up at `minutes` a week, and who does not; `own` are the minutes that the owner gives now."""

    minutes: int
    own: int
    ties: tuple[TieLine, ...]
    """By level and name."""

    def kept(self, minutes: int) -> int:
        """How many plates stay up at so many minutes a week."""
        return sum(tie.stays(minutes) for tie in self.ties)

    def staying(self) -> list[TieLine]:
        """Those who stay up."""
        return [tie for tie in self.ties if tie.stays(self.minutes)]

    def falling(self) -> list[TieLine]:
        """Those for whom the minutes don't suffice."""
        return [tie for tie in self.ties if not tie.stays(self.minutes)]

    def changed(self) -> list[TieLine]:
        """Those whom these minutes would keep up though the present ones don't, or the other way round."""
        return [tie for tie in self.ties if tie.stays(self.minutes) != tie.stays(self.own)]


class CircleRoom(NamedTuple):
    """A circle among the plates: how many stay up with the present minutes, and how much is exchanged lately.

    `lately` is "more", "usual" or "less" than usual, or "" where there is too little to say. `weight` is how much the
    owner lets the circle count; `begins` are the weekly minutes from which each of its plates stays up.
    """

    circle: str
    plates: int
    kept: int
    weight: float
    lately: str
    begins: tuple[int, ...]


class Carried(NamedTuple):
    """How many ties the owner has kept open; None where it was not worked out yet, `fresh` where nothing came since."""

    capacity: CapacityView | None
    fresh: bool
