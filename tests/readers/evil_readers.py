"""Readers that do what no reader should, by the first word of the file; loaded in the child by the harness's tests."""

import os
import re
import signal
import sys
import time
from collections.abc import Iterator
from typing import Any, ClassVar

from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition

ANN = Participant("mail", "ann@example.org", "Ann Archer")
BOB = Participant("mail", "bob@example.org", "Bob Baker")


def mail(number: int, **changes: Any) -> Interaction:
    usual = Interaction(Channel.MAIL, 1_000_000_000 + number, -300, ANN, (BOB,), title=f"hello {number}", others=1)
    return usual._replace(place=f"line {number}", **changes)


def endless() -> None:
    while True:
        pass


def deep(level: int) -> int:
    return deep(level + 1) + 1


class Evil:
    """Reads one word and a number; "fine 3" gives three interactions."""

    name: ClassVar[str] = "test_evil"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        if document.head.startswith(b"foreign"):
            return None
        if document.head.startswith(b"shy"):
            raise LookupError("no")
        if document.head.startswith(b"staring"):
            endless()
        return Recognition(0.5, "evil", (("name", document.name),))

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        with document.open_stream() as stream:
            word, number, *_ = [*stream.read(64).decode().split(), "1"]
            yield mail(0)
            yield from getattr(self, word)(int(number), stream)

    def fine(self, number: int, _: Any) -> Iterator[Interaction]:
        yield from map(mail, range(1, number))

    def hang(self, number: int, _: Any) -> Iterator[Interaction]:
        yield from map(mail, range(number))
        endless()

    def regex(self, _: int, __: Any) -> Iterator[Interaction]:
        re.match(r"(a+)+$", "a" * 64 + "b")
        yield mail(1)

    def memory(self, _: int, __: Any) -> Iterator[Interaction]:
        hoard = []
        while True:
            hoard.append(bytearray(16 << 20))
            yield mail(len(hoard))

    def exit(self, number: int, _: Any) -> Iterator[Interaction]:
        yield mail(1)
        os._exit(number)

    def crash(self, _: int, __: Any) -> Iterator[Interaction]:
        yield mail(1)
        os.kill(os.getpid(), signal.SIGSEGV)

    def fail(self, number: int, _: Any) -> Iterator[Interaction]:
        yield from map(mail, range(1, number))
        raise KeyError("secret")

    def deepen(self, _: int, __: Any) -> Iterator[Interaction]:
        yield mail(deep(0))

    def odd(self, number: int, _: Any) -> Iterator[Any]:
        """Things that are no items, or items with wrong fields."""
        things: list[Any] = [
            "text",
            None,
            mail(1, at="yesterday"),
            mail(1, at=1 << 80),
            mail(1, title=7),
            mail(1, to=("ann@example.org",)),
            mail(1, amount="big"),
            mail(1, signals=(object(),)),
            mail(1, place=object()),
            Record("key", "Ann", handles=(object(),)),  # type: ignore[arg-type]
            OwnerHint("kind", ANN, object()),  # type: ignore[arg-type]
            Problem("p", "place", object()),  # type: ignore[arg-type]
        ]
        yield things[number]

    def print(self, _: int, __: Any) -> Iterator[Interaction]:
        sys.stdout.write("x" * 100_000)
        sys.stdout.flush()
        os.write(1, b"\0\0\0\1x")
        yield mail(1)

    def crowd(self, number: int, _: Any) -> Iterator[Interaction]:
        """Every interaction has 500 new participants with long names."""
        for n in range(number):
            who = tuple(Participant("mail", f"p{n}-{i}@example.org", "N" * 900) for i in range(500))
            yield mail(n, to=who)

    def wide(self, number: int, _: Any) -> Iterator[Item]:
        yield Record("huge", "N" * number)
        yield Record("small", "Ann Archer", handles=(ClaimedHandle("mail", "ann@example.org", "home"),))

    def moan(self, number: int, _: Any) -> Iterator[Item]:
        for n in range(number):
            yield Problem("p", f"line {n}", "broken-date")

    def scan(self, number: int, stream: Any) -> Iterator[Interaction]:
        """Reads on slowly for a long time without an item."""
        for _ in range(number):
            stream.read(64 << 10)
            time.sleep(0.1)
        yield mail(1)
