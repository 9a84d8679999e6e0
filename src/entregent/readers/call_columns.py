"""What the columns and cells of call logs mean, as apps and carriers write them, in French, English and more."""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple

from entregent.readers.csv_headers import normalised

_COLUMNS: Final = {
    "number": "number|phone|phone number|tel|telephone number|caller|caller id|number called|called number"
    "|contact number"
    "|mobile|cell|to from|called calling|number dialed|call to from|call number|phonenumber|other party|remote party"
    "|from to|destination number"
    "|numero|numero de telephone|telephone|numero appele|numero compose|correspondant|no de telephone|no appele"
    "|appele appelant|rufnummer|nummer|telefonnummer|telefon|telefono|numero di telefono|numero de telefono|telefone"
    "|telefoonnummer",
    "name": "name|contact|contact name|caller name|cached name|display name|person|nom|nom du contact|nom de contact"
    "|nom affiche|nombre|nome|naam|kontakt|contacto|contatto|contato",
    "date": "date|call date|date time|datetime|day|start|start time|started|call date time|timestamp"
    "|date and time|when"
    "|start date|connect date|date heure|date et heure|date de l appel|date d appel|jour|debut|horodatage|datum"
    "|anrufdatum"
    "|fecha|fecha y hora|data|data e hora|data e ora",
    "time": "time|call time|hour|connect time|time of call|heure|heure de l appel|heure d appel|heure de debut"
    "|uhrzeit|zeit"
    "|hora|ora|tijd",
    "duration": "duration|call duration|length|talk time|minutes|min|mins|seconds|secs|duration s|duration sec"
    "|duration seconds|duration min|duration minutes|duration in seconds|duration in minutes|call length|durations"
    "|call duration seconds|duree|duree de l appel|duree d appel|duree s|duree min|duree sec|duree secondes"
    "|duree minutes"
    "|duree en secondes|duree en minutes|dauer|duracion|durata|duracao|duur",
    "kind": "type|call type|direction|call direction|status|call status|kind|category|in out|type d appel"
    "|type de l appel"
    "|sens|statut|genre|typ|art|anruftyp|richtung|tipo|tipo de llamada|tipo di chiamata|tipo de chamada|soort",
}
_FIELDS: Final = {header: field for field, headers in _COLUMNS.items() for header in headers.split("|")}
_FRENCH_AND_KIN: Final = re.compile(
    r"\b(?:nom|numero|duree|heure|jour|debut|appel|dauer|datum|uhrzeit|rufnummer|fecha|duracion|hora|durata|ora"
    "|duracao"
    r"|duur)\b"
)

MISSED, REJECTED, VOICEMAIL, TEXT = "missed", "rejected", "voicemail", "text"
OUTGOING, INCOMING = "outgoing", "incoming"
_KINDS: Final = {
    MISSED: "missed|unanswered|no answer|not answered|cancel|failed|busy|manque|sans reponse|non repondu|annule|echoue"
    r"|occupe|verpasst|perdid|pers[ao]\b|gemist|^3$",
    REJECTED: "reject|declin|refus|blocked|bloque|rejete|abgelehnt|rechazad|rifiutat|recusad|geweigerd|^[56]$",
    VOICEMAIL: "voice ?mail|boite vocale|messagerie|mailbox|buzon|segreteria|^4$",
    TEXT: r"\bsms\b|\bmms\b|\btext\b|texto|message texte",
}
_WAYS: Final = {
    OUTGOING: "out|dial|sent|made|placed|sortant|emis|compose|ausgehend|gewahlt|salien|realizad|uscit|uitgaan|efetuad"
    "|^2$",
    INCOMING: r"in\b|incom|receiv|answered|entrant|recu|eingehend|angenommen|entran|recibid|arrivo|ricevut|inkomen"
    "|recebid|^1$",
}
_KIND_PATTERNS: Final = tuple((kind, re.compile(pattern)) for kind, pattern in _KINDS.items())
_WAY_PATTERNS: Final = tuple((way, re.compile(pattern)) for way, pattern in _WAYS.items())
_PARTS: Final = re.compile(r"(\d+(?:[.,]\d+)?)\s*(h|m|s)", re.IGNORECASE)
_CLOCK: Final = re.compile(r"(\d{1,4}):(\d{1,2})(?::(\d{1,2}))?")
_PLAIN: Final = re.compile(r"(\d{1,7})(?:[.,](\d{1,3}))?")


class Columns(NamedTuple):
    """Where each field stands. `in_minutes`: durations are minutes. `day_first`: headings of a language that has it."""

    at: dict[str, int]
    in_minutes: bool
    day_first: bool

    def cell(self, cells: Sequence[str], field: str) -> str:
        """The text of a field in a row."""
        at = self.at.get(field, -1)
        return cells[at].strip() if 0 <= at < len(cells) else ""


def columns_of(headers: Sequence[str]) -> Columns | None:
    """What a row of headings means; None where it heads no log of calls."""
    at: dict[str, int] = {}
    plain = [normalised(header) for header in headers]
    for index, header in enumerate(plain):
        field = _FIELDS.get(header)
        if field is not None and field not in at:
            at[field] = index
    if "date" not in at and "time" in at:
        at["date"] = at.pop("time")
    is_log = "date" in at and ("number" in at or "name" in at) and ("duration" in at or "kind" in at)
    if not is_log or (
        ("number" not in at or "duration" not in at) and "call" not in " ".join(plain).replace("appel", "call")
    ):
        return None
    heading = plain[at["duration"]] if "duration" in at else ""
    return Columns(at, re.search(r"\bmin", heading) is not None, _FRENCH_AND_KIN.search(" ".join(plain)) is not None)


def kind_of(text: str) -> tuple[str, str]:
    """What happened ("missed", "rejected", "voicemail", "text", "" for a call); which way, "" where that is untold."""
    plain = normalised(text)
    kind = next((kind for kind, pattern in _KIND_PATTERNS if pattern.search(plain)), "")
    way = next((way for way, pattern in _WAY_PATTERNS if pattern.search(plain)), "")
    return kind, way


def seconds_of(text: str, *, in_minutes: bool) -> int | None:
    """A duration in seconds: "95", "1:35", "0:01:35", "1 min 35 s"; None where it is none."""
    clock = _CLOCK.fullmatch(text)
    if clock is not None:
        if clock[3] is not None:
            return int(clock[1]) * 3600 + int(clock[2]) * 60 + int(clock[3])
        return int(clock[1]) * 60 + int(clock[2])
    plain = _PLAIN.fullmatch(text)
    if plain is not None:
        return round(float(f"{plain[1]}.{plain[2] or 0}") * (60 if in_minutes else 1))
    seconds = 0.0
    for number, unit in _PARTS.findall(text[:60]):
        seconds += float(number.replace(",", ".")) * {"h": 3600, "m": 60}.get(unit.lower(), 1)
    return round(seconds) if _PARTS.search(text[:60]) else None
