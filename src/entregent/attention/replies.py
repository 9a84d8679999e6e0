"""Tries and their answers, read off what passed between the owner and one person."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from entregent.attention.channels import HABITS
from entregent.model.interaction import Channel, Direction

DAY = 86_400


class Moment(NamedTuple):
    """One exchange or attempt with one person, in time order. `attempt`: tried, not exchanged."""

    at: int
    channel: int
    direction: int
    direct: bool
    attempt: bool


class Tries(NamedTuple):
    """What one channel has seen with one person.

    A *try* is a direct act of the owner's after at least the channel's patience without a word from either side: an
    answer within a running conversation asks for nothing. It is answered when the person is heard from, by whatever
    channel, within the patience.
    """

    exchanges: int = 0
    answered: int = 0
    tries: int = 0
    """Tries whose fate is known: answered, or their patience has run out."""
    last_try_at: int = 0
    misses: int = 0
    """Tries in a row since anything was heard, the pending one included."""


def read_tries(moments: Iterable[Moment], now: int) -> dict[int, Tries]:
    """Count exchanges and tries per channel, as of `now`."""
    found: dict[int, list[int]] = {}
    pending: list[tuple[int, int]] = []
    last_word = 0
    for at, channel, direction, direct, attempt in moments:
        row = found.setdefault(channel, [0, 0, 0, 0, 0])
        patience = _patience(channel)
        heard = direction in (Direction.IN, Direction.BOTH) and not attempt
        if heard:
            _settle(found, pending, at)
            for other in found.values():
                other[4] = 0
        mine = direction == Direction.OUT or (attempt and direction == Direction.BOTH)
        if mine and direct and at - last_word >= patience:
            row[3], row[4] = at, row[4] + 1
            pending.append((at, channel))
        if not attempt:
            row[0] += 1
            last_word = at
    _settle(found, pending, now, final=True)
    return {channel: Tries(*row) for channel, row in found.items()}


def _settle(found: dict[int, list[int]], pending: list[tuple[int, int]], at: int, *, final: bool = False) -> None:
    """Somebody was heard at `at` (or the day is over): decide the tries that wait."""
    waiting = []
    for tried, channel in pending:
        row = found[channel]
        if at - tried <= _patience(channel):
            if final:
                waiting.append((tried, channel))
                continue
            row[1] += 1
        row[2] += 1
    pending[:] = waiting


_PATIENCE: Final = {int(channel): habit.patience_days * DAY for channel, habit in HABITS.items()}


def _patience(channel: int) -> int:
    return _PATIENCE.get(channel, _PATIENCE[Channel.MAIL])
