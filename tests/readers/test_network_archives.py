"""Golden cases of the archives of X, Mastodon, Slack and Discord: folders as they are downloaded."""

import json
import re
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.readers import contract
from tests.readers.test_contacts_calendar_cases import told

from entregent.model.interaction import Interaction
from entregent.model.numbering import event_number
from entregent.model.record import Item, OwnerHint, Problem, Record
from entregent.readers import catalogue
from entregent.readers.base import Document, ReadOptions
from entregent.readers.packed import Found
from entregent.readers.walk import walk

CASES = Path(__file__).resolve().parents[1] / "cases"
NAMES = ("social_x", "social_mastodon", "chat_slack", "chat_discord")
FOLDERS = [folder for name in NAMES for folder in sorted((CASES / name).iterdir())]
OPTIONS = ReadOptions(now=1_790_000_000)


def met(root: Path) -> Iterator[tuple[Document, Interaction | Item]]:
    """What the surest readers make of a folder or archive, while the walk is there."""
    for step in walk([str(root)]):
        found = catalogue.recognise(step.document) if isinstance(step, Found) else []
        if isinstance(step, Found) and found:
            for item in found[0][0].read(step.document, OPTIONS):
                yield step.document, item


def shown(root: Path) -> dict[str, list[object]]:
    """The same as JSON, by file."""
    seen: dict[str, list[object]] = {}
    for document, item in met(root):
        fields = told(item)
        assert isinstance(fields, dict)
        fields.pop("path", None)
        seen.setdefault(re.split(r"!/|input/", document.path)[-1], []).append({"type": type(item).__name__, **fields})
    return seen


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_an_archive_gives_what_it_must(folder: Path) -> None:
    assert shown(folder / "input") == json.loads((folder / "expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_a_zip_gives_the_same_as_its_folder(folder: Path, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "archive.zip", "w") as packed:
        for path in sorted((folder / "input").rglob("*.*")):
            packed.write(path, path.relative_to(folder / "input"))
    assert shown(tmp_path / "archive.zip") == shown(folder / "input")


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}-{folder.name}")
def test_every_file_of_an_archive_keeps_the_contract(folder: Path) -> None:
    for document in contract.documents_of(folder / "input"):
        found = catalogue.recognise(document)
        if found:
            reader = found[0][0]
            assert reader.name == folder.parent.name
            assert len(found) == 1 or found[1][1].confidence < contract.SURE
            for check in (contract.check_reads_the_same_twice, contract.check_things_travel):
                check(reader, document)
            content = document.head
            parts = document._replace(open_stream=lambda: None)  # type: ignore[arg-type, return-value]
            for cut in range(0, len(content), 97):
                contract.things(reader, _again(parts, content[:cut]))
                contract.things(reader, _again(parts, content[:cut] + bytes((cut % 256,)) + content[cut + 1 :]))


def _again(document: Document, content: bytes) -> Document:
    made = contract.document(document.name, content)
    return made._replace(folders=document.folders, export=document.export)


# ── the same again ───────────────────────────────────────────────────────────────────────────────────────────────


def x_posts(numbers: list[int]) -> bytes:
    posts = [
        {
            "tweet": {
                "id_str": str(number),
                "full_text": "@ann plums",
                "created_at": "Mon May 06 14:03:09 +0000 2024",
                "entities": {"user_mentions": [{"id_str": "201", "screen_name": "ann", "name": "Ann Archer"}]},
            }
        }
        for number in numbers
    ]
    return b"window.YTD.tweets.part0 = " + json.dumps(posts).encode()


def x_messages(numbers: list[int]) -> bytes:
    lines = [
        {"messageCreate": {"id": str(n), "senderId": "1", "recipientId": "2", "createdAt": "2024-05-06T20:00:00.000Z"}}
        for n in numbers
    ]
    talk = {"dmConversation": {"conversationId": "1-2", "messages": lines}}
    return b"window.YTD.direct_messages.part0 = " + json.dumps([talk]).encode()


def mastodon_posts(numbers: list[int]) -> bytes:
    me, tag = "https://plum.example/users/zoe", {"type": "Mention", "name": "@ann@pear.example", "href": ""}
    notes = [{"id": f"{me}/statuses/{n}", "to": [], "cc": [], "content": "plums", "tag": tag} for n in numbers]
    posts = [{"type": "Create", "actor": me, "published": "2024-05-06T14:03:09Z", "object": note} for note in notes]
    return b'{"type": "OrderedCollection", "orderedItems": ' + json.dumps(posts).encode() + b"}"


def slack_day(numbers: list[int]) -> bytes:
    lines = [{"user": "U1A" if n % 2 else "U2B", "type": "message", "ts": f"17149896{n:02}.0001"} for n in numbers]
    return json.dumps([*lines, {"user": "U3C", "type": "message", "ts": "1714989599.0001"}]).encode()


def discord_channel(numbers: list[int]) -> bytes:
    both = [{"id": "1", "name": "zoe"}, {"id": "2", "name": "ann"}]
    lines = [
        {"id": str(n), "type": "Default", "timestamp": "2024-05-06T14:03:09Z", "author": both[n % 2]}
        for n in (*numbers, 8, 9)
    ]
    whole = {"guild": {"id": "0"}, "channel": {"type": "DirectTextChat", "name": "ann"}, "messages": lines}
    return json.dumps(whole).encode()


MADE: dict[str, tuple[str, str, Callable[[list[int]], bytes]]] = {
    "x posts": ("social_x", "tweets.js", x_posts),
    "x messages": ("social_x", "direct-messages.js", x_messages),
    "mastodon": ("social_mastodon", "outbox.json", mastodon_posts),
    "slack": ("chat_slack", "2024-05-06.json", slack_day),
    "discord": ("chat_discord", "saved.json", discord_channel),
}


def numbers_of(what: str, which: list[int]) -> set[int]:
    """The numbers that the events of a made file bear in a book."""
    name, file, make = MADE[what]
    reader = catalogue.load(f"entregent.readers.{name}")
    read = reader.read(contract.document(file, make(which)), OPTIONS)
    return {event_number(item) for item in read if isinstance(item, Interaction)}


@pytest.mark.parametrize("what", MADE)
@given(which=st.lists(st.integers(10, 59), min_size=2, max_size=12, unique=True), cut=st.integers(1, 11))
def test_halves_give_the_same_events_as_the_whole(what: str, which: list[int], cut: int) -> None:
    whole = numbers_of(what, which)
    assert len(whole) >= len(which) - 1
    assert numbers_of(what, which[:cut]) | numbers_of(what, which[cut - 1 :]) >= whole
    assert numbers_of(what, [*which, *which]) == whole


# ── partial and foreign exports ──────────────────────────────────────────────────────────────────────────────────


def codes(name: str, file: str, content: bytes, *folders: str) -> set[str]:
    document = contract.document(file, content)._replace(folders=folders)
    read = catalogue.load(f"entregent.readers.{name}").read(document, OPTIONS)
    return {item.code for item in read if isinstance(item, Problem)}


def test_posts_without_their_account_are_the_owners_and_say_what_is_missing() -> None:
    document = contract.document("tweets.js", x_posts([1]))
    items = list(catalogue.load("entregent.readers.social_x").read(document, OPTIONS))
    (post,) = (item for item in items if isinstance(item, Interaction))
    (hint,) = (item for item in items if isinstance(item, OwnerHint))
    assert hint.participant == post.sender
    assert [item.code for item in items if isinstance(item, Problem)] == ["x-account-missing"]


def test_partial_exports_say_what_is_missing() -> None:
    assert codes("chat_slack", "2024-05-06.json", slack_day([10])) == {"slack-people-missing"}
    own = b'[{"ID": 1, "Timestamp": "2024-05-06 14:03:09", "Contents": "plums"}]'
    assert "discord-account-missing" in codes("chat_discord", "messages.json", own, "c200000000000000001")
    assert codes("social_x", "tweets.csv", b'"tweet_id","in_reply_to_status_id","in_reply_to_user_id"\n') == {
        "x-old-table"
    }


@pytest.mark.parametrize("name", ["followers.csv", "following.csv", "channel.json", "messages.json", "users.json"])
def test_files_of_others_under_the_same_names_are_left(name: str) -> None:
    foreign = {".csv": b"First Name,Email\nAnn,ann@example.org\n", ".json": b'{"users": [{"id": 1}]}'}
    document = contract.document(name, foreign[name[name.index(".") :]])
    assert not {reader.name for reader, _ in catalogue.recognise(document)} & set(NAMES)


def test_a_huge_group_reaches_those_who_speak_around(tmp_path: Path) -> None:
    people = [{"id": f"U{n:03}", "team_id": "T1A", "real_name": f"P {n}"} for n in range(60)]
    files = {
        "users.json": people,
        "channels.json": [{"id": "C1A", "name": "all", "members": [one["id"] for one in people]}],
        "all/2024-05-06.json": [
            {"user": f"U00{n}", "type": "message", "ts": f"171498960{n}.0001", "text": "plums"} for n in range(3)
        ],
    }
    first, *_ = (item for item in in_zip(files, tmp_path) if isinstance(item, Interaction))
    assert (len(first.to), first.others) == (2, 59)


def in_zip(files: dict[str, object], folder: Path) -> list[Interaction | Item]:
    """What a zip of these files gives; bytes are taken as they are."""
    path = folder / "export.zip"
    with zipfile.ZipFile(path, "w") as packed:
        for name, content in files.items():
            packed.writestr(name, content if isinstance(content, bytes) else json.dumps(content))
    return [item for _, item in met(path)]


# ── broken and evil input ────────────────────────────────────────────────────────────────────────────────────────

EVIL: dict[str, bytes] = {
    "no json": b"plums",
    "nothing": b"",
    "cut": b'[{"tweet": {"full_text": "@ann',
    "deep": b"[" * 100_000,
    "deep object": b'[{"tweet": ' * 50_000,
    "long text": b'[{"tweet": {"full_text": "' + b"x" * 3_000_000 + b'"}}]',
    "numbers": b'[1, -1, 1e999, NaN, null, true, "x", 123456789012345678901234567890]',
    "wrong types": b'[{"tweet": []}, {"dmConversation": 7}, {"user": {}, "ts": [], "subtype": 3, "members": "x"}]',
    "nulls": b'[{"tweet": null, "user": null, "ts": null, "type": null, "account": null, "follower": null}]',
    "many mentions": json.dumps(
        [{"tweet": {"full_text": "x", "entities": {"user_mentions": [{"id_str": str(n)} for n in range(20_000)]}}}]
    ).encode(),
    "surrogates": b'[{"tweet": {"full_text": "\\ud800", "in_reply_to_user_id_str": "7", "id_str": "\\udfff"}}]',
    "twice": b'[{"tweet": {"full_text": "a"}, "tweet": {"full_text": "b"}}]',
    "bom": b"\xef\xbb\xbf[]",
    "nul": b'[{"user": "U1A\\u0000", "ts": "1714989600.0001", "type": "message", "text": "\\u0000"}]',
    "dates": json.dumps(
        [
            {"tweet": {"full_text": "x", "in_reply_to_user_id_str": "7", "created_at": when}}
            for when in ("9999-99-99", "Mon Foo 99 99:99:99 +9999 9999", "0001-01-01T00:00:00+23:59", "2024-02-30", 7)
        ]
    ).encode(),
}
OPENINGS = {
    "social_x": {
        "tweets.js": b"window.YTD.tweets.part0 = ",
        "direct-messages.js": b"window.YTD.direct_messages.part0 = ",
        "direct-messages-group.js": b"window.YTD.direct_messages_group.part0 = ",
        "follower.js": b"window.YTD.follower.part0 = ",
        "account.js": b"window.YTD.account.part0 = ",
        "note-tweet.js": b"window.YTD.note_tweet.part0 = ",
    },
    "social_mastodon": {
        "outbox.json": b'{"type": "OrderedCollection", "orderedItems": ',
        "actor.json": b'{"x": "https://www.w3.org/ns/activitystreams", "preferredUsername": ',
        "followers.csv": b"Account address\nann@pear.example\n",
    },
    "chat_slack": {"2024-05-06.json": b"", "users.json": b""},
    "chat_discord": {
        "saved.json": b'{"guild": {}, "channel": {}, "messages": ',
        "user.json": b'{"username": "x", "discriminator": "0", "relationships": ',
    },
}


@pytest.mark.parametrize(("name", "file"), [(name, file) for name in OPENINGS for file in OPENINGS[name]])
@pytest.mark.parametrize("evil", EVIL)
def test_evil_input_gives_things_or_problems(name: str, file: str, evil: str) -> None:
    document = contract.document(file, OPENINGS[name][file] + EVIL[evil])
    contract.check_things_travel(catalogue.load(f"entregent.readers.{name}"), document)


def test_a_list_of_people_inside_an_archive_may_be_anything(tmp_path: Path) -> None:
    for evil in EVIL.values():
        for name in ("users.json", "channels.json"):
            files: dict[str, object] = {name: evil, "all/2024-05-06.json": slack_day([10, 11])}
            assert sum(isinstance(item, Interaction) for item in in_zip(files, tmp_path)) == 3


# ── what the shared sets hold ────────────────────────────────────────────────────────────────────────────────────


def counted(root: Path) -> Counter[str]:
    """Interactions and records, and what problems count."""
    seen: Counter[str] = Counter()
    for _, item in met(root):
        if isinstance(item, Problem):
            seen[item.code] += int(dict(item.facts).get("count", "1"))
        elif isinstance(item, Record):
            seen[item.relation or "card"] += 1
        else:
            seen[type(item).__name__] += 1
    return seen


Shared = Callable[[str], Path]


@pytest.mark.real
def test_an_institutions_archive_of_x_is_accounted_for(shared_data: Shared) -> None:
    seen = counted(shared_data("export-x-rti-mla"))
    assert (seen["follower"], seen["following"]) == (111, 124)
    # 70 posts. All 14 replies carry on threads of their own; 5 posts name only the account itself.
    assert (seen["Interaction"], seen["reposts"], seen["posts-to-nobody"]) == (17, 12, 41)
    assert 17 + 12 + 41 == 70


@pytest.mark.real
def test_fixtures_of_x_are_accounted_for(shared_data: Shared) -> None:
    seen = counted(shared_data("export-x-birdclaw-fixtures"))
    # 1 post to somebody, 3 direct messages, 1 in a group; a join, a leave and a second join are none.
    assert (seen["Interaction"], seen["system-lines"], seen["broken-json"]) == (5, 3, 1)
    assert (seen["posts-to-nobody"], seen["posts-seen-before"], seen["OwnerHint"]) == (5, 2, 10)


@pytest.mark.real
def test_a_mastodon_outbox_is_accounted_for(shared_data: Shared) -> None:
    seen = counted(shared_data("export-mastodon-hawksworx"))
    assert (seen["Interaction"], seen["reposts"], seen["posts-to-nobody"]) == (132, 26, 31)
    assert 132 + 26 + 31 == 189


@pytest.mark.real
def test_a_slack_export_is_accounted_for(shared_data: Shared) -> None:
    root = shared_data("export-slack-viewer")
    seen = counted(root)
    with zipfile.ZipFile(next(root.glob("*.zip"))) as packed:
        days = [name for name in packed.namelist() if re.search(r"/\d{4}-\d\d-\d\d\.json$", name)]
        lines = sum(len(json.loads(packed.read(name))) for name in days)
    assert (len(days), seen["connection"]) == (17, 4)
    assert seen["Interaction"] + seen["broadcasts"] + seen["system-lines"] + seen["withdrawn-messages"] == lines


@pytest.mark.real
def test_saved_channels_of_discord_are_accounted_for(shared_data: Shared) -> None:
    seen = counted(shared_data("export-chat-analytics") / "discord")
    # 3 + 6 + 5 lines: one by a robot; a change of name and one of icon are none.
    assert (seen["Interaction"], seen["broadcasts"], seen["system-lines"]) == (11, 1, 2)
