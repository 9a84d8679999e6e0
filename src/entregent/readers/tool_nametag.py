"""Nametag's export: one JSON file with everybody, how they are related, and when they were last in touch."""

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge
from entregent.model.handle import MAIL, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record, Related
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, mail_address, note_text
from entregent.readers.conversation import LeftOut
from entregent.readers.json_parts import Fields, fields, listed, parts, text
from entregent.readers.tool_written import claimed, day_of, moment, person
from entregent.text.scripts import fold

_OPENED: Final = ("", "people", "journalEntries")
_MARK: Final = re.compile(rb'"exportDate"\s*:|"relationshipTypes"\s*:')
_PEOPLE: Final = re.compile(rb'"(?:people|groups)"\s*:\s*\[')
_BIRTHDAYS: Final = ("birthday", "anniversaire", "geburtstag", "cumpleanos", "compleanno", "naissance", "birth")
_ANNIVERSARIES: Final = ("anniversary", "wedding", "mariage")


class NametagExport:
    """Nametag's JSON, versions 1.0 to 1.2."""

    name: ClassVar[str] = "tool_nametag"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """Its first fields tell it: a date of export, a user, groups and people."""
        head = document.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if document.is_folder or head[:1] != b"{" or not _MARK.search(head) or not _PEOPLE.search(head):
            return None
        return Recognition(0.9, "nametag-export") if b'"user"' in head and b'"version"' in head else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """A card for each person, and the day of the last word with them."""
        left_out = LeftOut(document.path)
        owner: Participant | None = None
        with document.open_stream() as stream:
            for part in parts(stream, document.path, _OPENED):
                if isinstance(part, Problem):
                    yield part
                elif part.path == "user":
                    owner = _owner(fields(part.value))
                    if owner is not None:
                        yield OwnerHint("account-owner", owner, 1)
                elif part.path == "people[]" and not isinstance(part.value, Edge):
                    yield from _person(fields(part.value), part.number, owner, options, document.path)
                elif part.path == "journalEntries[]" and not isinstance(part.value, Edge):
                    left_out.count("own-notes")
        yield from left_out.told()


def _owner(user: Fields) -> Participant | None:
    mail = mail_address(text(user.get("email")))
    return Participant(MAIL, mail, one_line(text(user.get("name")))) if mail is not None else None


def _person(
    told: Fields, number: int, owner: Participant | None, options: ReadOptions, path: str
) -> Iterator[Interaction | Item]:
    place = f"person {number}"
    given, family = (one_line(text(told.get(key))) for key in ("name", "surname"))
    middle = one_line(text(told.get("middleName")))
    second = one_line(text(told.get("secondLastName")))
    name = one_line(text(told.get("displayNameOverride"))) or " ".join(
        part for part in (given, middle, family, second) if part
    )
    if not name:
        yield Problem(path, place, "empty-card")
        return
    bag = _handles(told, options.region)
    key = text(told.get("id")) or name
    who = person(bag.handles, name, "nametag", key)
    dates = {
        fold(text(fields(one).get("title"))): text(fields(one).get("date"))
        for one in listed(told.get("importantDates"))
    }
    nickname = one_line(text(told.get("nickname")))
    yield Record(
        key=f"nametag:{key}",
        name=name,
        given=given,
        family=" ".join(part for part in (family, second) if part),
        nicknames=(nickname,) if nickname else (),
        handles=claimed(who, bag.handles),
        organisation=one_line(text(told.get("organization"))),
        title=one_line(text(told.get("jobTitle"))),
        birthday=next((day_of(day) for title, day in dates.items() if title.startswith(_BIRTHDAYS)), ""),
        anniversary=day_of(text(told.get("anniversary")))
        or next((day_of(day) for title, day in dates.items() if title.startswith(_ANNIVERSARIES)), ""),
        note=note_text(text(told.get("notes"))),
        categories=_categories(told),
        related=tuple(_related(told))[:100],
        place=place,
    )
    for refused in bag.refused:
        yield Problem(path, place, "broken-handle", (("text", refused),), lost=False)
    last = text(told.get("lastContact"))
    if last and owner is not None:
        at, offset, flags = moment(last, options)
        yield Interaction(
            Channel.OTHER,
            at,
            offset,
            owner,
            (who,),
            others=1,
            flags=flags,
            uid=f"nametag:last:{key}:{last[:10]}",
            place=place,
        )


def _handles(told: Fields, region: str) -> HandleBag:
    bag = HandleBag(region)
    for one in map(fields, listed(told.get("emails"))):
        bag.add_mail(text(one.get("email")), text(one.get("type")).lower())
    for one in map(fields, listed(told.get("phoneNumbers"))):
        bag.add_phone(text(one.get("number")), text(one.get("type")).lower())
    for one in map(fields, listed(told.get("urls"))):
        bag.add_url(text(one.get("url")), text(one.get("type")).lower())
    for one in map(fields, listed(told.get("imHandles"))):
        bag.add_account(text(one.get("protocol")), text(one.get("handle")))
    return bag


def _categories(told: Fields) -> tuple[str, ...]:
    """Groups, and how the person stands to the owner."""
    relation = fields(told.get("relationshipToUser"))
    words = [*(text(group) for group in listed(told.get("groups"))), text(relation.get("label"))]
    return tuple(dict.fromkeys(one_line(word, 100) for word in words if word))[:100]


def _related(told: Fields) -> Iterator[Related]:
    for one in map(fields, listed(told.get("relationships"))):
        kind = text(fields(one.get("relationshipType")).get("label"))
        name = one_line(text(one.get("relatedPersonName")))
        if name:
            yield Related(one_line(kind, 60) or "relative", name)
