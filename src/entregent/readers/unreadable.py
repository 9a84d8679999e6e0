"""What looks like an export and can't be read by anybody but its app: what it is tells how to get one that can."""

import re
from typing import Final

from entregent.model.record import Problem
from entregent.readers.base import Document

_NAMES: Final = (
    ("whatsapp-backup", re.compile(r"(?:msgstore|wa|chatsettings)\S*\.db(?:\.crypt\d+)?|ChatStorage\.sqlite", re.I)),
    ("signal-backup", re.compile(r"signal-[\d-]+\.backup", re.I)),
    ("outlook-store", re.compile(r".*\.(?:pst|ost|olm)", re.I)),
    (
        "phone-database",
        re.compile(r"(?:mmssms|calllog|contacts2?|sms|call_history|AddressBook)\.(?:db|sqlitedb|storedata)", re.I),
    ),
)


def unreadable(document: Document) -> Problem | None:
    """Why nobody reads this one, by its name; None where it is nothing that we know."""
    for code, pattern in _NAMES:
        if not document.is_folder and pattern.fullmatch(document.name):
            return Problem(document.path, "", code)
    return None
