"""What a browser makes of the pages: first paint, bytes, layout shift, frames a second; real Chromium, no GPU.

Run: python -m bench.page_paint [--people 50000] [--events 2000000]. Every load is a first visit: an empty cache, a new
context. Frames are counted while the plates of the page spin; the floor is a page with one spinning plate.
"""

import argparse
import statistics
import time
from pathlib import Path
from typing import Any, Final

from bench.book_maker import made_book
from bench.measuring import Table
from bench.pages import Server, served
from entregent.app.book import Book

FLAGS: Final = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
LOADS: Final = 7
FRAME_SECONDS: Final = 3

MEASURE: Final = """() => new Promise((done) => {
  let shift = 0;
  new PerformanceObserver((list) => { for (const one of list.getEntries()) shift += one.value; })
    .observe({ type: "layout-shift", buffered: true });
  new PerformanceObserver((list) => {
    const paint = list.getEntriesByName("first-contentful-paint")[0];
    if (!paint) return;
    setTimeout(() => {
      const page = performance.getEntriesByType("navigation")[0];
      const parts = performance.getEntriesByType("resource");
      done({
        paint: paint.startTime, shift,
        bytes: page.transferSize + parts.reduce((sum, one) => sum + one.transferSize, 0),
      });
    }, 300);
  }).observe({ type: "paint", buffered: true });
})"""
FRAMES: Final = """(seconds) => new Promise((done) => {
  let frames = 0; const began = performance.now();
  const count = () => { frames += 1; performance.now() - began < seconds * 1000 ? requestAnimationFrame(count)
    : done(frames / (performance.now() - began) * 1000); };
  requestAnimationFrame(count);
})"""


def context(browser: Any, server: Server) -> Any:
    """A new visitor who is known to the server."""
    made = browser.new_context(viewport={"width": 1440, "height": 900}, service_workers="block")
    name, _, value = server.cookie.partition("=")
    made.add_cookies([{"name": name, "value": value, "url": f"http://127.0.0.1:{server.port}"}])
    return made


def first_visits(browser: Any, server: Server, path: str) -> dict[str, float]:
    """Medians of several first visits."""
    told = []
    for _ in range(LOADS):
        made = context(browser, server)
        page = made.new_page()
        page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="load")
        told.append(page.evaluate(MEASURE))
        made.close()
    return {key: statistics.median(one[key] for one in told) for key in told[0]}


def frames(browser: Any, server: Server, path: str) -> tuple[int, float]:
    """(plates on the page, frames a second while they spin)."""
    made = context(browser, server)
    page = made.new_page()
    page.goto(f"http://127.0.0.1:{server.port}{path}", wait_until="load")
    page.wait_for_timeout(500)
    plates = page.locator(".stage .plate").count()
    rate = float(page.evaluate(FRAMES, FRAME_SECONDS))
    made.close()
    return plates, rate


def main() -> None:
    from playwright.sync_api import sync_playwright
    from tests.web.conftest import chromium

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--events", type=int, default=2_000_000)
    parser.add_argument("--book", type=Path, help="a book that is there already")
    asked = parser.parse_args()
    book = asked.book or made_book(asked.people, asked.events)
    with Book.open(book, now=int(time.time())) as opened:
        opened.make_ready()
        person = next(line.id for line in opened.people(limit=1))
    table = Table("page, first visit", "first paint", "transferred", "layout shift", "bound")
    with served(book) as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        for what, path, bound in (
            ("today", "/", "300 ms, 250 kB, 0"),
            ("people", "/people", ""),
            ("a person", f"/people/{person}", ""),
            ("plates", "/plates", ""),
        ):
            told = first_visits(browser, server, path)
            size = f"{told['bytes'] / 1000:.0f} kB"
            table.add(what, f"{told['paint']:.0f} ms", size, f"{told['shift']:.4f}", bound)
        shown = [(path, *frames(browser, server, path)) for path in ("/", "/plates")]
        browser.close()
    table.show()
    for path, plates, rate in shown:
        print(f"{plates} plates spinning on {path}: {rate:.1f} frames a second (bound 60 with 60 plates, no GPU)")


if __name__ == "__main__":
    main()
