"""An archive of X: who follows whom, direct messages, and answers in public, as the service's download holds them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import gmtime, strftime
from typing import Final, NamedTuple

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import OWNER, Cast, Person
from entregent.app.sample.clock import DAY
from entregent.app.sample.presence import Handles, Naming, crowd_on, screen_name, source_of, with_share
from entregent.app.sample.streams import stream
from entregent.app.sample.talks import talks

FOLDER: Final = "x/data"
OWNER_ID: Final = "710045501000000001"
OWNER_SCREEN: Final = "maudetl_bois"


class Account(NamedTuple):
    """Somebody's account."""

    person: Person
    id: str
    screen: str
    name: str
    follows: bool
    followed: bool
    written: bool
    """The owner answered in public: her own posts tell the screen name and the name."""
    direct: bool


def accounts(cast: Cast) -> dict[int, Account]:
    """Everybody's accounts by person; drawn anew, and alike, at every call."""
    rng = stream(cast.seed, "x-accounts")
    naming = Naming(rng, "x")
    made: dict[int, Account] = {}
    taken: set[str] = set()
    for person in [*with_share(rng, cast.people, 0.16, 0.28), *crowd_on(cast, "x")]:
        named = naming.of(person)
        screen = screen_name(rng, person, named.name if named.way == "coined" else "")
        while screen.lower() in taken:
            screen = f"{screen[:12]}{int(rng.random() * 900 + 100)}"
        taken.add(screen.lower())
        kin = person.circle != "crowd"
        follows, followed = rng.random() < 0.8, rng.random() < (0.7 if kin else 0.15)
        written, direct = rng.random() < (0.75 if kin else 0.12), kin and rng.random() < 0.4
        number = str(710_045_502_000_000_000 + person.id * 7_919 + int(rng.random() * 5_000))
        made[person.id] = Account(
            person, number, screen, named.name, follows or not (followed or written), followed, written, direct
        )
    return made


def write_x(folder: Path, cast: Cast, scale: float) -> Source:
    """Write the archive's data files under `folder`."""
    known = accounts(cast)
    root = folder / FOLDER
    root.mkdir(parents=True, exist_ok=True)
    owner = {"accountId": OWNER_ID, "username": OWNER_SCREEN, "accountDisplayName": OWNER.name}
    _write(root, "account", [{"account": {**owner, "email": OWNER.addresses[1], "createdVia": "web"}}])
    _write(root, "follower", ({"follower": _link(one.id)} for one in known.values() if one.follows))
    _write(root, "following", ({"following": _link(one.id)} for one in known.values() if one.followed))
    rows = _write(root, "direct-messages", _conversations(cast, known, scale))
    rows += _write(root, "tweets", _answers(cast, known, scale))
    return source_of(rows, {one.person.id: one.name for one in known.values()}, {n: _handles(known[n]) for n in known})


def _handles(one: Account) -> Handles:
    """The number always; the screen name where a post tells it."""
    return {"account": [f"twitter:{one.id}", *([f"twitter:{one.screen.lower()}"] if one.written else ())]}


def _link(number: str) -> dict[str, str]:
    return {"accountId": number, "userLink": f"https://twitter.com/intent/user?user_id={number}"}


def _write(root: Path, name: str, rows: Iterable[dict[str, object]]) -> int:
    """One file: a line of script, then a list."""
    count = 0
    with (root / f"{name}.js").open("w", encoding="utf-8", newline="\n") as out:
        out.write(f"window.YTD.{name.replace('-', '_')}.part0 = [")
        for row in rows:
            out.write(
                ("," if count else "") + "\n  " + json.dumps(row, ensure_ascii=False, indent=2).replace("\n", "\n  ")
            )
            count += 1
        out.write("\n]" if count else " ]")
    return count


def _conversations(cast: Cast, known: dict[int, Account], scale: float) -> Iterator[dict[str, object]]:
    """Direct messages, a conversation for each person, newest first."""
    for one in known.values():
        if one.direct:
            lines = talks(stream(cast.seed, f"x/{one.id}"), cast, [one.person], lambda _: 90.0 * DAY, scale)
            told = [_message(one, number, talk.at, talk.text, mine=talk.mine) for number, talk in enumerate(lines)]
            if told:
                yield {"dmConversation": {"conversationId": f"{one.id}-{OWNER_ID}", "messages": told[::-1]}}


def _message(one: Account, number: int, at: int, text: str, *, mine: bool) -> dict[str, object]:
    sender, receiver = (OWNER_ID, one.id) if mine else (one.id, OWNER_ID)
    return {
        "messageCreate": {
            "recipientId": receiver, "reactions": [], "urls": [], "text": text, "mediaUrls": [], "senderId": sender,
            "id": f"{int(one.id) * 10 + number}", "createdAt": strftime("%Y-%m-%dT%H:%M:%S.000Z", gmtime(at)),
            "editHistory": [],
        }
    }  # fmt: skip


def _answers(cast: Cast, known: dict[int, Account], scale: float) -> Iterator[dict[str, object]]:
    """The owner's posts: answers to people, who are named in them."""
    rng = stream(cast.seed, "x-answers")
    people = [one.person for one in known.values() if one.written]
    told: set[int] = set()
    for number, talk in enumerate(talks(rng, cast, people, lambda _: 150.0 * DAY, scale)):
        told.add(talk.person.id)
        yield _post(known[talk.person.id], number, talk.at, talk.text)
    for person in people:
        if person.id not in told:
            yield _post(known[person.id], 900_000 + person.id, min(person.since, cast.end - DAY) + DAY // 2, "👏")


def _post(one: Account, number: int, at: int, text: str) -> dict[str, object]:
    mention = {
        "name": one.name, "screen_name": one.screen, "indices": ["0", f"{len(one.screen) + 1}"], "id_str": one.id,
        "id": one.id,
    }  # fmt: skip
    return {
        "tweet": {
            "edit_info": {"initial": {"editTweetIds": [f"{2_000_000_000 + number}"], "isEditEligible": False}},
            "retweeted": False, "source": "", "lang": "fr" if one.person.french else "en",
            "entities": {"hashtags": [], "symbols": [], "user_mentions": [mention], "urls": []},
            "favorite_count": "1", "retweet_count": "0", "id_str": f"{2_000_000_000 + number}",
            "in_reply_to_user_id": one.id, "in_reply_to_user_id_str": one.id, "in_reply_to_screen_name": one.screen,
            "in_reply_to_status_id_str": f"{1_900_000_000 + number}", "truncated": False,
            "created_at": strftime("%a %b %d %H:%M:%S +0000 %Y", gmtime(at)), "full_text": f"@{one.screen} {text}",
        }
    }  # fmt: skip
