"""Coverage: what one mailbox shows of the ties among its people, told from that mailbox alone, against all mailboxes.

Run: python -m bench.coverage. net-enron-184: each of the 184 in turn is the owner, who sees the messages they wrote or
got. Truth: who wrote to whom of their people in anybody's messages. Each estimate is fitted, where it is fitted at all,
without the mailbox that it is told for.
"""

import csv
import math
import time
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path
from typing import Final, NamedTuple

import numpy as np

from bench.measuring import Table
from bench.tie_networks import read_member
from entregent.network.coverage import seen_share

FEWEST: Final = 12
CROWD: Final = 20


class Box(NamedTuple):
    """What one mailbox shows, and how much that is of the truth."""

    known: int
    tied: int
    seen: int
    once: int
    twice: int
    halves: float
    truth: float


def messages() -> list[tuple[int, frozenset[int]]]:
    """(sender, everybody) of each message."""
    people: dict[tuple[str, int], set[int]] = defaultdict(set)
    for row in csv.DictReader(read_member("net-enron-184", "events.csv.gz")):
        people[row["time"], int(row["src"])].add(int(row["dst"]))
    return [(sender, frozenset(to | {sender})) for (_, sender), to in sorted(people.items())]


def boxes() -> list[Box]:
    """Every mailbox that shows enough to say something."""
    sent = messages()
    wrote = {frozenset((by, one)) for by, people in sent if len(people) <= CROWD + 1 for one in people if one != by}
    found = []
    for owner in sorted({one for _, people in sent for one in people}):
        mine = [(by, people - {owner}) for by, people in sent if owner in people]
        # One's people: whom one wrote to, and who wrote to one.
        known = frozenset[int]().union(*(people if by == owner else {by} for by, people in mine))
        few = [people & known for _, people in mine if len(people) <= CROWD]
        times = Counter(frozenset(pair) for people in few for pair in combinations(sorted(people), 2))
        truth = {pair for pair in wrote if pair <= known}
        if len(times) < FEWEST or len(truth) < FEWEST:
            continue
        counted = Counter(times.values())
        tied, share = len(frozenset[int]().union(*times)), len(times) / len(times.keys() | truth)
        found.append(Box(len(known), tied, len(times), counted[1], counted[2], halves(few, len(times)), share))
    return found


def halves(mine: list[frozenset[int]], seen: int) -> float:
    """Capture and recapture between the earlier and the later half (Chapman 1951)."""
    cut = len(mine) // 2
    first, second = (
        {pair for people in half for pair in combinations(sorted(people), 2)} for half in (mine[:cut], mine[cut:])
    )
    whole = (len(first) + 1) * (len(second) + 1) / (len(first & second) + 1) - 1
    return min(seen / max(whole, seen), 1.0)


def chao(box: Box) -> float:
    """From how many ties were seen once and twice (Chao 1987)."""
    return box.seen / (box.seen + box.once * (box.once - 1) / (2 * (box.twice + 1)))


def left_out(some: list[Box]) -> list[float]:
    """By the share of people seen with somebody else, fitted without the box that it is told for."""
    x = np.array([[1.0, box.tied / box.known] for box in some])
    y = np.array([math.log(box.truth / (1 - box.truth + 1e-3)) for box in some])
    hat = x @ np.linalg.pinv(x)
    told = y - (y - hat @ y) / (1 - np.diag(hat))
    return [1 / (1 + math.exp(-one)) for one in told]


def main() -> None:
    some = boxes()
    truth = np.array([box.truth for box in some])
    shipped = [seen_share(box.tied, box.known) for box in some]
    told = {
        "Chao 1987": [chao(box) for box in some],
        "two halves": [box.halves for box in some],
        "share of people seen with another, left out": left_out(some),
        "as shipped (the same, fitted on all)": [one.share for one in shipped],
        "the middle of all, for everybody": [float(np.median(truth))] * len(some),
    }
    print(f"{len(some)} mailboxes; truth: median {np.median(truth):.2f}, 8 of 10 between", end=" ")
    print(f"{np.quantile(truth, 0.1):.2f} and {np.quantile(truth, 0.9):.2f}")
    table = Table("estimate", "correlation", "mean error", "too high")
    for name, found in told.items():
        off = np.array(found) - truth
        table.add(
            name,
            f"{np.corrcoef(found, truth)[0, 1]:.2f}" if len(set(found)) > 1 else "–",
            f"{np.abs(off).mean():.3f}",
            f"{(off > 0).mean():.0%}",
        )
    table.show()
    within = np.mean([one.low <= box.truth <= one.high for one, box in zip(shipped, some, strict=True)])
    print(f"the range holds {within:.0%} of them")
    print(time.strftime("%Y-%m-%d"), Path(__file__).name)


if __name__ == "__main__":
    main()
