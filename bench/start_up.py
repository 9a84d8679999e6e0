"""Start-up: the shortest commands and `today` on the sample network, against Python itself.

Run: python -m bench.start_up [--runs 11]. Medians of whole processes run in turn. The last column counts modules that
must not be loaded by then (they cost more than the command).
"""

import argparse
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final

from bench.measuring import Run, Table, entregent, kept_folder, middle, milliseconds, run, side_by_side

UNWANTED: Final = (
    *("numpy", "igraph", "email", "asyncio", "jinja2", "rich", "sqlite3", "phonenumbers", "dateutil", "rapidfuzz"),
    *("hashlib", "ssl", "zipfile", "tarfile", "subprocess", "multiprocessing", "importlib.metadata", "dataclasses"),
)
FORBIDDEN: Final = frozenset(("numpy", "igraph", "email", "asyncio", "jinja2", "rich"))
"""What the issue names; the rest of UNWANTED is told, not forbidden."""
_LISTING: Final = (
    "import sys; from entregent.cli.entry import run; code = run(sys.argv[1:]);"
    " print('\\nLOADED ' + ' '.join(sorted(sys.modules))); sys.exit(code)"
)


def sample_book() -> Path:
    """The demo's book, made once."""
    folder = kept_folder() / "demo"
    if not (folder / "carnet.book").exists():
        run([sys.executable, "-m", "entregent", "demo", "--folder", str(folder)])
    return folder / "carnet.book"


def loaded(arguments: list[str]) -> list[str]:
    """Which unwanted modules a command has loaded when it ends."""
    output = run([sys.executable, "-c", _LISTING, *arguments]).output
    modules = set(output.rpartition("LOADED ")[2].split())
    return [name for name in UNWANTED if name in modules]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=11)
    asked = parser.parse_args()
    book = sample_book()
    commands = {
        "python -c pass": [sys.executable, "-c", "pass"],
        "python -c 'import sqlite3'": [sys.executable, "-c", "import sqlite3"],
        "python -c 'import click'": [sys.executable, "-c", "import click"],
        "entregent --version": entregent(book, "--version"),
        "entregent --help": entregent(book, "--help"),
        "entregent today": entregent(book, "today"),
        "entregent today --json": entregent(book, "today", "--json"),
        "entregent people": entregent(book, "people"),
    }
    works: dict[str, Callable[[], Run]] = {name: partial(run, command) for name, command in commands.items()}
    measured = side_by_side(works, asked.runs)
    base = middle([one.wall for one in measured["python -c 'import sqlite3'"]])
    table = Table("sample network", "wall", "cpu", "x import sqlite3", "unwanted modules")
    for name, command in commands.items():
        wall, cpu = middle([one.wall for one in measured[name]]), middle([one.cpu for one in measured[name]])
        found = loaded(command[3:]) if name.startswith("entregent") else []
        shown = [f"{module}!" if module in FORBIDDEN else module for module in found]
        table.add(name, milliseconds(wall), milliseconds(cpu), f"{wall / base:.2f}", ", ".join(shown) or "-")
    table.show()


if __name__ == "__main__":
    main()
