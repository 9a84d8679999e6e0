"""Comment feeds saved as files: RSS and Atom of WordPress, Blogger and others; what a feed shows of who commented.

A feed may be of anybody's blog: it tells no owner. Posts of a feed are nobody's words to somebody, and are passed over.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Final
from zoneinfo import ZoneInfo

from entregent.formats.bounded_text import one_line
from entregent.formats.mail_date import is_plausible, parse_mail_date
from entregent.formats.spoken_instant import instant_in, spoken_instant
from entregent.formats.time_zones import zone_by_name
from entregent.formats.xml_stream import End, Flaw, Start, Wanted, read_xml
from entregent.model.handle import MAIL, Participant
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.blog_comments import Comment, Commenters, Thread
from entregent.readers.claims import mail_address, profile_url
from entregent.readers.conversation import LeftOut

THREADS: Final = 1_000
"""Posts of one feed whose comments are kept together at a time, for answers."""

_FEED: Final = re.compile(rb"<(?:rss|feed|rdf:RDF)\b")
_COMMENTED: Final = re.compile(
    rb"#comment-?\d+|/threading/1\.0|kind#comment|<thr:in-reply-to"
    rb"|<title[^>]*>\s*(?:<!\[CDATA\[)?\s*(?:Comments (?:on|for)\b|Commentaires? (?:sur|pour)\b)",
    re.IGNORECASE,
)
_TEXTS: Final = (
    *("title", "link", "guid", "id", "pubDate", "published", "updated", "description", "content", "summary", "name"),
    *("uri", "email", "author", "managingEditor", "dc:creator", "dc:date", "content:encoded"),
)
_WANTED: Final = Wanted(
    starts=frozenset(("item", "entry", "author", "link", "category", "thr:in-reply-to")),
    ends=frozenset(("item", "entry", "author")),
    texts=frozenset(_TEXTS),
    units=frozenset(("item", "entry")),
    prefixes={
        "http://purl.org/dc/elements/": "dc",
        "http://purl.org/syndication/thread/": "thr",
        "http://purl.org/rss/1.0/modules/content/": "content",
        "http://www.w3.org/2005/Atom": "",
    },
)
# "Comment on Plum jam by Ann", "By: Ann", "Commentaires sur Confiture par Ann", "Par : Ann".
_TITLED: Final = re.compile(
    r"(?:(?:re: )?comments? on (?P<post>.+) by (?P<by>[^<>]{1,200})"
    r"|commentaires? sur (?P<sur>.+) par (?P<par>[^<>]{1,200})|(?:by|par)\s?: ?(?P<alone>.{1,200}))",
    re.IGNORECASE | re.DOTALL,
)
_WORDPRESS: Final = re.compile(r"#comment-(\d{1,18})$")


class CommentFeed:
    """RSS and Atom feeds of comments."""

    name: ClassVar[str] = "blog_feed"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """A feed's root, and a sign of comments in its head; feeds of posts alone are left."""
        if document.is_folder or _FEED.search(document.head[:4_000]) is None or b"wp:wxr_version" in document.head:
            return None
        found = _COMMENTED.search(document.head)
        return Recognition(0.9, "comment-feed") if found is not None else None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """One interaction per comment; what names nobody is counted."""
        reading = _Feed(document.path, options)
        with document.open_stream() as stream:
            for part in read_xml(stream, _WANTED):
                yield from reading.take(part)
        yield from reading.rest()


class _Feed:
    """One feed on its way to interactions."""

    def __init__(self, path: str, options: ReadOptions) -> None:
        self.path, self.options = path, options
        self.zone = zone_by_name(options.zone) or ZoneInfo("UTC")
        self.left_out = LeftOut(path)
        self.commenters = Commenters()
        self._threads: dict[str, Thread] = {}
        self._feed: dict[str, str] = {}
        self._entry: dict[str, str] | None = None
        self._place = ""
        self._in_author = False

    def take(self, part: Start | End | Flaw) -> Iterator[Interaction | Item]:
        """A piece of the document."""
        if isinstance(part, Flaw):
            yield Problem(self.path, part.place, part.code, lost=part.lost)
        elif isinstance(part, Start):
            self._begin(part)
        elif part.name in ("item", "entry"):
            entry, self._entry = self._entry, None
            if entry is not None:
                yield from self._told(entry)
        else:
            self._note(part)

    def _begin(self, part: Start) -> None:
        entry = self._entry
        if part.name in ("item", "entry"):
            self._entry, self._place = {}, f"line {part.line}"
        elif part.name == "author":
            self._in_author = True
        elif entry is None:
            return
        elif part.name == "link" and part.attributes.get("rel", "alternate") == "alternate":
            entry.setdefault("link", part.attributes.get("href", ""))
        elif part.name == "category" and part.attributes.get("term", "").endswith("kind#post"):
            entry["kind"] = "post"
        elif part.name == "thr:in-reply-to":
            entry["answers"] = part.attributes.get("ref", "")
            entry["post link"] = part.attributes.get("href", "")

    def _note(self, part: End) -> None:
        if part.name == "author":
            self._in_author = False
            if not part.text.strip():
                return
        told = self._feed if self._entry is None else self._entry
        name = f"author {part.name}" if self._in_author and part.name in ("name", "uri", "email") else part.name
        if part.text.strip() and (name != "name" or self._in_author):
            told.setdefault(name, part.text)

    def _told(self, entry: dict[str, str]) -> Iterator[Interaction | Item]:
        titled = _TITLED.fullmatch(one_line(entry.get("title", ""), 2_000))
        if entry.get("kind") == "post" or not self._is_comment(entry, titled):
            self.left_out.count("posts")
            return
        mail = entry.get("author email", "") or entry.get("author", "")
        name = entry.get("author name", "") or entry.get("dc:creator", "") or _name_beside(mail)
        if not name and titled is not None:
            name = titled["by"] or titled["par"] or titled["alone"] or ""
        written = entry.get("published") or entry.get("pubDate") or entry.get("dc:date") or entry.get("updated") or ""
        at, offset = self._moment(written)
        if at is None:
            yield from self.left_out.broken_date(self._place, written)
        text = entry.get("content") or entry.get("content:encoded") or entry.get("description") or ""
        identity = (entry.get("guid") or entry.get("id") or entry.get("link") or "").strip()[:300]
        comment = Comment(
            id=identity,
            name=name,
            mail=mail,
            site=entry.get("author uri", ""),
            at=at,
            offset=offset,
            size=len((text or entry.get("summary", "")).encode("utf-8", "surrogatepass")),
            answers=entry.get("answers", "").strip()[:300],
            place=self._place,
        )
        by = self.commenters.one(comment)
        if by is None:
            self.left_out.count("unnamed-comments")
            return
        yield from self.commenters.card(by, comment.site, self._place)
        if len(self._threads) >= THREADS:
            yield from self._close()
        yield from self._threaded(comment, entry, titled).take(comment, by, _uid(identity, entry.get("link", "")))

    def _is_comment(self, entry: dict[str, str], titled: re.Match[str] | None) -> bool:
        if titled is not None or "answers" in entry:
            return True
        addresses = f"{entry.get('guid', '')} {entry.get('id', '')} {entry.get('link', '')}"
        head = self._feed.get("title", "").lower()
        return "#comment" in addresses or "comment" in head

    def _threaded(self, comment: Comment, entry: dict[str, str], titled: re.Match[str] | None) -> Thread:
        """The thread of this comment: its post is named by its title, by its link, or by the whole feed."""
        post = one_line((titled["post"] or titled["sur"] or "") if titled is not None else "")
        post = post or re.sub(
            r"^(?:comments (?:on|for)|commentaires? (?:sur|pour)):?\s*", "", self._title(), flags=re.I
        )
        key = post or entry.get("link", "").partition("#")[0]
        thread = self._threads.get(key)
        if thread is None:
            thread = self._threads[key] = Thread(post, self._author())
        return thread

    def _title(self) -> str:
        return one_line(self._feed.get("title", ""))

    def _author(self) -> Participant | None:
        """Whoever the feed names as its author with an address."""
        written = self._feed.get("author email", "") or self._feed.get("managingEditor", "")
        mail = mail_address(written.partition(" (")[0])
        if mail is None:
            return None
        return Participant(MAIL, mail, one_line(self._feed.get("author name", "")) or _name_beside(written))

    def _moment(self, written: str) -> tuple[int | None, int]:
        stamp = parse_mail_date(written.strip().encode("utf-8", "replace")) if "," in written else None
        if stamp is not None:
            at, offset = stamp
        else:
            spoken = spoken_instant(written)
            if spoken is None:
                return None, 0
            at, offset = instant_in(spoken, self.zone)
        return (at, offset) if is_plausible(at, self.options.now) else (None, 0)

    def rest(self) -> Iterator[Interaction | Item]:
        """Comments whose counterpart never came, and what was left out."""
        yield from self._close()
        yield from self.left_out.told()

    def _close(self) -> Iterator[Interaction]:
        for thread in self._threads.values():
            yield from thread.rest()
        self._threads.clear()


def _name_beside(mail: str) -> str:
    """RSS writes "ann@example.org (Ann Archer)"."""
    found = re.search(r"\(([^()]{1,200})\)\s*$", mail[: limits.TITLE_CHARACTERS])
    return found[1] if found is not None else ""


def _uid(identity: str, link: str) -> str:
    """A lasting name: WordPress's own, as its export has it, else the feed's."""
    for address in (identity, link):
        found = _WORDPRESS.search(address)
        if found is not None:
            host = re.split("[/?]", profile_url(address.partition("#")[0]) or "")[0]
            if host:
                return f"wordpress:{host}:{found[1]}"
    return f"feed:{identity}" if identity else ""
