"""Who may see the pages: one-time launch keys, sessions kept as digests, tokens of the API."""

import hmac
import secrets
from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Final

LASTS_SECONDS: Final = 180 * 86_400
MOST_SESSIONS: Final = 40
KEY_LASTS_SECONDS: Final = 15 * 60


def digest_of(secret: str) -> str:
    """What is kept of a secret: 256 bits of chance need no salt and no slow hash."""
    return sha256(secret.encode()).hexdigest()


class Sessions:
    """The sessions of one book. `keep` is called with all of them whenever they change."""

    def __init__(
        self, kept: Iterable[tuple[str, int]], keep: Callable[[list[tuple[str, int]]], None], clock: Callable[[], int]
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
        newest = sorted(self._kept.items(), key=lambda pair: pair[1])[-(MOST_SESSIONS - 1) :]
        self._kept = {**dict(newest), digest_of(secret): self._clock()}
        self._keep(list(self._kept.items()))
        return secret

    def holds(self, secret: str) -> bool:
        """Whether a cookie's secret is of a session that still lasts."""
        if not secret:
            return False
        began = self._kept.get(digest_of(secret))
        return began is not None and self._clock() - began < LASTS_SECONDS

    def end(self, secret: str) -> None:
        """This session is over."""
        if self._kept.pop(digest_of(secret), None) is not None:
            self._keep(list(self._kept.items()))

    def end_all(self) -> None:
        """All sessions are over."""
        self._kept = {}
        self._keep([])


class Tokens:
    """The token of the API: one per book, shown once, kept as a digest."""

    def __init__(self, kept: str) -> None:
        self.kept = kept

    def accepts(self, token: str) -> bool:
        """Whether this is the book's token."""
        return bool(self.kept) and hmac.compare_digest(self.kept, digest_of(token))
