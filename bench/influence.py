"""Whom to tell first: how many are reached, and how long choosing takes, beside pynetim's IMM and two plain rules.

Run: python -m bench.influence [--simulations 20000]. Reach is the mean of so many simulated spreads from the chosen
ones, all rows by the same simulation. pynetim (C++) takes its part where it is installed. Seconds are processor time of
this process and, in brackets, time passed: all on one machine, one after the other.
"""

import argparse
import importlib.util
import time
from collections.abc import Callable, Sequence
from typing import Final

import numpy as np

from bench.measuring import Table
from bench.networks import made, nethept
from entregent.network.chances import Chances, uniform, weighted
from entregent.network.graph import Graph
from entregent.network.spread import choose, degree_discount, reach_of, tell_directly, top_degree

SEED: Final = 20_261
EPSILONS: Final = (0.5, 0.1)


def pynetim(chances: Chances, k: int, epsilon: float) -> Callable[[], Sequence[int]]:
    """Their IMM on the same chances, the graph built beforehand."""
    from pynetim import IMGraph, IMMAlgorithm

    receivers = np.repeat(np.arange(chances.n), np.diff(chances.starts))
    arcs = list(zip(chances.givers.tolist(), receivers.tolist(), strict=True))
    graph = IMGraph(arcs, chances.chances.tolist(), directed=True, renumber=False)
    algorithm = IMMAlgorithm(graph, "IC", epsilon, 1, random_seed=SEED)

    def run() -> Sequence[int]:
        found = algorithm.run(k)
        return [int(node) for node in (found[0] if isinstance(found, tuple) else found)]

    return run


def table_of(title: str, graph: Graph, chances: Chances, k: int, simulations: int, *, peers: bool) -> None:
    rules: dict[str, Callable[[], Sequence[int]]] = {"ours, epsilon .1": lambda: choose(chances, k, seed=SEED).seeds}
    if peers and importlib.util.find_spec("pynetim"):
        for epsilon in EPSILONS:
            rules[f"pynetim IMM, epsilon {epsilon:.1f}".replace("0.", ".")] = pynetim(chances, k, epsilon)
    mean = float(chances.chances.mean())
    rules["degree discount"] = lambda: degree_discount(graph, k, mean)
    rules["most told directly"] = lambda: tell_directly(chances, k)
    rules["top degree"] = lambda: top_degree(graph, k)
    table = Table(f"{title}, k = {k}", "reach", "±", "of ours", "cpu s", "(passed)")
    first = 0.0
    for name, rule in rules.items():
        passed, worked = time.perf_counter(), time.process_time()
        seeds = rule()
        worked, passed = time.process_time() - worked, time.perf_counter() - passed
        reach = reach_of(chances, seeds, simulations, seed=7)
        first = first or float(reach.mean())
        error = 1.96 * float(reach.std()) / simulations**0.5
        share = f"{reach.mean() / first:.3f}"
        table.add(name, f"{reach.mean():,.2f}", f"{error:.2f}", share, f"{worked:.3f}", f"({passed:.2f})")
    table.show()
    print()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--simulations", type=int, default=20_000)
    asked = parser.parse_args()
    hept = nethept()
    table_of("NetHEPT, weighted cascade", hept, weighted(hept), 50, asked.simulations, peers=True)
    table_of("NetHEPT, IC p = .01", hept, uniform(hept, 0.01), 50, asked.simulations, peers=True)
    people = made(5_000, 100_000, groups=60)
    for chance in (0.01, 0.02):
        title = f"5,000 people, 100,000 ties, IC p = {chance:.2f}".replace("0.", ".")
        table_of(title, people, uniform(people, chance), 10, asked.simulations, peers=False)
    if not importlib.util.find_spec("pynetim"):
        print("pynetim is not installed: its rows are left out")


if __name__ == "__main__":
    main()
