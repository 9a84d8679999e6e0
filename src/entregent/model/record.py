"""Records: what one source claimed about somebody, verbatim; hints; and problems."""

from typing import NamedTuple

from entregent.model.handle import Participant


class ClaimedHandle(NamedTuple):
    """A handle on a card, canonical, with the label the source gave it ("home", "work", "travail" …)."""

    kind: str
    value: str
    label: str = ""
    raw: str = ""
    """As the source wrote it, where that differs from `value`."""


class Related(NamedTuple):
    """Somebody the card names as related: `kind` is "spouse", "child", "agent" … or free text."""

    kind: str
    name: str


class Record(NamedTuple):
    """One contact card or row. Dates are ISO texts and may lack the year: "--05-17", "1970-05-17", "1970".

    `key` is the source's own id (UID) or a digest of the content: the same card again has the same key.
    """

    key: str
    name: str
    """The full name as the source displays it."""
    given: str = ""
    family: str = ""
    nicknames: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    """Maiden and other earlier names."""
    handles: tuple[ClaimedHandle, ...] = ()
    organisation: str = ""
    title: str = ""
    birthday: str = ""
    anniversary: str = ""
    note: str = ""
    categories: tuple[str, ...] = ()
    related: tuple[Related, ...] = ()
    met_on: str = ""
    """The day the source says the connection began (LinkedIn's "Connected On")."""
    updated_at: int | None = None
    place: str = ""
    is_owner: bool = False
    """The source says that this card is the owner's own."""
    kind: str = "individual"
    """vCard KIND: individual, group, org, location: only individuals become people."""
    relation: str = ""
    """How the source says that they stand to the owner, without an exchange: "follower" (they follow the owner),
    "following" (the owner follows them), "mutual", "connection", "friend", "invited" (by the owner), "inviting"."""


class OwnerHint(NamedTuple):
    """A sign that a handle is the owner's: `kind` is "sent-folder", "delivered-to", "most-from", "own-card",
    "account-owner" (an export names its owner), "chat-owner" (a chat shows whose telephone it is from), "chat-party"
    (takes part in a chat: the one in all of them is the owner)."""

    kind: str
    participant: Participant
    times: int


class Problem(NamedTuple):
    """Something that could not be read: the file, the place in it, and a code with its facts.

    `code` is a stable word ("broken-date", "truncated-archive" …); faces make the sentence from it.
    `lost` is False when the item itself was kept and only a part of it was dropped.
    """

    path: str
    place: str
    code: str
    facts: tuple[tuple[str, str], ...] = ()
    lost: bool = True


Item = Record | OwnerHint | Problem
"""What a reader yields besides interactions."""
