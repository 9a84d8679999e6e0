"""The password of a book that others on the network can reach: kept as a slow hash; wrong guesses cost time."""

from collections import OrderedDict
from collections.abc import Callable
from ipaddress import ip_address, ip_network
from typing import Final

LEAST_LETTERS: Final = 10
MOST_LETTERS: Final = 1_000
FREE_GUESSES: Final = 3
"""So many slips of the hand cost nothing."""
LONGEST_WAIT: Final = 900
FORGIVEN_SECONDS: Final = 3_600
TOLD_APART: Final = 2_000
"""How many addresses are told apart at a time."""
GUESSES_AT_ONCE: Final = 30
GUESSES_PER_MINUTE: Final = 6
"""From all addresses together: a burst, then no more than so many."""


def hash_of(password: str) -> str:
    """What is kept of a password: argon2id, with its salt."""
    from argon2 import PasswordHasher

    return PasswordHasher().hash(password)


def is_right(kept: str, password: str) -> bool:
    """Whether this is the password; takes a while and 64 MB by design. "" is the hash of none."""
    from argon2 import PasswordHasher
    from argon2.exceptions import InvalidHashError, VerificationError

    if not kept or len(password) > MOST_LETTERS:
        return False
    try:
        return PasswordHasher().verify(kept, password)
    except (VerificationError, InvalidHashError):
        return False


class Guesses:
    """How long each address must wait before it may guess again, and all of them together."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._failed: OrderedDict[str, tuple[int, float]] = OrderedDict()
        self._left, self._left_at = float(GUESSES_AT_ONCE), clock()

    def wait(self, address: str) -> int:
        """Seconds until this address may guess; 0 for now. A guess that may be made is counted."""
        now, place = self._clock(), _place(address)
        failed, at = self._failed.get(place, (0, 0.0))
        if now - at > FORGIVEN_SECONDS:
            failed = 0
        own = 0.0 if failed < FREE_GUESSES else at + min(2.0 ** (failed - FREE_GUESSES + 1), LONGEST_WAIT) - now
        if own > 0:
            return int(own) + 1
        self._left = min(self._left + max(0.0, now - self._left_at) * GUESSES_PER_MINUTE / 60, GUESSES_AT_ONCE)
        self._left_at = now
        if self._left < 1:
            return int((1 - self._left) * 60 / GUESSES_PER_MINUTE) + 1
        self._left -= 1
        # Counted before it is judged: guesses sent side by side are no cheaper than one after the other.
        self._failed[place] = (failed + 1, now)
        self._failed.move_to_end(place)
        while len(self._failed) > TOLD_APART:
            self._failed.popitem(last=False)
        return 0

    def worked(self, address: str) -> None:
        """This address knew the password."""
        self._failed.pop(_place(address), None)
        self._left = min(self._left + 1, GUESSES_AT_ONCE)


def _place(address: str) -> str:
    """Who is told apart: one address, or the network of one subscriber where addresses are plenty."""
    try:
        found = ip_address(address.partition("%")[0])
    except ValueError:
        return address
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ip_network((found, 64), strict=False))
