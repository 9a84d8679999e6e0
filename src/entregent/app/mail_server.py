"""The mail server that the owner set: its settings, and its password, which lies in a file of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from entregent.app import settings
from entregent.app.commitment_views import MailServer
from entregent.app.opening import OpenBook
from entregent.app.smtp_settings import HERE, KEYS, PORTS, checked
from entregent.app.views import Done
from entregent.model.errors import ReadOnlyBookError, RequestError
from entregent.store import memos

if TYPE_CHECKING:
    from entregent.sending.smtp import Server

RESTS: Final = "outbox-rests"
"""Under this key the book remembers until when a server that did not let us in is left alone, and why."""


class PlainServerError(RequestError):
    """Mail to `host` would go in plain sight of the network."""

    code = "plain-server"


class NoServerError(RequestError):
    """No mail server is set."""

    code = "no-mail-server"


def describe(book: OpenBook) -> MailServer:
    """The server as it is set; `is_set` where it has a name and there is an address to send from."""
    from entregent.sending import password

    values = {key: book.setting(key) for key in KEYS}
    security = values["smtp-security"] or "starttls"
    return MailServer(
        host=values["smtp-host"],
        port=int(values["smtp-port"] or PORTS[security]),
        security=security,
        user=values["smtp-user"],
        sender=values["smtp-from"],
        has_password=password.is_kept(book.connection.path),
        is_set=is_set(book),
    )


def is_set(book: OpenBook) -> bool:
    """Whether mail can leave: a server and an address to send from are known."""
    return bool(book.setting("smtp-host") and book.setting("smtp-from"))


def server_of(book: OpenBook) -> Server:
    """The server with its password. Raises NoServerError, and ReadOnlyBookError where the password can't be read."""
    from entregent.sending import password
    from entregent.sending.smtp import Server

    told = describe(book)
    if not told.is_set:
        raise NoServerError
    path = book.connection.path
    try:
        secret = password.read(path)
    except OSError as error:
        raise ReadOnlyBookError(path=str(password.path_of(path)), detail=error.strerror or "") from None
    return Server(told.host, told.port, told.security, told.user, secret)


def set_server(book: OpenBook, wished: MailServer, secret: str | None) -> Done:
    """Keep all of it at once; `secret` None leaves the password as it is, "" drops it.

    Raises BadSettingError, PlainServerError.
    """
    host = checked("smtp-host", wished.host.strip())
    if host and wished.security == "none" and host not in HERE:
        raise PlainServerError(host=host)
    port = "" if wished.port == PORTS.get(wished.security) else str(wished.port or "")
    told = dict(zip(KEYS, (host, port, wished.security, wished.user, wished.sender), strict=True))
    done = settings.set_settings(book, told)
    if secret is not None:
        keep_password(book, secret)
    memos.drop(book.connection, RESTS)
    return done


def keep_password(book: OpenBook, secret: str) -> None:
    """Keep the password beside the book, for its owner alone; "" drops it. Raises ReadOnlyBookError."""
    from entregent.sending import password

    book.write_check()
    path = book.connection.path
    try:
        password.keep(path, secret)
    except OSError as error:
        raise ReadOnlyBookError(path=str(password.path_of(path)), detail=error.strerror or "") from None
