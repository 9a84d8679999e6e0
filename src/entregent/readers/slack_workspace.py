"""Who is who in a Slack export: its people, its channels and their members, told by files beside the messages."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Final, NamedTuple

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Part
from entregent.model.handle import ACCOUNT, Participant
from entregent.readers import limits
from entregent.readers.base import Export
from entregent.readers.json_parts import Fields, fields, listed, parts, text

LISTS: Final = ("channels.json", "groups.json", "mpims.json", "dms.json")
"""Each tells of conversations: open and closed channels, groups, and talks between two."""
SLACKBOT: Final = "USLACKBOT"

_ID: Final = re.compile(r"[A-Z][A-Z0-9]{2,20}", re.ASCII)


def is_id(written: str) -> bool:
    """Whether this is an id as Slack gives them to people, teams and channels."""
    return _ID.fullmatch(written) is not None


def account(team: str, user: str, name: str = "") -> Participant:
    """Somebody's account: ids of people are their own only together with the team's."""
    return Participant(ACCOUNT, f"slack:{team}/{user}" if team else f"slack:{user}", name)


def name_of(user: Fields) -> str:
    """The name shown of a user."""
    profile = fields(user.get("profile"))
    given = (profile.get("real_name"), user.get("real_name"), profile.get("display_name"), user.get("name"))
    return one_line(next((each for each in map(text, given) if each.strip()), ""), 200)


def is_robot(user: Fields) -> bool:
    """Whether a user is a program."""
    return user.get("is_bot") is True or user.get("is_app_user") is True or user.get("id") == SLACKBOT


class People(NamedTuple):
    """Participants by id; robots are None."""

    known: dict[str, Participant | None]
    team: str
    """The team of most."""

    def who(self, user: str) -> Participant | None:
        """The account with this id; None for a robot, or where it is no id."""
        if user in self.known:
            return self.known[user]
        return account(self.team, user) if is_id(user) and user != SLACKBOT else None


class Channel(NamedTuple):
    """A conversation: its lasting id, its members' ids, and whether it is open only to them."""

    id: str
    members: tuple[str, ...]
    is_direct: bool


def people_of(export: Export) -> People:
    """The people of the workspace, as `users.json` above a channel's folder tells them; nobody without it."""
    return export.once("../users.json", _learn_people)


def channel_of(export: Export, folder: str) -> Channel | None:
    """The conversation whose messages lie in this folder."""
    for name in LISTS:
        learn = _learn_direct if name in ("dms.json", "mpims.json") else _learn_channels
        found = export.once(f"../{name}", learn).get(folder)
        if found is not None:
            return found
    return None


def _entries(stream: BinaryIO | None) -> Iterator[Fields]:
    if stream is not None:
        for part in parts(stream, "", ("",)):
            if isinstance(part, Part) and part.path == "[]":
                yield fields(part.value)


def _learn_people(stream: BinaryIO | None) -> People:
    known: dict[str, Participant | None] = {}
    teams: Counter[str] = Counter()
    for user in _entries(stream):
        number, team = text(user.get("id")), text(user.get("team_id"))
        if is_id(number) and len(known) < limits.WORKSPACE_PEOPLE:
            team = team if is_id(team) else ""
            teams[team] += 1
            known[number] = None if is_robot(user) else account(team, number, name_of(user))
    return People(known, teams.most_common(1)[0][0] if teams else "")


def _learn_channels(stream: BinaryIO | None) -> dict[str, Channel]:
    return _learnt(stream, is_direct=False)


def _learn_direct(stream: BinaryIO | None) -> dict[str, Channel]:
    return _learnt(stream, is_direct=True)


def _learnt(stream: BinaryIO | None, *, is_direct: bool) -> dict[str, Channel]:
    """Conversations by the name of their folder: talks between two go by their id."""
    found: dict[str, Channel] = {}
    room = limits.WORKSPACE_MEMBERS
    for given in _entries(stream):
        number, name = text(given.get("id")), text(given.get("name"))
        members = tuple(one for one in map(text, listed(given.get("members"))) if is_id(one))[:room]
        room -= len(members)
        if is_id(number) and len(found) < limits.WORKSPACE_PEOPLE:
            found[name or number] = Channel(number, members, is_direct)
    return found
