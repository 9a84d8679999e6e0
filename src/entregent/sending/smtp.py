"""Handing a letter to a mail server: what surely left, what surely did not, and what nobody knows."""

from __future__ import annotations

import contextlib
import smtplib
import ssl
from collections.abc import Callable, Iterator
from typing import Final, NamedTuple

from entregent.sending.letter import Letter, as_bytes, is_plain
from entregent.sending.password import Secret

SECONDS: Final = 20
"""How long a server may keep silent."""
STARTTLS: Final = "starttls"
TLS: Final = "tls"
NONE: Final = "none"
SECURITIES: Final = (STARTTLS, TLS, NONE)
PORTS: Final = {STARTTLS: 587, TLS: 465, NONE: 25}
HERE: Final = frozenset(("127.0.0.1", "::1", "localhost"))
"""Where a mail may be handed over in plain: this very machine."""
WORDS: Final = 300

SENT: Final = "sent"
REFUSED: Final = "refused"
UNREACHED: Final = "unreached"
UNKNOWN: Final = "unknown"


class Server(NamedTuple):
    """A mail server as its owner describes it."""

    host: str
    port: int
    security: str
    user: str
    password: Secret


class Fate(NamedTuple):
    """What became of a letter.

    `state`: sent (the server took it), refused (it surely did not: `code` and `words` say why; `for_good` where asking
    again would not help), unreached (no server to speak to, or it does not let us in), unknown (the connection broke
    once the letter itself was on its way).
    """

    state: str
    code: int = 0
    words: str = ""
    for_good: bool = False


def send(server: Server, letter: Letter) -> Fate:
    """Hand one letter to the server. Never raises for what a server or a network does."""
    try:
        content = as_bytes(letter)
    except ValueError as error:
        return Fate(REFUSED, 0, str(error)[:WORDS], for_good=True)
    if server.security == NONE and server.host not in HERE:
        return Fate(UNREACHED, 0, "plain", for_good=True)
    if server.user and not server.password.reveal().isascii():
        return Fate(UNREACHED, 0, "password-ascii", for_good=True)
    try:
        return _told(server, _conversation(server, letter, content))
    except (OSError, smtplib.SMTPException, ValueError) as error:
        return _told(server, _unreached(error))


def _unreached(error: Exception) -> Fate:
    """Everything that goes wrong before the letter itself is on its way."""
    if isinstance(error, smtplib.SMTPResponseException):
        return Fate(UNREACHED, error.smtp_code, _words(error.smtp_error), for_good=error.smtp_code >= 500)
    if isinstance(error, ssl.SSLError):
        return Fate(UNREACHED, 0, f"TLS: {getattr(error, 'verify_message', '') or error.reason or error}"[:WORDS])
    if isinstance(error, OSError) and not isinstance(error, smtplib.SMTPException):
        return Fate(UNREACHED, 0, (error.strerror or str(error) or type(error).__name__)[:WORDS])
    return Fate(UNREACHED, 0, str(error)[:WORDS])


def _told(server: Server, fate: Fate) -> Fate:
    """A server may repeat what it was told: the password is not repeated further."""
    return fate._replace(words=server.password.scrub(fate.words))


def _words(answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())[:WORDS]


@contextlib.contextmanager
def _connected(server: Server) -> Iterator[smtplib.SMTP]:
    """A session with the server, encrypted and let in. Certificates are always checked."""
    # The name that we give is nobody's: the machine's own is no business of the server's.
    name = "[127.0.0.1]"
    if server.security == TLS:
        context = ssl.create_default_context()
        session: smtplib.SMTP = smtplib.SMTP_SSL(server.host, server.port, name, timeout=SECONDS, context=context)
    else:
        session = smtplib.SMTP(server.host, server.port, name, timeout=SECONDS)
    try:
        session.ehlo_or_helo_if_needed()
        if server.security == STARTTLS:
            session.starttls(context=ssl.create_default_context())
            session.ehlo_or_helo_if_needed()
        if server.user:
            session.login(server.user, server.password.reveal())
        yield session
    finally:
        session.close()


def _conversation(server: Server, letter: Letter, content: bytes) -> Fate:
    with _connected(server) as session:
        options = []
        if not (is_plain(letter.sender) and is_plain(letter.recipient)):
            if not session.has_extn("smtputf8"):
                return Fate(REFUSED, 0, "smtputf8", for_good=True)
            options = ["SMTPUTF8", "BODY=8BITMIME"]
            session.command_encoding = "utf-8"
        steps: tuple[Callable[[], tuple[int, bytes]], ...] = (
            lambda: session.mail(letter.sender, options),
            lambda: session.rcpt(letter.recipient),
            lambda: session.docmd("DATA"),
        )
        for step, wanted in zip(steps, ((250,), (250, 251), (354,)), strict=True):
            code, answer = step()
            if code not in wanted:
                return Fate(REFUSED, code, _words(answer), for_good=code >= 500)
        fate = _handed_over(session, content)
        with contextlib.suppress(OSError, smtplib.SMTPException):
            session.quit()
        return fate


def _handed_over(session: smtplib.SMTP, content: bytes) -> Fate:
    """The letter itself, to its last dot. From here on a silence says nothing: it may have left."""
    try:
        session.send(stuffed(content) + b".\r\n")
        code, answer = session.getreply()
    except (OSError, smtplib.SMTPException) as error:
        return Fate(UNKNOWN, 0, _unreached(error).words)
    if code == 250:
        return Fate(SENT, code, _words(answer))
    if 400 <= code < 600:
        return Fate(REFUSED, code, _words(answer), for_good=code >= 500)
    return Fate(UNKNOWN, code, _words(answer))


def stuffed(content: bytes) -> bytes:
    """A letter whose lines that begin with a dot have one more (RFC 5321 §4.5.2); it ends with a line's end."""
    whole = content if content.endswith(b"\r\n") else content + b"\r\n"
    doubled = whole.replace(b"\r\n.", b"\r\n..")
    return b"." + doubled if doubled.startswith(b".") else doubled
