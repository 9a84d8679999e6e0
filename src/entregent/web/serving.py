"""Serving: a book becomes a server on this machine; the address, its one-time key, the code to scan."""

from __future__ import annotations

import asyncio
import socket
import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from entregent.app.book import Book
from entregent.web.sessions import Sessions, Tokens
from entregent.web.shelf import Shelf

if TYPE_CHECKING:
    from starlette.applications import Starlette

LOOPBACK: Final = ("127.0.0.1", "::1", "localhost")
FIRST_PORT: Final = 8420
TRIED_PORTS: Final = 20


class NoPortError(OSError):
    """No port is free among those that were tried."""


class Served(NamedTuple):
    """A server ready to run: its socket is bound, its application made."""

    app: Starlette
    listening: socket.socket
    host: str
    port: int
    sessions: Sessions

    @property
    def address(self) -> str:
        """Where the pages are."""
        host = "127.0.0.1" if self.host in {"127.0.0.1", "localhost"} else self.host
        return f"http://{f'[{host}]' if ':' in host else host}:{self.port}"

    def launch_address(self) -> str:
        """The address with a key that opens one session, once."""
        return f"{self.address}/enter?key={self.sessions.launch_key()}"


def prepare(path: Path, *, host: str, port: int, clock: Callable[[], int], as_of: str = "") -> Served:
    """Bind a port and make the application. Raises BookError, NoPortError, OSError.

    Port 0 means: the first free one from 8420 on.
    """
    from entregent.web.application import make_application

    with Book.open(path, now=clock()) as book:
        kept = [(str(digest), int(began)) for digest, began in book.remembered("web-sessions", [])]
        token = str(book.remembered("web-token", ""))
    listening = bind(host, port)
    bound = int(listening.getsockname()[1])
    shelf = Shelf(path, clock, as_of)
    sessions = Sessions(kept, lambda held: _keep(path, clock(), held), clock)
    app = make_application(
        shelf,
        hosts=names(host, bound),
        sessions=sessions,
        tokens=Tokens(token),
        cookie=f"entregent-{bound}",
        is_local=host in LOOPBACK,
    )
    return Served(app, listening, host, bound, sessions)


def _keep(path: Path, now: int, held: list[tuple[str, int]]) -> None:
    with Book.open(path, now=now) as book:
        book.remember("web-sessions", held)


def names(host: str, port: int) -> list[str]:
    """The Host headers that are ours: a name that another site has pointed at us is none of them."""
    own = list(LOOPBACK) if host in LOOPBACK else [host, *LOOPBACK]
    if host in {"0.0.0.0", "::"}:  # noqa: S104 - asked for by the owner, with a password
        own += [socket.gethostname(), f"{socket.gethostname()}.local", *own_addresses()]
    plain = [f"[{name}]" if ":" in name else name for name in own]
    return [*(f"{name}:{port}".lower() for name in plain), *((name.lower() for name in plain) if port == 80 else ())]


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
    """A socket that listens. Raises OSError where the port is taken, NoPortError where all of ours are."""
    if port:
        return _bound(host, port)
    for tried in range(FIRST_PORT, FIRST_PORT + TRIED_PORTS):
        try:
            return _bound(host, tried)
        except OSError as error:
            if error.errno not in (48, 98, 10048):  # in use, on macOS, Linux and Windows
                raise
    raise NoPortError


def _bound(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.bind((host, port))
        made.listen(128)
    except OSError:
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

    config = uvicorn.Config(
        served.app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=3,
        limit_concurrency=200,
        ws="none",
        lifespan="on",
    )
    server = uvicorn.Server(config)

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
