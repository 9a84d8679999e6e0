"""Chats as text, a stamp before each message: "12/03/2024, 14:05 - Ann: Hi", "[12.03.24, 14:05:33] Ann: Hi".

Stamps are read in every locale's form: order, separators, twelve hours with their words, digits of other scripts,
direction marks. Which number is the day is not decided here.
"""

import codecs
import io
import re
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO, Final, NamedTuple

from entregent.formats.date_order import Numbers, numbers_of

LINE_CHARACTERS: Final = 1 << 20
"""Longest line; what follows in it is passed over."""
WINDOW_CHARACTERS: Final = 256 << 10
TIMES_REMEMBERED: Final = 50_000
FORMS_REMEMBERED: Final = 4
"""Forms of stamps tried before all others: AM and PM are two."""
SENDER_CHARACTERS: Final = 200

BRACKETED, DASHED = "[", "-"

_BEFORE_NOON: Final = (
    "am|a.m.|a. m.|a.m|vorm.|πμ|π.μ.|오전|上午|午前|凌晨|清晨|早上|ص|ق.ظ|ÖÖ|öö|SA|de.|de|dop.|dop|fm|f.h.|FM|AP|ap.|PG|"
    "पूर्वाह्न|পূর্বাহ্ণ|முற்பகல்|ఉ|ಪೂರ್ವಾಹ್ನ|ก่อนเที่ยง|TO|លព|Alamisi|priešpiet|enne lõunat|ap|dp."
)
_AFTER_NOON: Final = (
    "pm|p.m.|p. m.|p.m|nachm.|μ.μ.|μμ|오후|下午|午後|中午|晚上|م|ب.ظ|ÖS|ös|CH|du.|du|odp.|odp|em|e.h.|EM|IP|ip.|PTG|"
    "अपराह्न|অপরাহ্ণ|பிற்பகல்|సా|ಅಪರಾಹ್ನ|หลังเที่ยง|TG|ល្ង|popiet|pärast lõunat|pp."
)


def _words(text: str) -> dict[str, None]:
    return dict.fromkeys(word.lower().replace(" ", "") for word in text.split("|") if word)


_AM: Final = _words(_BEFORE_NOON)
_PM: Final = _words(_AFTER_NOON)
_HALF: Final = "|".join(
    re.escape(word).replace(r"\ ", r"\s?")
    for word in sorted({*_BEFORE_NOON.split("|"), *_AFTER_NOON.split("|")}, key=len, reverse=True)
)
_MARK: Final = "[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]"
_MARKS: Final = re.compile(_MARK)
_LEADING: Final = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_DAY: Final = r"\d{1,4}(?:\s?[./-]\s?|년\s?|年)\d{1,2}(?:\s?[./-]\s?|월\s?|月)\d{1,4}\.?(?:일|日)?[,،]?"
_TIME: Final = (
    rf"(?:(?i:{_HALF})\s?)?\d{{1,2}}(?:[:.]\d\d(?:[:.]\d\d)?|\s?h\s?\d\d(?:\s?min\s?\d\d\s?s)?)(?:\s?(?i:{_HALF}))?"
)
_BETWEEN: Final = r"\s{0,3}(?:(?i:à|a\sles|a\slas|as|às|alle|kl\.?|klo|um|om|at|o|u|в|в\s)\s{0,3})?"
_STAMP: Final = re.compile(
    rf"{_MARK}{{0,8}}(\[?){_MARK}{{0,8}}(?:({_DAY}){_BETWEEN}({_TIME})|({_TIME}),?\s({_DAY}))"
    rf"(?:\]\s?|\s[-–—](?:\s|$)|(?<=\d),\s(?=[^\n]{{1,100}}\s:\s))"
)
_NUMBERS: Final = re.compile(r"\d+")
_ESCAPED: Final = re.compile("[\udc80-\udcff]+")


class Message(NamedTuple):
    """A message: the line of its stamp, the stamp, its first line after it, and the bytes of its further lines.

    `day` is the date as written, with the comma after it; `second` that of the day, None for a time that is none.
    `sender` is "" for what the app says itself.
    """

    line: int
    style: str
    day: str
    second: int | None
    sender: str
    text: str
    more: int


_message = partial(tuple.__new__, Message)


def first_stamp(text: str) -> re.Match[str] | None:
    """The stamp with which a line begins; None where there is none."""
    found = _STAMP.match(text)
    if found is None and not text.isascii() and _MARKS.search(text[:60]) is not None:
        found = _STAMP.match(_MARKS.sub("", text[:60]) + text[60:])
    return found


def numbers_in(day: str) -> Numbers | None:
    """The numbers of a date as written; None where they can be no date."""
    found = _NUMBERS.findall(day)
    if len(found) != 3 or len(found[0]) == 3 or len(found[2]) == 3 or (len(found[0]) > 2 and len(found[2]) > 2):
        return None
    return numbers_of(*found)


def read_messages(stream: BinaryIO, head: bytes) -> Iterator[Message]:
    """The messages in their order, however long the file. Takes the stream over, but does not close it.

    Lines before the first message come as one without date. Text that is no UTF-8 is read as Windows-1252.
    """
    reading = _Reading()
    for lines in _lines(stream, encoding_of(head)):
        yield from reading.take(lines)
    yield from reading.rest()


def encoding_of(head: bytes) -> str:
    """UTF-16 where its mark stands, else UTF-8."""
    return "utf-16" if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) else "utf-8-sig"


def _lines(stream: BinaryIO, encoding: str) -> Iterator[list[str]]:
    """Lists of lines, a window at a time; a line that is too long is cut."""
    errors = "surrogateescape" if encoding == "utf-8-sig" else "replace"
    text = io.TextIOWrapper(stream, encoding=encoding, errors=errors)
    try:
        rest = ""
        while window := text.read(WINDOW_CHARACTERS):
            if not window.isascii() and _ESCAPED.search(window):
                window = _ESCAPED.sub(_as_western, window)
            lines = window.split("\n")
            lines[0] = rest + lines[0]
            rest = lines.pop()
            if len(rest) > LINE_CHARACTERS:
                rest = rest[:LINE_CHARACTERS]
            yield lines
        yield [rest] if rest else []
    finally:
        text.detach()


def _as_western(found: re.Match[str]) -> str:
    return found[0].encode("ascii", "surrogateescape").decode("cp1252", "replace")


class _Stamps:
    """Finds the stamp of a line: first in the forms that the file has shown, which is a matter of a moment."""

    def __init__(self) -> None:
        self._forms: list[tuple[re.Pattern[str], str, bool]] = []
        self._seconds: dict[str, int | None] = {}

    def of(self, line: str) -> tuple[int, str, str, int | None, bool] | None:
        """Where it ends, its style, day and second; and whether a blank stands before the colon."""
        for form, style, time_first in self._forms:
            found = form.match(line)
            if found is not None:
                day, time = found[2 if time_first else 1], found[1 if time_first else 2]
                return found.end(), style, day, self._second(time), False
        first = line[:1]
        if not (first.isdecimal() or first == BRACKETED or first in _LEADING):
            return None
        found = first_stamp(line)
        if found is None:
            return None
        bracket, day, time, time_before, day_after = found.groups()
        style, end = bracket or DASHED, found.end() + len(line) - len(found.string)
        spaced = line[end - 2 : end] == ", "
        if not spaced and found.string is line:
            self._learn(found, style, time_first=day is None)
        return end, style, day or day_after, self._second(time or time_before), spaced

    def _learn(self, found: re.Match[str], style: str, *, time_first: bool) -> None:
        first, second = (4, 5) if time_first else (2, 3)
        parts = []
        at = 0
        for group in (first, second):
            parts.append(re.escape(found.string[at : found.start(group)]))
            digits = r"\\d{1,4}" if group in (2, 5) else r"\\d{1,2}"
            parts.append("(" + _NUMBERS.sub(digits, re.escape(found[group])) + ")")
            at = found.end(group)
        parts.append(re.escape(found.string[at : found.end()]))
        self._forms.insert(0, (re.compile("".join(parts)), style, time_first))
        del self._forms[FORMS_REMEMBERED:]

    def _second(self, time: str) -> int | None:
        try:
            return self._seconds[time]
        except KeyError:
            if len(self._seconds) >= TIMES_REMEMBERED:
                self._seconds.clear()
            second = self._seconds[time] = second_of(time)
            return second


class _Reading:
    """Lines on their way to messages: the open one takes what has no stamp."""

    def __init__(self) -> None:
        self._stamps = _Stamps()
        self._number = 0
        self._open: tuple[int, str, str, int | None, str, str] | None = None
        self._more = 0

    def take(self, lines: list[str]) -> Iterator[Message]:
        """Lines, in order; each message is given when the next one begins."""
        stamp_of = self._stamps.of
        for line in lines:
            self._number += 1
            stamp = stamp_of(line)
            if stamp is None:
                self._take_more(line)
                continue
            if self._open is not None:
                yield _message((*self._open, self._more))
            end, style, day, second, spaced = stamp
            sender, text = _split(line[end:], spaced=spaced)
            self._open = (self._number, style, day, second, sender, text)
            self._more = 0

    def _take_more(self, line: str) -> None:
        if self._open is None:
            if not line or line.isspace():
                return
            self._open = (self._number, "", "", None, "", "")
        self._more += 1 + (len(line) if line.isascii() else len(line.encode("utf-8", "surrogatepass")))

    def rest(self) -> Iterator[Message]:
        """The last message."""
        if self._open is not None:
            yield _message((*self._open, self._more))


def _split(body: str, *, spaced: bool) -> tuple[str, str]:
    """Sender and text. A blank before the colon is French punctuation, but for Korean, which has it everywhere."""
    at = body.find(":")
    if 0 < at < SENDER_CHARACTERS and not spaced and body[at + 1 : at + 2] == " " and not body[at - 1].isspace():
        return body[:at], body[at + 2 :].strip()
    while at > 0:
        before = body[at - 1]
        if spaced and before == " ":
            return body[: at - 1], body[at + 1 :].strip()
        if not before.isspace() and not (body[at + 1 : at + 2] or " ").isalnum() and body[at + 1 : at + 3] != "//":
            return body[:at], body[at + 1 :].strip()
        if before.isspace() or at >= SENDER_CHARACTERS:
            break
        at = body.find(":", at + 1)
    return "", body.strip()


def second_of(time: str) -> int | None:
    """The second of the day of a time as written; None where it is none."""
    numbers = [int(number) for number in _NUMBERS.findall(time)]
    half = re.sub(r"[\d:\s]|min|h\s?(?=\d)", "", time).lower().strip(" ")
    half = half if half in _AM or half in _PM else half.strip(".")
    hour, minute, second = (*numbers, 0)[:3]
    if half in _PM:
        hour = hour + 12 if hour < 12 else hour
    elif half in _AM and hour == 12:
        hour = 0
    return hour * 3600 + minute * 60 + second if hour < 24 and minute < 60 and second < 60 else None
