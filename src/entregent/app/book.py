"""The façade: opens a book and delegates each verb to its file. Faces call this and nothing lower."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from entregent.app import clarify_views, opening, views
from entregent.app.acting import Acting
from entregent.app.charting import Charting
from entregent.app.climbing_on import ClimbingOn
from entregent.app.daring import Daring
from entregent.app.further import Further
from entregent.app.looking import Looking
from entregent.app.presenting import Presenting
from entregent.app.sealing import Sealing
from entregent.app.speaking import Speaking
from entregent.app.striving import Striving
from entregent.app.surveying import Surveying

if TYPE_CHECKING:
    from types import TracebackType

Progress = Callable[[views.ImportProgress], None]


class Book(Looking, Acting, Daring, ClimbingOn, Sealing, Striving, Speaking, Surveying, Presenting, Charting, Further):
    """An open book, seen at an instant. Close it, or use it in a `with`.

    `now` is UTC seconds. When `as_of` was given, the view is historical: nothing later is seen, and verbs that
    write raise WritesInThePastError.
    """

    def __init__(self, inner: opening.OpenBook) -> None:
        self._inner = inner

    @classmethod
    def create(cls, path: Path, *, now: int, lang: str = "", zone: str = "", region: str = "") -> Book:
        """Make a new book at `path` (0600; its folder, if made, 0700). Raises BookExistsError, BadSettingError."""
        made = cls(opening.create(path, now=now, lang=lang, zone=zone, region=region))
        made.make_ready()  # nobody is in it: pages need not wait
        return made

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

    @classmethod
    def bring_near(cls, backup: Path, to: Path, *, now: int) -> views.BackupReport:
        """The long half of `restore`: the backup, read whole, lies beside the book, which may be in use meanwhile."""
        from entregent.app import exporting

        return exporting.bring_near(backup, to, now=now)

    @classmethod
    def put_in_place(cls, near: views.BackupReport, to: Path, *, now: int) -> views.BackupReport:
        """The short half of `restore`: nobody of this program may have the book open."""
        from entregent.app import exporting

        return exporting.put_in_place(near, to, now=now)

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
    def region(self) -> str:
        """The owner's country, such as "CA"."""
        return self._inner.setting("region")

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

    # ── a book that stays open ────────────────────────────────────────────────────────────────────────────────────

    def look_again(self, now: int) -> None:
        """Move this view to another instant, and read anew what others may have changed."""
        self._inner.look_again(now)

    def version(self) -> tuple[int, ...]:
        """Numbers that stay the same while nobody writes to the book, and that no other opening of it has."""
        return self._inner.connection.version()

    def tread_lightly(self) -> None:
        """Use little memory: this is one of several open views of the same book."""
        self._inner.connection.keep_small()

    def make_ready(self) -> None:
        """Work out today's standing, if nobody did yet: the first look of a day costs this much."""
        from entregent.app import settling

        settling.begin_day(self._inner)

    def is_ready(self) -> bool:
        """Whether everybody's standing is of this day."""
        return bool(self._inner.memo("standing-day") == self._inner.today.isoformat())

    def remembered(self, key: str, default: Any = None) -> Any:
        """What a face left in the book for itself under `key`."""
        return self._inner.memo(key, default)

    def remember(self, key: str, value: Any) -> None:
        """Leave something in the book for a face's own use; it is no part of what the book says."""
        from entregent.store import memos

        memos.put(self._inner.connection, key, value)

    # ── importing ─────────────────────────────────────────────────────────────────────────────────────────────────

    def import_paths(  # noqa: PLR0913 - the options of an import
        self,
        paths: Sequence[str],
        *,
        me: Sequence[str] = (),
        signals: bool = False,
        dry_run: bool = False,
        dates: str = "",
        columns: str = "",
        progress: Progress | None = None,
    ) -> views.ImportReport:
        """Read paths into the book; with `dry_run` into a copy of it that is thrown away.

        `dates` ("dmy", "mdy") decides where a file's dates can be read either way; `columns` says what those of a
        table hold ("name=Nom,mail=Courriel").
        """
        from entregent.app import importing
        from entregent.app.clarify_views import FileWords

        self._inner.write_check()
        read = importing.rehearse if dry_run else importing.import_paths
        return read(self._inner, paths, me=me, signals=signals, words=FileWords(dates, columns), progress=progress)

    def refresh(self, *, progress: Progress | None = None) -> views.ImportReport:
        """Read again what changed in remembered paths."""
        from entregent.app import importing

        self._inner.write_check()
        return importing.refresh(self._inner, progress=progress)

    def unclear_files(self) -> list[clarify_views.Unclear]:
        """What imports asked, and nobody answered yet."""
        from entregent.app import clarifying

        return clarifying.waiting(self._inner)

    def let_file_be(self, question: str) -> None:
        """A question of an import is not worth an answer."""
        from entregent.app import clarifying

        clarifying.let_be(self._inner, question)

    def preview_table(
        self, path: str, *, document: str = "", columns: str = "", dates: str = ""
    ) -> clarify_views.TablePreview | None:
        """The first rows of a table as these columns, or the guessed ones, would read them."""
        from entregent.app import clarifying

        return clarifying.preview(self._inner, path, document=document, columns=columns, dates=dates)

    def running_import(self) -> views.RunningImport | None:
        """The import that another process has at work on this book."""
        from entregent.app import importing

        return importing.running(self._inner)

    def imports(self) -> list[views.ImportLine]:
        """The remembered paths."""
        from entregent.app import importing

        return importing.list_imports(self._inner)

    def remove_import(self, import_id: int) -> views.Removal:
        """Drop what only this import brought."""
        from entregent.app import tidying

        return tidying.remove_import(self._inner, import_id)

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
