"""The outbox: every mail is kept before it leaves, and none leaves twice without its owner's word.

The Message-ID is given once. `sending` is on the disk before a server is asked. What surely did not leave is tried
again; what may have left, after a cut or a crash, is shown and asked about, and never sent again by itself.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Final

from entregent.app import mail_server
from entregent.app.commitment_views import MailLine, OutboxView, Sent
from entregent.app.mail_server import RESTS, is_set
from entregent.app.opening import OpenBook
from entregent.model.errors import RequestError
from entregent.store import memos
from entregent.store import outbox as kept
from entregent.store.outbox import MailRow
from entregent.text.emails import canonical_mail, deliverable

if TYPE_CHECKING:
    from entregent.sending.letter import Letter
    from entregent.sending.smtp import Fate, Server

MOST_AN_HOUR: Final = 20
HOUR: Final = 3_600
STALE_SECONDS: Final = 7 * 86_400
"""A mail that could not leave for a week waits for its owner instead: old news is no news."""
HELD_SECONDS: Final = 600
"""No server takes longer over a letter: whoever had it in hand for so long is gone."""
FIRST_WAIT: Final = 300
LONGEST_WAIT: Final = 6 * HOUR
MOST_TRIES: Final = 8
MEANINGFUL: Final = 4
"""A shorter word of somebody forgotten is not looked for in texts: it would be found everywhere."""
NO_DOMAIN: Final = "entregent.invalid"

DRAFT, WAITING, SENDING, SENT = "draft", "waiting", "sending", "sent"
FAILED, UNKNOWN, DROPPED = "failed", "unknown", "dropped"
AILING: Final = frozenset(("unreached", "unknown"))
"""Fates of a letter after which the server is left alone for a while."""
UNDONE: Final = (DRAFT, WAITING, FAILED)
"""States in which a mail surely has not left."""


class BadRecipientError(RequestError):
    """`address` is no mail address to which anything could be sent."""

    code = "bad-recipient"


class UnknownMailError(RequestError):
    """There is no mail number `number`, or that can't be said of it as it stands."""

    code = "unknown-mail"


class TooManyMailsError(RequestError):
    """`most` mails left within the hour."""

    code = "too-many-mails"


def recipient(text: str) -> str:
    """The address in its one form. Raises BadRecipientError for what is none, or could never be reached."""
    address = canonical_mail(text)
    if address is None or address.startswith('"') or not deliverable(address):
        raise BadRecipientError(address=text)
    return address


def enqueue(  # noqa: PLR0913 - the parts of a mail
    book: OpenBook,
    to: str,
    subject: str,
    body: str,
    *,
    reason: str,
    at: int | None = None,
    about: int | None = None,
    automatic: bool = True,
    draft: bool = False,
) -> int:
    """Keep a mail that is to leave at `at` (now), as a draft where no server is set; return its number.

    `draft`: in any case it waits for its owner. Raises BadRecipientError.
    """
    from entregent.sending.letter import LONGEST_SUBJECT, one_line, plain_lines

    book.write_check()
    address = recipient(to)
    domain = book.setting("smtp-from").rpartition("@")[2] or NO_DOMAIN
    with book.connection.writing():
        return kept.add(
            book.connection,
            f"<{os.urandom(16).hex()}@{domain}>",
            made_at=book.now,
            due_at=book.now if at is None else at,
            reason=reason,
            about=about,
            automatic=automatic,
            recipient=address,
            subject=one_line(subject, LONGEST_SUBJECT),
            body=plain_lines(body),
            state=WAITING if is_set(book) and not draft else DRAFT,
        )


# ── leaving ───────────────────────────────────────────────────────────────────────────────────────────────────────

Send = Callable[["Server", "Letter"], "Fate"]


def send_due(book: OpenBook, *, send: Send | None = None) -> Sent:
    """Send what is due, one after the other, within the measure of an hour. Call it outside of any transaction.

    After a server that can't be reached, does not let us in or breaks off, the rest waits.
    """
    book.write_check()
    lost = give_up_lost(book)
    sent = failed = 0
    if is_set(book) and not _rests(book):
        _lay_aside_stale(book)
        while kept.tried_since(book.connection, book.now - HOUR) < MOST_AN_HOUR:
            row = kept.next_due(book.connection, book.now)
            if row is None:
                break
            fate = _send(book, row, send)
            if fate is None:
                continue
            sent += fate.state == "sent"
            failed += fate.state in {"refused", "unreached"}
            lost += fate.state == "unknown"
            if fate.state in AILING:
                break
    return Sent(
        sent,
        failed,
        lost,
        kept.count(book.connection, (WAITING,)),
        kept.count(book.connection, (DRAFT,)),
    )


def give_up_lost(book: OpenBook) -> int:
    """Mails that a process had in hand which is no more: nobody knows whether they left. Return how many."""
    lost = [row for row in kept.in_states(book.connection, (SENDING,)) if not _is_held(book, row)]
    with book.connection.writing():
        return sum(
            kept.settle(book.connection, row.id, row.holder, UNKNOWN, code=0, detail="crash", again_at=None)
            for row in lost
        )


def _is_held(book: OpenBook, row: MailRow) -> bool:
    host, _, rest = row.holder.partition(":")
    pid = rest.partition(":")[0]
    if row.tried_at is None or not 0 <= book.now - row.tried_at < HELD_SECONDS or not pid.isdecimal():
        return False
    return host != _this_machine() or _is_alive(int(pid))


def _this_machine() -> str:
    import socket  # not for `today`

    return socket.gethostname()


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _lay_aside_stale(book: OpenBook) -> None:
    old = book.now - STALE_SECONDS
    with book.connection.writing():
        for row in kept.in_states(book.connection, (WAITING,)):
            if row.due_at < old:
                kept.set_state(book.connection, row.id, DRAFT, among=(WAITING,), detail="stale")


def _send(book: OpenBook, row: MailRow, send: Send | None) -> Fate | None:
    """One mail: in hand on the disk, then to the server, then what became of it. None where another took it."""
    server = mail_server.server_of(book)
    holder = f"{_this_machine()}:{os.getpid()}:{os.urandom(4).hex()}"
    with book.connection.writing():
        if not kept.claim(book.connection, row.id, holder, book.now):
            return None
    fate = (send or _by_smtp())(server, _letter(book, row))
    with book.connection.writing():
        _settle(book, row, holder, fate)
    return fate


def _by_smtp() -> Send:
    from entregent.sending import smtp

    return smtp.send


def _letter(book: OpenBook, row: MailRow) -> Letter:
    from entregent.sending.letter import Letter

    at = datetime.fromtimestamp(book.now, book.zone)
    return Letter(
        row.message_id,
        book.setting("smtp-from"),
        book.setting("name"),
        row.recipient,
        row.subject,
        row.body,
        at,
        is_automatic=bool(row.automatic),
    )


def _settle(book: OpenBook, row: MailRow, holder: str, fate: Fate) -> None:
    state = {"sent": SENT, "unknown": UNKNOWN}.get(fate.state, FAILED)
    tries = row.tries + 1
    again = None
    if state == FAILED and not fate.for_good and tries < MOST_TRIES:
        again = book.now + min(FIRST_WAIT << (tries - 1), LONGEST_WAIT)
    kept.settle(book.connection, row.id, holder, state, code=fate.code, detail=fate.words, again_at=again)
    if fate.state in AILING:
        until = again or book.now + (FIRST_WAIT if state == UNKNOWN else LONGEST_WAIT)
        memos.put(book.connection, RESTS, {"until": until, "why": fate.words, "code": fate.code})
    elif memos.find(book.connection, RESTS):
        memos.drop(book.connection, RESTS)


def _rests(book: OpenBook) -> bool:
    told = memos.find(book.connection, RESTS)
    return bool(told) and book.now < int(told["until"])


# ── what the owner says ───────────────────────────────────────────────────────────────────────────────────────────


def send_now(book: OpenBook, number: int, *, send: Send | None = None) -> MailLine:
    """The owner lets a mail go that surely has not left yet; what became of it is in the answer.

    Raises UnknownMailError, NoServerError, TooManyMailsError.
    """
    book.write_check()
    give_up_lost(book)
    mail_server.server_of(book)
    if kept.tried_since(book.connection, book.now - HOUR) >= MOST_AN_HOUR:
        raise TooManyMailsError(most=MOST_AN_HOUR)
    with book.connection.writing():
        if not kept.set_state(book.connection, number, WAITING, among=UNDONE, due_at=book.now):
            raise UnknownMailError(number=number)
    row = kept.find(book.connection, number)
    assert row is not None
    _send(book, row, send)
    return mail(book, number)


def send_test(book: OpenBook, subject: str, body: str, *, send: Send | None = None) -> MailLine:
    """A mail to the owner's own address, at once. Raises NoServerError, TooManyMailsError."""
    mail_server.server_of(book)
    number = enqueue(book, book.setting("smtp-from"), subject, body, reason="test", automatic=False)
    return send_now(book, number, send=send)


def say_left(book: OpenBook, number: int, *, left: bool) -> MailLine:
    """The owner knows whether a mail left of which the program does not; one that did not is a draft again.

    A draft that was sent by another program has left too. Raises UnknownMailError.
    """
    book.write_check()
    among = (UNKNOWN, *UNDONE) if left else (UNKNOWN,)
    with book.connection.writing():
        if not kept.set_state(book.connection, number, SENT if left else DRAFT, among=among, detail="owner"):
            raise UnknownMailError(number=number)
    return mail(book, number)


def drop(book: OpenBook, number: int) -> MailLine:
    """This mail is not to leave. Raises UnknownMailError."""
    book.write_check()
    with book.connection.writing():
        if not kept.set_state(book.connection, number, DROPPED, among=UNDONE):
            raise UnknownMailError(number=number)
    return mail(book, number)


# ── what faces ask ────────────────────────────────────────────────────────────────────────────────────────────────


def mail(book: OpenBook, number: int) -> MailLine:
    """One mail. Raises UnknownMailError."""
    row = kept.find(book.connection, number)
    if row is None:
        raise UnknownMailError(number=number)
    return _line(book, row)


def view(book: OpenBook, limit: int = 50) -> OutboxView:
    """The newest mails, those that wait for something first, and how the way out stands."""
    rests = memos.find(book.connection, RESTS) or {}
    resting = bool(rests) and book.now < int(rests["until"])
    tried = kept.tried_since(book.connection, book.now - HOUR)
    return OutboxView(
        tuple(_line(book, row) for row in kept.newest(book.connection, limit)),
        is_set(book),
        max(MOST_AN_HOUR - tried, 0),
        int(rests["until"]) if resting else None,
        str(rests["why"]) if resting else "",
        int(rests["code"]) if resting else 0,
    )


def asks(book: OpenBook) -> int:
    """How many mails wait for a word of the owner's: drafts, failures for good, and those that may have left."""
    return kept.count(book.connection, (DRAFT, UNKNOWN))


def forget(book: OpenBook, addresses: list[str], seals: list[int], names: list[str]) -> None:
    """Leave no text of mails to somebody, about what was sealed with them, or that names them."""
    words = [word for word in (*names, *addresses) if len(word) > MEANINGFUL]
    kept.blank(book.connection, addresses, seals, words)


def _line(book: OpenBook, row: MailRow) -> MailLine:
    lost = row.state == SENDING and not _is_held(book, row)
    return MailLine(
        row.id,
        row.recipient,
        row.subject,
        row.body,
        row.reason,
        row.about,
        bool(row.automatic),
        UNKNOWN if lost else row.state,
        row.made_at,
        row.due_at,
        row.tried_at,
        row.tries,
        row.code,
        "crash" if lost else row.detail,
        row.due_at if row.again else None,
        row.message_id,
    )
