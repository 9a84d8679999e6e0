"""Texts and chats of the telephone: events a second and peak memory of each reader alone, beside the standard library.

Run: python -m bench.phone_readers [NAME…] [--megabytes 30]. Each file is made here, seeded, as large as asked. CPU
seconds, best of the rounds. Beside SMS XML `ElementTree.iterparse`, each element dropped once it is seen; beside a chat
one regular expression that knows the form of its stamps, over the whole text in memory. Both make nothing of what they
find. Asked: 50,000 events a second, 150 MB on a file of 1 GB.
"""

import argparse
import base64
import re
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple
from xml.etree.ElementTree import iterparse

from bench.chat_readers import peak_here  # noqa: F401 (called in the process that is measured)
from entregent.readers import catalogue
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions

NOW = 1_800_000_000
BEGIN = 1_500_000_000
WORDS = ("prune", "confiture", "atelier", "demain", "merci", "projet", "idée", "question", "où", "à", "plan", "🌻")
Pieces = Iterator[tuple[str, int]]
"""Text, and how many events it holds."""


class Sample(NamedTuple):
    """A kind of file: its reader, its name, what it holds, for ever on, its end, and what the peer does with it."""

    reader: str
    file: str
    pieces: Callable[[Random], Pieces]
    end: str
    peer: Callable[[Path], None]


def words(rng: Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randrange(2, 18)))


def readable(at: int) -> str:
    """A local date as the app writes it, four hours west."""
    return time.strftime("%d %b %Y %H:%M:%S", time.gmtime(at - 4 * 3600))


def sms(rng: Random) -> Pieces:
    """SMS Backup & Restore: all of its attributes; emoji whole, for the peer dies of their halves."""
    yield "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n<smses count=\"1\">\n", 0
    for number in range(sys.maxsize):
        at, who = BEGIN + number, rng.randrange(2_000)
        body = words(rng).replace("🌻", "&#127803;")
        yield (
            (
                f'  <sms protocol="0" address="+1514555{who:04}" date="{at}123" type="{1 + number % 2}" subject="null"'
                f' body="{body}" toa="null" sc_toa="null" service_center="null" read="1" status="-1" locked="0"'
                f' date_sent="{at}000" sub_id="1" readable_date="{readable(at)}" contact_name="Personne {who}" />\n'
            ),
            1,
        )


def mms(rng: Random) -> Pieces:
    """Mostly pictures: an MMS in a group of four with two hundred kilobytes of them, then ten SMS."""
    picture = base64.b64encode(rng.randbytes(150_000)).decode()
    rows = sms(rng)
    yield next(rows)
    for number in range(sys.maxsize):
        at = BEGIN + number * 60
        people = [f"+1514555{rng.randrange(2_000):04}" for _ in range(3)]
        addresses = "".join(
            f'      <addr address="{one}" type="{137 if n == 0 else 151}" charset="106" />\n'
            for n, one in enumerate([*people, "+15145559999"])
        )
        yield (
            (
                f'  <mms date="{at}000" msg_box="1" address="{"~".join(people)}" m_type="132"'
                f' readable_date="{readable(at)}" contact_name="">\n    <parts>\n'
                f'      <part seq="0" ct="image/jpeg" name="a.jpg" text="null" data="{picture}" />\n'
                f'      <part seq="0" ct="text/plain" text="{words(rng)}" />\n    </parts>\n    <addrs>\n{addresses}'
                "    </addrs>\n  </mms>\n"
            ),
            1,
        )
        for _ in range(10):
            yield next(rows)


def chat(rng: Random, people: int) -> Pieces:
    """A French chat for Android: one in ten in several lines, one in twenty a picture."""
    at = datetime(2009, 3, 13)  # noqa: DTZ001 (local by meaning)
    yield f"{at:%d/%m/%Y} à {at:%H:%M} - Les messages et les appels sont chiffrés de bout en bout.\n", 0
    for number in range(sys.maxsize):
        at += timedelta(seconds=rng.randrange(60))
        text = words(rng) if number % 20 else "<Médias omis>"
        more = f"\n{words(rng)}" if not number % 10 else ""
        yield f"{at:%d/%m/%Y} à {at:%H:%M} - Personne {rng.randrange(people)}: {text}{more}\n", 1


def chat_of_two(rng: Random) -> Pieces:
    """Two people."""
    return chat(rng, 2)


def chat_of_many(rng: Random) -> Pieces:
    """A group of forty."""
    return chat(rng, 40)


def parse_events(path: Path) -> None:
    """The standard library's way through a big XML file."""
    for _, element in iterparse(path):
        element.clear()


_STAMP = re.compile(r"^(\d\d/\d\d/\d{4}) à (\d\d:\d\d) - ([^:\n]+): ", re.MULTILINE)


def find_stamps(path: Path) -> None:
    """What parsers of a known form do: one expression over the whole text."""
    deque(_STAMP.finditer(path.read_text(encoding="utf-8")), maxlen=0)


SAMPLES = {
    "sms": Sample("phone_sms", "sms.xml", sms, "</smses>\n", parse_events),
    "sms, pictures": Sample("phone_sms", "sms.xml", mms, "</smses>\n", parse_events),
    "chat of two": Sample("chat_whatsapp", "Discussion WhatsApp avec Personne 1.txt", chat_of_two, "", find_stamps),
    "group of 40": Sample("chat_whatsapp", "Discussion WhatsApp avec Prunes.txt", chat_of_many, "", find_stamps),
}


def made(sample: Sample, path: Path, megabytes: float) -> int:
    """Write a file of at least so many megabytes; how many events it holds."""
    size = events = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        for text, count in sample.pieces(Random(4)):
            out.write(text)
            size += len(text)
            events += count
            if size > megabytes * 1e6 and count:
                break
        out.write(sample.end)
    return events


def read_all(reader: str, path: Path) -> None:
    """What the reader makes of the file, one thing after another."""
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    document = Document(str(path), path.name, head, path.stat().st_size, lambda: path.open("rb", buffering=HEAD_BYTES))
    read = catalogue.load(dict(catalogue.READERS)[reader]).read(document, ReadOptions(now=NOW))
    deque(read, maxlen=0)


def peak_bytes(reader: str, path: Path) -> int:
    """Peak memory of a process that does nothing but read the file."""
    code = (
        "import sys; from pathlib import Path; from bench.phone_readers import peak_here, read_all;"
        " read_all(sys.argv[1], Path(sys.argv[2])); print(peak_here())"
    )
    told = subprocess.run([sys.executable, "-c", code, reader, str(path)], capture_output=True, text=True, check=True)
    return int(told.stdout)


def seconds(work: Callable[[], None], rounds: int) -> float:
    """CPU seconds of the best round."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Texts and chats of the telephone")
    options.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(SAMPLES)}")
    options.add_argument("--megabytes", type=float, default=30)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    print(f"{'file':14}{'MB':>7}{'events':>11}{'cpu s':>8}{'events/s':>10}{'MB/s':>6}{'peak MB':>9}{'peer s':>8}")
    for name, sample in SAMPLES.items():
        if not chosen.names or name in chosen.names:
            with tempfile.TemporaryDirectory() as folder:
                print(row(name, sample, Path(folder) / sample.file, chosen), flush=True)


def row(name: str, sample: Sample, path: Path, chosen: argparse.Namespace) -> str:
    """One line of the table."""
    events = made(sample, path, chosen.megabytes)
    megabytes = path.stat().st_size / 1e6
    ours = seconds(lambda: read_all(sample.reader, path), chosen.rounds)
    peak = peak_bytes(sample.reader, path) / 1e6
    # A whole chat of a gigabyte as text is more than a fair machine would give the peer.
    compared = sample.peer is parse_events or megabytes < 200
    theirs = f"{seconds(lambda: sample.peer(path), chosen.rounds):.2f}" if compared else "-"
    rates = f"{events / ours:10,.0f}{megabytes / ours:6,.0f}"
    return f"{name:14}{megabytes:7,.0f}{events:11,}{ours:8.2f}{rates}{peak:9,.0f}{theirs:>8}"


if __name__ == "__main__":
    main()
