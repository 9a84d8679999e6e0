"""Looking after what is due: once, under a lease, whoever asks: a command, a timer of the system, a server each minute.

What was done is kept by day and by commitment, so that nothing is missed and nothing done twice, whatever the clock
does: after a sleep one digest comes, never a burst.
"""

from collections.abc import Callable
from datetime import date
from typing import Any, Final

from entregent.app import briefing, leases, settling
from entregent.app.due_today import LOOKED_AFTER
from entregent.app.follow_up_views import DueReport, DueState
from entregent.app.opening import OpenBook
from entregent.model.judgement import Reason, reason
from entregent.store import memos
from entregent.ties.state import DAY

AGAIN_SECONDS: Final = 900
"""So old may the note be of when it was last looked after: a server that looks each minute need not write each time."""
KEPT_DAYS: Final = 60
TURNED_BACK: Final = 2 * DAY
"""A mark so far in the future was set by a clock that has been mended since: it does not count."""
LATE_SECONDS: Final = DAY

Tell = Callable[[str, str], bool]


def run(book: OpenBook, *, refresh: bool = True, tell: Tell | None = None) -> DueReport:
    """Do what is due, if anything is and nobody else is at it. Raises WritesInThePastError.

    `refresh`: bring the day's standing up to date, too. `tell` shows a title and a line on the desktop.
    """
    book.write_check()
    if not _has_work(book, refresh=refresh):
        return DueReport()
    lease = leases.take(book, "due")
    if lease is None:
        return DueReport(busy=True)
    try:
        return _look_after(book, lease, refresh=refresh, tell=tell)
    except leases.LostLeaseError:
        return DueReport(busy=True)
    finally:
        lease.give_back()


def state(book: OpenBook) -> DueState:
    """When it was last looked after, and whether the system does so by itself."""
    kept = memos.find(book.connection, LOOKED_AFTER)
    scheduled = memos.find(book.connection, "schedule", {})
    return DueState(kept["ran_at"] if kept else None, scheduled.get("means", ""))


def finding(book: OpenBook) -> tuple[str, Reason] | None:
    """What a check-up says of it: nothing where it never was and nobody planned it."""
    told = state(book)
    if told.last_at is None:
        return ("note", reason("doctor-due-never")) if told.scheduled else None
    since = max(book.now - told.last_at, 0)
    days = max((book.today - book.day_of(told.last_at)).days, 0)
    if since > LATE_SECONDS and told.scheduled:
        return "note", reason("doctor-due-late", days=days)
    if days > 1:
        return "good", reason("doctor-due-days", days=days)
    return "good", reason("doctor-due", minutes=max(since // 60, 1))


# ── is there anything to do? ──────────────────────────────────────────────────────────────────────────────────────


def _has_work(book: OpenBook, *, refresh: bool) -> bool:
    kept = _kept(book)
    if abs(book.now - kept["ran_at"]) >= AGAIN_SECONDS:
        return True
    if refresh and memos.find(book.connection, "standing-day") != book.today.isoformat():
        return True
    return _brief_is_due(book, kept) or bool(_hours_come(book, kept)) or _mail_waits(book)


def _kept(book: OpenBook) -> dict[str, Any]:
    """What was done: when it was last looked after, the days of the briefs, and commitment -> when it was told."""
    found = memos.find(book.connection, LOOKED_AFTER) or {}
    return {"ran_at": 0, "days": [], "told": {}, **found}


def _brief_is_due(book: OpenBook, kept: dict[str, Any]) -> bool:
    today = book.today
    if not briefing.is_wanted_on(book, today) or today.isoformat() in kept["days"]:
        return False
    return book.now >= briefing.hour_of(book, today)


def _hours_come(book: OpenBook, kept: dict[str, Any]) -> list[int]:
    """The commitments whose hour has come since they were last told of, where the owner wants to be told."""
    if book.setting("brief") == "off":
        return []
    from entregent.app import committed

    told = {int(number) for number, at in kept["told"].items() if at <= book.now + TURNED_BACK}
    open_ = committed.commitments(book, open_only=True)
    return [line.number for line in open_ if line.state == "asks" and not line.quiet and line.number not in told]


def _mail_waits(book: OpenBook) -> bool:
    from entregent.app.mail_server import is_set
    from entregent.store import outbox

    if not is_set(book):
        return False
    return outbox.next_due(book.connection, book.now) is not None or outbox.count(book.connection, ("sending",)) > 0


# ── doing it ──────────────────────────────────────────────────────────────────────────────────────────────────────


def _look_after(book: OpenBook, lease: leases.Lease, *, refresh: bool, tell: Tell | None) -> DueReport:
    refreshed = refresh and memos.find(book.connection, "standing-day") != book.today.isoformat()
    if refreshed:
        settling.begin_day(book)
        lease.hold_on()
    told, hours = _tell(book, lease, tell)
    lease.hold_on()
    sent, unsent = _send(book)
    with book.connection.writing():
        lease.hold_on()
        memos.put(book.connection, LOOKED_AFTER, {**_kept(book), "ran_at": book.now})
    return DueReport(refreshed=refreshed, sent=sent, unsent=unsent, told=told, hours_come=hours)


def _tell(book: OpenBook, lease: leases.Lease, tell: Tell | None) -> tuple[str, int]:
    """Tell the owner what is due, at most once a run: how, and how many hours of their own had come."""
    kept = _kept(book)
    whole, hours = _brief_is_due(book, kept), _hours_come(book, kept)
    if not whole and not hours:
        return "", 0
    from entregent.app import planning

    briefing.speak(book)
    settling.ensure_standing(book)
    brief = briefing.compose(book, planning.today(book), _last_day(book, kept), len(hours), whole=whole)
    means = book.setting("brief")
    with book.connection.writing():
        lease.hold_on()
        _mark(book, whole=whole, hours=hours)
        if means == "mail":
            means = _mail(book, brief)
    # Marked first: a notification may be lost with the machine, but none is shown twice.
    if means == "desktop":
        means = "desktop" if _shown(tell, brief) else ""
    return means, len(hours)


def _last_day(book: OpenBook, kept: dict[str, Any]) -> date | None:
    """The day of the brief before today's; days that a wrong clock set are none."""
    days = [day for day in kept["days"] if day < book.today.isoformat()]
    return date.fromisoformat(max(days)) if days else None


def _mark(book: OpenBook, *, whole: bool, hours: list[int]) -> None:
    kept = _kept(book)
    days = [*kept["days"], *([book.today.isoformat()] if whole else [])][-KEPT_DAYS:]
    told = {**kept["told"], **{str(number): book.now for number in hours}}
    newest = dict(sorted(told.items(), key=lambda pair: int(pair[0]))[-500:])
    memos.put(book.connection, LOOKED_AFTER, {**kept, "days": days, "told": newest})


def _mail(book: OpenBook, brief: briefing.Brief) -> str:
    """Put the brief into the outbox, to the owner; "" where no address of theirs is known."""
    from entregent.app import outbox

    address = _own_address(book)
    if not address:
        return ""
    try:
        outbox.enqueue(book, address, brief.subject, brief.body, reason="brief")
    except outbox.BadRecipientError:
        return ""
    return "mail"


def _own_address(book: OpenBook) -> str:
    """Where the owner reads mail: the address they send from, else the surest of their own."""
    from entregent.app import owning

    if sender := book.setting("smtp-from"):
        return sender
    lines = [line for line in owning.own_lines(book) if "@" in line.handle]
    return max(lines, key=lambda line: line.confidence).handle if lines else ""


def _shown(tell: Tell | None, brief: briefing.Brief) -> bool:
    if tell is not None:
        return tell("Entregent", brief.line)
    from entregent.sending import desktop

    return desktop.show("Entregent", brief.line)


def _send(book: OpenBook) -> tuple[int, int]:
    """Let the outbox send what is due: how many left, and how many did not."""
    if not _mail_waits(book):
        return 0, 0
    from entregent.app import outbox

    sent = outbox.send_due(book)
    return sent.sent, sent.failed + sent.unknown + sent.waiting
