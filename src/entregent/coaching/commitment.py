"""Commitments: how one stands at an instant, what may be said of it, and the smaller step after a miss."""

from typing import Final, NamedTuple

DONE: Final = "done"
TRIED: Final = "tried"
MISSED: Final = "missed"
LIFE: Final = "life"
WAYS: Final = (DONE, TRIED, MISSED, LIFE)
"""How a commitment can end: kept, tried, missed, or life decided otherwise (no mark, no reason)."""

OPEN: Final = "open"
ASKS: Final = "asks"
NOT_SAID: Final = "not-said"
ASKED_SECONDS: Final = 7 * 86_400
"""So long after its hour a commitment asks how it went; then it is left in peace as "not said"."""
REPAIR_SECONDS: Final = 48 * 3_600

BINDINGS: Final = ("message", "ticket", "told")
"""Ways to bind oneself in the world, before the seal: an hour agreed with them by message, a ticket bought, somebody
told who expects me."""

SMALLER: Final = {
    "meeting": "call",
    "call": "text",
    "letter": "text",
    "social": "text",
    "comment": "text",
    "mail": "text",
    "text": "text",
    "": "text",
}
"""Channel of what was missed -> channel of a step that asks less."""


class Repair(NamedTuple):
    """A smaller step after a miss: by which channel, and until when (UTC seconds)."""

    channel: str
    until: int


def state_of(due: int, now: int, way: str) -> str:
    """How a commitment stands: what was said of it last, else whether its hour has come. Nothing is missed unsaid."""
    if way:
        return way
    if now < due:
        return OPEN
    return ASKS if now - due < ASKED_SECONDS else NOT_SAID


def may_be_said(way: str, due: int, now: int) -> bool:
    """Whether this may be said now: before its hour nothing is missed yet."""
    return way in WAYS and (way != MISSED or now >= due)


def repair_after(way: str, said_at: int, now: int, channel: str, *, can_write: bool) -> Repair | None:
    """The smaller step that is offered for two days after a miss; a call where nothing written can reach them."""
    until = said_at + REPAIR_SECONDS
    if way != MISSED or now >= until:
        return None
    smaller = SMALLER.get(channel, "text")
    return Repair(smaller if can_write or smaller == "call" else "call", until)
