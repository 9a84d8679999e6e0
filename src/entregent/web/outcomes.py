"""What can have happened, in the order in which it fits a way to reach somebody; and the way that it speaks of."""

from typing import Final

OUTCOMES: Final = ("talked", "met", "wrote", "left-message", "no-answer", "hung-up")
FITTING: Final = {
    "call": ("talked", "no-answer", "hung-up", "left-message", "met", "wrote"),
    "meeting": ("met", "talked", "wrote", "no-answer", "left-message", "hung-up"),
}
"""Which outcomes come first, by the way."""
LIKELY: Final = {"call": "talked", "meeting": "met"}
"""What "already done" means, by the way; else: wrote."""


def outcomes_by(channel: str) -> tuple[str, ...]:
    """The outcomes in the order in which they fit a way."""
    return FITTING.get(channel, ("wrote", "talked", "met", "left-message", "no-answer", "hung-up"))


def fitting_channel(channel: str, outcome: str) -> str:
    """The way that an outcome speaks of: whoever talked did not do so by mail, whoever met was there."""
    if outcome == "met":
        return "meeting"
    if outcome in {"talked", "hung-up", "left-message"} and channel not in {"call", "meeting"}:
        return "call"
    if outcome == "wrote" and channel in {"call", "meeting"}:
        return "mail"
    return channel
