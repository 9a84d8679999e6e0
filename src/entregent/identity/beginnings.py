"""When ties began: the day a connection was made beside the first letter to each who bears the name."""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final

from entregent.identity.clusters import Clusters
from entregent.identity.sketches import Sketch
from entregent.identity.weights import MET_ELSE, MET_WITHIN

DAY: Final = 86_400


def instant_of_day(text: str) -> int:
    """The noon of an ISO day as UTC seconds; 0 where the text is no whole day."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return 0
    return int(datetime(day.year, day.month, day.day, 12, tzinfo=UTC).timestamp())


class Beginnings:
    """The first exchange with each person, and from when on the book knows of any."""

    def __init__(self, by_id: Mapping[int, Sketch], clusters: Clusters) -> None:
        self._first: dict[int, int] = {}
        for one in by_id.values():
            if one.is_known and one.first_at is not None:
                root = clusters.find(one.id)
                self._first[root] = min(one.first_at, self._first.get(root, one.first_at))
        self._earliest = min(self._first.values(), default=0)

    def only_one(self, met_at: int, people: Iterable[int]) -> int | None:
        """The one of these people whose tie began when a connection was made; None where that tells nothing.

        Ties as old as the book itself tell nothing, and neither do two that began near that day.
        """
        if not met_at:
            return None
        far = {person: abs(self._first.get(person, 0) - met_at) / DAY for person in people}
        near = [person for person, days in far.items() if days <= MET_WITHIN]
        others = [days for person, days in far.items() if person not in near]
        if len(near) != 1 or not all(days >= MET_ELSE for days in others):
            return None
        begun = self._first[near[0]] - self._earliest
        return near[0] if begun > MET_ELSE * DAY else None
