"""All benches, one after another; with `--write` their tables stand in docs/benchmarks.md.

Run: python -m bench [NAME…] [--full] [--write]. Without `--full` each runs in a size that takes a minute or two.
Nothing else should run on the machine meanwhile: benches never run side by side.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import Final, NamedTuple

REPORT: Final = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


class Bench(NamedTuple):
    """A script of this package, with its arguments in the short and in the full run."""

    name: str
    short: tuple[str, ...] = ()
    full: tuple[str, ...] = ()


BENCHES: Final = (
    Bench("mail_readers", ("--messages", "10000", "--show", "0"), ("--messages", "200000", "--show", "0")),
    Bench("linkedin_readers", ("--messages", "60000"), ("--messages", "2000000", "--words", "100")),
    Bench("social_readers", ("--events", "60000"), ("--events", "1600000")),
    Bench("chat_readers", (), ("--megabytes", "1000", "--rounds", "1")),
    Bench("phone_readers", (), ("--megabytes", "1000", "--rounds", "1")),
    Bench("reimport", ("--megabytes", "8"), ("--megabytes", "20")),
    Bench("import_mail", ("--maildir", "5000", "--mbox", "20000", "--runs", "1"), ("--runs", "3")),
    Bench("import_stages", ("--messages", "20000"), ("--messages", "200000")),
    Bench("edits", ("--messages", "20000"), ("--messages", "200000")),
    Bench("memory", ("--messages", "20000", "--people", "5000", "--events", "500000")),
    Bench("start_up", ("--runs", "5"), ("--runs", "11")),
    Bench("today", ("--people", "5000", "--events", "500000", "--runs", "3"), ("--runs", "11")),
    Bench("identity"),
    Bench("identity_crossing", ("--seeds", "101", "102"), ()),
    Bench("identity_speed", ("10000",), ("50000",)),
    Bench("ties"),
    Bench("introductions", ("--seeds", "101", "102"), ()),
    Bench("planner"),
    Bench("sequential", ("--runs", "4000"), ()),
    Bench("network_book", (), ("--big",)),
    Bench("coverage"),
    Bench("influence", ("--simulations", "5000"), ()),
    Bench("next_bridge"),
    Bench("groups"),
    Bench("network_speed"),
    Bench("pages", ("--people", "5000", "--events", "200000", "--seconds", "2"), ("--seconds", "8")),
    Bench("map_page", ("--people", "1000", "--ties", "15000"), ()),
    Bench("page_paint", ("--people", "5000", "--events", "200000"), ()),
)


def command(bench: Bench, *, full: bool) -> list[str]:
    """What to type for this table."""
    return ["python", "-m", f"bench.{bench.name}", *(bench.full if full else bench.short)]


def measured(bench: Bench, *, full: bool) -> tuple[str, int]:
    """Run one bench, showing its table as it comes; return the table and the exit code."""
    typed = command(bench, full=full)
    print(f"\n$ {' '.join(typed)}", flush=True)
    process = subprocess.Popen(
        [sys.executable, *typed[1:]], stdout=subprocess.PIPE, stderr=None, text=True, encoding="utf-8"
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        print(line, end="", flush=True)
        lines.append(line.rstrip())
    return "\n".join(lines).strip("\n"), process.wait()


def written(report: str, bench: Bench, table: str, *, full: bool) -> str:
    """The report with this bench's block replaced. Raises LookupError when the report has no place for it."""
    begin, end = f"<!-- {bench.name} -->", f"<!-- /{bench.name} -->"
    block = f"{begin}\n```text\n$ {' '.join(command(bench, full=full))}\n\n{table}\n```\n{end}"
    found = re.subn(re.escape(begin) + ".*?" + re.escape(end), lambda _: block, report, flags=re.DOTALL)
    if not found[1]:
        raise LookupError(begin)
    return found[0]


def circumstances(*, full: bool) -> str:
    """When and on what the tables were made."""
    size = "full" if full else "short"
    day = time.strftime("%Y-%m-%d")
    cores = os.cpu_count()
    return f"Last written {day}, {size} sizes, {cores} cores, {platform.system()}, Python {platform.python_version()}."


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help="only these")
    parser.add_argument("--full", action="store_true", help="the sizes that docs/benchmarks.md speaks of")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    asked = parser.parse_args()
    unknown = set(asked.names) - {bench.name for bench in BENCHES}
    if unknown:
        parser.error(f"no bench called {', '.join(sorted(unknown))}")
    failed = []
    for bench in BENCHES:
        if asked.names and bench.name not in asked.names:
            continue
        table, code = measured(bench, full=asked.full)
        if code:
            failed.append(bench.name)
        if asked.write and table:
            report = REPORT.read_text(encoding="utf-8")
            report = re.sub(r"^Last written\b.*$", lambda _: circumstances(full=asked.full), report, flags=re.MULTILINE)
            REPORT.write_text(written(report, bench, table, full=asked.full), encoding="utf-8")
    if failed:
        print(f"\nended with an error: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
