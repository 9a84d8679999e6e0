"""Serving: a book becomes a server on this machine; the address, its one-time key, the code to scan."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import os
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from errno import EADDRINUSE
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.app.book import Book
from entregent.model.errors import BadAddressError, BadCertificateError, BookError, NoPortError, PortTakenError
from entregent.web.sessions import Session, Sessions, Tokens, newest
from entregent.web.shelf import Shelf

if TYPE_CHECKING:
    import uvicorn
    from starlette.applications import Starlette

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
EVERYWHERE: Final = ("0.0.0.0", "::")  # noqa: S104 - asked for by the owner, with a password
FIRST_PORT: Final = 8420
TRIED_PORTS: Final = 20


class Certificate(NamedTuple):
    """The two files of HTTPS."""

    chain: Path
    key: Path | None


class Served(NamedTuple):
    """A server ready to run: its socket is bound, its application made."""

    app: Starlette
    listening: socket.socket
    host: str
    port: int
    sessions: Sessions
    certificate: Certificate | None = None

    @property
    def is_local(self) -> bool:
        """Whether this machine alone can reach it."""
        return self.host in LOOPBACK

    @property
    def address(self) -> str:
        """Where the pages are."""
        return self.addresses[0]

    @property
    def addresses(self) -> list[str]:
        """Every address at which the pages are; those for others on the network first."""
        if self.host in EVERYWHERE:
            hosts = [*(one for one in own_addresses() if ":" not in one or self.host == "::"), "127.0.0.1"]
        else:
            hosts = ["127.0.0.1" if self.host == "localhost" else self.host]
        scheme = "https" if self.certificate else "http"
        return [f"{scheme}://{f'[{host}]' if ':' in host else host}:{self.port}" for host in hosts]

    def launch_address(self) -> str:
        """The address with a key that opens one session, once."""
        return f"{self.addresses[-1]}/enter?key={self.sessions.launch_key()}"


def prepare(
    path: Path,
    *,
    host: str,
    port: int,
    clock: Callable[[], int],
    as_of: str = "",
    certificate: Certificate | None = None,
) -> Served:
    """Bind a port and make the application. Port 0 means: the first free one from 8420 on.

    Raises BookError, PortTakenError, NoPortError, BadAddressError, BadCertificateError.
    """
    from entregent.web.application import make_application

    if certificate is not None:
        _check(certificate)
    with Book.open(path, now=clock()) as book:
        kept = [(str(digest), int(began)) for digest, began in book.remembered("web-sessions", [])]
        token = str(book.remembered("web-token", ""))
    listening = bind(host, port)
    bound = int(listening.getsockname()[1])
    sessions = Sessions(kept, lambda begun, ended: _keep(path, clock(), begun, ended), clock)
    app = make_application(
        Shelf(path, clock, as_of),
        hosts=names(host, bound, is_secret=certificate is not None),
        sessions=sessions,
        tokens=Tokens(token),
        cookie=f"entregent-{bound}",
        is_local=host in LOOPBACK,
    )
    return Served(app, listening, host, bound, sessions, certificate)


def _check(certificate: Certificate) -> None:
    """Refuse files that are no certificate with its key, before anything is served."""
    import ssl

    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(certificate.chain, certificate.key)
    except (OSError, ValueError) as error:  # ssl.SSLError is an OSError
        told = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise BadCertificateError(path=str(certificate.chain), detail=told) from error


def _keep(path: Path, now: int, begun: list[Session], ended: list[str]) -> None:
    """Write down which sessions began and ended; another server of the same book may have some of its own.

    A book that can't be written now keeps nobody out: the session then lasts as long as the server.
    """
    with contextlib.suppress(BookError), Book.open(path, now=now) as book:
        held = {str(digest): int(at) for digest, at in book.remembered("web-sessions", [])}
        held = {digest: at for digest, at in {**held, **dict(begun)}.items() if digest not in ended}
        book.remember("web-sessions", newest(list(held.items())))


def names(host: str, port: int, *, is_secret: bool = False) -> list[str]:
    """The Host headers that are ours: a name that another site has pointed at us is none of them."""
    own = list(LOOPBACK) if host in LOOPBACK else [host, *LOOPBACK]
    if host in EVERYWHERE:
        own += [socket.gethostname(), f"{socket.gethostname()}.local", *own_addresses()]
    plain = [f"[{name}]" if ":" in name else name for name in own]
    usual = 443 if is_secret else 80
    return [*(f"{name}:{port}".lower() for name in plain), *(name.lower() for name in plain if port == usual)]


def own_addresses() -> list[str]:
    """The addresses of this machine that others on the network may reach; nothing is sent to find out."""
    found = []
    for family, probe in ((socket.AF_INET, "192.0.2.1"), (socket.AF_INET6, "2001:db8::1")):
        with socket.socket(family, socket.SOCK_DGRAM) as way:
            try:
                way.connect((probe, 9))  # a datagram socket only chooses its own address by this
                found.append(str(way.getsockname()[0]))
            except OSError:
                continue
    return found


def bind(host: str, port: int) -> socket.socket:
    """A socket that listens. Raises PortTakenError, NoPortError where all of ours are taken, BadAddressError."""
    for tried in (port,) if port else range(FIRST_PORT, FIRST_PORT + TRIED_PORTS):
        try:
            return _bound(host, tried)
        except (OSError, OverflowError) as error:  # socket.gaierror is an OSError
            if getattr(error, "errno", None) not in {EADDRINUSE, 10048}:  # on Windows the second
                detail = getattr(error, "strerror", None) or str(error)
                raise BadAddressError(host=host, port=str(tried), detail=detail) from error
    if port:
        raise PortTakenError(port=str(port))  # a name, not a count
    raise NoPortError(first=str(FIRST_PORT), last=str(FIRST_PORT + TRIED_PORTS - 1))


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named as TCP: asyncio sends small answers at once only on sockets that say so, else each waits 40 ms.
    made = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":  # elsewhere it would let two programs listen at one port
            made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except BaseException:
        made.close()
        raise
    return made


class Running:
    """A server at work, for whoever started it in a thread: when it has started, and how to stop it."""

    def __init__(self) -> None:
        self.started = threading.Event()
        self._stopping = threading.Event()

    def stop(self) -> None:
        """Ask it to end."""
        self._stopping.set()

    @property
    def is_asked_to_stop(self) -> bool:
        """Whether somebody asked it to end."""
        return self._stopping.is_set()


def run(served: Served, *, ready: Callable[[], None] = lambda: None, handle: Running | None = None) -> None:
    """Serve until the program is asked to stop (Ctrl-C), or `handle` is."""
    import uvicorn

    from entregent.web.patience import PatientProtocol

    certificate = served.certificate
    config = uvicorn.Config(
        served.app,
        http=PatientProtocol,
        ws="none",
        lifespan="on",
        log_config=None,
        log_level="error",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        limit_concurrency=200,
        ssl_certfile=certificate.chain if certificate else None,
        ssl_keyfile=certificate.key if certificate else None,
    )
    _tune()
    server = uvicorn.Server(config)
    server.capture_signals = lambda: _asked_to_stop(server)  # type: ignore[method-assign]

    async def serve() -> None:
        task = asyncio.create_task(server.serve(sockets=[served.listening]))
        while not server.started and not task.done():
            await asyncio.sleep(0.01)
        if server.started:
            ready()
            if handle is not None:
                handle.started.set()
        while not task.done() and handle is not None:
            server.should_exit = server.should_exit or handle.is_asked_to_stop
            await asyncio.sleep(0.05)
        await task

    asyncio.run(serve())


HANDOVER_SECONDS: Final = 0.0005
"""How long a thread that makes a page keeps the others waiting: Python's 5 ms, at each of a request's few
handovers, would be most of what a visitor waits for."""


def _tune() -> None:
    """Short turns between threads; and what was loaded at the start is never looked through for garbage again."""
    sys.setswitchinterval(HANDOVER_SECONDS)
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def leave(served: Served) -> None:
    """End the process now if a page is still being worked out: nobody waits for it, and nothing is lost with it."""
    if not served.app.state.shelf.is_closed:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)


@contextlib.contextmanager
def _asked_to_stop(server: uvicorn.Server) -> Iterator[None]:
    """While it runs, Ctrl-C and SIGTERM end the server and nothing else: whoever started it says good-bye."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {one: signal.signal(one, server.handle_exit) for one in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)
