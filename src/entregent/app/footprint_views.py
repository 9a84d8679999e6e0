"""What the owner's steps look like to whoever reads them: plain values."""

from typing import NamedTuple


class Footprint(NamedTuple):
    """One step that was taken: done or tried, with somebody or toward nobody in particular.

    `number` names it for what is said of it later. `kind` is "log", or what a step without a person was: "room",
    "observe", "post", "rehearse". `fear` is 0 to 10, `expected` and `warmth` 1 to 5, `elan` 1 or -1; None where
    nothing was said. `at` is UTC seconds.
    """

    number: int
    at: int
    kind: str
    people: tuple[int, ...]
    outcome: str
    channel: str
    minutes: int
    note: str
    tried: bool
    """An attempt: it counts as effort."""
    golden: bool
    """It counted for the owner, by their own word."""
    fear: int | None
    fear_after: int | None
    expected: int | None
    warmth: int | None
    elan: int | None
    ladder: str
    rung: str
    opener: str
    whence: str
    place: str
    step: int | None
    commitment: int | None
    goal: int | None
    observed: int | None = None
    """The number of what was observed."""
