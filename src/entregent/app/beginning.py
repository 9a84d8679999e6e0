"""Beginning: a first week with two suggestions a day at most, and what there is enough to say about by now."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from entregent.app.opening import OpenBook
from entregent.app.welcome_views import ReadyLine
from entregent.model.interaction import DIGEST_BITS
from entregent.model.judgement import reason
from entregent.store import events, facts
from entregent.ties.state import DAY

FIRST_WEEK_DAYS: Final = 7
MOST_A_DAY: Final = 2
"""Suggestions a day in the first week, those included that were answered already."""

ENOUGH_PLATES: Final = 3
"""Fewer plates draw no curve."""
ENOUGH_WEEKS: Final = 26
"""Half a year of exchanges, before a past is there to be judged."""
_WEEKS_LOOKED_AT: Final = 52
ENOUGH_TRIES: Final = 5
"""Fewer first contacts of one way say nothing, whatever came of them."""


def first_week_until(book: OpenBook) -> date | None:
    """The last day of the first week; None before, after, and where it was lifted."""
    text = book.setting("first-week")
    if not text:
        return None
    began = date.fromisoformat(text)
    last = began + timedelta(days=FIRST_WEEK_DAYS - 1)
    return last if began <= book.today <= last else None


def left_today(book: OpenBook) -> int:
    """How many suggestions a day of the first week still holds."""
    midnight = int(datetime.combine(book.today, time(), book.zone).astimezone(UTC).timestamp())
    return max(0, MOST_A_DAY - facts.answered_since(book.connection, midnight, book.now))


def readiness(book: OpenBook) -> list[ReadyLine]:
    """For each of plan, plates, capacity, map and approaches: whether there is enough to say, else what lacks."""
    kept: dict[str, Any] = book.memo("plan") or {}
    plates = int(kept.get("plates", 0))
    return [
        ReadyLine("plan", plates > 0, None if plates else reason("needs-a-tie")),
        ReadyLine(
            "plates",
            plates >= ENOUGH_PLATES,
            None if plates >= ENOUGH_PLATES else reason("needs-plates", plates=ENOUGH_PLATES - plates),
        ),
        _capacity(book),
        ReadyLine("map", enough=False, missing=reason("later-map")),
        _approaches(book),
    ]


def _approaches(book: OpenBook) -> ReadyLine:
    """First contacts whose fate is known: with fewer than five of one way nothing is said."""
    from entregent.app import approaching

    tries = approaching.most_tries(book)
    missing = None if tries >= ENOUGH_TRIES else reason("needs-tries", tries=ENOUGH_TRIES - tries)
    return ReadyLine("approaches", tries >= ENOUGH_TRIES, missing)


def _capacity(book: OpenBook) -> ReadyLine:
    """A past to measure: weeks of the last year in which something passed."""
    weeks = 0
    for number in range(_WEEKS_LOOKED_AT):
        until = book.now - number * 7 * DAY
        weeks += events.any_between(book.connection, (until - 7 * DAY) << DIGEST_BITS, until << DIGEST_BITS)
        if weeks >= ENOUGH_WEEKS:
            return ReadyLine("capacity", enough=True)
    return ReadyLine("capacity", enough=False, missing=reason("needs-weeks", weeks=ENOUGH_WEEKS - weeks))
