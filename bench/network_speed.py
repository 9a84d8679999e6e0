"""The map's measures on many people: groups, constraint, bridgeness, a way, a layout; time and memory.

Run: python -m bench.network_speed [--people 50000] [--ties 1000000]. A made network (three of four ties within groups,
some people with far more ties than others). Seconds are processor time and, in brackets, time passed. Bounds for 50,000
people and a million ties: groups, constraint and sampled bridgeness together 20 s and 1.5 GB; a way 20 ms.
"""

import argparse
import os
import time
from collections.abc import Callable
from typing import Final, TypeVar

import numpy as np

from bench.measuring import Table, high_water, megabytes, middle
from bench.networks import made
from entregent.network.brokers import bridgeness, constraint, cut_ties, roles
from entregent.network.chances import uniform
from entregent.network.communities import find_groups, matched, modularity
from entregent.network.graph import Graph, build
from entregent.network.layout import lay_out
from entregent.network.next_bridge import closeness, strengths
from entregent.network.spread import choose, top_degree
from entregent.network.tipping import tipping
from entregent.network.ways import ways

SOURCES: Final = 64
T = TypeVar("T")


class Clock:
    """A table of what each step took; together what some of them did."""

    def __init__(self, title: str) -> None:
        self._table = Table(title, "cpu s", "(passed)", "bound")
        self.together = 0.0

    def timed(self, name: str, work: Callable[[], T], bound: str = "", *, counts: bool = False) -> T:
        """What the work gives back; its time becomes a row."""
        passed, worked = time.perf_counter(), time.process_time()
        found = work()
        worked, passed = time.process_time() - worked, time.perf_counter() - passed
        self.together += worked if counts else 0.0
        self._table.add(name, f"{worked:.3f}", f"({passed:.2f})", bound)
        return found

    def show(self) -> None:
        """Print the rows."""
        self._table.show()


def of_ways(graph: Graph, generator: np.random.Generator) -> str:
    """The median and the slowest of fifty searches for somebody, from 300 people who would answer."""
    answers = np.zeros(graph.n)
    answers[generator.choice(graph.n, 300, replace=False)] = generator.random(300)
    passes = np.minimum(0.8 * graph.weights / (1 + graph.weights), 0.9)
    ways(graph, answers, passes, 0)
    took = []
    for target in generator.integers(0, graph.n, 50).tolist():
        begun = time.process_time()
        ways(graph, answers, passes, target)
        took.append(time.process_time() - begun)
    return f"a way, cpu: median {1000 * middle(took):.1f} ms, slowest of 50 {1000 * max(took):.1f} ms (bound 20 ms)"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=50_000)
    parser.add_argument("--ties", type=int, default=1_000_000)
    asked = parser.parse_args()
    generator = np.random.default_rng(1)
    graph = made(asked.people, asked.ties, groups=max(asked.people // 80, 1))
    before = high_water(os.getpid())
    clock = Clock(f"{graph.n:,} people, {graph.ties:,} ties, most of one {graph.degrees.max():,}")
    a, b, weights = graph.pairs()
    graph = clock.timed("build", lambda: build(graph.n, a, b, weights))
    groups = clock.timed("groups", lambda: find_groups(graph), counts=True)
    clock.timed("constraint of everybody", lambda: constraint(graph), counts=True)
    sources = generator.choice(graph.n, min(SOURCES, graph.n), replace=False).tolist()
    clock.timed(f"bridgeness from {len(sources)} people", lambda: bridgeness(graph, sources), counts=True)
    clock.timed("roles", lambda: roles(graph, groups))
    clock.timed("cut ties", lambda: cut_ties(graph))
    prepared = strengths(graph)
    clock.timed("closeness of one to everybody", lambda: closeness(graph, 7, prepared))
    clock.show()
    peak = high_water(os.getpid())
    print(f"groups, constraint and bridgeness together {clock.together:.1f} s of work (bound 20 s)")
    print(f"memory at its highest {megabytes(peak)} (bound 1,500 MB), {megabytes(before)} before the measures")
    print(of_ways(graph, generator) + "\n")
    small = made(5_000, 100_000, groups=60)
    clock = Clock(f"{small.n:,} people, {small.ties:,} ties")
    groups = clock.timed("groups", lambda: find_groups(small))
    again = clock.timed("groups again, from those before", lambda: find_groups(small, seed=1, before=groups))
    places = clock.timed("layout", lambda: lay_out(small, groups))
    clock.timed("layout again, from the one before", lambda: lay_out(small, groups, before=places))
    clock.timed("constraint of everybody", lambda: constraint(small))
    clock.timed("bridgeness from 64 people", lambda: bridgeness(small, range(0, small.n, small.n // 64)))
    clock.timed("roles", lambda: roles(small, groups))
    clock.timed("whom to tell first, 10", lambda: choose(uniform(small, 0.02), 10), "1 s")
    clock.timed("tipping, three assumptions", lambda: tipping(small, top_degree(small, 200)))
    clock.show()
    kept = np.mean(matched(again, groups, small.n) == groups)
    print(f"modularity {modularity(small, groups):.3f}; labels kept from seed to seed {kept:.1%}")


if __name__ == "__main__":
    main()
