"""Following up: everything that is to be settled, promised, waited for, looked back on or marked, at one glance."""

from datetime import timedelta
from typing import Final

from entregent.app import coming_dates, promising, sweeping, waiting
from entregent.app.follow_up_views import FollowUpView
from entregent.app.opening import OpenBook

AHEAD_DAYS: Final = 30


def follow_up(book: OpenBook) -> FollowUpView:
    """Promises both ways, who still owes an answer, events to look back on, and the days of the next month."""
    promises = promising.shown_promises(book)
    return FollowUpView(
        mine=tuple(line for line in promises if line.mine),
        theirs=tuple(line for line in promises if not line.mine),
        waiting=tuple(waiting.waiting(book)),
        sweeps=tuple(sweeping.sweeps(book)),
        dates=tuple(coming_dates.dates(book, book.today, book.today + timedelta(days=AHEAD_DAYS))),
    )
