"""The one list of readers. A module is loaded when a document may be its."""

from functools import cache
from importlib import import_module
from typing import Final, cast

from entregent.readers.base import Document, Reader, Recognition

READERS: Final = (
    ("mail_mbox", "entregent.readers.mail_mbox"),
    ("mail_maildir", "entregent.readers.mail_maildir"),
    ("mail_eml", "entregent.readers.mail_eml"),
    ("contacts_vcard", "entregent.readers.contacts_vcard"),
    ("contacts_csv", "entregent.readers.contacts_csv"),
    ("social_linkedin", "entregent.readers.social_linkedin"),
    ("events_csv", "entregent.readers.events_csv"),
    ("blog_wxr", "entregent.readers.blog_wxr"),
    ("blog_feed", "entregent.readers.blog_feed"),
    ("chat_google", "entregent.readers.chat_google"),
    ("tool_monica", "entregent.readers.tool_monica"),
    ("tool_nametag", "entregent.readers.tool_nametag"),
    ("tool_hermit", "entregent.readers.tool_hermit"),
    ("calendar_ical", "entregent.readers.calendar_ical"),
    ("social_facebook", "entregent.readers.social_facebook"),
    ("social_instagram", "entregent.readers.social_instagram"),
    ("chat_telegram", "entregent.readers.chat_telegram"),
    ("chat_signal", "entregent.readers.chat_signal"),
    ("social_x", "entregent.readers.social_x"),
    ("social_mastodon", "entregent.readers.social_mastodon"),
    ("chat_slack", "entregent.readers.chat_slack"),
    ("chat_discord", "entregent.readers.chat_discord"),
    ("phone_sms", "entregent.readers.phone_sms"),
    ("phone_calls", "entregent.readers.phone_calls"),
    ("phone_csv", "entregent.readers.phone_csv"),
    ("chat_whatsapp", "entregent.readers.chat_whatsapp"),
    ("table_mapped", "entregent.readers.table_mapped"),
)
"""(name, module). At equal confidence the first one reads."""


@cache
def load(path: str) -> Reader:
    """Make the reader of a module: its class whose `name` is the module's, or the one named as "module:Class".

    Raises ImportError without the module, LookupError without the class.
    """
    module, _, wanted = path.partition(":")
    name = module.rpartition(".")[2]
    for made in vars(import_module(module)).values():
        if isinstance(made, type) and (made.__name__ == wanted if wanted else getattr(made, "name", None) == name):
            return cast("Reader", made())
    raise LookupError(path)


def recognise(document: Document, readers: tuple[str, ...] | None = None) -> list[tuple[Reader, Recognition]]:
    """The readers that recognise a document, the surest first.

    `readers` are dotted paths; all of `READERS` when None. What a reader raises passes through.
    """
    paths = tuple(path for _, path in READERS) if readers is None else readers
    found = []
    for path in paths:
        reader = load(path)
        recognition = reader.recognise(document)
        if recognition is not None and recognition.confidence > 0:
            found.append((reader, recognition))
    found.sort(key=lambda pair: -pair[1].confidence)
    return found
