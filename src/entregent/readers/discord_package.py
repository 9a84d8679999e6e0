"""The package of data that Discord gives: what the owner wrote, channel by channel, the account, and its friends.

Only the owner's own words are in it. A direct channel tells whom they reached; in a server's they reached nobody known.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part
from entregent.formats.table import read_rows, sniff
from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions
from entregent.readers.claims import HandleBag
from entregent.readers.conversation import LeftOut
from entregent.readers.discord_accounts import account, add_handles, instant, shown
from entregent.readers.json_parts import Fields, fields, listed, parts, text

_USER_FILES: Final = ("../../account/user.json", "../../Account/user.json", "../../compte/user.json")
_OPENED: Final = ("", "relationships")
_FRIEND: Final = frozenset(("1", "FRIEND", "Friend"))
_DIRECT_NAME: Final = re.compile(r"(?:Direct Message with|Message privé avec|Message direct avec) (.{1,100})")


class _Talk(NamedTuple):
    """A channel: whom it reaches, and its name."""

    recipients: tuple[str, ...]
    title: str


def read_own_messages(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    """The owner's messages of one channel."""
    left_out = LeftOut(document.path)
    owner = _owner_beside(document)
    talk = document.export.once("channel.json", _learn_channel)
    to = _reached(talk, owner)
    if owner is None:
        yield Problem(document.path, "several", "discord-account-missing")
    sent = 0
    for number, given in enumerate(_own_messages(document), 1):
        if isinstance(given, Problem):
            yield given
        elif owner is None or not to:
            left_out.count("unanswered-messages")
        else:
            sent += 1
            place = f"message {number}"
            at, offset = instant(given.get("timestamp"), options)
            if at is None:
                yield from left_out.broken_date(place, given.get("timestamp"))
            own_id = text(given.get("id"))
            uid = f"discord:{own_id}" if own_id else ""
            size = len(text(given.get("contents")).encode("utf-8", "replace"))
            title = talk.title if len(to) > 1 else ""
            yield Interaction(
                Channel.SOCIAL, at, offset, owner, to, (), (), len(to), title, size, Flag.SENT, uid, place
            )
    yield from left_out.told()
    if owner is not None and sent:
        yield from _named(document, to, options)
        yield OwnerHint("account-owner", owner, sent)


def _own_messages(document: Document) -> Iterator[Fields | Problem]:
    """The rows, their keys in small letters: a table until 2023, a list since."""
    with document.open_stream() as stream:
        if document.name.lower().endswith(".csv"):
            for row in read_rows(stream, sniff(document.head)):
                if row.cells[:1] not in ([], ["ID"], [""]):
                    yield dict(zip(("id", "timestamp", "contents"), row.cells, strict=False))
            return
        for part in parts(stream, document.path, ("",)):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]":
                given = fields(part.value)
                yield (
                    {key.lower(): value for key, value in given.items()}
                    if given
                    else Problem(document.path, f"message {part.number}", "broken-json")
                )


def _owner_beside(document: Document) -> Participant | None:
    for path in _USER_FILES:
        who = document.export.once(path, _learn_owner)
        if who is not None:
            return who
    return None


def _learn_owner(stream: BinaryIO | None) -> Participant | None:
    given = _top(stream, ("id", "username", "global_name"))
    return account(text(given.get("id")), shown(given))


def _learn_channel(stream: BinaryIO | None) -> _Talk:
    given = _top(stream, ("type", "recipients", "name"))
    recipients = [text(one) or text(fields(one).get("id")) for one in listed(given.get("recipients"))]
    return _Talk(tuple(recipients[: limits.PARTICIPANTS]), one_line(text(given.get("name")), 200))


def _learn_names(stream: BinaryIO | None) -> dict[str, str]:
    """What the index calls each direct channel: by the other's name."""
    found: dict[str, str] = {}
    if stream is not None:
        for part in parts(stream, "", ("",)):
            named = _DIRECT_NAME.fullmatch(text(part.value)) if isinstance(part, Part) else None
            if isinstance(part, Part) and named is not None and len(found) < limits.CHAT_MEMBERS:
                found[part.path] = named[1].removesuffix("#0")
    return found


def _top(stream: BinaryIO | None, wanted: tuple[str, ...]) -> Fields:
    """These members of an object that may be long."""
    found: dict[str, object] = {}
    if stream is not None:
        for part in parts(stream, "", ("",)):
            if isinstance(part, Part) and part.path in wanted and not isinstance(part.value, Edge):
                found[part.path] = part.value
    return found


def _reached(talk: _Talk, owner: Participant | None) -> tuple[Participant, ...]:
    found = (account(number) for number in talk.recipients)
    return tuple(one for one in found if one is not None and (owner is None or one.value != owner.value))


def _named(document: Document, to: tuple[Participant, ...], options: ReadOptions) -> Iterator[Record]:
    """The one whom a direct channel is named after."""
    folder = document.folders[-1] if document.folders else ""
    name = document.export.once("../index.json", _learn_names).get(folder.removeprefix("c"), "")
    if name and len(to) == 1:
        bag = HandleBag(options.region)
        add_handles(bag, to[0], name)
        yield Record(to[0].value, "", handles=bag.handles)


def read_account(document: Document, options: ReadOptions) -> Iterator[Item]:
    """Whose package it is, and their friends."""
    own: dict[str, object] = {}
    with document.open_stream() as stream:
        for part in parts(stream, document.path, _OPENED):
            if isinstance(part, Problem):
                yield part
            elif part.path == "relationships[]":
                yield from _friend(document, part.number, fields(part.value), options)
            elif not isinstance(part.value, Edge):
                own[part.path] = part.value
    who = account(text(own.get("id")), shown(own))
    if who is None:
        yield Problem(document.path, "byte 0", "broken-json")
        return
    bag = HandleBag(options.region)
    add_handles(bag, who, text(own.get("username")), text(own.get("discriminator")))
    bag.add_mail(text(own.get("email")))
    bag.add_phone(text(own.get("phone")))
    yield Record(who.value, who.name, handles=bag.handles, is_owner=True, place="byte 0")
    yield OwnerHint("account-owner", who, 1)


def _friend(document: Document, number: int, given: Fields, options: ReadOptions) -> Iterator[Item]:
    user = fields(given.get("user"))
    who = account(text(given.get("id")) or text(user.get("id")), shown(user))
    place = f"entry {number}"
    if who is None:
        yield Problem(document.path, place, "broken-json")
    elif text(given.get("type")) in _FRIEND:
        bag = HandleBag(options.region)
        add_handles(bag, who, text(user.get("username")), text(user.get("discriminator")))
        met_on = text(given.get("since"))[:10]
        named = one_line(text(given.get("nickname")), 200)
        yield Record(
            who.value,
            who.name,
            nicknames=(named,) if named else (),
            handles=bag.handles,
            met_on=met_on if re.fullmatch(r"\d{4}-\d\d-\d\d", met_on) else "",
            place=place,
            relation="friend",
        )
