"""Importing: any mix of paths becomes records, interactions, people, ties and a plan, in one job per book."""

import gc
import json
import os
import platform
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, TypeVar

from entregent.app import clarifying, dropping, owning, resolving, settling, views, weighing
from entregent.app.absorbing import Absorber
from entregent.app.clarify_views import UNSAID, FileWords
from entregent.app.gathering import Known
from entregent.app.mentions import known_as
from entregent.app.opening import OpenBook, open_at
from entregent.model.errors import ImportRunningError, MissingPathError, UnreadablePathError
from entregent.model.judgement import Reason
from entregent.model.record import Problem
from entregent.readers import frames
from entregent.readers.base import SIGNALS_VERSION, ReadOptions
from entregent.readers.harness import read_paths
from entregent.store import handles, imports, memos, people, shown
from entregent.store.imports import SourceRow
from entregent.store.mentions import FORGOTTEN

LEASE_SECONDS: Final = 120
"""A job whose heart has not beaten for so long, or whose process is gone, is taken over."""

_Value = TypeVar("_Value")
Progress = Callable[[views.ImportProgress], None]


def import_paths(
    book: OpenBook,
    paths: Sequence[str],
    *,
    me: Sequence[str] = (),
    signals: bool = False,
    words: FileWords = UNSAID,
    progress: Progress | None = None,
) -> views.ImportReport:
    """Read these paths into the book. Raises MissingPathError, UnreadablePathError, ImportRunningError.

    Interrupted (Ctrl-C) it keeps what was read; the same import again completes it.
    """
    to_read = [checked(path) for path in paths]
    words = words._replace(columns=clarifying.check(words.columns))
    job = _begin_job(book)
    try:
        turned = owning.adopt(book, me)
        run = _Run(book, signals=signals, words=words, progress=progress)
        run.absorber.touched |= turned
        report = run.all(to_read, job)
    except BaseException:
        imports.end_job(book.connection, job, "interrupted", int(time.time()))
        raise
    imports.end_job(book.connection, job, "interrupted" if report.interrupted else "done", int(time.time()))
    read = [row[1] for row in imports.list_imports(book.connection) if row[5] == "done"]
    asked = {one.path for one in clarifying.waiting(book)}
    done = {path for path in (read if report.interrupted else (*read, *to_read)) if path not in asked}
    dropping.tidy(book.connection.path, done)
    return report


def rehearse(
    book: OpenBook,
    paths: Sequence[str],
    *,
    me: Sequence[str] = (),
    signals: bool = False,
    words: FileWords = UNSAID,
    progress: Progress | None = None,
) -> views.ImportReport:
    """What an import would do: done for real on a copy of the book, which is then thrown away."""
    with TemporaryDirectory(prefix="entregent-") as folder:
        copy = Path(folder) / "rehearsal.book"
        book.connection.copy_to(copy)
        rehearsal = open_at(copy, now=book.now, as_of="")
        try:
            report = import_paths(rehearsal, paths, me=me, signals=signals, words=words, progress=progress)
        finally:
            rehearsal.close()
    return report._replace(dry_run=True)


def refresh(book: OpenBook, *, progress: Progress | None = None) -> views.ImportReport:
    """Read again what changed in the remembered paths; a path that is gone becomes a problem, unless it was dropped."""
    rows = [row for row in imports.list_imports(book.connection) if row[5] != FORGOTTEN]
    present = [row[1] for row in rows if Path(row[1]).exists()]
    report = import_paths(book, present, progress=progress)
    gone = tuple(
        views.ProblemLine(row[1], "", Reason("missing-path", (("path", row[1]),)), lost=False)
        for row in rows
        if not Path(row[1]).exists() and not dropping.is_dropped(row[1])
    )
    return report._replace(problems=(*gone, *report.problems), problem_count=report.problem_count + len(gone))


def checked(path: str) -> str:
    """The whole path, if there is something to read at it. Raises MissingPathError, UnreadablePathError."""
    full = Path(path).expanduser().absolute()
    if not full.exists():
        raise MissingPathError(path=path)
    if not os.access(full, os.R_OK):
        raise UnreadablePathError(path=path, detail="permission denied")
    return str(full)


def _begin_job(book: OpenBook) -> int:
    now = int(time.time())
    with book.connection.writing():
        running = imports.running_job(book.connection)
        if running and now - running[3] < LEASE_SECONDS and _is_alive(running[1]):
            raise ImportRunningError(job=running[0], since=running[2])
        return imports.begin_job(book.connection, f"{platform.node()}:{os.getpid()}", now)


def refuse_while_running(book: OpenBook) -> None:
    """Raise ImportRunningError while an import, of this process or another, holds the lease."""
    running = imports.running_job(book.connection)
    if running is None or int(time.time()) - running[3] >= LEASE_SECONDS:
        return
    if running[1] == f"{platform.node()}:{os.getpid()}" or _is_alive(running[1]):
        raise ImportRunningError(job=running[0], since=running[2])


def running(book: OpenBook) -> views.RunningImport | None:
    """The import that another process has at work on this book; None where nobody alive holds the lease."""
    row = imports.running_job(book.connection)
    if row is None or time.time() - row[3] >= LEASE_SECONDS or not _is_alive(row[1]):
        return None
    counts = json.loads(row[5])
    path = dropping.shown(row[4].rpartition("@")[0])
    return views.RunningImport(row[0], row[2], path, counts.get("interactions", 0), counts.get("records", 0))


def _is_alive(holder: str) -> bool:
    """Whether the process that holds a lease still runs; unknown (another machine) counts as alive."""
    host, _, pid = holder.rpartition(":")
    if host != platform.node() or not pid.isdigit():
        return True
    if int(pid) == os.getpid():
        return False
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


_TOGETHER: Final = 8_000
"""Interactions written in one transaction: few enough that the owner's own edits go in between (RELIABILITY §6, A6),
many enough that the pages which each touches are worth it."""
_GAP_SECONDS: Final = 0.006
"""Between two transactions: three times as long as others wait before they ask again, so that they get their turn."""


class _Unit:
    """The document that is being read: what was said of it, and what waits to be written."""

    def __init__(self, frame: frames.Began, line: views.SourceLine, before: dict[str, int], bytes_before: int) -> None:
        self.frame = frame
        self.line = line
        self.before = before
        self.bytes_before = bytes_before
        self.source = 0
        self.waiting: list[frames.Batch] = []

    def row(self, *, signals: bool) -> SourceRow:
        """The document as the store keeps it, unread so far."""
        frame = self.frame
        return SourceRow(0, frame.path, frame.reader, frame.version, SIGNALS_VERSION * signals, "", frame.size, 0, 0, 0)


def _warm_up() -> None:
    """While the first file is being read there is time: load what judging will need."""
    from entregent.attention import curve, simulate  # noqa: F401
    from entregent.text.name_tables import family_shares, formal_names, given_shares

    for table in (given_shares, family_shares, formal_names):
        table()


@contextmanager
def _without_collector() -> Iterator[None]:
    """What is read and judged makes no cycles, and looking for them takes an eighth of the time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()


def merged(batches: Sequence[frames.Batch]) -> frames.Batch | None:
    """Several batches of one document as one; None where there is none."""
    if not batches:
        return None
    return frames.Batch(
        batches[0].unit,
        [one for batch in batches for one in batch.participants],
        [one for batch in batches for one in batch.interactions],
        [one for batch in batches for one in batch.records],
        [one for batch in batches for one in batch.hints],
        [one for batch in batches for one in batch.problems],
        batches[-1].position_bytes,
    )


class _Run:
    """One import at work."""

    def __init__(self, book: OpenBook, *, signals: bool, words: FileWords, progress: Progress | None) -> None:
        self.book = book
        self.signals = signals
        self.words = words
        self.progress = progress or (lambda _: None)
        self.absorber = Absorber(book.connection, owning.owner_handles(book), book.salt())
        self.lines: list[views.SourceLine] = []
        self.seen = views.ImportProgress("reading", "", 0, 0, 0, 0)
        self.interrupted = False
        self.unsettled = bool(book.memo("unsettled"))
        memos.put(book.connection, "unsettled", 1)
        self._unit: _Unit | None = None
        self._signals = signals

    def all(self, paths: Sequence[str], job: int) -> views.ImportReport:
        """Read every path, then judge what was read."""
        started = time.perf_counter()
        import_ids: list[int] = []
        with _without_collector():
            try:
                import_ids.extend(self._one(path, job) for path in paths)
            except KeyboardInterrupt:
                self.interrupted = True
            owner = self._judge()
        totals = self.absorber.totals
        joins, assumed = people.join_counts(self.book.connection)
        return views.ImportReport(
            import_ids=tuple(import_ids),
            dry_run=False,
            **totals.shown(),
            people=people.count(self.book.connection),
            automata=people.count(self.book.connection, "automaton"),
            merged=joins,
            assumed=assumed,
            questions=people.question_count(self.book.connection),
            sources=tuple(self.lines),
            problems=tuple(_problem_line(problem) for problem in self.absorber.problem_lines),
            owner=owner,
            perhaps_owner=() if owner else owning.candidates(self.book),
            seconds=time.perf_counter() - started,
            interrupted=self.interrupted,
        )

    def _one(self, path: str, job: int) -> int:
        connection = self.book.connection
        called = known_as(self.book, whole(path))
        dates, tables = clarifying.begin(self.book, called, dates=self.words.dates, columns=self.words.columns)
        import_id = imports.begin_import(connection, called, self.book.now, signals=self.signals)
        imports.clear_problems(connection, import_id)
        # A path that was once read with the second pass keeps it, also at a refresh.
        self._signals = imports.wants_signals(connection, import_id)
        options = ReadOptions(
            now=self.book.now,
            region=self.book.setting("region"),
            zone=self.book.setting("zone"),
            signals=self._signals,
            dates=dates,
            tables=tables,
        )
        known = known_units(imports.finished_sources(connection), signals=self._signals)
        try:
            for frame in read_paths([path], options, known=known):
                self._take(frame, import_id, job)
        except BaseException:
            imports.end_import(connection, import_id, "interrupted")
            raise
        imports.end_import(connection, import_id, "done" if called == whole(path) else FORGOTTEN)
        clarifying.note(self.book, called, import_id)
        if not imports.has_claims(connection, import_id):
            # Nothing in it could be read: there is nothing to come back to.
            imports.release_import(connection, import_id)
        return import_id

    def _take(self, frame: object, import_id: int, job: int) -> None:
        """Act on one frame of the child's."""
        if isinstance(frame, frames.Batch):
            self._take_batch(frame, import_id, job)
        elif isinstance(frame, frames.Began):
            self._begin(frame)
        elif isinstance(frame, frames.Ended):
            self._end(frame, import_id, job)
        elif isinstance(frame, frames.Skipped):
            self._skip(frame, import_id)
        elif isinstance(frame, frames.Problems):
            told = [one._replace(path=known_as(self.book, one.path)) for one in whole(frame.problems)]
            self.absorber.note_problems(told, import_id)
        elif isinstance(frame, frames.Progress):
            self.seen = self.seen._replace(bytes_done=frame.bytes_done, bytes_total=frame.bytes_total)
            self.progress(self.seen)

    def _begin(self, frame: frames.Began) -> None:
        if self._unit is None and not self.lines:
            threading.Thread(target=_warm_up, daemon=True).start()
        frame = frame._replace(path=known_as(self.book, whole(frame.path)))
        if frame.signal == "named-columns":
            clarifying.learn(self.book, frame.facts)
        line = views.SourceLine(
            dropping.shown(frame.path),
            frame.reader,
            frame.confidence,
            Reason(frame.signal, tuple(frame.facts)),
            "read",
            0,
            0,
            0,
        )
        self._unit = _Unit(frame, line, vars(self.absorber.totals).copy(), self.seen.bytes_done)
        self.seen = self.seen._replace(path=line.path, reader=line.reader, reason=line.reason)
        self.progress(self.seen)

    def _take_batch(self, batch: frames.Batch, import_id: int, job: int) -> None:
        unit = self._unit
        assert unit is not None
        unit.waiting.append(batch)
        if sum(len(one.interactions) for one in unit.waiting) >= _TOGETHER:
            self._write(unit, import_id, job, None)
            time.sleep(_GAP_SECONDS)

    def _end(self, frame: frames.Ended, import_id: int, job: int) -> None:
        unit, self._unit = self._unit, None
        assert unit is not None
        self._write(unit, import_id, job, frame)
        counts = self._counts_since(unit)
        self.lines.append(unit.line._replace(interactions=counts[0], records=counts[1], problems=counts[2]))

    def _counts_since(self, unit: "_Unit") -> tuple[int, int, int]:
        totals, before = self.absorber.totals, unit.before
        return (
            totals.interactions - before["interactions"],
            totals.records - before["records"],
            totals.problems - before["problems"],
        )

    def _write(self, unit: "_Unit", import_id: int, job: int, ended: frames.Ended | None) -> None:
        """One transaction: the source's row at its first batch, what waits, the job's cursor, the end."""
        batch = merged(unit.waiting)
        unit.waiting = []
        before = vars(self.absorber.totals).copy()
        try:
            self._write_once(unit, batch, import_id, job, ended)
        except UnicodeEncodeError:
            # Half a character pair, or a file name in no known encoding: SQLite holds only whole characters.
            vars(self.absorber.totals).update(before)
            self._write_once(unit, whole(batch), import_id, job, ended)
        totals = self.absorber.totals
        if batch is not None:
            # The child tells its place rarely inside a large document; each batch knows its own.
            reached = max(self.seen.bytes_done, unit.bytes_before + batch.position_bytes)
            self.seen = self.seen._replace(bytes_done=reached)
        self.seen = self.seen._replace(interactions=totals.interactions, records=totals.records)
        self.progress(self.seen)

    def _write_once(
        self, unit: "_Unit", batch: frames.Batch | None, import_id: int, job: int, ended: frames.Ended | None
    ) -> None:
        connection = self.book.connection
        with connection.writing():
            source = unit.source or imports.begin_source(connection, unit.row(signals=self._signals))
            imports.claim(connection, import_id, source)
            if batch is not None:
                self.absorber.absorb(batch, unit.line.reader, import_id, source)
                cursor = f"{unit.frame.path}@{batch.position_bytes}"
                imports.beat(connection, job, int(time.time()), cursor, self.absorber.totals.as_dict())
            if ended is not None:
                imports.end_source(connection, source, ended.fingerprint.hex(), self._counts_since(unit))
        unit.source = source

    def _skip(self, frame: frames.Skipped, import_id: int) -> None:
        """A document that was read before and has not changed: only the claim is new."""
        source = imports.find_source(self.book.connection, frame.fingerprint.hex(), frame.reader)
        if source is None:
            return
        imports.claim(self.book.connection, import_id, source.id)
        totals = self.absorber.totals
        totals.interactions += source.interactions
        totals.records += source.records
        totals.known += source.interactions + source.records
        self.lines.append(
            views.SourceLine(
                dropping.shown(frame.path),
                frame.reader,
                1.0,
                Reason("known-source"),
                "known",
                source.records,
                source.interactions,
                source.problems,
            )
        )

    def _judge(self) -> tuple[views.OwnerHandle, ...]:
        """People, ties and plan, from all that the book now holds."""
        self._stage("people")
        touched = self.absorber.touched
        self.absorber.flush_counts()
        if self.unsettled:
            # An earlier import was killed: what it had touched and counted is not known, so judge everybody.
            touched |= handles.all_ids(self.book.connection)
            with self.book.connection.writing():
                handles.recount(self.book.connection, touched, shown.tally(self.book.connection))
        if not touched and not self.absorber.hinted and self.book.memo("owner-lines") is not None:
            memos.drop(self.book.connection, "unsettled")
            return owning.kept_lines(self.book)
        known = Known(self.book)
        owner, redirected = owning.settle(self.book, self.absorber.owners, touched, known)
        changed = resolving.resolve_all(self.book, touched, None if redirected else known)
        turned: set[int] = set()
        owner += owning.adopt_joined(self.book, turned)
        changed |= {person for handle in turned if (person := handles.person_of(self.book.connection, handle))}
        self._stage("ties")
        weighing.weigh(self.book, changed)
        self._stage("plan")
        settling.settle_plan(self.book)
        owning.keep_lines(self.book, owner)
        memos.drop(self.book.connection, "unsettled")
        return owner

    def _stage(self, stage: str) -> None:
        self.seen = self.seen._replace(stage=stage)
        self.progress(self.seen)


def whole(value: _Value) -> _Value:
    """The same value with a question mark for every half of a character pair in its texts."""
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()  # type: ignore[return-value]
    if isinstance(value, list):
        return [whole(part) for part in value]  # type: ignore[return-value]
    if isinstance(value, tuple):
        parts = [whole(part) for part in value]
        return value._make(parts) if hasattr(value, "_make") else tuple(parts)  # type: ignore[return-value]
    return value


def known_units(
    sources: Sequence[SourceRow], *, signals: bool
) -> dict[tuple[str, int, bool], dict[int, frozenset[bytes]]]:
    """What the reading child may skip: (reader, version, signals) → size → fingerprints.

    What was read with the second pass counts for a reading without it.
    """
    found: dict[tuple[str, int, bool], dict[int, frozenset[bytes]]] = {}
    for source in sources:
        if source.signals >= SIGNALS_VERSION or not signals:
            sizes = found.setdefault((source.reader, source.reader_version, signals), {})
            sizes[source.size] = sizes.get(source.size, frozenset()) | {bytes.fromhex(source.fingerprint)}
    return found


def _problem_line(problem: Problem) -> views.ProblemLine:
    told = Reason(problem.code, tuple(problem.facts))
    return views.ProblemLine(dropping.shown(problem.path), problem.place, told, problem.lost)


def list_imports(book: OpenBook) -> list[views.ImportLine]:
    """The remembered paths, oldest first."""
    return [
        views.ImportLine(
            id=row[0],
            path=row[1],
            imported_at=row[2],
            checked_at=row[3],
            state=row[5],
            interactions=row[6],
            records=row[7],
            problems=row[8],
            present=Path(row[1]).exists(),
            name=dropping.shown(row[1]),
            dropped=dropping.is_dropped(row[1]),
        )
        for row in imports.list_imports(book.connection)
    ]
