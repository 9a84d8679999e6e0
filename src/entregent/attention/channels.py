"""Channels: what one attempt costs, how often it is answered, how long to wait, and which one to choose.

The figures in `HABITS` are starting values of ours, not measurements: the owner's own replies and settings take
over. Costs are the whole of an attempt in minutes, with finding the first sentence.
"""

from collections.abc import Iterable, Mapping, Sequence
from math import exp, inf, log
from typing import Final, NamedTuple

from entregent.attention.index import attention_index
from entregent.attention.plate import RELATION
from entregent.model.handle import ACCOUNT, MAIL, PHONE, URL
from entregent.model.interaction import Channel

PRIOR_TRIALS: Final = 6.0
"""What a prior counts for, in attempts (SCIENCE §6: Beta prior from the pooled rate, strength 6)."""

MOST_PATIENCE: Final = 4
"""After repeated silence wait 1, 2, then 4 times the channel's patience, never more."""

USUAL_SHARE: Final = 0.1
"""A channel with at least this share of a person's exchanges is one that they use together."""


class Habit(NamedTuple):
    """What is supposed of a channel until the owner's own replies say more."""

    minutes: float
    chance: float
    patience_days: int
    """An attempt without answer for so long counts as unanswered (mail: SCIENCE §1.2, Kooti et al. 2015)."""
    handles: tuple[str, ...]
    """Kinds of handle of which one is needed."""


HABITS: Final[Mapping[Channel, Habit]] = {
    Channel.MAIL: Habit(8.0, 0.55, 7, (MAIL,)),
    Channel.TEXT: Habit(4.0, 0.65, 3, (PHONE,)),
    Channel.SOCIAL: Habit(5.0, 0.40, 7, (ACCOUNT, URL)),
    Channel.CALL: Habit(20.0, 0.50, 2, (PHONE,)),
    Channel.MEETING: Habit(60.0, 0.55, 10, (MAIL, PHONE, ACCOUNT)),
    Channel.LETTER: Habit(30.0, 0.35, 28, ()),
}
"""Letters are never proposed by themselves: no handle kind means that only use together makes them possible."""

TALKS: Final = frozenset((Channel.CALL, Channel.MEETING))
"""Real talks, as relations need; the others are light touches."""


class Tally(NamedTuple):
    """Attempts by one channel whose patience has run out or that were answered, and how many were answered."""

    successes: float
    attempts: float


class Option(NamedTuple):
    """One way to reach one person."""

    channel: Channel
    minutes: float
    chance: float
    exchanges: float = 0.0
    """How much the two have used it together, in exchanges (decayed counts do)."""


class Attempt(NamedTuple):
    """The last try that no answer followed. Days are counted since 1970-01-01 in the book's zone."""

    channel: Channel
    day: int
    misses: int
    """Unanswered tries in a row, this one included, ≥ 1."""


def learn(successes: float, attempts: float, prior: float) -> float:
    """The posterior mean of an answer chance whose prior weighs six attempts: (s + 6·prior)/(n + 6)."""
    return (successes + PRIOR_TRIALS * prior) / (attempts + PRIOR_TRIALS)


def learn_channels(tallies: Mapping[Channel, Tally]) -> dict[Channel, float]:
    """The chance that an attempt by each channel is answered, learned from the owner's own replies.

    The owner's pooled rate against what `HABITS` would have given on the same attempts moves every channel's
    prior by the same log odds; each channel's own tally then speaks. No attempts give the defaults.
    """
    tried = {channel: tally for channel, tally in tallies.items() if channel in HABITS and tally.attempts > 0}
    attempts = sum(tally.attempts for tally in tried.values())
    shift = 0.0
    if attempts:
        expected = sum(HABITS[channel].chance * tally.attempts for channel, tally in tried.items()) / attempts
        pooled = learn(sum(tally.successes for tally in tried.values()), attempts, expected)
        shift = _log_odds(pooled) - _log_odds(expected)
    nothing = Tally(0.0, 0.0)
    return {
        channel: learn(*tried.get(channel, nothing), _chance(_log_odds(habit.chance) + shift))
        for channel, habit in HABITS.items()
    }


def _log_odds(chance: float) -> float:
    held = min(max(chance, 1e-6), 1.0 - 1e-6)
    return log(held / (1.0 - held))


def _chance(log_odds: float) -> float:
    return 1.0 / (1.0 + exp(-log_odds))


def possible_channels(handle_kinds: Iterable[str], used: Iterable[Channel] = ()) -> list[Channel]:
    """The channels for which this person has a handle, in the table's order; a letter only where one was exchanged."""
    kinds, known = frozenset(handle_kinds), frozenset(used)
    return [
        channel
        for channel, habit in HABITS.items()
        if not kinds.isdisjoint(habit.handles) or (not habit.handles and channel in known)
    ]


def free_from(attempt: Attempt) -> int:
    """The first day on which the person may be proposed again after an unanswered attempt, by whatever channel.

    Patience doubles with each miss in a row: 1, 2, 4 times the channel's own, then stays.
    """
    habit = HABITS.get(attempt.channel, HABITS[Channel.MAIL])
    times = min(1 << min(max(attempt.misses, 1), 9) - 1, MOST_PATIENCE)
    return attempt.day + habit.patience_days * times


def choose_channel(
    options: Sequence[Option],
    weight: float,
    fall: float,
    strength: float,
    kind: str = RELATION,
    *,
    longest: float = inf,
) -> Option | None:
    """The option to propose, or None where there is none.

    What takes longer than `longest` minutes, the owner's day, is out while anything shorter is left: a friend whom
    one only ever meets for an hour still deserves a line. Channels that the two use together come before others;
    among those a relation wants a real talk and upkeep a light touch where there is one; among those the best
    attention index wins, then the cheaper, then the order given.
    """
    if not options:
        return None
    short = [option for option in options if option.minutes <= longest] or list(options)
    together = sum(option.exchanges for option in short)
    usual = [o for o in short if o.exchanges > 0.0 and o.exchanges >= USUAL_SHARE * together] or short
    fitting = [o for o in usual if is_talk(o.channel) == (kind == RELATION)] or usual
    return max(fitting, key=lambda o: (attention_index(weight, fall, o.minutes, o.chance, strength), -o.minutes))


def is_talk(channel: Channel) -> bool:
    """Whether this channel is a real talk rather than a light touch."""
    return channel in TALKS
