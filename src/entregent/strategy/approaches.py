"""Approaches: ways of coming up to somebody (channel, kind of opener, where from), what they brought, the next one."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple, TypeVar

from entregent.strategy.evidence import deviation, posterior_mean

UNKNOWN: Final = ""
"""The kind of opener, or where from, that nobody told."""

BEGIN_RATE: Final = 1.0 / 3.0
"""The chance of an answer before anything was seen: Beta(2, 4), as in SCIENCE §6."""

BEGIN_TRIES: Final = 40.0
"""What that counts for in the pooled rate: two silences must not make every other way look bad too."""

LEAST_TRIES: Final = 2
"""Each channel is tried so often before another one is preferred to it."""

DOUBT: Final = 0.5
"""The benefit of the doubt: of two ways alike the less known one, by half a standard deviation."""


class Approach(NamedTuple):
    """A way of approaching somebody."""

    channel: str
    opener: str = UNKNOWN
    whence: str = UNKNOWN


class Try(NamedTuple):
    """One first contact. `answered` within the channel's patience; None while that is not over.

    `met` and `result` tell whether the two met, or something came of it, at any time since.
    """

    approach: Approach
    at: int
    answered: bool | None
    met: bool = False
    result: bool = False


class Tally(NamedTuple):
    """What tries of one kind came to. Those that wait for an answer are in `waiting` alone."""

    tries: int = 0
    answers: int = 0
    meetings: int = 0
    results: int = 0
    waiting: int = 0
    outcomes: tuple[bool, ...] = ()
    """Answered or not, the oldest first."""


def tally(tries: Iterable[Try]) -> Tally:
    """Count. A try that waits for its answer counts for nothing yet."""
    ordered = sorted(tries, key=lambda one: one.at)
    decided = [one for one in ordered if one.answered is not None]
    outcomes = tuple(bool(one.answered) for one in decided)
    return Tally(
        len(decided),
        sum(outcomes),
        sum(one.met for one in decided),
        sum(one.result for one in decided),
        len(ordered) - len(decided),
        outcomes,
    )


def by_approach(tries: Iterable[Try]) -> dict[Approach, Tally]:
    """What each approach came to."""
    return {approach: tally(some) for approach, some in _grouped(tries, lambda one: one.approach).items()}


def by_channel(tries: Iterable[Try]) -> dict[str, Tally]:
    """What each channel came to, whatever the opener and wherever from."""
    return {channel: tally(some) for channel, some in _grouped(tries, lambda one: one.approach.channel).items()}


_Key = TypeVar("_Key", bound=Hashable)


def _grouped(tries: Iterable[Try], key: Callable[[Try], _Key]) -> dict[_Key, list[Try]]:
    found: dict[_Key, list[Try]] = {}
    for one in tries:
        found.setdefault(key(one), []).append(one)
    return found


def pooled_rate(tallies: Iterable[Tally]) -> float:
    """The owner's rate over all approaches: what is supposed of one that was never tried."""
    seen = list(tallies)
    answers, tries = sum(one.answers for one in seen), sum(one.tries for one in seen)
    return (answers + BEGIN_TRIES * BEGIN_RATE) / (tries + BEGIN_TRIES)


class Choice(NamedTuple):
    """The channel to try next, and why: "untried" (it had fewer than two tries) or "best"."""

    channel: str
    reason: str
    mean: float


def next_channel(tallies: Mapping[str, Tally], possible: Sequence[str]) -> Choice | None:
    """The channel to approach the next person by; None where none is possible.

    Two tries of each first, in the order given; then the best mean over what the chance may be, all channels sharing
    the pooled rate. With four channels and forty tries this gets four fifths of what the best channel would have
    brought from the start (`bench.sequential`); cleverer rules get less from so few.
    """
    pooled = pooled_rate(tallies.values())
    if not possible:
        return None
    nothing = Tally()
    seen = {channel: tallies.get(channel, nothing) for channel in possible}
    # What waits for an answer was tried as well, or one channel would be proposed all week.
    least = min(seen, key=lambda channel: seen[channel].tries + seen[channel].waiting)
    if seen[least].tries + seen[least].waiting < LEAST_TRIES:
        return Choice(least, "untried", posterior_mean(seen[least].answers, seen[least].tries, pooled))
    return max(
        (Choice(channel, "best", posterior_mean(one.answers, one.tries, pooled)) for channel, one in seen.items()),
        key=lambda choice: choice.mean + DOUBT * deviation(choice.mean, seen[choice.channel].tries),
    )
