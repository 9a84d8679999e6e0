"""A conversation on its way to interactions: who is in it, whom each message reaches, what is left out and counted."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from entregent.model.handle import Participant
from entregent.model.interaction import Flag
from entregent.model.record import Problem
from entregent.readers import limits

ATTEMPT_SECONDS: Final = 5
"""A call that the owner made and that lasted no longer reached nobody: a mailbox, a wrong number, a change of mind."""
BROKEN_DATES_TOLD: Final = 100
SENDERS_REMEMBERED: Final = 2_000


class Conversation:
    """The members of a conversation, and for each of them who the others are."""

    def __init__(
        self, members: Iterable[Participant], title: str = "", *, unnamed: int = 0, is_group: bool = False
    ) -> None:
        """`unnamed` members count, but nobody knows who they are. More than two are a group without saying so."""
        self._members = {(one.kind, one.value): one for one in members}
        self._unnamed = unnamed
        self._reached: dict[Participant, tuple[tuple[Participant, ...], int]] = {}
        self.is_group = is_group or len(self._members) + unnamed > 2
        self.title = title if self.is_group else ""

    def known(self, one: Participant) -> Participant:
        """The member of this handle, with the name that is known; the one given where there is none."""
        return self._members.get((one.kind, one.value), one)

    def reached_by(self, sender: Participant) -> tuple[tuple[Participant, ...], int]:
        """Whom a message of this member reaches, as far as they are kept; and how many they are."""
        found = self._reached.get(sender)
        if found is None:
            mine = (sender.kind, sender.value)
            kept = islice((one for key, one in self._members.items() if key != mine), limits.PARTICIPANTS)
            found = (tuple(kept), len(self._members) - (mine in self._members) + self._unnamed)
            if len(self._reached) < SENDERS_REMEMBERED:
                self._reached[sender] = found
        return found


def call(seconds: int | None, *, outgoing: bool, answered: bool = True) -> tuple[int, int]:
    """The amount (minutes) and the flags of a call. `seconds` is None where the source does not tell how long."""
    if not answered or seconds == 0 or (outgoing and seconds is not None and seconds <= ATTEMPT_SECONDS):
        return 0, Flag.ATTEMPT
    return (max(round(seconds / 60), 1) if seconds and seconds > 0 else 0), 0


class LeftOut:
    """What of a document became no interaction: counted by code, and told at its end."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.counts: Counter[str] = Counter()
        self._lost: set[str] = set()
        self._broken_dates = 0

    def count(self, code: str, *, lost: bool = False) -> None:
        """One more of this kind; `lost` where it would have been an exchange."""
        self.counts[code] += 1
        if lost:
            self._lost.add(code)

    def broken_date(self, place: str, written: object) -> Iterator[Problem]:
        """A date that is none: told one by one while there are few."""
        self._broken_dates += 1
        if self._broken_dates <= BROKEN_DATES_TOLD:
            facts = (("date", str(written)[:80] if isinstance(written, str | int | float) else ""),)
            yield Problem(self.path, place, "broken-date", facts, lost=False)
        else:
            self.counts["more-broken-dates"] += 1

    def told(self) -> Iterator[Problem]:
        """A problem for each kind."""
        for code, count in sorted(self.counts.items()):
            # A lost thing needs a place; these lie all over the document.
            place = "several" if code in self._lost else ""
            yield Problem(self.path, place, code, (("count", str(count)),), lost=code in self._lost)
