"""What this program is made of: its version, and the licence of each part that travels with it."""

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from typing import Final

PARTS: Final = (
    ("Fraunces", "SIL Open Font License 1.1", "fonts/fraunces-LICENSE.txt"),
    ("Inter", "SIL Open Font License 1.1", "fonts/inter-LICENSE.txt"),
    ("htmx", "Zero-Clause BSD", "vendor/htmx-LICENSE.txt"),
)
"""(name, licence, the licence's text in `static`) of what the pages are made with."""


@cache
def version() -> str:
    """The version that is installed; "" where it is not installed at all."""
    try:
        return metadata("entregent")["Version"]
    except PackageNotFoundError:
        return ""
