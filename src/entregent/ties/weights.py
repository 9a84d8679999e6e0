"""What one interaction weighs for one tie. Start values of SCIENCE §1.4, as one table."""

from functools import lru_cache
from math import log
from typing import Final, NamedTuple

from entregent.model.interaction import Channel, Contact, Direction, Flag


class Weight(NamedTuple):
    """base + growth · ln(1 + amount / unit); `amount` counts minutes where `unit` is set."""

    base: float
    growth: float = 0.0
    unit_minutes: float = 1.0
    one_way: bool = True
    """It goes from one to the other, and takes an answer to be an exchange; else it counts both ways at once."""


WEIGHTS: Final = {
    # A letter of unknown kind is one letter.
    Channel.OTHER: Weight(1.0),
    # The unit: one mail to one person.
    Channel.MAIL: Weight(1.0),
    # Time spent face to face, worth more the longer it lasts; whoever invited, both came.
    Channel.MEETING: Weight(2.0, 1.0, 10.0, one_way=False),
    # Both talk, whoever dialled; a call that was not answered is an attempt and weighs nothing.
    Channel.CALL: Weight(1.0, 1.0, 2.0, one_way=False),
    # A message to somebody's own phone is like a mail; a day of many is one burst.
    Channel.TEXT: Weight(1.0),
    # Written more lightly, to people of whom many are hardly known.
    Channel.SOCIAL: Weight(0.5),
    # On paper: the trouble taken tells.
    Channel.LETTER: Weight(2.0),
    # Said to somebody with everybody listening: less than a real exchange, and it asks for no reply.
    Channel.COMMENT: Weight(0.25),
}
"""What each kind of event is worth between two people; the guide's page on sources shows this table."""

RELATIONS: Final = {
    "follower": Weight(0.0),
    "following": Weight(0.0),
    "mutual": Weight(0.0, one_way=False),
    "connection": Weight(0.0, one_way=False),
    "friend": Weight(0.0, one_way=False),
    "invited": Weight(0.0),
    "inviting": Weight(0.0),
}
"""What a source says of two people without any event: a follow is not a talk, and weighs nothing."""

LONGEST_MINUTES: Final = 8 * 60
"""A calendar entry of three days is not a meeting of three days."""

CROWD: Final = 50
"""More participants than this is a broadcast: no contact at all."""

DIRECT_OTHERS: Final = 2
"""Addressed to one or two people."""

_MUTUAL: Final = frozenset(channel for channel, row in WEIGHTS.items() if not row.one_way)


@lru_cache(maxsize=1 << 14)
def weight(channel: int, others: int, amount: int) -> float:
    """The weight of one interaction: by channel and length, divided by the number of others; 0 for a crowd."""
    if others > CROWD:
        return 0.0
    row = WEIGHTS[Channel(channel)]
    full = row.base
    if row.growth:
        full += row.growth * log(1.0 + min(max(amount, 0), LONGEST_MINUTES) / row.unit_minutes)
    return full / max(others, 1)


def contact(  # noqa: PLR0913 - the six facts of a stored part, plus marks
    at: int, channel: int, direction: int, others: int, amount: int, flags: int = 0, *, copied: bool = False
) -> Contact:
    """What an interaction means for the tie with one of its participants.

    `others` counts everybody besides the sender (recipients, or guests besides the organiser); `copied` says that the
    person, or the owner, was only in copy: it weighs half and asks for no reply. Attempts, bulk mail, crowds and being
    beside one another weigh nothing. What is not one-way counts both ways, whoever began.
    """
    full = 0.0
    if direction != Direction.BESIDE and not flags & (Flag.BULK | Flag.ATTEMPT):
        full = weight(channel, others, amount)
        if copied:
            full /= 2
    mutual = direction == Direction.BOTH or channel in _MUTUAL
    return Contact(
        at,
        channel,
        full if mutual or direction == Direction.OUT else 0.0,
        full if mutual or direction == Direction.IN else 0.0,
        is_direct(channel, others, copied=copied) and not flags & (Flag.BULK | Flag.LIST),
        amount,
    )


def is_direct(channel: int, others: int, *, copied: bool) -> bool:
    """Whether something was meant for one or two people, and so waits for an answer; public words don't."""
    return others <= DIRECT_OTHERS and not copied and channel != Channel.COMMENT
