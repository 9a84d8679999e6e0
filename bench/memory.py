"""Memory of an import as the mail grows, and what a large book costs on disk, by table.

Run: python -m bench.memory [--messages 200000] [--people 50000] [--events 5000000]. Peak memory is the high-water
mark of the importing process plus that of the reading one. Bytes per part: all pages but those of the search index,
less the text of titles, by the number of `part` rows.
"""

import argparse
import tempfile
from pathlib import Path

import apsw

from bench.book_maker import made_book
from bench.import_mail import imported
from bench.measuring import Table, made_mail, megabytes


def peaks(messages: int) -> None:
    """Peak memory of imports of growing mail by the same people."""
    people = max(200, messages // 25)
    table = Table(f"import of an mbox, {people:,} people", "size", "parent", "child", "both", "bound")
    with tempfile.TemporaryDirectory(prefix="entregent-bench-") as folder:
        for count in (messages // 8, messages // 2, messages):
            box = made_mail(count, people) / "box.mbox"
            got = imported(box, Path(folder) / f"{count}.book")
            table.add(
                f"{count:,} messages",
                megabytes(box.stat().st_size),
                megabytes(got.parent),
                megabytes(got.child),
                megabytes(got.peak),
                "300 MB",
            )
    table.show()


def pages(book: Path) -> dict[str, int]:
    """Bytes of each table with its indexes, from SQLite's own page statistics."""
    connection = apsw.Connection(str(book), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        found: dict[str, int] = {}
        for table, size in connection.execute(
            "SELECT coalesce(m.tbl_name, s.name), sum(s.pgsize) FROM dbstat s"
            " LEFT JOIN sqlite_master m ON m.name = s.name WHERE s.aggregate = TRUE GROUP BY 1"
        ):
            found[str(table)] = found.get(str(table), 0) + int(size)
        return found
    finally:
        connection.close()


def counted(book: Path) -> tuple[int, int, int]:
    """(events, parts, bytes of titles)."""
    connection = apsw.Connection(str(book), flags=apsw.SQLITE_OPEN_READONLY)
    try:
        rows = connection.execute(
            "SELECT count(*) FROM event UNION ALL SELECT count(*) FROM part"
            " UNION ALL SELECT coalesce(sum(octet_length(title)), 0) FROM event"
        )
        events, parts, titles = (int(str(row[0])) for row in rows)
        return events, parts, titles
    finally:
        connection.close()


def on_disk(name: str, book: Path) -> None:
    """What a book costs by table, and by part."""
    sizes = pages(book)
    events, parts, titles = counted(book)
    search = sum(size for table, size in sizes.items() if "_text" in table)
    rest = sum(sizes.values()) - search - titles
    table = Table(f"{name}: {events:,} events, {parts:,} parts", "bytes", "per part", "bound")

    def line(what: str, size: int, bound: str = "") -> None:
        table.add(what, f"{size:,}", f"{size / parts:.1f}", bound)

    line("part", sizes["part"])
    line("event, without titles", sizes["event"] - titles)
    named = ("handle", "handle_name", "person", "tie", "standing")
    for other in named:
        line(other, sizes.get(other, 0))
    line("all other tables", rest - sizes["part"] - sizes["event"] + titles - sum(sizes.get(t, 0) for t in named))
    line("everything but titles and search", rest, "60")
    line("titles", titles)
    line("search index", search)
    table.show()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--messages", type=int, default=200_000)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--events", type=int, default=5_000_000)
    asked = parser.parse_args()
    peaks(asked.messages)
    print()
    on_disk("made book", made_book(asked.people, asked.events))
    print()
    with tempfile.TemporaryDirectory(prefix="entregent-bench-") as folder:
        book = Path(folder) / "mail.book"
        imported(made_mail(asked.messages) / "box.mbox", book)
        on_disk("imported mail", book)


if __name__ == "__main__":
    main()
