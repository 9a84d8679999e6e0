"""Archives of X and Mastodon: events a second and peak memory of the readers alone, beside the standard library's JSON.

Run: python -m bench.social_readers [--events 60000]. The files are made here, seeded, indented as X writes them:
direct messages of many conversations, group messages, posts that name somebody, followers; an outbox of Mastodon. CPU
seconds, best of three rounds in turn; the standard library loads the whole file at once and does nothing with it, in a
fifth of the size (it would need gigabytes). Asked of X: 50,000 events a second, 150 MB, whatever the size.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from random import Random
from typing import Final, NamedTuple

from bench.measuring import Table
from entregent.readers import catalogue
from entregent.readers.base import HEAD_BYTES, Document, ReadOptions

NOW: Final = 1_800_000_000
OWNER: Final = "710045501000000001"
WORDS: Final = ("prune", "confiture", "atelier", "demain", "merci", "projet", "idée", "question", "the", "of", "plan")
PEOPLE: Final = 5_000


class Part(NamedTuple):
    """A kind of file: its reader, its name, how many events of it stand in a hundred of an archive, and its rows."""

    name: str
    reader: str
    file: str
    share: int
    rows: Callable[[Random, int], Iterator[dict[str, object]]]


def words(rng: Random) -> str:
    """Some text."""
    return " ".join(rng.choices(WORDS, k=rng.randrange(3, 25)))


def person(rng: Random) -> str:
    """Somebody's number."""
    return str(710_045_502_000_000_000 + rng.randrange(PEOPLE) * 7_919)


def iso(at: int) -> str:
    """A date as messages have it."""
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(at))


def message(rng: Random, number: int, at: int, sender: str, to: str) -> dict[str, object]:
    """A direct message; to nobody in a group."""
    reached = {"recipientId": to} if to else {}
    fields = {**reached, "reactions": [], "urls": [], "text": words(rng), "mediaUrls": [], "senderId": sender}
    return {"messageCreate": {**fields, "id": str(number), "createdAt": iso(at), "editHistory": []}}


def conversations(rng: Random, count: int) -> Iterator[dict[str, object]]:
    """Direct messages, newest first."""
    number = 0
    while number < count:
        other, at = person(rng), rng.randrange(1_400_000_000, NOW)
        lines = []
        for _ in range(min(rng.randrange(5, 120), count - number)):
            number, at = number + 1, at - rng.randrange(30, 90_000)
            both = (OWNER, other) if rng.random() < 0.5 else (other, OWNER)
            lines.append(message(rng, number, at, *both))
        yield {"dmConversation": {"conversationId": f"{OWNER}-{other}", "messages": lines}}


def groups(rng: Random, count: int) -> Iterator[dict[str, object]]:
    """Group messages; who was in it comes last, for it happened first."""
    number = 10_000_000
    while number < 10_000_000 + count:
        members, at = [OWNER, *(person(rng) for _ in range(rng.randrange(2, 9)))], rng.randrange(1_400_000_000, NOW)
        lines = []
        for _ in range(min(rng.randrange(5, 200), 10_000_000 + count - number)):
            number, at = number + 1, at - rng.randrange(30, 9_000)
            lines.append(message(rng, number, at, rng.choice(members), ""))
        joined = {"initiatingUserId": OWNER, "participantsSnapshot": members, "createdAt": iso(at)}
        lines.append({"joinConversation": joined})
        yield {"dmConversation": {"conversationId": str(number), "name": "Les prunes", "messages": lines}}


def posts(rng: Random, count: int) -> Iterator[dict[str, object]]:
    """Posts that answer somebody, with all that X writes around them."""
    for number in range(count):
        who = person(rng)
        screen = f"p{who[-9:]}"
        at = time.gmtime(rng.randrange(1_300_000_000, NOW))
        mention = {"name": "Zoé", "screen_name": screen, "indices": ["0", "10"], "id_str": who, "id": who}
        edit = {"editTweetIds": [str(number)], "editableUntil": iso(NOW), "editsRemaining": "5", "isEditEligible": True}
        fields = {
            "edit_info": {"initial": edit},
            "retweeted": False,
            "source": '<a href="https://x.com">X</a>',
            "entities": {"hashtags": [], "symbols": [], "user_mentions": [mention], "urls": []},
            "display_text_range": ["0", "90"],
            "favorite_count": "1",
            "in_reply_to_status_id_str": "9",
            "id_str": str(number),
            "in_reply_to_user_id": who,
            "truncated": False,
            "retweet_count": "0",
            "id": str(number),
            "in_reply_to_status_id": "9",
            "favorited": False,
            "lang": "fr",
            "created_at": time.strftime("%a %b %d %H:%M:%S +0000 %Y", at),
            "in_reply_to_user_id_str": who,
            "full_text": f"@{screen} {words(rng)}",
            "in_reply_to_screen_name": screen,
        }
        yield {"tweet": fields}


def followers(_: Random, count: int) -> Iterator[dict[str, object]]:
    """Followers, by number."""
    for number in range(count):
        link = f"https://twitter.com/intent/user?user_id={number}"
        yield {"follower": {"accountId": str(number), "userLink": link}}


def outbox(rng: Random, count: int) -> Iterator[dict[str, object]]:
    """Answers on Mastodon."""
    me, public = "https://plum.example/users/ann", "https://www.w3.org/ns/activitystreams#Public"
    for number in range(count):
        name = f"p{rng.randrange(PEOPLE)}"
        who, day = f"https://pear.example/users/{name}", iso(rng.randrange(1_500_000_000, NOW))
        note = {
            "id": f"{me}/statuses/{number}",
            "type": "Note",
            "inReplyTo": f"{who}/statuses/1",
            "published": day,
            "to": [public],
            "cc": [f"{me}/followers", who],
            "content": f"<p>{words(rng)}</p>",
            "sensitive": False,
            "tag": [{"type": "Mention", "href": who, "name": f"@{name}@pear.example"}],
        }
        yield {"id": f"{me}/{number}", "type": "Create", "actor": me, "published": day, "object": note}


PARTS: Final = (
    Part("X: direct messages", "social_x", "direct-messages.js", 45, conversations),
    Part("X: group messages", "social_x", "direct-messages-group.js", 10, groups),
    Part("X: posts to somebody", "social_x", "tweets.js", 30, posts),
    Part("X: followers", "social_x", "follower.js", 15, followers),
    Part("Mastodon: outbox", "social_mastodon", "outbox.json", 0, outbox),
)


def write(path: Path, part: Part, rows: Iterable[dict[str, object]]) -> None:
    """One file, indented by two where X does it."""
    is_x = part.reader == "social_x"
    begin, end = '{"type": "OrderedCollection", "orderedItems": [', "]}\n"
    if is_x:
        begin, end = f"window.YTD.{path.stem.replace('-', '_')}.part0 = [", "\n]"
    with path.open("w", encoding="utf-8", newline="\n") as out:
        out.write(begin)
        for number, row in enumerate(rows):
            out.write(("," if number else "") + "\n" + json.dumps(row, ensure_ascii=False, indent=2 if is_x else None))
        out.write(end)


def read_all(path: Path) -> int:
    """Read a file with its reader; how many things it gave."""
    name = "social_mastodon" if path.suffix == ".json" else "social_x"
    with path.open("rb") as stream:
        head = stream.read(HEAD_BYTES)
    document = Document(str(path), path.name, head, path.stat().st_size, lambda: path.open("rb", buffering=HEAD_BYTES))
    counter = enumerate(catalogue.load(f"entregent.readers.{name}").read(document, ReadOptions(now=NOW)), 1)
    return next(iter(deque(counter, maxlen=1)), (0, None))[0]


def load_only(path: Path) -> None:
    """What the standard library needs for the JSON alone."""
    text = path.read_text(encoding="utf-8")
    json.loads(text[text.index("[") :] if path.suffix == ".js" else text)


def seconds_of(work: Callable[[Path], object], path: Path) -> float:
    """CPU seconds."""
    began = time.process_time()
    work(path)
    return time.process_time() - began


def peak_bytes(path: Path) -> int:
    """Peak memory of a process that does nothing but read the file."""
    code = (
        "import sys; from pathlib import Path; from bench.social_readers import own_peak, read_all;"
        " read_all(Path(sys.argv[1])); print(own_peak())"
    )
    told = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    return int(told.stdout)


def own_peak() -> int:
    """Peak memory of this process; Linux counts its parent's into ru_maxrss, so it is asked otherwise."""
    status = Path("/proc/self/status")
    if status.exists():
        return int(status.read_text().partition("VmHWM:")[2].split()[0]) * 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def measured(folder: Path, part: Part, count: int) -> tuple[float, float, int, int]:
    """(our seconds, those of the standard library scaled to the whole, bytes, peak) of one kind of file."""
    path, small = folder / part.file, folder / f"small{Path(part.file).suffix}"
    rng = Random(20_041)
    write(path, part, part.rows(rng, count))
    write(small, part, islice(part.rows(Random(20_041), count // 5), None))
    ours = min(seconds_of(read_all, path) for _ in range(3))
    theirs = min(seconds_of(load_only, small) for _ in range(3)) * path.stat().st_size / small.stat().st_size
    size, peak = path.stat().st_size, peak_bytes(path)
    path.unlink()
    return ours, theirs, size, peak


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Archives of X and Mastodon")
    options.add_argument("--events", type=int, default=60_000)
    chosen = options.parse_args()
    table = Table("readers of networks", "events", "MB", "cpu s", "events/s", "json.loads", "peak MB")
    whole = [0.0, 0.0, 0.0]
    with tempfile.TemporaryDirectory() as folder:
        for part in PARTS:
            count = chosen.events * (part.share or 20) // 100
            ours, theirs, size, peak = measured(Path(folder), part, count)
            speeds = (f"{count / ours:,.0f}", f"{count / theirs:,.0f}/s")
            table.add(part.name, f"{count:,}", f"{size / 1e6:,.0f}", f"{ours:.2f}", *speeds, f"{peak / 1e6:,.0f}")
            if part.share:
                whole = [whole[0] + count, whole[1] + size, whole[2] + ours]
    events, size_of_all, seconds = whole
    speed = f"{events / seconds:,.0f}"
    table.add("X: such an archive", f"{events:,.0f}", f"{size_of_all / 1e6:,.0f}", f"{seconds:.2f}", speed, "", "")
    table.show()


if __name__ == "__main__":
    main()
