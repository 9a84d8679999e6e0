"""Chats and networks in JSON: events a second and peak memory of each reader alone, beside `json.load`.

Run: python -m bench.chat_readers [NAME…] [--megabytes 30]. Each file is made here, seeded, as large as asked. CPU
seconds, best of three rounds; the standard library loads the whole document and does nothing with it, which only it can
do as long as it fits in memory. Asked: 50,000 events a second where the issue says so, 150 MB on a file of 1 GB.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from entregent.readers import catalogue
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions

NOW = 1_800_000_000
BEGIN = 1_600_000_000
WORDS = ("prune", "confiture", "atelier", "demain", "merci", "projet", "idée", "question", "où", "à", "plan", "🌻")
Pieces = Iterator[tuple[str, int]]
"""Text, and how many events it holds."""


class Sample(NamedTuple):
    """A kind of file: its reader, its name, and what it holds, for ever on."""

    reader: str
    file: str
    pieces: Callable[[Random], Pieces]
    end: str
    by_line: bool = False
    """One document a line: the standard library loads line by line."""


def words(rng: Random) -> str:
    return " ".join(rng.choices(WORDS, k=rng.randrange(2, 18)))


def messenger(rng: Random) -> Pieces:
    """A thread of Messenger: mojibake, every twentieth with a photo, one in a hundred a call."""
    yield '{"participants":[{"name":"Bob"},{"name":"Zo\\u00c3\\u00a9"}],"title":"Bob","messages":[', 0
    for number in range(sys.maxsize):
        said: dict[str, object] = {
            "sender_name": rng.choice(("Bob", "Zo\u00c3\u00a9")),
            "timestamp_ms": (BEGIN + number) * 1000 + rng.randrange(1000),
            "content": words(rng).encode().decode("latin-1"),
            "is_geoblocked_for_viewer": False,
        }
        if not number % 20:
            said["photos"] = [{"uri": f"messages/inbox/bob_1015/photos/{number}.jpg", "creation_timestamp": BEGIN}]
        if not number % 100:
            said["call_duration"] = rng.randrange(2_000)
        yield ("," if number else "") + json.dumps(said, indent=2), 1


def telegram(rng: Random) -> Pieces:
    """A full export of Telegram: chats of two and groups of eight, a third of the texts in pieces."""
    yield '{"about":"","personal_information":{"user_id":1,"first_name":"Zoé"},"chats":{"about":"","list":[', 0
    number = 0
    while True:
        others = [rng.randrange(2, 5_000) for _ in range(1 if rng.random() < 0.8 else 8)]
        kind = "personal_chat" if len(others) == 1 else "private_supergroup"
        yield ("," if number else "") + json.dumps({"name": f"P{others[0]}", "type": kind, "id": others[0]})[:-1], 0
        yield ',"messages":[', 0
        for turn in range(rng.randrange(10, 2_000)):
            number += 1
            text = words(rng)
            said = {
                "id": number,
                "type": "message",
                "date": "2024-01-01T09:00:00",
                "date_unixtime": str(BEGIN + number),
                "from": "Somebody",
                "from_id": f"user{rng.choice([1, *others])}",
                "text": text if turn % 3 else [text, {"type": "link", "text": "https://example.org/"}],
                "text_entities": [{"type": "plain", "text": text}],
            }
            yield ("," if turn else "") + json.dumps(said, ensure_ascii=False, indent=1), 1
        yield "]}", 0


def signal(rng: Random) -> Pieces:
    """Signal's own export: one line a message."""
    yield '{"backupTimeMs":"1"}\n{"recipient":{"id":"1","self":{}}}\n', 0
    for number in range(2, 500):
        person = {"recipient": {"id": str(number), "contact": {"e164": f"1514555{number:04}", "profileGivenName": "P"}}}
        yield (
            json.dumps(person) + "\n" + json.dumps({"chat": {"id": str(number), "recipientId": str(number)}}) + "\n",
            0,
        )
    for number in range(sys.maxsize):
        chat = str(rng.randrange(2, 500))
        way = rng.choice(("incoming", "outgoing"))
        item = {
            "chatId": chat,
            "authorId": "1" if way == "outgoing" else chat,
            "dateSent": str((BEGIN + number) * 1000),
            way: {"dateReceived": str((BEGIN + number) * 1000), "read": True, "sealedSender": True},
            "standardMessage": {"text": {"body": words(rng)}, "reactions": []},
        }
        yield json.dumps({"chatItem": item}, ensure_ascii=False) + "\n", 1


def signal_text(rng: Random) -> Pieces:
    """A chat as signal-export writes it."""
    for number in range(sys.maxsize):
        day, second = divmod(number * 7, 86_400)
        stamp = f"{2000 + day // 336:04}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        at = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        yield f"[{stamp} {at}] {rng.choice(('Me', 'Bob'))}: {words(rng)}  \n\n", 1


SAMPLES = {
    "messenger": Sample("social_facebook", "message_1.json", messenger, "]}"),
    "telegram": Sample("chat_telegram", "result.json", telegram, "]}]}}"),
    "signal": Sample("chat_signal", "main.jsonl", signal, "", by_line=True),
    "signal text": Sample("chat_signal", "chat.md", signal_text, ""),
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


def load_whole(sample: Sample, path: Path) -> None:
    with path.open(encoding="utf-8") as stream:
        if sample.by_line:
            deque(map(json.loads, stream), maxlen=0)
        else:
            json.load(stream)


def peak_bytes(reader: str, path: Path) -> int:
    """Peak memory of a process that does nothing but read the file."""
    code = (
        "import sys; from pathlib import Path; from bench.chat_readers import peak_here, read_all;"
        " read_all(sys.argv[1], Path(sys.argv[2])); print(peak_here())"
    )
    told = subprocess.run([sys.executable, "-c", code, reader, str(path)], capture_output=True, text=True, check=True)
    return int(told.stdout)


def peak_here() -> int:
    """Peak memory of this process. What the system counts as used is handed down by whoever started it, so not that."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM:"))
        return int(line.split()[1]) * 1024
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)


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
    options = argparse.ArgumentParser(description="Chats and networks in JSON")
    options.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(SAMPLES)}")
    options.add_argument("--megabytes", type=float, default=30)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    print(f"{'file':13}{'MB':>7}{'events':>11}{'cpu s':>8}{'events/s':>11}{'peak MB':>9}{'json.load s':>13}")
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
    # Above this the standard library would need many times as much memory as this machine may have.
    compared = sample.file != "chat.md" and megabytes < 200
    whole = f"{seconds(lambda: load_whole(sample, path), chosen.rounds):.2f}" if compared else "-"
    return f"{name:13}{megabytes:7,.0f}{events:11,}{ours:8.2f}{events / ours:11,.0f}{peak:9,.0f}{whole:>13}"


if __name__ == "__main__":
    main()
