"""Gathering: everything that identity looks at, read from the book once."""

import json

from entregent.app.composing import as_mapping
from entregent.app.opening import OpenBook
from entregent.identity.profiles import Card, Profile
from entregent.store import events, handles, records


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
        self.toward = events.direct_counts(connection)
        self.of_handle: dict[int, list[int]] = {}
        for record, listed in self.listed.items():
            for handle in listed:
                self.of_handle.setdefault(handle, []).append(record)

    def profiles(self) -> list[Profile]:
        """One profile per handle."""
        found = []
        for handle, kind, value, sent, received, bulk, listed, first_at, last_at, _ in self.rows:
            from_owner, to_owner = self.toward.get(handle, (0, 0))
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
                self.readers[record],
            )
            for record, body in self.bodies.items()
            if body["kind"] == "individual"
        ]
