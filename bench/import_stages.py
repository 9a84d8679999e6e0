"""Where an import's work goes: the reading process, taking its batches in, then people, ties and plan.

Run: python -m bench.import_stages [--messages 20000]. Seconds of CPU; the reading process works beside the rest. The
last rows are the same reading with nobody taking it in, and a bound: the mailbox's bytes looked through for beginnings
of messages.
"""

import argparse
import re
import resource
import tempfile
import time
from pathlib import Path

from bench.measuring import Table, made_mail, warm
from entregent.app.book import Book
from entregent.app.views import ImportProgress
from entregent.readers.base import ReadOptions
from entregent.readers.harness import read_paths


def children_seconds() -> float:
    """CPU of all processes that were waited for."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


class Stages:
    """CPU of this process by the stage that progress names."""

    def __init__(self) -> None:
        self.spent: dict[str, float] = {}
        self._stage, self._since = "reading", time.process_time()

    def see(self, seen: ImportProgress) -> None:
        """Called as the import moves on."""
        if seen.stage != self._stage:
            self.end(seen.stage)

    def end(self, following: str = "") -> None:
        """Close the stage at work."""
        now = time.process_time()
        self.spent[self._stage] = self.spent.get(self._stage, 0.0) + now - self._since
        self._stage, self._since = following, now


def staged(mail: Path, folder: Path) -> dict[str, float]:
    """Import into a new book, in this process."""
    before = children_seconds()
    with Book.create(folder / "stages.book", now=int(time.time())) as book:
        stages = Stages()
        book.import_paths([str(mail)], progress=stages.see)
        stages.end()
    return {"reading process": children_seconds() - before, **stages.spent}


def reading_alone(mail: Path) -> float:
    """CPU of the reading process when its frames are thrown away."""
    before = children_seconds()
    for _ in read_paths([str(mail)], ReadOptions(now=int(time.time()))):
        pass
    return children_seconds() - before


def looked_through(mail: Path) -> float:
    """CPU of finding where messages begin, by the standard library's regular expressions."""
    content = mail.read_bytes()
    began = time.process_time()
    assert sum(1 for _ in re.finditer(rb"\nFrom ", content))
    return time.process_time() - began


NAMES = {
    "reading process": "reading process (beside the rest)",
    "reading": "taking batches in, search index",
    "people": "people: whose book, who is who",
    "ties": "ties",
    "plan": "plan: levels, standing, price, curves",
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=20_000)
    parser.add_argument("--maildir", action="store_true", help="read the Maildir (at most 50,000 messages)")
    asked = parser.parse_args()
    box = warm(made_mail(asked.messages) / ("maildir" if asked.maildir else "box.mbox"))
    with tempfile.TemporaryDirectory(prefix="entregent-bench-") as folder:
        spent = staged(box, Path(folder))
    table = Table(
        f"{'Maildir' if asked.maildir else 'mbox'}, {asked.messages:,} messages", "cpu s", "µs a message", "share"
    )
    whole = sum(spent.values())

    def line(what: str, seconds: float, share: str = "") -> None:
        table.add(what, f"{seconds:.2f}", f"{seconds / asked.messages * 1e6:.0f}", share)

    for stage, seconds in spent.items():
        line(NAMES.get(stage, stage), seconds, f"{seconds / whole:.0%}")
    line("everything", whole)
    line("reading process, nobody taking in", reading_alone(box))
    if not asked.maildir:
        line("finding beginnings of messages only", looked_through(box))
    table.show()


if __name__ == "__main__":
    main()
