"""The pages on a large book: 50,000 people and two million exchanges, eight visitors at once.

Run: python -m bench.pages [--people 50000] [--events 2000000] [--seconds 6]. "server" is the time that the server needs
for the answer, as its Server-Timing header tells; "seen" is what a visitor waits for, queue and network included, with
eight who read for a fifth of a second between two pages; "flat out" is the same with eight who never pause. The last
row is the floor: the same server stack answering a constant page of the same size.
"""

import argparse
import json
import random
import re
import signal
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from bench.book_maker import made_book
from bench.measuring import Table, environment, high_water
from entregent.app.book import Book

PAUSE: Final = 0.2
FLOOR: Final = """
import sys
import uvicorn
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
page = "<!doctype html>" + "<p>x</p>" * 4000
async def show(request):
    return HTMLResponse(page)
uvicorn.run(Starlette(routes=[Route("/", show)]), port=int(sys.argv[1]), log_level="warning", access_log=False)
"""


class Server(NamedTuple):
    """A server under load: how to reach it, and how soon its first page came."""

    process: subprocess.Popen[str]
    port: int
    cookie: str
    first_page: float


@contextmanager
def served(book: Path) -> Iterator[Server]:
    """`entregent serve` on this book, and a session with it."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "entregent", "--book", str(book), "serve", "--no-browser"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment(), text=True)
    assert process.stdout is not None
    address = ""
    while not address:
        line = process.stdout.readline()
        if not line:
            raise RuntimeError("the server did not start")
        address = next(iter(re.findall(r"http://\S+/enter\?key=\S+", line)), "")
    cookie, first_page = _entered(address, began)
    port = int(re.findall(r":(\d+)/", address)[0])
    try:
        yield Server(process, port, cookie, first_page)
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(10)


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: Any) -> None:
        return None


def _entered(address: str, began: float) -> tuple[str, float]:
    """A session's cookie; and the seconds from the command to the first page."""
    opener = urllib.request.build_opener(_Stay)
    try:
        opener.open(address)
        raise RuntimeError("the key was not taken")
    except urllib.error.HTTPError as redirect:
        cookie = redirect.headers["set-cookie"].partition(";")[0]
    home = address.partition("/enter")[0]
    with opener.open(urllib.request.Request(f"{home}/", headers={"Cookie": cookie})) as page:
        page.read()
    return cookie, time.perf_counter() - began


def load(server: Server, paths: list[str], *, seconds: float, pause: float, partial: bool = False) -> dict[str, Any]:
    """Milliseconds by quantile, and pages a second, of eight visitors."""
    orders = {
        "port": server.port,
        "cookie": server.cookie,
        "paths": paths,
        "seconds": seconds,
        "pause": pause,
        "connections": 8,
        "seed": 1,
        "partial": partial,
    }
    done = subprocess.run(
        [sys.executable, "-m", "bench.pages_load"], input=json.dumps(orders), capture_output=True, text=True, check=True
    )
    told = json.loads(done.stdout)
    return {
        **{f"seen {q}": quantile(told["seen"], q) for q in (50, 99)},
        **{f"inside {q}": quantile(told["inside"], q) for q in (50, 99)},
        "rate": len(told["seen"]) / seconds,
    }


def quantile(values: list[float], percent: int) -> float:
    """Milliseconds."""
    return statistics.quantiles(values, n=100, method="inclusive")[percent - 1] * 1000


def paths_of(book: Path) -> dict[str, tuple[list[str], str, bool]]:
    """What -> (addresses, bound, as a part)."""
    chance = random.Random(1)
    with Book.open(book, now=int(time.time())) as opened:
        count = len(opened.people(limit=100_000))
        ids = [line.id for line in opened.people(limit=100_000)]
        names = [line.name for line in opened.people(limit=2_000)]
    people = chance.sample(ids, 2_000)
    sorts = ("name", "strength", "silence", "chance", "level", "interactions")
    pages = [f"/people?sort={chance.choice(sorts)}&page={chance.randrange(1, count // 50)}" for _ in range(600)]
    words = [name[: chance.randrange(1, 6)].strip() for name in chance.sample(names, 200)]
    typed = [f"/people?q={quote(word)}" for word in words if word]
    return {
        "today": (["/", "/?minutes=15", "/?minutes=60", "/?minutes=120"], "15 / 60 ms", False),
        "people, any page, any sort": (pages, "15 / 60 ms", False),
        "a person's page": ([f"/people/{number}" for number in people], "15 / 60 ms", False),
        "search as you type": (typed, "– / 30 ms", True),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--events", type=int, default=2_000_000)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--book", type=Path, help="a book that is there already")
    asked = parser.parse_args()
    book = asked.book or made_book(asked.people, asked.events)
    table = Table("page", "server p50", "p99", "seen p50", "p99", "flat out p50", "p99", "pages/s", "bound p50 / p99")
    with Book.open(book, now=int(time.time())) as opened:
        opened.make_ready()
    wanted = paths_of(book)
    with served(book) as server:
        for what, (paths, bound, partial) in wanted.items():
            load(server, paths, seconds=1, pause=0, partial=partial)
            calm = load(server, paths, seconds=asked.seconds, pause=PAUSE, partial=partial)
            busy = load(server, paths, seconds=asked.seconds, pause=0, partial=partial)
            figures = [calm["inside 50"], calm["inside 99"], calm["seen 50"], calm["seen 99"], busy["seen 50"]]
            shown = [f"{one:.1f}" for one in (*figures, busy["seen 99"])]
            table.add(what, *shown, f"{busy['rate']:.0f}", bound)
        memory = high_water(server.process.pid) / 1e6
        first_page = server.first_page
    floor = _floor(asked.seconds)
    table.add(
        "floor: a constant page",
        "",
        "",
        "",
        "",
        f"{floor['seen 50']:.1f}",
        f"{floor['seen 99']:.1f}",
        f"{floor['rate']:.0f}",
        "",
    )
    table.show()
    print(f"memory of the server at its highest: {memory:.0f} MB (bound 200 MB)")
    print(f"first page after the command: {first_page:.2f} s (bound 1 s)")


def _floor(seconds: float) -> dict[str, Any]:
    port = 8391
    process = subprocess.Popen([sys.executable, "-c", FLOOR, str(port)], env=environment(), text=True)
    try:
        time.sleep(1.5)
        return load(Server(process, port, "a=b", 0), ["/"], seconds=seconds, pause=0)
    finally:
        process.terminate()
        process.wait()


if __name__ == "__main__":
    main()
