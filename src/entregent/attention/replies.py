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


class TriesSoFar(NamedTuple):
    """Where counting stands after some moments; `follow` goes on from here and changes what it is given."""

    counts: dict[int, list[int]]
    """Channel -> the five numbers of `Tries`."""
    pending: list[tuple[int, int]]
    """(instant, channel) of the tries whose fate is open."""
    last_word: int
    """Instant of the last exchange in either direction."""


def read_tries(moments: Iterable[Moment], now: int) -> dict[int, Tries]:
    """Count exchanges and tries per channel, as of `now`."""
    so_far = follow(moments)
    decide(so_far, now)
    return {channel: Tries(*row) for channel, row in so_far.counts.items()}


def follow(moments: Iterable[Moment], begun: TriesSoFar | None = None) -> TriesSoFar:
    """Count on from what earlier moments gave; to do so in pieces is the same as at once."""
    found, pending, last_word = begun or TriesSoFar({}, [], 0)
    for at, channel, direction, direct, attempt in moments:
        row = found.get(channel)
        if row is None:
            row = found[channel] = [0, 0, 0, 0, 0]
        if not attempt and direction in _HEARD:
            if pending:
                _settle(found, pending, at)
            for other in found.values():
                other[4] = 0
        mine = direction == _OUT or (attempt and direction == _BOTH)
        if mine and direct and at - last_word >= _patience(channel):
            row[3], row[4] = at, row[4] + 1
            pending.append((at, channel))
        if not attempt:
            row[0] += 1
            last_word = at
    return TriesSoFar(found, pending, last_word)


def decide(so_far: TriesSoFar, now: int) -> None:
    """Count the tries whose patience has run out at `now`: they no longer wait. To decide early changes no count."""
    if so_far.pending:
        _settle(so_far.counts, so_far.pending, now, final=True)


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


_OUT: Final = int(Direction.OUT)
_BOTH: Final = int(Direction.BOTH)
_HEARD: Final = (int(Direction.IN), _BOTH)

_PATIENCE: Final = {int(channel): habit.patience_days * DAY for channel, habit in HABITS.items()}


def _patience(channel: int) -> int:
    return _PATIENCE.get(channel, _PATIENCE[Channel.MAIL])
