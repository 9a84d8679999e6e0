"""Crashes: a bug's traceback goes to a file that only the user reads, never to a screen or a page."""

import contextlib
import traceback
from pathlib import Path
from typing import Final

KEPT: Final = 20
"""How many of them are kept: a bug that comes back at every request must not fill the disk."""
LONGEST: Final = 200_000


def keep(error: BaseException, now: int) -> Path:
    """Write the traceback to a file of its own, 0600; the oldest ones go. Raises OSError."""
    from platformdirs import user_state_path

    folder = user_state_path("entregent", appauthor=False)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"crash-{now}.log"
    with path.open("w", encoding="utf-8", errors="backslashreplace") as log:
        path.chmod(0o600)
        log.write("".join(traceback.format_exception(error))[-LONGEST:])
    for old in sorted(folder.glob("crash-*.log"))[:-KEPT]:
        with contextlib.suppress(OSError):
            old.unlink()
    return path


def try_to_keep(error: BaseException, now: int) -> str:
    """Where the traceback was written; "" where it could not be."""
    try:
        return str(keep(error, now))
    except OSError:
        return ""
