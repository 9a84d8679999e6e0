"""Words of ours as option values: in English, or as shown in either language."""

from collections.abc import Iterable
from typing import Any

import click

from entregent.app.language import gettext as _
from entregent.app.wording import word, word_from


class Word(click.ParamType[str]):
    """One of our words ("mail", "courriel"); with `free`, the owner's own words pass too."""

    def __init__(self, kind: str, words: Iterable[str], *, free: bool = False) -> None:
        self.name = kind
        self._words = tuple(words)
        self._free = free

    def get_metavar(self, param: click.Parameter, ctx: click.Context) -> str:
        """The words to choose from."""
        return self.name.upper() if self._free else f"[{'|'.join(self._words)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Our word for what the user typed."""
        found = word_from(self.name, str(value))
        if not found or self._free or found in self._words:
            return found
        known = ", ".join(dict.fromkeys(shown for own in self._words for shown in (own, word(self.name, own))))
        raise click.BadParameter(_("{value} is none of: {known}.").format(value=repr(value), known=known), ctx, param)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[Any]:
        """The words that begin so."""
        from click.shell_completion import CompletionItem

        return [CompletionItem(own) for own in self._words if own.startswith(incomplete)]
