"""Rows of Signal Desktop's database, as sigtop writes them in JSON: one file for each conversation, or one for all."""

from collections.abc import Iterator
from typing import Final, NamedTuple

from entregent.formats.json_stream import Part
from entregent.model.handle import ACCOUNT, PHONE, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions
from entregent.readers.conversation import Conversation, LeftOut, call
from entregent.readers.json_parts import Fields, fields, parts, seconds_of, text, whole
from entregent.readers.signal_people import ME, is_group_name, marked_as, uuid_of
from entregent.text.phones import canonical_phone

_ROWS: Final = ("", "messsages", "messages")
"""A tool misspells the key."""


class _Rows(NamedTuple):
    """What a first way through the rows found, by conversation."""

    members: dict[str, dict[str, Participant]]
    owner: Participant
    pairs: dict[str, tuple[str, str]]
    """Number and account of the same people."""


def _survey(document: Document) -> _Rows:
    members: dict[str, dict[str, Participant]] = {}
    pairs: dict[str, tuple[str, str]] = {}
    owner = ME
    room = limits.CHAT_MEMBERS
    for part in _row_parts(document):
        if isinstance(part, Problem):
            continue
        given = fields(part.value)
        here = members.setdefault(text(given.get("conversationId"))[:80], {}) if room > 0 else {}
        sender = _source(given)
        if sender is None:
            continue
        if given.get("type") == "outgoing":
            owner = sender if owner is ME else owner
        elif sender.value not in here:
            here[sender.value] = sender
            room -= 1
        phone, account = text(given.get("source")), _account(given)
        if phone and account and len(pairs) < limits.CHAT_MEMBERS:
            pairs[account] = (phone, account)
    return _Rows(members, owner, pairs)


def _row_parts(document: Document) -> Iterator[Part | Problem]:
    with document.open_stream() as stream:
        for part in parts(stream, document.path, _ROWS):
            if isinstance(part, Problem) or part.path in ("[]", "messsages[]", "messages[]"):
                yield part


def _account(given: Fields) -> str:
    return uuid_of(text(given.get("sourceServiceId") or given.get("sourceUuid")).removeprefix("PNI:"))


def _source(given: Fields) -> Participant | None:
    """Who wrote a row: by account, else by number."""
    account = _account(given)
    if account:
        return Participant(ACCOUNT, f"signal:{account}", "")
    phone = canonical_phone(text(given.get("source")), "ZZ")
    return Participant(PHONE, phone, "") if phone else None


def read_rows(document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
    """Messages and calls; a card for everybody whose number and account are both told."""
    surveyed = _survey(document)
    stem = document.name.rpartition(".")[0]
    named = marked_as(stem) if len(surveyed.members) <= 1 else None
    talks = {}
    for conversation, members in surveyed.members.items():
        people = list(members.values()) or ([named] if named is not None else [])
        if len(people) == 1 and named is not None:
            people = [people[0]._replace(name=named.name)]
        alone = len(surveyed.members) <= 1
        title = stem.removesuffix("(group)").strip() if alone else ""
        talks[conversation] = Conversation([surveyed.owner, *people], title, is_group=alone and is_group_name(stem))
    for phone, account in surveyed.pairs.values():
        if number := canonical_phone(phone, options.region):
            handles = (ClaimedHandle(ACCOUNT, f"signal:{account}"), ClaimedHandle(PHONE, number))
            yield Record(f"signal:{account}", "", handles=handles)
    left_out = LeftOut(document.path)
    sent = 0
    for part in _row_parts(document):
        if isinstance(part, Problem):
            yield part
            continue
        for item in _row(fields(part.value), f"row {part.number}", surveyed, talks, left_out, options):
            sent += isinstance(item, Interaction) and item.sender is surveyed.owner
            yield item
    yield from left_out.told()
    if sent:
        yield OwnerHint("account-owner", surveyed.owner, sent)


def _row(
    given: Fields, place: str, surveyed: _Rows, talks: dict[str, Conversation], left_out: LeftOut, options: ReadOptions
) -> Iterator[Interaction | Item]:
    kind = given.get("type")
    if given.get("deletedForEveryone") is True or given.get("isErased") is True:
        left_out.count("withdrawn-messages")
        return
    details = fields(given.get("callHistoryDetails"))
    if kind not in ("incoming", "outgoing") and not (kind == "call-history" and details):
        left_out.count("system-lines")
        return
    talk = talks.get(text(given.get("conversationId"))[:80])
    outgoing = kind == "outgoing" or (kind == "call-history" and details.get("wasIncoming") is False)
    sender = surveyed.owner if outgoing else _source(given)
    if kind == "call-history" and not outgoing and talk is not None:
        sender = next(iter(talk.reached_by(surveyed.owner)[0]), None)
    if sender is None or talk is None:
        left_out.count("nameless-messages", lost=True)
        return
    sender = talk.known(sender) if not outgoing else sender
    if not talk.reached_by(sender)[0]:
        left_out.count("unanswered-messages", lost=True)
        return
    stamp = given.get("sent_at") or given.get("timestamp")
    at = seconds_of(stamp, options)
    if at is None:
        yield from left_out.broken_date(place, stamp)
    # The sender's account and the instant are what Signal itself knows a message by.
    uid = f"signal:{'me' if outgoing else sender.value}:{whole(stamp)}" if at is not None else ""
    channel, amount, flags = Channel.TEXT, len(text(given.get("body")).encode("utf-8", "replace")), 0
    if kind == "call-history":
        begun, ended = whole(details.get("acceptedTime")), whole(details.get("endedTime"))
        lasted = (ended - begun) // 1000 if begun and ended else None
        answered = bool(begun) and details.get("wasDeclined") is not True
        channel, (amount, flags) = Channel.CALL, call(lasted, outgoing=outgoing, answered=answered)
    flags |= Flag.SENT if outgoing else 0
    to, others = talk.reached_by(sender)
    yield Interaction(channel, at, 0, sender, to, (), (), others, talk.title, amount, flags, uid, place)
