"""Drawing a goal's progress: what counted, and where the rhythm leads, as lengths of a hundred."""

from typing import Final, NamedTuple

from entregent.app.goal_views import GoalLine

ROOM: Final = 1.15
"""A little room beyond the aim, so that what goes past it can be seen."""


class Drawn(NamedTuple):
    """Lengths in hundredths of the drawing: the aim, what counted, and the range (0 wide where there is none)."""

    aim: float
    counted: float
    range_from: float
    range_wide: float


def draw(line: GoalLine) -> Drawn:
    """A goal's progress. What lies far beyond the aim ends at the edge: the words say how much it is."""
    whole = line.target * ROOM

    def length(value: float) -> float:
        return round(min(max(value / whole, 0.0), 1.0) * 100, 1)

    low, high = (line.low, line.high) if line.low is not None and line.high is not None else (0.0, 0.0)
    return Drawn(length(line.target), length(line.counted), length(low), round(length(high) - length(low), 1))
