"""What a contact source claims, made canonical: addresses, numbers, profiles and keys, alike for cards and rows."""

import re
import unicodedata
from hashlib import blake2b
from typing import Final
from urllib.parse import unquote

from entregent.formats.bounded_text import one_line, plain_lines
from entregent.model.handle import ACCOUNT, MAIL, PHONE, URL
from entregent.model.record import ClaimedHandle
from entregent.text.phones import canonical_phone

HANDLE_LIMIT: Final = 100
"""Handles kept per card."""

_MAIL: Final = re.compile(r"[^\s@<>()\[\]\",;:\\\x00-\x1f\x7f]{1,128}@[^\s@<>()\[\]\",;:\\/\x00-\x1f\x7f]{1,255}")
_ANGLED: Final = re.compile(r"<([^<>]{3,320})>\s*$")
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):(?!\d+(/|$))")
_HOST: Final = re.compile(r"[^\s/?#@:\\<>\"']+\.[^\s/?#@:\\<>\"'.]{2,63}")
_LINKEDIN_PROFILE: Final = re.compile(r"(?:m/|mwlite/)?in/([^/]+)")
_FOLLOWED_LINK: Final = re.compile(
    r"(^|&)(utm_[a-z]+|trk|fbclid|gclid|originalSubdomain|lipi|ref)=[^&]*", re.IGNORECASE
)


def mail_address(text: str) -> str | None:
    """An address in lower case without "mailto:" and display name; None where `text` is none."""
    text = text.strip()
    if text[:7].lower() == "mailto:":
        text = unquote(text[7:].partition("?")[0])
    angled = _ANGLED.search(text)
    if angled is not None:
        text = angled[1]
    text = text.strip(" \t.;,'\"\u200b\ufeff")
    return text.lower() if len(text) <= 320 and _MAIL.fullmatch(text) else None


def profile_url(text: str) -> str | None:
    """A web address without scheme, "www." and tracking; None for other schemes (javascript:, data:, file: …).

    Host names are in lower case; the path keeps its case, except LinkedIn's, which has none.
    """
    text = re.sub(r"[\s\x00-\x1f\x7f]+", "", text[:2_000])
    found = _SCHEME.match(text)
    if found is not None:
        if found[1].lower() not in ("http", "https"):
            return None
        text = text[found.end() :]
    text = text.lstrip("/\\").partition("#")[0]
    path, _, query = text.partition("?")
    host, slash, path = path.partition("/")
    host = host.lower().removeprefix("www.").partition(":")[0]
    if not _HOST.fullmatch(host):
        return None
    if host == "linkedin.com" or host.endswith(".linkedin.com"):
        return f"linkedin.com/{_linkedin_path(path)}".rstrip("/")
    query = _FOLLOWED_LINK.sub("", query).strip("&")
    return (host + slash + path).rstrip("/") + (f"?{query}" if query else "")


def _linkedin_path(path: str) -> str:
    """Profiles as "in/slug", whatever language, page or app the address leads to."""
    path = unicodedata.normalize("NFC", unquote(path)).lower().strip("/")
    profile = _LINKEDIN_PROFILE.match(path)
    return f"in/{profile[1]}" if profile is not None else path


def account_name(service: str, name: str) -> str | None:
    """An account as "service:name" in lower case; None where either is missing."""
    service = re.sub(r"[^a-z0-9.-]", "", service.lower().removeprefix("x-"))[:40]
    name = one_line(unquote(name), 200).lower().removeprefix("@").replace(" ", "")
    return f"{service}:{name}" if service and name and name.isprintable() else None


class HandleBag:
    """The handles of one card in the order given, each once, at most `HANDLE_LIMIT`; and what was no handle."""

    def __init__(self, region: str) -> None:
        self._region = region
        self._found: dict[tuple[str, str], ClaimedHandle] = {}
        self.refused: list[str] = []
        self.surplus = 0

    def add(self, kind: str, value: str | None, label: str, raw: str) -> None:
        """Take a handle; a `value` of None means that `raw` was none."""
        if value is None:
            if raw.strip() and len(self.refused) < 20:
                self.refused.append(one_line(raw, 80))
        elif (kind, value) not in self._found:
            if len(self._found) >= HANDLE_LIMIT:
                self.surplus += 1
                return
            raw = "" if raw == value else one_line(raw, 200)
            self._found[kind, value] = ClaimedHandle(kind, value, one_line(label, 60), raw)

    def add_mail(self, text: str, label: str = "") -> None:
        """Take a mail address."""
        self.add(MAIL, mail_address(text), label, text)

    def add_phone(self, text: str, label: str = "") -> None:
        """Take a phone number."""
        self.add(PHONE, canonical_phone(text, self._region), label, text)

    def add_url(self, text: str, label: str = "") -> None:
        """Take a web address."""
        self.add(URL, profile_url(text), label, text)

    def add_account(self, service: str, name: str, label: str = "") -> None:
        """Take an account at a service; a web address among them is kept as one."""
        if "://" in name:
            self.add_url(name, label or service)
        else:
            self.add(ACCOUNT, account_name(service, name), label, name)

    @property
    def handles(self) -> tuple[ClaimedHandle, ...]:
        """What was taken."""
        return tuple(self._found.values())


def content_key(*texts: str) -> str:
    """A key for a card without id of its own: the same texts give the same key."""
    joined = "\x1f".join(texts).encode("utf-8", "surrogatepass")
    return "digest:" + blake2b(joined, digest_size=12).hexdigest()


def note_text(text: str) -> str:
    """A note, its line breaks kept, bounded."""
    return plain_lines(text, 100_000).strip()
