"""The forms of openers: read once from their files, each with its choices, drawn by number."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Final, NamedTuple

from entregent.coaching.openers.address import FORMS
from entregent.coaching.openers.contracting import JOINTS, as_in_france, spaced
from entregent.coaching.openers.slots import Slots

_PAIR: Final = re.compile(r"<([^<>|]*)(?:\|([^<>]*))?>")
_SLOT: Final = re.compile(r"\{(?:(\w+):)?(\w+)\}")
_BLOCK: Final = re.compile(r"\[([a-z\-/]+) ([a-z]+)\]")
_MARKS: Final = re.compile(r"[\[\]|]")
FILES: Final = {"fr": ("french.txt", "french_purposes.txt"), "en": ("english.txt", "english_purposes.txt")}


class Part(NamedTuple):
    """A stretch of a form: plain text, or choices of which each is a row of parts, to be said in so many `ways`."""

    text: str
    choices: tuple[tuple["Part", ...], ...]
    ways: int


class Form(NamedTuple):
    """One way to open: its block, its parts, the slots that it can’t do without, and whether it only gives."""

    block: str
    parts: tuple[Part, ...]
    slots: frozenset[str]
    gives: bool

    @property
    def ways(self) -> int:
        """In how many ways it can be said."""
        return _ways(self.parts)


Book = dict[str, dict[str, tuple[Form, ...]]]
"""Tone -> block -> forms."""


@lru_cache(maxsize=8)
def forms(language: str, address: str, *, france: bool = False) -> Book:
    """All forms of a language, turned to "tu" or "vous"; `france` says them as people do there."""
    found: dict[str, dict[str, list[Form]]] = {}
    wishes = {"tu", "vous"} - {address} if language == "fr" else set()
    for name in FILES[language]:
        text = (files("entregent.coaching.openers") / "forms" / name).read_text(encoding="utf-8")
        for block, tones, form in _read(text, address, wishes, as_in_france if france else str):
            for tone in tones:
                found.setdefault(tone, {}).setdefault(block, []).append(form)
    return {tone: {block: tuple(some) for block, some in blocks.items()} for tone, blocks in found.items()}


def _read(text: str, address: str, others: set[str], style: Callable[[str], str]) -> list[tuple[str, str, Form]]:
    macros: dict[str, str] = {}
    found = []
    block = tones = ""
    for raw in text.replace("'", "’").splitlines():
        line, _, only = raw.partition(" /")
        line = line if only in {"tu", "vous"} else raw
        if not raw.strip() or raw.startswith("#") or only in others:
            continue
        if raw.startswith("@") and " = " in raw:
            name, _, body = raw.partition(" = ")
            macros[name] = body
        elif (head := _BLOCK.fullmatch(raw.strip())) is not None:
            block, tones = head[1], head[2]
        else:
            line = re.sub(r"@[a-z]+", lambda said: macros[said[0]], line)
            said = style(spaced(_turned(line.removeprefix("+ "), address)))
            found.append((block, tones, _form(block, said, gives=raw.startswith("+ "))))
    return found


def _form(block: str, text: str, *, gives: bool) -> Form:
    slots = frozenset(slot for _joint, slot in _SLOT.findall(text))
    return Form(block, _parts(text, 0)[0], slots, gives)


def _turned(line: str, address: str) -> str:
    """A line with its pairs said one way: <tu as|vous avez>, <te>."""

    def said(pair: re.Match[str]) -> str:
        mine, other = pair[1], pair[2]
        if address == "vous":
            return FORMS[mine] if other is None else other
        return mine

    return _PAIR.sub(said, line)


def _parts(text: str, at: int) -> tuple[tuple[Part, ...], int]:
    """The parts of a text from a place on, up to the end of a choice, and where that is."""
    parts: list[Part] = []
    while at < len(text) and text[at] not in "|]":
        if text[at] == "[":
            choices: list[tuple[Part, ...]] = []
            while text[at] != "]":
                choice, at = _parts(text, at + 1)
                choices.append(choice)
            at += 1
            parts.append(Part("", tuple(choices), sum(map(_ways, choices))))
        else:
            mark = _MARKS.search(text, at)
            end = mark.start() if mark else len(text)
            parts.append(Part(text[at:end], (), 1))
            at = end
    return tuple(parts), at


def _ways(parts: Sequence[Part]) -> int:
    count = 1
    for part in parts:
        count *= part.ways
    return count


def said(parts: Sequence[Part], number: int) -> str:
    """The `number`th way to say a row of parts, slots still open."""
    told = []
    for part in parts:
        number, own = divmod(number, part.ways)
        if not part.choices:
            told.append(part.text)
            continue
        for choice in part.choices:
            ways = _ways(choice)
            if own < ways:
                told.append(said(choice, own))
                break
            own -= ways
    return "".join(told)


def filled(text: str, slots: Slots) -> str:
    """A form with its slots filled."""

    def fill(slot: re.Match[str]) -> str:
        word = slots[slot[2]].text
        return JOINTS[slot[1]](word) if slot[1] else word

    return _SLOT.sub(fill, text)
