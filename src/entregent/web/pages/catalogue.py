"""The one list of pages."""

from importlib import import_module
from typing import Final

from starlette.routing import BaseRoute

PAGES: Final = (
    "enter",
    "installed",
    "today",
    "meet",
    "steps",
    "undo",
    "sources",
    "unclear",
    "settings",
    "copies",
    "access",
    "help",
    "plates",
    "approaches",
    "goals",
    "duplicates",
    "tidy",
    "balance",
    "people",
    "person",
    "person_verbs",
    "openers",
    "dare",
    "ladders",
    "moment",
    "room",
    "path",
    "observe",
    "commitments",
    "outbox",
    "welcome",
    "welcome_names",
    "follow_up",
    "sweep",
    "feed",
    "map",
    "groups",
    "onward",
    "bridges",
    "introductions",
)
"""The modules of this package that have `ROUTES`, in the order in which addresses are tried."""


def routes() -> list[BaseRoute]:
    """Every address of every page."""
    found: list[BaseRoute] = []
    for name in PAGES:
        found += import_module(f"entregent.web.pages.{name}").ROUTES
    return found
