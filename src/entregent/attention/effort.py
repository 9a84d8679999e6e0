"""Effort: attempts of which nobody else knew (hung up, written and not sent, left early) cost their minutes too.

Nothing reached the person: no answer was missing, so chance and patience know nothing of them. But an exchange by that
channel costs its owner more than the exchange itself, and the plan counts with it.
"""

from collections.abc import Iterable, Mapping
from typing import Final

from entregent.attention.channels import HABITS, PRIOR_TRIALS
from entregent.model.interaction import Channel

HELD_BACK_SHARE: Final = 0.25
"""What an attempt that was held back takes of a whole one, where its minutes were not told. Ours, not measured."""
MOST_TIMES: Final = 1.0
"""The effort adds at most so many times the minutes of an attempt: one bad month does not end a channel."""


def effort_minutes(
    held_back: Iterable[tuple[Channel, float]], exchanges: Mapping[Channel, int], usual: Mapping[Channel, float]
) -> dict[Channel, float]:
    """Minutes that an exchange by each channel costs beside its own: those held back, shared by those that took place.

    `held_back` is (channel, minutes told or 0) of each attempt; `exchanges` count what took place by each channel in
    the same time; a prior of six exchanges keeps a first hesitation small.
    """
    lost: dict[Channel, float] = {}
    for channel, minutes in held_back:
        if channel in HABITS:
            lost[channel] = lost.get(channel, 0.0) + (minutes or HELD_BACK_SHARE * usual[channel])
    return {
        channel: min(minutes / (PRIOR_TRIALS + exchanges.get(channel, 0)), MOST_TIMES * usual[channel])
        for channel, minutes in lost.items()
    }
