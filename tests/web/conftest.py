"""A running server over Solène's book, a client that is known to it, and a real browser."""

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import Browser, BrowserContext, Dialog, Page, sync_playwright
from starlette.testclient import TestClient
from tests.app.catalogues import compile_stale
from tests.cast import NOW, filled

from entregent.app import language
from entregent.web import serving

CHROMIUM_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(autouse=True, scope="session")
def fresh_catalogues() -> None:
    """The French words that tests meet are those of the .po beside them."""
    compile_stale()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    """No test leaves its language to the next."""
    language.use("en")
    yield
    language.use("en")


@pytest.fixture(scope="session")
def kept_book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Solène's imported book, closed. Never write to it."""
    path = tmp_path_factory.mktemp("solene") / "solene.book"
    with filled(path) as book:
        book.set_setting("language", "en")
        book.make_ready()
    return path


@pytest.fixture
def book_path(kept_book: Path, tmp_path: Path) -> Path:
    """A copy of Solène's book, in English, to be written to."""
    return Path(shutil.copy(kept_book, tmp_path / "solene.book"))


class House(NamedTuple):
    """A server at work, and the book behind it."""

    served: serving.Served
    book: Path

    @property
    def address(self) -> str:
        return self.served.address

    def key(self) -> str:
        """The address that opens a session, once."""
        return self.served.launch_address()


Serve = Callable[..., House]


@pytest.fixture
def serve() -> Iterator[Serve]:
    """Serve a book in a thread of its own, at the tests' instant unless another clock is given."""
    running: list[tuple[threading.Thread, serving.Running]] = []

    def begin(path: Path, *, clock: Callable[[], int] = lambda: NOW, host: str = "127.0.0.1") -> House:
        served = serving.prepare(path, host=host, port=0, clock=clock)
        handle = serving.Running()
        thread = threading.Thread(target=serving.run, args=(served,), kwargs={"handle": handle}, daemon=True)
        thread.start()
        assert handle.started.wait(10), "the server did not start"
        running.append((thread, handle))
        return House(served, path)

    yield begin
    for thread, handle in running:
        handle.stop()
        thread.join(10)


@pytest.fixture
def house(serve: Serve, book_path: Path) -> House:
    """Solène's book, served."""
    return serve(book_path)


@pytest.fixture
def client(book_path: Path) -> Iterator[TestClient]:
    """A client without a browser, known to the application: pages as text, forms as dictionaries."""
    served = serving.prepare(book_path, host="127.0.0.1", port=0, clock=lambda: NOW)
    with TestClient(served.app, base_url=served.address, follow_redirects=False) as known:
        known.cookies.set(served.app.state.cookie, served.sessions.begin())
        yield known
    served.listening.close()


def chromium() -> str | None:
    """Where the browser is: what CHROMIUM names, else the system's, else (None) the one that Playwright brought."""
    named = os.environ.get("CHROMIUM", "")
    return named or next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One browser for all tests of a worker."""
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        yield opened
        opened.close()


class Watched:
    """What a page said on its console, and asked of others, while it was watched."""

    def __init__(self, context: BrowserContext, address: str) -> None:
        self.errors: list[str] = []
        self.foreign: list[str] = []
        self.dialogs: list[str] = []
        context.on("console", lambda message: self._hear(message.type, message.text))
        context.on("weberror", lambda error: self.errors.append(str(error.error)))
        context.on("dialog", self._dismiss)
        context.on("request", lambda request: self._see(request.url, address))

    def _dismiss(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _hear(self, kind: str, text: str) -> None:
        if kind == "error":
            self.errors.append(text)

    def _see(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:", "about:")):
            self.foreign.append(url)


Visitor = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visitor]:
    """Open a page of a house as somebody who is known there: `visit(house, "/people", width=360, theme="dark")`.

    When the test ends, nothing may have been said on the console, asked of another site, or put in a dialog.
    """
    contexts: list[tuple[BrowserContext, Watched]] = []

    def go(
        house: House,
        path: str = "/",
        *,
        width: int = 1280,
        theme: str = "light",
        motion: str = "no-preference",
        script: bool = True,
        workers: str = "block",
    ) -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme=theme,  # type: ignore[arg-type]
            reduced_motion=motion,  # type: ignore[arg-type]
            java_script_enabled=script,
            service_workers=workers,  # type: ignore[arg-type]
            locale="en-CA",
        )
        context.set_default_timeout(30_000)
        contexts.append((context, Watched(context, house.address)))
        page = context.new_page()
        page.goto(house.key())
        page.goto(house.address + path)
        return page

    yield go
    for context, watched in contexts:
        context.close()
        assert watched.errors == []
        assert watched.foreign == []
        assert watched.dialogs == []


def wait_until(holds: Callable[[], object], seconds: float = 10) -> None:
    """Wait for what another process or thread brings about."""
    until = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.02)
