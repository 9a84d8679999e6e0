"""Typed signals from a message's text."""

from entregent.model.interaction import Interaction


def message_signals(header: bytes, body: bytes, found: Interaction) -> tuple[tuple[str, str], ...]:
    """None yet."""
    return ()
