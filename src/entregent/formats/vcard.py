"""vCard 2.1, 3.0 and 4.0: cards as properties by name, read as a stream; and written, safe from injected lines."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final, Literal, NamedTuple

from entregent.formats.bounded_text import plain_lines
from entregent.formats.components import CARD_BOUNDS, Component, read_components
from entregent.formats.content_line import Flaw, Line, escape, fold, split_escaped, unescape, write_param

Version = Literal["3.0", "4.0"]
_APPLE_LABEL: Final = re.compile(r"_\$!<(.*)>!\$_", re.DOTALL)


class Card(NamedTuple):
    """One card. `labels` maps a group ("item1") to its X-ABLABEL; `complete` is False where END:VCARD was missing."""

    number: int
    properties: dict[str, list[Line]]
    labels: dict[str, str]
    flaws: list[Flaw]
    complete: bool
    dropped: int

    def lines(self, name: str) -> list[Line]:
        """All lines of a property."""
        return self.properties.get(name, [])

    def text(self, name: str) -> str:
        """The first value of a property that is not blank, its escapes undone."""
        for line in self.lines(name):
            value = unescape(line.value).strip()
            if value:
                return value
        return ""

    def label(self, line: Line) -> str:
        """What the card calls a line: its X-ABLABEL, else its TYPEs that say something, comma-separated."""
        named = self.labels.get(line.group.lower()) if line.group else None
        if named:
            return named
        return ",".join(sorted(line.types - _SILENT_TYPES))


_SILENT_TYPES: Final = frozenset(("internet", "pref", "voice", "x-internet", "uri", "text", "other", ""))


def read_cards(stream: BinaryIO) -> Iterator[Card | Flaw]:
    """Cards as they come, with what stood around them as flaws. Components of other kinds are passed over."""
    for found in read_components(stream, bounds=CARD_BOUNDS):
        if isinstance(found, Flaw):
            yield found
        elif isinstance(found, Line):
            yield Flaw(found.number, "outside")
        elif found.name == "VCARD":
            yield card_from_component(found)


def card_from_component(component: Component) -> Card:
    """A VCARD component with its lines sorted by property name."""
    properties: dict[str, list[Line]] = {}
    for line in component.lines:
        properties.setdefault(line.name, []).append(line)
    labels = {}
    for line in properties.get("X-ABLABEL", ()):
        text = unescape(line.value).strip()
        apple = _APPLE_LABEL.fullmatch(text)
        labels[line.group.lower()] = apple[1].lower() if apple else text
    return Card(component.number, properties, labels, component.flaws, component.complete, component.dropped)


class WrittenHandle(NamedTuple):
    """A handle to write: `property_name` is EMAIL, TEL, URL or IMPP."""

    property_name: str
    value: str
    label: str = ""


class WrittenCard(NamedTuple):
    """What `write_card` writes. Dates are ISO texts that may lack their year."""

    uid: str
    name: str
    given: str = ""
    family: str = ""
    nicknames: tuple[str, ...] = ()
    handles: tuple[WrittenHandle, ...] = ()
    organisation: str = ""
    title: str = ""
    birthday: str = ""
    anniversary: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()
    related: tuple[tuple[str, str], ...] = ()
    """(kind, name) pairs."""


def write_card(card: WrittenCard, version: Version = "4.0") -> str:
    """The card as vCard text, folded at 75 octets, CRLF line ends. No text in it can begin another line.

    Version 3.0 is for older programs: related people and anniversaries are written as the X- properties that
    these know, and a birthday without year in Apple's form.
    """
    lines = ["BEGIN:VCARD", f"VERSION:{version}"]
    if card.uid:
        lines.append(f"UID:{escape(card.uid)}")
    lines.append(f"FN:{escape(card.name)}")
    if card.given or card.family or version == "3.0":
        lines.append(f"N:{escape(card.family)};{escape(card.given)};;;")
    lines += _listed("NICKNAME", card.nicknames)
    lines += [_handle_line(handle, version) for handle in card.handles]
    if card.organisation:
        lines.append(f"ORG:{escape(card.organisation)}")
    lines += [f"{name}:{escape(text)}" for name, text in (("TITLE", card.title), ("NOTE", card.note)) if text]
    lines += _date_lines(card, version)
    lines += _listed("CATEGORIES", card.categories)
    for index, (kind, name) in enumerate(card.related):
        lines += _related_lines(kind, name, index, version)
    lines.append("END:VCARD")
    return "".join(fold(line) for line in lines)


def _listed(name: str, texts: tuple[str, ...]) -> list[str]:
    return [f"{name}:{','.join(escape(text) for text in texts)}"] if texts else []


def _handle_line(handle: WrittenHandle, version: Version) -> str:
    name = handle.property_name
    label = handle.label
    if version == "3.0":
        label = re.sub(r"[\"^]", "'", label)
    typed = f";TYPE={write_param(label)}" if label else ""
    if name in ("URL", "IMPP"):
        # URIs take no escapes (RFC 6350 §5.6.1 of the value types); a break would be a new line.
        return f"{name}{typed}:{plain_lines(handle.value).replace(chr(10), '%0A')}"
    return f"{name}{typed}:{escape(handle.value)}"


def _date_lines(card: WrittenCard, version: Version) -> list[str]:
    lines = []
    for name, text in (("BDAY", card.birthday), ("ANNIVERSARY", card.anniversary)):
        if not text:
            continue
        if version == "4.0":
            basic = text if len(text) == 7 and text[0] != "-" else "--" * text.startswith("--") + text.replace("-", "")
            lines.append(f"{name}:{escape(basic)}")
            continue
        written = f"{name if name == 'BDAY' else 'X-ANNIVERSARY'}"
        if text.startswith("--"):
            lines.append(f"{written};X-APPLE-OMIT-YEAR=1604:1604-{escape(text[2:])}")
        else:
            lines.append(f"{written}:{escape(text)}")
    return lines


def _related_lines(kind: str, name: str, index: int, version: Version) -> list[str]:
    if version == "4.0":
        typed = f";TYPE={write_param(kind)}" if kind else ""
        return [f"RELATED{typed};VALUE=text:{escape(name)}"]
    group = f"related{index}"
    return [f"{group}.X-ABRELATEDNAMES:{escape(name)}", f"{group}.X-ABLABEL:{escape(kind)}"]


def parts_of(line: Line) -> list[str]:
    """The ";"-separated parts of a structured value (N, ORG), each plain."""
    return [plain_lines(part).strip() for part in split_escaped(line.value, ";")]


def listed_in(line: Line) -> list[str]:
    """The ","-separated texts of a list value (NICKNAME, CATEGORIES), blanks left out."""
    return [text for text in (plain_lines(part).strip() for part in split_escaped(line.value, ",")) if text]
