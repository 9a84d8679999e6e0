"""What a whole chat of WhatsApp shows: the form of its stamps and dates, who is in it, and who of them the owner is."""

import re
from collections import Counter
from datetime import date
from typing import Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.chat_lines import Message, numbers_in
from entregent.formats.date_order import DAY_FIRST, Order, OrderSought
from entregent.model.handle import NAME, Participant
from entregent.readers import limits
from entregent.readers.base import Document
from entregent.readers.phone_numbers import SELF, Phones
from entregent.readers.whatsapp_words import (
    DAY_FIRST_LANGUAGES,
    ENCRYPTED,
    MARK,
    OF_A_GROUP,
    SPEAKING,
    spoken,
    title_in,
    without_you,
)
from entregent.text.scripts import INVISIBLE, fold

NOTES_OF_TWO: Final = 2
"""A chat of two begins with what the app says of encryption; many lines of its own are a group's."""
_QUOTES: Final = re.compile('["«»“”„]')
_LETTER: Final = re.compile(r"[^\W\d_]")
_FIRST_LINES: Final = 5


class Chat(NamedTuple):
    """A chat as its second reading needs it."""

    style: str
    people: dict[str, Participant]
    """By what stands before the colon."""
    members: tuple[Participant, ...]
    title: str
    is_group: bool
    owner: Participant | None
    """Who of two the owner is, where the other one is named by the file."""
    alone: tuple[tuple[Participant, ...], int]
    """Whom the messages of the only one who wrote reached."""
    is_to_self: bool


class Survey:
    """The first reading of one file."""

    def __init__(self, latest: date) -> None:
        self.styles: Counter[str] = Counter()
        self._latest = latest
        self._sought: dict[tuple[str, str], OrderSought] = {}
        self._last_day = ""
        self._seen: dict[tuple[str, str], list[int]] = {}
        self._languages: dict[tuple[str, str], Counter[str]] = {}
        self._formed: dict[tuple[str, str], bool] = {}
        self._key = ("", "")
        self._unnamed: Counter[str] = Counter()
        self._is_group = False
        self._count = 0

    def take(self, message: Message) -> None:
        """One message."""
        _, style, day, _, sender, text, _ = message
        if not style:
            return
        self.styles[style] += 1
        self._count += 1
        if day != self._last_day:
            self._last_day = day
            self._take_day(style, day)
        if not sender:
            self._unnamed[style] += 1
            self._note(text)
            return
        seen = self._seen.get((style, sender))
        if seen is None:
            if len(self._seen) >= limits.CHAT_MEMBERS:
                return
            seen = self._seen[style, sender] = [0, 0]
        is_note = False
        if MARK in text or "<" in text:
            self._hear(text)
            is_note = spoken(text).kind == "note"
            if is_note:
                self._note(text)
        elif self._count <= _FIRST_LINES and ENCRYPTED.search(text):
            is_note = True
            self._note(text)
        seen[0] += 1
        seen[1] += is_note

    def _take_day(self, style: str, day: str) -> None:
        numbers = numbers_in(day)
        if numbers is None:
            return
        key = self._key = (style, numbers.year)
        if key not in self._sought:
            self._sought[key] = OrderSought(self._latest)
            self._languages[key] = Counter()
            self._formed[key] = True
        self._sought[key].add(numbers)
        # With slashes and a comma it may be American; with points, or nothing before the time, it is not (CLDR).
        self._formed[key] = self._formed[key] and ("." in day or day[-1] not in ",،")

    def _hear(self, text: str) -> None:
        found = SPEAKING.search(text)
        if found is not None and found.lastgroup and self._key in self._languages:
            self._languages[self._key][found.lastgroup] += 1

    def _note(self, text: str) -> None:
        """What the app says itself: in its language, and of a group where the chat is one."""
        self._hear(text)
        if not self._is_group and not ENCRYPTED.search(text) and OF_A_GROUP.search(text):
            self._is_group = True

    def orders(self, named: str) -> dict[str, Order]:
        """The order of the dates, by where their year stands."""
        style = self._style()
        return {
            key[1]: sought.told(
                named=named,
                spoken=DAY_FIRST if self._language(key) in DAY_FIRST_LANGUAGES else "",
                formed=DAY_FIRST if self._formed[key] else "",
            )
            for key, sought in self._sought.items()
            if key[0] == style
        }

    def _language(self, key: tuple[str, str]) -> str:
        heard = self._languages[key].most_common(1)
        return heard[0][0] if heard else ""

    def _style(self) -> str:
        return max(sorted(self.styles), key=lambda style: self.styles[style], default="")

    def chat(self, names: tuple[str, ...], region: str) -> Chat:
        """Who is in the chat. `names` are those of the file and of what it lies in."""
        style = self._style()
        phones = Phones(region)
        people = {
            raw: _person(raw, phones)
            for (of_style, raw), (count, notes) in self._seen.items()
            if of_style == style and count > notes and not (count == 1 and _QUOTES.search(raw))
        }
        # Names that fold to one are one member.
        by_handle = {(one.kind, one.value): one for one in people.values()}
        members = tuple(by_handle.values())
        people = {raw: by_handle[mine.kind, mine.value] for raw, mine in people.items()}
        title, is_to_self = without_you(next((found for name in names if (found := title_in(name))), ""))
        titled = _person(title, phones) if title else None
        is_group = self._is_group or len(members) > 2
        other = None if is_group or titled is None else next((one for one in members if _alike(one, titled)), None)
        owner, alone = _owner(
            members, other, titled if self._unnamed[style] <= NOTES_OF_TWO else None, is_group=is_group
        )
        return Chat(style, people, members, one_line(title), is_group, owner, alone, is_to_self and len(members) < 2)


def _owner(
    members: tuple[Participant, ...], other: Participant | None, titled: Participant | None, *, is_group: bool
) -> tuple[Participant | None, tuple[tuple[Participant, ...], int]]:
    """The owner among those who wrote; and whom the messages of a single one reached."""
    nobody: tuple[tuple[Participant, ...], int] = ((), 0)
    if is_group:
        return None, ((), 1)
    if len(members) == 2:
        return (None if other is None else members[1] if other is members[0] else members[0]), nobody
    if other is not None:
        return SELF, ((SELF,), 1)
    if members and titled is not None:
        return members[0], ((titled,), 1)
    return None, ((), 1)


def names_of(document: Document) -> tuple[str, ...]:
    """The names of the file and of what it lies in, the nearest first."""
    parts = document.path.replace("!/", "/").split("/")
    return tuple(dict.fromkeys((document.name, *reversed(parts), *reversed(document.folders))))


def _person(raw: str, phones: Phones) -> Participant:
    """Whoever stands before a colon: a number, else a name."""
    shown = one_line(INVISIBLE.sub("", raw).replace("\u00a0", " ").replace("\u202f", " ")).lstrip("~ ").strip() or raw
    if not _LETTER.search(shown) and sum(character.isdecimal() for character in shown) > 6:
        found = phones.person(shown, "")
        if found is not None:
            return found
    return Participant(NAME, f"whatsapp:{fold(shown) or shown}", shown)


def _alike(one: Participant, other: Participant) -> bool:
    """Whether they are the same for file names, which hold no emoji and few signs."""
    return one[:2] == other[:2] or (one.kind == other.kind and _plain(one.value) == _plain(other.value) != "whatsapp")


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", text)
