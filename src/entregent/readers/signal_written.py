"""Chats that a tool wrote line by line: people by name, the owner as "Me" or "You"."""

from collections.abc import Iterator
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from entregent.formats.time_zones import offset_minutes, utc_at, zone_by_name
from entregent.model.handle import Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import Item, OwnerHint, Problem
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions
from entregent.readers.conversation import Conversation, LeftOut
from entregent.readers.json_parts import EARLIEST, TWO_DAYS, fields, parts, text
from entregent.readers.signal_people import ME, call_told, is_group_name, shown_as
from entregent.readers.signal_text import Line, read_lines, senders_of, title_of
from entregent.text.scripts import fold

OWN_FILES: Final = frozenset(("chat.md", "index.md", "data.json"))
"""What signal-export calls its files; the conversation's name is their folder's."""

_WITHDRAWN_LINE: Final = "(This message was deleted)"


def read_written(document: Document, layout: str, options: ReadOptions) -> Iterator[Interaction | Item]:
    """Messages and calls of one conversation."""

    if layout == "exported":
        senders = (line.sender for line in _exported(document, options))
        yield from _read(document, options, senders, _exported(document, options))
    else:
        yield from _read(
            document, options, senders_of(document, layout, options), read_lines(document, layout, options)
        )


def _exported(document: Document, options: ReadOptions) -> Iterator[Line]:
    """data.json of signal-export: one object a line, without an offset in its dates."""
    zone = zone_by_name(options.zone) or ZoneInfo("UTC")
    with document.open_stream() as stream:
        for part in parts(stream, document.path, ()):
            if isinstance(part, Problem):
                yield Line(0, "", None, 0, part.place, part.code, 0, "flaw")
                continue
            given = fields(part.value)
            written, body = text(given.get("date")), text(given.get("body")).strip()
            at, offset = _instant(written, zone)
            withdrawn = given.get("deleted") is True
            yield Line(
                part.number,
                text(given.get("sender")),
                at,
                offset,
                written,
                _WITHDRAWN_LINE if withdrawn else body[:100],
                len(body.encode("utf-8", "replace")),
            )


def _instant(written: str, zone: ZoneInfo) -> tuple[int | None, int]:
    try:
        wall = datetime.fromisoformat(written[:40])
        at = utc_at(wall, zone) if wall.tzinfo is None else int(wall.timestamp())
        return at, offset_minutes(at, wall.replace(tzinfo=None))
    except (ValueError, OverflowError):
        return None, 0


def _read(
    document: Document, options: ReadOptions, senders: Iterator[str], lines: Iterator[Line]
) -> Iterator[Interaction | Item]:
    title = title_of(document) or (document.folders[-1] if document.name in OWN_FILES and document.folders else "")
    shown = _shown(senders)
    members = {one.value: one for one in shown.values() if one is not None}
    if len(members) < 2:
        members[ME.value] = ME
    named = shown_as(title) if title and not is_group_name(title) else None
    if len(members) == 1 and named is not None:
        # Only the owner wrote: the conversation bears the other's name.
        members[named.value] = named
    is_group = is_group_name(title)
    plain_title = title.removesuffix("(group)").strip()
    talk = Conversation(members.values(), plain_title, is_group=is_group)
    left_out = LeftOut(document.path)
    sent = 0
    lasting = fold(title) if title else _unnamed_id(document, members)
    turns = _Turns(f"signal:{lasting}")
    for line in lines:
        for item in _line(line, shown.get(line.sender), talk, turns, left_out, options):
            sent += isinstance(item, Interaction) and item.sender is ME
            yield item
    yield from left_out.told()
    if sent:
        yield OwnerHint("account-owner", ME, sent)


def _shown(senders: Iterator[str]) -> dict[str, Participant | None]:
    """Who writes, by the name as it is written."""
    found: dict[str, Participant | None] = {}
    for sender in senders:
        if sender and sender not in found and len(found) < limits.CHAT_MEMBERS:
            found[sender] = shown_as(sender)
    return found


def _unnamed_id(document: Document, members: dict[str, Participant]) -> str:
    return "/".join(sorted(members)) if len(members) < 3 else fold(document.name.rpartition(".")[0])


class _Turns:
    """Lasting ids of lines that have none: whose, when, and the how manieth of theirs in that second.

    So the members may change from one export to the next, and nothing doubles.
    """

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._at: int | None = None
        self._seen: dict[str, int] = {}

    def uid(self, sender: Participant, at: int | None) -> str:
        """The id of their next line."""
        if at is None:
            return ""
        if at != self._at:
            self._at, self._seen = at, {}
        turn = self._seen[sender.value] = self._seen.get(sender.value, 0) + 1
        return f"{self._prefix}:{sender.value}:{at}:{turn}"


def _line(
    line: Line, sender: Participant | None, talk: Conversation, turns: _Turns, left_out: LeftOut, options: ReadOptions
) -> Iterator[Interaction | Item]:
    place = f"line {line.number}"
    if line.kind == "flaw":
        yield Problem(left_out.path, line.written, line.body)
        return
    if line.kind == "stray":
        left_out.count("stray-lines", lost=True)
        return
    if line.kind not in ("", "incoming", "outgoing"):
        left_out.count("system-lines")
        return
    if line.kind == "outgoing":
        sender = ME
    if sender is None:
        left_out.count("nameless-messages", lost=True)
        return
    if line.body == _WITHDRAWN_LINE:
        left_out.count("withdrawn-messages")
        return
    if not talk.reached_by(sender)[0]:
        left_out.count("unanswered-messages", lost=True)
        return
    at = line.at if line.at is not None and EARLIEST <= line.at <= options.now + TWO_DAYS else None
    if at is None:
        yield from left_out.broken_date(place, line.written)
    channel, amount, flags = Channel.TEXT, line.size, Flag.SENT if sender is ME else 0
    called = call_told(line.body, outgoing=sender is ME)
    if called is not None:
        channel, amount, flags = Channel.CALL, called[0], flags | called[1]
    offset = line.offset if at is not None else 0
    uid = turns.uid(sender, at)
    to, others = talk.reached_by(sender)
    yield Interaction(channel, at, offset, sender, to, (), (), others, talk.title, amount, flags, uid, place)
