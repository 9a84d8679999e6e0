"""Presenting on a book: who introduced whom, and the introductions that the owner makes. Delegated file by file."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import introduction_views, opening, views


class Presenting:
    """What a `Book` can do about introductions."""

    _inner: opening.OpenBook

    def introductions(self, *, queue: int = 20) -> introduction_views.IntroductionsView:
        """What waits for a word, the tree of who opened which doors, what was made, asked for and promised."""
        from entregent.app import introduction_telling

        return introduction_telling.introductions_view(self._inner, queue=queue)

    def introductions_kept(self) -> bool:
        """Whether that is at hand: a page need not wait for it."""
        from entregent.app import introducing

        return introducing.is_kept(self._inner)

    def met_through(self, person: int) -> introduction_views.MetThrough | None:
        """Who introduced one person, as known or judged."""
        from entregent.app import introduction_lines

        return introduction_lines.met_through(self._inner, person)

    def confirm_introducer(self, who: str, by: str = "") -> views.Done:
        """Yes, that is who introduced them."""
        from entregent.app import introducing

        return introducing.confirm(self._inner, who, by)

    def deny_introducer(self, who: str, by: str = "") -> views.Done:
        """No, it was not them."""
        from entregent.app import introducing

        return introducing.deny(self._inner, who, by)

    def introduction_pairs(self) -> list[introduction_views.PairLine]:
        """A few pairs who might gain by knowing each other."""
        from entregent.app import introduction_following

        return introduction_following.pairs(self._inner)

    def draft_introduction(self, who: str, other: str) -> introduction_views.IntroductionDraft:
        """Letters that introduce two people, each asked first."""
        from entregent.app import introduction_following

        return introduction_following.draft(self._inner, who, other)

    def promise_introduction(self, who: str, other: str, note: str = "") -> views.Done:
        """The owner means to introduce two people to each other."""
        from entregent.app import introduction_following

        return introduction_following.promise(self._inner, who, other, note)

    def move_introduction(self, number: int, state: str, *, who: str = "", note: str = "") -> views.Done:
        """Say how an introduction stands."""
        from entregent.app import introduction_following

        return introduction_following.move_on(self._inner, number, state, who=who, note=note)

    def keep_introduction_letter(self, who: str, subject: str, body: str) -> int:
        """Keep a letter in the outbox, where the owner lets it go."""
        from entregent.app import introduction_following

        return introduction_following.keep_draft(self._inner, who, subject, body)
