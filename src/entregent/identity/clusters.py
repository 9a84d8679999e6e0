"""From links to people: strongest link first, never across what the owner told apart."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from entregent.identity.sketches import contradict
from entregent.text.names import PersonName


class Link(NamedTuple):
    """Two handles that may be joined, and how sure that is."""

    a: int
    b: int
    confidence: float
    assumed: bool = False


class Clusters:
    """Disjoint sets of handle ids; the smallest id stands for its set."""

    def __init__(
        self,
        ids: Iterable[int],
        different: Iterable[tuple[int, int]] = (),
        names: Mapping[int, tuple[PersonName, ...]] | None = None,
    ) -> None:
        self._parent = {one: one for one in ids}
        self._names = dict(names or {})
        self._apart: dict[int, set[int]] = {}
        for a, b in different:
            self._apart.setdefault(a, set()).add(b)
            self._apart.setdefault(b, set()).add(a)

    def find(self, one: int) -> int:
        """The smallest id of the set that holds `one`."""
        parent = self._parent
        root = one
        while parent[root] != root:
            root = parent[root]
        while parent[one] != root:
            parent[one], one = root, parent[one]
        return root

    def may_join(self, a: int, b: int) -> bool:
        """Whether no two handles of the joined set were told apart by the owner."""
        if not self._apart:
            return True
        x, y = self.find(a), self.find(b)
        return not any(self.find(other) == y for other in self._apart.get(x, ()))

    def join(self, a: int, b: int) -> int:
        """Make one set of the two; returns its smallest id."""
        x, y = sorted((self.find(a), self.find(b)))
        if x == y:
            return x
        self._parent[y] = x
        if (added := self._names.pop(y, ())) and added != (mine := self._names.get(x, ())):
            self._names[x] = tuple(dict.fromkeys(mine + added))
        if y in self._apart:
            self._apart.setdefault(x, set()).update(self._apart.pop(y))
        return x

    def agree(self, a: int, b: int) -> bool:
        """Whether no full name of one set contradicts one of the other, or both sets bear one and the same."""
        left, right = self._names.get(self.find(a), ()), self._names.get(self.find(b), ())
        if left == right or not {one.words for one in left}.isdisjoint([other.words for other in right]):
            return True
        return not any(contradict(one, other) for one in left for other in right)

    def as_map(self) -> dict[int, int]:
        """Every id with the smallest of its set."""
        return {one: self.find(one) for one in self._parent}


def join_links(clusters: Clusters, links: Sequence[Link]) -> tuple[list[Link], list[Link]]:
    """Join along links, the surest first; returns (links used, links refused).

    A link is refused where it would bring together what the owner told apart, or where it is assumed and the names
    of the two sets contradict each other. Equal confidences go by id: the order of the input never matters.
    """
    used: list[Link] = []
    refused: list[Link] = []
    for link in sorted(links, key=lambda one: (-one.confidence, one.a, one.b)):
        x, y = clusters.find(link.a), clusters.find(link.b)
        if x == y:
            used.append(link)
        elif not clusters.may_join(x, y) or (link.assumed and not clusters.agree(x, y)):
            refused.append(link)
        else:
            clusters.join(x, y)
            used.append(link)
    return used, refused
