"""Seeded: igraph draws from a generator of ours, one user at a time."""

from __future__ import annotations

import random
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from entregent.network.graph import Graph

_LOCK = threading.Lock()


@contextmanager
def seeded(seed: int) -> Iterator[None]:
    """What igraph does within this block depends on the seed alone, whatever other threads do."""
    import igraph

    # The generator is one for the whole process, and a thread may be put aside while it is drawn from.
    with _LOCK:
        igraph.set_random_number_generator(random.Random(seed))  # noqa: S311 - the same map each time, not a secret
        try:
            yield
        finally:
            igraph.set_random_number_generator(random)


def drawn(graph: Graph) -> Any:
    """The graph as igraph has it; its ties are numbered as `graph.pairs()` lists them."""
    import igraph

    a, b, _weights = graph.pairs()
    return igraph.Graph(n=graph.n, edges=np.column_stack([a, b]))
