"""Attendee lists: what their columns mean, whether somebody came, and which event and day a file's name tells."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.spoken_instant import Spoken, spoken_instant
from entregent.readers.csv_headers import Column, map_headers, normalised
from entregent.text.scripts import fold

_HEADERS: Final = {
    "event": "event|event name|event title|name of event|evenement|nom de l evenement|titre de l evenement|activite"
    "|nom de l activite|activity|activity name|meetup",
    "event id": "event id|event number|identifiant de l evenement|n de l evenement|numero de l evenement|event url",
    "start": "event start date|event start|event date|event day|start date|start|event start date time|event date time"
    "|starts at|event starts at|date de l evenement|date de debut de l evenement|date de debut|debut|date"
    "|jour|quand|when|date et heure de l evenement|date et heure",
    "clock": "event start time|start time|start hour|heure|heure de debut|heure de debut de l evenement|time"
    "|event time",
    "end": "event end date|event end|end date|end|event end date time|ends at|date de fin|date de fin de l evenement"
    "|fin",
    "came": "attended|attendance|checked in|checked in at|check in|check in time|check in date|checkin|checkin time"
    "|checked in date|present|presents|presente|presence|a participe|venu|venu e|est venu|showed up|scanned"
    "|present e|enregistrement|date d enregistrement|heure d arrivee|arrivee|arrived|arrived at|did attend"
    "|attended event",
    "status": "attendee status|status|statut|statut du participant|statut de participant|etat|rsvp|approval status"
    "|response|reponse|registration status|statut de l inscription|order status|ticket status|going|guest status"
    "|participation",
    "host": "event host|host|organizer|organiser|organisateur|organisatrice|hote|is host",
    "guests": "guests|number of guests|plus ones|plus one|accompagnateurs|nombre d invites",
    "profile": "url of member profile|member profile|profile|profile url",
    "member": "user id|member id",
    "name": "attendee name|attendee|attendees|participant|participante|participants|participant e|guest|guest name|name"
    "|nom du participant|nom de l invite|invite|invitee|invite e|invites|membre|member name|member|full name",
    "organisation": "organisme|organization|organisation|company|societe|entreprise|what organisation are you"
    " affiliated with",
    "profile of network": "what is your linkedin profile|what s your linkedin|linkedin|linkedin profile|linkedin url"
    "|profil linkedin",
}
"""Field -> headers, normalised; those of contact tables count beside."""

_MEANINGS: Final = {header: field for field, headers in _HEADERS.items() for header in headers.split("|")}

_TICKETS: Final = (
    frozenset(("attendee status", "ticket type")),
    frozenset(("order", "attendee", "ticket type")),
    frozenset(("approval status", "checked in at")),
    frozenset(("rsvp", "user id")),
    frozenset(("rsvp", "url of member profile")),
    frozenset(("rsvped on", "name")),
    frozenset(("statut du participant", "type de billet")),
    frozenset(("n de commande", "type de billet")),
)
"""Headers that only ticket and meeting services write together: Eventbrite, Luma, Meetup."""

_LISTED: Final = re.compile(
    r"\b(?:attendees?|attendance|guests?|guest list|participants?|participantes?|inscrits?|inscrites?|invite[es]*"
    r"|presences?|presents?|rsvps?|check-?ins?|registrants?)\b"
)
_EVENTFUL: Final = re.compile(
    r"\b(?:events?|evenements?|meetups?|soirees?|ateliers?|conferences?|colloques?|rencontres?|galas?|salons?"
    r"|lancements?|vernissages?|party|parties|workshops?|dinner|diner|souper|brunch|evening|nuit|fete|5 a 7|reunion"
    r"|cocktail|summit|talks?|webinaires?|webinars?)\b"
)
_BESIDE: Final = re.compile(
    r"\b(?:attendees?|attendance|guests?|guest list|list of|liste des?|list|liste|participants?|inscrits?|inscrites?"
    r"|invite[es]*|presences?|rsvps?|check-?ins?|registrants?|report|rapport|export|csv|summary|names)\b"
)
# "Plum evening - Guests - 2024-05-06-12-33-22", "report-2024-05-06T1233": that is when the list was saved.
_SAVED_AT: Final = re.compile(
    r"[ _-]*\b(?:guests?|report|rapport|export)\b[ _-]*\d{4}-?\d\d-?\d\d(?:[-T ]\d\d[-:]?\d\d(?:[-:]?\d\d)?)?"
    r"(?: ?\(\d+\))?$",
    re.IGNORECASE,
)

_CAME: Final = frozenset(
    (
        *(
            "yes",
            "y",
            "true",
            "1",
            "x",
            "v",
            "✓",
            "✔",
            "☑",
            "attended",
            "checked in",
            "checkedin",
            "checked-in",
            "present",
        ),
        *(
            "presente",
            "present(e)",
            "present.e",
            "oui",
            "o",
            "vrai",
            "venu",
            "venue",
            "venu(e)",
            "a participe",
            "showed",
        ),
        *(
            "showed up",
            "scanned",
            "arrived",
            "arrive",
            "arrivee",
            "enregistre",
            "enregistree",
            "was there",
            "here",
            "used",
        ),
    )
)
_COMES: Final = frozenset(
    (
        *("yes", "oui", "going", "attending", "registered", "confirmed", "approved", "accepted", "inscrit", "inscrite"),
        *(
            "inscrit(e)",
            "confirme",
            "confirmee",
            "confirme(e)",
            "participe",
            "participant",
            "accepte",
            "acceptee",
            "valid",
        ),
        *("completed", "complete", "paid", "paye", "payee", "free order", "valide", "approuve", "approuvee", "active"),
    )
)
_NOUGHT: Final = frozenset(("", "no", "n", "non", "false", "faux", "0", "-", "—", "absent", "absente", "absent(e)"))


class Meanings(NamedTuple):
    """What the columns of a list mean: those of people, as contact tables have them, and those of the event."""

    people: dict[int, Column]
    event: dict[str, int]
    is_known: bool
    """A ticket service's own table."""
    strange: int
    """How many columns mean nothing here."""

    def has(self, *fields: str) -> bool:
        """Whether one of these is told of people."""
        return any(column.field in fields for column in self.people.values())


def map_list(cells: Sequence[str]) -> Meanings:
    """What a row of headers means for a list of attendees."""
    names = [normalised(cell) for cell in cells]
    event: dict[str, int] = {}
    people = dict(map_headers(cells).columns)
    for at, name in enumerate(names):
        field = _MEANINGS.get(name)
        # "Attendee #" is a number, not a name.
        if field is None or "#" in cells[at]:
            continue
        if field in ("name", "organisation", "profile of network"):
            people.setdefault(at, Column("url" if field == "profile of network" else field))
        elif field not in event:
            event[field] = at
            people.pop(at, None)
    if "clock" in event and "start" not in event:
        # A column for the hour alone may hold the day too; where it doesn't, its file's name may.
        event["start"] = event.pop("clock")
    present = set(names)
    understood = {*people, *event.values()}
    strange = sum(bool(name) and at not in understood for at, name in enumerate(names))
    return Meanings(people, event, any(wanted <= present for wanted in _TICKETS), strange)


def came(cell: str) -> bool:
    """Whether a mark in a column of presences says that somebody came: a tick, a word, or the instant of arrival."""
    text = fold(cell).strip(" .")
    if text in _CAME:
        return True
    return text not in _NOUGHT and spoken_instant(cell) is not None


def status(cell: str) -> str:
    """ "there", "comes" (said so beforehand) or "not", by the word of a status."""
    text = fold(cell).strip(" .")
    if text in _COMES:
        return "comes"
    return "there" if text in _CAME else "not"


class Named(NamedTuple):
    """An event as a file's or folder's name tells it: its name, and its day where one is there."""

    title: str
    day: Spoken | None
    written: str


def named_event(file: str, folders: Sequence[str] = ()) -> Named:
    """The event that the name of a file tells; its folder's name where the file's tells no day or no title."""
    first = _named(re.sub(r"\.[A-Za-z]{2,4}$", "", file))
    if first.title and first.day is not None:
        return first
    above = _named(folders[-1]) if folders else Named("", None, "")
    if above.day is not None or (not first.title and _EVENTFUL.search(fold(above.title))):
        day, written = (first.day, first.written) if first.day is not None else (above.day, above.written)
        return Named(above.title or first.title, day, written)
    return first


def _named(text: str) -> Named:
    text = re.sub(r"[_]+", " ", text) if " " not in text else text.replace("_", " ")
    if _SAVED_AT.search(text):
        return Named(one_line(_SAVED_AT.sub("", text).strip(" -–—"), 200), None, "")
    if " " not in text and text.count("-") > 3:
        # "2024-05-06-plum-evening": the dashes of a date stay.
        text = re.sub(r"(?<!\d)-|-(?!\d)", " ", text)
    day = spoken_instant(text)
    written = ""
    rest = text
    if day is not None:
        found = _DATED.search(text) or _SPOKEN.search(text)
        if found is not None:
            written = found[0].strip(" ,_-")
            rest = f"{text[: found.start()]} {text[found.end() :]}"
    folded = fold(rest)
    # `fold` may change lengths; the words to leave out are cut from the text only where it doesn't.
    if len(folded) == len(rest):
        for found in reversed(list(_BESIDE.finditer(folded))):
            rest = f"{rest[: found.start()]} {rest[found.end() :]}"
    title = re.sub(r"\(\d{1,2}\)\s*$", "", rest)
    title = re.sub(r"(?i)\s(?:du|de|le|of|on|the)\s*$", "", title)
    title = re.sub(r"\s+", " ", re.sub(r"(?:^|\s)[-–—_,.]+(?=\s|$)", " ", title)).strip(" -–—_,.")
    return Named(one_line(title, 200), day, written)


_DATED: Final = re.compile(
    r"(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}(?:[ T-]\d\d-\d\d(?:-\d\d)?)?"
    r"|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|20\d{6})(?!\d)"
)
_SPOKEN: Final = re.compile(
    r"(?i)\b(?:(?:le |on )?(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|\w{3,6}day),? )?"
    r"(?:\d{1,2}(?:er|st|nd|rd|th)?[ -]+[^\W\d_]{3,10}\.?,?[ -]+\d{4}"
    r"|[^\W\d_]{3,10}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4})"
)


def is_listed(file: str, folders: Sequence[str]) -> bool:
    """Whether a file's name, or its folder's, says that it lists who is at an event."""
    name = fold(re.sub(r"[_-]+", " ", file))
    above = fold(re.sub(r"[_-]+", " ", folders[-1])) if folders else ""
    return bool(
        _LISTED.search(name) or _LISTED.search(above) or re.search(r"\b(?:events?|evenements?|meetups?)\b", above)
    )


def is_eventful(file: str) -> bool:
    """Whether a file's name sounds like an event's."""
    return bool(_EVENTFUL.search(fold(re.sub(r"[_-]+", " ", file))))
