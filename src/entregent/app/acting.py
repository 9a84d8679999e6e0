"""The owner's verbs on a book: each writes one action, and is delegated to its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from entregent.app import opening, plates_views, views, welcome_views


class Acting:
    """The verbs of a `Book`."""

    _inner: opening.OpenBook

    def once(self, key: str, act: Callable[[], views.Done]) -> views.Done:
        """Do what a request asks, once: the same key again gives what was done the first time. "" is no key."""
        from entregent.app import tidying

        return tidying.once(self._inner, key, act)

    def add(  # noqa: PLR0913 - what one may know of somebody met tonight
        self,
        name: str,
        *,
        handles: Sequence[str] = (),
        met: str = "",
        via: str = "",
        circle: str = "",
        talked: str = "",
        note: str = "",
    ) -> views.Done:
        """Somebody new."""
        from entregent.app import adding

        return adding.add(self._inner, name, handles=handles, met=met, via=via, circle=circle, talked=talked, note=note)

    def write_sample(self) -> str:
        """Write the made-up network beside this book, to be imported."""
        from entregent.app import trying

        return trying.write_sample(self._inner)

    def mark_sample(self, folder: str) -> None:
        """Remember that what was imported from `folder` is made up."""
        from entregent.app import trying

        trying.mark(self._inner, folder)

    def remove_sample(self) -> None:
        """Take the made-up network out of this book."""
        from entregent.app import trying

        trying.remove_sample(self._inner)

    def recall(self, thought_of: Sequence[welcome_views.Recalled]) -> views.Done:
        """People from memory, each with the last exchange."""
        from entregent.app import welcoming

        return welcoming.recall(self._inner, thought_of)

    def introduce(self, name: str, mine: Sequence[str], others: Sequence[str]) -> views.Done:
        """My name, and which addresses are mine."""
        from entregent.app import welcoming

        return welcoming.introduce(self._inner, name, mine, others)

    def place(self, placings: Sequence[welcome_views.Placing]) -> views.Done:
        """Levels and circles of several people at once."""
        from entregent.app import welcoming

        return welcoming.place(self._inner, placings)

    def edit(  # noqa: PLR0913 - the fields of a person
        self,
        who: str,
        *,
        name: str | None = None,
        add_handles: Sequence[str] = (),
        drop_handles: Sequence[str] = (),
        birthday: str | None = None,
        organisation: str | None = None,
        title: str | None = None,
        met: str | None = None,
        via: str | None = None,
    ) -> views.Done:
        """Correct a person."""
        from entregent.app import adding

        return adding.edit(
            self._inner,
            who,
            name=name,
            add_handles=add_handles,
            drop_handles=drop_handles,
            birthday=birthday,
            organisation=organisation,
            title=title,
            met=met,
            via=via,
        )

    def log(  # noqa: PLR0913 - one tap, with its details
        self,
        whos: Sequence[str],
        *,
        channel: str,
        outcome: str,
        at: str = "",
        minutes: int = 0,
        note: str = "",
        create: bool = False,
        about: Mapping[str, object] | None = None,
    ) -> views.Done:
        """What happened, or was tried; `about` tells what the step was."""
        from entregent.app import noting

        return noting.log(
            self._inner,
            whos,
            channel=channel,
            outcome=outcome,
            at=at,
            minutes=minutes,
            note=note,
            create=create,
            about=about,
        )

    def put_aside(self, step: views.UndecidedStep) -> None:
        """Keep a step that can't be noted as it was said, until the owner decides."""
        from entregent.app import undecided

        undecided.put_aside(self._inner, step)

    def settle_step(self, key: str, who: str) -> views.Done:
        """Note a step that waited with the person who was meant."""
        from entregent.app import undecided

        return undecided.settle(self._inner, key, who)

    def drop_step(self, key: str) -> None:
        """Let a step that waited go."""
        from entregent.app import undecided

        undecided.drop(self._inner, key)

    def later(self, who: str, until: str = "") -> views.Done:
        """Not now."""
        from entregent.app import keeping

        return keeping.later(self._inner, who, until)

    def promise(self, who: str, text: str, *, by: str, create: bool = False, theirs: bool = False) -> views.Done:
        """What I owe somebody; or, with `theirs`, what they owe me."""
        from entregent.app import noting

        return noting.promise(self._inner, who, text, by=by, create=create, theirs=theirs)

    def keep_promise(self, promise_id: int) -> views.Done:
        """A promise was kept."""
        from entregent.app import noting

        return noting.keep_promise(self._inner, promise_id)

    def level(self, whos: Sequence[str], level: str) -> views.Done:
        """How much I want a tie."""
        from entregent.app import keeping

        return keeping.set_level(self._inner, whos, level)

    def circle(self, whos: Sequence[str], circle: str, *, remove: bool = False) -> views.Done:
        """In which sphere of life."""
        from entregent.app import keeping

        return keeping.set_circle(self._inner, whos, circle, remove=remove)

    def rest(self, whos: Sequence[str], *, wake: bool = False, quietly: bool = False) -> views.Done:
        """Let rest, or wake; `quietly` also puts off what waits for an answer now."""
        from entregent.app import keeping

        return keeping.rest(self._inner, whos, wake=wake, quietly=quietly)

    def keep_up(self, who: str) -> views.Done:
        """This tie is not let rest, nor proposed for it for half a year."""
        from entregent.app import keeping

        return keeping.keep_up(self._inner, who)

    def carry(self) -> plates_views.Carried:
        """Work the capacity of this day out, and keep it."""
        from entregent.app import budgeting

        return budgeting.carry(self._inner)

    def never(self, who: str, *, died: bool = False, private: bool = False) -> views.Done:
        """Never suggest again."""
        from entregent.app import keeping

        return keeping.never(self._inner, who, died=died, private=private)

    def archive(self, whos: Sequence[str], *, back: bool = False) -> views.Done:
        """Put away, out of lists; or bring back."""
        from entregent.app import keeping

        return keeping.archive(self._inner, whos, back=back)

    def note(self, who: str, text: str) -> views.Done:
        """A note about somebody."""
        from entregent.app import keeping

        return keeping.note(self._inner, who, text)

    def same(self, a: str, b: str) -> views.Done:
        """These two are one person."""
        from entregent.app import tidying

        return tidying.same(self._inner, a, b)

    def different(self, a: str, b: str) -> views.Done:
        """These two are not."""
        from entregent.app import tidying

        return tidying.different(self._inner, a, b)

    def judge(self, a: int, b: int, *, same: bool) -> views.Done:
        """The owner's word on two handles, by number: one person, or two."""
        from entregent.app import asking

        return asking.judge(self._inner, a, b, same=same)

    def human(self, who: str, *, automaton: bool = False) -> views.Done:
        """Overrule the machine: this is a person (or, with `automaton`, is none)."""
        from entregent.app import keeping

        return keeping.human(self._inner, who, automaton=automaton)

    def owner(self, handle: str, *, drop: bool = False) -> views.Done:
        """Say that a handle is the owner's own (or is not)."""
        from entregent.app import tidying

        return tidying.set_own(self._inner, handle, drop=drop)

    def owner_handles(self) -> list[str]:
        """The handles held to be the owner's."""
        from entregent.app import owning

        return owning.list_own(self._inner)

    def undo(self, action: int | None = None) -> views.Done:
        """Retire the last action, or the named one."""
        from entregent.app import tidying

        return tidying.undo(self._inner, action)

    def set_setting(self, key: str, value: str) -> views.Done:
        """Change a setting."""
        from entregent.app import settings

        return settings.set_setting(self._inner, key, value)

    def set_settings(self, wished: Mapping[str, str]) -> views.Done:
        """Change several settings by one action."""
        from entregent.app import settings

        return settings.set_settings(self._inner, wished)

    def forget_preview(self, who: str) -> views.ForgetPreview:
        """What forgetting would remove."""
        from entregent.app import tidying

        return tidying.forget_preview(self._inner, who)

    def forget(self, who: str) -> views.ForgetPreview:
        """Remove somebody for good."""
        from entregent.app import tidying

        return tidying.forget(self._inner, who)
