"""Instagram's "download your information" in JSON: messages, followers and followed, comments, and whose it is."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from entregent.formats.json_stream import Part, plain_head
from entregent.formats.time_zones import zone_by_name
from entregent.model.handle import ACCOUNT, NAME, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, mail_address
from entregent.readers.conversation import LeftOut
from entregent.readers.instagram_old import is_old, read_old
from entregent.readers.json_parts import Fields, fields, listed, parts, seconds_of, text
from entregent.readers.meta_names import byte_length, mended, named
from entregent.readers.meta_threads import is_page, is_thread, read_thread

NETWORK: Final = "instagram"
ME: Final = Participant(NAME, "instagram:me", "")
"""Who writes comments: their file does not say the owner's name."""

_RELATIONS: Final = {"relationships_followers": "follower", "relationships_following": "following"}
_COMMENTS: Final = ("comments_media_comments", "comments_reels_comments", "comments_story_comments")
_USERNAME: Final = re.compile(r"[a-z0-9_](?:[a-z0-9._]{0,28}[a-z0-9_])?", re.IGNORECASE)
_PROFILE: Final = re.compile(r"https?://(?:www\.)?instagram\.com/(?:_u/)?([A-Za-z0-9._]{1,30})/?(?:[?#].*)?")
_FOLLOWERS_NAME: Final = re.compile(r"followers(?:_\d+)?\.json", re.IGNORECASE)
_HEADS: Final = tuple(
    (kind, re.compile(pattern.encode()))
    for kind, pattern in (
        ("owner", r'"profile_user"\s*:\s*\['),
        ("relations", r'"relationships_follow(?:ers|ing)"\s*:\s*\['),
        ("connections", r'"(?:followers|following)"\s*:\s*\{\s*"[\w.]+"\s*:\s*"\d{4}-'),
        ("comments", rf'"(?:{"|".join(_COMMENTS)})"\s*:\s*\[|"Media Owner"\s*:\s*\{{'),
    )
)
_COMMENTS_NAME: Final = re.compile(r"(?:post|reels|story)_comments(?:_\d+)?\.json", re.IGNORECASE)
_OWN_KEYS: Final = {
    "username": "username",
    "nom d’utilisateur": "username",
    "nom d'utilisateur": "username",
    "nom de profil": "username",
    "name": "name",
    "nom": "name",
}


class InstagramDownload:
    """A file of the download: which one shows in its first keys."""

    name: ClassVar[str] = "social_instagram"
    version: ClassVar[int] = 2

    def recognise(self, document: Document) -> Recognition | None:
        """The first keys tell it; threads look like Messenger's, and the path decides."""
        kind = None if document.is_folder else _kind(document)
        if kind is None:
            return None
        if kind == "thread":
            return Recognition(0.95 if NETWORK in document.path.lower() else 0.5, "instagram-download")
        return Recognition(0.95, "instagram-download")

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """What the file holds."""
        kind = _kind(document)
        if kind == "thread":
            yield from read_thread(document, options, NETWORK)
        elif kind == "old":
            yield from read_old(document, options)
        elif kind == "relations":
            yield from _relations(document, options)
        elif kind == "connections":
            yield from _connections(document, options)
        elif kind == "comments":
            yield from _comments(document, options)
        elif kind == "owner":
            yield from _owner(document, options)
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
    if is_old(head):
        return "old"
    if is_thread(head):
        return "thread"
    kind = next((kind for kind, pattern in _HEADS if pattern.search(head)), None)
    if kind is None and b'"string_list_data"' in head and _FOLLOWERS_NAME.fullmatch(document.name):
        return "relations"
    if kind is None and b'"string_map_data"' in head and _COMMENTS_NAME.fullmatch(document.name):
        return "comments"
    return kind


# Followers and followed


def _relations(document: Document, options: ReadOptions) -> Iterator[Item]:
    zone = zone_by_name(options.zone) or ZoneInfo("UTC")
    left_out = LeftOut(document.path)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("", *_RELATIONS)):
            if isinstance(part, Problem):
                yield part
            elif part.path.endswith("[]"):
                relation = _RELATIONS.get(part.path[:-2], "follower")
                shown, since = _followed(fields(part.value), options)
                if not shown:
                    left_out.count("nameless-people", lost=True)
                    continue
                yield _record(shown, relation, since, zone, part.number, options)
    yield from left_out.told()


def _followed(given: Fields, options: ReadOptions) -> tuple[str, int | None]:
    """The username and since when: beside the link, in the link, or (since 2024) in the title."""
    for one in listed(given.get("string_list_data")):
        line = fields(one)
        linked = _PROFILE.fullmatch(text(line.get("href")))
        shown = text(line.get("value")) or text(given.get("title")) or (linked[1] if linked is not None else "")
        if _USERNAME.fullmatch(shown):
            return shown.lower(), seconds_of(line.get("timestamp"), options)
    return "", None


def _record(
    username: str, relation: str, since: int | None, zone: ZoneInfo, number: int, options: ReadOptions
) -> Record:
    bag = HandleBag(options.region)
    bag.add_account(NETWORK, username)
    bag.add_url(f"https://instagram.com/{username}")
    return Record(
        key=f"{NETWORK}:{username}#{relation}",
        name="",
        nicknames=(username,),
        handles=bag.handles,
        met_on=datetime.fromtimestamp(since, zone).date().isoformat() if since is not None else "",
        place=f"entry {number}",
        relation=relation,
    )


def _connections(document: Document, options: ReadOptions) -> Iterator[Item]:
    """The layout before 2021: {"followers": {"name": "2019-05-29T10:00:00"}}."""
    number = 0
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("", "followers", "following")):
            if isinstance(part, Problem):
                yield part
                continue
            relation, dot, username = part.path.partition(".")
            if not dot or relation not in ("followers", "following"):
                continue
            number += 1
            if _USERNAME.fullmatch(username):
                record = _record(
                    username.lower(), relation.replace("ers", "er"), None, ZoneInfo("UTC"), number, options
                )
                yield record._replace(met_on=_day(text(part.value)))
            else:
                yield Problem(document.path, f"entry {number}", "nameless-people", (("count", "1"),))


def _day(written: str) -> str:
    try:
        return datetime.fromisoformat(written[:19]).date().isoformat()
    except ValueError:
        return ""


# Comments


def _comments(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    left_out = LeftOut(document.path)
    written = 0
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("", *_COMMENTS)):
            if isinstance(part, Problem):
                yield part
            elif part.path.endswith("[]"):
                for item in _comment(part, options, left_out):
                    written += isinstance(item, Interaction)
                    yield item
    yield from left_out.told()
    if written:
        yield OwnerHint("account-owner", ME, written)


def _comment(part: Part, options: ReadOptions, left_out: LeftOut) -> Iterator[Interaction | Item]:
    words, username, when = _said(fields(part.value))
    if not _USERNAME.fullmatch(username):
        left_out.count("comments-to-nobody")
        return
    at = seconds_of(when, options)
    place = f"comment {part.number}"
    if at is None:
        yield from left_out.broken_date(place, when)
    yield Interaction(
        channel=Channel.COMMENT,
        at=at,
        offset=0,
        sender=ME,
        to=(Participant(ACCOUNT, f"{NETWORK}:{username.lower()}", ""),),
        others=1,
        amount=byte_length(words),
        flags=Flag.SENT,
        place=place,
    )


def _said(given: Fields) -> tuple[str, str, object]:
    """What was said, under whose post, and when. The keys are in the language of the download, their order is not."""
    mapped = fields(given.get("string_map_data"))
    if mapped:
        when = next((stamp for one in mapped.values() if (stamp := fields(one).get("timestamp"))), None)
        values = [text(fields(one).get("value")) for one in mapped.values()]
        owner = text(fields(mapped.get("Media Owner")).get("value"))
        return values[0], owner or (values[1] if len(values) > 2 else ""), when
    line = fields(next(iter(listed(given.get("string_list_data"))), None))
    return text(line.get("value")), text(given.get("title")), line.get("timestamp")


# Whose download it is


def _owner(document: Document, options: ReadOptions) -> Iterator[Item]:
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("", "profile_user")):
            if isinstance(part, Problem):
                yield part
            elif part.path == "profile_user[]":
                record = _own_record(fields(fields(part.value).get("string_map_data")), options, part.number)
                if not record.handles:
                    yield Problem(document.path, f"entry {part.number}", "empty-card")
                    continue
                yield record
                for handle in record.handles:
                    yield OwnerHint("account-owner", Participant(handle.kind, handle.value, record.name), 1)


def _own_record(given: Fields, options: ReadOptions, number: int) -> Record:
    values = {key: mended(text(fields(one).get("value"))) for key, one in given.items()}
    known = {_OWN_KEYS[key.lower()]: value for key, value in values.items() if key.lower() in _OWN_KEYS}
    bag = HandleBag(options.region)
    if _USERNAME.fullmatch(known.get("username", "")):
        bag.add_account(NETWORK, known["username"])
        bag.add_url(f"https://instagram.com/{known['username'].lower()}")
    for key, value in values.items():
        if mail_address(value):
            bag.add_mail(value)
        elif key.lower() in ("phone number", "numéro de téléphone", "téléphone"):
            bag.add_phone(value)
    who = named(NETWORK, known.get("name", ""))
    if who is not None:
        bag.add(NAME, who.value, "", "")
    return Record(
        key=f"{NETWORK}:owner:{known.get('username', '').lower()}",
        name=who.name if who is not None else "",
        handles=bag.handles,
        place=f"entry {number}",
        is_owner=True,
    )
