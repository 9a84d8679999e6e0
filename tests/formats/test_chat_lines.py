"""Stamps of chats in every locale's form: what is written is read."""

import io
import tracemalloc
from datetime import datetime
from typing import BinaryIO, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from entregent.formats.chat_lines import Message, first_stamp, numbers_in, read_messages, second_of
from entregent.formats.date_order import day_in

FORMS = {
    "android-en-us": ("{m}/{D}/{yy}, {I}:{M}\u202f{AM} - ", "mdy"),
    "android-en-gb": ("{d}/{mm}/{Y}, {H}:{M} - ", "dmy"),
    "android-en-ca": ("{Y}-{mm}-{d}, {I}:{M} {a.m.} - ", "ymd"),
    "android-fr": ("{d}/{mm}/{Y} {H}:{M} - ", "dmy"),
    "android-fr-comma": ("{d}/{mm}/{Y}, {H}:{M} - ", "dmy"),
    "android-fr-à": ("{d}/{mm}/{Y} à {H}:{M} - ", "dmy"),
    "android-fr-ca": ("{Y}-{mm}-{d} {H} h {M} - ", "ymd"),
    "android-de": ("{d}.{mm}.{yy}, {H}:{M} - ", "dmy"),
    "android-es": ("{D}/{m}/{yy}, {I}:{M}\u00a0{a. m.} - ", "dmy"),
    "android-es-las": ("{D}/{m}/{Y} a las {H}:{M} - ", "dmy"),
    "android-pt": ("{d}/{mm}/{Y} às {H}:{M} - ", "dmy"),
    "android-nl": ("{d}-{mm}-{Y} {H}:{M} - ", "dmy"),
    "android-fi": ("{D}.{m}.{Y} klo {H}.{M} - ", "dmy"),
    "android-da": ("{d}.{mm}.{Y} {H}.{M} - ", "dmy"),
    "android-sv": ("{Y}-{mm}-{d} {H}:{M} - ", "ymd"),
    "android-hu": ("{Y}. {mm}. {d}. {H}:{M} - ", "ymd"),
    "android-cs": ("{d}. {mm}. {Y} {H}:{M} - ", "dmy"),
    "android-ko": ("{Y}년 {m}월 {D}일 {오전} {I}:{M}, ", "ymd"),
    "android-ja": ("{Y}/{mm}/{d} {H}:{M} - ", "ymd"),
    "android-zh": ("{Y}/{m}/{D} {上午}{I}:{M} - ", "ymd"),
    "android-ar": ("\u200f{D}\u200f/{m}\u200f/{Y}، {I}:{M} {ص} - ", "dmy"),
    "android-el": ("{D}/{m}/{yy}, {I}:{M} {πμ} - ", "dmy"),
    "ios-en-us": ("[{m}/{D}/{yy}, {I}:{M}:{S}\u202f{AM}] ", "mdy"),
    "ios-en-gb": ("[{d}/{mm}/{Y}, {H}:{M}:{S}] ", "dmy"),
    "ios-fr": ("[{d}/{mm}/{Y} {H}:{M}:{S}] ", "dmy"),
    "ios-fr-à": ("[{d}/{mm}/{Y} à {H}:{M}:{S}] ", "dmy"),
    "ios-fr-ca": ("[{Y}-{mm}-{d} {H} h {M} min {S} s] ", "ymd"),
    "ios-marked": ("\u200e[{Y}-{mm}-{d}, {H}:{M}:{S}] ", "ymd"),
    "ios-de": ("[{d}.{mm}.{yy}, {H}:{M}:{S}] ", "dmy"),
    "ios-da": ("[{d}.{mm}.{Y} {H}.{M}.{S}] ", "dmy"),
    "ios-sv": ("[{Y}-{mm}-{d} kl. {H}:{M}:{S}] ", "ymd"),
    "time-first": ("{H}:{M}, {d}/{mm}/{Y} - ", "dmy"),
}
HALVES = {
    "AM": "PM", "a.m.": "p.m.", "a. m.": "p. m.", "오전": "오후", "上午": "下午", "ص": "م", "πμ": "μμ",
}  # fmt: skip
moments = st.datetimes(datetime(2001, 1, 1), datetime(2099, 12, 31))  # noqa: DTZ001
names = st.from_regex(r"[A-ZÀ-Þa-zß-ÿ🎉+(][\w .'’()+~🎉-]{0,30}[\w)🎉]", fullmatch=True)
words = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\u200e\u200f"))


def stamp(form: str, at: datetime) -> str:
    fields = {"Y": at.year, "yy": f"{at:%y}", "mm": f"{at:%m}", "m": at.month, "d": f"{at:%d}", "D": at.day}
    fields |= {"H": f"{at:%H}", "M": f"{at:%M}", "S": f"{at:%S}", "I": at.hour % 12 or 12}
    halves = {early: late if at.hour >= 12 else early for early, late in HALVES.items()}
    for key, value in (fields | halves).items():
        form = form.replace("{" + str(key) + "}", str(value))
    return form


def read(text: str, encoding: str = "utf-8") -> list[Message]:
    raw = text.encode(encoding)
    return list(read_messages(io.BytesIO(raw), raw[:100]))


@pytest.mark.parametrize("form", sorted(FORMS))
@settings(max_examples=15)
@given(at=moments, name=names, text=words)
def test_what_a_locale_writes_is_read(form: str, at: datetime, name: str, text: str) -> None:
    written, order = FORMS[form]
    colon = " : " if form == "android-ko" else ": "
    (message,) = read(f"{stamp(written, at)}{name}{colon}{text}\n")
    numbers = numbers_in(message.day)
    assert numbers is not None
    assert day_in(numbers, order) == at.date()
    seconds = at.second if "{S}" in written else 0
    assert message.second == at.hour * 3600 + at.minute * 60 + seconds
    assert (message.sender, message.text) == (name, text.strip())


@pytest.mark.parametrize(
    ("time", "second"),
    [
        ("12:00 AM", 0),
        ("12:00 pm", 43_200),
        ("12:30\u202fa.\u00a0m.", 1_800),
        ("00:08 a. m.", 480),
        ("下午3:07", 54_420),
        ("오후 12:00", 43_200),
        ("3:07 μ.μ.", 54_420),
        ("14 h 05 min 33 s", 50_733),
        ("25:00", None),
        ("10:61", None),
    ],
)
def test_times_of_the_day_are_read(time: str, second: int | None) -> None:
    assert second_of(time) == second


@pytest.mark.parametrize(
    "line",
    [
        "a line",
        "12/03/2024 is the day",
        "12/03/2024, 14:05 we meet",
        "at 14:05 - fine",
        "[link] 12/03/2024",
        "1234567890 - x",
        "12:05 - no day",
        "",
    ],
)
def test_what_only_looks_like_a_stamp_is_none(line: str) -> None:
    assert first_stamp(line) is None


@pytest.mark.parametrize(
    ("body", "sender", "text"),
    [
        ("Zoé: hi: there", "Zoé", "hi: there"),
        ("Zoé:", "Zoé", ""),
        ("Zoé a créé le groupe « Famille : été »", "", "Zoé a créé le groupe « Famille : été »"),
        ("You joined at 10:30", "", "You joined at 10:30"),
        ("see https://example.org", "", "see https://example.org"),
        ("Zoé: https://example.org", "Zoé", "https://example.org"),
        ("Dr. 12:30 Club: hi", "Dr. 12:30 Club", "hi"),
    ],
)
def test_a_sender_stands_before_the_first_colon_that_is_one(body: str, sender: str, text: str) -> None:
    (message,) = read(f"12/03/2024, 14:05 - {body}")
    assert (message.sender, message.text) == (sender, text)


def test_further_lines_belong_to_the_message_before() -> None:
    found = read("stray\n12/03/2024, 14:05 - Zoé: one\r\ntwo\r\n\r\nthré\n12/03/2024, 14:06 - Bob: x")
    assert [(message.line, message.sender, message.more) for message in found] == [
        (1, "", 6),
        (2, "Zoé", 11),
        (6, "Bob", 0),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings_are_told_apart(encoding: str) -> None:
    assert read("12/03/2024, 14:05 - Zoé: é\n", encoding)[0][4:6] == ("Zoé", "é")


def peak_of(piece: bytes, times: int) -> int:
    stream = io.BufferedReader(cast("io.RawIOBase", _Raw(piece, times)))
    tracemalloc.start()
    try:
        for _ in read_messages(cast("BinaryIO", stream), b""):
            pass
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


class _Raw(io.RawIOBase):
    def __init__(self, piece: bytes, times: int) -> None:
        self.rest, self.piece, self.times = b"", piece, times

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if not self.rest and self.times:
            self.times -= 1
            self.rest = self.piece
        size = min(len(self.rest), len(buffer))
        buffer[:size], self.rest = self.rest[:size], self.rest[size:]
        return size


@pytest.mark.parametrize("piece", [b"12/03/2024, 14:05 - Ann: plums\n" * 300, b"x" * 30_000, b"\n" * 3_000])
def test_memory_is_flat(piece: bytes) -> None:
    assert peak_of(piece, 200) < 16 << 20


@given(st.binary(max_size=400) | st.text("0123456789/.:-[], amp\u200e\nà").map(str.encode))
def test_anything_is_survived(noise: bytes) -> None:
    list(read_messages(io.BytesIO(noise), noise))
