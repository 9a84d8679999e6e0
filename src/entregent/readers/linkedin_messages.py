"""LinkedIn's messages: one row, one message of a person to others; the file may be of any size."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from typing import Final

from entregent.formats.bounded_text import one_line
from entregent.formats.mail_date import day_start, is_plausible
from entregent.formats.partial_date import utc_seconds
from entregent.formats.table import Row
from entregent.model.handle import URL, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions
from entregent.readers.conversation import LeftOut
from entregent.readers.linkedin_tables import People, Table, value

FLAW_LIMIT: Final = 100
"""Broken rows of one file that are told one by one; the rest are counted."""
OWNER_SHARE: Final = 0.9
"""Whoever is in so many of the conversations is the owner of the export …"""
OTHERS_SHARE: Final = 0.6
"""… where nobody else is in more than so many."""
OWNER_CONVERSATIONS: Final = 3

_YES: Final = frozenset(("yes", "true", "oui", "1"))
_ADVERTISED: Final = re.compile(r"spinmail-quill-editor|%FIRSTNAME%|%LASTNAME%")
_STAMP: Final = re.compile(r"\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d UTC", re.ASCII)
_LETTERS: Final = re.compile(r"(?:[A-Z][a-z]{0,3}\.?){1,4}|[A-Z.&]{2,12}")
"""Letters behind a name, as in "Jane Doe, Ph.D."."""

_DAYS_SEEN: Final = 20_000


def read_messages(document: Document, table: Table, options: ReadOptions) -> Iterator[Interaction | Item]:
    """One interaction per message between people; what is none is counted; at the end whose messages they are."""
    urls = {} if "recipient profile urls" in table.columns else _profiles(document, table)
    yield from _Messages(document.path, table, options, urls).read(table.rows(document))


def _profiles(document: Document, table: Table) -> dict[str, str]:
    """The profiles of senders by their name, "" where a name has several: older exports give recipients no other."""
    found: dict[str, str] = {}
    at_name, at_url = table.columns["from"], table.columns.get("sender profile url", -1)
    for row in table.rows(document):
        name, url = value(row, at_name).strip(), value(row, at_url)
        if name and url and found.setdefault(name, url) != url:
            found[name] = ""
    return found


class _Messages:
    """One file on its way to interactions."""

    def __init__(self, path: str, table: Table, options: ReadOptions, urls: dict[str, str]) -> None:
        self.path = path
        self.now = options.now
        self.left_out = LeftOut(path)
        self.people = People()
        self._urls = urls
        self._cells = [table.columns.get(name, -1) for name in _COLUMNS]
        self._reached: dict[tuple[str, str], tuple[Participant, ...]] = {}
        self._days: dict[str, int] = {}
        self._flaws = 0
        self._odd_dates = 0
        self._first_odd = ("", "")
        self._conversation = ""
        self._present: set[Participant] = set()
        self._date, self._times = "", 0
        self._conversations = 0
        self._in: Counter[Participant] = Counter()

    def read(self, rows: Iterator[Row]) -> Iterator[Interaction | Item]:
        """Everything that the rows tell."""
        take = self._taker()
        for row in rows:
            if row.flaw or len(row.cells) < 3:
                yield from self._broken(row)
                continue
            found = take(row)
            if found is not None:
                yield found
        self._turn("")
        yield from self._told_at_the_end()
        yield from self._owner()

    def _taker(self) -> Callable[[Row], Interaction | None]:
        widest = max(self._cells)
        at = self._cells
        people, reached, left_out = self.people.one, self._recipients, self.left_out.count

        def take(row: Row) -> Interaction | None:
            cells = row.cells
            if len(cells) <= widest:
                cells = cells + [""] * (widest + 1 - len(cells))
            # A column that is missing (-1) shows the last cell: `cell` is for those.
            conversation, name, to, date, content = [cells[column] for column in at[:5]]
            url, urls, title, subject, folder, draft = [cells[column] if column >= 0 else "" for column in at[5:]]
            if draft and draft.strip().lower() in _YES:
                return left_out("draft")
            if folder == "SPAM":
                return left_out("spam")
            if not url and _ADVERTISED.search(content):
                return left_out("advertisements")
            sender = people(url or self._urls.get(name.strip(), ""), name)
            others = reached(urls, to)
            if sender is not None and sender in others:
                others = tuple(one for one in others if one != sender)
            if sender is None or not others:
                return left_out("unnamed-members")
            if conversation != self._conversation:
                self._turn(conversation)
            self._present.add(sender)
            self._present.update(others)
            instant, uid = self._moment(conversation, date, row.number)
            return Interaction(
                Channel.SOCIAL,
                instant,
                0,
                sender,
                others[: limits.PARTICIPANTS],
                (),
                (),
                len(others),
                one_line(subject or title, limits.TITLE_CHARACTERS) if subject or title else "",
                len(content) if content.isascii() else len(content.encode("utf-8", "surrogatepass")),
                0,
                uid,
                f"line {row.number}",
            )

        return take

    # ── whom ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _recipients(self, urls: str, names: str) -> tuple[Participant, ...]:
        key = (urls, names)
        found = self._reached.get(key)
        if found is None:
            if len(self._reached) > 20_000:
                self._reached.clear()
            found = self._reached[key] = tuple(dict.fromkeys(self._named(urls, names)))
        return found

    def _named(self, urls: str, names: str) -> Iterator[Participant]:
        profiles = [url for url in re.split(r"[,\s]+", urls) if url]
        if len(profiles) == 1:
            shown = [names]
        else:
            shown = self._apart(names)
            if profiles and len(shown) != len(profiles):
                # Names hold commas: which is whose can't be told, and other rows will tell.
                shown = [""] * len(profiles)
        for at, name in enumerate(shown):
            url = profiles[at] if profiles else self._urls.get(name, "")
            one = self.people.one(url, name)
            if one is not None:
                yield one

    def _apart(self, names: str) -> list[str]:
        """The names in a cell: known ones whole, letters behind a name with it."""
        found: list[str] = []
        for piece in map(str.strip, names.split(", ")):
            joined = f"{found[-1]}, {piece}" if found else ""
            if joined and (joined in self._urls or (_LETTERS.fullmatch(piece) and piece not in self._urls)):
                found[-1] = joined
            elif piece:
                found.append(piece)
        return found

    # ── when ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _moment(self, conversation: str, date: str, line: int) -> tuple[int | None, str]:
        """The instant and the lasting name of a message: its conversation, and which one of a second it is."""
        at = self._instant(date)
        if at is None or not is_plausible(at, self.now):
            self._odd_dates += 1
            if self._odd_dates == 1:
                self._first_odd = (f"line {line}", one_line(date, 80))
            at = None
        if not conversation:
            return at, ""
        # Rows of one second stand one after the other.
        self._times = self._times + 1 if date == self._date else 1
        self._date = date
        uid = f"linkedin:{conversation[:200]}"
        if at is None:
            uid += f"/{date[:40]}"
        return at, uid if self._times == 1 else f"{uid}/{self._times}"

    def _instant(self, date: str) -> int | None:
        day = self._days.get(date[:10])
        if day is None or not _STAMP.fullmatch(date):
            if not _STAMP.fullmatch(date):
                return utc_seconds(date.strip().replace("/", "-"))
            day = day_start(int(date[:4]), int(date[5:7]), int(date[8:10]))
            if day is None:
                return None
            if len(self._days) > _DAYS_SEEN:
                self._days.clear()
            self._days[date[:10]] = day
        return day + int(date[11:13]) * 3600 + int(date[14:16]) * 60 + int(date[17:19])

    # ── what is left out, and whose it is ─────────────────────────────────────────────────────────────────────────

    def _broken(self, row: Row) -> Iterator[Problem]:
        self._flaws += 1
        if self._flaws <= FLAW_LIMIT:
            yield Problem(self.path, f"line {row.number}", row.flaw or "short-row")
        else:
            self.left_out.count("more-bad-lines", lost=True)

    def _told_at_the_end(self) -> Iterator[Problem]:
        if self._odd_dates:
            place, first = self._first_odd
            facts = (("count", str(self._odd_dates)), ("first", first))
            yield Problem(self.path, place, "impossible-dates", facts, lost=False)
        yield from self.left_out.told()

    def _turn(self, conversation: str) -> None:
        """Another conversation begins."""
        if self._present:
            self._conversations += 1
            self._in.update(self._present)
        self._conversation = conversation
        self._present.clear()
        self._date = ""

    def _owner(self) -> Iterator[Item]:
        """Whoever is in nearly every conversation: the export does not say it otherwise."""
        present: Counter[tuple[str, str]] = Counter()
        names: dict[tuple[str, str], str] = {}
        for one, times in self._in.items():
            present[one[:2]] += times
            names[one[:2]] = names.get(one[:2]) or one.name
        leading: Sequence[tuple[tuple[str, str], int]] = present.most_common(2)
        if not leading or self._conversations < OWNER_CONVERSATIONS:
            return
        (kind, address), most = leading[0]
        second = leading[1][1] if len(leading) > 1 else 0
        if most < OWNER_SHARE * self._conversations or second > OTHERS_SHARE * self._conversations:
            return
        name = names[kind, address]
        if kind == URL:
            yield Record("linkedin:me", name, handles=(ClaimedHandle(kind, address),), is_owner=True)
        yield OwnerHint("account-owner", Participant(kind, address, name), most)


_COLUMNS: Final = (
    *("conversation id", "from", "to", "date", "content"),
    *("sender profile url", "recipient profile urls", "conversation title", "subject", "folder", "is message draft"),
)
