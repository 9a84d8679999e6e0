"""What the benches of single readers share: a file made as large as asked, read by its reader alone, beside a peer."""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from bench.measuring import high_water
from entregent.readers import catalogue
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions

NOW: Final = 1_800_000_000
WORDS: Final = (
    "prune",
    "confiture",
    "atelier",
    "demain",
    "merci",
    "projet",
    "idée",
    "question",
    "où",
    "à",
    "plan",
    "🌻",
)
WHOLE_MEGABYTES: Final = 200
"""A peer that holds the whole file in memory is asked up to this size: more would need a machine of its own."""
Pieces = Iterator[tuple[str, int]]
"""Text, and how many events it holds."""


class Sample(NamedTuple):
    """A kind of file: its reader, its name, what it holds, for ever on, its end, and what a peer does with it."""

    reader: str
    file: str
    pieces: Callable[[Random], Pieces]
    end: str = ""
    peer: Callable[[Path], None] | None = None
    streams: bool = False
    """The peer reads any size."""


def words(rng: Random) -> str:
    """Some text."""
    return " ".join(rng.choices(WORDS, k=rng.randrange(2, 18)))


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
        "import sys; from pathlib import Path; from bench.reading import peak_here, read_all;"
        " read_all(sys.argv[1], Path(sys.argv[2])); print(peak_here())"
    )
    told = subprocess.run([sys.executable, "-c", code, reader, str(path)], capture_output=True, text=True, check=True)
    return int(told.stdout)


def peak_here() -> int:
    """Peak memory of this process. What the system counts as used is handed down by whoever started it, so not that."""
    import os
    import resource

    scale = 1 if sys.platform == "darwin" else 1024
    return high_water(os.getpid()) or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * scale


def seconds(work: Callable[[], None], rounds: int) -> float:
    """CPU seconds of the best round."""
    best = float("inf")
    for _ in range(rounds):
        began = time.process_time()
        work()
        best = min(best, time.process_time() - began)
    return best


def show(samples: Mapping[str, Sample], description: str, peer: str) -> None:
    """Ask which ones and how large, and print the table; `peer` is the heading of the last column."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(samples)}")
    options.add_argument("--megabytes", type=float, default=30)
    options.add_argument("--rounds", type=int, default=3)
    chosen = options.parse_args()
    print(f"{'file':14}{'MB':>7}{'events':>11}{'cpu s':>8}{'events/s':>10}{'MB/s':>6}{'peak MB':>9}{peer:>13}")
    for name, sample in samples.items():
        if not chosen.names or name in chosen.names:
            with tempfile.TemporaryDirectory() as folder:
                print(_row(name, sample, Path(folder) / sample.file, chosen), flush=True)


def _row(name: str, sample: Sample, path: Path, chosen: argparse.Namespace) -> str:
    events = made(sample, path, chosen.megabytes)
    megabytes = path.stat().st_size / 1e6
    ours = seconds(lambda: read_all(sample.reader, path), chosen.rounds)
    peak = peak_bytes(sample.reader, path) / 1e6
    peer = sample.peer if sample.streams or megabytes < WHOLE_MEGABYTES else None
    theirs = "-" if peer is None else f"{seconds(lambda: peer(path), chosen.rounds):.2f}"
    rates = f"{events / ours:10,.0f}{megabytes / ours:6,.0f}"
    return f"{name:14}{megabytes:7,.0f}{events:11,}{ours:8.2f}{rates}{peak:9,.0f}{theirs:>13}"
