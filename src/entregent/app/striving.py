"""Striving on a book: goals, approaches, the path, observing, following up, tidying. Each is delegated to its file."""

from __future__ import annotations

from entregent.app import opening
from entregent.app.aiming import Aiming


class Striving(Aiming):
    """What a `Book` can do about where its owner is going."""

    _inner: opening.OpenBook
