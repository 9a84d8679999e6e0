"""Direct messages of an X archive, between two and in groups; who joined or left is no exchange."""

from collections.abc import Iterator
from typing import Final

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part
from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions
from entregent.readers.conversation import Conversation, LeftOut
from entregent.readers.json_parts import Fields, fields, listed, parts, text
from entregent.readers.x_accounts import ACCOUNTS_REMEMBERED, ASSIGNMENT, account, instant

_TALK: Final = "[].dmConversation"
_MESSAGES: Final = f"{_TALK}.messages"
_MESSAGE: Final = f"{_MESSAGES}[]"
OPENED: Final = ("", "[]", _TALK, _MESSAGES)
_NOTICES: Final = frozenset(
    ("joinConversation", "participantsJoin", "participantsLeave", "conversationNameUpdate", "reactionCreate")
)


def read_messages(document: Document, options: ReadOptions, *, in_groups: bool) -> Iterator[Interaction | Item]:
    """The messages of a file; those of groups reach all who ever were in the conversation."""
    reading = _Reading(document, options, _survey(document) if in_groups else [])
    with document.open_stream() as stream:
        for part in parts(stream, document.path, OPENED, ASSIGNMENT):
            if isinstance(part, Problem):
                yield part
            elif part.path == _MESSAGE:
                yield from reading.take(part)
            else:
                yield from reading.go_on(part)
    yield from reading.rest()


class _Talk:
    """A conversation: who is in it, and its name."""

    def __init__(self) -> None:
        self.name = ""
        self.numbers: dict[str, None] = {}

    def conversation(self) -> Conversation:
        """Its members for the messages to reach."""
        members = [one for one in map(account, self.numbers) if one is not None]
        return Conversation(members, self.name)


def _survey(document: Document) -> list[_Talk]:
    """Go through a file of groups once for who is in each, and what it is called."""
    talks: list[_Talk] = []
    kept = 0
    with document.open_stream() as stream:
        for part in parts(stream, document.path, OPENED, ASSIGNMENT):
            if isinstance(part, Problem):
                continue
            if part.path == "[]" and part.value is Edge.BEGIN:
                talks.append(_Talk())
            elif part.path == f"{_TALK}.name":
                talks[-1].name = one_line(text(part.value), 200)
            elif part.path == _MESSAGE and kept < limits.CHAT_MEMBERS:
                numbers = talks[-1].numbers
                kept -= len(numbers)
                numbers.update(dict.fromkeys(_those_in(fields(part.value))))
                kept += len(numbers)
    return talks


def _those_in(given: Fields) -> list[str]:
    """The numbers of those whom one line of a conversation shows to be in it."""
    for what in map(fields, given.values()):
        several = (*listed(what.get("participantsSnapshot")), *listed(what.get("userIds")))
        one = text(what.get("senderId")) or text(what.get("initiatingUserId"))
        return [number for number in (one, *map(text, several)) if number]
    return []


class _Reading:
    """A file on its way to interactions."""

    def __init__(self, document: Document, options: ReadOptions, talks: list[_Talk]) -> None:
        self.options = options
        self.left_out = LeftOut(document.path)
        self._talks = iter(talks)
        self._group: Conversation | None = None
        self._id = ""
        self._known: dict[str, Participant] = {}
        self._both: set[str] = set()
        """The numbers that are in every conversation between two so far."""
        self._pairs = 0

    def go_on(self, part: Part) -> Iterator[Problem]:
        """What is around the messages: a conversation begins, or says which it is."""
        if part.path == "[]":
            if part.value is Edge.BEGIN:
                talk = next(self._talks, None)
                self._group, self._id = talk.conversation() if talk is not None else None, ""
            elif part.value is not Edge.END:
                yield Problem(self.left_out.path, f"conversation {part.number}", "broken-json")
        elif part.path == f"{_TALK}.conversationId":
            self._id = text(part.value)
            self._note_pair(self._id)
        elif part.path in (_TALK, _MESSAGES) and not isinstance(part.value, Edge):
            yield Problem(self.left_out.path, f"conversation {self._id}".rstrip(), "broken-json")

    def _note_pair(self, written: str) -> None:
        """Whose archive it is shows in two conversations: that one is in both."""
        pair = set(written.split("-"))
        if len(pair) == 2 and self._group is None and all(map(account, pair)):
            self._both = self._both & pair if self._pairs else pair
            self._pairs += 1

    def take(self, part: Part) -> Iterator[Interaction | Item]:
        """One line of a conversation."""
        line = fields(part.value)
        given = fields(line.get("messageCreate"))
        place = f"message {part.number} of {self._id}" if self._id else f"message {part.number}"
        sender = self._account(text(given.get("senderId")))
        if sender is None:
            if _NOTICES & line.keys():
                self.left_out.count("system-lines")
            else:
                yield Problem(self.left_out.path, place, "broken-json")
            return
        to, others, title = self._reached(given, sender)
        if not to:
            self.left_out.count("unanswered-messages")
            return
        written = given.get("createdAt")
        at, offset = instant(written, self.options)
        if at is None:
            yield from self.left_out.broken_date(place, written)
        number = text(given.get("id"))
        words = text(given.get("text"))
        size = len(words) if words.isascii() else len(words.encode("utf-8", "replace"))
        uid = f"x:dm:{number}" if number else ""
        yield Interaction(Channel.SOCIAL, at, offset, sender, to, (), (), others, title, size, 0, uid, place)

    def _account(self, number: str) -> Participant | None:
        known = self._known.get(number)
        if known is None:
            known = account(number)
            if known is not None:
                if len(self._known) >= ACCOUNTS_REMEMBERED:
                    self._known.clear()
                self._known[number] = known
        return known

    def _reached(self, given: Fields, sender: Participant) -> tuple[tuple[Participant, ...], int, str]:
        if self._group is not None:
            to, others = self._group.reached_by(sender)
            return to, others, self._group.title
        other = self._account(text(given.get("recipientId")))
        if other is None:
            first, _, second = self._id.partition("-")
            other = self._account(second if sender.value == f"twitter:{first}" else first)
        if other is None or other.value == sender.value:
            return (), 0, ""
        return (other,), 1, ""

    def rest(self) -> Iterator[Item]:
        """What was left out, and whose archive it is."""
        yield from self.left_out.told()
        owner = account("".join(self._both)) if len(self._both) == 1 else None
        if owner is not None:
            yield OwnerHint("account-owner", owner, self._pairs)
