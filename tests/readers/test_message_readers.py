"""Facebook, Instagram, Telegram and Signal: what is theirs, whose export it is, and that nothing doubles."""

import io
import json
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract

from entregent.model.handle import ACCOUNT, NAME, Participant
from entregent.model.interaction import Channel, Flag, Interaction
from entregent.model.numbering import event_number
from entregent.model.record import OwnerHint, Problem, Record
from entregent.readers import catalogue
from entregent.readers.base import HEAD_BYTES, Document
from entregent.readers.chat_signal import SignalChats
from entregent.readers.chat_telegram import TelegramExport
from entregent.readers.social_facebook import FacebookDownload
from entregent.readers.social_instagram import InstagramDownload

ANN, BOB = Participant(NAME, "facebook:ann", "Ann"), Participant(NAME, "facebook:bob", "Bob")


def document(value: object, path: str = "inbox/bob_1015512345/message_1.json") -> Document:
    content = value.encode() if isinstance(value, str) else json.dumps(value).encode()
    *folders, name = path.split("/")
    opened = lambda: cast("BinaryIO", io.BytesIO(content))  # noqa: E731
    return Document(path, name, content[:HEAD_BYTES], len(content), opened, tuple(folders))


def thread(messages: list[dict[str, Any]], title: str = "Bob", people: tuple[str, ...] = ("Bob", "Ann")) -> Document:
    return document({"participants": [{"name": name} for name in people], "messages": messages, "title": title})


def said(who: str, n: int, **more: Any) -> dict[str, Any]:
    return {"sender_name": who, "timestamp_ms": 1_700_000_000_000 + 1000 * n, "content": "hi", **more}


def interactions(things: contract.Things) -> list[Interaction]:
    return [thing for thing in things if isinstance(thing, Interaction)]


def counts(things: contract.Things) -> dict[str, int]:
    """What was left out or lost, by code."""
    found: Counter[str] = Counter()
    for thing in things:
        if isinstance(thing, Problem):
            found[thing.code] += int(dict(thing.facts).get("count", 1))
    return dict(found)


def owners(things: contract.Things) -> set[str]:
    return {thing.participant.value for thing in things if isinstance(thing, OwnerHint)}


# Facebook and Instagram


def test_between_two_the_title_tells_whose_download_it_is() -> None:
    things = contract.things(FacebookDownload(), thread([said("Bob", 0), said("Ann", 1)]))
    assert owners(things) == {"facebook:ann"}
    assert [(one.sender, one.to, one.flags) for one in interactions(things)] == [
        (BOB, (ANN,), 0),
        (ANN, (BOB,), Flag.SENT),
    ]


def test_a_group_does_not_tell_whose_download_it_is() -> None:
    things = contract.things(FacebookDownload(), thread([said("Bob", 0)], "Plums", ("Bob", "Ann", "Cy")))
    assert owners(things) == set()
    assert [(len(one.to), one.others, one.title) for one in interactions(things)] == [(2, 2, "Plums")]


def test_a_crowd_is_capped_and_counted() -> None:
    people = tuple(f"Person {n}" for n in range(700))
    (one,) = interactions(contract.things(FacebookDownload(), thread([said("Person 0", 0)], "Plums", people)))
    assert (len(one.to), one.others) == (500, 699)


@pytest.mark.parametrize(
    ("seconds", "who", "flags", "minutes"),
    [
        (0, "Ann", Flag.ATTEMPT | Flag.SENT, 0),
        (5, "Ann", Flag.ATTEMPT | Flag.SENT, 0),
        (6, "Ann", Flag.SENT, 1),
        (5, "Bob", 0, 1),
        (0, "Bob", Flag.ATTEMPT, 0),
        (600, "Bob", 0, 10),
    ],
)
def test_calls_count_their_minutes_and_attempts_are_marked(seconds: int, who: str, flags: int, minutes: int) -> None:
    given = thread([said("Bob", 0), said("Ann", 1), said(who, 2, call_duration=seconds, type="Call")])
    one = interactions(contract.things(FacebookDownload(), given))[-1]
    assert (one.channel, one.flags, one.amount) == (Channel.CALL, flags, minutes)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Bob named the group Plums.", "system-lines"),
        ("You set the nickname for Bob to Bobby.", "system-lines"),
        ("Bob a quitté le groupe.", "system-lines"),
        ("Reacted 😂 to your message ", "reactions"),
        ("Liked a message", "reactions"),
        ("I named the group at work Plums", ""),
        ("Bob liked your plums", ""),
        ("Reacted to the news, did you?", ""),
    ],
)
def test_what_the_network_wrote_by_itself_is_no_message(words: str, code: str) -> None:
    things = contract.things(FacebookDownload(), thread([said("Bob", 0, content=words.encode().decode("latin-1"))]))
    assert counts(things) == ({code: 1} if code else {})
    assert len(interactions(things)) == (not code)


@pytest.mark.parametrize("name", ["Facebook User", "Utilisateur Facebook", "Facebook-bruger", ""])
def test_who_is_gone_is_nobody(name: str) -> None:
    things = contract.things(FacebookDownload(), thread([said(name, 0), said("Ann", 1)], name, (name, "Ann")))
    assert interactions(things) == []
    assert counts(things) in ({"nameless-messages": 2}, {"nameless-messages": 1, "unanswered-messages": 1})


def test_threads_that_look_alike_are_told_apart_by_their_path() -> None:
    messages = {"participants": [{"name": "Bob"}, {"name": "Ann"}], "messages": [said("Bob", 0)], "title": "Bob"}
    for folder, wanted in (("facebook-ann", "social_facebook"), ("instagram-ann.zip!", "social_instagram")):
        found = catalogue.recognise(document(messages, f"{folder}/messages/inbox/bob_1/message_1.json"))
        assert found[0][0].name == wanted


@pytest.mark.parametrize(
    ("path", "reader"),
    [
        ("facebook-ann/messages/inbox/bob_1/message_1.html", FacebookDownload()),
        ("instagram-ann/connections/followers_and_following/followers_1.html", InstagramDownload()),
    ],
)
def test_a_page_of_the_html_download_says_what_to_ask_for(path: str, reader: Any) -> None:
    page = document("<html><head></head><body></body></html>", path)
    assert catalogue.recognise(page)[0][0].name == reader.name
    assert [thing.code for thing in contract.things(reader, page) if isinstance(thing, Problem)] == ["html-download"]


def test_followers_lie_in_a_bare_list() -> None:
    line = {"href": "https://www.instagram.com/plum", "value": "plum", "timestamp": 1_700_000_000}
    listed = [{"title": "", "media_list_data": [], "string_list_data": [line]}]
    things = contract.things(InstagramDownload(), document(listed, "followers_1.json"))
    assert [(one.relation, one.met_on) for one in things if isinstance(one, Record)] == [("follower", "2023-11-14")]


# Telegram and Signal


def test_a_chat_of_one_says_who_the_other_is() -> None:
    given = {"name": "Bob", "type": "personal_chat", "id": 7, "messages": [telegram(1, 8), telegram(2, 8)]}
    things = contract.things(TelegramExport(), document(given, "result.json"))
    assert {one.to for one in interactions(things)} == {(Participant(ACCOUNT, "telegram:user7", "Bob"),)}
    assert owners(things) == {"telegram:user8"}


def telegram(number: int, who: int) -> dict[str, Any]:
    stamp = 1_700_000_000 + number
    return {
        "id": number,
        "type": "message",
        "date_unixtime": str(stamp),
        "from": f"P{who}",
        "from_id": f"user{who}",
        "text": "hi",
    }


def test_both_files_of_a_signal_chat_tell_the_same_events() -> None:
    lines = "[2024-01-01 09:00:00] Bob: hi  \n\n[2024-01-01 09:00:01] Me: ho  \n\n"
    rows = [
        {"date": "2024-01-01T09:00:00.5", "sender": "Bob", "body": "hi", "reactions": []},
        {"date": "2024-01-01T09:00:01.5", "sender": "Me", "body": "ho", "reactions": []},
    ]
    one = contract.things(SignalChats(), document(lines, "signal/Bob/chat.md"))
    other = contract.things(SignalChats(), document("\n".join(map(json.dumps, rows)), "signal/Bob/data.json"))
    assert list(map(event_number, interactions(one))) == list(map(event_number, interactions(other)))
    assert len(interactions(one)) == 2


# Nothing doubles


def facebook_half(messages: list[int]) -> Document:
    return thread([said("Ann" if n % 2 else "Bob", n) for n in messages])


def instagram_half(messages: list[int]) -> Document:
    return facebook_half(messages)


def telegram_half(messages: list[int]) -> Document:
    written = [telegram(n, 7 + n % 3) for n in messages]
    return document({"name": "Plums", "type": "private_group", "id": 9, "messages": written}, "result.json")


def signal_half(messages: list[int]) -> Document:
    lines = (f"[2024-01-01 09:{n // 60:02}:{n % 60:02}] {'Me' if n % 2 else 'Bob'}: hi" for n in messages)
    return document("\n".join(lines) + "\n", "signal/Bob/chat.md")


@pytest.mark.parametrize(
    ("reader", "half"),
    [
        (FacebookDownload(), facebook_half),
        (InstagramDownload(), instagram_half),
        (TelegramExport(), telegram_half),
        (SignalChats(), signal_half),
    ],
)
@given(moments=st.lists(st.integers(0, 3000), min_size=3, max_size=30, unique=True), data=st.data())
def test_a_newer_export_adds_only_what_is_new(
    reader: Any, half: Callable[[list[int]], Document], moments: list[int], data: st.DataObject
) -> None:
    moments.sort()
    cut = data.draw(st.integers(1, len(moments)))
    older, newer = (numbers(reader, half(part)) for part in (moments[:cut], moments))
    # Before both sides wrote, nothing may say to whom a message went.
    assert older <= newer or len({n % 2 for n in moments[:cut]}) < 2
    assert len(newer) <= len(moments)


def numbers(reader: Any, given: Document) -> set[int]:
    return set(map(event_number, interactions(contract.things(reader, given))))


# Bad input


def broken() -> Iterator[tuple[str, str]]:
    yield "cut", '{"participants":[{"name":"Bob"},{"name":"Ann"}],"messages":[{"sender_name":"Bob","timestamp_ms":17'
    yield "types", '{"participants":[3,null,{"name":{}}],"messages":[1,null,[],{"sender_name":7,"timestamp_ms":"x"}]}'
    yield "deep", '{"messages":[{"sender_name":"Bob","timestamp_ms":1,"x":' + "[" * 5000 + "]" * 5000 + "}]}"
    yield "huge", '{"messages":[{"sender_name":"Bob","timestamp_ms":' + "9" * 5000 + "}]}"
    yield "names", json.dumps({"messages": [said("\ud800" * 3 + "B" * 9000, 0), said("\u202eBob\u0301" + "\0" * 9, 1)]})
    yield "rows", '{"type":"personal_chat","messages":[{"type":"message","from_id":{},"date":[],"id":"x"}]}'
    yield "lines", '{"recipient":{"id":5,"contact":{"aci":"!!","e164":[]}}}\n{"chatItem":{"chatId":{}}}\nnull\n7\n'
    yield (
        "desktop",
        '[{"conversationId":"c","sent_at":1e300,"type":"incoming","source":[]},{"conversationId":"","sent_at":-1}]',
    )


@pytest.mark.parametrize("content", [pytest.param(text, id=name) for name, text in broken()])
@pytest.mark.parametrize("reader", [FacebookDownload(), InstagramDownload(), TelegramExport(), SignalChats()])
def test_broken_exports_raise_nothing(reader: Any, content: str) -> None:
    given = document(content, "message_1.json")
    contract.check_problems_have_a_place(reader, given)
    contract.check_things_travel(reader, given)


# The shared exports: every message is told, or counted


@pytest.fixture
def exports(shared_data: Callable[[str], Path]) -> Callable[[str, str], contract.Things]:
    def read(name: str, file: str) -> contract.Things:
        # Read on the way: the walk closes an archive behind itself.
        for found in contract.documents_of(shared_data(name) / file):
            return contract.things(catalogue.recognise(found)[0][0], found)
        raise AssertionError(file)

    return read


Exports = Callable[[str, str], contract.Things]


@pytest.mark.real
@pytest.mark.parametrize(
    ("name", "file", "exchanges", "left_out"),
    [
        ("export-facebook-waultar", "inbox/anderstestmannholm_2qr6kux07q/message_1.json", 7, {}),
        ("export-facebook-waultar", "your_event_responses.json", 4, {"events-not-joined": 4}),
        ("export-facebook-waultar", "event_invitations.json", 0, {"events-not-joined": 6}),
        ("export-facebook-waultar", "post_comments.json", 2, {}),
        ("export-chat-analytics", "messenger/2A_7M.json", 7, {}),
        ("export-chat-analytics", "telegram/DM_2A_7M.json", 7, {"system-lines": 1}),
        ("export-chat-analytics", "telegram/BIG_20A_5475M.json.gz", 5475, {}),
        ("export-chat-miner", "instagram/test_export.json", 2, {}),
        ("export-chat-miner", "signal/test_export.txt", 2, {}),
        ("export-chat-miner", "telegram/test_batch_export.json", 2, {}),
        ("export-chat-miner", "telegram/test_single_export.json", 2, {}),
    ],
)
def test_every_message_is_accounted_for(
    exports: Exports, name: str, file: str, exchanges: int, left_out: dict[str, int]
) -> None:
    things = exports(name, file)
    assert len(interactions(things)) == exchanges
    assert counts(things) == left_out


@pytest.mark.real
def test_comments_are_told_or_counted(exports: Exports, shared_data: Callable[[str], Path]) -> None:
    things = exports("export-facebook-waultar", "facebook_comments.json")
    written = (shared_data("export-facebook-waultar") / "facebook_comments.json").read_text().count('"comment": {')
    assert len(interactions(things)) + sum(counts(things).values()) == written


@pytest.mark.real
def test_danish_letters_are_right(exports: Exports) -> None:
    things = exports("export-facebook-waultar", "inbox/anderstestmannholm_2qr6kux07q/message_1.json")
    assert owners(things) == {"facebook:karl sorensen"}
    assert {one.sender.name for one in interactions(things) if one.sender} >= {"Karl Sørensen"}


@pytest.mark.real
def test_friends_are_friends_since_their_day(exports: Exports) -> None:
    found = exports("export-facebook-friends-snippet", "your_friends.json")
    assert [(one.name, one.relation, one.met_on) for one in found if isinstance(one, Record)] == [
        ("Avery Stone", "friend", "2023-11-14"),
        ("Jordan Lee", "friend", "2023-07-22"),
    ]


@pytest.mark.real
def test_what_holds_no_exchange_is_left_alone(shared_data: Callable[[str], Path]) -> None:
    """Posts, pictures, groups, votes and the log of the sign-up name nobody but the owner."""
    found = contract.documents_of(shared_data("export-facebook-waultar"))
    left = sorted(one.name.removesuffix(".json") for one in found if not catalogue.recognise(one))
    assert left == [
        *("corrupt", "creator_badges", "each_media_type_list", "empty_list", "empty_object", "facebook_media"),
        *("instagram_media", "instagram_post", "polls_you_voted_on", "profile_photos", "signup_information"),
        *("your_group_membership_activity", "your_groups", "your_posts_1", "your_posts_in_groups"),
    ]
