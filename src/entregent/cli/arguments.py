"""Arguments that many commands take, with completion of names from the book."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import click
from click.shell_completion import CompletionItem

from entregent.cli.face import Face


class Who(click.ParamType[str]):
    """Somebody, by name, handle or id; the Tab key completes names from the book."""

    name = "who"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """Names that begin so; none where there is no book."""
        face = ctx.find_object(Face) or Face(int(time.time()))
        try:
            with face.open() as book:
                return [CompletionItem(name) for name in book.names(incomplete)]
        except Exception:
            return []


def who(name: str = "who") -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """One person."""
    return click.argument(name, type=Who(), metavar=name.upper())


whos = click.argument("whos", type=Who(), nargs=-1, required=True, metavar="WHO...")
"""One person or more."""
