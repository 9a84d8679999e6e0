"""LinkedIn's export but its connections: messages, invitations, recommendations, endorsements, the owner's own tables.

An invitation is no exchange: it is kept as a card that says who invited whom; the words sent along with one are a
message. A recommendation and an endorsement are words in public, one way. Endorsements of one person on one day are
one deed, however many skills were ticked.
"""

import re
from collections.abc import Callable, Iterator
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.mail_date import is_plausible
from entregent.formats.spoken_date import spoken_date
from entregent.formats.spoken_instant import Spoken, instant_in, number_order, spoken_instant
from entregent.formats.table import Row
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import MAIL, NAME, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, content_key
from entregent.readers.conversation import LeftOut
from entregent.readers.linkedin_messages import read_messages
from entregent.readers.linkedin_tables import OWNER, People, Table, find_table, learn_owner, learn_profiles, value
from entregent.text.scripts import fold

FLAW_LIMIT: Final = 100
"""Broken rows of one file that are told one by one; the rest are counted."""


class LinkedinExport:
    """The tables of a LinkedIn export, each recognised by its headers."""

    name: ClassVar[str] = "social_linkedin"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The headers tell which table it is; tables that name nobody are known too, and give nothing."""
        table = find_table(document)
        if table is None:
            return None
        if not table.kind:
            return Recognition(0.7, "linkedin-without-people")
        return Recognition(0.97, "linkedin-table", (("table", table.kind),))

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """What the table tells; a row that tells nothing is a problem."""
        table = find_table(document)
        if table is None:
            yield Problem(document.path, "line 1", "no-linkedin-headers")
        elif table.kind == "messages":
            yield from read_messages(document, table, options)
        elif table.kind:
            yield from _Tables(document, table, options).read()


_Read = Callable[[Row], Iterator[Interaction | Item]]


class _Tables:
    """One of the smaller tables on its way to records and interactions."""

    def __init__(self, document: Document, table: Table, options: ReadOptions) -> None:
        self.document, self.table, self.options = document, table, options
        self.path = document.path
        self.people = People()
        self.left_out = LeftOut(document.path)
        self.zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self._odd_dates = 0
        self._first_odd = ("", "")
        self._flaws = 0
        self._day_first = self._ambiguous = False
        self._profile_of_owner: Participant | None = None
        self.me = OWNER
        self.profiles: dict[str, str] = {}
        if table.kind != "invitations":
            self.me = document.export.once("Invitations.csv", learn_owner)
        if table.kind.startswith("recommendations"):
            self.profiles = document.export.once("Connections.csv", learn_profiles)

    def read(self) -> Iterator[Interaction | Item]:
        """Everything that the rows tell, then what was left out."""
        yield from self._order()
        take = self._takers()[self.table.kind]
        for row in self.table.rows(self.document):
            if row.flaw:
                yield from self._broken(row, row.flaw)
            else:
                yield from take(row)
        yield from self._rest()

    def _takers(self) -> dict[str, _Read]:
        return {
            "messages-of-robots": self._robot,
            "invitations": self._invitation,
            "endorsements-received": self._endorsement,
            "endorsements-given": self._endorsement,
            "recommendations-received": self._recommendation,
            "recommendations-given": self._recommendation,
            "profile": self._profile,
            "positions": self._position,
            "mails": self._mail,
            "phones": self._phone,
            "phones of whatsapp": self._phone,
            "follows": self._follow,
        }

    def _cell(self, row: Row, column: str) -> str:
        return value(row, self.table.columns.get(column, -1)).strip()

    # ── dates ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _order(self) -> Iterator[Problem]:
        """Which number of a date comes first, from all dates of the file; said where they could be read either way."""
        column = next((name for name in _DATES if name in self.table.columns), "")
        if not column:
            return
        order = number_order(self._cell(row, column) for row in self.table.rows(self.document))
        first = order.first or {"dmy": "day", "mdy": "month"}.get(self.options.dates, "")
        self._day_first = first == "day"
        self._ambiguous = order.undecided > 0 and not first
        if self._ambiguous:
            yield Problem(self.path, "", "ambiguous-dates", (("count", str(order.undecided)),), lost=False)
        elif order.undecided:
            code = f"dates-{order.first}-first" if order.first else "dates-as-told"
            yield Problem(self.path, "", code, (("count", str(order.undecided)),), lost=False)

    def _spoken(self, row: Row, column: str) -> Spoken | None:
        text = self._cell(row, column)
        found = spoken_instant(text, day_first=self._day_first)
        if found is not None and self._ambiguous and found.either:
            return None
        if found is None or not is_plausible(instant_in(found, self.zone)[0], self.options.now):
            self._odd_dates += 1
            if self._odd_dates == 1:
                self._first_odd = (f"line {row.number}", one_line(text, 80))
            return None
        return found

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _invitation(self, row: Row) -> Iterator[Interaction | Item]:
        """A card for whoever invited or was invited; the words with it are a message."""
        direction = self._cell(row, "direction").upper()
        sender = self.people.one(self._cell(row, "inviterprofileurl"), self._cell(row, "from"))
        receiver = self.people.one(self._cell(row, "inviteeprofileurl"), self._cell(row, "to"))
        if direction not in ("INCOMING", "OUTGOING"):
            yield from self._broken(row, "empty-row")
            return
        owner, other = (sender, receiver) if direction == "OUTGOING" else (receiver, sender)
        if other is None:
            self.left_out.count("unnamed-members")
            return
        if owner is not None and owner.kind != NAME:
            self._profile_of_owner = owner
        spoken = self._spoken(row, "sent at")
        at, offset = instant_in(spoken, self.zone) if spoken else (None, 0)
        yield Record(
            key=f"linkedin:{other.value}",
            name=other.name or other.value,
            handles=(ClaimedHandle(other.kind, other.value),),
            updated_at=at,
            place=f"line {row.number}",
            relation="invited" if direction == "OUTGOING" else "inviting",
        )
        words = self._cell(row, "message")
        if words:
            me = owner or self.me
            sent, to = (me, other) if direction == "OUTGOING" else (other, me)
            uid = f"linkedin:invitation:{direction.lower()}:{other.value}"
            yield Interaction(
                Channel.SOCIAL,
                at,
                offset,
                sent,
                (to,),
                others=1,
                amount=_size(words),
                uid=uid,
                place=f"line {row.number}",
            )

    def _endorsement(self, row: Row) -> Iterator[Interaction | Item]:
        """A skill ticked: all of one person on one day are one deed, which the first row tells, the others repeat."""
        who = "endorsee" if self.table.kind.endswith("given") else "endorser"
        name = f"{self._cell(row, f'{who} first name')} {self._cell(row, f'{who} last name')}".strip()
        other = self.people.one(self._cell(row, f"{who} public url"), name)
        if other is None:
            self.left_out.count("unnamed-members")
            return
        yield self._comment(row, other, other.value, title=self._cell(row, "skill name"))

    def _recommendation(self, row: Row) -> Iterator[Interaction | Item]:
        """Words for somebody: a comment. They tell a name and a firm; the connection of that name tells the profile."""
        first, last = self._cell(row, "first name"), self._cell(row, "last name")
        name = f"{first} {last}".strip()
        other = self.people.one(self.profiles.get(fold(name), ""), name)
        if other is None:
            self.left_out.count("unnamed-members")
            return
        firm = one_line(self._cell(row, "company"))
        yield Record(
            key=content_key("linkedin", fold(name), firm),
            name=other.name,
            given=one_line(first),
            family=one_line(last),
            handles=(ClaimedHandle(other.kind, other.value),),
            organisation=firm,
            title=one_line(self._cell(row, "job title")),
            place=f"line {row.number}",
        )
        yield self._comment(row, other, fold(name), words=self._cell(row, "text"))

    def _comment(self, row: Row, other: Participant, key: str, *, title: str = "", words: str = "") -> Interaction:
        """Words in public, of one of the two to the other, on a day; `key` stands for the other in every export."""
        column = "creation date" if "creation date" in self.table.columns else "endorsement date"
        given = self.table.kind.endswith("given")
        spoken = self._spoken(row, column)
        day = spoken._replace(second=None, offset=None) if spoken else None
        at, offset = instant_in(day, self.zone) if day else (None, 0)
        return Interaction(
            Channel.COMMENT,
            at,
            offset,
            self.me if given else other,
            (other if given else self.me,),
            others=1,
            title=one_line(title, 200),
            amount=_size(words),
            flags=Flag.TIMELESS if day else 0,
            uid=f"linkedin:{self.table.kind}:{key}:{_day(spoken) or self._cell(row, column)[:40]}",
            place=f"line {row.number}",
        )

    def _follow(self, row: Row) -> Iterator[Interaction | Item]:
        """Somebody whom the owner follows, or did."""
        other = self.people.one("", self._cell(row, "fullname"))
        if other is None or self._cell(row, "status").lower() not in ("active", ""):
            self.left_out.count("unnamed-members" if other is None else "unfollowed")
            return
        spoken = self._spoken(row, "date")
        yield Record(
            key=f"linkedin:{other.value}",
            name=other.name,
            handles=(ClaimedHandle(other.kind, other.value),),
            met_on=_day(spoken),
            place=f"line {row.number}",
            relation="following",
        )

    def _robot(self, row: Row) -> Iterator[Interaction | Item]:
        """Words with LinkedIn's own assistant: with nobody."""
        self.left_out.count("robot-messages")
        return iter(())

    # ── the owner ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _profile(self, row: Row) -> Iterator[Interaction | Item]:
        """The owner's card."""
        given, family = one_line(self._cell(row, "first name")), one_line(self._cell(row, "last name"))
        bag = HandleBag(self.options.region)
        bag.add(self.me.kind, self.me.value, "", self.me.value)
        for text in _listed(self._cell(row, "twitter handles")):
            bag.add_account("twitter", text)
        for text in _listed(self._cell(row, "websites")):
            bag.add_url(re.sub(r"^[A-Z_]+:(?=\w)(?!//)", "", text))
        for text in _listed(self._cell(row, "instant messengers")):
            service, _, account = text.partition(":")
            bag.add_account(service, account)
        maiden = one_line(self._cell(row, "maiden name"))
        if not (given or family):
            yield from self._broken(row, "empty-row")
            return
        yield Record(
            key="linkedin:me",
            name=f"{given} {family}".strip(),
            given=given,
            family=family,
            former_names=(maiden,) if maiden else (),
            handles=bag.handles,
            birthday=spoken_date(self._cell(row, "birth date"), day_first=False) or "",
            title=one_line(self._cell(row, "headline")),
            place=f"line {row.number}",
            is_owner=True,
        )
        yield OwnerHint("account-owner", self.me._replace(name=f"{given} {family}".strip()), 1)

    def _position(self, row: Row) -> Iterator[Interaction | Item]:
        """Where the owner works now; earlier positions say nothing that a card holds."""
        firm = one_line(self._cell(row, "company name"))
        if firm and not self._cell(row, "finished on"):
            yield self._own(row, firm, (), organisation=firm, title=one_line(self._cell(row, "title")))

    def _mail(self, row: Row) -> Iterator[Interaction | Item]:
        """An address of the owner's; one that was never confirmed may be anybody's."""
        bag = HandleBag(self.options.region)
        bag.add_mail(self._cell(row, "email address"))
        if not bag.handles:
            yield from self._broken(row, "empty-row")
        elif self._cell(row, "confirmed").lower() in ("no", "false", "non"):
            self.left_out.count("unconfirmed-addresses")
        else:
            yield self._own(row, bag.handles[0].value, bag.handles)
            yield OwnerHint("account-owner", Participant(MAIL, bag.handles[0].value, ""), 1)

    def _phone(self, row: Row) -> Iterator[Interaction | Item]:
        """A number of the owner's: the country's code stands in a column of its own."""
        bag = HandleBag(self.options.region)
        code, number = self._cell(row, "extension"), self._cell(row, "number")
        bag.add_phone(number if number.startswith("+") else f"{code} {number}".strip(), self._cell(row, "type").lower())
        if not bag.handles:
            yield from self._broken(row, "broken-handle", (("text", one_line(f"{code} {number}", 80)),))
            return
        found = bag.handles[0]
        yield self._own(row, found.value, (found,))
        yield OwnerHint("account-owner", Participant(found.kind, found.value, ""), 1)

    def _own(
        self, row: Row, key: str, handles: tuple[ClaimedHandle, ...], organisation: str = "", title: str = ""
    ) -> Record:
        return Record(
            key=f"linkedin:me:{key}",
            name="",
            handles=(ClaimedHandle(self.me.kind, self.me.value), *handles),
            organisation=organisation,
            title=title,
            place=f"line {row.number}",
            is_owner=True,
        )

    # ── at the end ────────────────────────────────────────────────────────────────────────────────────────────────

    def _broken(self, row: Row, code: str, facts: tuple[tuple[str, str], ...] = ()) -> Iterator[Problem]:
        self._flaws += 1
        if self._flaws <= FLAW_LIMIT:
            yield Problem(self.path, f"line {row.number}", code, facts)
        else:
            self.left_out.count("more-bad-lines", lost=True)

    def _rest(self) -> Iterator[Item]:
        owner = self._profile_of_owner
        if owner is not None:
            yield Record("linkedin:me", owner.name, handles=(ClaimedHandle(owner.kind, owner.value),), is_owner=True)
            yield OwnerHint("account-owner", owner, 1)
        elif self.table.kind.startswith(("recommendations", "endorsements", "invitations")):
            yield OwnerHint("account-owner", self.me, 1)
        if self._odd_dates:
            place, first = self._first_odd
            facts = (("count", str(self._odd_dates)), ("first", first))
            yield Problem(self.path, place, "impossible-dates", facts, lost=False)
        yield from self.left_out.told()


_DATES: Final = ("sent at", "endorsement date", "creation date", "date")


def _day(spoken: Spoken | None) -> str:
    return f"{spoken.year:04}-{spoken.month:02}-{spoken.day:02}" if spoken else ""


def _size(words: str) -> int:
    return len(words.encode("utf-8", "surrogatepass"))


def _listed(cell: str) -> list[str]:
    """LinkedIn writes lists as "[a,b]"."""
    return [text.strip() for text in cell.strip("[] ").split(",") if text.strip()]
