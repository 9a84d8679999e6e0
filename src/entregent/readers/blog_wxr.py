"""WordPress's own export (WXR): who commented on the blog, and who answered whom.

The owner is told only where the blog has one author: of several, any may have asked for the export.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.mail_date import is_plausible
from entregent.formats.spoken_instant import instant_in, spoken_instant
from entregent.formats.time_zones import zone_by_name
from entregent.formats.xml_stream import End, Flaw, Start, Wanted, read_xml
from entregent.model.handle import ACCOUNT, MAIL, Participant
from entregent.model.interaction import Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.blog_comments import Comment, Commenters, Thread
from entregent.readers.claims import account_name, mail_address, profile_url
from entregent.readers.conversation import LeftOut

_MARK: Final = re.compile(rb"https?://wordpress\.org/export/|wp:wxr_version|This is a WordPress eXtended RSS file")
_FIELDS: Final = frozenset(
    (
        *("comment_id", "comment_author", "comment_author_email", "comment_author_url", "comment_date"),
        *("comment_date_gmt", "comment_content", "comment_approved", "comment_type", "comment_parent"),
        *("comment_user_id", "author_id", "author_login", "author_email", "author_display_name"),
        *("author_first_name", "author_last_name", "base_site_url", "base_blog_url", "post_id", "post_type"),
    )
)
_WANTED: Final = Wanted(
    starts=frozenset(("item", "wp:comment", "wp:author")),
    ends=frozenset(("item", "wp:comment", "wp:author")),
    texts=frozenset(("title", "link", "dc:creator", *(f"wp:{name}" for name in _FIELDS))),
    units=frozenset(("item", "wp:comment", "wp:author")),
    prefixes={
        "http://wordpress.org/export/": "wp",
        "https://wordpress.org/export/": "wp",
        "http://purl.org/dc/elements/": "dc",
    },
)
_COMMENTS: Final = frozenset(("", "comment", "review"))
"""Types that people write; pingbacks, trackbacks and shops' notes are others."""
_SPAM: Final = frozenset(("spam", "trash", "post-trashed"))


class WordpressExport:
    """WXR files of any version."""

    name: ClassVar[str] = "blog_wxr"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The namespace or the note that WordPress writes at the head tells it."""
        if document.is_folder or b"<" not in document.head[:1_000]:
            return None
        found = _MARK.search(document.head)
        return Recognition(0.98, "wordpress-export") if found is not None else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One interaction per approved comment of a person, cards for authors and sites; the rest is counted."""
        reading = _Blog(document.path, options)
        with document.open_stream() as stream:
            for part in read_xml(stream, _WANTED):
                yield from reading.take(part)
        yield from reading.rest()


class _Blog:
    """One export on its way to interactions."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self.path = path
        self.options = options
        self.zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self.left_out = LeftOut(path)
        self.commenters = Commenters()
        self.address = ""
        self._authors: dict[str, Participant] = {}
        self._by_number: dict[str, Participant] = {}
        self._said: Counter[tuple[str, str]] = Counter()
        self._thread: Thread | None = None
        self._post: dict[str, str] = {}
        self._comment: dict[str, str] | None = None
        self._author: dict[str, str] | None = None
        self._line = 0
        self._in_item = False

    def take(self, part: Start | End | Flaw) -> Iterator[Interaction | Item]:
        """A piece of the document."""
        if isinstance(part, Flaw):
            yield Problem(self.path, part.place, part.code, lost=part.lost)
        elif isinstance(part, Start):
            yield from self._begin(part)
        elif part.name == "wp:comment":
            yield from self._told()
        elif part.name == "wp:author":
            yield from self._meet()
        elif part.name == "item":
            yield from self._close()
        else:
            self._note(part)

    def _begin(self, part: Start) -> Iterator[Interaction | Item]:
        if part.name == "item":
            yield from self._close()
            self._in_item = True
        elif part.name == "wp:comment":
            self._comment, self._line = {}, part.line
        else:
            self._author = {}

    def _note(self, part: End) -> None:
        name = part.name.removeprefix("wp:")
        if self._comment is not None and name.startswith("comment_"):
            self._comment[name] = part.text
        elif self._author is not None and name.startswith("author_"):
            self._author[name] = part.text
        elif self._in_item:
            self._post.setdefault(name, part.text)
        elif name == "base_blog_url" or (name in ("link", "base_site_url") and not self.address):
            # A site may hold several blogs: the blog's own address is the one that counts.
            self.address = profile_url(part.text) or self.address

    def _close(self) -> Iterator[Interaction | Item]:
        """A post ends."""
        if self._thread is not None:
            yield from self._thread.rest()
        self._thread, self._post, self._comment, self._in_item = None, {}, None, False

    # ── people ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _meet(self) -> Iterator[Item]:
        """An author of the blog."""
        told, self._author = self._author or {}, None
        login = one_line(told.get("author_login", ""))
        who = self._author_of(login, told.get("author_email", ""), told.get("author_display_name", ""))
        if who is None or len(self._authors) >= limits.COMMENTS_REMEMBERED:
            return
        self._authors[login] = who
        number = _number(told.get("author_id", ""))
        if number:
            self._by_number[number] = who
        account = self._account(login)
        handles = [ClaimedHandle(who.kind, who.value)]
        if account and account != who.value:
            handles.append(ClaimedHandle(ACCOUNT, account))
        yield Record(
            key=account or who.value,
            name=who.name or login,
            given=one_line(told.get("author_first_name", "")),
            family=one_line(told.get("author_last_name", "")),
            handles=tuple(handles),
        )

    def _author_of(self, login: str, mail: str, name: str) -> Participant | None:
        address, shown = mail_address(mail), one_line(name)
        if address is not None:
            return Participant(MAIL, address, shown)
        account = self._account(login)
        return Participant(ACCOUNT, account, shown) if account else None

    def _account(self, login: str) -> str:
        """A login is a name on its own blog only."""
        host = self.address.partition("/")[0]
        return account_name("wordpress", f"{login}@{host}") or "" if login and host else ""

    def _creator(self) -> Participant | None:
        """The post's author: one of the blog's, or whoever its login names."""
        login = one_line(self._post.get("dc:creator", ""))
        if login in self._authors:
            return self._authors[login]
        if not login and len(self._authors) == 1:
            return next(iter(self._authors.values()))
        return self._author_of(login, "", login)

    # ── comments ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _told(self) -> Iterator[Interaction | Item]:
        told, self._comment = self._comment or {}, None
        why = _left_out(told)
        if why:
            self.left_out.count(why)
            return
        place = f"line {self._line}"
        written = told.get("comment_date_gmt", "").strip()
        at, offset = self._moment(written, told.get("comment_date", ""))
        if at is None:
            yield from self.left_out.broken_date(place, written or told.get("comment_date", ""))
        comment = Comment(
            id=told.get("comment_id", "").strip(),
            name=told.get("comment_author", ""),
            mail=told.get("comment_author_email", ""),
            site=told.get("comment_author_url", ""),
            at=at,
            offset=offset,
            size=len(told.get("comment_content", "").encode("utf-8", "surrogatepass")),
            answers=_number(told.get("comment_parent", "")),
            place=place,
        )
        by = self._by_number.get(_number(told.get("comment_user_id", ""))) or self.commenters.one(comment)
        if by is None:
            self.left_out.count("unnamed-comments")
            return
        if self._thread is None:
            self._thread = Thread(self._post.get("title", ""), self._creator())
        self._said[by[:2]] += 1
        if by not in self._authors.values():
            yield from self.commenters.card(by, comment.site, place, self.address)
        host = self.address.partition("/")[0]
        uid = f"wordpress:{host}:{comment.id}" if host and comment.id else ""
        yield from self._thread.take(comment, by, uid)

    def _moment(self, gmt: str, local: str) -> tuple[int | None, int]:
        """(UTC seconds, minutes east of UTC), from both times of a comment, or the one it has."""
        utc, wall = spoken_instant(gmt), spoken_instant(local)
        if utc is not None and utc.second is not None and utc.year > 0:
            at = instant_in(utc._replace(offset=0), self.zone)[0]
            offset = 0
            if wall is not None and wall.second is not None:
                east = (instant_in(wall._replace(offset=0), self.zone)[0] - at) // 60
                offset = east if abs(east) <= 14 * 60 and east % 15 == 0 else 0
        elif wall is not None:
            at, offset = instant_in(wall, self.zone)
        else:
            return None, 0
        return (at, offset) if is_plausible(at, self.options.now) else (None, 0)

    def rest(self) -> Iterator[Interaction | Item]:
        """A post that the file broke off, whose blog it is, and what was left out."""
        yield from self._close()
        authors = list({one[:2]: one for one in self._authors.values()}.values())
        if len(authors) == 1:
            owner = authors[0]
            yield OwnerHint("account-owner", owner, max(self._said[owner[:2]], 1))
        yield from self.left_out.told()


def _left_out(told: dict[str, str]) -> str:
    """Why a comment is none of a person's, said in public; "" where it is one."""
    kind, state = told.get("comment_type", "").strip().lower(), told.get("comment_approved", "1").strip().lower()
    if state in _SPAM:
        return "spam-comments"
    if kind not in _COMMENTS:
        return "pings"
    return "" if state in ("1", "approve", "approved", "") else "unapproved-comments"


def _number(text: str) -> str:
    """An id; "" for zero and for none."""
    return text.strip().lstrip("0")[:40]
