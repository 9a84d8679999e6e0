"""Patience has bounds: who says nothing, or says it drop by drop, is let go before others are kept out."""

import asyncio
from typing import Final, cast

from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_SECONDS: Final = 10
"""From the first byte of a request, or the handshake, to the end of its head."""
MOST_CONNECTIONS: Final = 120
"""Above so many, the one that has kept us waiting longest is let go for each that comes."""


class PatientProtocol(H11Protocol):
    """HTTP/1.1 as uvicorn speaks it, with a time for the head, and room for whoever comes next."""

    _since = 0.0
    _head_timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Somebody is there."""
        super().connection_made(transport)
        self._since = self.loop.time()
        self._await_head()
        if len(self.connections) > MOST_CONNECTIONS:
            self._make_room()

    def connection_lost(self, exc: Exception | None) -> None:
        """Somebody is gone."""
        self._stop_waiting()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """A piece of a request: the clock runs until its head is whole."""
        super().data_received(data)
        if not self.is_between:
            self._stop_waiting()
        elif self.timeout_keep_alive_task is None:
            self._await_head()

    @property
    def is_between(self) -> bool:
        """No request of this connection is being answered."""
        return self.cycle is None or self.cycle.response_complete

    @property
    def is_stranger(self) -> bool:
        """What is being answered is no request of somebody known."""
        scope: dict[str, object] | None = cast("dict[str, object] | None", self.scope)  # None until a head has come
        return scope is None or not scope.get("known", False)

    def _await_head(self) -> None:
        if self._head_timer is None:
            self._head_timer = self.loop.call_later(HEAD_SECONDS, self._let_go)

    def _stop_waiting(self) -> None:
        if self._head_timer is not None:
            self._head_timer.cancel()
            self._head_timer = None

    def _let_go(self) -> None:
        self._head_timer = None
        if self.is_between:
            self.transport.abort()

    def _make_room(self) -> None:
        """Let go of who waits longest without a request, else of the stranger whose request takes longest."""
        others = [one for one in self.connections if isinstance(one, PatientProtocol) and one is not self]
        idle = [one for one in others if one.is_between] or [one for one in others if one.is_stranger]
        if idle:
            longest = min(idle, key=lambda one: one._since)  # noqa: SLF001 - one of our own kind
            self.connections.discard(longest)  # at once: others may come before it is gone
            longest.transport.abort()
