"""Instagram's messages as the download gave them before 2021: one file of all threads, people by their usernames."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from entregent.formats.json_stream import Edge
from entregent.model.handle import ACCOUNT, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions
from entregent.readers.conversation import Conversation, LeftOut
from entregent.readers.json_parts import EARLIEST, TWO_DAYS, Fields, fields, listed, parts, text
from entregent.readers.meta_names import byte_length, mended

PARTIES_HINTED: Final = 100
"""People in most threads, among whom the owner may be found."""
_OPENED: Final = ("", "[]", "[].conversation")
_BEGIN: Final = re.compile(rb'\s*\[\s*\{\s*"participants"\s*:\s*\[\s*"')
_IN_IT: Final = re.compile(rb'"conversation"\s*:\s*\[')
_USERNAME: Final = re.compile(r"[a-z0-9_][a-z0-9._]{0,29}", re.IGNORECASE)
_SAID: Final = ("text", "media", "media_url", "media_owner", "story_share", "link", "voice_media", "heart", "profile")


def is_old(head: bytes) -> bool:
    """Whether a document that begins so is such a file."""
    return _BEGIN.match(head) is not None and _IN_IT.search(head) is not None


def read_old(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    """The messages of all threads; what is none is counted."""
    left_out = LeftOut(document.path)
    conversation = Conversation(())
    threads: Counter[Participant] = Counter()
    with document.open_stream() as stream:
        for part in parts(stream, document.path, _OPENED):
            if isinstance(part, Problem):
                yield part
            elif part.path == "[]" and part.value is Edge.BEGIN:
                conversation = Conversation(())
            elif part.path == "[].participants":
                members = [_person(text(one)) for one in listed(part.value)[: limits.CHAT_MEMBERS]]
                known = [one for one in members if one is not None]
                conversation = Conversation(known, unnamed=len(members) - len(known))
                if len(threads) < limits.CHAT_MEMBERS:
                    threads.update(list(dict.fromkeys(known)))
            elif part.path == "[].conversation[]":
                yield from _message(fields(part.value), conversation, options, left_out, part.number)
    yield from left_out.told()
    for one, times in threads.most_common(PARTIES_HINTED):
        yield OwnerHint("chat-party", one, times)


def _person(username: str) -> Participant | None:
    return Participant(ACCOUNT, f"instagram:{username.lower()}", "") if _USERNAME.fullmatch(username) else None


def _message(
    given: Fields, conversation: Conversation, options: ReadOptions, left_out: LeftOut, number: int
) -> Iterator[Interaction | Item]:
    sender = _person(text(given.get("sender")))
    if sender is None:
        left_out.count("nameless-messages", lost=True)
        return
    if not any(given.get(key) for key in _SAID):
        left_out.count("reactions" if given.get("likes") else "system-lines")
        return
    to, others = conversation.reached_by(sender)
    if not others:
        left_out.count("notes-to-self")
        return
    written = text(given.get("created_at"))
    at, offset = _instant(written, options)
    place = f"message {number}"
    if at is None:
        yield from left_out.broken_date(place, written)
    yield Interaction(
        Channel.SOCIAL,
        at,
        offset,
        sender,
        to,
        others=others,
        title=conversation.title,
        amount=byte_length(mended(text(given.get("text")))),
        place=place,
    )


def _instant(written: str, options: ReadOptions) -> tuple[int | None, int]:
    try:
        moment = datetime.fromisoformat(written)
    except ValueError:
        return None, 0
    offset = moment.utcoffset() or timedelta()
    at = int((moment.replace(tzinfo=None) - offset - datetime(1970, 1, 1)).total_seconds())  # noqa: DTZ001 (UTC by now)
    if not EARLIEST <= at <= options.now + TWO_DAYS:
        return None, 0
    return at, int(offset.total_seconds()) // 60
