"""What the benches of whole programs share: processes timed side by side, generated mail kept for the next bench."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

MAKER: Final = Path(__file__).resolve().parents[2] / "shared" / "tools" / "make_mailbox.py"
SOURCE: Final = Path(__file__).resolve().parents[1] / "src"
GLANCE_SECONDS: Final = 0.02


class Run(NamedTuple):
    """One whole process: seconds and bytes. `cpu` counts its children too; `parent` and `child` are peaks."""

    wall: float
    cpu: float
    parent: int
    child: int
    output: str

    @property
    def peak(self) -> int:
        """Peak memory of the process plus that of its largest child, as if both came at the same instant."""
        return self.parent + self.child


def entregent(book: Path, *arguments: str) -> list[str]:
    """The command line of a run of ours."""
    return [sys.executable, "-m", "entregent", "--book", str(book), *arguments]


def environment(**more: str) -> dict[str, str]:
    """The environment of a measured process: ours, with compiled modules, plain output and one language."""
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(SOURCE), "NO_COLOR": "1", "LC_ALL": "C.UTF-8", **more}


def run(command: Sequence[str], env: Mapping[str, str] | None = None, *, accept: tuple[int, ...] = (0,)) -> Run:
    """Run a program to its end and measure it. Raises RuntimeError with its last words when it fails."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as out:
        began = time.perf_counter()
        process = subprocess.Popen(
            list(command), stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=env or environment()
        )
        watch = _Watch(process.pid)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        watch.stop()
        code = process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read()
    if code not in accept:
        raise RuntimeError(command, code, said[-2000:])
    # ru_maxrss of a process that waited for children is the largest of all of them, in KiB on Linux.
    parent = watch.parent or usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Run(wall, usage.ru_utime + usage.ru_stime, parent, watch.child, said)


class _Watch:
    """Reads the high-water marks of a process and its children while they live (Linux; elsewhere they stay 0)."""

    def __init__(self, pid: int) -> None:
        self.parent = 0
        self.child = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)
        if sys.platform == "linux":
            self._thread.start()

    def stop(self) -> None:
        self._over.set()
        if self._thread.ident:
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(GLANCE_SECONDS):
            self.parent = max(self.parent, high_water(self._pid))
            for child in _children(self._pid):
                self.child = max(self.child, high_water(child))


def high_water(pid: int) -> int:
    """The most memory (bytes resident) that a living process has held so far; 0 when it is gone."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    told = [line.split()[1] for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(told[0]) * 1024 if told else 0


def _children(pid: int) -> list[int]:
    try:
        return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]
    except OSError:
        return []


def side_by_side(works: Mapping[str, Callable[[], Run]], runs: int) -> dict[str, list[Run]]:
    """Run all of them in turn (A B C A B C …), so that a busy machine is busy for everybody."""
    kept: dict[str, list[Run]] = {name: [] for name in works}
    for _ in range(runs):
        for name, work in works.items():
            kept[name].append(work())
    return kept


def middle(values: Sequence[float]) -> float:
    """The median."""
    return statistics.median(values)


def kept_folder() -> Path:
    """Where generated mail and books wait for the next bench; safe to delete."""
    folder = Path(tempfile.gettempdir()) / "entregent-bench"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def made_mail(messages: int, people: int = 0) -> Path:
    """A folder with `box.mbox` and `maildir/` of so many seeded messages, by 4 people per 100 unless told, 15 years."""
    people = people or max(200, messages // 25)
    folder = kept_folder() / f"mail-{messages}-{people}"
    if not folder.exists():
        fresh = folder.with_suffix(".part")
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        command = [sys.executable, str(MAKER), "--messages", str(messages), "--people", str(people)]
        command += ["--mbox", str(fresh / "box.mbox")]
        if messages <= 50_000:
            command += ["--maildir", str(fresh / "maildir")]
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        fresh.rename(folder)
    return folder


def warm(mail: Path) -> Path:
    """Read everything once, so that whoever comes first does not pay for the disk."""
    for path in mail.rglob("*") if mail.is_dir() else (mail,):
        if path.is_file():
            path.read_bytes()
    return mail


class Table:
    """A table of text: the first column to the left, the rest to the right."""

    def __init__(self, *heads: str) -> None:
        self._rows: list[tuple[str, ...]] = [heads]

    def add(self, *cells: str) -> None:
        """Add a row; missing cells stay empty."""
        self._rows.append(cells)

    def show(self) -> None:
        """Print it."""
        widths = [max(len(row[n]) for row in self._rows if n < len(row)) for n in range(len(self._rows[0]))]
        for row in self._rows:
            cells = [cell.ljust(widths[n]) if n == 0 else cell.rjust(widths[n]) for n, cell in enumerate(row)]
            print("  ".join(cells).rstrip())


def megabytes(count: float) -> str:
    return f"{count / 1e6:.0f} MB"


def milliseconds(seconds: float) -> str:
    return f"{seconds * 1000:.1f} ms" if seconds < 0.01 else f"{seconds * 1000:.0f} ms"
