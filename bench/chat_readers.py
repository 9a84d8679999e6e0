"""Chats and networks in JSON: events a second and peak memory of each reader alone, beside `json.load`.

Run: python -m bench.chat_readers [NAME…] [--megabytes 30]. Each file is made here, seeded, as large as asked. CPU
seconds, best of three rounds; the standard library loads the whole document and does nothing with it, which only it can
do as long as it fits in memory. Asked: 50,000 events a second where the issue says so, 150 MB on a file of 1 GB.
"""

import json
import sys
from collections import deque
from pathlib import Path
from random import Random

from bench.reading import Pieces, Sample, show, words

BEGIN = 1_600_000_000


def messenger(rng: Random) -> Pieces:
    """A thread of Messenger: mojibake, every twentieth with a photo, one in a hundred a call."""
    yield '{"participants":[{"name":"Bob"},{"name":"Zo\\u00c3\\u00a9"}],"title":"Bob","messages":[', 0
    for number in range(sys.maxsize):
        said: dict[str, object] = {
            "sender_name": rng.choice(("Bob", "Zo\u00c3\u00a9")),
            "timestamp_ms": (BEGIN + number) * 1000 + rng.randrange(1000),
            "content": words(rng).encode().decode("latin-1"),
            "is_geoblocked_for_viewer": False,
        }
        if not number % 20:
            said["photos"] = [{"uri": f"messages/inbox/bob_1015/photos/{number}.jpg", "creation_timestamp": BEGIN}]
        if not number % 100:
            said["call_duration"] = rng.randrange(2_000)
        yield ("," if number else "") + json.dumps(said, indent=2), 1


def telegram(rng: Random) -> Pieces:
    """A full export of Telegram: chats of two and groups of eight, a third of the texts in pieces."""
    yield '{"about":"","personal_information":{"user_id":1,"first_name":"Zoé"},"chats":{"about":"","list":[', 0
    number = 0
    while True:
        others = [rng.randrange(2, 5_000) for _ in range(1 if rng.random() < 0.8 else 8)]
        kind = "personal_chat" if len(others) == 1 else "private_supergroup"
        yield ("," if number else "") + json.dumps({"name": f"P{others[0]}", "type": kind, "id": others[0]})[:-1], 0
        yield ',"messages":[', 0
        for turn in range(rng.randrange(10, 2_000)):
            number += 1
            text = words(rng)
            said = {
                "id": number,
                "type": "message",
                "date": "2024-01-01T09:00:00",
                "date_unixtime": str(BEGIN + number),
                "from": "Somebody",
                "from_id": f"user{rng.choice([1, *others])}",
                "text": text if turn % 3 else [text, {"type": "link", "text": "https://example.org/"}],
                "text_entities": [{"type": "plain", "text": text}],
            }
            yield ("," if turn else "") + json.dumps(said, ensure_ascii=False, indent=1), 1
        yield "]}", 0


def signal(rng: Random) -> Pieces:
    """Signal's own export: one line a message."""
    yield '{"backupTimeMs":"1"}\n{"recipient":{"id":"1","self":{}}}\n', 0
    for number in range(2, 500):
        person = {"recipient": {"id": str(number), "contact": {"e164": f"1514555{number:04}", "profileGivenName": "P"}}}
        yield (
            json.dumps(person) + "\n" + json.dumps({"chat": {"id": str(number), "recipientId": str(number)}}) + "\n",
            0,
        )
    for number in range(sys.maxsize):
        chat = str(rng.randrange(2, 500))
        way = rng.choice(("incoming", "outgoing"))
        item = {
            "chatId": chat,
            "authorId": "1" if way == "outgoing" else chat,
            "dateSent": str((BEGIN + number) * 1000),
            way: {"dateReceived": str((BEGIN + number) * 1000), "read": True, "sealedSender": True},
            "standardMessage": {"text": {"body": words(rng)}, "reactions": []},
        }
        yield json.dumps({"chatItem": item}, ensure_ascii=False) + "\n", 1


def signal_text(rng: Random) -> Pieces:
    """A chat as signal-export writes it."""
    for number in range(sys.maxsize):
        day, second = divmod(number * 7, 86_400)
        stamp = f"{2000 + day // 336:04}-{day // 28 % 12 + 1:02}-{day % 28 + 1:02}"
        at = f"{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}"
        yield f"[{stamp} {at}] {rng.choice(('Me', 'Bob'))}: {words(rng)}  \n\n", 1


def load_whole(path: Path) -> None:
    """The standard library's way through one document."""
    with path.open(encoding="utf-8") as stream:
        json.load(stream)


def load_lines(path: Path) -> None:
    """The standard library's way through a document a line."""
    with path.open(encoding="utf-8") as stream:
        deque(map(json.loads, stream), maxlen=0)


SAMPLES = {
    "messenger": Sample("social_facebook", "message_1.json", messenger, "]}", load_whole),
    "telegram": Sample("chat_telegram", "result.json", telegram, "]}]}}", load_whole),
    "signal": Sample("chat_signal", "main.jsonl", signal, "", load_lines, streams=True),
    "signal text": Sample("chat_signal", "chat.md", signal_text),
}


def main() -> None:
    """Print the table."""
    show(SAMPLES, "Chats and networks in JSON", "json.load s")


if __name__ == "__main__":
    main()
