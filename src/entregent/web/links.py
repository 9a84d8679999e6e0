"""Handles as links: only addresses that can do no harm when they are tapped."""

import re
from typing import Final

from entregent.app import wording

_MAIL: Final = re.compile(r"[A-Za-z0-9._%+'\-]{1,64}@[A-Za-z0-9.\-]{1,255}")
_PHONE: Final = re.compile(r"\+?[0-9]{3,15}")
_URL: Final = re.compile(r"[a-z0-9][a-z0-9.\-]*\.[a-z]{2,}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/%+@\-]*)?", re.IGNORECASE)

_NORTH_AMERICAN: Final = re.compile(r"\+1([2-9]\d{2})(\d{3})(\d{4})", re.ASCII)
_FRENCH: Final = re.compile(r"\+33([1-9])(\d{2})(\d{2})(\d{2})(\d{2})", re.ASCII)


def safe_link(handle: str) -> str:
    """`mailto:`, `tel:` or `https:` for a canonical handle; "" for what is none of them, or could be a trick."""
    if _MAIL.fullmatch(handle):
        return f"mailto:{handle}"
    if _PHONE.fullmatch(handle):
        return f"tel:{handle}"
    if _URL.fullmatch(handle) and "@" not in handle.partition("/")[0]:
        return f"https://{handle}"
    return ""


def shown_handle(handle: str) -> str:
    """A handle as people read it: numbers of North America and France in their groups, addresses without www."""
    if handle == "phone:self":
        return wording.handle(handle)
    if (found := _NORTH_AMERICAN.fullmatch(handle)) is not None:
        return f"+1 {found[1]} {found[2]}-{found[3]}"
    if (found := _FRENCH.fullmatch(handle)) is not None:
        return f"+33 {found[1]} {found[2]} {found[3]} {found[4]} {found[5]}"
    return handle.removeprefix("www.")
