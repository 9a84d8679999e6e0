"""Comments under posts, whoever exports them: who commented, and whom the words are for."""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.model.handle import MAIL, NAME, URL, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import ClaimedHandle, Item, Record
from entregent.readers import limits
from entregent.readers.claims import content_key, mail_address, profile_url
from entregent.text.scripts import fold

_NOBODY: Final = frozenset(
    (
        *("anon", "anonymous", "anonyme", "anonymous user", "guest", "invite", "visitor", "visiteur", "unknown"),
        *("inconnu", "someone", "quelqu'un", "user", "utilisateur", "nobody", "none", "n/a", "unbekannt", "anonimo"),
        # What a fresh blog shows as its first comment.
        *(
            "mr wordpress",
            "a wordpress commenter",
            "un commentateur wordpress",
            "un commentateur ou commentatrice wordpress",
        ),
    )
)
"""Names under which people comment who don't want to be known, and the program that shows how it is done."""

_MACHINES: Final = re.compile(r"^(?:no-?reply|donotreply|wordpress|mailer-daemon)@")


class Comment(NamedTuple):
    """A comment as its source writes it. `answers` is the id of the comment that it answers, "" for none."""

    id: str
    name: str
    mail: str
    site: str
    at: int | None
    offset: int
    size: int
    answers: str = ""
    place: str = ""


class Thread:
    """The comments under one post, in the order of the file."""

    def __init__(self, title: str, author: Participant | None) -> None:
        self.title = one_line(title, limits.TITLE_CHARACTERS)
        self.author = author
        self._by: dict[str, Participant] = {}
        self._waiting: list[tuple[Comment, Participant, str]] = []

    def take(self, comment: Comment, by: Participant, uid: str) -> Iterator[Interaction]:
        """The comment as an interaction; one that answers a later comment waits for it."""
        if len(self._by) < limits.COMMENTS_REMEMBERED:
            self._by[comment.id] = by
        if comment.answers and comment.answers not in self._by and len(self._waiting) < limits.COMMENTS_REMEMBERED:
            self._waiting.append((comment, by, uid))
        else:
            yield self._told(comment, by, uid)

    def rest(self) -> Iterator[Interaction]:
        """Comments whose counterpart never came: they are for the post's author."""
        for waiting in self._waiting:
            yield self._told(*waiting)
        self._waiting.clear()

    def _told(self, comment: Comment, by: Participant, uid: str) -> Interaction:
        """Words for whoever is answered, the author in copy; or for the author."""
        answered = self._by.get(comment.answers) if comment.answers else None
        author = self.author if self.author is not None and self.author[:2] != by[:2] else None
        if answered is not None and answered[:2] == by[:2]:
            answered = None
        to = answered if answered is not None else author
        copied = author if author is not None and to is not None and author[:2] != to[:2] else None
        return Interaction(
            Channel.COMMENT,
            comment.at,
            comment.offset,
            by,
            (to,) if to is not None else (),
            (copied,) if copied is not None else (),
            others=(to is not None) + (copied is not None),
            title=self.title,
            amount=comment.size,
            uid=uid,
            place=comment.place,
        )


class Commenters:
    """Who comments: by address where there is one, else by name; a site beside it makes a card."""

    def __init__(self) -> None:
        self._carded: set[tuple[str, str]] = set()

    def one(self, comment: Comment) -> Participant | None:
        """Whoever wrote it; None where it names nobody."""
        name = one_line(comment.name)
        folded = fold(name)
        mail = mail_address(comment.mail) if comment.mail else None
        if "wordpress" in folded and folded in _NOBODY:
            return None
        if mail is not None and not _MACHINES.match(mail):
            return Participant(MAIL, mail, "" if mail_address(name) == mail else name)
        if not folded or folded in _NOBODY:
            return None
        return Participant(NAME, f"blog:{folded}", name)

    def card(self, by: Participant, site: str, place: str, own: str = "") -> Iterator[Item]:
        """A card that ties somebody to their site, once; `own` is the blog's own address, which is nobody's."""
        address = profile_url(site) if site.strip() else None
        if address is None or address == own or (by.value, address) in self._carded:
            return
        if len(self._carded) >= limits.COMMENTS_REMEMBERED:
            self._carded.clear()
        self._carded.add((by.value, address))
        handles = (ClaimedHandle(by.kind, by.value), ClaimedHandle(URL, address))
        yield Record(content_key("blog", by.value, address), by.name or by.value, handles=handles, place=place)
