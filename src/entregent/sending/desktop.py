"""A notification on this machine's desktop, where it has a way to show one."""

import shutil
import subprocess
from html import escape
from typing import Final

PATIENCE_SECONDS: Final = 10

_SCRIPT: Final = (
    "on run argv",
    "display notification (item 2 of argv) with title (item 1 of argv)",
    "end run",
)


def order(title: str, body: str) -> list[str]:
    """The command that shows a notification here; [] where there is none. Texts are arguments, never a script."""
    if sender := shutil.which("notify-send"):
        # Some desktops read the body as markup.
        return [sender, "--app-name=Entregent", "--category=presence", "--", title, escape(body, quote=False)]
    if script := shutil.which("osascript"):
        lines = [part for line in _SCRIPT for part in ("-e", line)]
        return [script, *lines, title, body]
    return []


def show(title: str, body: str) -> bool:
    """Show it; False where this machine could not."""
    command = order(title, body)
    if not command:
        return False
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE_SECONDS)  # noqa: S603
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0
