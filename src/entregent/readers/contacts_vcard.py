"""Contacts from vCard files: one card, one record."""

import codecs
import re
from collections.abc import Iterator
from typing import ClassVar, Final

from entregent.formats.bounded_text import one_line
from entregent.formats.content_line import Flaw, Line, unescape
from entregent.formats.partial_date import partial_date, utc_seconds
from entregent.formats.vcard import Card, listed_in, parts_of, read_cards
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem, Record, Related
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, content_key, note_text

FLAW_LIMIT: Final = 100
"""Flaws outside cards that are told one by one; the rest are counted."""
UID_LIMIT: Final = 200_000
"""UIDs remembered to notice one that comes twice with other content."""
TWO_DAYS: Final = 172_800

_BEGIN: Final = re.compile(rb"(?:^|[\r\n])[ \t]*BEGIN:VCARD", re.IGNORECASE)
_SERVICES: Final = {
    "X-AIM": "aim",
    "X-ICQ": "icq",
    "X-JABBER": "xmpp",
    "X-MSN": "msn",
    "X-YAHOO": "yahoo",
    "X-SKYPE": "skype",
    "X-SKYPE-USERNAME": "skype",
    "X-GOOGLE-TALK": "gtalk",
    "X-GTALK": "gtalk",
    "X-QQ": "qq",
    "X-GADUGADU": "gadugadu",
    "X-GROUPWISE": "groupwise",
    "X-MATRIX": "matrix",
    "X-TWITTER": "twitter",
    "X-MASTODON": "mastodon",
    "X-DISCORD": "discord",
    "X-LINKEDIN": "linkedin",
    "X-FACEBOOK": "facebook",
    "X-INSTAGRAM": "instagram",
    "X-TELEGRAM": "telegram",
    "X-SIGNAL": "signal",
}
_URLS: Final = frozenset(("URL", "X-URL", "X-EVOLUTION-BLOG-URL", "CONTACT-URI", "X-HOMEPAGE"))
_RELATIVES: Final = {
    "X-SPOUSE": "spouse",
    "X-EVOLUTION-SPOUSE": "spouse",
    "X-MS-SPOUSE": "spouse",
    "X-KADDRESSBOOK-X-SPOUSESNAME": "spouse",
    "X-CHILD": "child",
    "X-MS-CHILD": "child",
    "X-ASSISTANT": "assistant",
    "X-EVOLUTION-ASSISTANT": "assistant",
    "X-MS-ASSISTANT": "assistant",
    "X-KADDRESSBOOK-X-ASSISTANTSNAME": "assistant",
    "X-MANAGER": "manager",
    "X-EVOLUTION-MANAGER": "manager",
    "X-MS-MANAGER": "manager",
    "X-KADDRESSBOOK-X-MANAGERSNAME": "manager",
}
_ANNIVERSARIES: Final = ("ANNIVERSARY", "X-ANNIVERSARY", "X-EVOLUTION-ANNIVERSARY", "X-KADDRESSBOOK-X-ANNIVERSARY")
_BIRTH_NAMES: Final = ("X-MAIDENNAME", "X-MAIDEN-NAME", "X-BIRTHNAME", "X-FORMER-NAME")
_KINDS: Final = frozenset(("individual", "group", "org", "location", "application", "device"))
_ANDROID_RELATIONS: Final = {"1": "assistant", "2": "brother", "3": "child", "5": "father", "7": "manager"} | {
    "8": "mother",
    "9": "parent",
    "10": "partner",
    "14": "spouse",
    "13": "sister",
    "6": "friend",
}


class VcardContacts:
    """vCard 2.1, 3.0 and 4.0 of any producer."""

    name: ClassVar[str] = "contacts_vcard"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """BEGIN:VCARD at the head of a line tells it; the suffix alone tells an empty or broken card file."""
        if document.is_folder:
            return None
        head = document.head
        if head[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            head = head.decode("utf-16", "replace").encode()
        found = _BEGIN.search(head.removeprefix(codecs.BOM_UTF8))
        if found is None:
            suffixed = document.name.lower().endswith((".vcf", ".vcard"))
            return Recognition(0.3, "suffix", (("suffix", ".vcf"),)) if suffixed else None
        start = found.start() < 512
        return Recognition(0.98 if start else 0.4, "begins-with", (("text", "BEGIN:VCARD"),))

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One record per card; every card that gives none, and every lost part, is a problem."""
        seen: dict[int, int] = {}
        outside = 0
        with document.open_stream() as stream:
            for found in read_cards(stream):
                if isinstance(found, Flaw):
                    outside += 1
                    if outside <= FLAW_LIMIT:
                        yield Problem(document.path, f"line {found.number}", found.reason)
                    continue
                yield from _CardReading(found, document.path, options).items(seen)
        if outside > FLAW_LIMIT:
            yield Problem(document.path, "", "more-bad-lines", (("count", str(outside - FLAW_LIMIT)),))


class _CardReading:
    """One card on its way to a record; `problems` gathers what could not be kept of it."""

    def __init__(self, card: Card, path: str, options: ReadOptions) -> None:
        self.card = card
        self.path = path
        self.options = options
        self.place = f"line {card.number}"
        self.bag = HandleBag(options.region)
        self.problems: list[Problem] = []

    def items(self, seen: dict[int, int]) -> Iterator[Item]:
        self._take_handles()
        record = self._record(seen)
        self._tell_flaws(lost=record is None)
        if record is not None:
            yield record
        yield from self.problems

    def _record(self, seen: dict[int, int]) -> Record | None:
        card = self.card
        parts = next((parts_of(line) for line in card.lines("N")), []) + [""] * 5
        organisation = next((part for line in card.lines("ORG") for part in parts_of(line) if part), "")
        nicknames = tuple(one_line(text) for line in card.lines("NICKNAME") for text in listed_in(line)[:20])
        nicknames += tuple(self._android("nickname", 0))
        handles = self.bag.handles
        spelled = " ".join(part for part in (parts[1], parts[2], parts[0]) if part)
        first_mail = next((handle.value for handle in handles if handle.kind == "mail"), "")
        first = handles[0].value if handles else ""
        name = card.text("FN") or spelled or (nicknames[0] if nicknames else "") or organisation or first_mail or first
        name = one_line(name)
        if not name:
            return None
        titles = card.text("TITLE") or card.text("ROLE")
        return Record(
            key=self._key(seen),
            name=name,
            given=one_line(parts[1]),
            family=one_line(parts[0]),
            nicknames=nicknames[:20],
            former_names=tuple(one_line(text) for text in map(card.text, _BIRTH_NAMES) if text),
            handles=handles,
            organisation=one_line(organisation),
            title=one_line(titles),
            birthday=self._date(card.lines("BDAY"), "broken-birthday"),
            anniversary=self._anniversary(),
            note=note_text("\n".join(unescape(line.value) for line in card.lines("NOTE"))),
            categories=tuple(one_line(text, 100) for line in card.lines("CATEGORIES") for text in listed_in(line))[
                :100
            ],
            related=tuple(self._related())[:100],
            updated_at=self._updated_at(),
            place=self.place,
            kind=self._kind(named=bool(card.text("FN") or spelled or nicknames or not organisation)),
        )

    def _key(self, seen: dict[int, int]) -> str:
        lines = [line for lines in self.card.properties.values() for line in lines if line.name != "REV"]
        uid = one_line(self.card.text("UID"), 500)
        if not uid:
            return content_key(*sorted(f"{line.name}:{line.value}" for line in lines))
        content = hash(tuple(line.value for line in lines))
        known = seen.get(hash(uid))
        if known is None and len(seen) < UID_LIMIT:
            seen[hash(uid)] = content
        if known is not None and known != content:
            # Two cards, one UID: neither may overwrite the other.
            self._problem("repeated-uid", uid=uid)
            return f"{uid}#{content_key(*sorted(line.value for line in lines))}"
        return uid

    def _kind(self, *, named: bool) -> str:
        """What the card is of; one that names an organisation alone is the organisation's."""
        kind = (self.card.text("KIND") or self.card.text("X-ADDRESSBOOKSERVER-KIND")).lower()
        if self.card.text("X-ABSHOWAS").upper() == "COMPANY" or not (kind or named):
            kind = "org"
        return kind if kind in _KINDS else "individual"

    def _updated_at(self) -> int | None:
        at = utc_seconds(self.card.text("REV"))
        return at if at is not None and 0 < at <= self.options.now + TWO_DAYS else None

    def _take_handles(self) -> None:
        for name, lines in self.card.properties.items():
            take = _TAKERS.get(name)
            if take is not None:
                for line in lines:
                    take(self, line)
            elif name in _SERVICES:
                for line in lines:
                    self.bag.add_account(_SERVICES[name], unescape(line.value), self.card.label(line))
        for text in self.bag.refused:
            self._problem("broken-handle", text=text)
        if self.bag.surplus:
            self._problem("too-many-handles", count=str(self.bag.surplus))

    def _take_mail(self, line: Line) -> None:
        self.bag.add_mail(unescape(line.value), self.card.label(line))

    def _take_phone(self, line: Line) -> None:
        if line.types & {"fax", "pager"} and not line.types & {"cell", "voice"}:
            return
        self.bag.add_phone(unescape(line.value), self.card.label(line))

    def _take_url(self, line: Line) -> None:
        self.bag.add_url(unescape(line.value), self.card.label(line))

    def _take_account(self, line: Line) -> None:
        """IMPP, SOCIALPROFILE (RFC 9554) and X-SOCIALPROFILE: a URI, or a name with its service beside it."""
        text = unescape(line.value).strip()
        scheme, colon, name = text.partition(":")
        typed = ",".join(line.types - {"pref", "home", "work", "other", ""})
        service = line.param("SERVICE-TYPE") or line.param("X-SERVICE-TYPE") or typed
        if "://" in text or scheme.lower() in ("http", "https"):
            self.bag.add_url(text, service)
        elif scheme.lower() in ("javascript", "data", "vbscript", "file"):
            self.bag.add("account", None, "", text)
        elif scheme.lower() == "mailto":
            self.bag.add_mail(text, service)
        elif colon and not scheme.startswith("@"):
            self.bag.add_account(service if scheme.lower() in ("x-apple", "xmpp", "im") and service else scheme, name)
        else:
            name = line.param("X-USER") or line.param("USERNAME") or text
            self.bag.add_account(service, name, self.card.label(line))

    def _date(self, lines: list[Line], code: str) -> str:
        for line in lines:
            text = unescape(line.value).strip()
            if not text:
                continue
            found = partial_date(text, omitted_year=line.param("X-APPLE-OMIT-YEAR"))
            if found is not None:
                return found
            self._problem(code, text=one_line(text, 80))
        return ""

    def _anniversary(self) -> str:
        lines = [line for name in _ANNIVERSARIES for line in self.card.lines(name)]
        lines += [line for line in self.card.lines("X-ABDATE") if self.card.label(line) == "anniversary"]
        return self._date(lines, "broken-anniversary")

    def _related(self) -> Iterator[Related]:
        for line in self.card.lines("RELATED"):
            yield Related(self.card.label(line)[:100], one_line(unescape(line.value).removeprefix("mailto:")))
        for line in self.card.lines("X-ABRELATEDNAMES"):
            yield Related(self.card.label(line)[:100], one_line(unescape(line.value)))
        for name, kind in _RELATIVES.items():
            for line in self.card.lines(name):
                if line.value.strip():
                    yield Related(kind, one_line(unescape(line.value)))
        for line in self.card.lines("AGENT"):
            if line.value.strip() and "BEGIN:VCARD" not in line.value.upper():
                yield Related("agent", one_line(unescape(line.value)))
        codes = self._android("relation", 1)
        for name, code in zip(self._android("relation", 0), codes, strict=False):
            yield Related(_ANDROID_RELATIONS.get(code, "relative"), name)

    def _android(self, kind: str, part: int) -> Iterator[str]:
        """Parts of X-ANDROID-CUSTOM:vnd.android.cursor.item/<kind>;value;type;… (blank ones left out for values)."""
        for line in self.card.lines("X-ANDROID-CUSTOM"):
            parts = [*parts_of(line), "", "", ""]
            if parts[0] == f"vnd.android.cursor.item/{kind}" and parts[1]:
                yield one_line(parts[1 + part])

    def _tell_flaws(self, *, lost: bool) -> None:
        for flaw in self.card.flaws:
            self.problems.append(Problem(self.path, f"line {flaw.number}", flaw.reason, lost=False))
        if self.card.dropped:
            self._problem("card-too-long", count=str(self.card.dropped))
        if lost:
            code = "empty-card" if self.card.complete else "unfinished-card"
            self.problems.append(Problem(self.path, self.place, code))
        elif not self.card.complete:
            self._problem("unfinished-card")

    def _problem(self, code: str, **facts: str) -> None:
        self.problems.append(Problem(self.path, self.place, code, tuple(facts.items()), lost=False))


_TAKERS: Final = {
    "EMAIL": _CardReading._take_mail,  # noqa: SLF001 (a table of this class's own methods)
    "TEL": _CardReading._take_phone,  # noqa: SLF001
    "X-MOBILE": _CardReading._take_phone,  # noqa: SLF001
    "IMPP": _CardReading._take_account,  # noqa: SLF001
    "SOCIALPROFILE": _CardReading._take_account,  # noqa: SLF001
    "X-SOCIALPROFILE": _CardReading._take_account,  # noqa: SLF001
} | dict.fromkeys(_URLS, _CardReading._take_url)  # noqa: SLF001
