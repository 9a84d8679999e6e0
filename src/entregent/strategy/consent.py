"""Consent to be written to about business: until when an implied one is usually taken to last. No legal advice."""

from datetime import date
from typing import Final

STATES: Final = ("express", "implied", "unknown", "withdrawn")
"""Given in words; taken from an inquiry or a purchase, until a day; not known; taken back."""

IMPLIED_MONTHS: Final = {"inquiry": 6, "purchase": 24}
"""How long Canada's law (CASL, section 10) lets an implied consent last after each."""

SOON_DAYS: Final = 30


def months_after(begun: date, months: int) -> date:
    """The same day of a month so many months later; the last one of a shorter month."""
    year, month = divmod(begun.year * 12 + begun.month - 1 + months, 12)
    for day in range(begun.day, 27, -1):
        try:
            return date(year, month + 1, day)
        except ValueError:
            continue
    return date(year, month + 1, min(begun.day, 28))


def now_is(state: str, until: str, today: date) -> str:
    """How a consent stands on a day: its state, "soon" where it ends within a month, "ended" where it did."""
    if state != "implied" or not until:
        return state
    left = (date.fromisoformat(until) - today).days
    return "ended" if left < 0 else "soon" if left <= SOON_DAYS else "implied"
