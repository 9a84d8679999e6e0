"""A letter as bytes: built by the standard library's message class, which takes no line ends in a header."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final, NamedTuple

HEADERS: Final = (
    "From",
    "To",
    "Subject",
    "Date",
    "Message-ID",
    "Auto-Submitted",
    "MIME-Version",
    "Content-Type",
    "Content-Transfer-Encoding",
)
"""Every header that a letter of ours can bear."""
LONGEST_SUBJECT: Final = 200
LONGEST_BODY: Final = 100_000


class Letter(NamedTuple):
    """A mail to one recipient. Addresses are canonical (`text.emails`); `at` is when it is sent."""

    message_id: str
    sender: str
    sender_name: str
    recipient: str
    subject: str
    body: str
    at: datetime
    is_automatic: bool = False


def one_line(text: str, most: int) -> str:
    """Text that fits in a header: one line, without control characters or broken halves."""
    whole = text.encode("utf-8", "replace").decode()
    return " ".join("".join(letter if letter.isprintable() else " " for letter in whole).split())[:most].rstrip()


def plain_lines(text: str) -> str:
    """Text as the body of a mail: its lines end alike, without control characters other than tabs."""
    whole = text.encode("utf-8", "replace").decode()[:LONGEST_BODY]
    lines = whole.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    kept = ("".join(letter if letter.isprintable() else " " for letter in line.expandtabs(4)) for line in lines)
    return "\n".join(line.rstrip() for line in kept).strip("\n") + "\n"


_ADDRESS: Final = re.compile(r"[^\s@<>()\[\],;:\\\"]{1,64}@[^\s@<>()\[\],;:\\\"]{1,255}")


def is_address(text: str) -> bool:
    """Whether a text is one address and nothing else."""
    return _ADDRESS.fullmatch(text) is not None and text.isprintable()


def is_plain(address: str) -> bool:
    """Whether an address needs no extension of the server (RFC 6531)."""
    return address.isascii()


def as_bytes(letter: Letter) -> bytes:
    """The letter as it is handed to a server: lines of ASCII that end in CR LF (addresses in UTF-8 where they must).

    Raises ValueError for an address that is none.
    """
    from email.headerregistry import Address
    from email.message import EmailMessage
    from email.policy import SMTP, SMTPUTF8
    from email.utils import format_datetime

    if not (is_address(letter.sender) and is_address(letter.recipient)):
        msg = "no address"
        raise ValueError(msg)
    plain = is_plain(letter.sender) and is_plain(letter.recipient)
    made = EmailMessage(policy=SMTP if plain else SMTPUTF8)
    name = one_line(letter.sender_name, 100)
    local, _, domain = letter.sender.rpartition("@")
    made["From"] = Address(name, local, domain)
    local, _, domain = letter.recipient.rpartition("@")
    made["To"] = Address("", local, domain)
    made["Subject"] = one_line(letter.subject, LONGEST_SUBJECT)
    made["Date"] = format_datetime(letter.at)
    made["Message-ID"] = letter.message_id
    if letter.is_automatic:
        made["Auto-Submitted"] = "auto-generated"
    made.set_content(plain_lines(letter.body), cte="quoted-printable")
    return made.as_bytes()
