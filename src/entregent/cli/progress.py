"""Progress of long work, on stderr: a bar on a terminal, else a line every few seconds; nothing with --quiet."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from entregent.app import import_words, wording
from entregent.app.views import ImportProgress
from entregent.cli import paint
from entregent.cli.face import Face

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

Beat = Callable[[ImportProgress], None]

LINE_SECONDS: Final = 5.0


@contextmanager
def progress(face: Face) -> Iterator[Beat | None]:
    """A callback that shows how far an import is; None with --quiet."""
    if face.quiet:
        yield None
    elif sys.stderr.isatty() and not face.json:
        with _bar() as beat:
            yield beat
    else:
        yield _lines()


@contextmanager
def _bar() -> Iterator[Beat]:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn())
    console = Console(stderr=True, highlight=False)
    with Progress(*columns, console=console, transient=True) as drawn:
        task = drawn.add_task("", total=None, told="")
        started = time.monotonic()
        yield lambda now: _move(drawn, task, now, time.monotonic() - started)


def _move(drawn: Progress, task: TaskID, now: ImportProgress, seconds: float) -> None:
    stage = import_words.stage(now.stage)
    total = now.bytes_total if now.stage == "reading" else None
    drawn.update(
        task, description=stage, total=total or None, completed=now.bytes_done, told=import_words.pace(now, seconds)
    )


def _lines() -> Beat:
    started = last = time.monotonic()

    def beat(now: ImportProgress) -> None:
        nonlocal last
        if time.monotonic() - last < LINE_SECONDS:
            return
        last = time.monotonic()
        done = f"{wording.file_size(now.bytes_done)} / {wording.file_size(now.bytes_total)}"
        pace = import_words.pace(now, last - started)
        told = f"{import_words.stage(now.stage)} · {pace} · {done} · {Path(now.path).name}"
        paint.line(told, error=True)

    return beat
