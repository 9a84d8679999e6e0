"""Every page of the router, in both languages and themes, wide and narrow: accessible, quiet, and within the window."""

import re
from itertools import product
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Page
from tests.cast import INES, LUC, MARIE, NOW, filled
from tests.web.addresses import pages
from tests.web.conftest import Serve, Visitor
from tests.web.test_hostile_pages import OVERFLOW, is_page

from entregent.app.book import Book
from entregent.app.commitment_views import SealDraft

WAYS = list(product(("en", "fr"), ("light", "dark"), (360, 1440)))
PAIRWISE = {("en", "light", 360), ("fr", "dark", 360), ("fr", "light", 1440), ("en", "dark", 1440)}
"""Every two of language, theme and width meet in one of these; `make night` looks at all eight."""


@pytest.fixture(scope="module")
def lived_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Solène's book with something on every page: a promise, a note, circles, a step, somebody met."""
    path = tmp_path_factory.mktemp("lived") / "solene.book"
    with filled(path) as book:
        book.promise(MARIE.mail, "les plans du voilier", by="2026-03-04")
        book.note(MARIE.mail, "Aime la voile")
        book.circle([MARIE.mail], "friends")
        book.circle([INES.mail], "clients")
        book.add_result(INES.mail, "sale", value="1200", via=MARIE.mail)
        until = {"by": "2026-06-30", "since": "2025-01-01"}
        book.add_goal("Ten talks", measure="talks", target="10", people=[INES.mail], **until)
        book.log([INES.mail], channel="call", outcome="hung-up")
        book.seal(SealDraft(who=MARIE.mail, what="Parler du voilier", at="2026-03-05T10:00", witness=LUC.mail))
        book.seal(SealDraft(who=INES.mail, what="L’inviter", at="2026-03-04T10:00", stakes="un café"))
        book.settle_commitment(3, "life")
        book.add("Aïcha Diop", met="Au marché", handles=["+14185550199"], talked="2026-02-20")
        book.make_ready()
    return path


def tidy(page: Page) -> None:
    """Unfold what is folded, and stop what moves: axe looks at what is seen."""
    page.evaluate("document.querySelectorAll('details:not(.more)').forEach((one) => { one.open = true; })")
    page.wait_for_timeout(50)


def violations(page: Page) -> list[str]:
    """What axe finds. A page that had just gone on to another address is looked at again."""
    for _ in range(3):
        try:
            found = Axe().run(page).response["violations"]
        except Error:
            page.wait_for_load_state("load")
            continue
        return [f"{one['id']} {one['nodes'][0]['target']}" for one in found]
    return ["it never stood still"]


@pytest.mark.parametrize(
    ("lang", "theme", "width"),
    [pytest.param(*way, marks=() if way in PAIRWISE else pytest.mark.night) for way in WAYS],
)
def test_every_page_is_accessible_quiet_and_within_the_window(
    serve: Serve, visit: Visitor, lived_in: Path, lang: str, theme: str, width: int
) -> None:
    with Book.open(lived_in, now=NOW) as book:
        book.set_setting("language", lang)
        person, number = book.people(limit=1)[0].id, book.imports()[0].id
    house = serve(lived_in)
    page = visit(house, "/meet", width=width, theme=theme, motion="reduce")
    wrong = []
    shown = [path for path in pages(house.served.app, {"who": person, "number": number, "n": 0}) if path != "/enter"]
    for path in [path for path in shown if is_page(page, house, path)]:
        page.goto(house.address + path)
        tidy(page)
        if page.evaluate(OVERFLOW) > 0:
            wrong.append(f"{path} is wider than the window")
        if page.evaluate("document.documentElement.lang") != lang:
            wrong.append(f"{path} speaks another language")
        wrong += [f"{path}: {told}" for told in violations(page)]
    assert len(shown) > 20
    assert wrong == []


def test_today_can_be_used_by_keyboard_alone(serve: Serve, visit: Visitor, lived_in: Path) -> None:
    with Book.open(lived_in, now=NOW) as book:
        book.set_setting("language", "en")
    page = visit(serve(lived_in), "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.locator("article.card").first.get_by_role("button", name="Later").focus()
    page.keyboard.press("Enter")
    page.locator("#notes").get_by_text(re.compile("will wait until")).wait_for()
    page.locator("#notes").get_by_role("button", name="Undo").focus()
    page.keyboard.press("Enter")
    page.locator("#notes").get_by_text(re.compile("Taken back")).wait_for()


def test_what_a_page_shows_is_reached_by_the_tab_key_in_the_order_it_is_read(
    serve: Serve, visit: Visitor, lived_in: Path
) -> None:
    page = visit(serve(lived_in), "/")
    page.wait_for_load_state("load")
    places = page.evaluate(
        """() => [...document.querySelectorAll("[tabindex]")].map((one) => one.tabIndex).filter((one) => one > 0)"""
    )
    assert places == []
