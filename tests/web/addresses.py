"""Every address that the router knows, filled in with what is in the book: a new page is tested the day it is added."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from starlette.applications import Starlette
from starlette.routing import BaseRoute, Mount, Route

FILLED = {"int": "1", "str": "x", "path": "x/y", "float": "1.0", "uuid": "0" * 32}


class Address(NamedTuple):
    """A method and a path without anything left to fill in."""

    method: str
    path: str
    route: str


def addresses(app: Starlette, ids: Mapping[str, int] = {}) -> list[Address]:
    """Every method and path; `ids` gives numbers by the parameter's name, such as who."""
    return [
        Address(method, fill(route, ids), route.path)
        for route in leaves(app.routes)
        for method in sorted((route.methods or {"GET"}) - {"HEAD"})
    ]


def pages(app: Starlette, ids: Mapping[str, int]) -> list[str]:
    """The paths that a person may open."""
    return [one.path for one in addresses(app, ids) if one.method == "GET" and not one.path.startswith("/api/")]


def leaves(routes: list[BaseRoute], before: str = "") -> Iterator[Route]:
    for route in routes:
        if isinstance(route, Route):
            yield (
                Route(before + route.path, route.endpoint, methods=list(route.methods or ["GET"])) if before else route
            )
        elif isinstance(route, Mount):
            yield from leaves(list(route.routes or []), before + route.path)


def fill(route: Route, ids: Mapping[str, int]) -> str:
    def value(found: re.Match[str]) -> str:
        name, _, kind = found[1].partition(":")
        return str(ids[name]) if name in ids else FILLED[kind or "str"]

    return re.sub(r"\{([^}]+)\}", value, route.path)
