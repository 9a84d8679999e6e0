"""Interactions: one event at its source; and the contact it means for one tie."""

from enum import IntEnum
from typing import Final, NamedTuple

from entregent.model.handle import Participant


class Channel(IntEnum):
    """By which way people crossed. The numbers are stored: never change one, only add."""

    OTHER = 0
    MAIL = 1
    MEETING = 2
    CALL = 3
    TEXT = 4
    SOCIAL = 5
    LETTER = 6
    COMMENT = 7
    """Said in public, to somebody: a comment on a blog, a mention, a reply under a post."""


class Direction(IntEnum):
    """Seen from the owner. The numbers are stored."""

    BESIDE = 0
    """Both were there, neither addressed the other: co-recipients, fellow guests."""
    OUT = 1
    IN = 2
    BOTH = 3


class Flag(IntEnum):
    """Marks a reader may set on an interaction; they are or-ed into `Interaction.flags`."""

    BULK = 1
    """List-Id, List-Unsubscribe, Precedence: bulk/list/junk, or Auto-Submitted: no person wrote to a person."""
    LIST = 2
    """It went through a discussion list: a person wrote, but to many."""
    SENT = 4
    """It lies in a folder or under a label for sent mail: the sender is the owner."""
    TIMELESS = 8
    """Only the day is known (an all-day event): `at` is its noon in the source's zone."""
    ATTEMPT = 16
    """Tried, not exchanged: missed call, left message."""


class Interaction(NamedTuple):
    """One event at its source. `at` is UTC seconds, or None where the source's date is missing or absurd.

    `others` counts everybody the source named besides the sender, also past the cap on kept participants.
    `amount` is minutes for meetings and calls, bytes for the rest. `cc` and `bcc` count as recipients with
    less weight. `uid` is set where the source gives events a lasting name of their own (calendar UID with
    recurrence) and then stands for the event instead of its content.
    """

    channel: Channel
    at: int | None
    offset: int
    """Minutes east of UTC that the source wrote."""
    sender: Participant | None
    to: tuple[Participant, ...]
    cc: tuple[Participant, ...] = ()
    bcc: tuple[Participant, ...] = ()
    others: int = 0
    title: str = ""
    amount: int = 0
    flags: int = 0
    uid: str = ""
    place: str = ""
    """Where in its file, for problems: "byte 1234", "line 7", "event 3"."""
    signals: tuple[tuple[str, str], ...] = ()
    """(kind, value) pairs of the optional second pass: link, phone, introduction, question, promise, forwarded-from."""


DIGEST_BITS: Final = 29
LATEST_AT: Final = (1 << 33) - 1
"""Last instant an event number can hold (year 2242); readers turn later dates into None."""


def instant_of(event: int) -> int | None:
    """The UTC second of an event number; None for an undated event."""
    return event >> DIGEST_BITS if event >= 0 else None


class Contact(NamedTuple):
    """What one interaction means for one tie: the unit that `ties` folds.

    `out` and `inward` are weights ≥ 0 in each direction (both set for a meeting); both 0 means beside.
    """

    at: int
    channel: int
    out: float
    inward: float
    direct: bool
    """Addressed to one or two people, not to a crowd or in copy."""
    amount: int
