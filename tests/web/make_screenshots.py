"""The pictures of docs/screenshots, taken anew: the sample network on one fixed day, in the system's Chromium.

Run: python -m tests.web.make_screenshots [NAME…]. Look at each before it is committed.
"""

import argparse
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Final, NamedTuple

from playwright.sync_api import Browser, Page, sync_playwright
from tests.app.catalogues import compile_stale
from tests.web.conftest import CHROMIUM_FLAGS, chromium

from entregent.app import demonstrating, sample
from entregent.app.book import Book
from entregent.web import serving

FOLDER: Final = Path(__file__).resolve().parents[2] / "docs" / "screenshots"
DAY: Final = date(2026, 11, 13)
NOW: Final = int(datetime(2026, 11, 13, 14, tzinfo=UTC).timestamp())
ZONE: Final = "America/Toronto"
MOST_BYTES: Final = 300_000


class Shot(NamedTuple):
    """One picture: its file, what it shows, in which language, colours and size."""

    name: str
    path: str
    lang: str
    theme: str = "light"
    width: int = 1280
    height: int = 800


SHOTS: Final = (
    Shot("today-fr", "/", "fr", width=1200, height=860),
    Shot("today-dark-en", "/", "en", "dark", width=1200, height=860),
    Shot("today-narrow-fr", "/", "fr", width=390, height=1180),
    Shot("person-fr", "first", "fr"),
    Shot("plates-en", "/plates", "en"),
    Shot("people-fr", "/people", "fr"),
    Shot("who-is-who-en", "/duplicates", "en", height=740),
    Shot("sources-fr", "/sources", "fr", height=620),
    Shot("first-visit-fr", "/welcome/closest", "fr"),
    Shot("dare-fr", "/dare", "fr", height=900),
    Shot("path-fr", "/path", "fr", height=900),
    Shot("map-en", "/map", "en", width=1100, height=800),
    Shot("tell-first-fr", "/tell-first?subject=Atelier+ouvert", "fr"),
)


def main() -> None:
    """Take all pictures, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME")
    wanted = set(parser.parse_args().names)
    compile_stale()
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, served(lived(Path(folder))) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=CHROMIUM_FLAGS)
        for shot in SHOTS:
            if not wanted or shot.name in wanted:
                sys.stdout.write(f"{take(browser, house, shot):7,} bytes  {shot.name}\n")
        browser.close()


def lived(folder: Path) -> Path:
    """The sample's book, as its owner has it on the day."""
    book_path, exports = folder / "maude.book", folder / "exports"
    sample.write(exports, seed=demonstrating.SEED, until=DAY)
    with Book.create(book_path, now=NOW) as book:
        book.set_settings({"zone": ZONE, "region": "CA"})
        book.import_paths([str(exports)])
    demonstrating.live(book_path, exports, now=NOW, until=DAY)
    return book_path


class House(NamedTuple):
    """A server at work, and the book behind it."""

    served: serving.Served
    book: Path


@contextmanager
def served(book: Path) -> Iterator[House]:
    """The book, served at an instant that does not move."""
    made = serving.prepare(book, host="127.0.0.1", port=0, clock=lambda: NOW)
    handle = serving.Running()
    thread = threading.Thread(target=serving.run, args=(made,), kwargs={"handle": handle}, daemon=True)
    thread.start()
    handle.started.wait(10)
    yield House(made, book)
    handle.stop()
    thread.join(10)


def take(browser: Browser, house: House, shot: Shot) -> int:
    """Take one picture, and return its size in bytes. Nothing moves in it."""
    with Book.open(house.book, now=NOW) as book:
        book.set_setting("language", shot.lang)
    context = browser.new_context(
        viewport={"width": shot.width, "height": shot.height},
        color_scheme=shot.theme,  # type: ignore[arg-type]
        reduced_motion="reduce",
        service_workers="block",
        locale=f"{shot.lang}-CA",
    )
    page = context.new_page()
    page.goto(house.served.launch_address())
    page.goto(house.served.address + (first_person(page) if shot.path == "first" else shot.path))
    page.evaluate("document.fonts.ready.then(() => true)")
    path = FOLDER / f"{shot.name}.png"
    page.wait_for_load_state("networkidle")
    page.screenshot(path=path)
    context.close()
    size = path.stat().st_size
    assert size <= MOST_BYTES, f"{shot.name} has {size:,} bytes"
    return size


def first_person(page: Page) -> str:
    """The address of the first person whom today proposes."""
    return page.locator("article.card .who a").first.get_attribute("href") or "/"


if __name__ == "__main__":
    main()
