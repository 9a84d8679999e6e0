"""What the book knows of a handle and of a card: the input of every judgement here."""

from typing import NamedTuple


class Profile(NamedTuple):
    """One handle. `id` is the book's; `kind` and `value` as in `model.handle.Handle`.

    `names` are the display names seen beside it in interactions, with counts. `sent` and `received` count messages
    it sent and got; `bulk` those it sent that were bulk, list or automatic; `list_posts` those it sent through a
    discussion list. `from_owner` counts messages that the owner addressed to it, `to_owner` those it wrote to the
    owner directly. Instants are UTC seconds.
    """

    id: int
    kind: str
    value: str
    names: tuple[tuple[str, int], ...] = ()
    cards: tuple[int, ...] = ()
    sent: int = 0
    received: int = 0
    bulk: int = 0
    list_posts: int = 0
    first_at: int | None = None
    last_at: int | None = None
    from_owner: int = 0
    to_owner: int = 0
    signs: tuple[tuple[str, str], ...] = ()
    """Links and phones under its letters, as (kind, value) of handles."""
    private: int = 0
    """Messages between it and the owner that were for nobody else: no comments, no meetings, nothing in bulk."""


class Card(NamedTuple):
    """One contact card or row: `handle_ids` are the book's ids of the handles that it lists."""

    id: int
    name: str
    given: str = ""
    family: str = ""
    nicknames: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()
    handle_ids: tuple[int, ...] = ()
    organisation: str = ""
    source: str = ""
    """The file or account it comes from. Two cards of one source under one full name, without a handle in common,
    are taken for two people, so that this name joins nothing without asking; "" tells nothing."""
    relation: str = ""
    """How the source says that they stand to the owner (`model.record.Record.relation`)."""
    met_on: str = ""
