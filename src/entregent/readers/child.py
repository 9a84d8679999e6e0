"""The reading process: walks, recognises, reads, and tells its parent; it never sees the book.

It bounds itself before it opens anything: memory, core files, open files. It writes frames to a pipe of its own, with
its standard output turned away, so that nothing a library prints can be taken for one.
"""

import gc
import os
import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from typing import Final, NamedTuple

from entregent.model.record import Problem
from entregent.readers import catalogue, frames, limits
from entregent.readers.base import Document, Reader, ReadOptions, Recognition
from entregent.readers.batching import Batcher
from entregent.readers.completeness import Completeness
from entregent.readers.fingerprint import Fingerprinted
from entregent.readers.packed import Entering, Found, Rules
from entregent.readers.walk import walk

Known = dict[tuple[str, int, bool], dict[int, frozenset[bytes]]]
"""(reader, version, signals) -> size -> fingerprints of what was read so before."""


TOLD_OF_A_KIND: Final = 3
"""Files that nobody reads are named up to so many of a kind; the rest are counted."""
TABLES_OFFERED: Final = 20
"""Tables whose columns nobody knows are offered to the owner, up to so many."""


class Order(NamedTuple):
    """What the parent asks for, once, on standard input."""

    paths: tuple[str, ...]
    options: tuple[object, ...]
    known: Known
    start_at: int
    """Units before this one are walked past: an earlier process read them, or died of the last of them."""
    avoid: frozenset[str]
    """Archives to leave closed."""
    address_space: int
    idle_seconds: float
    readers: tuple[str, ...] | None
    """Dotted paths in place of the catalogue's."""


class Pipe:
    """The way to the parent. After each frame the kernel's alarm is set anew: an orphan ends by itself."""

    def __init__(self, descriptor: int, patience: float) -> None:
        self._descriptor, self._patience = descriptor, patience
        self.told_at = time.monotonic()

    def send(self, frame: frames.Frame) -> None:
        """Send one frame, waiting for the parent where it is behind."""
        self.send_bytes(frames.encoded(frame))

    def send_bytes(self, content: bytes) -> None:
        """Send an encoded frame."""
        signal.setitimer(signal.ITIMER_REAL, 0)
        left = memoryview(content)
        while left:
            left = left[os.write(self._descriptor, left) :]
        self.told_at = time.monotonic()
        signal.setitimer(signal.ITIMER_REAL, self._patience)


class Run:
    """One pass over the paths of an order."""

    def __init__(self, order: Order, pipe: Pipe) -> None:
        self.order, self.pipe = order, pipe
        self.options = ReadOptions(*order.options)  # type: ignore[arg-type]
        self.batcher = Batcher(pipe.send_bytes)
        self.unit = 0
        self.left_out: Counter[str] = Counter()
        self.completeness = Completeness()
        self.told = order.start_at - 1
        """The last unit that the parent has heard of."""
        self.path = ""
        self.columns_said = any(not mark for mark, _ in self.options.tables)
        """Whether columns were named that no table has shown yet."""
        self.done_bytes = 0
        self.total_bytes = _total(order.paths)

    def go(self) -> None:
        """Walk everything, then say so."""
        for step in walk(self.order.paths, Rules(self.order.avoid, self.beat)):
            wanted = self.unit >= self.order.start_at
            if isinstance(step, Problem):
                if wanted:
                    self.pipe.send(frames.Problems([step]))
                continue
            if wanted:
                self.path = step.path if isinstance(step, Entering) else step.document.path
                if isinstance(step, Found):
                    self.total_bytes = max(self.total_bytes, self.done_bytes + step.document.size)
                self.told = self.unit
                self.tell(0)
                if isinstance(step, Found):
                    self.read(step)
            self.unit += 1
        self.tell_left_out()
        missing = self.completeness.told(self.order.paths[0] if self.order.paths else "")
        if missing and self.order.start_at == 0:
            self.pipe.send(frames.Problems(missing))
        if self.columns_said and self.order.start_at == 0:
            self.pipe.send(frames.Problems([Problem(self.order.paths[0], "", "columns-unused")]))
        self.pipe.send(frames.Done(self.unit))

    def tell(self, position: int) -> None:
        """Say how far we are."""
        done = self.done_bytes + position
        self.pipe.send(frames.Progress(self.told, self.path, done, max(self.total_bytes, done)))

    def beat(self) -> None:
        """Called as the walk moves on, through long folders and past large members of archives."""
        if time.monotonic() - self.pipe.told_at > limits.BATCH_SECONDS:
            self.tell(0)

    def alive(self, position: int) -> None:
        """Called as a stream moves on: no item for a while is no hang when bytes are being read."""
        if time.monotonic() - self.pipe.told_at > limits.BATCH_SECONDS:
            self.batcher.flush()
            self.tell(position)

    def read(self, found: Found) -> None:
        """Recognise one document and read it, or say why not."""
        found = found._replace(document=found.document._replace(tables=self.options.tables))
        document = found.document
        size = max(document.size, 0)
        recognised, problems = self.recognised(document)
        if problems:
            self.pipe.send(frames.Problems(problems))
        misfit = self.misfit(found, recognised)
        if misfit is not None:
            self.pipe.send(frames.Problems([misfit]))
        elif recognised is None:
            self.leave_out(found)
        else:
            if not found.named:
                self.completeness.see(recognised[0].name, document.name)
            self.read_as(*recognised, found, Fingerprinted(document, found.stamp, self.alive))
        self.done_bytes += size
        self.total_bytes = max(self.total_bytes, self.done_bytes)

    def misfit(self, found: Found, recognised: tuple[Reader, Recognition] | None) -> Problem | None:
        """Why the columns that were said are not those of the table that the owner named; None where they are."""
        if not self.columns_said or (recognised is not None and recognised[1].signal == "named-columns"):
            self.columns_said = False
            return None
        from entregent.readers.table_offer import misfit

        is_table = recognised is None or recognised[0].name.endswith("_csv")
        told = misfit(found.document) if found.named and is_table else None
        self.columns_said = told is None
        return told

    def leave_out(self, found: Found) -> None:
        """Say that nobody reads a document; of an export's thousand photos, the first few and how many more."""
        from entregent.readers.table_offer import offer
        from entregent.readers.unreadable import unreadable

        offered = unreadable(found.document) or offer(found.document, named=found.named)
        if offered is not None and self.left_out["table"] < TABLES_OFFERED:
            self.left_out["table"] += 1
            self.pipe.send(frames.Problems([offered]))
            return
        kind = _looks_like(found.document)
        self.left_out[kind] += 1
        if found.named or self.left_out[kind] <= TOLD_OF_A_KIND:
            facts = (("looks_like", kind), ("named", "yes" if found.named else "no"))
            self.pipe.send(
                frames.Problems([Problem(found.document.path, "", "unknown-format", facts, lost=found.named)])
            )

    def tell_left_out(self) -> None:
        """How many more of each kind were left out."""
        del self.left_out["table"]
        more = {kind: count - TOLD_OF_A_KIND for kind, count in self.left_out.items() if count > TOLD_OF_A_KIND}
        where = self.order.paths[0] if self.order.paths else ""
        problems = [
            Problem(where, "", "more-left-out", (("count", str(count)), ("looks_like", kind)), lost=False)
            for kind, count in sorted(more.items())
        ]
        if problems:
            self.pipe.send(frames.Problems(problems))

    def recognised(self, document: Document) -> tuple[tuple[Reader, Recognition] | None, list[Problem]]:
        """The surest reader; and what went wrong while asking."""
        problems = []
        best: tuple[Reader, Recognition] | None = None
        for path in self.order.readers or [path for _, path in catalogue.READERS]:
            try:
                found = catalogue.recognise(document, (path,))
            except Exception as error:  # (a reader may fail in any way; the others are still asked)
                problems.append(_failure(document.path, "", path, error))
                continue
            if found and (best is None or found[0][1].confidence > best[1].confidence):
                best = found[0]
        return best, problems

    def read_as(self, reader: Reader, recognition: Recognition, found: Found, print_: Fingerprinted) -> None:
        """Read one unit from Began to Ended, or skip it when it is known."""
        document = found.document
        sizes = self.order.known.get((reader.name, reader.version, self.options.signals), {})
        prints = sizes.get(document.size)
        if prints and print_.whole() in prints:
            self.pipe.send(frames.Skipped(self.unit, document.path, reader.name, print_.whole(), document.size))
            return
        self.pipe.send(
            frames.Began(
                self.unit,
                document.path,
                reader.name,
                reader.version,
                float(recognition.confidence),
                recognition.signal,
                recognition.facts,
                document.size,
            )
        )
        self.batcher.begin(self.unit, document.path, lambda: print_.position)
        whole = self.items(reader, print_.document())
        counts = self.batcher.end()
        self.pipe.send(frames.Ended(self.unit, print_.whole() if whole else b"", *counts))

    def items(self, reader: Reader, document: Document) -> bool:
        """Read a document's items into batches; False when the reader failed before the end."""
        place = ""
        add = self.batcher.add
        try:
            for item in reader.read(document, self.options):
                try:
                    place = add(item) or place
                except (TypeError, ValueError, AttributeError) as error:
                    # Not an item, or one with a field of another type: the reader's fault, and its next may be good.
                    self.batcher.problem(_failure(document.path, place, reader.name, error))
        except OSError as error:
            detail = (("detail", error.strerror or type(error).__name__),)
            self.batcher.problem(Problem(document.path, place, "unreadable", detail))
        except Exception as error:  # (whatever a reader does, the next file is read)
            self.batcher.problem(_failure(document.path, place, reader.name, error))
        else:
            return True
        return False


def _failure(path: str, place: str, reader: str, error: BaseException) -> Problem:
    code = "out-of-memory" if isinstance(error, MemoryError) else "reader-failed"
    return Problem(
        path, place, code, (("reader", reader), ("exception", type(error).__name__), ("where", _line(error)))
    )


def _line(error: BaseException) -> str:
    """The innermost line of ours or of a library, for a report of the fault; never any content."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else ""  # noqa: PTH119


def _looks_like(document: Document) -> str:
    from entregent.formats.magic import looks_like

    return "a folder" if document.is_folder else looks_like(document.head)


def _total(paths: tuple[str, ...]) -> int:
    total = 0
    for path in paths:
        with suppress(OSError):
            if not os.path.isdir(path):  # noqa: PTH112
                total += os.stat(path).st_size  # noqa: PTH116
    return total


def bound(address_space: int) -> dict[str, bool]:
    """Bound this process; say which bounds took."""
    import resource

    took = {}
    for name, kind, value in (
        ("memory", resource.RLIMIT_AS, address_space),
        ("core", resource.RLIMIT_CORE, 0),
        ("open-files", resource.RLIMIT_NOFILE, limits.OPEN_FILES),
        ("file-size", resource.RLIMIT_FSIZE, limits.SPOOL_BYTES + limits.WINDOW_BYTES),
    ):
        try:
            _, hard = resource.getrlimit(kind)
            wanted = value if hard == resource.RLIM_INFINITY else min(value, hard)
            resource.setrlimit(kind, (wanted, hard))
            took[name] = resource.getrlimit(kind)[0] == wanted
        except (OSError, ValueError):
            took[name] = False
    return took


def _receiver(descriptor: int) -> Callable[[int], bytes]:
    def read(size: int) -> bytes:
        pieces = []
        while size > 0 and (piece := os.read(descriptor, min(size, 1 << 20))):
            pieces.append(piece)
            size -= len(piece)
        return b"".join(pieces)

    return read


def main() -> None:
    """Take the order from standard input, carry it out, and end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.dup(1)
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 1)
    os.dup2(null, 2)
    order = Order(*frames.read_order(_receiver(0)))
    os.dup2(null, 0)
    bound(order.address_space)
    gc.freeze()
    # Items hold no cycles: the collector would only walk the participants again and again.
    gc.set_threshold(200_000, 20, 100)
    pipe = Pipe(out, max(2.0, 3 * order.idle_seconds))
    try:
        Run(order, pipe).go()
    except BrokenPipeError:
        os._exit(0)
    except (Exception, MemoryError) as error:  # (the parent must learn of our own fault too)
        with suppress(OSError):
            pipe.send(frames.Problems([_failure("", "", "walk", error)]))
        os._exit(3)
    sys.stdout.flush()
