"""Monica's exports: the JSON file of version 4, and the SQL file of versions 2 to 4.

Contacts become cards, with their relations and notes; activities, calls and conversations what passed. Debts, gifts,
tasks, pets and life events have no place here and are counted.
"""

import re
from collections.abc import Callable, Iterator
from typing import ClassVar, Final

from entregent.formats.bounded_text import one_line
from entregent.formats.json_stream import Edge, Part
from entregent.formats.sql_dump import Flaw, SqlRow, read_sql
from entregent.model.interaction import Interaction
from entregent.model.record import Item, Problem
from entregent.readers import limits
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.json_parts import Fields, fields, listed, parts, text
from entregent.readers.monica_account import Account, Called, Contact

_JSON: Final = re.compile(rb'"account"\s*:\s*\{')
_JSON_MARKS: Final = (b'"app_version"', b'"exported_by"', b'"number_of_invitations_sent"')
_SQL: Final = re.compile(
    rb"INSERT IGNORE INTO [`\w.]*accounts`? \(`id`,`api_key`|INSERT IGNORE INTO [`\w.]*contacts`? \(`id`,`account_id`"
)
_OPENED: Final = (
    *("", "account", "account.data", "account.data[]", "account.data[].values", "account.instance"),
    "account.instance.contact_field_types",
)
_WITHOUT_PLACE: Final = ("debt", "gift", "task", "pet", "life_event", "reminder")
_TABLES: Final = frozenset(
    (
        *(
            "contacts",
            "contact_fields",
            "contact_field_types",
            "special_dates",
            "notes",
            "tags",
            "contact_tag",
            "users",
        ),
        *(
            "activities",
            "activity_contact",
            "calls",
            "conversations",
            "messages",
            "relationships",
            "relationship_types",
        ),
        *("debts", "gifts", "tasks", "pets", "life_events"),
    )
)


_Take = Callable[[str, Part], Iterator[Interaction | Item]]


class MonicaExport:
    """Monica's JSON and SQL exports."""

    name: ClassVar[str] = "tool_monica"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The account at the head of the JSON, or its tables in the SQL."""
        if document.is_folder:
            return None
        if _SQL.search(document.head):
            return Recognition(0.95, "monica-export", (("form", "SQL"),))
        head = document.head.lstrip(b"\xef\xbb\xbf \t\r\n")
        if head[:1] == b"{" and _JSON.search(head) and any(mark in head for mark in _JSON_MARKS):
            return Recognition(0.95, "monica-export", (("form", "JSON"),))
        return None

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """Cards first, then what passed."""
        account = Account(document.path, options)
        if _SQL.search(document.head):
            yield from _SqlExport(document, account).read()
        else:
            yield from _JsonExport(document, account).read()
        yield from account.rest()


class _JsonExport:
    """The JSON is read twice: relations and the kinds of addresses stand behind the contacts that need them."""

    def __init__(self, document: Document, account: Account) -> None:
        self.document, self.account = document, account
        self.kinds: dict[str, tuple[str, str]] = {}

    def read(self) -> Iterator[Interaction | Item]:
        """Everything that the file tells."""
        for _ in self._each(self._learn):
            pass
        yield from self._each(self._tell)
        yield from self.account.meetings()

    def _each(self, take: _Take) -> Iterator[Interaction | Item]:
        """Every member of the account's collections, with the collection's type."""
        kind = ""
        with self.document.open_stream() as stream:
            for part in parts(stream, self.document.path, _OPENED):
                if isinstance(part, Problem):
                    yield part
                elif part.path == "account.data[].type":
                    kind = text(part.value)
                elif part.path == "account.data[].values[]" and not isinstance(part.value, Edge):
                    yield from take(kind, part)
                elif part.path == "account.instance.contact_field_types[]" and not isinstance(part.value, Edge):
                    told = fields(part.value)
                    inside = fields(told.get("properties"))
                    self.kinds[text(told.get("uuid"))] = (text(inside.get("type")), text(inside.get("name")))

    def _learn(self, kind: str, part: Part) -> Iterator[Interaction | Item]:
        told = fields(part.value)
        inside = fields(told.get("properties"))
        key = text(told.get("uuid"))
        account = self.account
        if kind == "contact" and len(account.names) < limits.COMMENTS_REMEMBERED:
            names = (one_line(text(inside.get(name))) for name in ("first_name", "middle_name", "last_name"))
            account.names[key] = " ".join(name for name in names if name)
        elif kind == "user":
            me = text(inside.get("me_contact"))
            account.own(text(told.get("email")), text(told.get("first_name")), text(told.get("last_name")), me)
        elif kind == "relationship":
            account.relate(text(inside.get("contact_is")), text(inside.get("type")), text(inside.get("of_contact")))
        elif kind == "activity" and len(account.activities) < limits.COMMENTS_REMEMBERED:
            account.activities[key] = (text(inside.get("happened_at")), text(inside.get("summary")))
        return iter(())

    def _tell(self, kind: str, part: Part) -> Iterator[Interaction | Item]:
        if kind != "contact":
            return
        told = fields(part.value)
        place = f"contact {part.number}"
        groups: dict[str, list[object]] = {}
        for group in map(fields, listed(told.get("data"))):
            groups.setdefault(text(group.get("type")), []).extend(listed(group.get("values")))
        key = text(told.get("uuid")) or place
        yield from self.account.card(self._contact(key, fields(told.get("properties")), groups, place))
        for activity in groups.get("activity", ()):
            self.account.was_there(text(activity), key)
        for call in (fields(fields(one).get("properties")) for one in groups.get("call", ())):
            they = call.get("contact_called") in (True, 1, "1")
            yield from self.account.call(key, text(call.get("called_at")), they_called=they)
        for talk in (fields(fields(one).get("properties")) for one in groups.get("conversation", ())):
            way = self.kinds.get(text(talk.get("contact_field_type")), ("", ""))[1]
            for message in (fields(fields(one).get("properties")) for one in listed(talk.get("messages"))):
                mine = message.get("written_by_me") in (True, 1, "1")
                written = text(message.get("written_at")) or text(talk.get("happened_at"))
                yield from self.account.message(key, way, written, text(message.get("content")), mine=mine)
        for name in _WITHOUT_PLACE:
            if groups.get(name):
                self.account.left_out["monica-left-out"] += len(groups[name])

    def _contact(self, key: str, inside: Fields, groups: dict[str, list[object]], place: str) -> Contact:
        birth = fields(inside.get("birthdate"))
        ways = (fields(fields(one).get("properties")) for one in groups.get("contact_field", ()))
        bodies = (fields(fields(one).get("properties")) for one in groups.get("note", ()))
        return Contact(
            key,
            key,
            Called(*[one_line(text(inside.get(name))) for name in _NAMES]),
            birthday=(text(birth.get("date")), birth.get("is_year_unknown") in (True, 1, "1")),
            met=text(fields(inside.get("first_met_date")).get("date")),
            met_through=text(inside.get("first_met_through")),
            met_where=text(inside.get("first_met_where")),
            description=text(inside.get("description")),
            is_dead=inside.get("is_dead") in (True, 1, "1"),
            tags=tuple(one_line(text(tag), 100) for tag in listed(inside.get("tags")) if text(tag)),
            fields=tuple((*self.kinds.get(text(way.get("type")), ("", "")), text(way.get("data"))) for way in ways),
            notes=tuple(text(note.get("body")) for note in bodies),
            place=place,
        )


_NAMES: Final = ("first_name", "middle_name", "last_name", "nickname", "job", "company")


class _SqlExport:
    """The SQL's tables come in any order: they are gathered first, by contact."""

    def __init__(self, document: Document, account: Account) -> None:
        self.document, self.account = document, account
        self.tables: dict[str, list[dict[str, str]]] = {}
        self.of_contact: dict[str, dict[str, list[dict[str, str]]]] = {}

    def read(self) -> Iterator[Interaction | Item]:
        """Everything that the file tells."""
        held = 0
        with self.document.open_stream() as stream:
            for found in read_sql(stream, _TABLES):
                if isinstance(found, Flaw):
                    yield Problem(self.document.path, found.place, found.code)
                elif held < limits.MONICA_ROWS:
                    held += 1
                    self._hold(found)
                else:
                    self.account.left_out["too-many-rows"] += 1
        yield from self._told()

    def _hold(self, row: SqlRow) -> None:
        contact = row.values.get("contact_id", "")
        if contact and row.table not in ("users", "special_dates"):
            self.of_contact.setdefault(contact, {}).setdefault(row.table, []).append(row.values)
        else:
            self.tables.setdefault(row.table, []).append(row.values)

    def _by_id(self, table: str) -> dict[str, dict[str, str]]:
        return {row.get("id", ""): row for row in self.tables.get(table, ())}

    def _told(self) -> Iterator[Interaction | Item]:
        account = self.account
        for user in self.tables.get("users", ()):
            account.own(
                user.get("email", ""),
                user.get("first_name", ""),
                user.get("last_name", ""),
                user.get("me_contact_id", ""),
            )
        contacts = self.tables.get("contacts", [])
        for row in contacts:
            names = (one_line(row.get(name, "")) for name in ("first_name", "middle_name", "last_name"))
            account.names[row.get("id", "")] = " ".join(name for name in names if name)
        types = {key: row.get("name", "") for key, row in self._by_id("relationship_types").items()}
        for row in self.tables.get("relationships", ()):
            kind = types.get(row.get("relationship_type_id", ""), "relative")
            account.relate(row.get("contact_is", ""), kind, row.get("of_contact", ""))
        for key, row in self._by_id("activities").items():
            account.activities[key] = (
                row.get("happened_at", "") or row.get("date_it_happened", ""),
                row.get("summary", ""),
            )
        lookups = _Lookups(self._by_id("contact_field_types"), self._by_id("special_dates"), self._by_id("tags"))
        for number, row in enumerate(contacts, 1):
            yield from self._contact(row, lookups, f"contact {number}")
        yield from account.meetings()

    def _contact(self, row: dict[str, str], lookups: "_Lookups", place: str) -> Iterator[Interaction | Item]:
        key = row.get("id", "") or place
        beside = self.of_contact.get(key, {})
        yield from self.account.card(lookups.contact(key, row, beside, place))
        for link in beside.get("activity_contact", ()):
            self.account.was_there(link.get("activity_id", ""), key)
        for call in beside.get("calls", ()):
            they = call.get("contact_called") == "1"
            yield from self.account.call(key, call.get("called_at", ""), they_called=they)
        ways = {
            talk.get("id", ""): lookups.kinds.get(talk.get("contact_field_type_id", ""), {}).get("name", "")
            for talk in beside.get("conversations", ())
        }
        for message in beside.get("messages", ()):
            way, mine = ways.get(message.get("conversation_id", ""), ""), message.get("written_by_me") == "1"
            yield from self.account.message(
                key, way, message.get("written_at", ""), message.get("content", ""), mine=mine
            )
        for name in ("debts", "gifts", "tasks", "pets", "life_events"):
            if beside.get(name):
                self.account.left_out["monica-left-out"] += len(beside[name])


class _Lookups:
    """The small tables that a contact's row points to."""

    def __init__(
        self, kinds: dict[str, dict[str, str]], dates: dict[str, dict[str, str]], tags: dict[str, dict[str, str]]
    ) -> None:
        self.kinds, self.dates, self.tags = kinds, dates, tags

    def contact(self, key: str, row: dict[str, str], beside: dict[str, list[dict[str, str]]], place: str) -> Contact:
        """A row as a contact."""
        birth = self.dates.get(row.get("birthday_special_date_id", ""), {})
        met = self.dates.get(row.get("first_met_special_date_id", ""), {})
        tags = (self.tags.get(link.get("tag_id", ""), {}).get("name", "") for link in beside.get("contact_tag", ()))
        ways = (
            (self.kinds.get(way.get("contact_field_type_id", ""), {}), way) for way in beside.get("contact_fields", ())
        )
        return Contact(
            key,
            row.get("uuid", "") or key,
            Called(*[one_line(row.get(name, "")) for name in _NAMES]),
            birthday=(birth.get("date", ""), birth.get("is_year_unknown") == "1"),
            met=met.get("date", ""),
            met_through=row.get("first_met_through_contact_id", ""),
            met_where=row.get("first_met_where", ""),
            description=row.get("description", ""),
            is_dead=row.get("is_dead") == "1",
            tags=tuple(one_line(tag, 100) for tag in tags if tag),
            fields=tuple((kind.get("type", ""), kind.get("name", ""), way.get("data", "")) for kind, way in ways),
            notes=tuple(note.get("body", "") for note in beside.get("notes", ())),
            place=place,
        )
