"""The map from the book: cold, warm, and after an import of 1,000 messages; communities, constraint and bridgeness.

Run: python -m bench.network_book [--people 5000] [--ties 100000] [--big]. Each line is measured in a process of its own
on a copy of a book of planted groups. Cold: nothing is kept in the book yet. Again: another process, the day after an
import. Targets: 2 s cold at 5,000 people and 100,000 ties; 200 ms for the update; 20 s and 1.5 GB at 50,000 and 1 M.
"""

import argparse
import json
import shutil
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from bench.map_page import map_book
from bench.measuring import Table, environment, kept_folder, megabytes, milliseconds
from entregent.app.book import Book

LATE: Final = """
import json, resource, sys, time
from pathlib import Path
from entregent.app import bridging, mapping, meeting_pairs, placing, weighing
from entregent.app.opening import open_at
from entregent.model.interaction import DIGEST_BITS
from entregent.store import events

def timed(name, act):
    began = time.perf_counter()
    found = act()
    told[name] = time.perf_counter() - began
    return found

told = {}
import igraph, numpy  # noqa: E401, F401 - start-up is measured elsewhere
book = open_at(Path(sys.argv[1]), now=int(time.time()), as_of="")
net = timed("book to groups and places, nothing kept", lambda: mapping.network(book))
told["ties"], told["people"] = net.graph.ties, len(net.people)
timed("the same, kept in this process", lambda: mapping.network(book))
mapping._networks.clear(); book.network_of = ()
timed("the same in another process, kept in the book", lambda: mapping.network(book))
timed("constraint of everybody", lambda: placing.constraint(net))
timed("bridgeness (128 sources)", lambda: placing.bridgeness(net))
timed("the five roles", lambda: placing.roles(net))
from entregent.network import communities
timed("communities alone (Leiden)", lambda: communities.find_groups(net.graph))
timed("groups, first view", lambda: bridging.groups_view(book))
timed("groups, warm", lambda: bridging.groups_view(book))
timed("bridges, first view", lambda: bridging.bridges_view(book))
timed("bridges, warm", lambda: bridging.bridges_view(book))
who = str(int(net.people[int(net.graph.degrees.argmax())]))
bridging.place_of(book, who)
timed("one person's sentence, warm", lambda: bridging.place_of(book, who))
rows = {}
for at, number, how, amount, parts in [(i, *row) for i, row in enumerate(book.connection.rows(
    "SELECT id, how, amount, parts FROM event ORDER BY id DESC LIMIT 1000"))]:
    row = events.event_row((number - 1 - (at << 3), how, amount, parts, ""))
    rows[row.id] = row
with book.connection.writing():
    events.write(book.connection, rows, 1, frozenset(book.memo("owner", [])))
last = (book.now + 1 << DIGEST_BITS) - 1
state = meeting_pairs.whole_state(book, last)
timed("update after 1,000 messages", lambda: meeting_pairs._add(book, state, last))
timed("the map after it", lambda: mapping.network(book))
told["memory"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
print(json.dumps(told))
"""


def measured(people: int, ties: int) -> dict[str, float]:
    """What each step takes on a copy of such a book."""
    kept = map_book(people, ties)
    copy = kept_folder() / f"network-{people}.book"
    shutil.copy(kept, copy)
    with Book.open(copy, now=int(time.time())) as book:
        book.make_ready()
    out = subprocess.run([sys.executable, "-c", LATE, str(copy)], env=environment(), check=True, capture_output=True)
    for left in copy.parent.glob(f"{copy.name}*"):
        left.unlink()
    found: dict[str, float] = json.loads(out.stdout)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=5_000)
    parser.add_argument("--ties", type=int, default=100_000)
    parser.add_argument("--big", action="store_true", help="50,000 people and 1 M ties too")
    asked = parser.parse_args()
    sizes = [(asked.people, asked.ties), *([(50_000, 1_000_000)] if asked.big else [])]
    columns = [measured(*size) for size in sizes]
    table = Table("", *(f"{one['people']:,.0f} people, {one['ties']:,.0f} ties" for one in columns))
    for name in columns[0]:
        if name not in ("people", "ties"):
            shown = megabytes if name == "memory" else milliseconds
            table.add(name, *(shown(one[name]) for one in columns))
    table.show()
    print(time.strftime("%Y-%m-%d"), Path(__file__).name)


if __name__ == "__main__":
    main()
