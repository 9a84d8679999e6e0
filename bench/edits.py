"""How long the owner waits while an import is at work: notes written into the same book meanwhile.

Run: python -m bench.edits [--messages 200000]. One note every 50 ms from an open book, beside `entregent import` of an
mbox. Bound: 99 of 100 in 500 ms.
"""

import argparse
import subprocess
import tempfile
import time
from pathlib import Path

from bench.import_mail import imported
from bench.measuring import Table, entregent, environment, made_mail, milliseconds
from entregent.app.book import Book
from entregent.model.errors import LockedBookError

PAUSE_SECONDS = 0.05


def waits_beside(book: Path, box: Path) -> tuple[list[float], int, float]:
    """Seconds of each note while the import ran, how many were refused, and how long the import took."""
    waits: list[float] = []
    refused = 0
    began = time.perf_counter()
    importing = subprocess.Popen(
        entregent(book, "import", "--quiet", str(box)), env=environment(), stdout=subprocess.DEVNULL
    )
    with Book.open(book, now=int(time.time())) as mine:
        who = str(mine.people(limit=1)[0].id)
        while importing.poll() is None:
            since = time.perf_counter()
            try:
                mine.note(who, "met on the stairs")
            except LockedBookError:
                refused += 1
            waits.append(time.perf_counter() - since)
            time.sleep(PAUSE_SECONDS)
    return waits, refused, time.perf_counter() - began


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=200_000)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="entregent-bench-") as folder:
        book = Path(folder) / "edits.book"
        imported(made_mail(max(1_000, asked.messages // 80)) / "box.mbox", book)
        waits, refused, whole = waits_beside(book, made_mail(asked.messages) / "box.mbox")
    waits.sort()
    table = Table(f"{len(waits)} notes in {whole:.0f} s of import", "wait", "bound")
    for name, share, bound in (("half of them", 0.5, ""), ("99 of 100", 0.99, "500 ms"), ("the longest", 1.0, "")):
        table.add(name, milliseconds(waits[min(len(waits) - 1, int(share * len(waits)))]), bound)
    table.add("longer than 500 ms", str(sum(1 for one in waits if one > 0.5)), "")
    table.add("refused after the longest wait", str(refused), "0")
    table.show()


if __name__ == "__main__":
    main()
