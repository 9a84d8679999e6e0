"""Message threads of the downloads of Facebook (Messenger) and Instagram: old, new, and end-to-end encrypted ones.

A thread does not say whose download it is. Between two, its title is the other one's name: so the owner is found.
"""

import io
import re
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple, cast

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part
from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers import limits
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions
from entregent.readers.conversation import Conversation, LeftOut, call
from entregent.readers.json_parts import Fields, fields, listed, parts, seconds_of, text, whole
from entregent.readers.meta_names import byte_length, mended, named

OPENED: Final = ("", "messages")

_IS_THREAD: Final = re.compile(rb'"messages"\s*:\s*\[')
_IN_IT: Final = re.compile(rb'"(?:sender_name|participants|threadName|senderName)"\s*:')
_TIMES: Final = re.compile(rb'"timestamp_ms"\s*:\s*\d|"timestamp"\s*:\s*\d{12}')
_NUMBERED: Final = re.compile(r"_\d{1,6}$")
_THREAD_ID: Final = re.compile(r"_([0-9A-Za-z-]{6,40})$")
_NOTICE_TYPES: Final = frozenset(("Subscribe", "Unsubscribe", "placeholder"))
# What the networks write into a thread by themselves, in English and in French. It begins with who did it, or with one
# of these. Other languages' lines count as messages: better one too many than somebody's words left out.
_UNSIGNED: Final = ("You ", "Vous ", "Tu ", "Reacted ", "Liked ", "A réagi ", "A aimé ")
_REACTED: Final = re.compile(
    r"[Rr]eacted .{1,20} to (?:your|a|their|his|her|my) message|[Ll]iked (?:a|your) message"
    r"|(?:[Aa]|avez|as) réagi .{0,20}à .{0,40}message|(?:[Aa]|avez|as) aimé (?:un|votre|ton) message"
)
_NOTICE: Final = re.compile(
    r"named the group |changed the (?:group photo|chat theme|theme)"
    r"|set (?:the|your|his|her|their) (?:own )?(?:nickname|quick)"
    r"|(?:added|removed) .{1,200} (?:to|from) the group|left the group|joined the (?:call|video chat|group)"
    r"|created the group|(?:are|can) now (?:connected|call|message)|a nommé le groupe "
    r"|a changé (?:la photo|le thème)|a (?:défini|modifié) (?:votre|son|ton|le) (?:surnom|pseudo|thème)"
    r"|a (?:ajouté|retiré) .{1,200} (?:au|du) groupe|a quitté le groupe|a rejoint (?:l[’']appel|le groupe)"
    r"|a créé le groupe|êtes désormais en contact"
)


_PAGE: Final = re.compile(rb"\s*<(?:!doctype html|html|head)\b", re.IGNORECASE)
_PAGE_NAMES: Final = re.compile(
    r"(?:message_\d+|your_friends|friends|comments|profile_information|followers_\d+|following|post_comments_\d+)\.html"
)
_PAGE_FOLDERS: Final = frozenset(
    (
        *(
            "inbox",
            "e2ee_cutover",
            "archived_threads",
            "message_requests",
            "filtered_threads",
            "friends",
            "connections",
        ),
        *("friends_and_followers", "followers_and_following", "comments", "comments_and_reactions"),
        *("profile_information", "personal_information", "your_facebook_activity", "your_instagram_activity"),
    )
)


def is_page(document: Document, network: str) -> bool:
    """Whether it is a page of the download in HTML, which can't be read: only JSON tells times and people surely."""
    if not _PAGE_NAMES.fullmatch(document.name) or not _PAGE_FOLDERS & set(document.folders):
        return False
    of_instagram = "instagram" in document.path.lower()
    return of_instagram == (network == "instagram") and bool(_PAGE.match(document.head[:1_000]))


def is_thread(head: bytes) -> bool:
    """Whether a document that begins so is a thread of messages."""
    if not _IN_IT.search(head):
        return False
    # A crowd of participants may fill the head before the first message.
    return (
        bool(_TIMES.search(head)) if _IS_THREAD.search(head) else len(head) >= HEAD_BYTES and b'"participants"' in head
    )


class Survey(NamedTuple):
    """What a thread says of itself, before and after its messages."""

    members: dict[str, Participant]
    """By the name as it is written."""
    unnamed: int
    title: str
    place: str
    """Its folder among the threads."""
    is_encrypted: bool


def survey(document: Document, network: str) -> Survey:
    """Go through a thread once for who is in it and what it is called."""
    seen: dict[str, Participant | None] = {}
    title = place = ""
    is_encrypted = False
    with _opened(document) as stream:
        for part in parts(stream, document.path, OPENED):
            if isinstance(part, Problem):
                continue
            if part.path == "messages[]":
                if len(seen) < limits.CHAT_MEMBERS and (name := _sender(fields(part.value))) not in seen:
                    seen[name] = named(network, name)
            elif part.path == "participants":
                for one in listed(part.value)[: limits.CHAT_MEMBERS]:
                    name = one if isinstance(one, str) else text(fields(one).get("name"))
                    seen.setdefault(name, named(network, name))
            elif part.path in ("title", "threadName"):
                is_encrypted = part.path == "threadName"
                title = text(part.value)
            elif part.path == "thread_path":
                place = text(part.value).rpartition("/")[2]
    seen.pop("", None)
    members = {name: one for name, one in seen.items() if one is not None}
    unnamed = len(seen) - len(members)
    return Survey(members, unnamed, one_line(mended(title), 200), place, is_encrypted)


def _opened(document: Document) -> BinaryIO:
    """A short document is all in its head: opening it twice would cost a second way through its archive."""
    if len(document.head) < HEAD_BYTES and document.size == len(document.head):
        return cast("BinaryIO", io.BytesIO(document.head))
    return document.open_stream()


def _sender(given: Fields) -> str:
    return text(given.get("sender_name") or given.get("senderName"))


def read_thread(document: Document, options: ReadOptions, network: str) -> Iterator[Interaction | Item]:
    """The messages and calls of a thread; what is none of both is counted."""
    reading = _ThreadReading(document, options, network)
    with document.open_stream() as stream:
        for part in parts(stream, document.path, OPENED):
            if isinstance(part, Problem):
                yield part
            elif part.path == "messages[]":
                yield from reading.take(part)
            elif part.path == "messages" and part.value is not Edge.BEGIN and part.value is not Edge.END:
                yield Problem(document.path, "messages", "broken-json")
    yield from reading.rest()


class _ThreadReading:
    """One thread on its way to interactions."""

    def __init__(self, document: Document, options: ReadOptions, network: str) -> None:
        self.surveyed = survey(document, network)
        self.options = options
        self.left_out = LeftOut(document.path)
        members = self.surveyed.members.values()
        self.conversation = Conversation(members, self.surveyed.title, unnamed=self.surveyed.unnamed)
        self.owner = self._owner()
        self.sent = 0
        self.uid = f"{network}:{self._id(document)}:"

    def _owner(self) -> Participant | None:
        """Between two, the one whose name the title does not bear."""
        members = list({one.value: one for one in self.surveyed.members.values()}.values())
        title = self.surveyed.title
        titles = {title, _NUMBERED.sub("", title)} if self.surveyed.is_encrypted else {title}
        others = [one for one in members if one.name in titles]
        if len(members) == 2 and len(others) == 1 and not self.surveyed.unnamed:
            return members[members[0] is others[0]]
        if len(members) == 1 and self.surveyed.unnamed == 1 and not others:
            return members[0]
        return None

    def _id(self, document: Document) -> str:
        """What stays the same of a thread when it is downloaded again, under whatever title."""
        given = self.surveyed.place or (document.folders[-1] if document.folders else "")
        found = _THREAD_ID.search(given)
        if found is not None and not self.surveyed.is_encrypted:
            return found[1]
        values = sorted({one.value for one in self.surveyed.members.values()})
        if len(values) <= 2:
            return "/".join(values)
        return _NUMBERED.sub("", self.surveyed.title) or self.surveyed.place

    def take(self, part: Part) -> Iterator[Interaction | Item]:
        """One message."""
        given = fields(part.value)
        name = _sender(given)
        sender = self.surveyed.members.get(name)
        if sender is None:
            if not name and not given:
                yield Problem(self.left_out.path, f"message {part.number}", "broken-json")
            else:
                self.left_out.count("nameless-messages", lost=True)
            return
        if not self.conversation.reached_by(sender)[0]:
            self.left_out.count("nameless-messages", lost=True)
            return
        code = _passed_over(given, _words(given), sender)
        if code:
            self.left_out.count(code)
            return
        milliseconds = given.get("timestamp_ms", given.get("timestamp"))
        at = seconds_of(milliseconds, self.options)
        place = f"message {part.number}"
        if at is None:
            yield from self.left_out.broken_date(place, milliseconds)
        uid = f"{self.uid}{whole(milliseconds)}" if at is not None else ""
        yield self._interaction(given, sender, at, uid, place)

    def _interaction(self, given: Fields, sender: Participant, at: int | None, uid: str, place: str) -> Interaction:
        outgoing = sender is self.owner
        self.sent += outgoing
        channel, amount, flags = Channel.SOCIAL, byte_length(_words(given)), Flag.SENT if outgoing else 0
        if "call_duration" in given or given.get("type") == "Call":
            channel = Channel.CALL
            lasted = whole(given.get("call_duration")) or 0
            by_owner = outgoing or self.owner is None
            amount, mark = call(lasted, outgoing=by_owner, answered=given.get("missed") is not True)
            flags |= mark
        to, others = self.conversation.reached_by(sender)
        title = self.conversation.title
        return Interaction(channel, at, 0, sender, to, (), (), others, title, amount, flags, uid, place)

    def rest(self) -> Iterator[Item]:
        """What was left out, and whose thread it is."""
        yield from self.left_out.told()
        if self.owner is not None:
            yield OwnerHint("account-owner", self.owner, max(self.sent, 1))


def _words(given: Fields) -> str:
    return text(given.get("content") or given.get("text"))


def _passed_over(given: Fields, words: str, sender: Participant) -> str:
    if given.get("is_unsent") is True or given.get("isUnsent") is True:
        return "withdrawn-messages"
    if given.get("type") in _NOTICE_TYPES:
        return "system-lines"
    if not words or len(words) > 600 or "call_duration" in given:
        return ""
    plain = mended(words)
    if not plain.startswith((*_UNSIGNED, sender.name.partition(" ")[0])):
        return ""
    if _REACTED.search(plain):
        return "reactions"
    return "system-lines" if _NOTICE.search(plain) else ""
