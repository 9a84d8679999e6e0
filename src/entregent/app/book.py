"""The façade: opens a book and delegates each verb to its file. Faces call this and nothing lower."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from entregent.app import opening, views

if TYPE_CHECKING:
    from types import TracebackType

Progress = Callable[[views.ImportProgress], None]


class Book:
    """An open book, seen at an instant. Close it, or use it in a `with`.

    `now` is UTC seconds. When `as_of` was given, the view is historical: nothing later is seen, and verbs that
    write raise WritesInThePastError.
    """

    def __init__(self, inner: opening.OpenBook) -> None:
        self._inner = inner

    @classmethod
    def create(cls, path: Path, *, now: int, lang: str = "", zone: str = "", region: str = "") -> Book:
        """Make a new book at `path` (0600; its folder, if made, 0700). Raises BookExistsError, BadSettingError."""
        return cls(opening.create(path, now=now, lang=lang, zone=zone, region=region))

    @classmethod
    def open(cls, path: Path, *, now: int, as_of: str = "") -> Book:
        """Open the book at `path`; `as_of` is an ISO date. Raises BookError, BadDateError."""
        inner = opening.open_at(path, now=now, as_of=as_of)
        if as_of:
            from entregent.app.looking_back import look_back

            try:
                look_back(inner)
            except BaseException:
                inner.close()
                raise
        return cls(inner)

    @classmethod
    def restore(cls, backup: Path, to: Path, *, now: int) -> views.BackupReport:
        """Bring a backup back to `to`; a book that stands there is kept beside it as `<name>.before-restore`."""
        from entregent.app import exporting

        return exporting.restore(backup, to, now=now)

    @property
    def now(self) -> int:
        """The instant of this view."""
        return self._inner.now

    @property
    def path(self) -> Path:
        """Where the book lies."""
        return self._inner.connection.path

    @property
    def lang(self) -> str:
        """ "fr", "en" or "" (let the face decide)."""
        return self._inner.setting("language")

    @property
    def zone(self) -> str:
        """The book's zone."""
        return self._inner.setting("zone")

    @property
    def as_of(self) -> str:
        """The past day this view shows, or ""."""
        return self._inner.as_of

    def close(self) -> None:
        """Let go of the file."""
        self._inner.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # ── importing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def import_paths(
        self,
        paths: Sequence[str],
        *,
        me: Sequence[str] = (),
        signals: bool = False,
        dry_run: bool = False,
        progress: Progress | None = None,
    ) -> views.ImportReport:
        """Read paths into the book; with `dry_run` into a copy of it that is thrown away."""
        from entregent.app import importing

        self._inner.write_check()
        if dry_run:
            return importing.rehearse(self._inner, paths, me=me, signals=signals, progress=progress)
        return importing.import_paths(self._inner, paths, me=me, signals=signals, progress=progress)

    def refresh(self, *, progress: Progress | None = None) -> views.ImportReport:
        """Read again what changed in remembered paths."""
        from entregent.app import importing

        self._inner.write_check()
        return importing.refresh(self._inner, progress=progress)

    def imports(self) -> list[views.ImportLine]:
        """The remembered paths."""
        from entregent.app import importing

        return importing.list_imports(self._inner)

    def remove_import(self, import_id: int) -> views.Removal:
        """Drop what only this import brought."""
        from entregent.app import tidying

        return tidying.remove_import(self._inner, import_id)

    # ── reading ───────────────────────────────────────────────────────────────────────────────────────────────────

    def today(self, minutes: int | None = None) -> views.Plan:
        """Whom to turn to today, within the minutes."""
        from entregent.app import planning

        return planning.today(self._inner, minutes)

    def people(
        self,
        query: str = "",
        *,
        circle: str = "",
        level: str = "",
        sort: str = "strength",
        limit: int = 50,
        automata: bool = False,
    ) -> list[views.PersonLine]:
        """People who match, in order."""
        from entregent.app import exploring

        return exploring.list_people(
            self._inner, query, circle=circle, level=level, sort=sort, limit=limit, automata=automata
        )

    def person(self, who: str, *, limit: int = 20) -> views.PersonView:
        """One person's page."""
        from entregent.app import exploring

        return exploring.show_person(self._inner, who, limit=limit)

    def plates(self, minutes: int | None = None) -> views.PlatesView:
        """Plates against minutes."""
        from entregent.app import planning

        return planning.plates(self._inner, minutes)

    def capacity(self) -> views.CapacityView:
        """How many ties the owner has kept open."""
        from entregent.app import planning

        return planning.capacity(self._inner)

    def duplicates(self, limit: int = 20) -> list[views.QuestionLine]:
        """Questions about who is who, best first."""
        from entregent.app import tidying

        return tidying.duplicates(self._inner, limit)

    def actions(self, limit: int = 20) -> list[views.ActionLine]:
        """The owner's actions, newest first."""
        from entregent.app import tidying

        return tidying.actions(self._inner, limit)

    def promises(self, *, done: bool = False) -> list[views.PromiseLine]:
        """Open promises, or those that were kept."""
        from entregent.app import promising

        return promising.list_promises(self._inner, done=done)

    def settings(self) -> list[views.SettingLine]:
        """Every setting with its value."""
        from entregent.app import settings

        return settings.list_settings(self._inner)

    def doctor(self) -> list[views.Finding]:
        """Whether all is well."""
        from entregent.app import diagnosing

        return diagnosing.diagnose(self._inner)

    def names(self, prefix: str, limit: int = 20) -> list[str]:
        """Names that begin so, for shell completion."""
        from entregent.app import exploring

        return exploring.complete_names(self._inner, prefix, limit)

    # ── the owner's verbs: each writes one action ─────────────────────────────────────────────────────────────────

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
        from entregent.app import keeping

        return keeping.add(
            self._inner, name, handles=handles, met=met, via=via, circle=circle, talked=talked, note=note
        )

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
    ) -> views.Done:
        """Correct a person."""
        from entregent.app import keeping

        return keeping.edit(
            self._inner,
            who,
            name=name,
            add_handles=add_handles,
            drop_handles=drop_handles,
            birthday=birthday,
            organisation=organisation,
            title=title,
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
    ) -> views.Done:
        """What happened, or was tried."""
        from entregent.app import keeping

        return keeping.log(
            self._inner, whos, channel=channel, outcome=outcome, at=at, minutes=minutes, note=note, create=create
        )

    def later(self, who: str, until: str = "") -> views.Done:
        """Not now."""
        from entregent.app import keeping

        return keeping.later(self._inner, who, until)

    def promise(self, who: str, text: str, *, by: str, create: bool = False) -> views.Done:
        """What I owe somebody."""
        from entregent.app import keeping

        return keeping.promise(self._inner, who, text, by=by, create=create)

    def keep_promise(self, promise_id: int) -> views.Done:
        """A promise was kept."""
        from entregent.app import keeping

        return keeping.keep_promise(self._inner, promise_id)

    def level(self, whos: Sequence[str], level: str) -> views.Done:
        """How much I want a tie."""
        from entregent.app import keeping

        return keeping.set_level(self._inner, whos, level)

    def circle(self, whos: Sequence[str], circle: str, *, remove: bool = False) -> views.Done:
        """In which sphere of life."""
        from entregent.app import keeping

        return keeping.set_circle(self._inner, whos, circle, remove=remove)

    def rest(self, whos: Sequence[str], *, wake: bool = False) -> views.Done:
        """Let rest, or wake."""
        from entregent.app import keeping

        return keeping.rest(self._inner, whos, wake=wake)

    def never(self, who: str, *, died: bool = False, private: bool = False) -> views.Done:
        """Never suggest again."""
        from entregent.app import keeping

        return keeping.never(self._inner, who, died=died, private=private)

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

    def forget_preview(self, who: str) -> views.ForgetPreview:
        """What forgetting would remove."""
        from entregent.app import tidying

        return tidying.forget_preview(self._inner, who)

    def forget(self, who: str) -> views.ForgetPreview:
        """Remove somebody for good."""
        from entregent.app import tidying

        return tidying.forget(self._inner, who)

    # ── the whole book ────────────────────────────────────────────────────────────────────────────────────────────

    def export(self, folder: Path) -> views.ExportReport:
        """Everything as open files."""
        from entregent.app import exporting

        return exporting.export(self._inner, folder)

    def digest(self) -> str:
        """The digest of all that the book says: equal for books that say the same."""
        from entregent.app import exporting

        return exporting.logical_digest(self._inner)

    def backup(self, to: Path | None = None) -> views.BackupReport:
        """A whole copy, read back."""
        from entregent.app import exporting

        return exporting.backup(self._inner, to)
