"""LinkedIn's messages: events a second and peak memory of the reader alone, beside the standard library's CSV reader.

Run: python -m bench.linkedin_readers [--messages 100000]. The file is made here, seeded: conversations of two and of
groups, every field quoted, a third of the texts over several lines, as exports since 2026 have it. CPU seconds, best of
three rounds in turn; the standard library splits rows and nothing more. Asked: 50,000 events a second, 150 MB.
"""

import argparse
import csv
import subprocess
import sys
import tempfile
import time
from collections import deque
from pathlib import Path
from random import Random

from entregent.readers.base import HEAD_BYTES, Document, ReadOptions
from entregent.readers.social_linkedin import LinkedinExport

NOW = 1_800_000_000
HEADS = (
    *("CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE"),
    *("SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS", "IS MESSAGE DRAFT", "IS CONVERSATION DRAFT"),
)
WORDS = ("prune", "confiture", "atelier", "demain", "merci", "projet", "idée", "question", "the", "of", "plan", "note")
PEOPLE = 3_000


def made_export(path: Path, messages: int, words: int = 25) -> int:
    """Write a messages.csv of at least so many rows; the number of rows."""
    rng = Random(20_040)
    people = [(f"Person{n} Name{n % 77}", f"https://www.linkedin.com/in/person-{n:x}") for n in range(PEOPLE)]
    me = ("Ann Archer", "https://www.linkedin.com/in/ann-archer")
    count, conversation = 0, 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        writer.writerow(HEADS)
        while count < messages:
            conversation += 1
            members = [me, *rng.sample(people, 1 if rng.random() < 0.9 else rng.randrange(2, 9))]
            at = rng.randrange(1_300_000_000, NOW - 40_000_000)
            for _ in range(rng.randrange(2, 60)):
                sender = rng.choice(members)
                others = [one for one in members if one != sender]
                at += rng.randrange(30, 90_000)
                text = " ".join(rng.choices(WORDS, k=rng.randrange(3, words)))
                if rng.random() < 0.3:
                    text += f'\n\n"{text[:20]}"\n'
                writer.writerow(
                    (
                        *(f"2-{conversation:020x}==", "", *sender),
                        *(", ".join(name for name, _ in others), ",".join(url for _, url in others)),
                        *(time.strftime("%Y-%m-%d %H:%M:%S UTC", time.gmtime(at)), "", text, "INBOX", "", "No", "No"),
                    )
                )
                count += 1
    return count


def read_all(path: Path) -> None:
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    document = Document(str(path), path.name, head, path.stat().st_size, lambda: path.open("rb", buffering=HEAD_BYTES))
    deque(LinkedinExport().read(document, ReadOptions(now=NOW)), maxlen=0)


def split_only(path: Path) -> None:
    with path.open(encoding="utf-8", newline="") as stream:
        deque(csv.reader(stream), maxlen=0)


def peak_bytes(path: Path) -> int:
    """Peak memory of a process that does nothing but read the file."""
    code = (
        "import resource, sys; from pathlib import Path; from bench.linkedin_readers import read_all;"
        " read_all(Path(sys.argv[1])); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return int(told.stdout) * (1 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="LinkedIn's messages")
    options.add_argument("--messages", type=int, default=100_000)
    options.add_argument("--words", type=int, default=25, help="longest text")
    chosen = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "messages.csv"
        count = made_export(path, chosen.messages, chosen.words)
        best = {"social_linkedin: interactions": 9e9, "stdlib csv.reader, rows only": 9e9}
        for _ in range(3):
            for name, work in zip(best, (read_all, split_only), strict=True):
                began = time.process_time()
                work(path)
                best[name] = min(best[name], time.process_time() - began)
        print(f"{'reader':34}{'cpu s':>8}{'events/s':>12}")
        for name, seconds in best.items():
            print(f"{name:34}{seconds:8.2f}{count / seconds:12,.0f}")
        size = path.stat().st_size
        print(f"\n{count:,} messages, {size / 1e6:,.0f} MB; peak memory of reading {peak_bytes(path) / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
