"""The colour of a circle: one class per sphere of life, a few for the owner's own."""

from hashlib import blake2b
from typing import Final

from entregent.model.tie import CIRCLES

OWN_COLOURS: Final = 4


def circle_class(circles: tuple[str, ...] | list[str] | str) -> str:
    """The class that colours somebody by their first circle: "c-family"; "c-none" for nobody's."""
    first = circles if isinstance(circles, str) else (circles[0] if circles else "")
    if not first:
        return "c-none"
    if first in CIRCLES:
        return f"c-{first}"
    return f"c-own{blake2b(first.encode('utf-8', 'replace'), digest_size=1).digest()[0] % OWN_COLOURS}"
