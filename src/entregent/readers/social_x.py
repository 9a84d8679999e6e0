"""The archive that X (Twitter) gives: posts to somebody, direct messages, followers, and whose archive it is.

Each file of its `data` folder begins with an assignment that names its part ("window.YTD.tweets.part0 = ["), or until
2018 with the month ("Grailbird.data.tweets_2014_05 ="). Posts do not say who wrote them: the archive's account did, and
another file tells which that is.
"""

import re
from collections.abc import Callable, Iterator
from typing import ClassVar, Final

from entregent.model.interaction import Interaction
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag
from entregent.readers.json_parts import fields, parts, text
from entregent.readers.x_accounts import ASSIGNMENT, account, add_handles, participant_of
from entregent.readers.x_messages import read_messages
from entregent.readers.x_posts import read_notes, read_posts

_PART: Final = re.compile(rb"\s*window\.YTD\.(\w{1,60})\.part\d+\s*=")
_MONTH: Final = re.compile(rb"\s*Grailbird\.data\.(tweets)_\w{1,20}\s*=")
_TABLE: Final = re.compile(rb'\s*"?tweet_id"?,"?in_reply_to_status_id"?,')
_OLD_LINK: Final = re.compile(r"https?://(?:twitter|x)\.com/(\w{1,20})", re.ASCII)


class XArchive:
    """A file of the archive; its first line says which. Parts that are about nobody else give nothing."""

    name: ClassVar[str] = "social_x"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The assignment tells it; the table of the oldest archives is recognised too, to say what to ask for."""
        part = "" if document.is_folder else _part(document.head)
        return Recognition(0.97, "x-archive", (("part", part),)) if part else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """What this part holds."""
        part = _part(document.head)
        if part.startswith("direct_message") and "header" not in part:
            yield from read_messages(document, options, in_groups="group" in part)
        elif (read := _READ.get(part.removesuffix("s"))) is not None:
            yield from read(document, options)


def _part(head: bytes) -> str:
    """Which part a file that begins so is; "" where it is none."""
    head = head.removeprefix(b"\xef\xbb\xbf")
    found = _PART.match(head) or _MONTH.match(head)
    if found is not None:
        return found[1].decode().lower()
    return "table" if _TABLE.match(head) else ""


def _owner(document: Document, options: ReadOptions) -> Iterator[Item]:
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("",), ASSIGNMENT):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]":
                given = fields(fields(part.value).get("account"))
                who = participant_of(given)
                place = f"entry {part.number}"
                if who is None:
                    yield Problem(document.path, place, "broken-json")
                    continue
                bag = HandleBag(options.region)
                add_handles(bag, who, text(given.get("username")))
                bag.add_mail(text(given.get("email")))
                yield Record(who.value, who.name, handles=bag.handles, is_owner=True, place=place)
                yield OwnerHint("account-owner", who, 1)


def _related(document: Document, options: ReadOptions) -> Iterator[Item]:
    """Those who follow, or are followed: by number; some archives' links tell the name."""
    relation = _part(document.head).removesuffix("s")
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ("",), ASSIGNMENT):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]":
                given = fields(fields(part.value).get(relation))
                place = f"entry {part.number}"
                who = account(text(given.get("accountId")))
                if who is None:
                    yield Problem(document.path, place, "broken-json")
                    continue
                bag = HandleBag(options.region)
                link = _OLD_LINK.fullmatch(text(given.get("userLink")))
                add_handles(bag, who, link[1] if link else "")
                yield Record(who.value, "", handles=bag.handles, relation=relation, place=place)


def _old_table(document: Document, _: ReadOptions) -> Iterator[Item]:
    yield Problem(document.path, "line 1", "x-old-table")


_READ: Final[dict[str, Callable[[Document, ReadOptions], Iterator[Interaction | Item]]]] = {
    "account": _owner,
    "follower": _related,
    "following": _related,
    "tweet": read_posts,
    "community_tweet": read_posts,
    "note_tweet": read_notes,
    "table": _old_table,
}
"""Part -> how it is read; plurals are found under their stem."""
