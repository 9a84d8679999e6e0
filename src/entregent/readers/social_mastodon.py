"""The archive that Mastodon gives (outbox and actor, in ActivityPub), and its tables of accounts followed.

What others write to the owner is in no export of Mastodon: only the owner's own side shows.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import ClassVar, Final

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part
from entregent.formats.network_date import network_date
from entregent.formats.table import Row, read_rows, sniff
from entregent.model.handle import ACCOUNT, URL, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, profile_url
from entregent.readers.conversation import LeftOut
from entregent.readers.json_parts import EARLIEST, TWO_DAYS, Fields, fields, listed, parts, text

OPENED: Final = ("", "orderedItems")
ACCOUNTS_REMEMBERED: Final = 100_000

_PUBLIC: Final = frozenset(("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public"))
_IS_STREAM: Final = re.compile(rb'"(?:https://www\.w3\.org/ns/activitystreams|OrderedCollection)"')
_IS_ACTOR: Final = re.compile(rb'"preferredUsername"\s*:')
_ADDRESS: Final = re.compile(r"@?([\w.-]{1,100})@([\w.-]{1,250}\.[\w-]{2,63})", re.UNICODE)
_ACTOR_LINK: Final = re.compile(r"https?://([^/\s]{1,250})/(?:users/|@|profile/|u/|c/)([\w.-]{1,100})(?:/.{0,300})?")
_TABLE_NAME: Final = re.compile(r".*(follow(?:ing|s|er|ers)?)(?:[-_]accounts?)?(?:[ -_(]*\d*\)?)?\.csv")
_BOOSTS: Final = re.compile(rb"\s*Account address,Show boosts", re.IGNORECASE)
_HEADER: Final = "account address"
_TAG: Final = re.compile(r"<[^<>]{0,2000}>")


class MastodonArchive:
    """A file of the archive, or a table of accounts followed or following."""

    name: ClassVar[str] = "social_mastodon"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """ActivityPub’s own words tell the archive; its name and its addresses tell a table."""
        kind = "" if document.is_folder else _kind(document)
        return Recognition(0.9, "mastodon-file", (("what", kind),)) if kind else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """What the file holds; likes and bookmarks are nobody's words to anybody."""
        kind = _kind(document)
        if kind == "outbox":
            yield from _posts(document, options)
        elif kind == "actor":
            yield from _actor(document, options)
        elif kind in ("following", "follower"):
            yield from _related(document, options, kind)


def _kind(document: Document) -> str:
    head = document.head.removeprefix(b"\xef\xbb\xbf")
    if head[:64].lstrip()[:1] == b"{":
        if not _IS_STREAM.search(head):
            return ""
        if b'"orderedItems"' in head:
            name = document.name.lower()
            return "likes" if name.startswith(("likes", "bookmarks", "favourites")) else "outbox"
        return "actor" if _IS_ACTOR.search(head) else ""
    if _BOOSTS.match(head):
        return "following" if not document.name.lower().startswith(("mute", "block")) else ""
    found = _TABLE_NAME.fullmatch(document.name.lower())
    rows = head[:2_000].decode("utf-8", "replace").splitlines()[:3]
    if found is None or not any(_ADDRESS.fullmatch(row.partition(",")[0].strip()) for row in rows):
        return ""
    return "follower" if found[1].startswith("follower") else "following"


def account(user: str, host: str) -> Participant:
    """Somebody by the name on a server, as it is written to reach them."""
    return Participant(ACCOUNT, f"mastodon:{user.lower()}@{host.lower()}", "")


def by_link(link: str) -> Participant | None:
    """Whom an actor's address, or that of something they wrote, belongs to."""
    found = _ACTOR_LINK.fullmatch(link)
    return account(found[2], found[1]) if found is not None else None


def _add_handles(bag: HandleBag, who: Participant) -> None:
    bag.add(ACCOUNT, who.value, "mastodon", who.value)
    user, _, host = who.value.removeprefix("mastodon:").partition("@")
    if host:
        bag.add(URL, f"{host.removeprefix('www.')}/@{user}", "mastodon", "")


# The outbox


def _posts(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    reading = _OutboxReading(document.path, options)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, OPENED):
            if isinstance(part, Problem):
                yield part
            elif part.path == "orderedItems[]":
                yield from reading.take(part)
            elif part.path == "orderedItems" and not isinstance(part.value, Edge):
                yield Problem(document.path, "orderedItems", "broken-json")
    yield from reading.rest()


class _OutboxReading:
    """An outbox on its way to interactions."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self.options = options
        self.left_out = LeftOut(path)
        self.owner: Participant | None = None
        self.sent = 0
        self._told: set[str] = set()
        self._new: list[Record] = []

    def take(self, part: Part) -> Iterator[Interaction | Item]:
        """One activity."""
        given = fields(part.value)
        place = f"post {part.number}"
        if given.get("type") == "Announce":
            self.left_out.count("reposts")
            return
        note = fields(given.get("object"))
        author = by_link(text(given.get("actor")) or text(note.get("attributedTo")))
        if not note or author is None:
            yield Problem(self.left_out.path, place, "broken-json")
            return
        self.owner = self.owner or author
        addressed = [text(one) for one in (*_each(note.get("to")), *_each(note.get("cc")))]
        is_direct = not any(one in _PUBLIC or one.endswith("/followers") for one in addressed)
        answered, others = self._named(note, addressed if is_direct else [], author)
        if answered is None and not others:
            self.left_out.count("posts-to-nobody")
            return
        yield from self._new
        self._new = []
        self.sent += 1
        written = given.get("published") or note.get("published")
        stamp = network_date(written) if isinstance(written, str) else None
        if stamp is None or not EARLIEST <= stamp.at <= self.options.now + TWO_DAYS:
            stamp = None
            yield from self.left_out.broken_date(place, written)
        apart = answered is not None and not is_direct
        everybody = others if answered is None else (answered, *others)
        yield Interaction(
            Channel.SOCIAL if is_direct else Channel.COMMENT,
            stamp.at if stamp is not None else None,
            stamp.offset if stamp is not None else 0,
            author,
            everybody[:1] if apart else everybody,
            everybody[1:] if apart else (),
            others=len(everybody),
            amount=len(_TAG.sub("", text(note.get("content"))).encode("utf-8", "replace")),
            uid=f"mastodon:{note['id']}" if isinstance(note.get("id"), str) else "",
            place=place,
        )

    def _named(
        self, note: Fields, addressed: list[str], author: Participant
    ) -> tuple[Participant | None, tuple[Participant, ...]]:
        """The one whom a post answers, and the others whom it names or was sent to."""
        found: dict[str, Participant] = {}
        for tag in map(fields, _each(note.get("tag"))):
            if tag.get("type") == "Mention":
                who = self._mentioned(text(tag.get("href")), text(tag.get("name")))
                if who is not None:
                    found[who.value] = who
        links = {by_link(link) for link in addressed} | {by_link(text(note.get("inReplyTo")))}
        answered = by_link(text(note.get("inReplyTo")))
        for who in sorted(one for one in links if one is not None):
            # The address of a post may be at another host than its author's name is.
            user = who.value.partition("@")[0]
            if not any(value.partition("@")[0] == user for value in found):
                found[who.value] = who
                self._tell(who)
        found.pop(author.value, None)
        first = None
        if answered is not None:
            user = answered.value.partition("@")[0]
            first = found.get(answered.value) or next(
                (who for value, who in found.items() if value.partition("@")[0] == user), None
            )
        return first, tuple(who for who in found.values() if who is not first)

    def _mentioned(self, link: str, name: str) -> Participant | None:
        spelled = _ADDRESS.fullmatch(name)
        who = account(spelled[1], spelled[2]) if spelled is not None else by_link(link)
        if who is None:
            address = profile_url(link)
            return Participant(URL, address, one_line(name, 200)) if address else None
        self._tell(who)
        return who

    def _tell(self, who: Participant) -> None:
        """A record of somebody met for the first time: the account and its page are one."""
        if who.value not in self._told and (self.owner is None or who.value != self.owner.value):
            if len(self._told) >= ACCOUNTS_REMEMBERED:
                self._told.clear()
            self._told.add(who.value)
            bag = HandleBag(self.options.region)
            _add_handles(bag, who)
            self._new.append(Record(who.value, "", handles=bag.handles))

    def rest(self) -> Iterator[Item]:
        """What was left out, and whose outbox it is."""
        yield from self._new
        yield from self.left_out.told()
        if self.owner is not None:
            yield OwnerHint("account-owner", self.owner, max(self.sent, 1))


def _each(value: object) -> list[object]:
    """The members of a list; ActivityPub leaves the brackets of a single one out."""
    return listed(value) if isinstance(value, list) else [value] if value is not None else []


# Whose archive, and who follows


def _actor(document: Document, options: ReadOptions) -> Iterator[Item]:
    with document.open_stream() as stream:
        for part in islice(parts(stream, document.path, ()), 10):
            if isinstance(part, Problem):
                yield part
                continue
            given = fields(part.value)
            address = text(given.get("id"))
            host = address.partition("://")[2].partition("/")[0]
            user = text(given.get("preferredUsername"))
            if _ADDRESS.fullmatch(f"{user}@{host}") is None:
                yield Problem(document.path, "byte 0", "broken-json")
                continue
            who = account(user, host)
            bag = HandleBag(options.region)
            _add_handles(bag, who)
            name = one_line(text(given.get("name")), 200)
            yield Record(who.value, name, handles=bag.handles, is_owner=True, place="byte 0")
            yield OwnerHint("account-owner", who._replace(name=name), 1)


def _related(document: Document, options: ReadOptions, relation: str) -> Iterator[Item]:
    with document.open_stream() as stream:
        for row in read_rows(stream, sniff(document.head)):
            written = row.cells[0].strip() if row.cells else ""
            if written and written.lower() != _HEADER:
                yield _follower(document, options, relation, row, written)


def _follower(document: Document, options: ReadOptions, relation: str, row: Row, written: str) -> Item:
    place = f"line {row.number}"
    found = _ADDRESS.fullmatch(written)
    if found is None:
        return Problem(document.path, place, "broken-handle", (("text", one_line(written, 80)),))
    who = account(found[1], found[2])
    bag = HandleBag(options.region)
    _add_handles(bag, who)
    return Record(who.value, "", handles=bag.handles, relation=relation, place=place)
