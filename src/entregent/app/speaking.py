"""Speaking on a book: first sentences, tu and vous, the gift of the week. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import opener_views, opening, views


class Speaking:
    """What a `Book` can do about the first words."""

    _inner: opening.OpenBook

    def openers(
        self, who: str, count: int = 3, *, purpose: str = "", skip: int = 0, hour: str = ""
    ) -> opener_views.OpenerSheet:
        """First sentences for somebody, the best fitting first; those after `skip` of them."""
        from entregent.app import openers

        return openers.openers(self._inner, who, count, purpose=purpose, skip=skip, hour=hour)

    def used_opener(self, who: str, kind: str, text: str) -> views.Done:
        """A sentence was used: it does not come back to this person."""
        from entregent.app import openers

        return openers.used_opener(self._inner, who, kind, text)

    def weeks_gift(self, persons: Collection[int]) -> opener_views.GiftLine | None:
        """Who of these people gets something this week that asks nothing."""
        from entregent.app import openers

        return openers.weeks_gift(self._inner, persons)

    def set_address(self, who: str, address: str) -> views.Done:
        """The owner says "tu", or "vous", to somebody."""
        from entregent.app import addressing

        return addressing.set_address(self._inner, who, address)

    def set_speaks(self, who: str, language: str) -> views.Done:
        """The owner speaks "fr", or "en", with somebody."""
        from entregent.app import addressing

        return addressing.set_speaks(self._inner, who, language)

    def say_otherwise(self, text: str, *, language: str = "", address: str = "") -> str:
        """A sentence in other words, by the command that the owner set."""
        from entregent.app import rewriting

        return rewriting.say_otherwise(self._inner, text, language=language, address=address)
