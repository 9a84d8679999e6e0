"""Gathering: everything that identity looks at, read from the book once."""

import json
from typing import Final

from entregent.app.composing import as_mapping
from entregent.app.opening import OpenBook
from entregent.identity.profiles import Card, Profile
from entregent.model.handle import PHONE, URL
from entregent.readers.claims import profile_url
from entregent.store import handles, records, shown
from entregent.text.phones import canonical_phone

ONE_ROW: Final = ("contacts", "social")
"""Kinds of readers whose sources list nobody twice under two handles; on event lists and blogs the same people come
again under another address."""


def list_of(reader: str, relation: str, met_on: str) -> str:
    """The list that a card stands on: two of its cards under one name are two people; "" where they may be one."""
    if reader.partition("_")[0] not in ONE_ROW:
        return ""
    # Connections come in the same kind of table as address books, and are another list.
    return f"{reader} {relation or ('connection' if met_on else '')}"


class Known:
    """Everything identity looks at, read once."""

    def __init__(self, book: OpenBook) -> None:
        connection = book.connection
        self.rows = handles.evidence(connection)
        self.names = handles.names(connection)
        rows = records.list_all(connection)
        self.bodies = {row[0]: as_mapping(json.loads(row[2])) for row in rows}
        # The kind of source, not the file: the same cards cut into other files must give the same people.
        self.readers = {row[0]: str(row[1]) for row in rows}
        self.listed = records.handles_by_record(connection)
        self.toward = shown.direct_counts(connection)
        self.signs = _signs(book)
        self.of_handle: dict[int, list[int]] = {}
        for record, listed in self.listed.items():
            for handle in listed:
                self.of_handle.setdefault(handle, []).append(record)

    def profiles(self) -> list[Profile]:
        """One profile per handle."""
        found = []
        for handle, kind, value, sent, received, bulk, listed, first_at, last_at, _ in self.rows:
            from_owner, to_owner, private = self.toward.get(handle, (0, 0, 0))
            found.append(
                Profile(
                    handle,
                    kind,
                    value,
                    tuple(self.names.get(handle, ())),
                    tuple(self.of_handle.get(handle, ())),
                    sent,
                    received,
                    bulk,
                    listed,
                    first_at,
                    last_at,
                    from_owner,
                    to_owner,
                    self.signs.get(handle, ()),
                    private,
                )
            )
        return found

    def cards(self) -> list[Card]:
        """One card per record of a single human being."""
        return [
            Card(
                record,
                body["name"],
                body["given"],
                body["family"],
                tuple(body["nicknames"]),
                tuple(body["former_names"]),
                self.listed.get(record, ()),
                body["organisation"],
                list_of(self.readers[record], body.get("relation", ""), body["met_on"]),
                body.get("relation", ""),
                body["met_on"],
            )
            for record, body in self.bodies.items()
            if body["kind"] == "individual"
        ]


def _signs(book: OpenBook) -> dict[int, tuple[tuple[str, str], ...]]:
    """What each handle's letters are signed with, as handles: links and numbers."""
    region = book.setting("region")
    read: dict[tuple[str, str], tuple[str, str] | None] = {}
    found: dict[int, set[tuple[str, str]]] = {}
    for handle, kind, text in shown.signatures(book.connection):
        if (kind, text) not in read:
            value = profile_url(text) if kind == "link" else canonical_phone(text, region)
            read[kind, text] = (URL if kind == "link" else PHONE, value) if value else None
        if sign := read[kind, text]:
            found.setdefault(handle, set()).add(sign)
    return {handle: tuple(sorted(signs)) for handle, signs in found.items()}
