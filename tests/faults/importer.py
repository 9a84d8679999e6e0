"""A process that opens a book and imports, for the faults that need one of its own.

`python importer.py BOOK PATH [slow | room=BYTES | edits=N]`: prints "reading" when the first batch is in, then what
became of it, as JSON.
"""

import json
import resource
import signal
import sys
import time
from pathlib import Path

from entregent.app.book import Book
from entregent.model.errors import EntregentError

NOW = 1_772_463_600


def say(text: str) -> None:
    """One line, at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def edits(book: Book, count: int) -> dict[str, object]:
    """So many notes, each with its time; the names of those that were acknowledged."""
    said: list[str] = []
    seconds: list[float] = []
    for number in range(count):
        started = time.perf_counter()
        book.note("marie@tremblay.example", f"note {number}")
        seconds.append(time.perf_counter() - started)
        said.append(f"note {number}")
        time.sleep(0.01)
    return {"said": said, "p99": sorted(seconds)[int(0.99 * (len(seconds) - 1))], "longest": max(seconds)}


def importing(book: Book, path: str, *, slow: bool) -> dict[str, object]:
    """Import; with `slow`, wait after each beat so that somebody can interrupt."""
    told = False

    def beat(progress: object) -> None:
        nonlocal told
        if not told and getattr(progress, "interactions", None):
            told = True
            say("reading")
        if slow:
            time.sleep(0.2)

    report = book.import_paths([path], me=["solene@bouchard.example"], progress=beat)
    return {"interrupted": report.interrupted, "interactions": report.interactions, "new": report.new}


def main() -> None:
    """Do as the arguments say."""
    place, path, *how = sys.argv[1:]
    way, _, value = (how[0] if how else "").partition("=")
    try:
        with Book.open(Path(place), now=NOW) as book:
            if way == "room":
                resource.setrlimit(resource.RLIMIT_FSIZE, (int(value), int(value)))
            said = edits(book, int(value)) if way == "edits" else importing(book, path, slow=way == "slow")
    except EntregentError as error:
        said = {"error": error.code}
    say(json.dumps(said))


if __name__ == "__main__":
    # A test run in the background of a shell inherits that Ctrl-C is ignored; here it must be heard.
    signal.signal(signal.SIGINT, signal.default_int_handler)

    # A write past the limit is to fail as a full disk does, not to kill.
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    main()
