"""What the settings' questions give back to faces: plain values."""

from typing import NamedTuple


class ChannelLine(NamedTuple):
    """What one try by a channel takes in minutes, the usual, and whether the owner set it.

    `answer_chance` is None until enough tries were seen to say.
    """

    channel: str
    minutes: float
    usual: float
    own: bool
    answer_chance: float | None


class CircleLine(NamedTuple):
    """A circle and how much it counts in the plan: 1 as the others."""

    circle: str
    weight: float


class CopyLine(NamedTuple):
    """A copy of the book beside it: `sort` is "backup", "before-restore" or "before-update"; `at` is UTC seconds."""

    path: str
    sort: str
    size_bytes: int
    at: int
