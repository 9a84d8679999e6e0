"""Handles: the addresses that reach or name someone."""

from typing import Final, NamedTuple

MAIL: Final = "mail"
PHONE: Final = "phone"
URL: Final = "url"
ACCOUNT: Final = "account"
NAME: Final = "name"

KINDS: Final = (MAIL, PHONE, URL, ACCOUNT, NAME)
"""`name` is the weak one: a name form on a source that gave nothing stronger, as `source-or-book:name`."""

STRONG_KINDS: Final = frozenset((MAIL, PHONE, URL, ACCOUNT))


class Handle(NamedTuple):
    """An address in canonical form: mail in lower case, phone in E.164, URL without its scheme.

    Plus-tags, dots and provider rules stay in the value: they are evidence for identity, never destroyed.
    """

    kind: str
    value: str

    def __str__(self) -> str:
        return self.value


class Participant(NamedTuple):
    """A handle as one source showed it, with the display name beside it ("" where there was none)."""

    kind: str
    value: str
    name: str

    @property
    def handle(self) -> Handle:
        """The handle without the name."""
        return Handle(self.kind, self.value)
