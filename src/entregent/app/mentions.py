"""Mentions: where else a forgotten name stands; the machine's are masked, the owner's are told."""

import json
import re
import unicodedata
from collections.abc import Collection, Iterable
from typing import Any, Final

from entregent.app.language import gettext as _
from entregent.app.marking import N_
from entregent.app.opening import OpenBook
from entregent.app.views import Mention
from entregent.store import handles, memos, mentions, people

MASK: Final = "…"
_SHORTEST: Final = 3
_SHORTEST_NUMBER: Final = 7
MASKED: Final = "masked-paths"

KINDS: Final = {
    "goal": N_("goal"),
    "goal-end": N_("the end of a goal"),
    "promise": N_("a promise"),
    "step": N_("a planned step"),
    "note": N_("a note"),
    "log": N_("the note of an exchange"),
    "observe": N_("something observed"),
    "footprint": N_("the note of a step"),
    "room-aim": N_("what you aim at in a room"),
    "title": N_("the title of an exchange"),
}
"""What a mention stands in, in words; the rest is something else that the owner said."""


OTHER: Final = N_("something else that you said")


def mention_words(mention: Mention) -> tuple[str, str]:
    """(What names them, which one it is), to be shown side by side."""
    kind = _(KINDS.get(mention.kind, OTHER))
    return kind, mention.where or ("" if mention.number is None else _("no. {n}").format(n=mention.number))


class Names:
    """The whole names and addresses of one person, found in any spelling: accents, case, what joins the words."""

    def __init__(self, names: Iterable[str], values: Iterable[str]) -> None:
        """Names of a single word count only where a whole file is called by them."""
        told = [*dict.fromkeys(" ".join(name.split()) for name in names)]
        self.whole = [name for name in told if len(name.split()) > 1]
        self._text = _pattern(
            [*self.whole, *(value for value in values if not value.isdecimal() or len(value) >= _SHORTEST_NUMBER)]
        )
        self._file = _pattern(told)

    def stand_in(self, text: str) -> bool:
        """Whether a text names them."""
        return bool(self._text and self._text.search(_apart(text)))

    def masked(self, text: str) -> str:
        """The text without them."""
        return _without(self._text, text)

    def masked_value(self, value: str) -> str:
        """A kept value without them: in JSON only its texts, so that it stays readable."""
        if value[:1] not in {"{", "["}:
            return self.masked(value)
        try:
            told = json.loads(value)
        except ValueError:
            return self.masked(value)
        return json.dumps(self._masked_within(told), ensure_ascii=False)

    def _masked_within(self, told: Any) -> Any:
        if isinstance(told, str):
            return self.masked(told)
        if isinstance(told, list):
            return [self._masked_within(one) for one in told]
        if isinstance(told, dict):
            return {self.masked(key): self._masked_within(one) for key, one in told.items()}
        return told

    def masked_path(self, path: str) -> str:
        """A path without them; a folder is not masked for a first name alone, which half the world bears."""
        folder, slash, name = self.masked(path).rpartition("/")
        return f"{folder}{slash}{_without(self._file, name)}"


def _apart(text: str) -> str:
    return unicodedata.normalize("NFD", text)


def _pattern(names: Collection[str]) -> re.Pattern[str] | None:
    ways = [way for name in names if len(name) >= _SHORTEST and (way := _spelled(name))]
    if not ways:
        return None
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(sorted(ways, key=len, reverse=True))})(?![^\W_])", re.IGNORECASE)


def _spelled(name: str) -> str:
    """One name in any spelling: each letter with or without its accents, the words joined by whatever joins words."""
    bare = "".join(letter for letter in _apart(name) if not unicodedata.combining(letter))
    words = [
        "".join(rf"{re.escape(letter)}[\u0300-\u036f]*" for letter in word) for word in re.findall(r"[^\W_]+", bare)
    ]
    return r"(?:%20|[\W_]){1,3}".join(words)


def _without(pattern: re.Pattern[str] | None, text: str) -> str:
    if pattern is None:
        return text
    apart, found = pattern.subn(MASK, _apart(text))
    return unicodedata.normalize("NFC", apart) if found else text


def names_of(book: OpenBook, person: int) -> Names:
    """All that somebody is called by in the book."""
    own = handles.of_person(book.connection, person)
    row = people.find(book.connection, person)
    beside = [name for name, _, _ in handles.names_of(book.connection, frozenset(one[0] for one in own))]
    return Names([row.name if row else "", *beside], [one[2] for one in own])


def mentions_of(book: OpenBook, person: int) -> tuple[Mention, ...]:
    """The owner's own words elsewhere, and titles of exchanges, that name somebody and stay without them."""
    names = names_of(book, person)
    own = {one[0] for one in handles.of_person(book.connection, person)}
    found = [
        Mention(kind, *_where(book, kind, value, handle))
        for _, kind, value, handle, other, retired in mentions.fact_values(book.connection)
        if retired is None and handle not in own and other not in own and names.stand_in(value)
    ]
    titles = {
        event: title
        for name in names.whole
        for event, title in mentions.event_titles(book.connection, _query(name))
        if names.stand_in(title or "")
    }
    found += [Mention("title", None, title) for title in dict.fromkeys(titles.values())]
    return tuple(dict.fromkeys(found))


def _query(name: str) -> str:
    return " ".join(f'"{word}"' for word in re.findall(r"[^\W_]+", name)) or '""'


def _where(book: OpenBook, kind: str, value: str, handle: int | None) -> tuple[int | None, str]:
    """The number that the owner knows it by, or whose page it is on."""
    if handle is not None:
        person = handles.person_of(book.connection, handle)
        row = people.find(book.connection, person) if person is not None else None
        return None, row.name if row else ""
    told: Any = json.loads(value) if value.startswith("{") else {}
    number = told.get("number") if kind in {"goal", "goal-end", "observe", "step"} else None
    return number, ""


def forget(book: OpenBook, names: Names) -> None:
    """Mask somebody in paths, actions and wordings that hold no more; the caller writes."""
    connection = book.connection
    mentions.blank_actions(
        connection, [action for action, value in mentions.action_values(connection) if names.stand_in(value)]
    )
    mentions.reword_facts(
        connection,
        [
            (names.masked_value(value), fact)
            for fact, _, value, _, _, retired in mentions.fact_values(connection)
            if retired is not None and names.stand_in(value)
        ],
    )
    _mask_paths(book, names)
    for key, kept in mentions.memo_values(connection):
        if names.stand_in(kept):
            memos.put(connection, key, json.loads(names.masked_value(kept)))


def _mask_paths(book: OpenBook, names: Names) -> None:
    """Mask paths, and remember by keyed digests how: what is read again at one of them does not bring the name back."""
    changed = mentions.mask_paths(book.connection, names.masked_path)
    if not changed:
        return
    salt, kept = book.salt(), book.memo(MASKED, {})
    for path, told in changed.items():
        kept[_digest(salt, path)] = told
        for folder in _folders(path):
            if (masked := names.masked_path(folder)) != folder:
                kept.setdefault(_digest(salt, folder), masked)
    memos.put(book.connection, MASKED, kept)


def known_as(book: OpenBook, path: str) -> str:
    """The path as the book may keep it: masked where it, or a folder of it, named somebody who is forgotten."""
    kept = book.memo(MASKED, {})
    if not kept:
        return path
    salt = book.salt()
    for part in (path, *_folders(path)):
        if (told := kept.get(_digest(salt, part))) is not None:
            return f"{told}{path[len(part) :]}"
    return path


def _folders(path: str) -> list[str]:
    """The folders that hold a path, the nearest first."""
    ends = [at for at, letter in enumerate(path) if letter == "/" and at]
    return [path[:at] for at in reversed(ends)]


def _digest(salt: bytes, path: str) -> str:
    return handles.tombstone_digest(salt, "path", path).hex()
