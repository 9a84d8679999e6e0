"""Levels proposed from evidence; the owner's own choice wins."""

from collections.abc import Mapping
from typing import Final

from entregent.model.tie import Level
from entregent.ties.state import DAY, TieState

LAST_RANKS: Final = ((5, Level.CLOSE), (15, Level.VALUED), (50, Level.NURTURED), (150, Level.WIDE))
"""The last rank of each level (DESIGN §5): a display choice, no law of nature."""

RECENT_DAYS: Final = 730


def propose(states_by_person: Mapping[int, TieState], now: int) -> dict[int, Level]:
    """A level for the 150 strongest two-way ties: by rank of the scarcer direction's decayed count over 365 d.

    Only people with contact in both directions within two years; equal counts go by the last exchange, then by id.
    """
    oldest = now - RECENT_DAYS * DAY
    ranked = []
    for person, state in states_by_person.items():
        if min(state.last_out, state.last_in) > max(oldest, 0):
            both = min(state.counts_out(now)[3], state.counts_in(now)[3])
            ranked.append((-both, -state.last_real, person))
    ranked.sort()
    proposed = {}
    for rank, (_, _, person) in enumerate(ranked[: LAST_RANKS[-1][0]], start=1):
        proposed[person] = next(level for last, level in LAST_RANKS if rank <= last)
    return proposed
