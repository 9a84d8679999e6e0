"""The calendar: meetings, meals, what comes every week, birthdays; and the invitations that came by mail."""

from collections.abc import Callable, Iterable, Iterator
from heapq import heapify, heappop, heappush
from itertools import chain
from pathlib import Path
from typing import Final, NamedTuple

from entregent.app.sample.cast import CLOSE, OWNER, PACES, Cast, Person
from entregent.app.sample.clock import DAY, day_of, mail_date, mbox_date, montreal_offset, parts_of
from entregent.app.sample.headers import encoded, mailbox
from entregent.app.sample.staging import CALM_DAYS
from entregent.app.sample.streams import stream

CALENDAR: Final = "agenda/calendrier.ics"
MEETING_GAPS: Final = {
    "love": 45.0, "family": 160.0, "friends": 110.0, "pals": 400.0, "clients": 75.0, "collaborators": 60.0,
    "partners": 120.0, "prospects": 500.0,
}  # fmt: skip
"""Median days between two meetings with one person."""
_TITLES: Final = {
    "love": (("Souper en amoureux", "Petit Bistro du Canal"), ("Spectacle", "Théâtre du Quai")),
    "family": (("Souper de famille", "Chez maman"), ("Brunch", "Val-David"), ("Baptême", "Chambly")),
    "friends": (
        ("Café avec {first}", "Café Tournesol"),
        ("Souper chez {first}", ""),
        ("Randonnée", "Sutton"),
        ("Cinéma", "Plateau"),
    ),
    "pals": (("5 à 7", "Mile End"), ("Bénévolat", "Rosemont"), ("Atelier de poterie", "Verdun")),
    "clients": (
        ("Visite de chantier : {company}", "{company}"),
        ("Présentation des plans", "Atelier Boréal"),
        ("Appel de suivi : {company}", ""),
    ),
    "collaborators": (
        ("Point de projet", "Atelier Boréal"),
        ("Revue des plans avec {first}", "Atelier Boréal"),
        ("Site visit", ""),
    ),
    "partners": (
        ("Dîner avec {first}", "Marché Jean-Talon"),
        ("Renouvellement d'entente", "{company}"),
        ("Rencontre fournisseurs", "Lachine"),
    ),
    "prospects": (("Premier café avec {first}", "Café Tournesol"), ("Visite des lieux : {company}", "{company}")),
}
_STATES: Final = ("ACCEPTED",) * 7 + ("TENTATIVE", "DECLINED", "NEEDS-ACTION")
_ZONE: Final = """BEGIN:VTIMEZONE
TZID:America/Toronto
BEGIN:DAYLIGHT
DTSTART:20070311T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
TZOFFSETFROM:-0500
TZOFFSETTO:-0400
TZNAME:EDT
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:20071104T020000
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
TZOFFSETFROM:-0400
TZOFFSETTO:-0500
TZNAME:EST
END:STANDARD
END:VTIMEZONE"""


class Meeting(NamedTuple):
    """One meeting; the first guest is the one it is about."""

    number: int
    at: int
    minutes: int
    title: str
    place: str
    guests: tuple[Person, ...]
    states: tuple[str, ...]
    mine: bool
    """The owner organises."""
    cancelled: bool


def meetings(cast: Cast, scale: float = 1.0) -> Iterator[Meeting]:
    """Meetings by time, up to twelve days after the end; drawn anew, and alike, at every call.

    A scale below 1 makes them rarer; one above leaves them: a day holds only so many.
    """
    rng = stream(cast.seed, "agenda")
    day = DAY / min(1.0, scale)
    heap: list[tuple[int, int]] = []
    for person in cast.people:
        gap = MEETING_GAPS[person.circle] * rng.lognormvariate(0, 0.5) * day
        heap.append((person.since + int(rng.random() * gap * 2), person.id))
    heapify(heap)
    number = 0
    while heap:
        at, who = heappop(heap)
        person = cast.people[who]
        live = any(begin <= at < end for begin, end in person.spans)
        if live and at < cast.end - DAY:
            number += 1
            yield _meeting(cast, rng.random, number, at, person)
        gap = MEETING_GAPS[person.circle] * rng.lognormvariate(0, 0.8) * day
        if at + gap < min(person.spans[-1][1], cast.end - DAY):
            heappush(heap, (at + int(gap), who))
    for days, person in enumerate(person for person in cast.people if person.role == "soon-met"):
        number += 1
        yield _meeting(cast, lambda: 0.3, number, cast.end + (1 + 3 * days) * DAY, person)


def _meeting(cast: Cast, chance: Callable[[], float], number: int, at: int, person: Person) -> Meeting:
    """A meeting that day with the person and, at times, others of the same circle."""
    titles = _TITLES[person.circle]
    title, place = titles[int(chance() * len(titles))]
    told = {"first": person.given, "company": person.company or "Atelier Boréal"}
    close = person.circle in CLOSE
    hour = (18 if close else 9) + int(chance() * (3 if close else 7))
    local = at // DAY * DAY + hour * 3600 + (1800 if chance() < 0.3 else 0)
    guests = [person]
    while chance() < 0.25 and len(guests) < 6:
        numbers = cast.circles[person.circle]
        other = cast.people[numbers[int(chance() * len(numbers))]]
        if other.fate == "steady" and not other.role and other.since <= at and other not in guests:
            guests.append(other)
    states = tuple("ACCEPTED" if guest is person else _STATES[int(chance() * len(_STATES))] for guest in guests)
    return Meeting(
        number, local - montreal_offset(local), 30 * (1 + int(chance() * 4)), title.format_map(told),
        place.format_map(told), tuple(guests), states, chance() < PACES[person.circle].begun, chance() < 0.04,
    )  # fmt: skip


def write_agenda(folder: Path, cast: Cast, scale: float = 1.0, more: Iterable[Meeting] = ()) -> int:
    """Write the calendar under `folder`, with `more` meetings at its end; return how many events it holds."""
    path = folder / CALENDAR
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        head = f"BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//Atelier Boreal//Agenda//FR\nCALSCALE:GREGORIAN\n{_ZONE}\n"
        out.write(head.replace("\n", "\r\n"))
        for lines in chain(_events(cast, scale), (event_lines(cast, meeting) for meeting in more)):
            out.write("".join(f"{fold(line)}\r\n" for line in ("BEGIN:VEVENT", *lines, "END:VEVENT")))
            count += 1
        out.write("END:VCALENDAR\r\n")
    return count


def _events(cast: Cast, scale: float) -> Iterator[list[str]]:
    """The lines of every event."""
    yield from _habits(cast)
    for person in cast.people:
        known = person.circle in {"love", "family", "friends"} or person.role == "birthday"
        if known and person.birthday is not None:
            first = person.birthday.replace(year=day_of(cast.begin).year, day=min(person.birthday.day, 28))
            yield [
                f"UID:fete-{person.id}@{OWNER.domain}", _stamp(cast.begin),
                f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
                "RRULE:FREQ=YEARLY", f"SUMMARY:{escape(f'Anniversaire de {person.name}')}", "TRANSP:TRANSPARENT",
                "CATEGORIES:Anniversaires",
            ]  # fmt: skip
    for meeting in meetings(cast, scale):
        yield event_lines(cast, meeting)


def event_lines(cast: Cast, meeting: Meeting) -> list[str]:
    """A meeting's properties."""
    lines = [
        f"UID:rv-{meeting.number}-{cast.seed:x}@{OWNER.domain}", _stamp(min(meeting.at, cast.end) - 9 * DAY),
        f"DTSTART;TZID=America/Toronto:{_local(meeting.at)}",
        f"DTEND;TZID=America/Toronto:{_local(meeting.at + meeting.minutes * 60)}", f"SUMMARY:{escape(meeting.title)}",
    ]  # fmt: skip
    if meeting.place:
        lines.append(f"LOCATION:{escape(meeting.place)}")
    lines.append(f"STATUS:{'CANCELLED' if meeting.cancelled else 'CONFIRMED'}")
    mine = (OWNER.name, OWNER.addresses[0])
    first = (meeting.guests[0].name, meeting.guests[0].mails[0])
    organiser = mine if meeting.mine else first
    lines.append(f'ORGANIZER;CN="{organiser[0]}":mailto:{organiser[1]}')
    lines.append(f'ATTENDEE;CN="{mine[0]}";PARTSTAT=ACCEPTED;ROLE=REQ-PARTICIPANT:mailto:{mine[1]}')
    for guest, state in zip(meeting.guests, meeting.states, strict=True):
        lines.append(f'ATTENDEE;CN="{guest.name}";PARTSTAT={state};ROLE=REQ-PARTICIPANT:mailto:{guest.mails[0]}')
    return lines


def _habits(cast: Cast) -> Iterator[list[str]]:
    """What comes again: the team's Monday, yoga alone, the family's Sunday; with exceptions and an end."""
    first = cast.begin - (cast.begin // DAY + 3) % 7 * DAY + 7 * DAY
    team = [
        cast.people[n]
        for n in cast.circles["collaborators"]
        if cast.people[n].domain == OWNER.domain and cast.people[n].fate == "steady" and not cast.people[n].role
    ][:4]
    kin = [cast.people[n] for n in cast.circles["family"] if not cast.people[n].role][:5]
    ends = f"{day_of(cast.end):%Y%m%d}T000000Z"
    for uid, title, hour, offset, rule, guests in (
        ("equipe", "Point hebdomadaire de l'équipe", 9, 0, "FREQ=WEEKLY", team),
        ("yoga", "Yoga", 18, 2, "FREQ=WEEKLY;INTERVAL=1", []),
        ("dimanche", "Souper du dimanche", 17, 6, "FREQ=MONTHLY;BYDAY=1SU", kin),
    ):
        wall = first + offset * DAY + hour * 3600
        begin = wall - montreal_offset(wall)
        lines = [
            f"UID:{uid}@{OWNER.domain}", _stamp(cast.begin), f"DTSTART;TZID=America/Toronto:{_local(begin)}",
            f"DTEND;TZID=America/Toronto:{_local(begin + 3600)}", f"RRULE:{rule};UNTIL={ends}",
            f"EXDATE;TZID=America/Toronto:{_local(begin + 21 * DAY)}", f"SUMMARY:{title}",
        ]  # fmt: skip
        if guests:
            lines.append(f'ORGANIZER;CN="{OWNER.name}":mailto:{OWNER.addresses[0]}')
            lines += [f'ATTENDEE;CN="{guest.name}";PARTSTAT=ACCEPTED:mailto:{guest.mails[0]}' for guest in guests]
        yield lines


def invitations(cast: Cast, scale: float = 1.0) -> Iterator[tuple[int, bytes]]:
    """(instant, mbox entry) for meetings that others organised: the invitation came six days before."""
    for meeting in meetings(cast, scale):
        at = meeting.at - 6 * DAY - (meeting.at % 7 + 2) * 3600
        if not meeting.mine and cast.begin < at < cast.end - (CALM_DAYS + 2) * DAY:
            yield at, _invitation(cast, meeting, at)


def _invitation(cast: Cast, meeting: Meeting, at: int) -> bytes:
    """The letter of a calendar program: a text and a text/calendar part."""
    host = meeting.guests[0]
    address, boundary = host.mails[0], f"=_rv_{meeting.number:x}"
    year, month, day, _, clock = parts_of(meeting.at, montreal_offset(meeting.at))
    request = ["BEGIN:VCALENDAR", "VERSION:2.0", "METHOD:REQUEST", "PRODID:-//Agenda//FR", "BEGIN:VEVENT"]
    request += [*event_lines(cast, meeting), "END:VEVENT", "END:VCALENDAR"]
    body = "\n".join(fold(line) for line in request).replace("\r", "")
    return (
        f"From {address} {mbox_date(at)}\nDelivered-To: {OWNER.addresses[0]}\n"
        f"Message-ID: <rv.{meeting.number:x}.{cast.seed:x}@{address.partition('@')[2]}>\n"
        f"Date: {mail_date(at, montreal_offset(at))}\nFrom: {mailbox(host.mail_name, address)}\n"
        f"To: {mailbox(OWNER.name, OWNER.addresses[0])}\nSubject: {encoded(f'Invitation : {meeting.title}')}\n"
        f'MIME-Version: 1.0\nContent-Type: multipart/alternative; boundary="{boundary}"\n\n'
        f"--{boundary}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
        f"{host.name} : {meeting.title}, {year}-{month:02d}-{day:02d}, {clock}.\n\n"
        f"--{boundary}\nContent-Type: text/calendar; charset=utf-8; method=REQUEST\n"
        f"Content-Transfer-Encoding: 8bit\n\n{body}\n--{boundary}--\n\n"
    ).encode()


def _stamp(at: int) -> str:
    """When the event was written down."""
    year, month, day, _, clock = parts_of(at, 0)
    return f"DTSTAMP:{year}{month:02d}{day:02d}T{clock.replace(':', '')}00Z"


def _local(at: int) -> str:
    """An instant on Montréal's wall, in iCalendar's form."""
    year, month, day, _, clock = parts_of(at, montreal_offset(at))
    return f"{year}{month:02d}{day:02d}T{clock.replace(':', '')}00"


def escape(text: str) -> str:
    """A text value (RFC 5545, 3.3.11; RFC 6350, 3.4)."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def fold(line: str) -> str:
    """A content line of at most 75 bytes a row (RFC 5545, 3.1), without its last line end."""
    if len(line) < 38 or len(line.encode()) <= 75:
        return line
    raw, rows, room = line.encode(), [], 75
    while len(raw) > room:
        cut = room
        while raw[cut] & 0xC0 == 0x80:
            cut -= 1
        rows.append(raw[:cut])
        raw, room = raw[cut:], 74
    return b"\r\n ".join((*rows, raw)).decode()
