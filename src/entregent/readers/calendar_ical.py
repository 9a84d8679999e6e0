"""Meetings from iCalendar files: one occurrence of an event, one interaction of those who accepted or organised."""

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.components import Component
from entregent.formats.content_line import Flaw, Line, unescape
from entregent.formats.ical import Attendee, Event, Survey, event_from_component, read_calendar, survey
from entregent.formats.occurrences import Occurrence, Zones, occurrences
from entregent.formats.recurrence import FIRST_YEAR, LAST_YEAR
from entregent.formats.time_zones import offset_minutes, zone_by_name
from entregent.model.handle import MAIL, NAME, PHONE, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import mail_address
from entregent.text.phones import canonical_phone

FLAW_LIMIT: Final = 100
"""Flaws of one file that are told one by one; the rest are counted."""
COMING_SECONDS: Final = 60 * 86_400
"""How far ahead of the import's day meetings are told."""

_BEGIN: Final = re.compile(rb"(?:^|[\r\n])[ \t]*BEGIN:(VCALENDAR|VEVENT)", re.IGNORECASE)
_PASSED_OVER: Final = frozenset(("VTODO", "VJOURNAL", "VFREEBUSY", "VAVAILABILITY", "VPOLL"))
_OTHER_METHODS: Final = frozenset(("REPLY", "COUNTER", "DECLINECOUNTER", "REFRESH"))
"""Answers about a meeting, which do not describe it."""
_NO_PEOPLE: Final = frozenset(("ROOM", "RESOURCE", "GROUP"))
_NO_PERSONS_MAIL: Final = re.compile(
    r"@(resource|group)\.calendar\.google\.com$|^unknownorganizer@calendar\.google\.com$"
)


class IcalCalendar:
    """Calendars in iCalendar form, of any producer."""

    name: ClassVar[str] = "calendar_ical"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """BEGIN:VCALENDAR at the head of a line tells it; a bare VEVENT is read too."""
        if document.is_folder:
            return None
        head = document.head
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            head = head.decode("utf-16", "replace").encode()
        found = _BEGIN.search(head.removeprefix(codecs.BOM_UTF8))
        if found is None:
            suffixed = document.name.lower().endswith((".ics", ".ical", ".ifb", ".icalendar"))
            return Recognition(0.3, "suffix", (("suffix", ".ics"),)) if suffixed else None
        text = "BEGIN:" + found[1].decode().upper()
        return Recognition(0.98 if found.start() < 512 else 0.4, "begins-with", (("text", text),))

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One interaction per occurrence, up to 60 days ahead; what is left out is counted in problems."""
        with document.open_stream() as stream:
            surveyed = survey(stream)
        reading = _CalendarReading(document.path, options, surveyed)
        with document.open_stream() as stream:
            for found in read_calendar(stream):
                if isinstance(found, Component):
                    yield from reading.take(found)
                elif isinstance(found, Line):
                    reading.note(found)
                else:
                    yield from reading.flaw(found)
        yield from reading.rest()


class _CalendarReading:
    """One file on its way to interactions; keeps the calendar's own lines and the counts of what is left out."""

    def __init__(self, path: str, options: ReadOptions, surveyed: Survey) -> None:
        self.path = path
        self.options = options
        self.surveyed = surveyed
        self.method = ""
        self.owner = ""
        self.events = 0
        self.left_out: Counter[str] = Counter()
        self.told_flaws = 0
        own: dict[str, Component] = {}
        for component in surveyed.zones:
            name = next((line.value.strip() for line in component.lines if line.name == "TZID"), "")
            own.setdefault(name, component)
        self.zones = Zones(zone_by_name(options.zone) or ZoneInfo("UTC"), own)

    def note(self, line: Line) -> None:
        """A line of the calendar itself."""
        if line.name == "BEGIN":
            self.method = ""
        elif line.name == "METHOD":
            self.method = line.value.strip().upper()
        elif line.name == "X-WR-CALNAME" and not self.owner:
            self.owner = mail_address(unescape(line.value)) or ""
        elif line.name == "X-WR-TIMEZONE":
            self.zones.floating = zone_by_name(line.value.strip()) or self.zones.floating

    def flaw(self, flaw: Flaw, *, lost: bool = True) -> Iterator[Problem]:
        """A line that was lost, told while there are few."""
        self.told_flaws += 1
        if self.told_flaws <= FLAW_LIMIT:
            yield Problem(self.path, f"line {flaw.number}", flaw.reason, lost=lost)
        else:
            self.left_out["more-bad-lines"] += 1

    def take(self, component: Component) -> Iterator[Interaction | Item]:
        """A component: an event gives its occurrences, others are counted."""
        if component.name != "VEVENT":
            if component.name in _PASSED_OVER:
                self.left_out["not-meetings"] += 1
            for flaw in component.flaws:
                yield from self.flaw(flaw, lost=False)
            for child in component.children:
                yield from self.take(child)
            return
        why = self._left_out(component)
        if why:
            self.left_out[why] += 1
            return
        event = event_from_component(component)
        for flaw in event.flaws:
            yield from self.flaw(flaw, lost=False)
        if component.dropped:
            yield Problem(self.path, f"line {event.number}", "event-too-long", lost=False)
        if not event.complete:
            yield Problem(self.path, f"line {event.number}", "unfinished-event", lost=False)
        if event.status == "CANCELLED":
            self.left_out["cancelled-events"] += 1
            return
        self.events += 1
        yield from self._interactions(event)

    def _left_out(self, component: Component) -> str:
        if self.method == "CANCEL":
            return "cancelled-events"
        if self.method in _OTHER_METHODS:
            return "answers-to-meetings"
        return "earlier-versions" if component.number in self.surveyed.superseded else ""

    def _interactions(self, event: Event) -> Iterator[Interaction | Item]:
        start = event.start
        if start is None or not FIRST_YEAR <= start.wall.year <= LAST_YEAR:
            party = _Party(event, self.options.region)
            alone = party.organiser is None and not party.others
            yield Problem(self.path, f"line {event.number}", "undated-event", lost=alone)
            if not alone:
                yield self._told(event, None, party)
            return
        overridden = self.surveyed.overrides.get(event.uid, set())
        horizon = self.options.now + COMING_SECONDS
        times = occurrences(event, self.zones, horizon, overridden)
        for code in dict.fromkeys(times.flaws):
            yield Problem(self.path, f"line {event.number}", code, lost=False)
        if times.found:
            party = _Party(event, self.options.region)
            for occurrence in times.found:
                yield self._told(event, occurrence, party)
        elif times.later:
            self.left_out["far-events"] += 1
        else:
            self.left_out["excluded-events"] += 1

    def _told(self, event: Event, occurrence: Occurrence | None, party: "_Party") -> Interaction:
        timeless = event.start is not None and event.start.is_day
        offset = 0
        if occurrence is not None:
            wall = occurrence.wall + timedelta(hours=12) if timeless else occurrence.wall
            offset = offset_minutes(occurrence.at, wall)
        name = occurrence.name if occurrence is not None else ""
        return Interaction(
            channel=Channel.MEETING,
            at=occurrence.at if occurrence is not None else None,
            offset=offset,
            sender=party.organiser,
            to=party.others,
            others=party.count,
            title=event.title,
            amount=event.minutes,
            flags=Flag.TIMELESS if timeless else 0,
            uid=f"{event.uid}/{name}" if event.uid and name else event.uid,
            place=f"line {event.number}",
        )

    def rest(self) -> Iterator[Item]:
        """What the whole file tells: counts of what was left out, unknown zones, whose calendar it is."""
        for code, count in sorted(self.left_out.items()):
            yield Problem(self.path, "", code, (("count", str(count)),), lost=False)
        for zone in sorted(self.zones.unknown):
            facts = (("zone", one_line(zone, 80)), ("used", self.options.zone))
            yield Problem(self.path, "", "unknown-zone", facts, lost=False)
        if self.owner:
            yield OwnerHint("calendar-owner", Participant(MAIL, self.owner, ""), max(self.events, 1))


class _Party:
    """Who met: the organiser and those who accepted; everybody named, where nobody's answer is told."""

    def __init__(self, event: Event, region: str) -> None:
        told = any(attendee.answer for attendee in event.attendees)
        others: dict[tuple[str, str], Participant] = {}
        declined = set()
        for attendee in event.attendees:
            person = _participant(attendee, region)
            if person is None:
                continue
            if attendee.answer == "DECLINED":
                declined.add(person[:2])
            elif not told or attendee.answer == "ACCEPTED":
                known = others.get(person[:2])
                others[person[:2]] = known if known is not None and known.name else person
        organiser = _participant(event.organiser, region) if event.organiser else None
        if organiser is not None:
            same = others.pop(organiser[:2], None)
            if same is not None and not organiser.name:
                organiser = same
            elif same is None and organiser[:2] in declined:
                organiser = None
        self.organiser = organiser
        self.others = tuple(others.values())
        unseen = event.attendee_count - len(event.attendees)
        self.count = len(others) + (unseen if not told or others else 0)


def _participant(attendee: Attendee, region: str) -> Participant | None:
    """The person behind an address; None for rooms, resources and groups, and where nothing names one."""
    if attendee.kind in _NO_PEOPLE:
        return None
    name = attendee.name.strip("'\" ")
    mail = mail_address(attendee.address) or mail_address(attendee.mail)
    if mail is not None:
        if _NO_PERSONS_MAIL.search(mail):
            return None
        return Participant(MAIL, mail, "" if mail_address(name) == mail else name)
    if attendee.address[:4].lower() == "tel:":
        phone = canonical_phone(attendee.address, region)
        if phone is not None:
            return Participant(PHONE, phone, name)
    if not name:
        return None
    named = mail_address(name)
    return Participant(MAIL, named, "") if named else Participant(NAME, f"calendar:{name.casefold()}", name)
