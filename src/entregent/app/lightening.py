"""Lightening on a book: tidying, and the balance of circles. Each is delegated to its file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import balance_views, opening, tidy_views, views


class Lightening:
    """What a `Book` can do so that there is room again."""

    _inner: opening.OpenBook

    def tidy(self) -> tidy_views.TidyView:
        """The piles of a calm review."""
        from entregent.app import sorting_out

        return sorting_out.tidy(self._inner)

    def pile(self, pile: str, limit: int = 200, skip: int = 0) -> list[tidy_views.PileCard]:
        """The people of one pile, with why they are in it."""
        from entregent.app import sorting_out

        return sorting_out.cards(self._inner, pile, limit, skip)

    def tidy_one(self, pile: str, what: str, who: str) -> views.Done:
        """Rest, archive or keep somebody of a pile."""
        from entregent.app import sorting_out

        return sorting_out.act(self._inner, pile, what, who)

    def leave_be(self, whos: Sequence[str]) -> views.Done:
        """Nothing changes with these people; they are in no pile for half a year."""
        from entregent.app import keeping

        return keeping.leave_be(self._inner, whos)

    def given_back(self) -> tidy_views.GivenBack:
        """What was tidied today."""
        from entregent.app import sorting_out

        return sorting_out.given_back(self._inner)

    def tidy_hint(self) -> tidy_views.TidyHint | None:
        """Whether tidying is worth a word today."""
        from entregent.app import sorting_out

        return sorting_out.hint(self._inner)

    def balance(self) -> balance_views.BalanceView:
        """Attention per circle over a year, against what was wished."""
        from entregent.app import balancing

        return balancing.balance(self._inner)

    def wish(self, wished: Mapping[str, str]) -> views.Done:
        """Shares that the owner wishes for circles, in hundredths; "" for no wish."""
        from entregent.app import balancing

        return balancing.wish(self._inner, wished)

    def lives_with(self, person: int) -> bool:
        """Whether the owner said to live with somebody."""
        from entregent.app import balancing

        return balancing.household(self._inner).get(person, False)

    def live_with(self, who: str, *, apart: bool = False) -> views.Done:
        """The owner lives with somebody, who is then out of the balance; or does not."""
        from entregent.app import keeping

        return keeping.live_with(self._inner, who, apart=apart)
