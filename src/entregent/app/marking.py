"""Marks for messages that are stored in one place and translated where they are said."""

from typing import NamedTuple


class Plural(NamedTuple):
    """A sentence with two forms; the fact that `number` names decides which."""

    one: str
    many: str
    number: str


Template = str | Plural


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for "translate later"
    """Mark a message for translation where it is stored; it is translated where it is said."""
    return message


def NN_(one: str, many: str, number: str) -> Plural:  # noqa: N802 - as above
    """Mark a sentence with a plural; `number` names the fact that decides."""
    return Plural(one, many, number)
