"""Scheduling: a timer of the system looks after what is due while no page is open; files in the user's own folders."""

import os
import plistlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from hashlib import blake2b
from pathlib import Path
from typing import Final

from entregent.app.follow_up_views import Scheduled
from entregent.app.opening import OpenBook
from entregent.model.errors import ReadOnlyBookError, RequestError
from entregent.store import memos

MINUTES: Final = 5
PATIENCE_SECONDS: Final = 20
_MEMO: Final = "schedule"


class NoTimerError(RequestError):
    """This system has no timer that is known here; `command` is what another one would run."""

    code = "no-timer"


def turn_on(book: OpenBook) -> Scheduled:
    """Install the timer for this book. Raises NoTimerError, ReadOnlyBookError."""
    book.write_check()
    means = means_here()
    path = book.connection.path.absolute()
    if not means:
        raise NoTimerError(command=" ".join(_quoted(part) for part in command(path)))
    files = _systemd_files(path) if means == "systemd" else _launchd_files(path)
    for file, text in files.items():
        _write(file, text)
    left = _run(_starting(means, path))
    memos.put(book.connection, _MEMO, {"means": means, "at": book.now})
    return Scheduled(means, tuple(str(file) for file in files), left)


def turn_off(book: OpenBook) -> Scheduled:
    """Take the timer of this book away; without one nothing is done."""
    book.write_check()
    means = memos.find(book.connection, _MEMO, {}).get("means", "") or means_here()
    path = book.connection.path.absolute()
    files = [file for file in _files(means, path) if file.exists()]
    left = _run(_stopping(means, path)) if files else ""
    for file in files:
        file.unlink(missing_ok=True)
    memos.drop(book.connection, _MEMO)
    return Scheduled("", tuple(str(file) for file in files), left)


def means_here() -> str:
    """ "systemd" or "launchd", by what this machine has; "" for neither."""
    if sys.platform == "darwin":
        return "launchd"
    is_there = shutil.which("systemctl") is not None or Path("/run/systemd/system").is_dir()
    return "systemd" if sys.platform == "linux" and is_there else ""


def command(book: Path) -> list[str]:
    """What the timer runs: this very interpreter, by its whole path."""
    return [sys.executable, "-m", "entregent", "--book", str(book), "--quiet", "due"]


def label(book: Path) -> str:
    """The name of a book's timer: each book has one of its own."""
    return f"entregent-due-{blake2b(str(book).encode('utf-8', 'surrogateescape'), digest_size=4).hexdigest()}"


# ── systemd ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _systemd_folder() -> Path:
    chosen = os.environ.get("XDG_CONFIG_HOME", "")
    base = Path(chosen) if chosen.startswith("/") else Path.home() / ".config"
    return base / "systemd" / "user"


def _systemd_files(book: Path) -> dict[Path, str]:
    service, timer = _files("systemd", book)
    order = " ".join(_quoted(part) for part in command(book))
    return {
        service: f"[Unit]\nDescription=Entregent\n\n[Service]\nType=oneshot\nExecStart={order}\nUMask=0077\n",
        timer: (
            f"[Unit]\nDescription=Entregent\n\n[Timer]\nOnCalendar=*:0/{MINUTES}\nPersistent=true\n"
            "AccuracySec=30s\n\n[Install]\nWantedBy=timers.target\n"
        ),
    }


def _quoted(part: str) -> str:
    """An argument as systemd reads it: quotes, percent signs and dollars stand for themselves."""
    text = part.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", "$$")
    return f'"{text}"'.replace("\n", "\\n")


# ── launchd ───────────────────────────────────────────────────────────────────────────────────────────────────────


def _launchd_files(book: Path) -> dict[Path, str]:
    told = {
        "Label": label(book),
        "ProgramArguments": command(book),
        "StartInterval": MINUTES * 60,
        "RunAtLoad": True,
        "ProcessType": "Background",
    }
    return {_files("launchd", book)[0]: plistlib.dumps(told).decode()}


# ── both ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _files(means: str, book: Path) -> list[Path]:
    name = label(book)
    if means == "launchd":
        return [Path.home() / "Library" / "LaunchAgents" / f"{name}.plist"]
    return [_systemd_folder() / f"{name}.service", _systemd_folder() / f"{name}.timer"]


def _starting(means: str, book: Path) -> list[list[str]]:
    if means == "launchd":
        return [["launchctl", "bootstrap", f"gui/{os.getuid()}", str(_files(means, book)[0])]]
    return [
        ["systemctl", "--user", "daemon-reload"],
        ["systemctl", "--user", "enable", "--now", f"{label(book)}.timer"],
    ]


def _stopping(means: str, book: Path) -> list[list[str]]:
    if means == "launchd":
        return [["launchctl", "bootout", f"gui/{os.getuid()}/{label(book)}"]]
    return [["systemctl", "--user", "disable", "--now", f"{label(book)}.timer"]]


def _write(file: Path, text: str) -> None:
    """Write a file that the user alone reads; whole, or not at all."""
    near = file.with_name(f".{file.name}.part")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(near, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as made:
            made.write(text)
        near.replace(file)
    except OSError as error:
        raise ReadOnlyBookError(path=str(file), detail=error.strerror or "") from error


def _run(orders: Sequence[Sequence[str]]) -> str:
    """Tell the system; give back what is left to do by hand where it does not take it."""
    for order in orders:
        program = shutil.which(order[0])
        try:
            done = (
                program
                and subprocess.run(  # noqa: S603
                    [program, *order[1:]], check=False, capture_output=True, timeout=PATIENCE_SECONDS
                )
            )
        except (OSError, subprocess.TimeoutExpired):
            done = None
        if not done or done.returncode:
            return " && ".join(" ".join(one) for one in orders)
    return ""
