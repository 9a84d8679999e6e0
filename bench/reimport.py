"""The same export again: a whole `entregent import` for the first time, of the same files, and of a newer export.

Run: python -m bench.reimport [NAME…] [--megabytes 20] [--runs 3]. One book for each source, made anew. "same" is the
export imported in full once more; "newer" the export that somebody makes a week later: all of it and a few messages
more, so that every byte is read again and nearly everything is known. Wall seconds, medians. Asked: again at least 3
times as fast as the first time.
"""

import argparse
import tempfile
from collections.abc import Callable
from pathlib import Path
from random import Random

from bench import linkedin_readers, phone_readers, social_readers
from bench.measuring import Table, entregent, middle, run, warm
from bench.reading import made

MORE = 1.02
"""How much larger the newer export is."""


def of_phone(name: str) -> Callable[[Path, float], int]:
    """One file of a telephone."""
    sample = phone_readers.SAMPLES[name]
    return lambda folder, megabytes: made(sample, folder / sample.file, megabytes)


def of_linkedin(folder: Path, megabytes: float) -> int:
    """The messages of LinkedIn."""
    return linkedin_readers.made_export(folder / "messages.csv", round(megabytes * 2_400))


def of_x(folder: Path, megabytes: float) -> int:
    """An archive of X: its account, messages, posts and followers."""
    data = folder / "data"
    data.mkdir()
    account = (
        f'[{{"account": {{"accountId": "{social_readers.OWNER}", "username": "zoe", "email": "zoe@example.org"}}}}]'
    )
    (data / "account.js").write_text(f"window.YTD.account.part0 = {account}", encoding="utf-8")
    events = 0
    for part in social_readers.PARTS:
        if part.share:
            count = round(megabytes * 1_700 * part.share / 100)
            social_readers.write(data / part.file, part, part.rows(Random(20_041), count))
            events += count
    return events


SOURCES: dict[str, Callable[[Path, float], int]] = {
    "WhatsApp, two": of_phone("chat of two"),
    "WhatsApp, 40": of_phone("group of 40"),
    "SMS": of_phone("sms"),
    "LinkedIn": of_linkedin,
    "X": of_x,
}


def imported(export: Path, book: Path) -> float:
    """Seconds of one import."""
    return run(entregent(book, "import", "--quiet", str(export))).wall


def measured(make: Callable[[Path, float], int], folder: Path, megabytes: float, runs: int) -> tuple[int, list[float]]:
    """(events, seconds of the first import, of the same again, of a newer export)."""
    export, newer = folder / "export", folder / "newer"
    for path, size in ((export, megabytes), (newer, megabytes * MORE)):
        path.mkdir()
        events = make(path, size)
        warm(path)
    told: list[list[float]] = [[], [], []]
    for number in range(runs):
        book = folder / f"{number}.book"
        told[0].append(imported(export, book))
        told[1].append(imported(export, book))
        # The newer export lies where the first one lay.
        export.rename(folder / "aside")
        newer.rename(export)
        told[2].append(imported(export, book))
        export.rename(newer)
        (folder / "aside").rename(export)
    return events, [middle(one) for one in told]


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="The same export again")
    options.add_argument("names", nargs="*", metavar="NAME", help=f"only these: {', '.join(SOURCES)}")
    options.add_argument("--megabytes", type=float, default=20)
    options.add_argument("--runs", type=int, default=3)
    chosen = options.parse_args()
    table = Table("import", "events", "first s", "same s", "times", "newer s", "times")
    for name, make in SOURCES.items():
        if chosen.names and name not in chosen.names:
            continue
        with tempfile.TemporaryDirectory() as folder:
            events, (first, same, newer) = measured(make, Path(folder), chosen.megabytes, chosen.runs)
        row = (f"{first:.2f}", f"{same:.2f}", f"{first / same:.1f}", f"{newer:.2f}", f"{first / newer:.1f}")
        table.add(name, f"{events:,}", *row)
    table.show()


if __name__ == "__main__":
    main()
