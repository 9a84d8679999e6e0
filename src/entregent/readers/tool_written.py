"""What other tools for keeping in touch wrote down: days, hours, and who is meant, alike for each of them."""

import re
from collections.abc import Iterable
from typing import Final
from zoneinfo import ZoneInfo

from entregent.formats.mail_date import is_plausible
from entregent.formats.spoken_instant import instant_in, spoken_instant
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE, URL, Participant
from entregent.model.interaction import Channel, Flag
from entregent.model.record import ClaimedHandle
from entregent.readers.base import ReadOptions
from entregent.readers.claims import HandleBag
from entregent.text.scripts import fold

_MIDNIGHT: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]00:00(?::00(?:\.0+)?)?(?:Z|\+00:?00)?", re.ASCII)

CHANNELS: Final = {
    **dict.fromkeys(("email", "mail", "courriel", "e-mail"), Channel.MAIL),
    **dict.fromkeys(("call", "phone call", "telephone", "appel", "video call"), Channel.CALL),
    **dict.fromkeys(("meeting", "rencontre", "lunch", "coffee", "visit"), Channel.MEETING),
    **dict.fromkeys(("phone", "mobile", "sms", "text", "whatsapp", "telegram", "signal", "texto"), Channel.TEXT),
    **dict.fromkeys(
        ("linkedin", "facebook", "twitter", "instagram", "x", "mastodon", "slack", "discord"), Channel.SOCIAL
    ),
    **dict.fromkeys(("letter", "lettre", "postcard"), Channel.LETTER),
}
"""How these tools call a way of being in touch -> the channel."""


def moment(text: str, options: ReadOptions) -> tuple[int | None, int, int]:
    """(UTC seconds or None, minutes east of UTC, TIMELESS where the day alone is told: midnight says no more)."""
    spoken = spoken_instant(text)
    if spoken is None:
        return None, 0, 0
    if spoken.second is None or _MIDNIGHT.fullmatch(text.strip()):
        spoken = spoken._replace(second=None, offset=None)
    at, offset = instant_in(spoken, zone_by_name(options.zone) or ZoneInfo("UTC"))
    if not is_plausible(at, options.now):
        return None, 0, 0
    return at, offset, Flag.TIMELESS if spoken.second is None else 0


def day_of(text: str, *, without_year: bool = False) -> str:
    """A day as a record holds it: "1990-06-12", or "--06-12"; "" where there is none."""
    spoken = spoken_instant(text)
    if spoken is None:
        return ""
    year = "-" if without_year else f"{spoken.year:04}"
    return f"{year}-{spoken.month:02}-{spoken.day:02}"


def person(handles: Iterable[ClaimedHandle], name: str, tool: str, key: str) -> Participant:
    """Who a card is, by its best handle; by name and the tool's own number where it has none."""
    for kind in (MAIL, PHONE, URL, ACCOUNT):
        for handle in handles:
            if handle.kind == kind:
                return Participant(kind, handle.value, name)
    return Participant(NAME, f"{tool}:{fold(name)}#{key[:12]}", name)


def claimed(who: Participant, handles: tuple[ClaimedHandle, ...]) -> tuple[ClaimedHandle, ...]:
    """A card's handles, the name that stands for them where there are none."""
    return handles or (ClaimedHandle(who.kind, who.value),)


def take_field(bag: HandleBag, kind: str, label: str, value: str) -> None:
    """Put a way to reach somebody into the bag, by what the tool calls its kind; a network's name is a service."""
    kind, label = fold(kind), fold(label)
    if "@" in value and ("mail" in kind or "mail" in label or not kind):
        bag.add_mail(value, label)
    elif kind in ("phone", "tel") or re.search(r"phone|mobile|cell|whatsapp|signal|\btel\b", label):
        bag.add_phone(value, label)
    elif "://" in value or re.match(r"(?:www\.)?[\w-]+\.[a-z]{2,}/", value):
        bag.add_url(value, label)
    elif "@" in value and value.rpartition("@")[2].count("."):
        bag.add_mail(value, label)
    elif label:
        bag.add_account({"x": "twitter"}.get(label, label), value)
