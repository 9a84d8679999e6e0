"""Posts of an X archive that name or answer somebody: words in public to them. Retweets are none."""

import re
from collections.abc import Iterator
from typing import Final

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Part
from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions
from entregent.readers.claims import HandleBag
from entregent.readers.conversation import LeftOut
from entregent.readers.json_parts import Fields, fields, listed, parts, text
from entregent.readers.x_accounts import (
    ACCOUNTS_REMEMBERED,
    ANYBODY,
    ASSIGNMENT,
    account,
    add_handles,
    by_screen_name,
    instant,
    owner_of,
)

NOTE_SEEN: Final = 280
"""Characters of a long post that the file of posts shows too, with those whom they name."""

_RETWEET: Final = re.compile(r"RT @\w")


def read_posts(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    """One interaction for each post that names somebody, and a record of each account met for the first time."""
    reading = _PostReading(document, options)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("",), ASSIGNMENT):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]":
                yield from reading.take(part)
    yield from reading.rest()


def read_notes(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    """Long posts: those whom they name further on than the file of posts reaches."""
    left_out = LeftOut(document.path)
    owner = owner_of(document) or ANYBODY
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("",), ASSIGNMENT):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]":
                yield from _note(part, left_out, owner, options)
    yield from left_out.told()


def _note(part: Part, left_out: LeftOut, owner: Participant, options: ReadOptions) -> Iterator[Interaction | Item]:
    given = fields(fields(part.value).get("noteTweet"))
    core = fields(given.get("core"))
    place = f"post {part.number}"
    if not core:
        yield Problem(left_out.path, place, "broken-json")
        return
    to = _named_late(core)
    if not to:
        left_out.count("posts-seen-before")
        return
    at, offset = instant(given.get("createdAt"), options)
    if at is None:
        yield from left_out.broken_date(place, given.get("createdAt"))
    number = text(given.get("noteTweetId"))
    size = len(text(core.get("text")).encode("utf-8", "replace"))
    uid = f"x:note:{number}" if number else ""
    yield Interaction(Channel.COMMENT, at, offset, owner, to, (), (), len(to), "", size, 0, uid, place)


def _named_late(core: Fields) -> tuple[Participant, ...]:
    found: dict[Participant, None] = {}
    for mention in map(fields, listed(core.get("mentions"))):
        who = by_screen_name(text(mention.get("screenName")))
        begin = text(mention.get("fromIndex"))
        if who is not None and begin.isdecimal() and int(begin[:9]) >= NOTE_SEEN:
            found[who] = None
    return tuple(found)


class _PostReading:
    """A file of posts on its way to interactions."""

    def __init__(self, document: Document, options: ReadOptions) -> None:
        self.options = options
        self.left_out = LeftOut(document.path)
        self.owner = owner_of(document) or ANYBODY
        self.sent = 0
        self._known: dict[tuple[str, str], Participant] = {}
        self._new: list[Record] = []

    def take(self, part: Part) -> Iterator[Interaction | Item]:
        """One post."""
        value = fields(part.value)
        given = fields(value.get("tweet")) or value
        words = given.get("full_text", given.get("text"))
        place = f"post {part.number}"
        if not isinstance(words, str):
            yield Problem(self.left_out.path, place, "broken-json")
            return
        if "retweeted_status" in given or _RETWEET.match(words):
            self.left_out.count("reposts")
            return
        if "user" in given:
            # The oldest archives say it in every post.
            self._sign(fields(given["user"]))
        to, cc = self._named(given)
        if not to:
            self.left_out.count("posts-to-nobody")
            return
        if self._new:
            yield from self._new
            self._new = []
        self.sent += 1
        at, offset = instant(given.get("created_at"), self.options)
        if at is None:
            yield from self.left_out.broken_date(place, given.get("created_at"))
        number = text(given.get("id_str")) or text(given.get("id"))
        uid = f"x:tweet:{number}" if number else ""
        size = len(words) if words.isascii() else len(words.encode("utf-8", "replace"))
        yield Interaction(
            Channel.COMMENT, at, offset, self.owner, to, cc, (), len(to) + len(cc), "", size, 0, uid, place
        )

    def _sign(self, user: Fields) -> None:
        """Take whoever wrote a post for the archive's account."""
        number = text(user.get("id_str")) or text(user.get("id"))
        who = (
            account(number, one_line(text(user.get("name")), 200)) if f"twitter:{number}" != self.owner.value else None
        )
        if who is not None:
            self.owner = who
            bag = HandleBag(self.options.region)
            add_handles(bag, who, text(user.get("screen_name")))
            self._new.append(Record(who.value, who.name, handles=bag.handles, is_owner=True))

    def _named(self, given: Fields) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Whom a post speaks to: the one it answers, with the others in copy; else all whom it names."""
        own = self.owner.value
        found: dict[Participant, None] = {}
        for mention in listed(fields(given.get("entities")).get("user_mentions")):
            who = self._by_name(fields(mention))
            if who is not None and who.value != own:
                found[who] = None
        number = text(given.get("in_reply_to_user_id_str")) or text(given.get("in_reply_to_user_id"))
        if not number or (answered := f"twitter:{number}") == own:
            return tuple(found), ()
        for who in found:
            if who.value == answered:
                del found[who]
                return (who,), tuple(found)
        who = self._by_name({"id_str": number, "screen_name": given.get("in_reply_to_screen_name")})
        return ((who,), tuple(found)) if who is not None else (tuple(found), ())

    def _by_name(self, given: Fields) -> Participant | None:
        """Somebody by number and screen name; met for the first time, they get a record."""
        number, screen = text(given.get("id_str")) or text(given.get("id")), text(given.get("screen_name"))
        known = self._known.get((number, screen))
        if known is not None:
            return known
        who = account(number, one_line(text(given.get("name")), 200))
        if who is None:
            return None
        if len(self._known) >= ACCOUNTS_REMEMBERED:
            self._known.clear()
        self._known[number, screen] = who
        if who.value != self.owner.value and screen:
            bag = HandleBag(self.options.region)
            add_handles(bag, who, screen)
            self._new.append(Record(who.value, who.name, handles=bag.handles))
        return who

    def rest(self) -> Iterator[Item]:
        """What was left out, and whose archive it is."""
        yield from self._new
        yield from self.left_out.told()
        if self.sent:
            if self.owner is ANYBODY:
                yield Problem(self.left_out.path, "", "x-account-missing", lost=False)
            yield OwnerHint("account-owner", self.owner, self.sent)
