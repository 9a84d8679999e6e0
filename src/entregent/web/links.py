"""Handles as links: only addresses that can do no harm when they are tapped."""

import re
from typing import Final

_MAIL: Final = re.compile(r"[A-Za-z0-9._%+'\-]{1,64}@[A-Za-z0-9.\-]{1,255}")
_PHONE: Final = re.compile(r"\+?[0-9]{3,15}")
_URL: Final = re.compile(r"[a-z0-9][a-z0-9.\-]*\.[a-z]{2,}(?::[0-9]{1,5})?(?:/[A-Za-z0-9._~/%+@\-]*)?", re.IGNORECASE)


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
    """A handle as people read it."""
    return handle.removeprefix("www.")
