"""The words for the kinds of sources: what a reader reads, as people call it."""

from typing import Final

from entregent.app.language import gettext as _
from entregent.app.marking import N_

OWN: Final = "own"
"""What the owner wrote by hand."""

TELLS_NOTHING: Final = frozenset(("contacts",))
"""Kinds of sources that know people and tell of no exchange."""

_BY_NETWORK: Final = frozenset(("social", "chat", "tool"))
"""Families of readers whose sources are told apart by their network or tool."""

WORDS: Final = {
    "mail": N_("mail"),
    "contacts": N_("contacts"),
    "calendar": N_("calendar"),
    "phone": N_("telephone"),
    "blog": N_("blog"),
    "events": N_("attendee lists"),
    "table": N_("tables of your own"),
    OWN: N_("your own hand"),
}
_NAMES: Final = {"x": "X", "linkedin": "LinkedIn", "whatsapp": "WhatsApp", "google": "Google Chat"}
"""Names that a capital letter alone doesn't make."""


def source_of(reader: str, relation: str = "") -> str:
    """The kind of source that a reader reads: "mail" of "mail_mbox", "facebook" of "social_facebook".

    `relation` is what a card says: the connections of LinkedIn may come as a table of contacts.
    """
    family, _line, rest = reader.partition("_")
    if family == "contacts" and relation == "connection":
        return "linkedin"
    return rest if family in _BY_NETWORK and rest else family


def source_word(kind: str) -> str:
    """A kind of source in the language in use; names of networks as they are written."""
    known = WORDS.get(kind)
    return _(known) if known else _NAMES.get(kind, kind.capitalize())


_RELATIONS: Final = {
    "follower": N_("follows you"),
    "following": N_("you follow them"),
    "mutual": N_("you follow one another"),
    "connection": N_("you are connected"),
    "friend": N_("you are friends there"),
    "invited": N_("you sent an invitation"),
    "inviting": N_("sent you an invitation"),
}
_SINCE: Final = {
    "follower": N_("follows you since {day}"),
    "following": N_("you follow them since {day}"),
    "mutual": N_("you follow one another since {day}"),
    "connection": N_("connected since {day}"),
    "friend": N_("friends there since {day}"),
    "invited": N_("you sent an invitation on {day}"),
    "inviting": N_("sent you an invitation on {day}"),
}


def relation_words(relation: str, since: str = "") -> str:
    """What a source says of the two, with the day where it tells one; "" where it says nothing."""
    from datetime import date

    from entregent.app import language

    if relation not in _RELATIONS:
        return ""
    try:
        day = language.day(date.fromisoformat(since))
    except ValueError:
        return _(_RELATIONS[relation])
    return _(_SINCE[relation]).format(day=day)
