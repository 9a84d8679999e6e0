"""Public temporal networks as (ego, alter) contacts: what the tie bench is measured on."""

import calendar
import csv
import gzip
import io
import tarfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from entregent.model.interaction import Channel

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
DAY = 86_400


class Message(NamedTuple):
    """One event: who to whom, when, by which channel, how much (minutes for calls)."""

    at: int
    sender: int
    recipients: tuple[int, ...]
    channel: Channel
    amount: int = 0


class Network(NamedTuple):
    """Messages in time order, with the backtest's settings for this network."""

    name: str
    messages: list[Message]
    horizon_days: int
    cutoffs: list[int]
    active_days: int
    """Egos are those who wrote within so many days before the cut-off."""


def utc(text: str) -> int:
    """Seconds of a text such as 2000-04-01 or 2000-04-01 12:30:00, read as UTC."""
    form = "%Y-%m-%d %H:%M:%S" if " " in text else "%Y-%m-%d"
    return calendar.timegm(time.strptime(text, form))


def quarters(first: str, count: int) -> list[int]:
    """The first seconds of `count` quarters of a year, from `first` on."""
    year, month = int(first[:4]), int(first[5:7])
    months = [(year * 12 + month - 1) + 3 * k for k in range(count)]
    return [utc(f"{m // 12:04d}-{m % 12 + 1:02d}-01") for m in months]


def read_member(archive: str, member: str) -> Iterator[str]:
    """Lines of a file (gzipped or not) inside a shared archive."""
    with tarfile.open(SHARED / f"{archive}.tar.gz") as packed:
        handle = packed.extractfile(f"{archive}/{member}")
        if handle is None:
            raise FileNotFoundError(member)
        blob = handle.read()
    yield from io.StringIO((gzip.decompress(blob) if member.endswith(".gz") else blob).decode("utf-8", "replace"))


def _joined(rows: list[tuple[int, int, int]]) -> list[Message]:
    """One message per (second, sender): its rows' recipients together, self-mail and copies left out."""
    found: dict[tuple[int, int], set[int]] = {}
    for at, sender, recipient in rows:
        if sender != recipient:
            found.setdefault((at, sender), set()).add(recipient)
    return [Message(at, sender, tuple(sorted(to)), Channel.MAIL) for (at, sender), to in sorted(found.items())]


def enron(first: str = "2000-04-01", count: int = 8) -> Network:
    """net-enron-184 from 1999 to mid 2002; the clocks that say 1979 fall out with everything before 1999."""
    rows = []
    start, end = utc("1999-01-01"), utc("2002-07-01")
    for row in csv.DictReader(read_member("net-enron-184", "events.csv.gz")):
        at = utc(row["time"])
        if start <= at < end:
            rows.append((at, int(row["src"]), int(row["dst"])))
    return Network("net-enron-184", _joined(rows), 90, quarters(first, count), 90)


def uci() -> Network:
    """net-uci-messages: an online community of students, 193 days; it dies out, so 30 days ahead."""
    messages = []
    for line in read_member("net-uci-messages", "CollegeMsg.txt.gz"):
        sender, recipient, at = line.split()
        messages.append(Message(int(at), int(sender), (int(recipient),), Channel.TEXT))
    messages.sort()
    return Network("net-uci-messages", messages, 30, [messages[0].at + d * DAY for d in (60, 90, 120)], 30)


def copenhagen() -> Network:
    """net-copenhagen: texts and calls of students over 28 days, so 7 days ahead; missed calls are no contact."""
    messages = [
        Message(int(row["timestamp"]), int(row["sender"]), (int(row["recipient"]),), Channel.TEXT)
        for row in csv.DictReader(read_member("net-copenhagen", "sms.csv.gz"))
    ]
    for row in csv.DictReader(read_member("net-copenhagen", "calls.csv")):
        length = int(row["duration"])
        if length >= 0:
            pair = int(row["caller"]), (int(row["callee"]),)
            messages.append(Message(int(row["timestamp"]), *pair, Channel.CALL, length // 60))
    messages.sort()
    return Network("net-copenhagen", messages, 7, [d * DAY for d in (10, 14, 18, 21)], 7)


def git_trailers() -> Network:
    """net-git-trailers-utillinux: who reviewed, reported or signed for whom over twenty years, by e-mail address."""
    numbers: dict[str, int] = {}
    rows = []
    for row in csv.DictReader(read_member("net-git-trailers-utillinux", "events.csv.gz")):
        pair = [numbers.setdefault(row[key].lower(), len(numbers)) for key in ("from_email", "to_email")]
        rows.append((int(row["unix_time"]), pair[0], pair[1]))
    return Network("net-git-trailers", _joined(rows), 90, quarters("2008-01-01", 60), 365)
