"""Attendee lists as tables (Eventbrite, Luma, Meetup, hand-made ones): each event is a meeting of those who came."""

import io
from collections import Counter
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final, NamedTuple
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.mail_date import DAY, is_plausible
from entregent.formats.spoken_instant import NumberOrder, Spoken, instant_in, number_order, spoken_instant
from entregent.formats.table import Dialect, Row, read_rows, sniff
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import ACCOUNT, MAIL, NAME, PHONE, URL, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import ClaimedHandle, Item, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, content_key, mail_address
from entregent.readers.conversation import LeftOut
from entregent.readers.events_lists import Meanings, came, is_eventful, is_listed, map_list, named_event, status
from entregent.text.scripts import fold

HEADER_ROWS: Final = 10
COMING_SECONDS: Final = 60 * DAY
"""How far ahead of the import's day meetings are told."""
FLAW_LIMIT: Final = 100
"""Broken rows of one file that are told one by one; the rest are counted."""


class Layout(NamedTuple):
    """How a list is to be read."""

    dialect: Dialect
    header_line: int
    meanings: Meanings


class EventLists:
    """Lists of who came to an event, or to several."""

    name: ClassVar[str] = "events_csv"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """A ticket service's headers, columns of presences or events, or a list of names under an event's name."""
        if document.is_folder or not document.head or document.name.lower().endswith((".ics", ".vcf", ".json", ".eml")):
            return None
        layout = find_layout(document)
        if layout is None:
            return None
        meanings = layout.meanings
        if meanings.is_known:
            return Recognition(0.97, "ticket-headers")
        if "came" in meanings.event or ("event" in meanings.event and "start" in meanings.event):
            return Recognition(0.96, "attendance-headers")
        named = named_event(document.name, document.folders)
        dated = named.day is not None or "start" in meanings.event
        if dated and is_listed(document.name, document.folders):
            return Recognition(0.94, "named-like-attendees")
        told = len(meanings.people) + len(meanings.event)
        if named.day is not None and not meanings.has("mail", "phone", "url") and meanings.strange < told:
            if is_eventful(document.name):
                return Recognition(0.85, "named-like-attendees")
            return Recognition(0.6, "named-like-attendees") if not meanings.strange else None
        return None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One meeting per event with those who came, and a card for each of them that tells more than a name."""
        layout = find_layout(document)
        if layout is None:
            yield Problem(document.path, "line 1", "no-attendee-headers")
            return
        yield from _Lists(document, layout, options).read()


def find_layout(document: Document) -> Layout | None:
    """How the list in this document is to be read; None where no row of headers names people."""
    head = document.head
    if b"\0" in head[:2_000] and head[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        return None
    dialect = sniff(head)
    cut = max(head.rfind(b"\n"), head.rfind(b"\r"))
    whole = head if len(head) < 60_000 or cut < 0 else head[: cut + 1]
    best: Layout | None = None
    for row in islice(read_rows(io.BytesIO(whole), dialect), HEADER_ROWS):
        if any(mail_address(cell) for cell in row.cells):
            break
        meanings = map_list(row.cells)
        told = len(meanings.people) + len(meanings.event)
        if meanings.has("name", "given", "family", "mail") and (
            best is None or told > len(best.meanings.people) + len(best.meanings.event)
        ):
            best = Layout(dialect, row.number, meanings)
    return best


class _Event:
    """One event of the list: those who came, those who said that they would, and how many."""

    def __init__(self, title: str, day: Spoken | None, place: str) -> None:
        self.title, self.day, self.place = title, day, place
        self.host: Participant | None = None
        self.there: dict[tuple[str, str], Participant] = {}
        self.coming: dict[tuple[str, str], Participant] = {}
        self.cards: dict[tuple[str, str], Record] = {}
        self.counts: Counter[str] = Counter()
        self.arrived: Spoken | None = None
        self.minutes = 0
        self.ambiguous = False

    def take(self, who: Participant, presence: str, guests: int, *, hosts: bool, has_room: bool) -> None:
        """Somebody on the list; counted where there is no room to keep them."""
        kept = self.there if presence == "there" else self.coming
        if who[:2] not in kept:
            self.counts[presence] += 1
            if has_room and len(kept) < limits.PARTICIPANTS:
                kept[who[:2]] = who
        self.counts[f"{presence} guests"] += guests
        if hosts and self.host is None:
            self.host = who


class _Lists:
    """One file on its way to meetings."""

    def __init__(self, document: Document, layout: Layout, options: ReadOptions) -> None:
        self.document, self.options = document, options
        self.path = document.path
        self.layout, self.meanings = layout, layout.meanings
        self.named = named_event(document.name, document.folders)
        self.zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self.left_out = LeftOut(document.path)
        self._events: dict[tuple[str, str], _Event] = {}
        self._named_by_mail: dict[str, str] = {}
        self._carded: set[tuple[str, str]] = set()
        self._cards = self._kept = 0
        self._flaws = 0
        self._order = NumberOrder("", contradicting=False, undecided=0)

    def read(self) -> Iterator[Interaction | Item]:
        """Cards as the rows come, meetings at the end."""
        yield from self._dates()
        with self.document.open_stream() as stream:
            for row in read_rows(stream, self.layout.dialect):
                if row.number > self.layout.header_line:
                    yield from self._take(row)
        for event in self._events.values():
            yield from self._told(event)
        yield from self.left_out.told()

    def _cell(self, row: Row, field: str) -> str:
        at = self.meanings.event.get(field, -1)
        return row.cells[at].strip() if 0 <= at < len(row.cells) else ""

    # ── days ──────────────────────────────────────────────────────────────────────────────────────────────────────

    def _dates(self) -> Iterator[Problem]:
        """Which number of a date comes first: in the columns, or in the file's name alone."""
        with self.document.open_stream() as stream:
            rows = (row for row in read_rows(stream, self.layout.dialect) if row.number > self.layout.header_line)
            self._order = number_order(
                text for row in rows for field in ("start", "end", "came") if (text := self._cell(row, field))
            )
        told = {"dmy": "day", "mdy": "month"}.get(self.options.dates, "")
        code = f"dates-{self._order.first}-first" if self._order.first else "dates-as-told"
        if not self._order.first and told:
            self._order = self._order._replace(first=told)
        if self._order.undecided and self._order.first:
            yield Problem(self.path, "", code, (("count", str(self._order.undecided)),), lost=False)

    def _spoken(self, text: str) -> Spoken | None:
        found = spoken_instant(text, day_first=self._order.first == "day")
        if found is not None and found.either and not self._order.first:
            self.left_out.count("ambiguous-dates", lost=True)
            return None
        return found

    def _day(self, row: Row) -> Spoken | None:
        """The event's day and hour as the row tells them."""
        written = self._cell(row, "start")
        found = self._spoken(written) if written else None
        if found is None or found.second is not None:
            return found
        clock = self._cell(row, "clock")
        timed = spoken_instant(f"2000-01-01 {clock}") if clock else None
        return found if timed is None else found._replace(second=timed.second, offset=timed.offset)

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _take(self, row: Row) -> Iterator[Item]:
        person = _Person(row, self.meanings, self.options.region, self._cell(row, "profile"), self._cell(row, "member"))
        who = person.participant(self._named_by_mail)
        if row.flaw or who is None:
            self._flaws += 1
            if self._flaws <= FLAW_LIMIT:
                yield Problem(self.path, f"line {row.number}", row.flaw or "empty-row")
            else:
                self.left_out.count("more-bad-lines", lost=True)
            return
        presence = self._presence(row)
        if not presence:
            self.left_out.count("not-there")
            return
        event = self._event(row)
        if event is None:
            return
        guests = self._cell(row, "guests")
        more = min(int(guests), 50) if guests.isdecimal() and len(guests) < 4 else 0
        hosts = fold(self._cell(row, "host")) in ("yes", "oui", "true", "1", "x")
        event.take(who, presence, more, hosts=hosts, has_room=self._kept < limits.CARDS_HELD)
        self._kept += 1
        arrived = spoken_instant(self._cell(row, "came"), day_first=self._order.first == "day")
        is_clear = arrived is not None and (self._order.first or not arrived.either)
        if arrived is not None and is_clear and (event.arrived is None or arrived[:3] < event.arrived[:3]):
            event.arrived = arrived
        card = person.card(who)
        if card is not None and who[:2] not in self._carded and self._cards < limits.CARDS_HELD:
            self._cards += 1
            event.cards.setdefault(who[:2], card)

    def _presence(self, row: Row) -> str:
        """ "there", "comes", or "" for whoever did not come, or said no."""
        written = status(self._cell(row, "status")) if "status" in self.meanings.event else "comes"
        if "came" in self.meanings.event and came(self._cell(row, "came")):
            return "there"
        if written == "there":
            return "there"
        # A list without a column for it lists those who were there.
        if "came" not in self.meanings.event and "status" not in self.meanings.event:
            return "there"
        return "comes" if written == "comes" else ""

    def _event(self, row: Row) -> _Event | None:
        """The event of this row; None past the limit."""
        title = one_line(self._cell(row, "event"), 200)
        written = self._cell(row, "start")
        key = (self._cell(row, "event id") or fold(title), written[:60])
        event = self._events.get(key)
        if event is None:
            if len(self._events) >= limits.EVENTS_LISTED:
                self.left_out.count("too-many-events", lost=True)
                return None
            ambiguous = self.left_out.counts["ambiguous-dates"]
            event = self._events[key] = _Event(title or self.named.title, self._day(row), f"line {row.number}")
            event.ambiguous = self.left_out.counts["ambiguous-dates"] > ambiguous
            end = self._spoken(self._cell(row, "end")) if event.day is not None and self._cell(row, "end") else None
            if event.day is not None and end is not None and event.day.second is not None and end.second is not None:
                lasted = instant_in(end, self.zone)[0] - instant_in(event.day, self.zone)[0]
                event.minutes = lasted // 60 if 0 < lasted <= 3 * DAY else 0
        return event

    # ── meetings ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _told(self, event: _Event) -> Iterator[Interaction | Item]:
        day, place = self._day_of(event), event.place
        at, offset = instant_in(day, self.zone) if day is not None else (0, 0)
        people, presence = event.there, "there"
        if (not people or at > self.options.now) and event.coming:
            people, presence = event.coming | event.there, "comes"
        elif event.counts["comes"]:
            self.left_out.counts["not-there"] += event.counts["comes"]
        if not people:
            return
        if day is None and event.ambiguous:
            return
        if day is None:
            facts = (("event", event.title or self.document.name), ("count", str(event.counts[presence])))
            yield Problem(self.path, place, "no-event-day", facts)
            return
        if at > self.options.now + COMING_SECONDS:
            self.left_out.count("far-events")
            return
        if not is_plausible(min(at, self.options.now), self.options.now):
            yield Problem(self.path, place, "impossible-dates", (("count", "1"), ("first", _iso(day))))
            return
        if presence == "comes" and at <= self.options.now:
            facts = (("event", event.title), ("count", str(event.counts[presence])))
            yield Problem(self.path, place, "nobody-checked-in", facts, lost=False)
        for key in people:
            card = event.cards.get(key)
            if card is not None and key not in self._carded:
                self._carded.add(key)
                yield card
        host = event.host if event.host is not None and event.host[:2] in people else None
        others = [one for key, one in people.items() if host is None or key != host[:2]]
        yield Interaction(
            Channel.MEETING,
            at,
            offset,
            host,
            tuple(others),
            others=max(event.counts[presence] + event.counts[f"{presence} guests"] - (host is not None), 0),
            title=event.title,
            amount=event.minutes,
            flags=0 if day.second is not None else Flag.TIMELESS,
            uid=f"event:{fold(event.title)}:{_iso(day)}",
            place=place,
        )

    def _day_of(self, event: _Event) -> Spoken | None:
        """The event's day: its column's, its file name's, or that of the first arrival."""
        if event.day is not None:
            return event.day
        if event.ambiguous:
            return None
        if self.named.day is not None:
            if self.named.day.either and self.options.dates:
                found = spoken_instant(self.named.written, day_first=self.options.dates == "dmy")
                return found._replace(second=None, offset=None) if found is not None else None
            if self.named.day.either:
                event.ambiguous = True
                self.left_out.count("ambiguous-dates", lost=True)
                return None
            return self.named.day._replace(second=None, offset=None)
        if event.arrived is not None:
            if event.arrived.offset is not None:
                return _in_zone(event.arrived, self.zone)
            return event.arrived._replace(second=None)
        return None


def _in_zone(spoken: Spoken, zone: ZoneInfo) -> Spoken:
    """The day that it was in a zone."""
    from datetime import datetime

    wall = datetime.fromtimestamp(instant_in(spoken, zone)[0], zone)
    return Spoken(wall.year, wall.month, wall.day, None, None)


def _iso(day: Spoken) -> str:
    return f"{day.year:04}-{day.month:02}-{day.day:02}"


class _Person:
    """A row as a person."""

    def __init__(self, row: Row, meanings: Meanings, region: str, profile: str, member: str) -> None:
        values: dict[str, str] = {}
        for at, column in meanings.people.items():
            cell = row.cells[at].strip() if at < len(row.cells) else ""
            if cell and column.field not in values:
                values[column.field] = cell
        self.place = f"line {row.number}"
        self.values = values
        given, family = one_line(values.get("given", "")), one_line(values.get("family", ""))
        self.given, self.family = given, family
        self.name = one_line(values.get("name", "")) or " ".join(part for part in (given, family) if part)
        bag = HandleBag(region)
        bag.add_mail(values.get("mail", ""))
        bag.add_phone(values.get("phone", ""))
        number = member.removeprefix("user").strip()
        if number.isdecimal():
            bag.add(ACCOUNT, f"meetup:{number[:20]}", "", number)
        for text in (profile, values.get("url", "")):
            # A group's address of a member is that member's in this group alone: the number says the same.
            if text and "meetup.com" not in text:
                bag.add_url(text)
        self.handles = bag.handles

    def participant(self, by_mail: dict[str, str]) -> Participant | None:
        """Whoever this is; one address under a second name is whoever bought the ticket, so the name counts."""
        for kind in (MAIL, PHONE, ACCOUNT, URL):
            for handle in self.handles:
                if handle.kind == kind:
                    folded = fold(self.name)
                    if folded and by_mail.setdefault(handle.value, folded) != folded:
                        self.handles = tuple(one for one in self.handles if one is not handle)
                        return self.participant(by_mail)
                    return Participant(kind, handle.value, "" if mail_address(self.name) else self.name)
        folded = fold(self.name)
        return Participant(NAME, f"event:{folded}", self.name) if folded and not folded.isdecimal() else None

    def card(self, who: Participant) -> Record | None:
        """What the list tells of somebody besides the name; None where it tells no more."""
        organisation, title = one_line(self.values.get("organisation", "")), one_line(self.values.get("title", ""))
        if not (organisation or title or len(self.handles) > 1) or not self.name:
            return None
        handles = self.handles or (ClaimedHandle(who.kind, who.value),)
        return Record(
            key=content_key("event", who.value),
            name=self.name,
            given=self.given,
            family=self.family,
            handles=handles,
            organisation=organisation,
            title=title,
            place=self.place,
        )
