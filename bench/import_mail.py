"""Import of mail, whole processes: `entregent import` beside `notmuch new` and `mu init` + `mu index`.

Run: python -m bench.import_mail [--maildir 20000] [--mbox 200000] [--runs 3]. All three read the same Maildir into a
fresh store, in turn; the peers index bodies too, ours reads headers and sizes. The mbox rows are ours alone: reader,
who is who, ties, plan and search index, then the same import again into the same book.
"""

import argparse
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from bench.measuring import Run, Table, entregent, environment, made_mail, megabytes, middle, run, side_by_side, warm

HOW_TO_GET = {"notmuch": "apt install notmuch", "mu": "apt install maildir-utils"}


def imported(mail: Path, book: Path, *, fresh: bool = True) -> Run:
    """One import into a book, made anew if asked."""
    if fresh:
        remove_book(book)
    return run(entregent(book, "import", "--quiet", str(mail)))


def remove_book(book: Path) -> None:
    for left in book.parent.glob(f"{book.name}*"):
        left.unlink()


def notmuch_new(mail: Path, folder: Path) -> Run:
    """A first `notmuch new` on this Maildir, its database beside it."""
    store = folder / "notmuch"
    shutil.rmtree(store, ignore_errors=True)
    store.mkdir()
    config = folder / "notmuch-config"
    config.write_text(
        f"[database]\npath={store}\nmail_root={mail}\n[user]\nname=Owner\nprimary_email=owner@example.org\n"
        "[maildir]\nsynchronize_flags=false\n[search]\nexclude_tags=\n",
        encoding="utf-8",
    )
    return run(["notmuch", f"--config={config}", "new", "--quiet", "--no-hooks"])


def mu_index(mail: Path, folder: Path) -> Run:
    """A first `mu init` and `mu index` on this Maildir, together."""
    home = folder / "mu"
    shutil.rmtree(home, ignore_errors=True)
    began = run(["mu", "init", "--quiet", f"--muhome={home}", f"--maildir={mail}"], environment(HOME=str(folder)))
    indexed = run(["mu", "index", "--quiet", f"--muhome={home}"], environment(HOME=str(folder)))
    return Run(began.wall + indexed.wall, began.cpu + indexed.cpu, max(began.parent, indexed.parent), 0, indexed.output)


def beside_peers(messages: int, runs: int, folder: Path) -> None:
    """The Maildir table."""
    mail = warm(made_mail(messages) / "maildir")
    book = folder / "maildir.book"
    works: dict[str, Callable[[], Run]] = {"entregent import": partial(imported, mail, book)}
    for name, program, work in (("notmuch new", "notmuch", notmuch_new), ("mu init + index", "mu", mu_index)):
        if shutil.which(program):
            works[name] = partial(work, mail, folder)
        else:
            print(f"{program} is not on the PATH: {HOW_TO_GET[program]}", file=sys.stderr)
    measured = side_by_side(works, runs)
    wall = {name: middle([one.wall for one in got]) for name, got in measured.items()}
    cpu = {name: middle([one.cpu for one in got]) for name, got in measured.items()}
    ours = "entregent import"
    bounds = {"notmuch new": "20", "mu init + index": "10"}
    table = Table(f"Maildir, {messages:,} messages", "wall s", "cpu s", "peak", "wall / ours", "cpu / ours", "bound")
    for name, got in measured.items():
        peak = megabytes(max(one.peak for one in got))
        table.add(
            f"{name} (headers)" if name == ours else f"{name} (bodies too)",
            f"{wall[name]:.2f}",
            f"{cpu[name]:.2f}",
            peak,
            f"{wall[name] / wall[ours]:.1f}",
            f"{cpu[name] / cpu[ours]:.1f}",
            bounds.get(name, ""),
        )
    table.show()


def whole_mbox(messages: int, folder: Path) -> None:
    """The mbox table."""
    box = warm(made_mail(messages) / "box.mbox")
    book = folder / "mbox.book"
    first = imported(box, book)
    again = imported(box, book, fresh=False)
    table = Table(f"mbox, {messages:,} messages, {megabytes(box.stat().st_size)}", "wall s", "cpu s", "figure", "bound")
    rate, cpu_rate = messages / first.wall, messages / first.cpu
    table.add("first import", f"{first.wall:.1f}", f"{first.cpu:.1f}", f"{rate:,.0f} messages/s", "20,000")
    table.add("  by cpu of both processes", "", "", f"{cpu_rate:,.0f} messages/s")
    table.add("  peak, parent + child", "", "", f"{megabytes(first.parent)} + {megabytes(first.child)}", "300 MB")
    table.add("same again", f"{again.wall:.1f}", f"{again.cpu:.1f}", f"{first.wall / again.wall:.1f}x faster", "3x")
    table.add("book", "", "", f"{megabytes(book.stat().st_size)}, {events_in(book):,} events")
    table.show()


def events_in(book: Path) -> int:
    """How many events a book holds; counted by another SQLite than ours."""
    connection = sqlite3.connect(f"file:{book}?mode=ro", uri=True)
    try:
        return int(connection.execute("SELECT count(*) FROM event").fetchone()[0])
    finally:
        connection.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--maildir", type=int, default=20_000, help="messages in the Maildir; 0 leaves it out")
    parser.add_argument("--mbox", type=int, default=200_000, help="messages in the mbox; 0 leaves it out")
    parser.add_argument("--runs", type=int, default=3)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="entregent-bench-") as folder:
        if asked.maildir:
            beside_peers(asked.maildir, asked.runs, Path(folder))
        if asked.maildir and asked.mbox:
            print()
        if asked.mbox:
            whole_mbox(asked.mbox, Path(folder))


if __name__ == "__main__":
    main()
