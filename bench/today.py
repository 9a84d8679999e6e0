"""`today` on a large book: 50,000 people, half a million and then five million interactions.

Run: python -m bench.today [--people 50000] [--events 5000000]. Whole processes in turn, median of `--runs`; a run in
process opens the book first. "first of the day" works everybody's standing out anew, "again" only reads it.
"""

import argparse
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from bench.book_maker import made_book
from bench.measuring import Run, Table, entregent, middle, milliseconds, run
from entregent.app.book import Book
from entregent.store import memos, people
from entregent.store.connection import open_book

Row = tuple[str, str, Callable[[Path], float]]
LOOKS: Final = 15


def forget_standing(book: Path) -> None:
    """Let the next use be the first of its day."""
    connection = open_book(book)
    memos.drop(connection, "standing-day")
    connection.close()


def first_of_day(book: Path) -> Run:
    forget_standing(book)
    return run(entregent(book, "today"))


def whole(*arguments: str) -> Callable[[Path], Run]:
    return lambda book: run(entregent(book, *arguments))


def bare(code: str) -> Callable[[Path], Run]:
    return lambda _: run([sys.executable, "-c", code])


def least(figure: Callable[[Run], float], *arguments: str) -> Callable[[Path], float]:
    """The least of three runs: what the work itself takes on a machine that others use."""
    return lambda book: min(figure(run(entregent(book, *arguments))) for _ in range(3))


def in_process(look: Callable[[Book], object]) -> Callable[[Path], float]:
    """Seconds of one look at an open book: median of many, after one that warms the cache."""

    def measured(path: Path) -> float:
        spent = []
        with Book.open(path, now=int(time.time())) as book:
            look(book)
            for _ in range(LOOKS):
                began = time.perf_counter()
                look(book)
                spent.append(time.perf_counter() - began)
        return middle(spent)

    return measured


def query_alone(path: Path) -> float:
    """The index walk that today's plan stands on."""
    spent = []
    connection = open_book(path)
    for _ in range(LOOKS):
        began = time.perf_counter()
        people.worthiest(connection, 200)
        spent.append(time.perf_counter() - began)
    connection.close()
    return middle(spent)


def rows(runs: int) -> list[Row]:
    """(what, bound, seconds of it on a book)."""
    earlier = (date.today() - timedelta(days=400)).isoformat()  # noqa: DTZ011 - any earlier day will do

    def walls(work: Callable[[Path], Run], times: int = runs) -> Callable[[Path], float]:
        return lambda book: middle([work(book).wall for _ in range(times)])

    return [
        ("python -c pass", "", walls(bare("pass"))),
        ("python -c 'import sqlite3'", "", walls(bare("import sqlite3"))),
        ("today, again: whole process", "150 ms", walls(whole("today"))),
        ("  the same, cpu", "", lambda book: middle([run(entregent(book, "today")).cpu for _ in range(runs)])),
        ("today, first of the day", "2000 ms", walls(first_of_day, min(runs, 3))),
        ("today, in an open book", "", in_process(lambda book: book.today())),
        ("its query: 200 worthiest plates", "5 ms", query_alone),
        ("people, 50 by strength", "", in_process(lambda book: book.people(limit=50))),
        ("people --query, two letters", "", in_process(lambda book: book.people("br", limit=50))),
        ("people --query, whole word", "", in_process(lambda book: book.people("brai", limit=50))),
        ("people: whole process", "", walls(whole("people", "--limit", "50"))),
        (f"today --as-of {earlier}", "3000 ms", least(lambda one: one.wall, "--as-of", earlier, "today")),
        ("  the same, cpu", "", least(lambda one: one.cpu, "--as-of", earlier, "today")),
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--events", type=int, default=5_000_000)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    small = made_book(asked.people, asked.events // 10)
    large = made_book(asked.people, asked.events)
    table = Table(
        f"{asked.people:,} people", f"{asked.events // 10:,}", f"{asked.events:,} interactions", "growth", "bound"
    )
    for what, bound, seconds in rows(asked.runs):
        before, after = seconds(small), seconds(large)
        table.add(what, milliseconds(before), milliseconds(after), f"{after / before:.2f}x", bound)
    table.show()


if __name__ == "__main__":
    main()
