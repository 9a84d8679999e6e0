"""Who may see the pages: one-time launch keys, sessions kept as digests, tokens of the API."""

import hmac
import secrets
import time
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

LASTS_SECONDS: Final = 180 * 86_400
MOST_SESSIONS: Final = 40
KEY_LASTS_SECONDS: Final = 15 * 60


TOKEN_KEY: Final = "web-token"  # noqa: S105 - where its digest lies, not the token
"""Under which the digest of the API's token is kept in the book."""


def digest_of(secret: str) -> str:
    """What is kept of a secret: 256 bits of chance need no salt and no slow hash."""
    return sha256(secret.encode()).hexdigest()


Session = tuple[str, int]
"""A secret's digest, and when it began."""


class Sessions:
    """The sessions of one book. `keep` is called with those that began and the digests of those that ended."""

    def __init__(
        self, kept: Iterable[Session], keep: Callable[[list[Session], list[str]], None], clock: Callable[[], int]
    ) -> None:
        self._kept = dict(kept)
        self._keep = keep
        self._clock = clock
        self._keys: dict[str, int] = {}

    def launch_key(self) -> str:
        """A key that opens one session, once, within a quarter of an hour."""
        key = secrets.token_urlsafe(24)
        self._keys[digest_of(key)] = self._clock() + KEY_LASTS_SECONDS
        return key

    def use_key(self, key: str) -> bool:
        """Whether the key was good; it is used up."""
        until = self._keys.pop(digest_of(key), None)
        return until is not None and self._clock() <= until

    def begin(self) -> str:
        """A new session's secret, for the browser's cookie."""
        secret = secrets.token_urlsafe(32)
        begun = (digest_of(secret), self._clock())
        self._kept = dict(newest([*self._kept.items(), begun]))
        self._keep([begun], [])
        return secret

    def holds(self, secret: str) -> bool:
        """Whether a cookie's secret is of a session that still lasts."""
        if not secret:
            return False
        began = self._kept.get(digest_of(secret))
        return began is not None and self._clock() - began < LASTS_SECONDS

    @property
    def count(self) -> int:
        """How many browsers are known."""
        return sum(self._clock() - began < LASTS_SECONDS for began in self._kept.values())

    def end(self, secret: str) -> None:
        """This session is over."""
        digest = digest_of(secret)
        if self._kept.pop(digest, None) is not None:
            self._keep([], [digest])

    def end_all(self) -> None:
        """All sessions are over."""
        ended, self._kept = list(self._kept), {}
        self._keep([], ended)


def newest(sessions: Iterable[Session]) -> list[Session]:
    """As many sessions as are kept: a browser that was not here for long comes in again."""
    return sorted(sessions, key=lambda session: session[1])[-MOST_SESSIONS:]


class Tokens:
    """The token of the API: one per book, shown once, kept as a digest. Wrong ones are answered ever more slowly."""

    FREE_TRIES: Final = 5
    PAUSE_SECONDS: Final = 0.25
    MOST_PAUSES: Final = 8
    FORGIVEN_SECONDS: Final = 60

    def __init__(self, kept: str, clock: Callable[[], float] = time.monotonic) -> None:
        self.kept = kept
        self._clock = clock
        self._failures = 0
        self._failed_at = 0.0

    def accepts(self, token: str) -> bool:
        """Whether this is the book's token."""
        return bool(self.kept) and hmac.compare_digest(self.kept, digest_of(token))

    def pause(self) -> float:
        """How many seconds the answer to one more wrong token waits: a mistake costs nothing, guessing does."""
        if self._clock() - self._failed_at > self.FORGIVEN_SECONDS:
            self._failures = 0
        self._failures += 1
        self._failed_at = self._clock()
        return self.PAUSE_SECONDS * min(max(self._failures - self.FREE_TRIES, 0), self.MOST_PAUSES)
