"""Accounts under all their spellings: a profile's address, a name at a service, a forge's hidden mail address."""

import re
from functools import lru_cache
from typing import Final

from entregent.identity.addresses import Address
from entregent.model.handle import ACCOUNT, PHONE, URL
from entregent.text.scripts import word_set

_SERVICES: Final = {"x": "twitter", "fb": "facebook", "messenger": "facebook", "insta": "instagram", "ig": "instagram"}
"""Other names of a service, as cards and exports write them."""
_SITES: Final = {
    "x.com": "twitter", "twitter.com": "twitter", "mobile.twitter.com": "twitter", "facebook.com": "facebook",
    "fb.com": "facebook", "m.facebook.com": "facebook", "fb.me": "facebook", "m.me": "facebook",
    "instagram.com": "instagram", "t.me": "telegram", "telegram.me": "telegram", "github.com": "github",
    "gitlab.com": "gitlab", "linkedin.com": "linkedin", "bsky.app": "bluesky", "youtube.com": "youtube",
    "wa.me": "whatsapp", "threads.net": "instagram",
}  # fmt: skip
"""Hosts whose paths begin with an account's name."""
_BEFORE_NAME: Final = {"linkedin": "in", "bluesky": "profile"}
"""Sites where a word stands before the name; other paths of theirs are no accounts."""
_NO_NAMES: Final = word_set("""
    intent i home search hashtag share sharer sharer.php login explore settings messages groups events pages people
    pg watch stories reel reels p tv about help legal privacy terms company school jobs feed channel c user
""")
_NUMBERED: Final = re.compile(r"(?:^|[?&])(?:user_)?id=(\d+)")


@lru_cache(maxsize=1 << 16)
def account_of(kind: str, value: str) -> str:
    """An account as "service:name", the same for every way to write it; "" for what is none.

    "x.com/Maude", "twitter.com/maude" and the account "x:maude" are one. A link that opens a chat with a number is
    that number's ("phone:+15145550100").
    """
    if kind == ACCOUNT:
        service, colon, name = value.partition(":")
        return f"{_SERVICES.get(service, service)}:{name.lower().removeprefix('@')}" if colon and name else ""
    if kind == PHONE:
        return f"phone:{value}"
    return _of_page(value) if kind == URL else ""


def _of_page(value: str) -> str:
    host, _, path = value.partition("/")
    path, _, query = path.partition("?")
    parts = [part for part in path.lower().split("/") if part]
    if host not in _SITES:
        # A page "host/@name" is how the servers of the fediverse show people.
        return f"mastodon:{parts[0][1:]}@{host}" if len(parts) == 1 and parts[0][:1] == "@" and parts[0][1:] else ""
    service = _SITES[host]
    if numbered := _NUMBERED.search(query):
        return f"{service}:{numbered[1]}"
    before = _BEFORE_NAME.get(service)
    if before:
        return f"{service}:{parts[1]}" if len(parts) > 1 and parts[0] == before else ""
    name = parts[0].removeprefix("@") if parts else ""
    if not name or name in _NO_NAMES:
        return ""
    return f"phone:+{name}" if service == "whatsapp" else f"{service}:{name}"


def account_of_mail(address: Address) -> str:
    """The forge's account that a hidden address stands for."""
    return f"{'gitlab' if 'gitlab' in address.domain else 'github'}:{address.account}"


def key_of_page(value: str) -> str:
    """A link as something that one person alone has: the account, else a page of one's own; "" for a mere site."""
    if account := account_of(URL, value):
        return account
    return f"page:{value.lower()}" if _OWN_PAGE.search(value) else ""


_OWN_PAGE: Final = re.compile(
    r"/(?:in|u|users?|profiles?|people|members?|membres?|authors?)/[^/?]{2,}$|/[~@][^/?]{2,}$"
)
