"""The rest of a professional network's export: messages and invitations beside the connections, and the own profile."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from time import gmtime, strftime
from typing import Final

from entregent.app.sample.cards import Source
from entregent.app.sample.cast import OWNER, Cast, Person
from entregent.app.sample.clock import DAY
from entregent.app.sample.presence import Handles, crowd_on, source_of
from entregent.app.sample.streams import stream
from entregent.app.sample.talks import talks

MESSAGES: Final = "contacts/messages.csv"
INVITATIONS: Final = "contacts/Invitations.csv"
PROFILE: Final = "contacts/Profile.csv"
OWNER_LINK: Final = "https://www.reseau.example/in/maude-theriault-lamy"
_MESSAGE_HEADS: Final = (
    "CONVERSATION ID", "CONVERSATION TITLE", "FROM", "SENDER PROFILE URL", "TO", "RECIPIENT PROFILE URLS", "DATE",
    "SUBJECT", "CONTENT", "FOLDER", "ATTACHMENTS", "IS MESSAGE DRAFT",
)  # fmt: skip
_INVITATION_HEADS: Final = (
    "From", "To", "Sent At", "Message", "Direction", "inviterProfileUrl", "inviteeProfileUrl",
)  # fmt: skip
_PROFILE_HEADS: Final = (
    "First Name", "Last Name", "Maiden Name", "Address", "Birth Date", "Headline", "Summary", "Industry", "Zip Code",
    "Geo Location", "Twitter Handles", "Websites", "Instant Messengers",
)  # fmt: skip


def write_linkedin(folder: Path, cast: Cast, scale: float) -> Source:
    """Write messages, invitations both ways and the owner's profile under `folder`."""
    talkers = [one for one in cast.people if one.profile and one.id % 3 != 1]
    rows = _table(folder / MESSAGES, _MESSAGE_HEADS, _messages(cast, talkers, scale))
    rows += _table(folder / INVITATIONS, _INVITATION_HEADS, _invitations(cast))
    profile = ("Maude", "Thériault-Lamy", "", "", "", "Fondatrice", "", "Design", "", "Montréal", "", "", "")
    _table(folder / PROFILE, _PROFILE_HEADS, [profile])
    known = [one for one in cast.people if one.profile] + crowd_on(cast, "linkedin")
    handles: dict[int, Handles] = {one.id: {"url": [link(one)]} for one in known}
    return source_of(rows, {one.id: one.name for one in known}, handles)


def link(person: Person) -> str:
    """The profile's address without scheme; the crowd has numbers only."""
    return person.profile or f"reseau.example/in/membre-{person.id:x}"


def _messages(cast: Cast, people: list[Person], scale: float) -> Iterator[tuple[str, ...]]:
    """Messages between two, newest first in the service; here by time, as its long exports are."""
    rng = stream(cast.seed, "linkedin")
    for talk in talks(rng, cast, people, lambda _: 200.0 * DAY, scale):
        them = talk.person.name, f"https://www.{talk.person.profile}"
        sender, receiver = ((OWNER.name, OWNER_LINK), them) if talk.mine else (them, (OWNER.name, OWNER_LINK))
        yield (
            f"2-{talk.person.id:08x}{cast.seed:x}", "", *sender, *receiver, _date(talk.at), "", talk.text, "INBOX", "",
            "No",
        )  # fmt: skip


def _date(at: int) -> str:
    return strftime("%Y-%m-%d %H:%M:%S UTC", gmtime(at))


def _invitations(cast: Cast) -> Iterator[tuple[str, ...]]:
    """Some became connections; those of the crowd still wait."""
    rng = stream(cast.seed, "linkedin-invitations")
    waiting = crowd_on(cast, "linkedin")
    for person in [*(one for one in cast.people if one.profile and one.id % 5 == 2), *waiting]:
        mine = rng.random() < 0.5
        them, me = (person.name, f"https://www.{link(person)}"), (OWNER.name, OWNER_LINK)
        sender, receiver = (me, them) if mine else (them, me)
        at = min(person.since + int(rng.random() * 20 * DAY), cast.end - DAY)
        yield (
            sender[0], receiver[0], _date(at), "", "OUTGOING" if mine else "INCOMING", sender[1], receiver[1],
        )  # fmt: skip


def _table(path: Path, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> int:
    """One table; returns how many rows it holds below its heads."""
    path.parent.mkdir(parents=True, exist_ok=True)
    count = 0
    with path.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(heads)
        for row in rows:
            writer.writerow(row)
            count += 1
    return count
