"""A process that opens a book and sends what is due, to be killed in the middle of it."""

import json
from pathlib import Path
from typing import Any

from entregent.app.book import Book

CARELESS = "careless"
"""The control: whoever died with a mail in hand is taken not to have sent it."""


def send(book: str, now: int, said: str, how: str = "") -> None:
    """Send what is due, and write what became of it to the file `said`."""
    if how == CARELESS:
        from entregent.app import outbox

        outbox.UNKNOWN = outbox.WAITING
    with Book.open(Path(book), now=now) as opened:
        told: dict[str, Any] = opened.send_due()._asdict()
    part = Path(f"{said}.part")
    part.write_text(json.dumps(told), encoding="utf-8")
    part.replace(said)
