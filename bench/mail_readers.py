"""Mail readers on one generated mbox: ours against the standard library's header parser and fast-mail-parser.

Run: python -m bench.mail_readers [--messages 20000]. Every row decodes From, To and Cc to names and addresses, Date to
UTC seconds, and Subject, except fast-mail-parser's, which parses neither addresses nor dates. CPU seconds, best of
four rounds in turn, one process; the reader's memory of addresses is emptied before each round.
"""

import argparse
import gc
import importlib.util
import re
import subprocess
import sys
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from email.header import decode_header, make_header
from email.parser import BytesHeaderParser
from email.utils import getaddresses, mktime_tz, parsedate_tz
from pathlib import Path

from entregent.formats.mail_date import is_plausible, parse_mail_date
from entregent.formats.mail_header import find_fields
from entregent.formats.mbox import RawMessage, mbox_messages
from entregent.model.interaction import Interaction
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions
from entregent.readers.mail_mbox import MboxReader
from entregent.readers.mail_message import ADDRESSES

MAKER = Path(__file__).resolve().parents[2] / "shared" / "tools" / "make_mailbox.py"
NOW = 1_800_000_000
Fields = tuple[list[str], list[str], list[str], int | None, str]


def made_mailbox(folder: Path, messages: int) -> Path:
    """Write a seeded mbox with the shared generator."""
    box = folder / "box.mbox"
    command = [sys.executable, str(MAKER), "--messages", str(messages), "--mbox", str(box)]
    subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
    return box


def document(box: Path) -> Document:
    """The mbox as the import harness would hand it to a reader."""
    with box.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    return Document(str(box), box.name, head, box.stat().st_size, lambda: box.open("rb", buffering=0))


def raw_messages(box: Path) -> Iterator[RawMessage]:
    with box.open("rb", buffering=0) as stream:
        yield from mbox_messages(stream)


def whole_messages(box: Path) -> list[bytes]:
    """Header and body of each message, for parsers that want a message at a time."""
    return [m.header[1:] + b"\n\n" + m.body(1 << 40) for m in raw_messages(box)]


def stdlib_text(value: str) -> str:
    return str(make_header(decode_header(value)))


def stdlib_fields(raw: bytes, parser: BytesHeaderParser) -> Fields:
    """The same fields by the standard library alone."""
    message = parser.parsebytes(raw)
    lists = []
    for name in ("from", "to", "cc"):
        values = [str(value) for value in message.get_all(name, [])]
        lists.append([address.lower() for shown, address in getaddresses(values) if "@" in address and name_of(shown)])
    return lists[0], lists[1], lists[2], stdlib_date(str(message.get("date", ""))), subject_of(message.get("subject"))


def name_of(shown: str) -> bool:
    """Decode a display name, which is part of the work measured; always true."""
    stdlib_text(shown)
    return True


def subject_of(value: object) -> str:
    return stdlib_text(str(value)) if value is not None else ""


def stdlib_date(value: str) -> int | None:
    parsed = parsedate_tz(value)
    if parsed is None:
        return None
    try:
        return mktime_tz((*parsed[:9], parsed[9] or 0))
    except (ValueError, OverflowError):
        return None


def counted(results: Iterable[object]) -> int:
    """Run through and count."""
    return sum(1 for _ in results)


def timed(rows: list[tuple[str, Callable[[], int]]], rounds: int = 4) -> list[tuple[str, float]]:
    """CPU seconds of each row's best round; the rows take turns, so that a busy machine slows them alike."""
    best = dict.fromkeys((name for name, _ in rows), float("inf"))
    for _ in range(rounds):
        for name, work in rows:
            start = time.process_time()
            work()
            best[name] = min(best[name], time.process_time() - start)
    return list(best.items())


def read_all(box: Path) -> int:
    ADDRESSES.forget()
    options = ReadOptions(now=NOW)
    return sum(1 for found in MboxReader().read(document(box), options) if isinstance(found, Interaction))


def peers(box: Path) -> list[tuple[str, Callable[[], int]]]:
    """Each row's name and work. Messages are cut apart beforehand for the peers, not for us."""
    whole, parser = whole_messages(box), BytesHeaderParser()
    headers = [raw[: raw.find(b"\r\n\r\n") if b"\r\n\r\n" in raw[:20000] else raw.find(b"\n\n")] for raw in whole]
    rows: list[tuple[str, Callable[[], int]]] = [
        ("cut into messages only", lambda: counted(raw_messages(box))),
        (
            "cut and find raw fields",
            lambda: counted(find_fields(m.window, m.header_at, m.header_end) for m in raw_messages(box)),
        ),
        ("mail_mbox: interactions", lambda: read_all(box)),
        ("stdlib BytesHeaderParser, whole message", lambda: counted(stdlib_fields(raw, parser) for raw in whole)),
        ("stdlib BytesHeaderParser, header alone", lambda: counted(stdlib_fields(raw, parser) for raw in headers)),
    ]
    if importlib.util.find_spec("fast_mail_parser"):
        from fast_mail_parser import parse_email

        rows.append(("fast-mail-parser, whole message", lambda: counted(parse_email(raw) for raw in whole)))
        rows.append(("fast-mail-parser, header alone", lambda: counted(parse_email(raw + b"\n\n") for raw in headers)))
    return rows


def agreement(box: Path) -> list[str]:
    """Every difference in address or date between ours and the standard library's, one line each."""
    parser, differences = BytesHeaderParser(), []
    found = (x for x in MboxReader().read(document(box), ReadOptions(now=NOW)) if isinstance(x, Interaction))
    for number, (message, ours) in enumerate(zip(raw_messages(box), found, strict=True)):
        theirs = stdlib_fields(message.header[1:] + b"\n\n", parser)
        sender = [ours.sender.value] if ours.sender else []
        for name, mine, other in (
            ("from", sender, theirs[0]),
            ("to", [p.value for p in ours.to], theirs[1]),
            ("cc", [p.value for p in ours.cc], theirs[2]),
        ):
            if mine != list(dict.fromkeys(other)):
                apart = sorted(set(mine) ^ set(other))
                differences.append(f"{number} {name}: {apart}")
        expected = theirs[3] if theirs[3] is not None and is_plausible(theirs[3], NOW) else None
        written = re.search(rb"\n[Dd]ate:([^\n]*)", message.header)
        stamp = parse_mail_date(written[1].strip()) if written else None
        mine_at = stamp.at if stamp and is_plausible(stamp.at, NOW) else None
        if mine_at != expected or (expected is not None and ours.at != expected):
            differences.append(f"{number} date: {(written[1] if written else b'')!r} ours {mine_at} stdlib {theirs[3]}")
    return differences


def main() -> None:
    """Print the table, then the differences."""
    options = argparse.ArgumentParser(description="Mail readers side by side")
    options.add_argument("--messages", type=int, default=20_000)
    options.add_argument("--mbox", type=Path, help="use this file instead of making one")
    options.add_argument("--show", type=int, default=10, help="differences to print")
    chosen = options.parse_args()
    warnings.simplefilter("ignore")
    # As the reading process does, and for every row alike: nothing here makes cycles.
    gc.set_threshold(200_000, 20, 100)
    with tempfile.TemporaryDirectory() as folder:
        box = chosen.mbox or made_mailbox(Path(folder), chosen.messages)
        count = sum(1 for _ in raw_messages(box))
        rows = timed(peers(box))
        ours = next(seconds for name, seconds in rows if name.startswith("mail_mbox"))
        print(f"{'reader':42}{'cpu s':>8}{'msg/s':>10}{'ours is':>10}")
        for name, seconds in rows:
            print(f"{name:42}{seconds:8.2f}{count / seconds:10,.0f}{seconds / ours:9.2f}x")
        differences = agreement(box)
        print(f"\n{count:,} messages, {len(differences)} differences in address or date from the standard library")
        for line in differences[: chosen.show]:
            print(" ", line)


if __name__ == "__main__":
    main()
