"""Exporting one person: every fact with its source and date, or a contact card."""

import json
from collections.abc import Iterator
from typing import Any

from entregent.app import business, committed, consents, dropping, goal_shapes, portraying, results, stages, weighing
from entregent.app.exporting import card_of
from entregent.app.opening import OpenBook
from entregent.app.person_views import PersonExport
from entregent.app.shapes import instant, reason_shapes
from entregent.formats.vcard import write_card
from entregent.model.interaction import Channel, instant_of
from entregent.model.tie import LEVEL_WORDS, Level
from entregent.store import events, facts, imports
from entregent.store import people as store_people

FORMAT = "entregent-person"
VERSION = 1


def person_file(book: OpenBook, number: int, kind: str) -> PersonExport:
    """Somebody as a file to hand over: "json" with all that the book holds of them, else a vCard.

    Raises UnknownPersonError.
    """
    known = portraying.known_by(book, number)
    if kind != "json":
        return PersonExport(known.row.name, write_card(card_of(book, known.row)))
    text = json.dumps(_document(book, known), ensure_ascii=False, indent=2, allow_nan=False)
    return PersonExport(known.row.name, text.encode("utf-8", "replace").decode() + "\n")


def _document(book: OpenBook, known: portraying.Known) -> dict[str, Any]:
    """Values are of what sources claim and the owner stated; nothing that only the program thinks but the joins."""
    row = known.row
    return {
        "format": FORMAT,
        "version": VERSION,
        "exported_at": instant(book.now),
        "person": {
            "name": row.name,
            "handles": [{"kind": kind, "value": value} for kind, value in known.handles.values()],
            "level": LEVEL_WORDS[Level(row.level)],
            "level_proposed": bool(row.level_proposed),
            "circles": json.loads(row.circles),
            "resting": bool(row.resting),
            "never": row.never,
            "birthday": row.birthday,
            "organisation": row.organisation,
            "title": row.title,
        },
        "facts": [{**line._asdict(), "since": instant(line.since)} for line in portraying.provenance_of(book, row.id)],
        "joins": [
            {**join._asdict(), "reasons": reason_shapes(join.reasons)} for join in portraying.joins_of(book, known)
        ],
        "notes": list(_notes(book, known)),
        "promises": list(_promises(book, known)),
        "business": _business(book, known),
        "commitments": list(_commitments(book, known)),
        "exchanges": list(_exchanges(book, known)),
    }


def _business(book: OpenBook, known: portraying.Known) -> dict[str, Any] | None:
    """Stage, results and consent of a client, prospect, partner or collaborator; None for everybody else."""
    if known.row.sort != "person" or not business.is_business(json.loads(known.row.circles)):
        return None
    who = str(known.row.id)
    own = [line for line in results.results(book) if line.person == known.row.id]
    return {
        "stage": goal_shapes.stage_shape(stages.stage_of(book, who)),
        "results": [goal_shapes.result_shape(line) for line in own],
        "consent": goal_shapes.consent_shape(consents.consent_of(book, who)),
    }


def _notes(book: OpenBook, known: portraying.Known) -> Iterator[dict[str, Any]]:
    for fact in known.stated:
        if fact.kind == "note":
            yield {"text": fact.value, "at": instant(facts.stated_at(book.connection, fact.action))}


def _promises(book: OpenBook, known: portraying.Known) -> Iterator[dict[str, Any]]:
    """Those that are open, and those that were kept."""
    for fact in known.stated:
        if fact.kind == "promise":
            yield {**json.loads(fact.value), "kept": False}
    for fact in facts.kept_promises(book.connection):
        if fact.handle in known.handles:
            yield {**json.loads(fact.value), "kept": True}


def _commitments(book: OpenBook, known: portraying.Known) -> Iterator[dict[str, Any]]:
    """What was sealed with them, and how it went."""
    for line in committed.commitments(book):
        if line.person == known.row.id:
            yield {
                "what": line.what,
                "due": line.due,
                "sealed_at": instant(line.sealed_at),
                "state": line.state,
                "said": [{"way": said.way, "at": instant(said.at), "note": said.note} for said in line.history],
            }


def _exchanges(book: OpenBook, known: portraying.Known) -> Iterator[dict[str, Any]]:
    """All that passed, oldest first, with the export that told of it; "" for what the owner logged."""
    logged = portraying.logged(known.stated)
    sources = {origin: dropping.shown(path) for origin, path in imports.paths_by_origin(book.connection).items()}
    rows = events.timeline(book.connection, known.own, 1 << 31, known.until)
    named = store_people.of_handles(book.connection, {handle for row in rows for handle in events.handles_in(row[4])})
    for row in reversed(rows):
        line = portraying.timeline_line(row, known.row.id, logged.get(row[0], {}), named)
        yield {
            "at": instant(instant_of(row[0])),
            "channel": Channel(row[1] & events.CHANNEL_MASK).name.lower(),
            "direction": weighing.direction_word(row[1]),
            "title": line.title,
            "others": list(line.participants),
            "outcome": line.outcome,
            "note": line.note,
            "minutes": line.minutes,
            "source": sources.get(row[6], ""),
        }
