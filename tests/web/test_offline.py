"""Offline: a step that can't be sent is kept in the browser, and sent once when the server is back."""

import contextlib
import random
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from tests.cast import NOW
from tests.web.conftest import wait_until

from entregent.app.book import Book
from entregent.app.views import ActionLine
from entregent.web import serving


def free_port() -> int:
    """A port that no other test is given while our server is away."""
    for port in random.sample(range(20_000, 32_000), 50):
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


class Coming:
    """A server that goes away and comes back at the same port, over the same book."""

    def __init__(self, book: Path) -> None:
        self.book = book
        self.port = free_port()
        self.come()

    def come(self) -> None:
        self.served = serving.prepare(self.book, host="127.0.0.1", port=self.port, clock=lambda: NOW)
        self.port, self.address = self.served.port, self.served.address
        self.handle = serving.Running()
        self.thread = threading.Thread(target=serving.run, args=(self.served,), kwargs={"handle": self.handle})
        self.thread.start()
        assert self.handle.started.wait(10)

    def go(self) -> None:
        self.handle.stop()
        self.thread.join(10)
        self.served.listening.close()

    def deeds(self) -> list[ActionLine]:
        with Book.open(self.book, now=NOW) as book:
            return list(reversed(book.actions(50)))

    def is_told(self, *sentences: str) -> bool:
        """Whether the deeds since the book was filled are these: verb and value."""
        return [f"{one.verb} {one.value}" for one in self.deeds() if one.verb in {"log", "add"}] == list(sentences)


@pytest.fixture
def coming(book_path: Path) -> Iterator[Coming]:
    made = Coming(book_path)
    yield made
    made.go()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(service_workers="allow", locale="en-CA", viewport={"width": 400, "height": 800})
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, coming: Coming) -> Page:
    """Today, in a browser whose worker is there and has told the page so."""
    opened = context.new_page()
    opened.goto(coming.served.launch_address())
    opened.wait_for_function("async () => (await navigator.serviceWorker.ready) && navigator.serviceWorker.controller")
    opened.reload()
    return opened


def note_offline(page: Page, who: str) -> None:
    page.get_by_label("With whom").fill(who)
    page.get_by_text("I wrote", exact=True).click()
    page.locator("form[action='/steps']").get_by_role("button", name="Keep").click()
    page.get_by_text("Kept. It will be sent").wait_for()


def test_a_page_that_can_not_be_reached_is_a_calm_one_that_takes_steps(coming: Coming, page: Page) -> None:
    coming.go()
    page.goto(coming.address + "/people")
    page.get_by_role("heading", name="Entregent is out of reach").wait_for()
    note_offline(page, "Marie Tremblay")
    page.get_by_text("1 step waits to be sent.").wait_for()
    note_offline(page, "Luc Gagnon")
    page.get_by_text("2 steps wait to be sent.").wait_for()
    coming.come()
    wait_until(lambda: coming.is_told("log wrote", "log wrote"), 20)
    assert {one.people[0][1] for one in coming.deeds() if one.verb == "log"} == {"Marie Tremblay", "Luc Gagnon"}
    page.wait_for_url("**/")


def test_a_tap_on_a_card_is_kept_while_the_server_is_away_and_sent_once(coming: Coming, page: Page) -> None:
    coming.go()
    card = page.locator("article.card", has_text="Inès Lévesque")
    card.get_by_role("button", name="I wrote").click()
    page.get_by_text("1 step waits to be sent.").wait_for()
    assert card.get_by_role("button", name="I wrote").is_disabled()
    coming.come()
    for _ in range(3):
        page.goto(coming.address + "/")
    wait_until(lambda: coming.is_told("log wrote"))
    page.goto(coming.address + "/actions")
    assert page.get_by_text("Noted: you wrote to Inès Lévesque.").count() == 1


def test_what_is_sent_twice_is_done_once(coming: Coming, page: Page) -> None:
    coming.go()
    page.goto(coming.address + "/offline")
    note_offline(page, "Marie Tremblay")
    # The same step again, as a browser keeps it that never heard that the first try arrived.
    copied = """async () => {
      const got = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result); });
      const base = await got(indexedDB.open("entregent", 1));
      const store = () => base.transaction("steps", "readwrite").objectStore("steps");
      const all = await got(store().getAll());
      store().put({ ...all[0], id: "again" });
      return new URLSearchParams(all[0].form).get("key");
    }"""
    assert len(page.evaluate(copied)) == 24
    coming.come()
    wait_until(lambda: coming.is_told("log wrote"), 20)
    page.wait_for_url("**/")
    page.get_by_text("Noted").or_(page.locator("h1")).first.wait_for()
    assert coming.is_told("log wrote")


def test_somebody_met_offline_is_in_the_book_once_it_is_back(coming: Coming, page: Page) -> None:
    page.goto(coming.address + "/meet")
    coming.go()
    page.get_by_label("Name").first.fill("Zoé Tanguay")
    page.get_by_role("button", name="Keep").first.click()
    page.get_by_text("Kept. It will be sent").wait_for()
    coming.come()
    wait_until(lambda: coming.is_told("add Zoé Tanguay"), 20)


def test_a_name_that_fits_several_waits_for_the_owner(coming: Coming, page: Page) -> None:
    with Book.open(coming.book, now=NOW) as book:
        book.add("Marie Ève Roy")
    coming.go()
    page.goto(coming.address + "/offline")
    note_offline(page, "Marie")
    coming.come()
    page.wait_for_url("**/")
    page.goto(coming.address + "/steps")
    page.get_by_text("1 step waits for a word of yours").wait_for()
    page.get_by_role("button", name="Marie Tremblay").click()
    page.get_by_text("Noted: you wrote to Marie Tremblay.").wait_for()
    assert coming.is_told("add Marie Ève Roy", "log wrote")


def test_the_worker_keeps_looks_and_never_what_a_page_says(coming: Coming, page: Page) -> None:
    for path in ("/people", "/meet", "/actions"):
        page.goto(coming.address + path)
    kept = """async () => {
      const found = [];
      for (const name of await caches.keys())
        for (const asked of await (await caches.open(name)).keys()) found.push(new URL(asked.url).pathname);
      return found;
    }"""
    paths = set(page.evaluate(kept))
    assert {path for path in paths if not path.startswith("/static/")} == {"/offline"}
    assert any(path.endswith("/js/offline.js") for path in paths)


def test_a_foreign_form_is_not_kept_while_the_server_is_away(
    coming: Coming, context: BrowserContext, page: Page
) -> None:
    form = f'<form method=post action="{coming.address}/steps"><input name=who value=Evil><button>Go</button></form>'
    context.route("http://foreign.example/", lambda route: route.fulfill(body=form, content_type="text/html"))
    coming.go()
    page.goto("http://foreign.example/")
    page.get_by_role("button").click()
    page.get_by_role("heading", name="Entregent is out of reach").wait_for()
    coming.come()
    page.wait_for_url("**/")
    assert coming.is_told()
    assert page.locator("#waiting").is_hidden()


def test_a_link_from_elsewhere_leads_in_whoever_is_known(coming: Coming, context: BrowserContext, page: Page) -> None:
    link = f'<a href="{coming.address}/people">Go</a>'
    context.route("http://foreign.example/", lambda route: route.fulfill(body=link, content_type="text/html"))
    page.goto("http://foreign.example/")
    page.get_by_role("link").click()
    page.get_by_role("link", name="Today", exact=True).first.wait_for()


def test_what_came_of_a_moment_is_kept_while_the_server_is_away_and_sent_once(coming: Coming, page: Page) -> None:
    with Book.open(coming.book, now=NOW) as book:
        who = book.edit("Marie Tremblay", add_handles=["+15145550123"]).people[0][0]
    page.goto(f"{coming.address}/dare/{who}?way=call")
    coming.go()
    page.get_by_text("How does it feel before?").click()
    page.locator("input[name=fear][value='7']").check()
    page.get_by_role("button", name="I dialled and hung up").click()
    page.get_by_text("Kept. It will be sent").wait_for()
    coming.come()
    wait_until(lambda: coming.is_told("log hung-up"), 20)
    with Book.open(coming.book, now=NOW) as book:
        (step,) = book.footprints()
        assert (step.outcome, step.fear) == ("hung-up", 7)


def test_a_room_entered_while_the_server_is_away_is_a_step_once_it_is_back(coming: Coming, page: Page) -> None:
    page.goto(f"{coming.address}/room?place=5 à 7")
    coming.go()
    page.get_by_role("button", name="I went in, and left").click()
    page.get_by_text("Kept. It will be sent").wait_for()
    coming.come()
    wait_until(lambda: any(one.verb == "footprint" for one in coming.deeds()), 20)
