"""The parent's side of reading: one child process per import, watched, and started again when it dies.

A hostile file costs an error line: the child is bounded (memory, idle time) and what it sends is checked. The book is
never open in the child.
"""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from entregent.model.record import Problem
from entregent.readers import frames, limits
from entregent.readers.base import ReadOptions
from entregent.readers.frames import Began, Done, Ended, Frame, FrameError, Problems, Progress, Skipped

_BOOT: Final = "import sys; sys.path[:] = sys.argv[1:]; from entregent.readers.child import main; main()"
_PIPE_BYTES: Final = 1 << 20
_RESTARTS_IN_PLACE: Final = 2

Known = Mapping[tuple[str, int, bool], Mapping[int, frozenset[bytes]]]
"""(reader, version, signals) -> size -> fingerprints."""


class Bounds(NamedTuple):
    """What holds a reader. `address_space` and `idle_seconds` are lowered by tests only."""

    idle_seconds: float = limits.IDLE_SECONDS
    address_space: int = limits.ADDRESS_SPACE_BYTES
    readers: tuple[str, ...] | None = None
    """Dotted paths of readers in place of the catalogue's: tests only."""


USUAL: Final = Bounds()


class _Lost(NamedTuple):
    """How a child ended before it was done."""

    code: str
    facts: tuple[tuple[str, str], ...]


def read_paths(
    paths: Sequence[str], options: ReadOptions, *, known: Known | None = None, bounds: Bounds = USUAL
) -> Iterator[Frame]:
    """Read everything that these paths hold, in a process of its own; yield its frames as they come.

    Order: for each unit Progress, then Began, any number of Batch and Progress, Ended; or Skipped; or Problems. Done
    is the last frame. A unit that killed its reader ends with Problems and an Ended without fingerprint. Closing the
    iterator kills the child. Raises nothing on account of what the files hold.
    """
    watch = _Watch()
    while True:
        child = _Child(_order(paths, options, known or {}, watch, bounds), bounds.idle_seconds)
        try:
            for frame in child.frames():
                watch.see(frame)
                yield frame
        finally:
            lost = child.stop()
        if lost is None:
            return
        yield from watch.bury(lost)
        if watch.hopeless:
            yield Done(watch.unit + 1)
            return


class _Watch:
    """What the parent must remember to go on where a child died."""

    def __init__(self) -> None:
        self.unit = -1
        self.start_at = 0
        self.path = ""
        self.avoid: frozenset[str] = frozenset()
        self.hopeless = False
        self._open, self._closed = False, True
        self._place = ""
        self._counts = [0, 0, 0]
        self._still = 0
        self._last = -2

    def see(self, frame: Frame) -> None:
        """Follow the frames."""
        if isinstance(frame, Progress):
            if frame.unit != self.unit:
                self._place, self._closed = "", False
            self.unit, self.path = frame.unit, frame.path
        elif isinstance(frame, Began):
            self._open, self._counts = True, [0, 0, 0]
        elif isinstance(frame, frames.Batch):
            self._counts[0] += len(frame.interactions)
            self._counts[1] += len(frame.records)
            self._counts[2] += len(frame.problems)
            if frame.interactions:
                self._place = frame.interactions[-1][13]
        elif isinstance(frame, Ended | Skipped):
            self._open, self._closed = False, True

    def bury(self, lost: _Lost) -> Iterator[Frame]:
        """Tell that a child died, and close the unit it died of."""
        if self._closed:
            # Nothing was being read: it was lost on the way to what comes after.
            yield Problems([Problem("", "", lost.code, (*lost.facts, ("after", self.path)))])
        else:
            yield Problems([Problem(self.path, self._place, lost.code, lost.facts)])
        if self._open:
            yield Ended(self.unit, b"", *self._counts)
        self._open = False
        self._still = self._still + 1 if self._last == self.unit else 0
        self._last = self.unit
        self.hopeless = self._still >= _RESTARTS_IN_PLACE
        self.start_at = self.unit + 1
        self.avoid |= {self.path}


def _order(
    paths: Sequence[str], options: ReadOptions, known: Known, watch: _Watch, bounds: Bounds
) -> tuple[object, ...]:
    plain = {key: {size: frozenset(prints) for size, prints in sizes.items()} for key, sizes in known.items()}
    return (
        tuple(paths),
        tuple(options),
        plain,
        watch.start_at,
        watch.avoid,
        bounds.address_space,
        bounds.idle_seconds,
        bounds.readers,
    )


class _Child:
    """One reading process."""

    def __init__(self, order: tuple[object, ...], idle_seconds: float) -> None:
        self._idle_seconds = idle_seconds
        self._lost: _Lost | None = None
        self._done = self._ended = False
        # -I and -S: no environment, no current folder, no site; the parent's own search path instead.
        root = str(Path(__file__).resolve().parents[2])
        search = [path for path in dict.fromkeys((*sys.path, root)) if os.path.isabs(path)]  # noqa: PTH117
        self._process = subprocess.Popen(  # noqa: S603
            [sys.executable, "-I", "-S", "-c", _BOOT, *search],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            close_fds=True,
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._pipe = self._process.stdout.fileno()
        _widen(self._pipe)
        self._ready = select.poll()
        self._ready.register(self._pipe, select.POLLIN)
        try:
            with self._process.stdin as way_in:
                content = memoryview(frames.packed(order))
                while content:
                    content = content[way_in.write(content) or 0 :]
        except BrokenPipeError:
            pass

    def frames(self) -> Iterator[Frame]:
        """Its frames, until it is done, dies, or says nothing for too long."""
        while not self._done:
            header = self._receive(frames.HEADER)
            length = int.from_bytes(header, "big")
            if len(header) < frames.HEADER:
                return
            if not 0 < length <= limits.FRAME_BYTES:
                self._lost = _Lost("reader-died", (("how", "frame"),))
                return
            body = self._receive(length)
            if len(body) < length:
                return
            try:
                frame = frames.decoded(body)
            except FrameError:
                self._lost = _Lost("reader-died", (("how", "frame"),))
                return
            self._done = isinstance(frame, Done)
            yield frame

    def _receive(self, size: int) -> bytes:
        """So many bytes; fewer when the child ended or was silent for too long."""
        pieces = []
        while size > 0:
            if not self._ready.poll(self._idle_seconds * 1000):
                self._lost = _Lost("reader-stalled", (("seconds", f"{self._idle_seconds:g}"),))
                break
            piece = os.read(self._pipe, min(size, _PIPE_BYTES))
            if not piece:
                self._ended = True
                break
            pieces.append(piece)
            size -= len(piece)
        return pieces[0] if len(pieces) == 1 else b"".join(pieces)

    def stop(self) -> _Lost | None:
        """End the process, whatever it does, and collect it; say how it was lost, or None when it was done."""
        try:
            # Its pipe is closed: it is ending by itself, and how is worth knowing.
            code = self._process.wait(1.0 if self._ended else 0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            code = self._process.wait()
        assert self._process.stdout is not None
        self._process.stdout.close()
        if self._done:
            return None
        return self._lost or _Lost("reader-died", (("how", _how(code)),))


def _how(code: int) -> str:
    if code >= 0:
        return f"exit {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


def _widen(pipe: int) -> None:
    """A larger pipe saves turns between the two processes (Linux)."""
    if sys.platform == "linux":
        import fcntl

        try:
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)
        except OSError:
            return


def bounds() -> dict[str, bool]:
    """Say which bounds this system really keeps on the reading process, for `doctor`.

    Keys: memory, core, open-files, file-size, idle. Tried in a process of its own.
    """
    root = str(Path(__file__).resolve().parents[2])
    probe = (
        "import sys; sys.path[:] = sys.argv[1:]\n"
        "from entregent.readers.child import bound\n"
        "took = bound(1 << 29)\n"
        "try:\n    bytearray(1 << 30); took['memory'] = False\nexcept MemoryError: pass\n"
        "print(repr(took))"
    )
    search = [path for path in dict.fromkeys((*sys.path, root)) if os.path.isabs(path)]  # noqa: PTH117
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-I", "-S", "-c", probe, *search], capture_output=True, text=True, check=False, timeout=60
    )
    import ast

    took: dict[str, bool] = ast.literal_eval(ran.stdout) if ran.returncode == 0 else {}
    keys = ("memory", "core", "open-files", "file-size")
    return {**{key: took.get(key, False) for key in keys}, "idle": True}
