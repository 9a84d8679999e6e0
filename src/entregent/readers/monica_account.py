"""An account of Monica on its way to cards and interactions, whichever syntax it came in."""

from collections import Counter
from collections.abc import Iterator
from typing import Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.model.handle import MAIL, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record, Related
from entregent.readers import limits
from entregent.readers.base import ReadOptions
from entregent.readers.claims import HandleBag, content_key, mail_address, note_text
from entregent.readers.tool_written import CHANNELS, claimed, day_of, moment, person, take_field
from entregent.text.scripts import fold

ME: Final = "me"
"""Stands for whoever keeps the account."""


class Called(NamedTuple):
    """What somebody is called, and is."""

    given: str
    middle: str
    family: str
    nickname: str
    job: str
    company: str

    @property
    def name(self) -> str:
        """The full name."""
        return " ".join(part for part in (self.given, self.middle, self.family) if part) or self.nickname


class Contact(NamedTuple):
    """A contact as Monica tells it. `fields` are (kind, label, value)."""

    key: str
    uuid: str
    called: Called
    birthday: tuple[str, bool]
    """The date, and whether its year is unknown."""
    met: str
    met_through: str
    """The key of whoever introduced them."""
    met_where: str
    description: str
    is_dead: bool
    tags: tuple[str, ...]
    fields: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    place: str


class Account:
    """What must be known before any card is told: names, relations, activities, and whose account it is."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self.path, self.options = path, options
        self.names: dict[str, str] = {}
        self.relations: dict[str, list[tuple[str, str]]] = {}
        self.activities: dict[str, tuple[str, str]] = {}
        """Key -> (day, summary)."""
        self.owner = Participant(MAIL, "", "")
        self.me_contact = ""
        self.left_out: Counter[str] = Counter()
        self._people: dict[str, Participant] = {}
        self._there: dict[str, list[Participant]] = {}

    def own(self, mail: str, given: str, family: str, contact: str) -> None:
        """Whose account it is: the first user that has an address."""
        address = mail_address(mail)
        if address is not None and not self.owner.value:
            self.owner = Participant(MAIL, address, one_line(f"{given} {family}".strip()))
            self.me_contact = contact

    def relate(self, one: str, kind: str, other: str) -> None:
        """`one` is the `kind` of `other`: it stands on the card of `other`."""
        listed = self.relations.setdefault(other, [])
        if len(listed) < limits.MONICA_RELATED:
            listed.append((kind, one))

    def card(self, contact: Contact) -> Iterator[Item]:
        """A contact's card; what could not be read of it."""
        called = contact.called
        if not called.name:
            yield Problem(self.path, contact.place, "empty-card")
            return
        bag = HandleBag(self.options.region)
        for kind, label, value in contact.fields:
            take_field(bag, kind, label, value)
        who = person(bag.handles, called.name, "monica", contact.uuid)
        if len(self._people) < limits.COMMENTS_REMEMBERED:
            self._people[contact.key] = who
        is_me = bool(contact.key) and contact.key == self.me_contact
        yield Record(
            key=f"monica:{contact.uuid}",
            name=called.name,
            given=called.given,
            family=called.family,
            nicknames=(called.nickname,) if called.nickname and called.nickname != called.name else (),
            handles=claimed(who, bag.handles),
            organisation=called.company,
            title=called.job,
            birthday=day_of(contact.birthday[0], without_year=contact.birthday[1]),
            note=note_text(
                "\n\n".join(part for part in (contact.description, contact.met_where, *contact.notes) if part)
            ),
            categories=(*contact.tags, *(("deceased",) if contact.is_dead else ()))[:100],
            related=tuple(self._related(contact))[:100],
            met_on=day_of(contact.met),
            place=contact.place,
            is_owner=is_me,
        )
        for refused in bag.refused:
            yield Problem(self.path, contact.place, "broken-handle", (("text", refused),), lost=False)
        if is_me:
            yield OwnerHint("account-owner", who, 1)

    def _related(self, contact: Contact) -> Iterator[Related]:
        for kind, key in self.relations.get(contact.key, ()):
            if key in self.names:
                yield Related(one_line(kind.replace("_", " "), 60), self.names[key])
        if contact.met_through in self.names:
            yield Related("introduced by", self.names[contact.met_through])

    # ── what passed ───────────────────────────────────────────────────────────────────────────────────────────────

    def call(self, contact: str, written: str, *, they_called: bool) -> Iterator[Interaction | Item]:
        """A call, as the owner wrote it down."""
        uid = f"monica:call:{contact}:{written[:19]}"
        yield from self._passed(Channel.CALL, contact, written, theirs=they_called, uid=uid)

    def message(self, contact: str, way: str, written: str, words: str, *, mine: bool) -> Iterator[Interaction | Item]:
        """A message of a conversation, by the way that its conversation names."""
        channel = CHANNELS.get(fold(way), Channel.TEXT)
        uid = f"monica:message:{contact}:{written[:19]}:{'out' if mine else 'in'}:{content_key(words)[7:19]}"
        size = len(words.encode("utf-8", "surrogatepass"))
        yield from self._passed(channel, contact, written, theirs=not mine, uid=uid, amount=size)

    def _passed(
        self, channel: Channel, contact: str, written: str, *, theirs: bool, uid: str, amount: int = 0
    ) -> Iterator[Interaction | Item]:
        place = f"contact {one_line(contact, 60)}"
        who = self._people.get(contact)
        if who is None or not self.owner.value:
            self.left_out["with-nobody-known"] += 1
            return
        at, offset, flags = moment(written, self.options)
        if at is None:
            yield Problem(self.path, place, "broken-date", (("date", one_line(written, 80)),), lost=False)
        sender, to = (who, self.owner) if theirs else (self.owner, who)
        yield Interaction(
            channel, at, offset, sender, (to,), others=1, amount=amount, flags=flags, uid=uid[:300], place=place
        )

    def was_there(self, activity: str, contact: str) -> None:
        """Somebody took part in an activity."""
        who = self._people.get(contact)
        if who is not None:
            there = self._there.setdefault(activity, [])
            if len(there) < limits.PARTICIPANTS and who not in there:
                there.append(who)

    def meetings(self) -> Iterator[Interaction | Item]:
        """Each activity as a meeting of the owner with those who took part."""
        for key, (day, summary) in self.activities.items():
            there = self._there.get(key)
            if not there:
                self.left_out["with-nobody-known"] += 1
                continue
            at, offset, flags = moment(day, self.options)
            place = f"activity {one_line(key, 40)}"
            if at is None:
                yield Problem(self.path, place, "broken-date", (("date", one_line(day, 80)),), lost=False)
            title = one_line(summary, limits.TITLE_CHARACTERS)
            yield Interaction(
                Channel.MEETING,
                at,
                offset,
                self.owner if self.owner.value else None,
                tuple(there),
                others=len(there),
                title=title,
                flags=flags,
                uid=f"monica:activity:{day[:10]}:{fold(title)[:100]}",
                place=place,
            )

    def rest(self) -> Iterator[Item]:
        """Whose account it is, and what has no place here."""
        if self.owner.value:
            yield OwnerHint("account-owner", self.owner, 1)
        for code, count in sorted(self.left_out.items()):
            yield Problem(self.path, "", code, (("count", str(count)),), lost=False)
