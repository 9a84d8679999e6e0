"""Case 129 of the hostile set: archives of X, Mastodon, Slack and Discord, each broken or evil in its own way."""

import io
import json
import zipfile

Cases = dict[str, bytes]

WHEN = "Mon May 06 14:03:09 +0000 2024"
MENTION = {"id_str": "201", "screen_name": "ann", "name": "Ann"}
POST = {"tweet": {"id_str": "1", "full_text": "hi", "created_at": WHEN, "entities": {"user_mentions": [MENTION]}}}
LINE = {"user": "U1A", "type": "message", "ts": "1714989600.0001", "text": "hi"}


def ytd(part: str, inside: object) -> bytes:
    """A file of X's archive; text and bytes are taken as they are."""
    raw = inside if isinstance(inside, bytes) else json.dumps(inside).encode()
    return f"window.YTD.{part}.part0 = ".encode() + raw


def packed(**files: bytes) -> bytes:
    """A zip; "__" stands for a slash, and the suffix is .json."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".json", content)
    return whole.getvalue()


def x() -> Cases:
    """Files of X's archive."""
    crowd = [{"participantsJoin": {"userIds": [str(n) for n in range(60_000)]}}]
    said = [{"messageCreate": {"id": "1", "senderId": "7", "text": "hi", "createdAt": "2024-05-06T20:00:00.000Z"}}]
    talk = {"dmConversation": {"conversationId": "9", "messages": crowd + said}}
    names = {"id_str": "7", "screen_name": "../../x", "name": "\u202eevil\x00" + "\u0301" * 9_000}
    tower = {"tweet": {"full_text": "hi", "entities": {"user_mentions": [names, {"id_str": "-1"}, 7, None]}}}
    return {
        "tweets-deep.js": ytd("tweets", b'[{"tweet":' + b"[" * 100_000),
        "tweets-script.js": ytd("tweets", b'eval("x");//[{"tweet":{}}]'),
        "tweets-tower.js": ytd("tweets", [tower, POST]),
        "tweets-long.js": ytd("tweets", [{"tweet": {"full_text": "x" * 5_000_000}}, POST]),
        "tweets-cut.js": ytd("tweets", json.dumps([POST] * 50).encode()[:-300]),
        "tweets-types.js": ytd("tweets", [7, None, [], {"tweet": {"full_text": []}}, {"tweet": {"entities": 1}}, POST]),
        "direct-messages-group.js": ytd("direct_messages_group", [talk]),
        "direct-messages.js": ytd(
            "direct_messages", [{"dmConversation": {"messages": said * 3, "conversationId": "-"}}]
        ),
        "follower.js": ytd("follower", [{"follower": {"accountId": "9" * 5_000}}, {"follower": {"accountId": "7"}}]),
        "Grailbird.js": b"Grailbird.data.tweets_2013_05 = " + json.dumps([{"text": "hi", "user": []}]).encode(),
    }


def others() -> Cases:
    """Files of the others."""
    me = "https://plum.example/users/zoe"
    loose = {"type": "Create", "actor": me, "object": {"to": {"x": 1}, "cc": 7, "tag": "x", "inReplyTo": [], "id": {}}}
    page = {"type": "OrderedCollection", "orderedItems": [loose, 7, {"type": "Create", "actor": []}]}
    people = json.dumps([{"id": f"U{n}X", "team_id": "T1A", "real_name": "P"} for n in range(30_000)]).encode()
    rooms = json.dumps([{"id": "C1A", "name": "all", "members": [f"U{n}X" for n in range(30_000)]}]).encode()
    day = json.dumps([LINE, {**LINE, "text": "<@U2B>" * 5_000}, {**LINE, "ts": "9" * 400}, {**LINE, "user": "<@x>"}])
    saved = {
        "guild": {"id": "0"},
        "channel": {"type": "DirectTextChat", "name": {}},
        "messages": [{"author": {"id": 7}}],
    }
    return {
        "outbox.json": json.dumps(page).encode(),
        "followers.csv": b"Account address\nann@pear.example\n" + b"@" * 100_000 + b"\n\xff\xfe\n",
        "slack-crowd.zip": packed(
            users=people, channels=rooms, all__2024_05_06=b"[]", **{"all__2024-05-06": day.encode()}
        ),
        "slack-evil.zip": packed(
            users=b"[" * 90_000, channels=b"{}", dms=b"\0" * 99, **{"all__2024-05-06": day.encode()}
        ),
        "2024-05-06.json": json.dumps([{**LINE, "thread_ts": []}, LINE]).encode(),
        "discord.json": json.dumps(saved).encode(),
        "discord-package.zip": packed(
            account__user=b'{"id": "1", "username": "zoe", "discriminator": "0", "relationships": {}}',
            messages__c200000000000000001__channel=b"[[[[",
            messages__c200000000000000001__messages=b'[{"ID": {}, "Timestamp": [], "Contents": 7}]',
        ),
    }


def networks() -> Cases:
    """Named as the downloads name them, where a name is needed."""
    return {f"networks/129-{n}/{name}": content for n, (name, content) in enumerate((x() | others()).items(), 1)}
