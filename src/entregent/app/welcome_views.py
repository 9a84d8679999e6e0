"""What the first visit gives and gets: plain values."""

from typing import NamedTuple

from entregent.model.judgement import Reason


class Recalled(NamedTuple):
    """Somebody whom the owner thought of: `days` since they last talked, about; None where that was not said."""

    name: str
    circle: str = ""
    days: int | None = None
    channel: str = "meeting"


class Placing(NamedTuple):
    """Where the owner puts somebody: a level, and a circle to add ("" for none)."""

    person: int
    level: str
    circle: str = ""


class ReadyLine(NamedTuple):
    """Whether there is enough to say about `what`: "plan", "plates", "capacity", "map" or "approaches"; if not, why."""

    what: str
    enough: bool
    missing: Reason | None = None
