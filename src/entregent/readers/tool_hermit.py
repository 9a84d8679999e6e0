"""Hermit CRM's folder: a Markdown file for each contact and each interaction, with front matter; other notes on people.

A contact's address stands in its own file, so interactions name it as the folder does: company and contact.
"""

import re
from collections.abc import Iterator
from typing import ClassVar, Final

from entregent.formats.bounded_text import one_line
from entregent.formats.front_matter import Value, front_matter, one, several
from entregent.formats.spoken_date import spoken_date
from entregent.model.handle import ACCOUNT, Participant
from entregent.model.interaction import Channel, Interaction
from entregent.model.record import ClaimedHandle, Item, OwnerHint, Problem, Record
from entregent.readers.base import Document, ReadOptions, Recognition
from entregent.readers.claims import HandleBag, content_key, note_text
from entregent.readers.tool_written import CHANNELS, claimed, moment, person
from entregent.text.scripts import fold

FILE_BYTES: Final = 1 << 20
"""Read of one file."""
OWNER: Final = Participant(ACCOUNT, "hermit:me", "")

_CONTACT: Final = frozenset(("first_name", "last_name", "slug"))
_INTERACTION: Final = frozenset(("date", "channel", "direction", "contact"))
_COMPANY: Final = frozenset(("name", "slug", "stage"))
_MAILS: Final = ("email", "emails", "e-mail", "mail", "courriel", "courriels")
_PHONES: Final = ("phone", "phones", "telephone", "téléphone", "tel", "mobile", "cell", "whatsapp")
_LINKS: Final = ("linkedin", "website", "url", "urls", "links", "site", "site web", "github", "mastodon", "facebook")
_BIRTHDAYS: Final = ("birthday", "birthdate", "date of birth", "bday", "born", "anniversaire", "naissance")
_REACHING: Final = frozenset((*_MAILS, *_PHONES, "linkedin", *_BIRTHDAYS))
_PERSONS: Final = frozenset(("person", "people", "contact", "contacts", "personne", "personnes"))


class HermitFolder:
    """Markdown files of Hermit CRM, and notes on people that have addresses in their front matter."""

    name: ClassVar[str] = "tool_hermit"
    version: ClassVar[int] = 1

    def recognise(self, document: Document) -> Recognition | None:
        """The fields at its head tell it."""
        if document.is_folder or not document.name.lower().endswith((".md", ".markdown")):
            return None
        found = front_matter(document.head.decode("utf-8", "replace"))
        kind = _kind(found[0], document.folders) if found is not None else ""
        if not kind:
            return None
        return Recognition(0.6 if kind == "note" else 0.95, "front-matter", (("kind", kind),))

    def read(self, document: Document, options: ReadOptions) -> Iterator[Interaction | Item]:
        """A card or an interaction; a company's file gives nothing: it names nobody."""
        with document.open_stream() as stream:
            text = stream.read(FILE_BYTES).decode("utf-8", "replace")
        found = front_matter(text)
        if found is None:
            yield Problem(document.path, "line 1", "no-front-matter")
            return
        fields, body = found
        kind = _kind(fields, document.folders)
        if kind == "interaction":
            yield from _interaction(document, fields, body, options)
        elif kind in ("contact", "note"):
            yield from _card(document, fields, body, options)


def _kind(fields: dict[str, Value], folders: tuple[str, ...]) -> str:
    present = set(fields)
    if present >= _INTERACTION:
        return "interaction"
    if present >= _CONTACT:
        return "contact"
    if present >= _COMPANY:
        return "company"
    told = {fold(word).strip("#") for word in several(fields, "type", "tags", "tag", "kind", "categories", "class")}
    near = {fold(folder) for folder in folders[-1:]}
    if told & _PERSONS or (near & _PERSONS and (present & _REACHING or "name" in present)):
        return "note"
    return "note" if present & frozenset((*_MAILS, *_PHONES)) and "name" in present else ""


def _company(document: Document) -> str:
    """The company's slug: contacts and interactions lie in folders inside its own."""
    return document.folders[-2] if len(document.folders) > 1 else ""


def _account(document: Document, contact: str) -> str:
    return f"hermit:{_company(document)}/{contact}".lower()[:200]


def _card(
    document: Document, fields: dict[str, Value], body: str, options: ReadOptions
) -> Iterator[Interaction | Item]:
    given, family = one_line(one(fields, "first_name")), one_line(one(fields, "last_name"))
    stem = re.sub(r"\.(?:md|markdown)$", "", document.name, flags=re.IGNORECASE)
    name = one_line(one(fields, "name", "full name", "nom")) or f"{given} {family}".strip() or one_line(stem)
    bag = HandleBag(options.region)
    for text in several(fields, *_MAILS):
        bag.add_mail(text)
    for text in several(fields, *_PHONES):
        bag.add_phone(text)
    for text in several(fields, *_LINKS):
        if "." in text:
            bag.add_url(text)
    hermit = set(fields) >= _CONTACT
    key = _account(document, one(fields, "slug") or stem) if hermit else content_key("note", name, document.name)
    handles = claimed(person(bag.handles, name, "note", key), bag.handles)
    if hermit:
        handles = (*bag.handles, ClaimedHandle(ACCOUNT, key))
    company = one(fields, "company", "organization", "organisation", "employer", "entreprise")
    birthday = one(fields, *_BIRTHDAYS)
    yield Record(
        key=key,
        name=name,
        given=given,
        family=family,
        nicknames=tuple(one_line(text) for text in several(fields, "aliases", "alias", "nickname"))[:20],
        handles=handles,
        organisation=one_line(company or (_company(document).replace("-", " ").title() if hermit else "")),
        title=one_line(one(fields, "title", "role", "job", "position", "poste")),
        birthday=spoken_date(birthday, day_first=False) or "" if birthday else "",
        note=note_text(body),
        categories=tuple(one_line(text, 100).strip("#") for text in several(fields, "tags", "tag"))[:100],
        place="line 1",
    )
    for text in bag.refused:
        yield Problem(document.path, "line 1", "broken-handle", (("text", text),), lost=False)


def _interaction(
    document: Document, fields: dict[str, Value], body: str, options: ReadOptions
) -> Iterator[Interaction | Item]:
    contact = one(fields, "contact")
    if not contact:
        yield Problem(document.path, "line 1", "with-nobody", lost=False)
        return
    written = one(fields, "date")
    at, offset, flags = moment(written, options)
    if at is None:
        yield Problem(document.path, "line 1", "broken-date", (("date", one_line(written, 80)),), lost=False)
    channel = CHANNELS.get(fold(one(fields, "channel")))
    if channel is None:
        # A note to oneself is no exchange.
        yield Problem(document.path, "line 1", "own-notes", (("count", "1"),), lost=False)
        return
    them = Participant(ACCOUNT, _account(document, contact), "")
    sender, to = (them, OWNER) if one(fields, "direction") == "in" else (OWNER, them)
    yield Interaction(
        channel,
        at,
        offset,
        sender,
        (to,),
        others=1,
        title=one_line(one(fields, "subject"), 500),
        amount=0 if channel in (Channel.MEETING, Channel.CALL) else len(body.encode("utf-8", "surrogatepass")),
        flags=flags,
        uid=f"{_account(document, document.name)}"[:200],
        place="line 1",
    )
    yield OwnerHint("account-owner", OWNER, 1)
