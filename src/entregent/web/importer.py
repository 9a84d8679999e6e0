"""The one import that this server has at work: begun, watched, asked to stop; and what is being dropped meanwhile."""

import contextlib
import threading
import time
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Final, NamedTuple

from entregent.app import dropping
from entregent.app.importing_apart import Apart, Ended, Order
from entregent.app.views import ImportProgress, ImportReport
from entregent.model.errors import ImportRunningError

MOST_SEEN: Final = 300
"""Documents that the page lists while they are being read."""
MOST_DROPS: Final = 8
PATIENCE_SECONDS: Final = 3.0
"""How long a server that stops waits for its import to be settled; it settles by itself otherwise."""


class Work(NamedTuple):
    """What the importer is at. `state` is "idle", "running", "stopping" or "ended"; `seen` are the documents met."""

    state: str
    now: ImportProgress
    seen: tuple[ImportProgress, ...]
    seconds: float
    ended: Ended | None
    refresh: bool

    @property
    def report(self) -> ImportReport | None:
        """What was read, once it ended well or was stopped."""
        return self.ended.report if self.ended else None

    @property
    def milestone(self) -> str:
        """What is worth saying aloud: a new stage, a quarter of the reading."""
        quarter = 4 * self.now.bytes_done // self.now.bytes_total if self.now.bytes_total else 0
        return f"{self.state}-{self.now.stage}-{min(quarter, 4)}"


_BEFORE: Final = ImportProgress("reading", "", 0, 0, 0, 0)


class Importer:
    """Owns at most one import in a process of its own."""

    def __init__(self, book: Path, clock: Callable[[], int], as_of: str = "") -> None:
        self.book = book
        self._clock = clock
        self._as_of = as_of
        self._lock = threading.Lock()
        self._apart: Apart | None = None
        self._order: Order | None = None
        self._stopping = False
        self._now = _BEFORE
        self._seen: list[ImportProgress] = []
        self._ended: Ended | None = None
        self._began = self._last = 0.0
        self._drops: dict[str, dropping.Drop] = {}

    def begin(
        self,
        paths: tuple[str, ...] = (),
        *,
        signals: bool = False,
        refresh: bool = False,
        dates: str = "",
        columns: str = "",
    ) -> None:
        """Begin an import, or a refresh. Raises ImportRunningError while one of ours is at work."""
        order = Order(str(self.book), self._clock(), paths, (), signals, refresh, self._as_of, dates, columns)
        with self._lock:
            if self._apart is not None:
                raise ImportRunningError(job=0, since=order.now)
            self._order, self._ended, self._stopping = order, None, False
            self._now, self._seen = _BEFORE, []
            self._began = self._last = time.monotonic()
            self._apart = Apart(order)
            threading.Thread(target=self._watch, args=(self._apart,), daemon=True).start()

    def resume(self) -> None:
        """The same import again, which goes on where it was stopped."""
        order = self._order
        if order is not None:
            self.begin(
                order.paths, signals=order.signals, refresh=order.refresh, dates=order.dates, columns=order.columns
            )

    def stop(self) -> None:
        """Ask the import to stop: what was read is kept."""
        with self._lock:
            if self._apart is not None:
                self._stopping = True
                self._apart.stop()

    def leave(self, kept: Collection[str] = ()) -> None:
        """The summary was read, or a stopped import will not be taken up again: what was dropped for it goes.

        `kept` are paths that wait for a word of the owner's.
        """
        with self._lock:
            if self._apart is None:
                if self._order is not None:
                    dropping.discard(self.book, [path for path in self._order.paths if path not in kept])
                self._order = self._ended = None

    def work(self) -> Work:
        """What it is at."""
        with self._lock:
            state = "ended" if self._ended else "idle"
            if self._apart is not None:
                state = "stopping" if self._stopping else "running"
            refresh = self._order is not None and self._order.refresh
            return Work(state, self._now, tuple(self._seen), self._last - self._began, self._ended, refresh)

    def is_running(self) -> bool:
        """Whether an import of ours is at work."""
        return self._apart is not None

    def _watch(self, apart: Apart) -> None:
        for event in apart.events():
            with self._lock:
                self._last = time.monotonic()
                if isinstance(event, Ended):
                    self._apart, self._ended = None, event
                else:
                    self._take(event)

    def _take(self, now: ImportProgress) -> None:
        """A beat. The clock of the pace starts with the first document."""
        if not self._now.path and now.path:
            self._began = time.monotonic()
        if now.path and now.path != self._now.path and len(self._seen) < MOST_SEEN:
            self._seen.append(now)
        self._now = now

    # ── drops ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def new_drop(self) -> dropping.Drop:
        """A folder for what is being dropped; the oldest of those that were never begun goes."""
        while len(self._drops) >= MOST_DROPS:
            self._drops.pop(next(iter(self._drops))).forget()
        drop = dropping.Drop(self.book)
        self._drops[drop.id] = drop
        return drop

    def drop(self, name: str) -> dropping.Drop | None:
        """A drop that is coming in."""
        return self._drops.get(name)

    def begin_drop(self, name: str, *, signals: bool) -> bool:
        """Read what was dropped; whether there was anything. Raises ImportRunningError."""
        drop = self._drops[name]
        if self._apart is not None:
            raise ImportRunningError(job=0, since=self._clock())
        del self._drops[name]
        paths = tuple(drop.settle())
        if paths:
            self.begin(paths, signals=signals)
        return bool(paths)

    def forget_drop(self, name: str) -> None:
        """What was being dropped is wanted no more."""
        drop = self._drops.pop(name, None)
        if drop is not None:
            drop.forget()

    def close(self) -> None:
        """The server stops: so does the import, which can be taken up again."""
        self.stop()
        apart = self._apart
        if apart is not None:
            apart.wait(PATIENCE_SECONDS)
        for name in list(self._drops):
            self.forget_drop(name)
        with contextlib.suppress(OSError):
            dropping.folder_of(self.book).rmdir()  # only an empty one goes
