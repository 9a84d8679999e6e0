"""The wide net: who of the followers and mere connections is worth a first step."""

from collections.abc import Iterable
from typing import Final, NamedTuple

MOST: Final = 3
"""More than this is a campaign, and nobody's first step."""


class Stranger(NamedTuple):
    """Somebody known from afar, and what speaks for a first step.

    `answered`: times they wrote or commented; `together`: events where both were, or will be; `common`: people who
    know both. `last_at` is when they were last heard of.
    """

    person: int
    answered: int
    together: int
    common: int
    coming: bool
    last_at: int


def worth_a_step(strangers: Iterable[Stranger], most: int = MOST) -> list[Stranger]:
    """The few with most kinds of evidence; whoever will soon be in the same room comes first. Nobody without any."""
    seen = [one for one in strangers if one.coming or one.answered or one.together or one.common]
    return sorted(seen, key=_rank)[:most]


def _rank(one: Stranger) -> tuple[object, ...]:
    kinds = bool(one.answered) + bool(one.together) + bool(one.common)
    return not one.coming, -kinds, -min(one.answered, 9), -one.common, -one.last_at, one.person
