"""Importing in a process of its own: pages stay quick and memory stays apart; orders go in, lines of JSON come out."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

from entregent.app import clarifying, opening, views
from entregent.model.errors import EntregentError
from entregent.model.judgement import Reason

_BOOT: Final = "import sys; sys.path[:] = sys.argv[1:]; from entregent.app.import_process import main; main()"


class Order(NamedTuple):
    """What to import into which book; `refresh` reads again what is remembered."""

    book: str
    now: int
    paths: tuple[str, ...] = ()
    me: tuple[str, ...] = ()
    signals: bool = False
    refresh: bool = False
    as_of: str = ""
    dates: str = ""
    columns: str = ""


class Ended(NamedTuple):
    """How an import apart ended: "done", "interrupted", "refused" (`error` says why) or "broken" (a bug or a kill).

    `crash` is where a bug's traceback was written.
    """

    how: str
    report: views.ImportReport | None = None
    error: EntregentError | None = None
    crash: str = ""


class Apart:
    """One import at work in a process of its own."""

    def __init__(self, order: Order) -> None:
        self._asked = False
        # As for the reading child: no environment, no current folder; and nothing of the owner's in the arguments.
        root = str(Path(__file__).resolve().parents[2])
        search = [path for path in dict.fromkeys((*sys.path, root)) if os.path.isabs(path)]  # noqa: PTH117
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", "-c", _BOOT, *search],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        assert self._process.stdin is not None
        with contextlib.suppress(BrokenPipeError), self._process.stdin as way_in:
            way_in.write(json.dumps(order._asdict()).encode() + b"\n")

    def events(self) -> Iterator[views.ImportProgress | Ended]:
        """Its beats as they come, then how it ended. The process is gone after that."""
        assert self._process.stdout is not None
        ended = Ended("broken")
        with self._process.stdout as way_out:
            for line in way_out:
                told = json.loads(line)
                if "beat" in told:
                    yield progress_from(told["beat"])
                else:
                    ended = _ended(told)
        code = self._process.wait()
        if ended.how == "broken" and not ended.crash and code in (-signal.SIGINT, 1, 130) and self._asked:
            ended = Ended("interrupted")
        yield ended

    def stop(self) -> None:
        """Ask it to end: what was read is kept and judged; the same import again goes on from there."""
        self._asked = True
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)

    def wait(self, seconds: float) -> bool:
        """Whether it ended within so many seconds."""
        try:
            self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return False
        return True


def _ended(told: Mapping[str, Any]) -> Ended:
    how = str(told["end"])
    if how == "refused":
        return Ended(how, error=error_from(told["code"], told["facts"]))
    report = told.get("report")
    return Ended(how, report_from(report) if report else None, crash=told.get("path", ""))


def error_from(code: str, facts: Mapping[str, object]) -> EntregentError:
    """The error that another process met, to be put into words here."""
    kinds: list[type[EntregentError]] = [EntregentError, opening.WritesInThePastError, clarifying.ColumnsUnsaidError]
    for kind in kinds:
        kinds.extend(one for one in kind.__subclasses__() if one not in kinds)
    return next((kind for kind in kinds if kind.code == code), EntregentError)(**facts)


def reason_from(shape: Mapping[str, Any]) -> Reason:
    """A reason from its shape."""
    return Reason(shape["signal"], tuple(shape["facts"].items()))


def progress_from(shape: Mapping[str, Any]) -> views.ImportProgress:
    """A beat from its shape."""
    why = shape["reason"]
    return views.ImportProgress(**{**shape, "reason": reason_from(why) if why else None})


def report_from(shape: Mapping[str, Any]) -> views.ImportReport:
    """A report from its shape."""
    totals = dict(shape["totals"])
    return views.ImportReport(
        import_ids=tuple(shape["imports"]),
        dry_run=shape["dry_run"],
        problem_count=totals.pop("problems"),
        **totals,
        sources=tuple(views.SourceLine(**{**one, "reason": reason_from(one["reason"])}) for one in shape["sources"]),
        problems=tuple(
            views.ProblemLine(one["path"], one["place"], Reason(one["code"], tuple(one["facts"].items())), one["lost"])
            for one in shape["problems"]
        ),
        owner=tuple(
            views.OwnerHandle(one["handle"], one["confidence"], tuple(map(reason_from, one["reasons"])))
            for one in shape["owner"]["evidence"]
        ),
        seconds=shape["seconds"],
        interrupted=shape["interrupted"],
        perhaps_owner=tuple(shape["owner"]["perhaps"]),
    )
