"""An open book as use cases see it: the connection, the instant, and the owner's settings."""

import os
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any, Final
from zoneinfo import ZoneInfo

from entregent.model.errors import BadDateError, BadSettingError, RequestError
from entregent.store import facts, memos
from entregent.store.connection import Connection, create_book, open_book

SETTINGS: Final[dict[str, str]] = {
    "language": "",
    "zone": "",
    "region": "CA",
    "name": "",
    "why": "",
    "address": "vous",
    "rewriter": "",
    "introduction": "",
    "ladder": "",
    "first-week": "",
    "minutes-per-week": "120",
    "minutes-per-day": "30",
    "minutes-mail": "",
    "minutes-text": "",
    "minutes-social": "",
    "minutes-call": "",
    "minutes-meeting": "",
    "minutes-letter": "",
    "answers-aim": "40",
    "currency": "CAD",
    "stage-noticed": "",
    "stage-approached": "",
    "stage-answered": "",
    "stage-met": "",
    "stage-trusted": "",
    "stage-working": "",
    "stage-loyal": "",
    "smtp-host": "",
    "smtp-port": "",
    "smtp-security": "starttls",
    "smtp-user": "",
    "smtp-from": "",
    "brief": "off",
    "brief-hour": "8",
    "brief-days": "every",
    "brief-names": "",
    "feed-names": "",
}
"""Every setting with its default; an empty one is chosen by the program (zone and language from the system)."""

CIRCLE_WEIGHT: Final = "weight-"
"""`weight-<circle>`: how much the owner lets a circle count, 1 by default."""


class WritesInThePastError(RequestError):
    """A verb that writes was asked for under `--as-of`."""

    code = "as-of-writes"


class BookExistsError(RequestError):
    """There is a book at `path` already."""

    code = "book-exists"


class OpenBook:
    """What every use case works on."""

    def __init__(self, connection: Connection, *, now: int, as_of: str = "") -> None:
        self.connection = connection
        self.as_of = as_of
        self._settings: dict[str, str] | None = None
        self._settings_of: tuple[int, ...] = ()
        self.orders: Any = None
        """What `listing` keeps of this view."""
        self.steps: Any = None
        self.steps_of: tuple[int, ...] = ()
        """What `footprints` keeps of this view, and of which version."""
        self.sealed: dict[str, tuple[tuple[int, ...], Any]] = {}
        """What `committed` and `sealed` keep of this view, and of which version."""
        self.ways: dict[object, Any] = {}
        """What `stages` and `goals` keep of a view of an earlier day."""
        self.waits: Any = None
        self.waits_of: tuple[object, ...] = ()
        """What `waiting` keeps of this view, and of which version and day."""
        self.elans: dict[int, tuple[int, ...]] = {}
        self.elans_of: tuple[int, ...] = ()
        """What `elan` keeps of this view, and of which version."""
        self.tries: dict[object, Any] = {}
        self.tries_of: tuple[int, ...] = ()
        """What `first_tries` and `approaching` keep of this view, and of which version."""
        self.network: Any = None
        self.network_of: tuple[object, ...] = ()
        """What `mapping` keeps of this view, and of which version and day."""
        self.stances: Any = None
        self.stances_of: tuple[object, ...] = ()
        """What `bridging` keeps of this view, and of which version and day."""
        self.introduced: Any = None
        """What `introducing` judged for a view of an earlier day."""
        self.now = now if not as_of else end_of_day(as_of, self.zone)

    @property
    def zone(self) -> ZoneInfo:
        """The book's one zone: days, gaps and floating times use it."""
        return ZoneInfo(self.setting("zone"))

    @property
    def today(self) -> date:
        """The day it is in the book's zone."""
        return datetime.fromtimestamp(self.now, self.zone).date()

    @property
    def day_end(self) -> int:
        """The last second of that day, UTC."""
        return end_of_day(self.today.isoformat(), self.zone)

    def day_of(self, instant: int) -> date:
        """The day of an instant in the book's zone."""
        return datetime.fromtimestamp(instant, self.zone).date()

    def setting(self, key: str) -> str:
        """A setting's value: the owner's, else what the book began with, else the default."""
        known = self.all_settings()
        if key not in known:
            if key.startswith(CIRCLE_WEIGHT):
                return "1"
            raise BadSettingError(key=key, value="")
        return known[key]

    def all_settings(self) -> dict[str, str]:
        """Every setting with its value in force."""
        if self._settings is None:
            begun = memos.find(self.connection, "settings", {})
            own = {fact.kind[8:]: fact.value for fact in facts.of_kinds(self.connection, *_SETTING_KINDS)}
            self._settings = {**SETTINGS, **begun, **own, **self._circle_weights()}
        return self._settings

    def _circle_weights(self) -> dict[str, str]:
        found = facts.of_kinds(self.connection, "setting:circle-weight")
        return {f"{CIRCLE_WEIGHT}{name}": value for fact in found for name, _, value in [fact.value.partition("=")]}

    def forget_settings(self) -> None:
        """Read the settings anew at the next use."""
        self._settings = None

    def look_again(self, now: int) -> None:
        """Move this view to another instant; settings are read anew where the book was written to."""
        version = self.connection.version()
        if version != self._settings_of:
            self._settings, self._settings_of = None, version
        self.now = now

    def salt(self) -> bytes:
        """The key of this book's tombstones, made once."""
        kept = memos.find(self.connection, "salt")
        if kept is None:
            kept = os.urandom(32).hex()
            memos.put(self.connection, "salt", kept)
        return bytes.fromhex(kept)

    def write_check(self) -> None:
        """Refuse to write when the book is seen as of an earlier day."""
        if self.as_of:
            raise WritesInThePastError(day=self.as_of)

    def memo(self, key: str, default: Any = None) -> Any:
        """What the program remembers under `key`."""
        return memos.find(self.connection, key, default)

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


_SETTING_KINDS = tuple(f"setting:{key}" for key in SETTINGS)


def create(path: Path, *, now: int, lang: str, zone: str, region: str) -> OpenBook:
    """A new book; zone from the system where none is given. Raises BookExistsError, BadSettingError, BookError."""
    if path.exists():
        raise BookExistsError(path=str(path))
    zone = zone or system_zone()
    check_zone(zone)
    connection = create_book(path)
    begun = {"zone": zone, "language": lang}
    if region:
        begun["region"] = region.upper()
    memos.put(connection, "settings", begun)
    return OpenBook(connection, now=now)


def open_at(path: Path, *, now: int, as_of: str) -> OpenBook:
    """Open a book as of now or of a past day. Raises BookError, BadDateError."""
    return OpenBook(open_book(path), now=now, as_of=as_of)


def check_zone(zone: str) -> None:
    """Refuse what is no IANA zone. Raises BadSettingError."""
    try:
        ZoneInfo(zone)
    except (ValueError, OSError, KeyError) as error:
        raise BadSettingError(key="zone", value=zone) from error


def system_zone() -> str:
    """The machine's IANA zone, or UTC where it can't be told."""
    told = os.environ.get("TZ", "").lstrip(":")
    candidates = [told]
    link = Path("/etc/localtime")
    if link.is_symlink():
        candidates.append(str(link.resolve()).partition("zoneinfo/")[2])
    named = Path("/etc/timezone")
    if named.is_file():
        candidates.append(named.read_text(encoding="utf-8").strip())
    for candidate in candidates:
        if candidate and not candidate.startswith("/"):
            try:
                ZoneInfo(candidate)
            except (ValueError, OSError, KeyError):
                continue
            return candidate
    return "UTC"


def parse_day(text: str) -> date:
    """An ISO date. Raises BadDateError."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadDateError(text=text) from error


def end_of_day(text: str, zone: ZoneInfo) -> int:
    """The last second of a day in a zone, UTC. Raises BadDateError."""
    day = parse_day(text)
    try:
        midnight = datetime.combine(day + timedelta(days=1), time(), zone).astimezone(UTC)
    except OverflowError as error:
        raise BadDateError(text=text) from error
    return int(midnight.timestamp()) - 1
