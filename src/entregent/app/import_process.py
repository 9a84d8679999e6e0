"""The child's side of an import apart: opens the book, imports, and tells its parent by lines of JSON."""

import contextlib
import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import Any, Final

from entregent.app import crashes
from entregent.app.book import Book, Progress
from entregent.app.shapes import import_shape, progress_shape
from entregent.app.views import ImportProgress, ImportReport
from entregent.model.errors import EntregentError

BEAT_SECONDS: Final = 0.25
GENTLE: Final = 5
"""How much the import stands back behind pages that are being looked at."""


def main() -> None:
    """Read the order from stdin, do it, and tell how it ended. Interrupted, what was read is kept and judged."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a parent in the background has it ignored
    with contextlib.suppress(OSError, AttributeError):
        os.nice(GENTLE)
    try:
        _tell(_done(json.loads(sys.stdin.readline())))
    except KeyboardInterrupt:
        _tell({"end": "interrupted"})


def _done(order: dict[str, Any]) -> dict[str, Any]:
    try:
        with Book.open(Path(order["book"]), now=order["now"], as_of=order["as_of"]) as book:
            report = _import(book, order, _beats())
    except EntregentError as error:
        return {"end": "refused", "code": error.code, "facts": error.facts}
    except Exception as error:
        return {"end": "broken", "path": crashes.try_to_keep(error, order["now"])}
    return {"end": "interrupted" if report.interrupted else "done", "report": import_shape(report)}


def _import(book: Book, order: dict[str, Any], progress: Progress) -> ImportReport:
    if order["refresh"]:
        return book.refresh(progress=progress)
    return book.import_paths(
        order["paths"],
        me=order["me"],
        signals=order["signals"],
        dates=order["dates"],
        columns=order["columns"],
        progress=progress,
    )


def _beats() -> Progress:
    """Tells a few beats a second, and each new document and stage at once."""
    last, told = 0.0, ("", "")

    def beat(now: ImportProgress) -> None:
        nonlocal last, told
        if (now.stage, now.path) == told and time.monotonic() - last < BEAT_SECONDS:
            return
        last, told = time.monotonic(), (now.stage, now.path)
        try:
            _tell({"beat": progress_shape(now)})
        except BrokenPipeError:
            # The server is gone: what was read is kept, and can be taken up again.
            if now.stage == "reading":
                raise KeyboardInterrupt from None

    return beat


def _tell(line: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(line, default=str) + "\n")
    sys.stdout.flush()
