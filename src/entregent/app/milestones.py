"""Milestones: how a tie stood after some of its parts, so that an earlier day is not folded from the beginning."""

import struct
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from entregent.attention.replies import TriesSoFar
from entregent.ties.state import EMPTY, TieState


class Course(NamedTuple):
    """A tie on its way through its parts: folding goes on from here, and gives what folding at once would."""

    state: TieState
    interactions: int
    tries: TriesSoFar


def departure() -> Course:
    """Before the first part."""
    return Course(EMPTY, 0, TriesSoFar({}, [], 0))


_STATE: Final = struct.Struct(
    "<" + "".join("I" if TieState.__annotations__[n] is int else "d" for n in TieState._fields)
)
_AROUND: Final = struct.Struct("<iIIBB")
_CHANNEL: Final = struct.Struct("<BHHHIH")
_WAIT: Final = struct.Struct("<IB")

MILESTONE_FORMAT: Final = f"{_AROUND.format} {_STATE.format} {_CHANNEL.format} {_WAIT.format}"


def spacing(parts: int) -> int:
    """Every how manieth part is a milestone: a power of two near twice the root of their number.

    So the book holds fewest milestones for the parts that looking back folds: both grow with the root of a tie's
    length. As a tie grows its milestones stay where they are, until it is four times as long.
    """
    return 1 << (parts.bit_length() + 2) // 2


def pack_course(course: Course, shift: int) -> bytes | None:
    """A course in few bytes, exact; None where a number is beyond what they hold (no milestone then)."""
    counts, pending, last_word = course.tries
    try:
        return b"".join(
            (
                _AROUND.pack(shift, course.interactions, last_word, len(counts), len(pending)),
                _STATE.pack(*course.state),
                *(_CHANNEL.pack(channel, *row) for channel, row in counts.items()),
                *(_WAIT.pack(*wait) for wait in pending),
            )
        )
    except struct.error:
        return None


def unpack_course(packed: bytes) -> tuple[Course, int]:
    """A course, and the shift of days that it was folded with."""
    shift, interactions, last_word, channels, waits = _AROUND.unpack_from(packed)
    place = _AROUND.size
    state = TieState._make(_STATE.unpack_from(packed, place))
    place += _STATE.size
    counts = {}
    for _ in range(channels):
        channel, *row = _CHANNEL.unpack_from(packed, place)
        counts[channel] = row
        place += _CHANNEL.size
    pending = list(_pairs(packed, place, waits))
    return Course(state, interactions, TriesSoFar(counts, pending, last_word)), shift


def _pairs(packed: bytes, place: int, number: int) -> Iterator[Any]:
    for k in range(number):
        yield _WAIT.unpack_from(packed, place + k * _WAIT.size)
