"""The map page: from the book to a drawn map, cold and warm, and frames a second while it moves; Chromium, no GPU.

Run: python -m bench.map_page [--people 5000] [--ties 100000]. The book holds mails among circles of friends and work:
about so many pairs of people were seen together. Cold is a server that just started; warm, the same page again.
Frames are counted while a hand drags, then zooms, step by step. Peers' figures are from the choice of the renderer.
"""

import argparse
import random
import statistics
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from bench.book_maker import DAY, make_book
from bench.measuring import Table, kept_folder
from bench.page_paint import FLAGS, context
from bench.pages import Server, served
from entregent.app.book import Book
from entregent.model.interaction import DIGEST_BITS, Channel
from entregent.store.events import CC, EventRow

CIRCLE: Final = 60
"""So many people belong together; one event in eight joins two such circles."""
YEARS: Final = 4
LOADS: Final = 5

DRAWN: Final = """() => document.querySelector("[data-map] canvas")?.dataset.still !== undefined"""
SEEN: Final = """() => document.querySelector("[data-map]")?.page?.painter.frames > 0"""
DRAG: Final = """([seconds, zooms]) => new Promise((done) => {
  const canvas = document.querySelector("[data-map] canvas");
  const box = canvas.getBoundingClientRect();
  const x = box.left + box.width / 2, y = box.top + box.height / 2;
  const say = (kind, dx, dy) => canvas.dispatchEvent(
    new PointerEvent(kind, { pointerId: 7, clientX: x + dx, clientY: y + dy, bubbles: true }));
  if (!zooms) say("pointerdown", 0, 0);
  const took = []; let before = performance.now(); const began = before;
  const step = (now) => {
    took.push(now - before); before = now;
    const turn = (now - began) / 500;
    if (zooms) canvas.dispatchEvent(
      new WheelEvent("wheel", { deltaY: Math.sin(turn) > 0 ? -40 : 40, clientX: x, clientY: y, cancelable: true }));
    else say("pointermove", Math.sin(turn) * 300, Math.cos(turn) * 160);
    if (now - began < seconds * 1000) { requestAnimationFrame(step); return; }
    if (!zooms) say("pointercancel", 0, 0);
    took.sort((a, b) => a - b);
    done([took.length / (now - began) * 1000, took[Math.floor(took.length * 0.95)]]);
  };
  requestAnimationFrame(step);
})"""


def gatherings(of_person: list[list[int]], total: int, now: int, seed: int) -> Iterator[dict[int, EventRow]]:
    """So many events of six people each, most of them of one circle; the owner is there too."""
    chance = random.Random(f"{seed} gatherings")
    circles = [of_person[begin : begin + CIRCLE] for begin in range(0, len(of_person), CIRCLE)]
    instants = sorted(chance.randrange(now - YEARS * 365 * DAY, now) for _ in range(total))
    for begin in range(0, total, 20_000):
        rows = {}
        for at in instants[begin : begin + 20_000]:
            pool = chance.choice(circles)
            pool = pool + chance.choice(circles) if chance.random() < 0.125 else pool
            present = [own[0] << 3 for own in chance.sample(pool, min(6, len(pool)))]
            number = at << DIGEST_BITS | chance.getrandbits(DIGEST_BITS)
            parts = (present[0], 1 << 3, *(part | CC for part in present[1:]))
            rows[number] = EventRow(number, int(Channel.MAIL), 0, 12, 6, parts, f"plan {chance.randrange(90)}")
        yield rows


def map_book(people: int, ties: int) -> Path:
    """A book in which about so many pairs of so many people were seen together; made once."""
    path = kept_folder() / f"map-{people}-{ties}-{time.strftime('%Y-%m-%d')}.book"
    if not path.exists():
        for old in kept_folder().glob(f"map-{people}-{ties}-*.book*"):
            old.unlink()
        fresh = path.with_suffix(".part")
        fresh.unlink(missing_ok=True)
        # Fifteen pairs an event, some of them seen before.
        make_book(fresh, people, max(round(ties / 15 * 1.32), 10), draw=gatherings)
        fresh.rename(path)
    return path


def fetched(server: Server, path: str) -> tuple[float, float, int]:
    """(seconds, the server's own milliseconds, bytes) of one answer."""
    asked = urllib.request.Request(f"http://127.0.0.1:{server.port}{path}", headers={"Cookie": server.cookie})
    began = time.perf_counter()
    with urllib.request.urlopen(asked) as answer:
        size = len(answer.read())
        own = float(answer.headers["server-timing"].partition("dur=")[2])
    return time.perf_counter() - began, own, size


def drawn_after(browser: Any, server: Server) -> tuple[float, float]:
    """Seconds from asking for the page to the first people and ties on it, and until every tie is."""
    made = context(browser, server)
    page = made.new_page()
    began = time.perf_counter()
    page.goto(f"http://127.0.0.1:{server.port}/map", wait_until="commit")
    page.wait_for_function(SEEN, polling=10)
    seen = time.perf_counter() - began
    page.wait_for_function(DRAWN, polling=10)
    whole = time.perf_counter() - began
    made.close()
    return seen, whole


def frames(browser: Any, server: Server, *, zooms: bool) -> tuple[float, float]:
    """(frames a second, milliseconds that 95 of 100 frames stay under) while the map is moved."""
    made = context(browser, server)
    page = made.new_page()
    page.goto(f"http://127.0.0.1:{server.port}/map")
    page.wait_for_function(DRAWN)
    rate, slow = page.evaluate(DRAG, [4, zooms])
    made.close()
    return float(rate), float(slow)


def main() -> None:
    from playwright.sync_api import sync_playwright
    from tests.web.conftest import chromium

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--ties", type=int, default=100_000)
    asked = parser.parse_args()
    book = map_book(asked.people, asked.ties)
    with Book.open(book, now=int(time.time())) as opened:
        opened.make_ready()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        with served(book) as server:
            cold, cold_whole = drawn_after(browser, server)
            warm = [drawn_after(browser, server) for _ in range(LOADS)]
            answers = [fetched(server, "/map/data") for _ in range(LOADS)]
            pages = [fetched(server, "/map") for _ in range(LOADS)]
            drag, drag_slow = frames(browser, server, zooms=False)
            zoom, zoom_slow = frames(browser, server, zooms=True)
        browser.close()
    with Book.open(book, now=int(time.time())) as opened:
        shape = opened.map_shape()
    print(f"{shape.people} people, {shape.ties} ties, {len(shape.groups)} groups")
    table = Table("the map page", "measured", "bound")
    table.add("cold: page asked for to people on the screen", f"{cold:.2f} s", "2 s")
    table.add("the same, every tie drawn", f"{cold_whole:.2f} s", "")
    seen = statistics.median(one for one, _ in warm)
    own = statistics.median(one[1] for one in answers)
    whole = statistics.median(one[0] for one in answers)
    page = statistics.median(one[1] for one in pages)
    table.add("warm: page asked for to people on the screen", f"{seen:.2f} s", "")
    table.add("warm: the map's data, the server's time", f"{own:.0f} ms", "150 ms")
    table.add("warm: the map's data, whole answer", f"{whole * 1000:.0f} ms", "150 ms")
    table.add("warm: the page, the server's time", f"{page:.0f} ms", "")
    table.add("the data, packed", f"{answers[0][2] / 1000:.0f} kB", "")
    table.show()
    table = Table("moved by hand, no GPU", "people", "ties", "frames/s", "95 of 100 under", "bound")
    table.add("ours, dragged", str(shape.people), str(shape.ties), f"{drag:.0f}", f"{drag_slow:.0f} ms", "30")
    table.add("ours, wheel turned", str(shape.people), str(shape.ties), f"{zoom:.0f}", f"{zoom_slow:.0f} ms", "")
    table.add("canvas, all drawn each frame", "5000", "15000", "36", "", "")
    table.add("sigma 3 (WebGL by software)", "5000", "15000", "2.4–3.9", "", "")
    table.add("cytoscape 3.34", "5000", "15000", "3.7", "", "")
    table.add("cosmos.gl 3.3 (WebGL by software)", "5000", "15000", "1.1", "", "")
    table.show()


if __name__ == "__main__":
    main()
