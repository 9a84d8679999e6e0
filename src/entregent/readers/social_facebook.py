"""Facebook's "download your information" in JSON: messages and calls, friends, comments, events, and whose it is.

Old layouts (before 2021) and new ones, whose keys end in "_v2" or "_v3". People are shown by their names alone.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part, plain_head
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import NAME, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.calendar_ical import COMING_SECONDS
from entregent.readers.claims import HandleBag
from entregent.readers.conversation import LeftOut
from entregent.readers.json_parts import EARLIEST, Fields, fields, listed, parts, seconds_of, text, whole
from entregent.readers.meta_names import byte_length, mended, named
from entregent.readers.meta_threads import is_page, is_thread, read_thread

NETWORK: Final = "facebook"

_RELATIONS: Final = {
    "friends_v2": "friend",
    "friends": "friend",
    "sent_requests_v2": "invited",
    "sent_requests": "invited",
    "received_requests_v2": "inviting",
    "received_requests": "inviting",
    "following_v3": "following",
    "following_v2": "following",
    "following": "following",
    "followers_v3": "follower",
    "followers_v2": "follower",
    "followers": "follower",
}
_COMMENTS: Final = ("comments_v2", "comments", "group_comments_v2", "group_comments")
_EVENTS: Final = ("events_joined", "your_events_v2", "your_events")
_NOT_JOINED: Final = ("events_declined", "events_interested", "events_invited_v2", "events_invited")
_RESPONSES: Final = ("event_responses_v2", "event_responses")
_KINDS: Final = tuple(
    (kind, re.compile(pattern.encode()))
    for kind, pattern in (
        ("profile", r'"profile(?:_v2)?"\s*:\s*\{\s*"(?:name|full_name)"'),
        ("comments", r'"(?:group_)?comments_v2"\s*:\s*\[|"(?:group_)?comments"\s*:\s*\[\s*\{\s*"timestamp"'),
        ("events", rf'"(?:{"|".join((*_EVENTS, *_NOT_JOINED))})"\s*:\s*\[\s*(?:\]|\{{\s*"name")'),
        ("relations", rf'^\s*\{{\s*"(?:{"|".join(_RELATIONS)})"\s*:\s*\[\s*(?:\]|\{{\s*"(?:name|timestamp)")'),
    )
)
_FOLDERS: Final = frozenset(("connections", "friends", "friends_and_followers", "your_facebook_activity"))
_FOR_WHOM: Final = (
    re.compile(r"^.{1,200}? (?:commented on|replied to|posted on) (?P<who>.{1,200})['’]s? \w"),
    re.compile(r"^.{1,200}? a (?:commenté|répondu)(?: .{1,60}?)? (?:de |d[’'])(?P<who>[^.]{1,200})\.?$"),
    re.compile(r"^.{1,200}? har (?:kommenteret|svaret på) (?P<who>.{1,200}?)s (?:\w+ )?\w+\.?$"),
)
"""Whom a comment answers is told in a sentence: English, French, Danish."""


class FacebookDownload:
    """A file of the download: which one shows in its first keys."""

    name: ClassVar[str] = "social_facebook"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The first keys tell it; a page of the HTML download is recognised too, to say what to ask for instead."""
        if document.is_folder:
            return None
        kind = _kind(document)
        if kind is None:
            return None
        elsewhere = "instagram" in document.path.lower()
        if kind == "thread":
            return Recognition(0.55 if elsewhere else 0.9, "facebook-download")
        sure = 0.7 if kind == "relations" and not _is_inside(document) else 0.92
        return Recognition(0.3 if elsewhere else sure, "facebook-download")

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """What the file holds."""
        kind = _kind(document)
        if kind == "thread":
            yield from read_thread(document, options, NETWORK)
        elif kind == "relations":
            yield from _relations(document, options)
        elif kind == "comments":
            yield from _comments(document, options)
        elif kind == "events":
            yield from _events(document, options)
        elif kind == "profile":
            yield from _profile(document, options)
        elif kind == "page":
            yield Problem(document.path, "line 1", "html-download")
        else:
            yield Problem(document.path, "byte 0", "no-json")


def _kind(document: Document) -> str | None:
    head = plain_head(document.head)
    if is_page(document, NETWORK):
        return "page"
    if head[:64].lstrip()[:1] not in (b"{", b"["):
        return None
    if is_thread(head):
        return "thread"
    return next((kind for kind, pattern in _KINDS if pattern.search(head)), None)


def _is_inside(document: Document) -> bool:
    """Whether it lies where such a download keeps it."""
    return bool(_FOLDERS & set(document.folders)) or NETWORK in document.path.lower()


# Friends and followers


def _relations(document: Document, options: ReadOptions) -> Iterator[Item]:
    zone = zone_by_name(options.zone) or ZoneInfo("UTC")
    left_out = LeftOut(document.path)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("", *_RELATIONS)):
            if isinstance(part, Problem):
                yield part
            elif part.path.endswith("[]") and part.path[:-2] in _RELATIONS:
                given = fields(part.value)
                who = named(NETWORK, text(given.get("name")) or _name_in(given))
                if who is None:
                    left_out.count("nameless-people", lost=True)
                    continue
                since = seconds_of(given.get("timestamp"), options)
                yield Record(
                    key=f"{who.value}#{_RELATIONS[part.path[:-2]]}",
                    name=who.name,
                    handles=(ClaimedHandle(NAME, who.value),),
                    met_on=datetime.fromtimestamp(since, zone).date().isoformat() if since is not None else "",
                    place=f"entry {part.number}",
                    relation=_RELATIONS[part.path[:-2]],
                )
    yield from left_out.told()


def _name_in(given: Fields) -> str:
    """Newer lists keep the name inside: {"data": [{"name": …}]}."""
    return next((text(fields(one).get("name")) for one in listed(given.get("data"))), "")


# Comments


def _comments(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    left_out = LeftOut(document.path)
    opened = ("", "[]", *_COMMENTS, *(f"[].{key}" for key in _COMMENTS))
    with document.open_stream() as stream:
        for part in parts(stream, document.path, opened):
            if isinstance(part, Problem):
                yield part
            elif part.path.endswith("[]") and part.path != "[]":
                yield from _comment(part, options, left_out)
    yield from left_out.told()


def _comment(part: Part, options: ReadOptions, left_out: LeftOut) -> Iterator[Interaction | Item]:
    given = fields(part.value)
    said = next((fields(fields(one).get("comment")) for one in listed(given.get("data"))), {})
    title = one_line(mended(text(given.get("title"))), 500)
    author = named(NETWORK, text(said.get("author")))
    who = named(NETWORK, _for_whom(title))
    if who is None or author is None or who.value == author.value:
        left_out.count("comments-to-nobody")
        return
    at = seconds_of(said.get("timestamp", given.get("timestamp")), options)
    place = f"comment {part.number}"
    if at is None:
        yield from left_out.broken_date(place, given.get("timestamp"))
    yield Interaction(
        channel=Channel.COMMENT,
        at=at,
        offset=0,
        sender=author,
        to=(who,),
        others=1,
        title=one_line(mended(text(said.get("group"))), 200),
        amount=byte_length(text(said.get("comment"))),
        flags=Flag.SENT,
        place=place,
    )


def _for_whom(title: str) -> str:
    for pattern in _FOR_WHOM:
        found = pattern.match(title)
        if found is not None:
            return found["who"]
    return ""


# Events


def _events(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    left_out = LeftOut(document.path)
    lists = (*_EVENTS, *_NOT_JOINED)
    opened = ("", *_RESPONSES, *lists, *(f"{answer}.{key}" for answer in _RESPONSES for key in lists))
    with document.open_stream() as stream:
        for part in parts(stream, document.path, opened):
            if isinstance(part, Problem):
                yield part
            elif part.path.endswith("[]"):
                if part.path[:-2].rpartition(".")[2] in _EVENTS:
                    yield from _event(part, options, left_out)
                else:
                    left_out.count("events-not-joined")
    yield from left_out.told()


def _event(part: Part, options: ReadOptions, left_out: LeftOut) -> Iterator[Interaction | Item]:
    given = fields(part.value)
    name = one_line(mended(text(given.get("name"))), 300)
    start, end = whole(given.get("start_timestamp")), whole(given.get("end_timestamp"))
    place = f"event {part.number}"
    if start is not None and start > options.now + COMING_SECONDS:
        left_out.count("far-events")
        return
    if start is None or start < EARLIEST or not name:
        yield Problem(left_out.path, place, "undated-event")
        return
    minutes = (end - start) // 60 if end is not None and 0 < end - start < 30 * 86_400 else 0
    yield Interaction(
        channel=Channel.MEETING,
        at=start,
        offset=0,
        sender=None,
        to=(),
        title=name,
        amount=minutes,
        uid=f"{NETWORK}:event:{start}:{name.casefold()}",
        place=place,
    )


# Whose download it is


def _profile(document: Document, options: ReadOptions) -> Iterator[Item]:
    given: dict[str, object] = {}
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("", "profile_v2", "profile")):
            if isinstance(part, Problem):
                yield part
            elif part.path.startswith("profile") and not isinstance(part.value, Edge):
                given[part.path.rpartition(".")[2]] = part.value
    record = _owner(given, options)
    if record is None:
        yield Problem(document.path, "profile", "empty-card")
        return
    yield record
    for handle in record.handles:
        yield OwnerHint("account-owner", Participant(handle.kind, handle.value, record.name), 1)


def _owner(given: dict[str, object], options: ReadOptions) -> Record | None:
    name = fields(given.get("name"))
    full = mended(text(name.get("full_name")) or text(given.get("full_name")))
    who = named(NETWORK, full)
    if who is None:
        return None
    bag = HandleBag(options.region)
    mails = fields(given.get("emails"))
    for kind in ("emails", "previous_emails"):
        for mail in listed(mails.get(kind)):
            bag.add_mail(mended(text(mail)))
    for phone in listed(given.get("phone_numbers")):
        bag.add_phone(text(fields(phone).get("phone_number")), text(fields(phone).get("phone_type")).lower())
    if username := text(given.get("username")):
        bag.add_account(NETWORK, mended(username))
        bag.add_url(f"https://facebook.com/{mended(username)}")
    bag.add(NAME, who.value, "", "")
    return Record(
        key=f"{NETWORK}:owner:{who.value}",
        name=who.name,
        given=one_line(mended(text(name.get("first_name")))),
        family=one_line(mended(text(name.get("last_name")))),
        former_names=tuple(
            one_line(mended(text(fields(one).get("name")))) for one in listed(given.get("previous_names"))[:20]
        ),
        handles=bag.handles,
        birthday=_birthday(fields(given.get("birthday"))),
        is_owner=True,
    )


def _birthday(given: Fields) -> str:
    year, month, day = (whole(given.get(part)) for part in ("year", "month", "day"))
    if month is None or day is None:
        return ""
    try:
        found = datetime(year or 2000, month, day, tzinfo=UTC).date()
    except (ValueError, OverflowError):
        return ""
    return found.isoformat() if year else f"--{month:02}-{day:02}"
