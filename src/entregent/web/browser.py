"""Opening the owner's browser: the key goes through a file that only the owner reads, never through a command line."""

import os
import sys
import tempfile
import threading
from html import escape
from pathlib import Path
from typing import Final

READ_SECONDS: Final = 60
PAGE: Final = """<!doctype html><meta charset="utf-8"><meta name="referrer" content="no-referrer">
<meta http-equiv="refresh" content="0; url={address}"><title>Entregent</title><a href="{address}">Entregent</a>
"""


def has_screen() -> bool:
    """Whether a browser with windows can be shown here."""
    if sys.platform in {"win32", "darwin"}:
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))


def show(address: str) -> None:
    """Open the browser at an address that holds a key. Where none opens, nothing happens: the address is shown too.

    Every user of a machine can read the arguments of every program: so the browser gets the name of a file.
    """
    import webbrowser

    page = _write(address)
    threading.Thread(target=webbrowser.open, args=(page.as_uri(),), daemon=True).start()
    forgetting = threading.Timer(READ_SECONDS, page.unlink, kwargs={"missing_ok": True})
    forgetting.daemon = True
    forgetting.start()


def _write(address: str) -> Path:
    # A browser in a box of its own (Ubuntu's) sees the home folder but neither its hidden folders nor /tmp.
    is_boxed = any(Path(f"/snap/bin/{name}").exists() for name in ("firefox", "chromium"))
    handle, name = tempfile.mkstemp(".html", "entregent-", Path.home() if is_boxed else None)  # 0600
    with open(handle, "w", encoding="utf-8") as page:  # noqa: PTH123 - a handle, not a path
        page.write(PAGE.format(address=escape(address)))
    return Path(name)
