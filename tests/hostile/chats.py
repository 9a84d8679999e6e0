"""Case 128 of the hostile set: chats in JSON, each broken or evil in its own way."""

import json

Cases = dict[str, bytes]

SAID = {"sender_name": "Bob", "timestamp_ms": 1_704_117_600_000, "content": "hi"}


def thread(*messages: object, people: tuple[str, ...] = ("Bob", "Ann")) -> dict[str, object]:
    """A thread of Messenger."""
    return {"participants": [{"name": name} for name in people], "messages": list(messages), "title": people[0]}


def raw(inside: str) -> bytes:
    """A thread with this as the value of a field in the second of three messages."""
    good = json.dumps(SAID)
    later = good.replace("00000", "00002")
    return (
        '{"participants":[{"name":"Bob"},{"name":"Ann"}],"title":"Bob","messages":['
        f'{good},{{"sender_name":"Bob","timestamp_ms":1704117600001,"content":{inside}}},{later}]}}'
    ).encode("utf-8", "surrogatepass")


def chats() -> Cases:
    """Named as the download names them."""
    times: list[object] = [
        1_704_117_600,
        1_704_117_600_000,
        1_704_117_600_000_000,
        2**63 - 1,
        -1,
        1e300,
        "1704117600000",
        None,
    ]
    odd: list[object] = [
        7,
        None,
        [],
        {"sender_name": []},
        {"sender_name": "Bob", "timestamp_ms": {}},
        {"sender_name": {}, "x": 1},
    ]
    cut = json.dumps(thread(*([SAID] * 50))).encode()
    cases = {
        "depth": raw("[" * 100_000 + "]" * 100_000),
        "digits": raw("9" * 5_000),
        "nan": raw('NaN,"call_duration":Infinity'),
        "surrogate": raw('"\\ud800 \\udc00\\ud83d"').replace(b'"Ann"', b'"A\\udfffnn"'),
        "nul": raw('"a\\u0000b"').replace(b'"Ann"', b'"A\\u0000nn"'),
        "duplicate-keys": raw('"x","sender_name":"Ann","sender_name":"Bob"'),
        "proto": raw('"x","__proto__":{"sender_name":"Eve"},"constructor":1'),
        "types": json.dumps(thread(SAID, *odd)).encode(),
        "times": json.dumps(thread(*({**SAID, "timestamp_ms": stamp} for stamp in times))).encode(),
        "mojibake": json.dumps(
            thread({**SAID, "sender_name": "Zo\u00c3\u00a9"}, people=("Zo\u00c3\u00a9", "Ann\u00c3"))
        ).encode(),
        "utf-16": json.dumps(thread(SAID)).encode("utf-16"),
        "cut": cut[:-700],
        "endless-string": raw('"' + "x" * 5_000_000),
        "no-end": b'{"participants":[{"name":"Bob"},{"name":"Ann"}],"messages":['
        + b'{"sender_name":"Bob","timestamp_ms":1},' * 9,
        "towers": json.dumps(
            thread({**SAID, "sender_name": "B" + "\u0301" * 50_000}, people=("B" + "\u0301" * 50_000, "Ann"))
        ).encode(),
        "crowd": json.dumps(thread(SAID, people=("Bob", *(f"P{n}" for n in range(30_000))))).encode(),
    }
    named = {f"chats/128-{name}/message_1.json": content for name, content in cases.items()}
    return named | {
        "chats/128-telegram/result.json": json.dumps(
            {
                "type": "private_group",
                "id": 2**70,
                "name": [],
                "messages": [{"type": "message", "from_id": n} for n in odd],
            }
        ).encode(),
        "chats/128-signal.jsonl": b'{"backupTimeMs":"1"}\n'
        + b'{"recipient":{"id":"1","group":{}}}\n' * 3
        + b'{"chat":\n[]]]}{{"',
        "chats/128-signal/chat.md": b"[2024-01-01 09:00:00] Bob: hi\n"
        + b"\xff\xfe" * 500
        + b"\n[9999-99-99 09:00:00] Me: x\n"
        + b"y" * 300_000,
    }
