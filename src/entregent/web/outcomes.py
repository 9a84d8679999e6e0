"""What can have happened, in the order in which it fits a way to reach somebody; and the way that it speaks of."""

from typing import Final

OUTCOMES: Final = (
    "talked",
    "met",
    "wrote",
    "left-message",
    "no-answer",
    "hung-up",
    "not-sent",
    "not-answered",
    "left-early",
)
FITTING: Final = {
    "call": ("talked", "no-answer", "hung-up", "left-message", "not-answered", "met"),
    "meeting": ("met", "talked", "left-early", "wrote", "no-answer", "left-message"),
}
"""Which outcomes come first, by the way."""
WRITTEN: Final = ("wrote", "not-sent", "no-answer", "talked", "met", "not-answered")
"""Those that come first for all ways of writing."""
LIKELY: Final = {"call": "talked", "meeting": "met"}
"""What "already done" means, by the way; else: wrote."""


def outcomes_by(channel: str) -> tuple[str, ...]:
    """The outcomes in the order in which they fit a way."""
    return tuple(dict.fromkeys((*FITTING.get(channel, WRITTEN), *OUTCOMES)))


def card_outcomes(channel: str) -> tuple[str, ...]:
    """The few that fit best: so many fit on a card, a person's page has all."""
    return FITTING.get(channel, WRITTEN)


def fitting_channel(channel: str, outcome: str) -> str:
    """The way that an outcome speaks of: whoever talked did not do so by mail, whoever met was there."""
    if outcome in {"met", "left-early"}:
        return "meeting"
    if outcome in {"talked", "hung-up", "left-message"} and channel not in {"call", "meeting"}:
        return "call"
    if outcome in {"wrote", "not-sent"} and channel in {"call", "meeting"}:
        return "mail"
    return channel
